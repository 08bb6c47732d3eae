import * as abi from "@isobox/kernel/abi";
import {
  type Fd,
  fchmodat,
  inodeIfThere,
  mkdirat,
  move_mount,
  openat,
  readFile,
  SyscallError,
  statfs,
  symlinkat,
} from "@isobox/kernel/sys";
import { sharedCgroups } from "@isobox/toolkit";
import { attach, attachBind } from "./bind.ts";
import { copyTree } from "./bind-source.ts";
import { makeDetached } from "./detached.ts";
import { isInitialUserNamespace, labelled, mountFileSystem, placeOfTmpfs } from "./file-system.ts";
import { type Hierarchies, type Hierarchy, hierarchiesOf, isUnified } from "./hierarchies.ts";
import type { Mount } from "./mount.ts";
import { mountOn } from "./mount-on.ts";
import type { MountWords } from "./mount-words.ts";
import { remountAttached, replaceFlags, setPropagation, setPropagationOfFile } from "./set-attributes.ts";
import type { Setup } from "./setup.ts";

const SAFE = abi.MS_NOSUID | abi.MS_NODEV | abi.MS_NOEXEC;
const CGROUP = "/sys/fs/cgroup";

/** What a mount of the OCI type `cgroup` is on this host: cgroup2, or one mount for each v1 hierarchy. */
export function mountCgroup(setup: Setup, mount: Mount, words: MountWords): void {
  const known = sharedCgroups();
  if (known.length > 0) {
    const list = known.map(({ hierarchy, directory }) => ({ name: hierarchy, own: directory }));
    mountHierarchies(setup, mount, words, { list, inNamespace: false });
    return;
  }
  const memberships = readFile("/proc/self/cgroup");
  // One line, for cgroup v2, is all there is on most hosts: then the long table need not be read.
  if (memberships.startsWith("0:")) {
    mountUnified(setup, mount, words);
    return;
  }
  const mountinfo = readFile("/proc/self/mountinfo");
  if (isUnified(mountinfo)) mountUnified(setup, mount, words);
  else mountHierarchies(setup, mount, words, hierarchiesOf(mountinfo, memberships));
}

/**
 * Mounts cgroup2.
 *
 * There is one of it for the whole machine. A mount in the initial cgroup namespace gives it the options that are asked
 * for, and takes those away that are not: nsdelegate and memory_recursiveprot, with which systemd has mounted it
 * (cgroup-v2.rst, "Mounting"). There the machine's own mount is bound instead, which changes nothing.
 *
 * Without a cgroup namespace of its own, a process in a user namespace may not mount cgroup2 (EPERM), nor may one
 * whose superblock is in use with other options (EBUSY): the host's view is bound instead, as runc does, but only
 * to be read, for an ordinary user's own cgroups are writable there (CVE-2023-25809).
 */
export function mountUnified(setup: Setup, mount: Mount, words: MountWords): void {
  if (words.data === "" && isInitialCgroupNamespace() && isInitialUserNamespace()) {
    const mounted = [CGROUP, `${CGROUP}/unified`].find(isCgroup2);
    if (mounted !== undefined) {
      bindUnified(setup, mounted, mount, words);
      return;
    }
  }
  try {
    mountFileSystem(setup, { ...mount, type: "cgroup2" }, words);
  } catch (error) {
    if (!(error instanceof SyscallError) || (error.errno !== abi.EPERM && error.errno !== abi.EBUSY))
      throw error;
    bindUnified(setup, CGROUP, mount, { ...words, flags: words.flags | abi.MS_RDONLY });
  }
}

function bindUnified(setup: Setup, source: string, mount: Mount, words: MountWords): void {
  using tree = copyTree(setup.start, source, words.flags, 0);
  attachBind(setup, tree, mount, words);
}

/** Its number in every kernel (<linux/proc_ns.h>, PROC_CGROUP_INIT_INO). */
const INITIAL_CGROUP_NAMESPACE = 0xeffffffb;

function isInitialCgroupNamespace(): boolean {
  return inodeIfThere(abi.AT_FDCWD, "/proc/self/ns/cgroup") === INITIAL_CGROUP_NAMESPACE;
}

/** Nothing may be there: not every machine has v2 beside v1. */
function isCgroup2(path: string): boolean {
  return inodeIfThere(abi.AT_FDCWD, path) !== null && statfs(path).type === abi.CGROUP2_SUPER_MAGIC;
}

const TMPFS: Mount = { destination: CGROUP, type: "tmpfs", source: "tmpfs" };

/**
 * A tmpfs with a directory for each v1 hierarchy. In a cgroup namespace the hierarchies are mounted, and show the
 * namespace's root; else the process's own cgroup is bound, so that the container sees no other.
 */
function mountHierarchies(
  setup: Setup,
  { destination }: Mount,
  words: MountWords,
  { list, inNamespace }: Hierarchies,
): void {
  const { fd: place, mode } = placeOfTmpfs(setup, destination);
  using target = place;
  using directory = makeDetached(setup.start, TMPFS, SAFE, labelled(setup, "mode=755"));
  if (mode !== null) fchmodat(directory, ".", mode);
  attach(directory, target);
  for (const propagation of words.propagation) setPropagation(directory, propagation);
  const show = (setup.cgroupNamespace ?? inNamespace) ? mountHierarchy : bindHierarchy;
  for (const hierarchy of list) show(setup, directory, hierarchy, words);
  for (const { name } of list)
    if (name.includes(",")) for (const controller of name.split(",")) symlinkat(name, directory, controller);
}

function mountHierarchy(_: Setup, directory: Fd, { name }: Hierarchy, words: MountWords): void {
  mkdirat(directory, name, 0o755);
  using target = openat(directory, name, abi.O_PATH | abi.O_DIRECTORY | abi.O_NOFOLLOW);
  const isNamed = name === "systemd";
  const mount: Mount = { destination: name, type: "cgroup", source: isNamed ? "systemd" : "cgroup" };
  mountOn(target, mount, SAFE | (words.flags & abi.MS_RDONLY), isNamed ? "name=systemd" : name);
}

function bindHierarchy({ start }: Setup, directory: Fd, { name, own }: Hierarchy, words: MountWords): void {
  using tree = copyTree(start, own, abi.MS_REC, 0);
  const done = words.flags === 0 || replaceFlags(tree, words.flags, words.cleared);
  mkdirat(directory, name, 0o755);
  // By a name, and not followed, in a tmpfs that nobody else has seen yet.
  move_mount(tree, "", directory, name, abi.MOVE_MOUNT_F_EMPTY_PATH);
  if (!done) remountAttached(tree, words.flags);
  for (const propagation of words.propagation) setPropagationOfFile(tree, propagation);
}
