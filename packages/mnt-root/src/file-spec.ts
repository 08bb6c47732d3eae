import type { ValueType } from "@isobox/toolkit";
import type { Mount } from "./mount.ts";
import { plain, split, splitSource } from "./mount-spec.ts";

// What is no mount, and stands in the list of mounts because its order among them counts.

const escaped = (text: string) => text.replace(/[\\:]/g, "\\$&");

/** The words for an octal mode, which may be left out. */
function modeWords(mode: string | undefined): readonly string[] {
  if (mode === undefined) return [];
  if (!/^0?[0-7]{1,4}$/.test(mode)) throw new SyntaxError("an octal mode such as 0755");
  return [`mode=${mode}`];
}

const modeOf = ({ options = [] }: Mount) =>
  options.find((word) => word.startsWith("mode="))?.slice("mode=".length);

const joined = (...parts: readonly (string | undefined)[]) =>
  parts.filter((part) => part !== undefined).join(":");

function withOptions(mount: Mount, options: readonly string[]): Mount {
  return options.length > 0 ? { ...mount, options } : mount;
}

/** `PATH[:MODE]` */
export const dirSpec: ValueType<Mount> = {
  placeholder: "PATH[:MODE]",
  path: "directory",
  parse(text) {
    const [destination = "", mode, ...more] = split(text, ":");
    if (destination === "" || more.length > 0) throw new SyntaxError("PATH or PATH:MODE");
    return withOptions({ destination: plain(destination), type: "dir" }, modeWords(mode));
  },
  format: (mount) => joined(escaped(mount.destination), modeOf(mount)),
};

/** `DST:MODE` */
export const chmodSpec: ValueType<Mount> = {
  placeholder: "DST:MODE",
  parse(text) {
    const [destination = "", mode, ...more] = split(text, ":");
    if (destination === "" || mode === undefined || more.length > 0) throw new SyntaxError("DST:MODE");
    return withOptions({ destination: plain(destination), type: "chmod" }, modeWords(mode));
  },
  format: (mount) => joined(escaped(mount.destination), modeOf(mount)),
};

/** `TARGET:DST`; the target is what the link says, and no path of the caller's. */
export const symlinkSpec: ValueType<Mount> = {
  placeholder: "TARGET:DST",
  parse(text) {
    const [source = "", destination = "", ...more] = split(text, ":");
    if (source === "" || destination === "" || more.length > 0) throw new SyntaxError("TARGET:DST");
    return { destination: plain(destination), type: "symlink", source: plain(source) };
  },
  format: ({ source = "", destination }) => joined(escaped(source), escaped(destination)),
};

/** The parts of `SRC|fd:N:DST[:MODE]`. */
function contentSpec(type: "file" | "data", words: readonly string[]): ValueType<Mount> {
  return {
    placeholder: "SRC|fd:N:DST[:MODE]",
    path: "file",
    parse(text) {
      const [source = "", destination = "", mode] = splitSource(text);
      if (source === "" || destination === "") throw new SyntaxError("SRC:DST or fd:N:DST");
      const mount = { destination: plain(destination), type, source: plain(source) };
      return withOptions(mount, [...words, ...modeWords(mode)]);
    },
    format(mount) {
      const { source = "", destination } = mount;
      const from = /^fd:[0-9]+$/.test(source) ? source : escaped(source);
      return joined(from, escaped(destination), modeOf(mount));
    },
  };
}

export const fileSpec = contentSpec("file", []);
export const dataSpec = (...words: readonly string[]) => contentSpec("data", ["nosuid", "nodev", ...words]);
