import { output } from "../../../../test/lib/tools.ts";

/** What the kernel says of a process's identity and privileges. */
export const FIELDS = "^(Uid|Gid|Groups|Cap|NoNewPrivs|Umask)";
export const grepStatus: readonly string[] = ["grep", "-E", FIELDS, "/proc/self/status"];

/** The lines of /proc/self/status of a payload behind these words. */
export function statusBehind(words: readonly string[]): string {
  return output([...words, ...grepStatus]);
}

/** One field: "CapBnd". */
export function field(status: string, name: string): string {
  return new RegExp(`^${name}:[ \\t]*(.*)$`, "m").exec(status)![1]!.trim();
}
