import { ENODEV, EPERM } from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import { attempt, type Fd, fchdir, NR, SyscallError } from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import { askWhy } from "./detached.ts";
import type { Mount } from "./mount.ts";

/**
 * mount(2) on an open directory: it becomes the working directory, and "." is no path that anybody could exchange.
 *
 * Half as many calls as fsopen(2) to move_mount(2), and a quarter faster. For file systems whose words name no
 * files: a relative path among them would be looked up in the container.
 */
export function mountOn(target: Fd, mount: Mount, flags: number, data: string): void {
  checkLength(data);
  fchdir(target);
  const { type = "", source } = mount;
  const result = attempt(NR.mount, source || "none", ".", type, flags, data === "" ? null : data);
  if (mayHaveReason(result)) askWhy(target, mount, flags, data);
  if (result < 0) throw refused(mount, ".", flags, data, result);
}

/** The same by a path through the /proc in force, from the directory `start`. */
export function mountByPath(start: Fd, target: Fd, mount: Mount, flags: number, data: string): void {
  checkLength(data);
  fchdir(start);
  const path = `/proc/self/fd/${target.fd}`;
  const { type = "", source } = mount;
  const result = attempt(NR.mount, source || "none", path, type, flags, data === "" ? null : data);
  if (mayHaveReason(result)) askWhy(start, mount, flags, data);
  if (result < 0) throw refused(mount, path, flags, data, result);
}

/** The kernel takes no more than a page of options, and drops the rest without a word (mount(2)). */
const MOST = 4095;

/** @throws {Failure} */
function checkLength(data: string): void {
  if (data.length <= MOST / 3 || platform.encode(data).length <= MOST) return;
  throw new Failure(
    `the options of a mount have more than ${MOST} bytes, of which mount(2) would drop the rest`,
    {
      hints: ["make the paths shorter: relative ones count from the working directory (mount(2))"],
    },
  );
}

/** Missing rights and unknown types explain themselves, and have hints. */
function mayHaveReason(result: number): boolean {
  return result < 0 && result !== -EPERM && result !== -ENODEV;
}

export function refused(
  { type = "", source }: Mount,
  target: string,
  flags: number,
  data: string,
  result: number,
): SyscallError {
  const args = [source || "none", target, type, flags, data === "" ? null : data];
  return new SyscallError(NR.mount, args, -result);
}

/** File systems whose source and words name no files. */
export const WITHOUT_PATHS: ReadonlySet<string> = new Set([
  "binfmt_misc",
  "bpf",
  "cgroup",
  "cgroup2",
  "configfs",
  "debugfs",
  "devpts",
  "devtmpfs",
  "fusectl",
  "hugetlbfs",
  "mqueue",
  "proc",
  "pstore",
  "ramfs",
  "securityfs",
  "selinuxfs",
  "sysfs",
  "tmpfs",
  "tracefs",
]);
