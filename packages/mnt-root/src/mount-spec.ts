import type { ValueType } from "@isobox/toolkit";
import type { Mount } from "./mount.ts";

/** Splits at a separator that no backslash stands before; a backslash makes the next character plain. */
export function split(text: string, separator: string, limit = Number.POSITIVE_INFINITY): string[] {
  const parts = [""];
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === "\\" && i + 1 < text.length) parts[parts.length - 1] += c + text[++i]!;
    else if (c === separator && parts.length < limit) parts.push("");
    else parts[parts.length - 1] += c;
  }
  return parts;
}

export function plain(text: string): string {
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

/** The parts of `SRC:DST:REST`, of which SRC may be `fd:N`. */
export function splitSource(text: string): string[] {
  const given = /^fd:[0-9]+(?=:|$)/.exec(text);
  if (!given) return split(text, ":", 3);
  return [given[0], ...split(text.slice(given[0].length + 1), ":", 2)];
}

/** `SRC[:DST[:OPTION,…]]`; a colon within a path is written `\:`, and `fd:N` is an open directory or file. */
export function bindSpec(...words: readonly string[]): ValueType<Mount> {
  return {
    placeholder: "SRC[:DST[:OPTS]]",
    path: "file",
    parse(text) {
      const [source = "", destination = source, options] = splitSource(text);
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

/** `dst=DST,lower=DIR,…`: {@link mountSpec} of the type overlay. */
export const overlaySpec: ValueType<Mount> = {
  placeholder: "OVERLAY",
  parse(text) {
    const mount = mountSpec.parse(text);
    if (mount.type !== undefined || mount.source !== undefined)
      throw new SyntaxError("dst=DST,lower=DIR,…: an overlay has no other type or source");
    return { ...mount, type: "overlay" };
  },
  format: ({ type: _, ...mount }) => mountSpec.format(mount),
};

/** `DST` alone, which is a path. */
const destinationOnly = (placeholder: string, mount: (destination: string) => Mount): ValueType<Mount> => ({
  placeholder,
  path: "file",
  parse(text) {
    if (text === "") throw new SyntaxError("a path, not an empty word");
    return mount(text);
  },
  format: ({ destination }) => destination,
});

export const mqueueSpec = destinationOnly("DST", (destination) => ({
  destination,
  type: "mqueue",
  source: "mqueue",
  options: ["nosuid", "noexec", "nodev"],
}));

export const remountRoSpec = destinationOnly("DST", (destination) => ({
  destination,
  options: ["remount", "bind", "ro"],
}));

/** `DIR`, where lxcfs is mounted. */
export const lxcfsSpec: ValueType<Mount> = {
  placeholder: "DIR",
  path: "directory",
  parse: (text) => ({ destination: "/proc", type: "lxcfs", ...(text !== "" && { source: text }) }),
  format: ({ source = "" }) => source,
};

/** `SRC:DST` */
export const moveSpec: ValueType<Mount> = {
  placeholder: "SRC:DST",
  path: "file",
  parse(text) {
    const [source = "", destination = "", ...more] = split(text, ":");
    if (source === "" || destination === "" || more.length > 0) throw new SyntaxError("SRC:DST");
    return { source: plain(source), destination: plain(destination), options: ["move"] };
  },
  format: ({ source = "", destination }) => `${escaped(source, COLON)}:${escaped(destination, COLON)}`,
};

const COLON = /[\\:]/g;

/** `DST:OPTION,…` of the mount that is there. */
export const remountSpec: ValueType<Mount> = {
  placeholder: "DST:OPTS",
  parse(text) {
    const [destination = "", options = ""] = split(text, ":", 2);
    if (destination === "" || options === "") throw new SyntaxError("DST:OPTION,…");
    return { destination: plain(destination), options: ["remount", ...optionWords(options)] };
  },
  format: ({ destination, options = [] }) => `${escaped(destination, COLON)}:${options.slice(1).join(",")}`,
};
