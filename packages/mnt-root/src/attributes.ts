import * as abi from "@isobox/kernel/abi";

/** Bits to set and to clear, as mount_setattr(2) takes them. */
export interface Attributes {
  set: number;
  clear: number;
}

/** Flags that have the same bits for mount(2) and mount_setattr(2). */
const SAME = abi.MS_RDONLY | abi.MS_NOSUID | abi.MS_NODEV | abi.MS_NOEXEC;

const ANY_ATIME = abi.MS_NOATIME | abi.MS_NODIRATIME | abi.MS_RELATIME | abi.MS_STRICTATIME;

/**
 * What mount(2) with MS_REMOUNT|MS_BIND and these flags would do, for mount_setattr(2).
 *
 * Such a remount replaces all flags of the mount, except that the access time rule stays when no word speaks of it.
 */
export function remountAttributes(flags: number): Attributes {
  let set = flags & SAME;
  let clear = ~flags & SAME;
  if (flags & abi.MS_NOSYMFOLLOW) set |= abi.MOUNT_ATTR_NOSYMFOLLOW;
  else clear |= abi.MOUNT_ATTR_NOSYMFOLLOW;
  if (flags & ANY_ATIME) {
    clear |= abi.MOUNT_ATTR__ATIME;
    // The kernel's order: strictatime beats noatime, and relatime is what holds without either.
    if (flags & abi.MS_STRICTATIME) set |= abi.MOUNT_ATTR_STRICTATIME;
    else if (flags & abi.MS_NOATIME) set |= abi.MOUNT_ATTR_NOATIME;
    if (flags & abi.MS_NODIRATIME) set |= abi.MOUNT_ATTR_NODIRATIME;
    else clear |= abi.MOUNT_ATTR_NODIRATIME;
  }
  return { set, clear };
}

/**
 * What a remount changes that leaves all that its words do not name.
 *
 * @param flags MS_* of words that set.
 * @param cleared MS_* of words that take back, such as "rw".
 */
export function namedAttributes(flags: number, cleared: number): Attributes {
  const { set, clear } = remountAttributes(flags);
  const takenBack = remountAttributes(cleared);
  const rule = (flags | cleared) & ANY_ATIME & ~abi.MS_NODIRATIME ? abi.MOUNT_ATTR__ATIME : 0;
  const noDirAtime = cleared & abi.MS_NODIRATIME ? abi.MOUNT_ATTR_NODIRATIME : 0;
  const plain = takenBack.set & ~(abi.MOUNT_ATTR__ATIME | abi.MOUNT_ATTR_NODIRATIME);
  return { set: set & ~(rule === 0 ? abi.MOUNT_ATTR__ATIME : 0), clear: (plain & clear) | rule | noDirAtime };
}

/** The attributes of a mount by the flags that statfs(2) gives; only those that can be locked. */
export function lockedAttributes(statfsFlags: number): number {
  let set = 0;
  if (statfsFlags & abi.ST_RDONLY) set |= abi.MOUNT_ATTR_RDONLY;
  if (statfsFlags & abi.ST_NOSUID) set |= abi.MOUNT_ATTR_NOSUID;
  if (statfsFlags & abi.ST_NODEV) set |= abi.MOUNT_ATTR_NODEV;
  if (statfsFlags & abi.ST_NOEXEC) set |= abi.MOUNT_ATTR_NOEXEC;
  return set;
}
