import { CLONE_NEWUSER, PR_SET_DUMPABLE } from "@isobox/kernel/abi";
import { prctl, setresgid, setresuid, unshare } from "@isobox/kernel/sys";
import { doing, type ValueType } from "@isobox/toolkit";

/** A user and a group, by number. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** `UID:GID`. */
export const owner: ValueType<Owner> = {
  placeholder: "UID:GID",
  parse(word) {
    const match = /^([0-9]{1,10}):([0-9]{1,10})$/.exec(word);
    const [uid, gid] = [Number(match?.[1] ?? -1), Number(match?.[2] ?? -1)];
    if (!match || uid >= 0xffff_ffff || gid >= 0xffff_ffff)
      throw new SyntaxError("UID:GID, such as 1000:1000");
    return { uid, gid };
  },
  format: ({ uid, gid }) => `${uid}:${gid}`,
};

/**
 * Makes a user namespace that belongs to another user: the kernel takes the effective ids of who makes it, and gives that
 * user, outside, every capability in it (user_namespaces(7)).
 *
 * Afterwards the process has those effective ids until it becomes root inside, by maps that somebody else writes.
 *
 * Threads: single. Privilege: CAP_SETUID, CAP_SETGID.
 */
export function unshareOwnedBy({ uid, gid }: Owner): void {
  doing(`cannot make a new user namespace that belongs to ${uid}:${gid}`, () => {
    setresgid(-1, gid, -1);
    setresuid(-1, uid, -1);
    unshare(CLONE_NEWUSER);
    // The change of ids has made the process undumpable, and its files in /proc root's: it could not write its clocks.
    prctl(PR_SET_DUMPABLE, 1);
  });
}
