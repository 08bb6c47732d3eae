import type { NamespaceType } from "../namespaces.ts";

/** A process, as far as a list of namespaces tells of it. */
export interface ProcessInfo {
  readonly pid: number;
  readonly ppid: number;
  readonly uid: number;
  /** Its command line; the name in brackets of a process that has none, such as a kernel thread. */
  readonly command: string;
}

/**
 * What keeps a namespace alive, apart from the processes in it (namespaces(7), "Namespace lifetime"): a descriptor, a bind
 * mount of its file, children to come (pid_for_children), or a namespace that lives and is below it or owned by it.
 */
export type Holder =
  | { readonly kind: "descriptor"; readonly pid: number; readonly fd: number }
  | { readonly kind: "mount"; readonly pid: number; readonly mountPoint: string }
  | { readonly kind: "children"; readonly pid: number }
  | { readonly kind: "namespace"; readonly ino: number };

/** A namespace that was found. */
export interface Namespace {
  readonly type: NamespaceType;
  /** The inode number of its file, by which it is known as long as it lives. */
  readonly ino: number;
  /** The processes in it, the lowest number first. */
  readonly processes: ProcessInfo[];
  readonly holders: Holder[];
  /** A file of it that can be opened from here; null when it is only known by its relatives. */
  path: string | null;
  /** The 64-bit id (since Linux 6.18). */
  id: bigint | null;
  /** PID and user namespaces: the one above. 0 when it is not visible from here, null for kinds without. */
  parent: number | null;
  /** The user namespace that owns it. 0 when it is not visible from here. */
  owner: number;
  /** User namespaces: the user who made it. */
  ownerUid: number | null;
}

/** A holder in words. */
export function holderInWords(holder: Holder): string {
  switch (holder.kind) {
    case "descriptor":
      return `descriptor ${holder.fd} of ${holder.pid}`;
    case "mount":
      return `mount ${holder.mountPoint}`;
    case "children":
      return `children of ${holder.pid}`;
    case "namespace":
      return `namespace ${holder.ino}`;
  }
}
