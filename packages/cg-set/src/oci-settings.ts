import type { Resources } from "@isobox/oci-spec";
import { Failure } from "@isobox/toolkit";
import type { Setting } from "./limit-options.ts";
import { isSettable } from "./limits.ts";

/** A number of a configuration: exact, whatever its size. */
export type OciInteger = number | bigint;

/** Whether a number stands for something: engines write 0 for what they leave open. */
export function isGiven(value: OciInteger | undefined): value is OciInteger {
  return value !== undefined && Number(value) !== 0;
}

/** What has no option of its own, by its file. */
export function settings({ memory, blockIO, network, rdma, unified }: Resources): Setting[] {
  const set: Setting[] = [];
  const add = (file: string, value: string): void => void set.push({ file, value });
  const tcp = memory?.kernelTCP;
  if (isGiven(tcp)) add("memory.kmem.tcp.limit_in_bytes", String(tcp < 0 ? -1 : tcp));
  if (blockIO?.leafWeight) add("blkio.leaf_weight", String(blockIO.leafWeight));
  for (const { major, minor, leafWeight } of blockIO?.weightDevice ?? []) {
    if (leafWeight) add("blkio.leaf_weight_device", `${major}:${minor} ${leafWeight}`);
  }
  if (network?.classID) add("net_cls.classid", String(network.classID));
  for (const { name, priority } of network?.priorities ?? [])
    add("net_prio.ifpriomap", `${name} ${priority}`);
  if (rdma)
    for (const [device, { hcaHandles, hcaObjects }] of Object.entries(rdma)) {
      const handles = hcaHandles === undefined ? "" : ` hca_handle=${hcaHandles}`;
      const objects = hcaObjects === undefined ? "" : ` hca_object=${hcaObjects}`;
      add("rdma.max", `${device}${handles}${objects}`);
    }
  if (unified)
    for (const [file, value] of Object.entries(unified)) {
      if (!isSettable(file)) throw new Failure(`linux.resources.unified: "${file}" is no file of a cgroup`);
      add(file, value);
    }
  return set;
}
