import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import * as sys from "@isobox/kernel/sys";
import type { Elf } from "./elf.ts";
import { mountPointOf, type Walk, walkPath } from "./path-walk.ts";
import { type Program, readProgram } from "./program-file.ts";

/**
 * Why a file cannot be executed, read from the root in force: execve(2) answers with a bare errno, and ENOENT may
 * be about the interpreter of a file that is there.
 *
 * Called only after a failure; what it finds may have changed since. Empty when nothing is known. Reads at most a few
 * KiB, of regular files only.
 */
export function execHints(file: string, errno: number): string[] {
  return quietly(() => {
    const hint = WHOLE.get(errno)?.(file) ?? whyNot(file, errno);
    return hint === null ? [] : [hint];
  }, []);
}

/** Where a name was looked for, and what stood in the way there. */
export function searchHints(name: string, path: string | undefined): string[] {
  if (path === undefined) return ["the environment has no PATH to look for it in (environ(7))"];
  const remarks = path.split(":").flatMap((directory) => {
    const remark = quietly(() => whyNotIn(directory === "" ? "." : directory, name), null);
    return remark === null ? [] : [remark];
  });
  const told = [...new Set(remarks)].slice(0, MOST_REMARKS).map((remark) => `; ${remark}`);
  return [`looked for it in PATH=${shortened(path)}${told.join("")}`];
}

/** A message is for a person, and has to fit into the packet in which a container's process tells it. */
const MOST_REMARKS = 10;
const LONGEST = 1000;

function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

/** Whether a file is an ELF program, be it one that cannot run here. */
export function isProgram(file: string): boolean {
  return quietly(() => {
    const kind = readProgram(file)?.kind;
    return kind === "elf" || kind === "cut-elf";
  }, false);
}

/** A hint is an extra: that it could not be found must not hide the failure itself. */
function quietly<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch (error) {
    if (error instanceof sys.SyscallError) return otherwise;
    throw error;
  }
}

const quote = (path: string): string => JSON.stringify(shortened(path));

/** What is not about the way to the file or its content. */
const WHOLE = new Map<number, (file: string) => string | null>([
  [
    abi.ETXTBSY,
    (file) => `${quote(file)} is open for writing: somebody is still making it (execve(2)); see fuser(1)`,
  ],
  [
    abi.E2BIG,
    () =>
      "the arguments and the environment are too large: 128 KiB each word, and together a quarter of RLIMIT_STACK (execve(2))",
  ],
  [
    abi.EPERM,
    (file) =>
      hasFileCapabilities(file)
        ? `${quote(file)} has file capabilities that this process cannot have, and does not start without them (capabilities(7), "Safety checking for capability-dumb binaries"); see getcap(8)`
        : null,
  ],
]);

function hasFileCapabilities(file: string): boolean {
  return sys.attempt(sys.NR.getxattr, file, "security.capability", null, 0) > 0;
}

/** How many scripts may run each other: BINPRM_MAX_RECURSION is 4 (Linux 5.x: 5 interpreters). */
const MOST_SCRIPTS = 5;

/** What is wrong with a file, with the way to it, or with what it is run by. */
function whyNot(file: string, errno: number, depth = 0): string | null {
  const walk = walkPath(file);
  if (walk.trouble !== null) return whyNoWay(file, walk);
  return whyRefused(file, walk.path, walk.stat) ?? whyNoStart(file, errno, depth);
}

/** The first step of a path at which it ends. */
function whyNoWay(file: string, walk: Exclude<Walk, { trouble: null }>): string | null {
  const { trouble, path, link } = walk;
  if (trouble === "unknown") return null;
  if (trouble === "loop")
    return `${quote(file)} leads through too many links: ${quote(path)} is one of a ring (path_resolution(7))`;
  const remark =
    trouble === "missing"
      ? `there is no ${quote(path)}`
      : trouble === "no directory"
        ? `${quote(path)} is no directory`
        : `this user may not search ${quote(path)}${owners(sys.statat(abi.AT_FDCWD, path))}`;
  if (link === null) return remark;
  const lead = `${quote(link.path)} is a link to ${quote(link.target)}`;
  if (trouble !== "missing") return `${lead}, and ${remark}`;
  return `${lead}, which is not there${path.endsWith(link.target) ? "" : `: ${remark}`}`;
}

/** Mode and owner of a file beside the ids of this process. */
function owners({ mode, uid, gid }: sys.Stat): string {
  const bits = (mode & 0o7777).toString(8).padStart(4, "0");
  return ` (mode ${bits}, owner ${uid}:${gid}; this is ${sys.geteuid()}:${sys.getegid()})`;
}

const KINDS: Readonly<Record<number, string>> = {
  [abi.S_IFDIR]: "is a directory",
  [abi.S_IFIFO]: "is no regular file, but a fifo",
  [abi.S_IFSOCK]: "is no regular file, but a socket",
  [abi.S_IFCHR]: "is no regular file, but a device",
  [abi.S_IFBLK]: "is no regular file, but a device",
};

