import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
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

/** The same on a kernel that refuses some calls, played by strace: "mount:error=EINVAL:when=3". */
export function refusing(injections: readonly string[], options: readonly string[], script: string): Result {
  const calls = injections.map((injection) => injection.split(":")[0]).join();
  const log = join(scratch("strace"), "log");
  const strace = ["strace", "-f", "-o", log, "-e", `trace=${calls}`];
  const result = run([
    ...[...strace, ...injections.flatMap((injection) => ["-e", `inject=${injection}`]), ...newNamespaces],
    ...["mnt-root", ...options, "--", "sh", "-c", script],
  ]);
  const refused = readFileSync(log, "utf8").match(/^.*\(INJECTED\)$/gm) ?? [];
  if (refused.length < injections.length) throw new Error(`not all was refused:\n${refused.join("\n")}`);
  return result;
}

/** The same as an ordinary user, who is root in a new user namespace. */
export function asUser(options: readonly string[], script: string): Result {
  return run([
    ...[...asNobody, tool("ns-exec"), "--map-root-user", "--mount", "--pid", "--fork", "--"],
    ...["mnt-root", ...options, "--", "sh", "-c", script],
  ]);
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
