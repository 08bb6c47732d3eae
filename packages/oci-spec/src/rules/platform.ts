import type { Report } from "../problem.ts";

/** Sections of the specification for what this is not. */
const FOREIGN: readonly { readonly key: string; readonly name: string }[] = [
  { key: "vm", name: "virtual machines" },
  { key: "windows", name: "Windows" },
  { key: "solaris", name: "Solaris" },
  { key: "freebsd", name: "FreeBSD" },
  { key: "zos", name: "z/OS" },
];

/** A configuration for another platform is refused as a whole: what it asks for would silently not be there. */
export function platformRule(document: object, report: Report): void {
  for (let i = 0; i < FOREIGN.length; i++) {
    const { key, name } = FOREIGN[i]!;
    if ((document as Record<string, unknown>)[key] === undefined) continue;
    report(key, `a configuration for ${name} cannot be run here: want one for Linux, without the key`);
  }
}
