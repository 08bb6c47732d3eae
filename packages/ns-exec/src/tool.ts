import { defineTool, doing, supervise, undoRecords } from "@isobox/toolkit";
import { checkOptions, forks } from "./check.ts";
import { enterNamespaces } from "./enter.ts";
import { forkInWords, planChild } from "./fork.ts";
import { hints } from "./hints.ts";
import { options } from "./options.ts";

/** Namespaces as a stage of a chain. */
export const nsExec = defineTool({
  name: "ns-exec",
  summary: "Enter new or existing namespaces, then execute PROG in them",
  options,
  check: checkOptions,
  hints,
  apply(given, rest) {
    if (forks(given)) {
      const plan = planChild(given);
      return doing(forkInWords(given), () => supervise(rest, { ...plan, undo: undoRecords }));
    }
    enterNamespaces(given);
    return rest();
  },
  examples: [
    {
      prompt: "#",
      command: "ns-exec --pid --fork -- ns-exec --mount -- sh -c 'mount -t proc proc /proc; ps'",
      note: "a process list with nobody else in it",
    },
    {
      prompt: "$",
      command: "ns-exec -r --uts --hostname lab -- hostname",
      note: "a host name of one's own, without root",
    },
    { prompt: "#", command: "ns-exec --net --loopback -- ping -c 1 127.0.0.1" },
    {
      prompt: "#",
      command: "ns-exec --time --fork --boottime 86400 -- cat /proc/uptime",
      note: "a day later",
    },
    { prompt: "#", command: "ns-exec --join net=/run/netns/blue -- ip address" },
    {
      prompt: "#",
      command:
        "ns-exec -U -f --map-users 0:100000:65536 --map-groups 0:100000:65536 -- cat /proc/self/uid_map",
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
