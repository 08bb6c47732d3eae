import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import {
  attempt,
  bytes,
  type Fd,
  fchdir,
  fsconfigCreate,
  fsconfigFlag,
  fsconfigString,
  fsmount,
  fsopen,
  NR,
  SyscallError,
} from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import { remountAttributes } from "./attributes.ts";
import type { Mount } from "./mount.ts";

/**
 * Finds out what the kernel has against a mount that mount(2) refused without a reason.
 *
 * @throws {KernelSays} when it refuses this form too.
 */
export function askWhy(start: Fd, mount: Mount, flags: number, data: string): void {
  if (!canBeDetached(data)) return;
  try {
    makeDetached(start, mount, flags, data).close();
  } catch (error) {
    if (!(error instanceof SyscallError)) throw error;
  }
}

/** Flags of mount(2) that belong to the file system and not to the mount, as fsconfig(2) names them. */
const SUPER_FLAGS: readonly (readonly [flag: number, key: string])[] = [
  [abi.MS_RDONLY, "ro"],
  [abi.MS_SYNCHRONOUS, "sync"],
  [abi.MS_DIRSYNC, "dirsync"],
  [abi.MS_LAZYTIME, "lazytime"],
  [abi.MS_MANDLOCK, "mand"],
];

/** fsconfig(2) takes no longer value: strndup_user(_value, 256). */
const LONGEST = 255;

/** Whether the words for a file system can be given one by one. */
export function canBeDetached(data: string): boolean {
  return data.length <= LONGEST || options(data).every((word) => valueIn(word).length <= LONGEST);
}

function valueIn(word: string): string {
  return word.slice(word.indexOf("=") + 1);
}

/**
 * Makes a mount that has no place yet, and returns its root.
 *
 * It can be filled and get its mode and attributes by this descriptor. After mount(2) only a path leads to the new
 * mount, and another container that shares the volume it lies on can have exchanged what that path means.
 *
 * @param start the directory from which relative paths among the words count, of a device or a layer.
 */
export function makeDetached(start: Fd, { type = "", source }: Mount, flags: number, data: string): Fd {
  fchdir(start);
  using fs = fsopen(type);
  return withReasons(fs, () => {
    fsconfigString(fs, "source", source || "none");
    setWords(fs, superWords(flags), data);
    fsconfigCreate(fs);
    return fsmount(fs, remountAttributes(flags).set);
  });
}

/** Runs steps on a file system context; a refusal gets the reasons that the context has to say. */
export function withReasons<T>(fs: Fd, steps: () => T): T {
  try {
    return steps();
  } catch (error) {
    if (!(error instanceof SyscallError)) throw error;
    const reasons = messages(fs);
    throw reasons.length > 0 ? new KernelSays(error, reasons) : error;
  }
}

/** A refusal with the kernel's own reason, which mount(2) leaves in the kernel log. */
export class KernelSays extends Failure {
  constructor(error: SyscallError, reasons: readonly string[]) {
    super([...new Set(reasons)].join("; "), { cause: error });
  }
}

/** What a file system context has to say: lines such as "e tmpfs: Unknown parameter 'foo'" (fsopen(2)). */
function messages(fs: Fd): string[] {
  const found: string[] = [];
  const line = bytes(1024);
  for (
    let n = attempt(NR.read, fs.fd, line, line.length);
    n > 0;
    n = attempt(NR.read, fs.fd, line, line.length)
  )
    found.push(platform.decode(line, 0, n).trim().slice(2));
  return found;
}

/** The words for MS_* of a file system, as fsconfig(2) has them. */
export function superWords(flags: number): string[] {
  return SUPER_FLAGS.filter(([flag]) => flags & flag).map(([, key]) => key);
}

/** Gives a context its words, and those of `data`. A comma behind a backslash belongs to its word. */
export function setWords(fs: Fd, words: readonly string[], data: string): void {
  for (const word of [...words, ...(data === "" ? [] : options(data))]) {
    const equals = word.indexOf("=");
    if (equals < 0) fsconfigFlag(fs, word);
    else fsconfigString(fs, word.slice(0, equals), word.slice(equals + 1));
  }
}

/** The options of a file system, between commas; one behind a backslash belongs to its option. */
function options(data: string): string[] {
  return data.split(data.includes("\\") ? UNESCAPED_COMMA : ",");
}

const UNESCAPED_COMMA = /(?<!\\),/;
