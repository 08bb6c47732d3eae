import { doing, writeProcfs } from "@isobox/toolkit";
import { isInForce, needSecurityModule } from "./security-module.ts";

/**
 * Has the next execve of this process enter an AppArmor profile, which must be loaded.
 *
 * Written to AppArmor's own directory (since Linux 5.8), so that it is not read by another module that is stacked with
 * it, and through a procfs of our own: a container's /proc can put an ordinary file in its place (CVE-2019-16884).
 * "unconfined" is met where AppArmor is not in force.
 * Preconditions: before ids change and before no_new_privs. Threads: single.
 * @throws {Failure} without AppArmor in force; ENOENT for a profile that is not loaded; EACCES when the present profile
 *   does not allow the change.
 * @see aa_change_onexec(2)
 */
export function setApparmorProfile(profile: string): void {
  if (profile === "unconfined" && !isInForce("AppArmor")) return;
  needSecurityModule("AppArmor", `the AppArmor profile "${profile}"`, "--apparmor-profile");
  doing(`cannot set the AppArmor profile "${profile}"`, () =>
    writeProcfs("self/attr/apparmor/exec", `exec ${profile}`),
  );
}
