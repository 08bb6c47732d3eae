import * as abi from "@isobox/kernel/abi";
import { mount } from "@isobox/kernel/sys";
import { doing } from "@isobox/toolkit";

/** How mounts and unmounts travel between copies of a mount (mount_namespaces(7)). */
export type Propagation = "private" | "shared" | "slave" | "unchanged";

const flags = { private: abi.MS_PRIVATE, shared: abi.MS_SHARED, slave: abi.MS_SLAVE, unchanged: 0 } as const;

/** Sets the propagation of every mount below the root. A copied mount is as shared as its original was. */
export function setPropagation(propagation: Propagation): void {
  if (propagation === "unchanged") return;
  doing(`cannot make the mounts ${propagation}`, () =>
    mount("none", "/", null, abi.MS_REC | flags[propagation]),
  );
}
