import type { ValueType } from "@isobox/toolkit";
import type { Device } from "./device.ts";

const TYPES = ["c", "b", "u", "p"] as const;

/** `PATH[:TYPE:MAJOR:MINOR[:MODE[:UID[:GID]]]]`; a colon within the path is written `\:`. */
export const deviceSpec: ValueType<Device> = {
  placeholder: "DEVICE",
  path: "file",
  parse(text) {
    const [path = "", ...fields] = text.split(/(?<!\\):/);
    if (!path.startsWith("/"))
      throw new SyntaxError("an absolute path, or one with :TYPE:MAJOR:MINOR behind it");
    const device = { path: path.replaceAll("\\:", ":") };
    if (fields.length === 0) return device;
    const [type, major, minor, mode, uid, gid] = fields;
    if (fields.length > 6 || !TYPES.includes(type as "c"))
      throw new SyntaxError("PATH:TYPE:MAJOR:MINOR, TYPE c, b, u or p");
    if (type !== "p" && (major === undefined || minor === undefined))
      throw new SyntaxError("PATH:TYPE:MAJOR:MINOR");
    return {
      ...device,
      type: type as "c",
      ...numbers({ major, minor, fileMode: mode, uid, gid }),
    };
  },
  format({ path, type, major, minor, fileMode, uid, gid }) {
    const fields = [
      type,
      major,
      minor,
      fileMode === undefined ? undefined : `0${fileMode.toString(8)}`,
      uid,
      gid,
    ];
    while (fields.length > 0 && fields.at(-1) === undefined) fields.pop();
    return [path.replaceAll(":", "\\:"), ...fields.map((field) => field ?? "")].join(":");
  },
};

/** The fields that are not empty, as numbers; the mode is octal. */
function numbers(fields: Readonly<Record<string, string | undefined>>): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [key, text] of Object.entries(fields)) {
    if (text === undefined || text === "") continue;
    const isMode = key === "fileMode";
    if (!(isMode ? /^[0-7]{1,4}$/ : /^[0-9]{1,10}$/).test(text))
      throw new SyntaxError(isMode ? "an octal mode such as 0660" : `a number as ${key}`);
    found[key] = Number.parseInt(text, isMode ? 8 : 10);
  }
  return found;
}