/** Why a file that is there may not be executed; null when it may. */
function whyRefused(file: string, real: string, stat: sys.Stat): string | null {
  const kind = KINDS[stat.mode & abi.S_IFMT];
  if (kind !== undefined) return `${quote(file)} ${kind}`;
  if ((stat.mode & 0o111) === 0) return `nobody may execute ${quote(file)}: chmod +x ${file}`;
  if (sys.statfs(file).flags & abi.ST_NOEXEC)
    return `${quote(file)} is on a file system that is mounted noexec, at ${mountPointOf(real)} (mount(8))`;
  if (sys.faccessat(abi.AT_FDCWD, file, abi.X_OK, abi.AT_EACCESS) !== 0)
    return `this user may not execute ${quote(file)}${owners(stat)}`;
  return null;
}

/** Why a file that may be executed is not started by the kernel: what is in it, and what it is to be run by. */
function whyNoStart(file: string, errno: number, depth: number): string | null {
  const program = readProgram(file);
  if (program === null) return null;
  if (program.kind === "script") return whyNoScript(file, program, errno, depth);
  if (program.kind === "elf") return whyNoElf(file, program.elf, program.loader, errno, depth);
  // What comes behind is about a file that the kernel does not know to start.
  if (errno !== abi.ENOEXEC) return null;
  const why: Readonly<Record<Exclude<Program["kind"], "script" | "elf">, string>> = {
    empty: "is empty",
    "cut-elf": "is cut off within its head: it was not copied whole",
    marked: 'begins with a byte order mark, behind which "#!" is no "#!": write it without (execve(2))',
    text: `has no "#!" line, and the kernel takes no shell for granted: /bin/sh ${file}`,
    other: `is no program for Linux: it is ${program.kind === "other" ? program.what : ""}`,
  };
  return `${quote(file)} ${why[program.kind]}`;
}

function whyNoScript(
  file: string,
  { interpreter, cut }: Extract<Program, { kind: "script" }>,
  errno: number,
  depth: number,
): string | null {
  if (interpreter === "") return `${quote(file)} has nothing behind "#!" (execve(2))`;
  if (interpreter.endsWith("\r"))
    return `the first line of ${quote(file)} ends in a carriage return, which is taken for a part of the interpreter's name: sed -i 's/\\r$//' ${file}`;
  if (cut)
    return `the first line of ${quote(file)} is longer than the 255 bytes that the kernel reads (execve(2))`;
  if (depth >= MOST_SCRIPTS)
    return `${quote(file)} is run by a script that is run by a script, and so on: too often (execve(2))`;
  return whyNotBy("interpreter", file, interpreter, errno, depth);
}

/** What is wrong with the interpreter or loader of a file. */
function whyNotBy(
  what: "interpreter" | "loader",
  file: string,
  by: string,
  errno: number,
  depth: number,
): string | null {
  const walk = walkPath(by);
  const missing = walk.trouble === "missing" || walk.trouble === "no directory";
  const inner = whyNot(by, errno, depth + 1);
  if (!missing) return inner && `the ${what} of ${quote(file)} cannot be executed: ${inner}`;
  const remark = by.startsWith("/") ? "" : ", seen from the working directory: PATH does not count";
  // A link on the way explains more than the name.
  const detail = walk.link || walk.trouble === "no directory" ? `: ${inner}` : "";
  const advice = what === "loader" ? "; was it made for another C library or architecture?" : "";
  return `the ${what} of ${quote(file)} is not there: ${quote(by)}${remark}${detail}${advice}`;
}

/** The programs that a kernel for one machine may run too. */
const ALSO: Readonly<Record<string, string>> = { x86_64: "i386", aarch64: "arm" };

const NOT_LINKED: Readonly<Partial<Record<Elf["type"], string>>> = {
  relocatable: "is an object file, which was never linked (ld(1))",
  core: "is the core dump of a program (core(5))",
};

function whyNoElf(
  file: string,
  elf: Elf,
  loader: string | null,
  errno: number,
  depth: number,
): string | null {
  const { machine, type, bits } = elf;
  const own = platform.machine;
  // A loader that is not there, for a program of another machine too, says more.
  if (errno === abi.ENOEXEC || errno === abi.ELIBBAD) {
    const unlinked = NOT_LINKED[type];
    if (unlinked !== undefined) return `${quote(file)} ${unlinked}`;
    if (machine === ALSO[own] || (machine === own && bits === 32))
      return `${quote(file)} is a 32-bit program for ${machine}, and this kernel runs none (CONFIG_IA32_EMULATION, CONFIG_COMPAT)`;
    if (machine !== own)
      return `${quote(file)} is a program for ${machine}, and this is ${own}: an emulator would have to be registered (binfmt_misc)`;
  }
  return loader === null ? null : whyNotBy("loader", file, loader, errno, depth);
}

/** What a directory of PATH has instead of the program; null when it simply does not have it. */
function whyNotIn(directory: string, name: string): string | null {
  const way = walkPath(directory);
  if (way.trouble !== null) return whyNoWay(directory, way);
  if ((way.stat.mode & abi.S_IFMT) !== abi.S_IFDIR) return `${quote(directory)} is no directory`;
  const file = `${way.path}/${name}`;
  const walk = walkPath(file);
  if (walk.trouble === null) return whyRefused(file, walk.path, walk.stat);
  return walk.trouble === "missing" && walk.link === null ? null : whyNoWay(file, walk);
}
