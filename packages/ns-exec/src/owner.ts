import { CLONE_NEWUSER, PR_SET_DUMPABLE } from "@isobox/kernel/abi";
import { prctl, setgroups, setresgid, setresuid, unshare } from "@isobox/kernel/sys";
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
 * Afterwards the process has those ids, all of them, and no group beside: with root's as its real or saved ones it could
 * still signal root's processes outside (kill(2)), and with root's groups read root's files.
 *
 * Threads: single. Privilege: CAP_SETUID, CAP_SETGID.
 */
export function unshareOwnedBy({ uid, gid }: Owner): void {
  doing(`cannot make a new user namespace that belongs to ${uid}:${gid}`, () => {
    setgroups([]);
    setresgid(gid, gid, gid);
    setresuid(uid, uid, uid);
    unshare(CLONE_NEWUSER);
    // The change of ids has made the process undumpable, and its files in /proc root's: it could not write its clocks.
    prctl(PR_SET_DUMPABLE, 1);
  });
}
