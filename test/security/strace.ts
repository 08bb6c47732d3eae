import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Result, run, scratch } from "../lib/tools.ts";

/** A call that changed something: what, by its path on the host as the kernel has it. */
export interface Change {
  readonly call: string;
  readonly path: string;
  /** The line of strace. */
  readonly line: string;
}

/** Those that change something by a path alone. */
const BY_PATH = ["mkdir", "rmdir", "mknod", "unlink", "chmod", "chown", "lchown", "truncate", "creat"];
const CALLS = [
  ...["open", "openat", "openat2", "open_tree", "fsmount", "close", "dup3", "fchdir", "chdir", "pivot_root"],
  ...[
    "mkdirat",
    "mknodat",
    "symlinkat",
    "linkat",
    "unlinkat",
    "renameat",
    "renameat2",
    "fchmodat",
    "fchownat",
  ],
  ...["symlink", "link", "rename", "mount", "umount2", "move_mount", "clone", "clone3", "vfork"],
  ...BY_PATH,
].join(",");

const log = join(scratch("strace"), "log");

/** Runs a program under strace; returns what it and its children changed until they left the host's root. */
export function changesOf(argv: readonly string[]): { result: Result; changes: Change[] } {
  const result = run(["strace", "-f", "-y", "-s", "4096", "-o", log, "-e", `trace=${CALLS}`, ...argv]);
  return { result, changes: readChanges(readFileSync(log, "utf8")) };
}

interface Process {
  /** The working directory; null for what it was in the beginning. */
  directory: string | null;
  /** Descriptors of mounts that are on no place yet: their paths mean nothing. */
  readonly detached: Set<string>;
  /** Behind pivot_root(2), where each path is the container's. */
  inside: boolean;
}

/** `mkdirat(8</srv/dev>, "pts", 0755) = 0` */
const LINE = /^(\d+) +(\w+)\((.*)\) += (\d+)(?:<(.*)>)?$/;

function readChanges(text: string): Change[] {
  const processes = new Map<string, Process>();
  const found: Change[] = [];
  for (const line of whole(text)) {
    const match = LINE.exec(line);
    if (!match) continue;
    const [, pid, call, args, result, opened] = match as unknown as [
      string,
      string,
      string,
      string,
      string,
      string?,
    ];
    if (!processes.has(pid)) processes.set(pid, { directory: null, detached: new Set(), inside: false });
    const process = processes.get(pid)!;
    if (call === "pivot_root") process.inside = true;
    if (process.inside) continue;
    const path = changed(process, call, args, result, opened);
    if (path !== null) found.push({ call, path, line });
  }
  return found;
}

/** Puts the two halves of a call together that another process's came between. */
function whole(text: string): string[] {
  const begun = new Map<string, string>();
  return text.split("\n").flatMap((line) => {
    const pid = line.split(" ", 1)[0]!;
    const start = /^(.*) <unfinished \.\.\.>$/.exec(line);
    if (start) {
      begun.set(pid, start[1]!);
      return [];
    }
    const end = /^\d+ +<\.\.\. \w+ resumed>(.*)$/.exec(line);
    if (!end) return [line];
    return [(begun.get(pid) ?? "") + end[1]!];
  });
}

/** The path that a call has changed; null when it has only looked, or works on a mount that is on no place. */
function changed(
  process: Process,
  call: string,
  args: string,
  result: string,
  opened?: string,
): string | null {
  const { detached } = process;
  const at = [...args.matchAll(/(AT_FDCWD|\d+)<([^>]*)>, (NULL|"((?:[^"\\]|\\.)*)")/g)].map(
    ([, fd, directory, , name = ""]) =>
      detached.has(fd!) ? null : name.startsWith("/") ? name : join(directory!, name),
  );
  switch (call) {
    case "open":
    case "openat":
    case "openat2":
      detached.delete(result);
      return /O_WRONLY|O_RDWR|O_CREAT|O_TRUNC/.test(args) ? (opened ?? null) : null;
    case "open_tree":
      if (args.includes("OPEN_TREE_CLONE")) detached.add(result);
      else detached.delete(result);
      return null;
    case "fsmount":
      detached.add(result);
      return null;
    case "close":
      detached.delete(/^\d+/.exec(args)?.[0] ?? "");
      return null;
    case "fchdir":
      process.directory = /<(.*)>/.exec(args)?.[1] ?? null;
      return null;
    case "chdir":
      process.directory = /^"(.*)"/.exec(args)?.[1] ?? null;
      return null;
    case "move_mount":
      // From where it was to its place, on which it is no longer detached.
      detached.delete(/^\d+/.exec(args)?.[0] ?? "");
      return at[1] ?? null;
    case "mount":
    case "umount2": {
      // Propagation makes no mount.
      if (/MS_(SLAVE|PRIVATE|SHARED|UNBINDABLE)/.test(args)) return null;
      const target = (call === "mount" ? /^(?:NULL|"[^"]*"), "([^"]*)"/ : /^"([^"]*)"/).exec(args)?.[1];
      return target === "." ? process.directory : (target ?? null);
    }
    case "renameat":
    case "renameat2":
    case "linkat":
      return at[1] ?? null;
    case "rename":
    case "link":
    case "symlink":
      return /, "([^"]*)"$/.exec(args)?.[1] ?? null;
    case "symlinkat":
    case "mkdirat":
    case "mknodat":
    case "unlinkat":
    case "fchmodat":
    case "fchownat":
      return at[0] ?? null;
    default:
      return BY_PATH.includes(call) ? (/^"([^"]*)"/.exec(args)?.[1] ?? null) : null;
  }
}
