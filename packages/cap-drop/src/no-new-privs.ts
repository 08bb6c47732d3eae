import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing } from "@isobox/toolkit";

/**
 * From now on no execve gives this process more privilege: not by set-user-ID, not by file capabilities.
 * It cannot be undone, and children inherit it.
 *
 * Threads: single. Privilege: none.
 * @see PR_SET_NO_NEW_PRIVS(2const)
 */
export function setNoNewPrivs(): void {
  doing("cannot set no_new_privs", () => sys.prctl(abi.PR_SET_NO_NEW_PRIVS, 1));
}
