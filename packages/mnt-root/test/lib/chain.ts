import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { busyboxRoot } from "../../../../test/lib/bundle.ts";
import { type Result, type RunOptions, run, scratch, tool } from "../../../../test/lib/tools.ts";
import { type MountInfo, parseMountInfo } from "../../src/mountinfo.ts";

/** An ordinary user who owns nothing, and whom no file names. */
export const asNobody: readonly string[] = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

/** New namespaces for a container, with the mounts as the host has them. */
export const newNamespaces: readonly string[] = [
  ...[tool("ns-exec"), "--pid", "--fork"],
  ...["--", "ns-exec", "--mount", "--propagation=unchanged", "--net", "--ipc", "--uts", "--"],
];

/** Runs a shell script behind mnt-root with these options, in new namespaces. */
export function inside(options: readonly string[], script: string, more: RunOptions = {}): Result {
  return run([...newNamespaces, "mnt-root", ...options, "--", "sh", "-c", script], more);
}

/** The same, which must succeed. */
export function show(options: readonly string[], script: string, more: RunOptions = {}): string {
  const { status, stdout, stderr } = inside(options, script, more);
  if (status !== 0) throw new Error(`mnt-root ${options.join(" ")}: status ${status}\n${stderr}${stdout}`);
  return stdout;
}

/** The mount table that a container sees. */
export function mounts(options: readonly string[]): MountInfo[] {
  return parseMountInfo(show(options, "cat /proc/self/mountinfo"));
}

/** A root file system of busybox for this test alone. */
export function makeRoot(name: string): string {
  return busyboxRoot(join(scratch(name), "rootfs"));
}

/** Makes files with their contents, and the directories above them. */
export function write(directory: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(directory, path, ".."), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
}
