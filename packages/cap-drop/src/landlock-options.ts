import { oneOf, type ValueType } from "@isobox/toolkit";
import { LANDLOCK_RIGHTS, type LandlockKind, rightNames } from "./landlock-rights.ts";

/** What is forbidden unless a rule allows it; `rights` null: all that the kernel knows of the kind. */
export interface LandlockAccess {
  readonly kind: LandlockKind;
  readonly rights: number | null;
}

const KINDS = Object.keys(LANDLOCK_RIGHTS) as LandlockKind[];

/** `fs`, `net`, `scope`, each for all of its rights, or with rights: `fs:write-file,make-reg`. */
export const landlockAccess: ValueType<LandlockAccess> = {
  placeholder: "KIND[:RIGHTS]",
  choices: KINDS,
  parse(text) {
    const [kind, rights, more] = text.toLowerCase().split(":") as [string, string?, string?];
    if (!isKind(kind) || more !== undefined)
      throw new SyntaxError(`${oneOf(KINDS)}, and rights: "fs:write-file"`);
    return { kind, rights: rights === undefined ? null : parseRights(kind, rights) };
  },
  format: ({ kind, rights }) => (rights === null ? kind : `${kind}:${rightNames(kind, rights).join(",")}`),
};

/** What is allowed after all: rights to what lies below a path, or to a TCP port. `rights` null: all of them. */
export type LandlockRule =
  | { readonly kind: "fs"; readonly rights: number | null; readonly path: string }
  | { readonly kind: "net"; readonly rights: number | null; readonly port: number };

const wantedRule =
  '"path-beneath:read-file,read-dir:/usr", or "net-port:connect-tcp:443"; no rights between the colons are all';

/** `path-beneath:RIGHTS:PATH` or `net-port:RIGHTS:PORT`, as setpriv(1) has it. */
export const landlockRule: ValueType<LandlockRule> = {
  placeholder: "TYPE:RIGHTS:ARGUMENT",
  choices: ["path-beneath:", "net-port:"],
  parse(text) {
    const match = /^(path-beneath|net-port):([a-z,-]*):(.+)$/s.exec(text);
    if (!match) throw new SyntaxError(wantedRule);
    const [, type, words, argument] = match as unknown as [string, string, string, string];
    const kind = type === "net-port" ? "net" : "fs";
    const rights = words === "" ? null : parseRights(kind, words);
    if (kind === "fs") return { kind, rights, path: argument };
    const port = /^[0-9]{1,5}$/.test(argument) ? Number(argument) : -1;
    if (port < 0 || port > 65535) throw new RangeError(`a port from 0 to 65535; ${wantedRule}`);
    return { kind, rights, port };
  },
  format(rule) {
    const rights = rule.rights === null ? "" : rightNames(rule.kind, rule.rights).join(",");
    return rule.kind === "fs" ? `path-beneath:${rights}:${rule.path}` : `net-port:${rights}:${rule.port}`;
  },
};

function isKind(word: string): word is LandlockKind {
  return Object.hasOwn(LANDLOCK_RIGHTS, word);
}

function parseRights(kind: LandlockKind, text: string): number {
  const known = LANDLOCK_RIGHTS[kind];
  let bits = 0;
  for (const word of text.split(",")) {
    const right = known.get(word);
    if (right === undefined) throw new RangeError(`rights of ${kind}: ${[...known.keys()].join(", ")}`);
    bits |= right.bit;
  }
  return bits;
}
