import { UsageError } from "@isobox/toolkit";

/** The number of a process in this pid namespace, as an operand gives it. @throws {UsageError} */
export function parseProcessId(word: string): number {
  const pid = /^[1-9][0-9]{0,9}$/.test(word) ? Number(word) : 0;
  if (pid === 0 || pid > 0x7fff_ffff) throw new UsageError(`"${word}" is no process id`);
  return pid;
}
