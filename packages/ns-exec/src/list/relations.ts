import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import type { NamespaceType } from "../namespaces.ts";
import type { Namespace } from "./namespace.ts";
import type { Found } from "./scan.ts";

/**
 * Asks the kernel how namespaces are related: which is above a PID or user namespace, and which user namespace owns one
 * (ioctl_ns(2)). A relative that nothing else has shown is added: it lives only by those below it.
 */
export function relate(found: Found): void {
  for (const one of [...found.values()]) {
    if (one.path === null) continue;
    using fd = openNamespaceFile(one.path);
    // Another namespace may have the path meanwhile.
    if (fd !== null && sys.fstat(fd).ino === one.ino) ask(found, one, fd);
  }
}

/**
 * Opens the file of a namespace. The path may lie in a mount namespace of somebody else's, who may put there what he likes:
 * a FIFO, the opening of which would wait for ever, or a device. So the kind is looked at before it is opened.
 */
function openNamespaceFile(path: string): sys.Fd | null {
  const place = sys.attempt(sys.NR.openat, abi.AT_FDCWD, path, abi.O_PATH | abi.O_CLOEXEC, 0);
  if (place < 0) return null;
  using at = new sys.Fd(place);
  if (sys.fstatfs(at).type !== abi.NSFS_MAGIC) return null;
  const flags = abi.O_RDONLY | abi.O_CLOEXEC;
  const number = sys.attempt(sys.NR.openat, abi.AT_FDCWD, `/proc/self/fd/${at.fd}`, flags, 0);
  return number < 0 ? null : new sys.Fd(number);
}

function ask(found: Found, one: Namespace, fd: sys.Fd): void {
  const id = sys.struct(8);
  if (sys.attempt(sys.NR.ioctl, fd.fd, abi.NS_GET_ID, id) >= 0) one.id = id.getBigUint64(0, sys.LE);
  if (one.type === "user") {
    const uid = sys.struct(4);
    if (sys.attempt(sys.NR.ioctl, fd.fd, abi.NS_GET_OWNER_UID, uid) >= 0)
      one.ownerUid = uid.getUint32(0, sys.LE);
  }
  one.owner = relative(found, one, fd, abi.NS_GET_USERNS, "user");
  if (one.type === "user" || one.type === "pid")
    one.parent = relative(found, one, fd, abi.NS_GET_PARENT, one.type);
}

/** The number of a relative; 0 when there is none, or none that is visible from here (EPERM). */
function relative(found: Found, one: Namespace, fd: sys.Fd, request: number, type: NamespaceType): number {
  const number = sys.attempt(sys.NR.ioctl, fd.fd, request, 0);
  if (number < 0) return 0;
  using other = new sys.Fd(number);
  const { ino } = sys.fstat(other);
  const known = found.get(ino);
  if (known) {
    if (known.path === null) known.holders.push({ kind: "namespace", ino: one.ino });
    return ino;
  }
  const added: Namespace = {
    type,
    ino,
    processes: [],
    holders: [{ kind: "namespace", ino: one.ino }],
    path: null,
    id: null,
    parent: null,
    owner: 0,
    ownerUid: null,
  };
  found.set(ino, added);
  ask(found, added, other);
  return ino;
}
