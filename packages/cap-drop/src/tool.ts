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
      command: "cap-drop --scheduler batch --nice 10 --io-priority idle --cpu-affinity 0 -- nice",
      note: "work that waits for everybody else",
    },
    {
      prompt: "$",
      command:
        "cap-drop --no-new-privs --landlock-access fs:write-file,make-reg --landlock-rule path-beneath::. -- sh -c 'echo written > here; ! (echo > /etc/there)'",
      note: "Landlock: a program that writes below this directory and nowhere else; no privilege is needed",
    },
    { prompt: "$", command: "cap-drop show $$", note: "who a process is, and what it may do" },
    {
      prompt: "$",
      command: "cap-drop show --explain net_bind_service",
      output:
        "net_bind_service (10): it may bind to ports below net.ipv4.ip_unprivileged_port_start, 1024 as a rule\n",
    },
    {
      prompt: "$",
      command:
        "cap-drop limits --core=0 --nofile=512: $$ && cap-drop limits --raw --noheadings -o resource,soft --core --nofile $$",
      note: "limits of a running process: both of core, the soft one of nofile",
      output: "core 0\nnofile 512\n",
    },
    {
      prompt: "#",
      command: "cap-drop sched --all-tasks --nice 5 --io-priority be:7 $$ && cap-drop sched $$",
      note: "all threads of a running process",
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
    "chrt(1)",
    "ionice(1)",
    "taskset(1)",
    "renice(1)",
    "uclampset(1)",
    "choom(1)",
    "setarch(8)",
    "capabilities(7)",
    "credentials(7)",
    "prctl(2)",
    "capset(2)",
    "setresuid(2)",
    "getrlimit(2)",
    "sched_setattr(2)",
    "keyctl(2)",
    "landlock(7)",
  ],
});
