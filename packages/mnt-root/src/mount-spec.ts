import type { ValueType } from "@isobox/toolkit";
import type { Mount } from "./mount.ts";

/** Splits at a separator that no backslash stands before; a backslash makes the next character plain. */
function split(text: string, separator: string, limit = Number.POSITIVE_INFINITY): string[] {
  const parts = [""];
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === "\\" && i + 1 < text.length) parts[parts.length - 1] += c + text[++i]!;
    else if (c === separator && parts.length < limit) parts.push("");
    else parts[parts.length - 1] += c;
  }
  return parts;
}

function plain(text: string): string {
  return text.includes("\\") ? text.replace(/\\(.)/gs, "$1") : text;
}

function escaped(text: string, special: RegExp): string {
  return text.replace(special, "\\$&");
}

/** The keys of a mount beside its options, by each name that mount(8), docker(1) and the OCI give them. */
const KEYS: ReadonlyMap<string, "type" | "source" | "destination"> = new Map([
  ["type", "type"],
  ["src", "source"],
  ["source", "source"],
  ["dst", "destination"],
  ["destination", "destination"],
  ["target", "destination"],
]);

/** `type=TYPE,src=SOURCE,dst=DESTINATION,OPTION,…`; a comma within a word is written `\,`. */
export const mountSpec: ValueType<Mount> = {
  placeholder: "MOUNT",
  parse(text) {
    const mount: { type?: string; source?: string; destination?: string } = {};
    const options: string[] = [];
    for (const word of split(text, ",")) {
      const equals = word.indexOf("=");
      const key = equals < 0 ? undefined : KEYS.get(word.slice(0, equals));
      if (key === undefined) options.push(plain(word));
      else if (mount[key] !== undefined) throw new SyntaxError(`one ${key}`);
      else mount[key] = plain(word.slice(equals + 1));
    }
    const { destination } = mount;
    if (!destination) throw new SyntaxError("dst=DST, and type=TYPE or bind");
    const given = options.filter((option) => option !== "");
    return { ...mount, destination, ...(given.length > 0 && { options: given }) };
  },
  format({ type, source, destination, options = [], uidMappings = [], gidMappings = [] }) {
    const word = (text: string) => escaped(text, /[\\,]/g);
    const words = options.map((option) =>
      KEYS.has(option.split("=")[0]!) ? `\\${word(option)}` : word(option),
    );
    if (uidMappings.length + gidMappings.length > 0) {
      const ranges = (list: typeof uidMappings) =>
        list.map((r) => `${r.containerID}-${r.hostID}-${r.size}`).join("#");
      const at = words.findIndex((option) => option === "idmap" || option === "ridmap");
      const map = `${words[at] ?? "idmap"}=uids=${ranges(uidMappings)};gids=${ranges(gidMappings)}`;
      words.splice(at < 0 ? words.length : at, at < 0 ? 0 : 1, map);
    }
    return [
      ...(type === undefined ? [] : [`type=${word(type)}`]),
      ...(source === undefined ? [] : [`src=${word(source)}`]),
      `dst=${word(destination)}`,
      ...words,
    ].join(",");
  },
};

function optionWords(text: string | undefined): string[] {
  return text === undefined ? [] : split(text, ",").map(plain);
}

/** `SRC[:DST[:OPTION,…]]`; a colon within a path is written `\:`. */
export function bindSpec(...words: readonly string[]): ValueType<Mount> {
  return {
    placeholder: "SRC[:DST[:OPTS]]",
    path: "file",
    parse(text) {
      const [source = "", destination = source, options] = split(text, ":", 3);
      if (source === "" || destination === "") throw new SyntaxError("SRC:DST");
      if (destination === source && !source.startsWith("/"))
        throw new SyntaxError("SRC:DST, for SRC is relative");
      return {
        type: "bind",
        source: plain(source),
        destination: plain(destination),
        options: [...words, ...optionWords(options)],
      };
    },
    format: ({ source = "", destination, options = [] }) =>
      [source, destination, options.slice(words.length).join(",")].filter((part) => part !== "").join(":"),
  };
}

/** `DST[:OPTION,…]` */
export const tmpfsSpec: ValueType<Mount> = {
  placeholder: "DST[:OPTS]",
  parse(text) {
    const [destination = "", options] = split(text, ":", 2);
    if (destination === "") throw new SyntaxError("DST");
    return {
      type: "tmpfs",
      source: "tmpfs",
      destination: plain(destination),
      options: ["nosuid", "nodev", ...optionWords(options)],
    };
  },
  format: ({ destination, options = [] }) => `${destination}:${options.slice(2).join(",")}`,
};
