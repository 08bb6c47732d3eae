import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import * as sys from "@isobox/kernel/sys";

/**
 * Why a file cannot be executed, read from the root in force: execve(2) answers with a bare errno, and ENOENT may
 * be about the interpreter of a file that is there.
 *
 * Called only after a failure; what it finds may have changed since. Empty when nothing is known.
 */
export function execHints(file: string, errno: number): string[] {
  try {
    const hint = reasons.get(errno)?.(file);
    return hint ? [hint] : [];
  } catch (error) {
    // A hint is an extra: that it could not be found must not hide the failure itself.
    if (error instanceof sys.SyscallError) return [];
    throw error;
  }
}

const reasons = new Map<number, (file: string) => string | null>([
  [abi.ENOENT, whyMissing],
  [abi.ENOTDIR, whyMissing],
  [abi.EACCES, whyRefused],
  [abi.ENOEXEC, whyNoProgram],
  [abi.ETXTBSY, (file) => `${quote(file)} is open for writing: somebody is still making it (execve(2))`],
  [abi.E2BIG, () => "arguments and environment together are too large (execve(2), RLIMIT_STACK)"],
  [
    abi.ELOOP,
    (file) => `${quote(file)} leads through too many links, or its interpreters through too many scripts`,
  ],
]);

const quote = (path: string): string => JSON.stringify(path);

/** Whether a file is an ELF program, be it one that cannot run here. */
export function isProgram(file: string): boolean {
  try {
    return isElf(readHead(file));
  } catch (error) {
    if (error instanceof sys.SyscallError) return false;
    throw error;
  }
}

/** The path itself, or what the file is to be run by. */
function whyMissing(file: string): string | null {
  const step = firstStep(file, (path) => sys.statIfThere(abi.AT_FDCWD, path) === null);
  if (step !== null) return whyNoStep(step);
  const head = readHead(file);
  const interpreter = scriptInterpreter(head);
  if (interpreter?.endsWith("\r"))
    return `the first line of ${quote(file)} ends in a carriage return, which is taken for a part of the interpreter's name: sed -i 's/\\r$//' ${file}`;
  if (interpreter) return `the interpreter of ${quote(file)} is not there: ${quote(interpreter)}`;
  const loader = elfLoader(head);
  if (!loader) return null;
  return `the loader of ${quote(file)} is not there: ${quote(loader)}; was it made for another C library or architecture?`;
}

function whyNoStep(step: string): string {
  const link = sys.statIfThere(abi.AT_FDCWD, step, abi.AT_SYMLINK_NOFOLLOW);
  if (link !== null && (link.mode & abi.S_IFMT) === abi.S_IFLNK)
    return `${quote(step)} is a link to ${quote(sys.readlinkat(abi.AT_FDCWD, step))}, which is not there`;
  const parent = step.slice(0, step.lastIndexOf("/"));
  const above = parent === "" ? null : sys.statIfThere(abi.AT_FDCWD, parent);
  if (above !== null && (above.mode & abi.S_IFMT) !== abi.S_IFDIR) return `${quote(parent)} is no directory`;
  return `there is no ${quote(step)}`;
}

function whyRefused(file: string): string | null {
  const step = firstStep(file, (path) => sys.faccessat(abi.AT_FDCWD, path, abi.X_OK, abi.AT_EACCESS) !== 0);
  if (step !== null && step !== file) return `this user may not search ${quote(step)}`;
  const { mode } = sys.statat(abi.AT_FDCWD, file);
  if ((mode & abi.S_IFMT) === abi.S_IFDIR) return `${quote(file)} is a directory`;
  if ((mode & abi.S_IFMT) !== abi.S_IFREG) return `${quote(file)} is no regular file`;
  if (sys.statfs(file).flags & abi.ST_NOEXEC)
    return `${quote(file)} is on a file system that is mounted noexec`;
  if ((mode & 0o111) === 0) return `nobody may execute ${quote(file)}: chmod +x ${file}`;
  if (step === file) return `this user may not execute ${quote(file)}`;
  const interpreter = scriptInterpreter(readHead(file)) ?? elfLoader(readHead(file));
  return interpreter ? `its interpreter ${quote(interpreter)} cannot be executed` : null;
}

function whyNoProgram(file: string): string | null {
  const head = readHead(file);
  if (head.length === 0) return `${quote(file)} is empty`;
  const machine = isElf(head) ? MACHINES.get(new DataView(head.buffer).getUint16(18, true)) : undefined;
  if (machine !== undefined && machine !== platform.machine)
    return `${quote(file)} is a program for ${machine}, and this is ${platform.machine}`;
  return isElf(head) ? null : `${quote(file)} has no "#!" line, and /bin/sh cannot be executed in its place`;
}

/** The shortest leading part of a path for which something holds. */
function firstStep(path: string, holds: (part: string) => boolean): string | null {
  for (let end = path.indexOf("/", 1); end > 0; end = path.indexOf("/", end + 1)) {
    const part = path.slice(0, end);
    if (holds(part)) return part;
  }
  return holds(path) ? path : null;
}

/** The first page of a regular file. The image decides what lies there: a fifo or a device is not read. */
function readHead(file: string): Uint8Array<ArrayBuffer> {
  using fd = sys.open(file, abi.O_RDONLY | abi.O_NONBLOCK | abi.O_NOCTTY);
  const head = sys.bytes(4096);
  if ((sys.fstat(fd).mode & abi.S_IFMT) !== abi.S_IFREG) return head.subarray(0, 0);
  return head.subarray(0, sys.read(fd, head));
}

/** What stands behind "#!", with a carriage return if it has one. */
function scriptInterpreter(head: Uint8Array): string | null {
  const line = platform.decode(head).split("\n")[0]!;
  return /^#![ \t]*([^ \t]+)/.exec(line)?.[1] ?? null;
}

/** e_machine of <linux/elf-em.h>, by the names of `uname -m`. */
const MACHINES = new Map([
  [3, "i386"],
  [8, "mips"],
  [20, "ppc"],
  [21, "ppc64"],
  [22, "s390x"],
  [40, "arm"],
  [62, "x86_64"],
  [183, "aarch64"],
  [243, "riscv64"],
]);

function isElf(head: Uint8Array): boolean {
  return head.length >= 64 && head[0] === 0x7f && head[1] === 0x45 && head[2] === 0x4c && head[3] === 0x46;
}

const PT_INTERP = 3;

/** PT_INTERP of a 64-bit little-endian ELF file, as far as it is in the first page, where linkers put it. */
function elfLoader(head: Uint8Array<ArrayBuffer>): string | null {
  if (!isElf(head) || head[4] !== 2 || head[5] !== 1) return null;
  const view = new DataView(head.buffer, 0, head.length);
  const [table, size, count] = [sys.getU64(view, 32), view.getUint16(54, true), view.getUint16(56, true)];
  for (let at = table; at < table + size * count && at + 40 <= head.length; at += size || head.length) {
    if (view.getUint32(at, true) !== PT_INTERP) continue;
    const start = sys.getU64(view, at + 8);
    const end = head.indexOf(0, start);
    return end > start ? platform.decode(head, start, end) : null;
  }
  return null;
}
