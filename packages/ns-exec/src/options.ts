import {
  choice,
  commaList,
  flag,
  integer,
  list,
  type OptionsOf,
  optional,
  path,
  text,
  value,
} from "@isobox/toolkit";
import { environmentName, environmentSetting } from "./environment-setting.ts";
import { idRanges } from "./id-range.ts";
import { joinTarget } from "./join.ts";
import { NAMESPACES } from "./namespaces.ts";
import { owner } from "./owner.ts";
import { signalName } from "./signal-name.ts";
import { sysctlSetting } from "./sysctl.ts";
import { timeOffset } from "./time-offset.ts";

const identity = { section: "User namespace" } as const;
const inside = { section: "Inside the new namespaces" } as const;
const running = { section: "While PROG runs" } as const;
const environment = { section: "Environment of PROG" } as const;

const file = path("FILE");
const descriptor = integer("FD", 0, 0x7fff_ffff);
const id = integer("ID", 0, 0xffff_fffe);

/** The options of ns-exec; the words are those of unshare(1) where it has them, else of bwrap(1). */
export const options = {
  mount: optional(file, "new mount namespace; FILE keeps it, as with every kind", { short: "m" }),
  uts: optional(file, "new UTS namespace: host name and domain name", { short: "u" }),
  ipc: optional(file, "new IPC namespace: System V IPC and POSIX message queues", { short: "i" }),
  net: optional(file, "new network namespace", { short: "n" }),
  pid: optional(file, "new PID namespace, for children; with --fork for PROG", { short: "p" }),
  user: optional(file, "new user namespace", { short: "U" }),
  cgroup: optional(file, "new cgroup namespace, its root where the process is now", { short: "C" }),
  time: optional(file, "new time namespace, for children; with --fork for PROG", { short: "T" }),
  try: list(
    choice(
      "TYPE",
      NAMESPACES.map(({ type }) => type),
    ),
    "a new namespace of this kind if the kernel gives one, else none",
  ),
  join: list(joinTarget, "enter the TYPE namespace that PATH shows"),

  fork: flag("stay outside: fork, forward signals, wait, undo", { short: "f" }),
  killChild: optional(signalName, "send SIG to the child when this process dies; implies --fork", {
    defaultText: "KILL",
  }),
  init: flag(
    "a first process that forwards signals and reaps orphans, PROG being its child; implies --fork",
    {
      requires: ["pid"],
    },
  ),
  runOutside: list(
    text("COMMAND"),
    "a shell command in the old namespaces, when the new ones are there and before PROG; $NS_EXEC_PID is in them",
  ),

  mapUsers: list(idRanges, "map user ids: a range, or auto, subids or all; implies --user", identity),
  mapGroups: list(idRanges, "map group ids: a range, or auto, subids or all; implies --user", identity),
  mapUser: value(id, "map the current user to ID; implies --user", {
    forbids: ["mapRootUser", "mapCurrentUser"],
    ...identity,
  }),
  mapGroup: value(id, "map the current group to ID; implies --user", {
    forbids: ["mapRootUser", "mapCurrentUser"],
    ...identity,
  }),
  mapRootUser: flag("map the current user and group to root; implies --user", {
    short: "r",
    forbids: ["mapCurrentUser"],
    ...identity,
  }),
  mapCurrentUser: flag("map the current user and group to themselves; implies --user", {
    short: "c",
    ...identity,
  }),
  mapAuto: flag("as --map-users auto --map-groups auto", identity),
  mapSubids: flag("as --map-users subids --map-groups subids", identity),
  setgroups: value(choice("allow|deny", ["allow", "deny"]), "whether setgroups(2) may be used inside", {
    defaultText: "deny where a single group is mapped",
    ...identity,
  }),
  owner: value(owner, "the user and group that own the new user namespace", identity),
  usernsBlockFd: value(
    descriptor,
    "wait until FD can be read: for who writes the maps by other means",
    identity,
  ),
  disableUserns: flag("at last, allow no further user namespace", identity),
  assertUsernsDisabled: flag("fail where a further user namespace could be made", identity),
  keepCaps: flag("keep capabilities over the execve of PROG, whoever it is in the user namespace", identity),

  propagation: value(
    choice("MODE", ["private", "shared", "slave", "unchanged"]),
    "how mounts travel between the new mount namespace and others",
    { defaultText: "private", requires: ["mount"], ...inside },
  ),
  hostname: value(text("NAME"), "set the host name", inside),
  domainname: value(text("NAME"), "set the NIS domain name", inside),
  loopback: flag("bring the interface lo up", inside),
  sysctl: list(sysctlSetting, "set a kernel parameter of a namespace, such as net.ipv4.ip_forward=1", inside),
  monotonic: value(timeOffset, "move CLOCK_MONOTONIC by SEC seconds", { requires: ["time"], ...inside }),
  boottime: value(timeOffset, "move CLOCK_BOOTTIME by SEC seconds", { requires: ["time"], ...inside }),

  infoFd: value(descriptor, "write the child's process id to FD as JSON, before it goes on", running),
  jsonStatusFd: value(descriptor, "write the same to FD and, at the end, the exit status", running),
  blockFd: value(descriptor, "wait, before PROG, until FD can be read or is closed", running),
  lockFile: list(file, "hold a shared lock on FILE (fcntl(2))", running),

  clearEnv: flag("empty, but for what other options name", environment),
  whitelistEnv: value(commaList(environmentName), "with these variables alone", environment),
  unsetenv: list(environmentName, "without this variable", environment),
  setenv: list(environmentSetting, "with this variable", environment),
} as const;

/** The options of ns-exec, with their values. */
export type NsOptions = OptionsOf<typeof options>;
