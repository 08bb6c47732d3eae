import * as sys from "@isobox/kernel/sys";

/** What a file of a cgroup says when there is none: not this kernel, controller or kind of cgroup, or not for us. */
const ABSENT = ["ENOENT", "ENOTDIR", "ENODEV", "EOPNOTSUPP", "EACCES", "EINVAL"];

/** The text of a file, without the newline at its end; null when it is not there to be read. */
export function readIfThere(path: string): string | null {
  try {
    return sys.readFile(path).trimEnd();
  } catch (error) {
    if (error instanceof sys.SyscallError && ABSENT.includes(error.code)) return null;
    throw error;
  }
}

/** A file with one number; "max" and what v1 has for it are null, as is a file that is not there. */
export function readNumber(path: string): number | null {
  const text = readIfThere(path);
  return text === null || !/^-?\d+$/.test(text) || isUnlimited(text) ? null : Number(text);
}

/** v1 writes a limit that is none as the largest number of whole pages. */
const PAGES_V1 = 0x7ffffffffffff000n;

/** Whether the text of a limit says that there is none. */
export function isUnlimited(text: string): boolean {
  return text === "max" || text === "-1" || (/^\d{16,}$/.test(text) && BigInt(text) >= PAGES_V1);
}

/** A file with a name and a number on each line: memory.events, cpu.stat. Empty when it is not there. */
export function readCounters(path: string): Readonly<Record<string, number>> {
  const counters: Record<string, number> = {};
  for (const line of (readIfThere(path) ?? "").split("\n")) {
    const [, key, value] = /^(\S+) (\d+)$/.exec(line) ?? [];
    if (key !== undefined) counters[key] = Number(value);
  }
  return counters;
}
