import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import * as sys from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import { type Cgroup, type CgroupPart, partV1, partV2 } from "./cgroup.ts";
import { attachDeviceRules } from "./device-attach.ts";
import type { DeviceRule } from "./device-rules.ts";
import type { Limits } from "./limit-options.ts";
import { limitWrites } from "./limits.ts";
import { enableControllers } from "./subtree-control.ts";
import { controllerOf, type Write } from "./write.ts";

/**
 * Sets the limits of a cgroup, in whichever version has each controller.
 *
 * A write that the kernel calls invalid is tried once more after the others: limits that bound one another
 * (memory and swap, quota and period) are accepted in one order when they grow and in the other when they shrink.
 *
 * Privilege: write access to the cgroup's files.
 * @throws {Failure} naming the file and the text: EINVAL (the value, or one that is out of the parent's bounds),
 *   ENOENT (the kernel or the parent does not offer it), EBUSY (more is in use than the limit), EPERM (a device
 *   that the parent does not allow, or a device program without the privilege).
 */
export function writeLimits(cgroup: Cgroup, limits: Limits): void {
  const hasV1 = (controller: string): boolean => partV1(cgroup, controller) !== undefined;
  const writes = limitWrites(limits, hasV1, limits.device && currentDevices(cgroup));
  if (limits.device && !partV1(cgroup, "devices")) enforceDevices(cgroup, limits.device);
  if (writes.length === 0) return;
  using writer = new Writer(cgroup);
  const again: Write[] = [];
  for (const write of writes) if (!writer.perform(write)) again.push(write);
  for (const write of again) if (!writer.perform(write)) throw writer.refused(write, abi.EINVAL);
}

/** The device list of a cgroup that was there before; a new one's is not worth reading. */
function currentDevices(cgroup: Cgroup): string | undefined {
  const part = partV1(cgroup, "devices");
  return part && part.made.length === 0 ? sys.readFile(`${part.directory}/devices.list`) : undefined;
}

function enforceDevices(cgroup: Cgroup, rules: readonly (DeviceRule | "default")[]): void {
  const part = partV2(cgroup);
  if (!part) throw new Failure("cannot enforce device rules: no hierarchy that can is mounted");
  attachDeviceRules(part.directory, rules, part.made.includes(part.directory));
}

/** Writes into the files of a cgroup. The last one stays open: a list of devices is many writes into one file. */
class Writer implements Disposable {
  readonly #cgroup: Cgroup;
  #file = "";
  #part: CgroupPart | null = null;
  #fd = -1;

  constructor(cgroup: Cgroup) {
    this.#cgroup = cgroup;
  }

  /** Makes a write, or what stands in for it; false when the kernel says that it is invalid (EINVAL). */
  perform(write: Write): boolean {
    const errno = this.#write(write);
    if (errno === 0) return true;
    if (errno === abi.EINVAL) return false;
    if (errno !== abi.ENOENT || write.instead === undefined) throw this.refused(write, errno);
    return write.instead === null || this.perform(write.instead);
  }

  /** One write(2), as files of cgroups want it; the errno of it or of the open, or 0. */
  #write({ file, text }: Write): number {
    if (file !== this.#file) this.#open(file);
    if (this.#fd < 0) return -this.#fd;
    const result = sys.attempt(sys.NR.write, this.#fd, text, platform.byteLength(text));
    return result < 0 ? -result : 0;
  }

  #open(file: string): void {
    this[Symbol.dispose]();
    this.#file = file;
    this.#part = partOf(this.#cgroup, file);
    const path = `${this.#part.directory}/${file}`;
    this.#fd = sys.attempt(sys.NR.openat, abi.AT_FDCWD, path, abi.O_WRONLY | abi.O_CLOEXEC);
  }

  /** Why the last write failed. */
  refused({ file, text }: Write, errno: number): Failure {
    const { directory = "", refused } = this.#part ?? {};
    const controller = controllerOf(file);
    const cause = refused?.get(controller);
    if (cause)
      return new Failure(`cannot set ${file}: no ${controller} controller in the cgroup ${directory}`, {
        cause,
      });
    const path = `${directory}/${file}`;
    const error =
      this.#fd < 0
        ? new sys.SyscallError(sys.NR.openat, [abi.AT_FDCWD, path, abi.O_WRONLY], errno)
        : new sys.SyscallError(sys.NR.write, [path, text], errno);
    return new Failure(`cannot write "${text}" into ${path}`, { cause: error });
  }

  [Symbol.dispose](): void {
    if (this.#fd >= 0) sys.attempt(sys.NR.close, this.#fd);
    this.#fd = -1;
  }
}

/** The directory for a file: in the v1 hierarchy of its controller, else in v2, where it may have to be enabled. */
function partOf(cgroup: Cgroup, file: string): CgroupPart {
  const controller = controllerOf(file);
  const v1 = partV1(cgroup, controller);
  if (v1) return v1;
  const v2 = partV2(cgroup);
  if (!v2)
    throw new Failure(`cannot set ${file}: no hierarchy with the controller "${controller}" is mounted`);
  if (v2.hierarchy.pure || controller === "cgroup") return v2;
  // Beside v1 hierarchies the controllers of v2 are switched on one at a time, as they are needed: each that
  // runs costs, and runc leaves them off.
  const { mount } = v2.hierarchy;
  return { ...v2, refused: enableControllers(mount, v2.directory, [controller]) };
}
