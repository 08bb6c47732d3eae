import { choice, commonOptions, flag, integer, path, text, value } from "@isobox/toolkit";

/** Options before the command; runc's, and those of every tool. */
export const globalOptions = {
  root: value(path("DIR", "directory"), "keep the state of containers below DIR", {
    defaultText: "/run/isobox",
  }),
  debug: flag("write more into the log; see --trace for each system call"),
  systemdCgroup: flag("let systemd manage the cgroups: refused, this runtime writes the files itself"),
  rootless: value(choice("WORD", ["true", "false", "auto"]), "accepted for runc's callers"),
  ...commonOptions,
} as const;

/** Options of `create`, and of `run`. */
const makeOptions = {
  bundle: value(path("DIR", "directory"), "the bundle: a directory with config.json", {
    short: "b",
    defaultText: "the working directory",
  }),
  pidFile: value(path("FILE"), "write the container's process id to FILE"),
  noPivot: flag("move the root with MS_MOVE and chroot instead of pivot_root (for a root on an initramfs)"),
  noNewKeyring: flag("leave the session keyring as it is"),
  preserveFds: value(integer("N", 0, 1_000_000), "pass descriptors 3 to 2+N on to the container"),
} as const;

export const createOptions = {
  ...makeOptions,
  noSubreaper: flag("accepted for runc's callers: this runtime never makes itself a subreaper"),
} as const;

export const runOptions = {
  ...createOptions,
  detach: flag("return once the program runs, and leave it alone", { short: "d" }),
  keep: flag("keep the state and the cgroups after the container has ended"),
} as const;

export const explainOptions = {
  id: value(text("ID"), "the container's id: names its cgroup and its keyring", {
    defaultText: "the bundle's name",
  }),
  bundle: makeOptions.bundle,
  noPivot: makeOptions.noPivot,
  noNewKeyring: makeOptions.noNewKeyring,
  preserveFds: makeOptions.preserveFds,
} as const;

export const killOptions = {
  all: flag("signal every process of the container", { short: "a" }),
} as const;

export const deleteOptions = {
  force: flag("kill what runs; a container that does not exist is no error", { short: "f" }),
} as const;

export const gcOptions = {
  dryRun: flag("say what would be removed, and who holds what is busy; change nothing"),
  all: flag("remove containers that have stopped, too, whose makers have not deleted them", { short: "a" }),
} as const;

export const listOptions = {
  format: value(choice("FORMAT", ["table", "json"]), "form of the list", {
    short: "f",
    defaultText: "table",
  }),
  quiet: flag("only the ids", { short: "q" }),
} as const;

export const specOptions = {
  bundle: value(path("DIR", "directory"), "where to write config.json", {
    short: "b",
    defaultText: "the working directory",
  }),
} as const;
