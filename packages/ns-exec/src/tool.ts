import { defineTool, doing, supervise, undoRecords } from "@isobox/toolkit";
import { checkOptions, forks, withTried } from "./check.ts";
import { enterNamespaces } from "./enter.ts";
import { forkInWords, planChild } from "./fork.ts";
import { hints } from "./hints.ts";
import { beInit } from "./init.ts";
import { options } from "./options.ts";
import { enterVerb } from "./verbs/enter.ts";
import { listVerb } from "./verbs/list.ts";
import { pinVerb, unpinVerb } from "./verbs/pin.ts";

/** Namespaces as a stage of a chain. */
export const nsExec = defineTool({
  name: "ns-exec",
  summary: "Enter new or existing namespaces, then execute PROG in them",
  options,
  check: checkOptions,
  hints,
  verbs: { enter: enterVerb, list: listVerb, pin: pinVerb, unpin: unpinVerb },
  apply(options, rest) {
    const given = withTried(options);
    if (forks(given)) {
      const plan = planChild(given);
      const goOn = given.init ? () => beInit(rest, plan.leave) : rest;
      return doing(forkInWords(given), () => supervise(goOn, { ...plan, undo: undoRecords }));
    }
    enterNamespaces(given);
    return rest();
  },
  description: [
    "Stays in the calling process, unless --fork is given: then PROG runs in a child, and the parent stays outside of every new namespace, forwards signals to the child, waits, removes what later stages have made, and ends as the child ended.",
    "A user namespace comes first and owns the other new ones; it has the maps that are given. Where id 0 is mapped the process becomes root of the namespace. What a user may not map for itself is left to newuidmap(1) and newgidmap(1).",
    "--join enters existing namespaces; a PID or time namespace holds for children and needs --fork for PROG.",
    "What is set (--hostname, --loopback, --sysctl, the clocks) needs its namespace in the same stage, so that a slip does not change the host.",
  ],
  examples: [
    {
      prompt: "#",
      command: "ns-exec --pid --fork -- sh -c 'echo I am $$'",
      output: "I am 1\n",
      note: "the first process of a PID namespace",
    },
    {
      prompt: "$",
      command: "ns-exec -r --uts --hostname lab -- uname -n",
      output: "lab\n",
      note: "a host name of one's own, without being root",
    },
    {
      prompt: "#",
      command:
        "ns-exec -pf --map-users 0:100000:65536 --map-groups 0:100000:65536 -- sh -c 'id -u; stat -c %u /'",
      output: "0\n65534\n",
      note: "root inside is user 100000 outside, and the host's root is nobody",
    },
    {
      prompt: "#",
      command: "ns-exec --net --loopback -- sh -c 'ip -o link | cut -d\" \" -f2-3'",
      output: "lo: <LOOPBACK,UP,LOWER_UP>\n",
      note: "a network with nobody else in it",
    },
    {
      prompt: "#",
      command: "ns-exec --time --fork --boottime 86400 -- grep boottime /proc/self/timens_offsets",
      output: "boottime        86400         0\n",
      note: "booted a day earlier",
    },
    {
      prompt: "#",
      command: "ns-exec --join net=/run/netns/blue -- ip address",
      note: "a program in the network of ip-netns(8)",
    },
    {
      prompt: "#",
      command: "ns-exec --pid --fork -- ns-exec --mount -- sh -c 'mount -t proc proc /proc; ps'",
      note: "two stages: mounts are the child's",
    },
  ],
  seeAlso: [
    "unshare(1)",
    "nsenter(1)",
    "namespaces(7)",
    "user_namespaces(7)",
    "pid_namespaces(7)",
    "time_namespaces(7)",
    "unshare(2)",
    "setns(2)",
    "clone(2)",
  ],
});
