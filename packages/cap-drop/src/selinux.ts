import { doing, writeProcfs } from "@isobox/toolkit";
import { needSecurityModule } from "./security-module.ts";

/**
 * Has the next execve of this process run under an SELinux label, and keys that it makes until then carry it.
 *
 * Written through a procfs of our own: a container's /proc can put an ordinary file in its place (CVE-2019-16884).
 * Preconditions: before ids change, and before the session keyring is made. Threads: single.
 * @throws {Failure} without SELinux in force; EINVAL for a label that the policy does not know; EACCES, EPERM when it
 *   does not allow the transition.
 * @see setexeccon(3), setkeycreatecon(3)
 */
export function setSelinuxLabel(label: string): void {
  needSecurityModule("SELinux", `the SELinux label "${label}"`, "--selinux-label");
  doing(`cannot set the SELinux label "${label}"`, () => {
    writeProcfs("self/attr/exec", label);
    writeProcfs("self/attr/keycreate", label);
  });
}
