import { defineTool, warn } from "@isobox/toolkit";
import { dropPrivileges } from "./drop.ts";
import { hints } from "./hints.ts";
import { checkOptions, options } from "./options.ts";
import { limitsVerb } from "./verbs/limits.ts";
import { schedVerb } from "./verbs/sched.ts";
import { showVerb } from "./verbs/show.ts";

/** The last stage of a container: who its program is, and what it may do. */
export const capDrop = defineTool({
  name: "cap-drop",
  summary: "Drop privileges and become another user, then execute PROG",
  options,
  check: checkOptions,
  apply(given, rest) {
    const missing = dropPrivileges(given);
    if (missing.length > 0) warn(`left out, for this process does not have them: ${missing.join("; ")}`);
    return rest();
  },
  verbs: { show: showVerb, limits: limitsVerb, sched: schedVerb },
  hints,
  examples: [
    {
      prompt: "#",
      command: "cap-drop --keep net_bind_service,kill -- grep Cap /proc/self/status",
      note: "root, with two capabilities",
    },
    {
      prompt: "#",
      command:
        "cap-drop --user nobody --keep net_bind_service --ambient net_bind_service --no-new-privs -- grep Cap /proc/self/status",
      note: "another user keeps only what is ambient",
    },
    { prompt: "#", command: "cap-drop --keep all,-sys_admin,-sys_module -- sh", note: "everything but" },
    {
      prompt: "#",
      command: "cap-drop --bounding-set=-mknod --rlimit nofile=1024 --rlimit core=0 -- sh",
      note: "a change of what is there",
    },
    {
      prompt: "#",
      command:
        "ns-exec --mount --pid --fork -- mnt-root --root ./rootfs --proc -- cap-drop --user 1000:1000 --chdir /home --close-fds -- sh",
      note: "the last stage of a container",
    },
  ],
  seeAlso: [
    "setpriv(1)",
    "capsh(1)",
    "prlimit(1)",
    "choom(1)",
    "capabilities(7)",
    "credentials(7)",
    "prctl(2)",
    "capset(2)",
    "setresuid(2)",
    "getrlimit(2)",
    "keyctl(2)",
  ],
});
