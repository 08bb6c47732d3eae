import {
  type AnyTool,
  aliasFlag,
  type Box,
  choice,
  defineTool,
  defineVerb,
  flag,
  kebab,
  list,
  optional,
  path,
  text,
  value,
} from "../src/index.ts";

const never = (): never => {
  throw new Error("not applied here");
};

/** A tool with an option of every kind. */
export const mntRoot = defineTool({
  name: "mnt-root",
  summary: "Make DIR the root file system, then execute PROG in it",
  synopsis: "[options] --root DIR [--] PROG [ARG...]",
  description: ["A second paragraph.", ".begins with a dot, and has a back\\slash"],
  options: {
    root: value(path("DIR", "directory"), "directory that becomes /", { short: "R" }),
    bindSelf: flag("bind DIR on itself first, so that it is a mount point", { requires: ["root"] }),
    bind: list(text("SRC:DST"), "bind SRC on DST below the new root", { section: "Mounts" }),
    proc: aliasFlag("bind", "proc", "a new procfs on /proc", { section: "Mounts" }),
    propagation: value(choice("MODE", ["slave", "private"]), "how mounts travel", {
      defaultText: "slave",
      forbids: ["bindSelf"],
    }),
    readOnly: optional(text("PATH"), "no writing below PATH", { short: "r" }),
  },
  apply: never,
  examples: [
    { prompt: "#", command: "mnt-root -R ./rootfs -- /bin/sh" },
    { prompt: "$", command: "echo 'a'", note: "Prints a letter", output: "a\n.b\n" },
  ],
  seeAlso: ["pivot_root(2)"],
});

/** A verb of {@link nsExec}. */
export const listVerb = defineVerb({
  summary: "List namespaces",
  operands: "[PID]",
  options: { json: flag("print JSON"), type: value(choice("TYPE", ["mnt", "net"]), "only these") },
  run: () => 0,
});

export const nsExec = defineTool({
  name: "ns-exec",
  summary: "Give the program new namespaces",
  options: {
    pid: flag("new PID namespace", { short: "p" }),
    hostname: value(text("NAME"), "set the host name"),
  },
  apply: never,
  verbs: {
    list: listVerb,
  },
});

const tools: readonly AnyTool[] = [nsExec, mntRoot];
export const box: Box = {
  tools: new Map(tools.map((tool) => [tool.name, tool])),
  commands: new Map([["oci-run", { name: "oci-run", summary: "Run containers", run: () => 0 }]]),
  version: "1.2.3",
  licenses: "",
};

/** The names of a table's options as they are written. */
export function names(table: object): string[] {
  return Object.keys(table).map((key) => `--${kebab(key)}`);
}
