import { capDrop } from "@isobox/cap-drop";
import { cgSet } from "@isobox/cg-set";
import { mntRoot } from "@isobox/mnt-root";
import { nsExec } from "@isobox/ns-exec";
import { type Stage, stage } from "@isobox/toolkit";
import type { Plan } from "./plan.ts";

/**
 * The stages of a container in their order. Each stands where it does for a reason:
 *
 * 0. Id-mapped mounts of a container with a user namespace are made outside of it: inside there is no right to the
 *    file systems. Their places they get in 5.
 * 1. The cgroup is made, and its files are opened, by a process that owns the host's cgroups: inside a new user
 *    namespace neither would be allowed. The descriptors keep the right to enter.
 * 2. The fork. The parent stays outside of every new namespace and of the cgroup: inside, `pids.max` would count
 *    it and the freezer would stop it, and nobody could forward a signal or clean up. A user namespace is made
 *    here, before all others, because it must own them.
 * 3. The child enters the cgroup by writing 0, its own pid. Another process's pid in `cgroup.procs` waits for an
 *    RCU grace period of 5 to 17 ms.
 * 4. Only then the other namespaces: the cgroup namespace shows as "/" what its maker is in.
 * 5. The root, in the new mount namespace; sysfs and mqueue show the network and ipc namespaces in force.
 * 6. Identity and privileges last: everything before needs them, nothing after does.
 */
export function inOrder(plan: Plan): Stage[] {
  const stages: Stage[] = [];
  const { cgroup, idMapped } = plan;
  if (idMapped.length > 0) stages.push(stage(mntRoot, { mount: idMapped, prepare: true }));
  if (cgroup) stages.push(stage(cgSet, { ...cgroup, prepare: true }));
  stages.push(stage(nsExec, { ...plan.namespaces.outer, fork: true }));
  if (cgroup) stages.push(stage(cgSet, { enter: true }));
  stages.push(stage(nsExec, plan.namespaces.inner));
  stages.push(stage(mntRoot, plan.root));
  stages.push(stage(capDrop, plan.process));
  return stages;
}
