import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing, Failure, writeProcfs } from "@isobox/toolkit";
import { prepareMapper } from "./map-helper.ts";
import { canUnshare } from "./probe.ts";
import { allIds } from "./subids.ts";
import { unshareNew } from "./unshare-new.ts";

/** The inode number of the initial user namespace's file (PROC_USER_INIT_INO in the kernel's source). */
const INITIAL = 0xeffffffd;

/**
 * Forbids further user namespaces to this process and all that it starts.
 *
 * The limit user.max_user_namespaces of the user namespace that it is in becomes 1, and that one is made and entered, with
 * the same ids: it has no capability outside any more with which to raise the limit. So it has none over the other
 * namespaces either, and whatever needs one (mounts, a host name) must have been done. As bubblewrap does.
 *
 * Preconditions: a user namespace of its own, not the machine's. Threads: single.
 * @throws {Failure}
 */
export function disableUserns(): void {
  if (sys.statat(abi.AT_FDCWD, "/proc/self/ns/user").ino === INITIAL)
    throw new Failure("--disable-userns would forbid user namespaces to the whole machine", {
      hints: [
        "give it a user namespace of its own: --user, with --map-root-user or another map (user_namespaces(7))",
      ],
    });
  doing("cannot limit user namespaces: user.max_user_namespaces", () =>
    writeProcfs("sys/user/max_user_namespaces", "1"),
  );
  const mapper = prepareMapper({ users: allIds("uid"), groups: allIds("gid"), setgroups: undefined });
  unshareNew(abi.CLONE_NEWUSER);
  mapper.write();
}

/** Fails unless a user namespace is refused to a process of this kind, which is tried. @throws {Failure} */
export function assertUsernsDisabled(): void {
  if (canUnshare(abi.CLONE_NEWUSER))
    throw new Failure("a further user namespace can be made here", {
      hints: ["add --disable-userns to this stage or to one before it (user_namespaces(7))"],
    });
}
