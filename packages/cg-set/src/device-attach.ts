import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import { deviceProgram } from "./device-program.ts";
import type { DeviceRule } from "./device-rules.ts";

/** By this name bpftool shows the program, and an update knows which one is ours. */
export const DEVICE_PROGRAM = "isobox_devices";

/**
 * Enforces device rules in a cgroup of v2, by a BPF program. One that an earlier call attached is replaced in the same
 * step; those of others (systemd's DevicePolicy) stay, and so does what the cgroups above it deny: a request must be
 * allowed by all of them.
 *
 * The program goes with the cgroup.
 *
 * Privilege: CAP_BPF and CAP_NET_ADMIN, or CAP_SYS_ADMIN, in the initial user namespace.
 * @param fresh whether the cgroup was just made, and can have no program yet.
 * @throws {Failure} EPERM: not privileged, or a cgroup above lets no other program in; EINVAL, ENOSYS: the kernel is
 *   built without CONFIG_CGROUP_BPF.
 * @see bpf(2); cgroup-v2.rst, "Device controller"
 */
export function attachDeviceRules(
  directory: string,
  rules: readonly (DeviceRule | "default")[],
  fresh: boolean,
): void {
  try {
    using cgroup = sys.open(directory, abi.O_RDONLY | abi.O_DIRECTORY);
    using program = sys.bpfProgLoad(abi.BPF_PROG_TYPE_CGROUP_DEVICE, deviceProgram(rules), DEVICE_PROGRAM);
    replace(cgroup, program, fresh ? [] : ownPrograms(cgroup));
  } catch (error) {
    if (!(error instanceof sys.SyscallError)) throw error;
    throw new Failure(`cannot enforce device rules in the cgroup ${directory}`, { cause: error });
  }
}

const TYPE = abi.BPF_CGROUP_DEVICE;

/** With one old program there is no moment without a rule, and none in which both hold. */
function replace(cgroup: sys.Fd, program: sys.Fd, old: readonly sys.Fd[]): void {
  const [first, ...more] = old;
  if (first) sys.bpfProgAttach(cgroup, program, TYPE, abi.BPF_F_ALLOW_MULTI | abi.BPF_F_REPLACE, first);
  else sys.bpfProgAttach(cgroup, program, TYPE, abi.BPF_F_ALLOW_MULTI);
  for (const each of more) sys.bpfProgDetach(cgroup, each, TYPE);
  for (const each of old) each.close();
}

/** Those of the cgroup's programs that {@link attachDeviceRules} has made. */
function ownPrograms(cgroup: sys.Fd): sys.Fd[] {
  const own: sys.Fd[] = [];
  for (const id of sys.bpfProgQuery(cgroup, TYPE)) {
    const program = sys.bpfProgById(id);
    if (program && sys.bpfProgName(program) === DEVICE_PROGRAM) own.push(program);
    else program?.close();
  }
  return own;
}

/** How many device programs hold in a cgroup of v2 itself, those of others included. */
export function countDevicePrograms(directory: string): number {
  using cgroup = sys.open(directory, abi.O_RDONLY | abi.O_DIRECTORY);
  return sys.bpfProgQuery(cgroup, TYPE).length;
}
