import { choice, flag, list, type OptionsOf, optional, text, value } from "@isobox/toolkit";
import { idRange } from "./id-range.ts";
import { joinTarget } from "./join.ts";
import { signalName } from "./signal-name.ts";
import { sysctlSetting } from "./sysctl.ts";
import { timeOffset } from "./time-offset.ts";

const identity = "User namespace";
const inside = "Inside the new namespaces";

/** The options of ns-exec; the words are those of unshare(1) where it has them. */
export const options = {
  mount: flag("new mount namespace", { short: "m" }),
  uts: flag("new UTS namespace: host name and domain name", { short: "u" }),
  ipc: flag("new IPC namespace: System V IPC and POSIX message queues", { short: "i" }),
  net: flag("new network namespace", { short: "n" }),
  pid: flag("new PID namespace, for children; with --fork for PROG", { short: "p" }),
  user: flag("new user namespace", { short: "U" }),
  cgroup: flag("new cgroup namespace, its root where the process is now", { short: "C" }),
  time: flag("new time namespace, for children; with --fork for PROG", { short: "T" }),
  join: list(joinTarget, "enter the TYPE namespace that PATH shows"),

  fork: flag("stay outside: fork, forward signals, wait, undo", { short: "f" }),
  killChild: optional(signalName, "send SIG to the child when this process dies; implies --fork", {
    defaultText: "KILL",
  }),

  mapUsers: list(idRange, "map a range of user ids; implies --user", { section: identity }),
  mapGroups: list(idRange, "map a range of group ids; implies --user", { section: identity }),
  mapRootUser: flag("map the current user and group to root; implies --user", {
    short: "r",
    section: identity,
    forbids: ["mapCurrentUser"],
  }),
  mapCurrentUser: flag("map the current user and group to themselves; implies --user", {
    short: "c",
    section: identity,
  }),
  setgroups: value(choice("allow|deny", ["allow", "deny"]), "whether setgroups(2) may be used inside", {
    section: identity,
    defaultText: "deny with -r and -c",
  }),

  propagation: value(
    choice("MODE", ["private", "shared", "slave", "unchanged"]),
    "how mounts travel between the new mount namespace and others",
    { section: inside, defaultText: "private", requires: ["mount"] },
  ),
  hostname: value(text("NAME"), "set the host name", { section: inside }),
  domainname: value(text("NAME"), "set the NIS domain name", { section: inside }),
  loopback: flag("bring the interface lo up", { section: inside }),
  sysctl: list(sysctlSetting, "set a kernel parameter of a namespace, such as net.ipv4.ip_forward=1", {
    section: inside,
  }),
  monotonic: value(timeOffset, "move CLOCK_MONOTONIC by SEC seconds", {
    section: inside,
    requires: ["time"],
  }),
  boottime: value(timeOffset, "move CLOCK_BOOTTIME by SEC seconds", { section: inside, requires: ["time"] }),
} as const;

/** The options of ns-exec, with their values. */
export type NsOptions = OptionsOf<typeof options>;
