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
    "--join enters existing namespaces; a PID or time namespace holds for children and needs --fork for PROG. The verb enter does so by process, as nsenter(1) does, with root, working directory, environment and cgroups where asked.",
    "A FILE behind the option of a new namespace keeps it: it is mounted there, and lasts until ns-exec unpin. Where the stage or the start of PROG fails, it is not kept (but it is when the stage is killed).",
    "In chains of real execs (ISOBOX_CHAIN=exec) every option does the same. A verb is the first word behind ns-exec, so enter begins a chain; what has been kept in files stays once the next stage has begun.",
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
      command:
        "ns-exec --net=blue --loopback -- true; ns-exec enter --net=blue -- ip -o -4 addr show lo | cut -d' ' -f2-7; ns-exec unpin blue",
      output: "lo    inet 127.0.0.1/8\n",
      note: "a network kept in a file, a program in it later, and its end",
    },
    {
      prompt: "#",
      command: "ns-exec --join net=/proc/$$/ns/net -- ip address",
      note: "a program in the network of another process, as a stage of a chain",
    },
    {
      prompt: "#",
      command: "ns-exec enter --target $$ --all -- cap-drop --uid 65534 --gid 65534 -- id -u",
      output: "65534\n",
      note: "all that a process is in, and as an ordinary user there",
    },
    {
      prompt: "$",
      command: "ns-exec list --task $$ --type user --output TYPE,PNS",
      output: "TYPE PNS\nuser   0\n",
      note: "the namespaces of a process; without --task, all that can be looked at",
    },
    {
      prompt: "#",
      command: "ns-exec --pid --init -- sh -c 'sleep 0.1 & exit 3'; echo $?",
      output: "3\n",
      note: "a first process that reaps orphans and hands on signals",
    },
    {
      prompt: "$",
      command: "ns-exec -r --disable-userns -- sh -c 'unshare --user true || echo refused' 2>/dev/null",
      output: "refused\n",
      note: "no further user namespace",
    },
    {
      prompt: "#",
      command: "ns-exec --net --run-outside 'echo moved into process $NS_EXEC_PID >&2' -- ip -o link",
      note: "work in the old namespaces, such as ip link set NAME netns $NS_EXEC_PID",
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
