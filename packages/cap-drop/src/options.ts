import {
  flag,
  integer,
  list,
  type OptionsOf,
  octal,
  optional,
  orWord,
  path,
  text,
  UsageError,
  value,
} from "@isobox/toolkit";
import { capabilityChange } from "./capability-change.ts";
import { cpuList } from "./cpu-affinity.ts";
import { deathSignalChange } from "./death-signal.ts";
import { groupId, groupIds, userId, userSpec } from "./id.ts";
import { ioPriority } from "./io-priority.ts";
import { landlockAccess, landlockRule } from "./landlock-options.ts";
import { memoryPolicy } from "./memory-policy.ts";
import { name } from "./name.ts";
import { niceValue } from "./nice.ts";
import { oomAdjustment } from "./oom-score-adj.ts";
import { personality } from "./personality.ts";
import { ptracer } from "./ptracer.ts";
import { checkRlimits, rlimitSetting } from "./rlimit.ts";
import { scheduling as schedulingPolicy } from "./scheduler.ts";
import { securebitsChange } from "./securebits.ts";
import { utilization } from "./util-clamp.ts";

const capabilities = { section: "Capabilities" } as const;
const identity = { section: "Identity" } as const;
const limits = { section: "Limits" } as const;
const scheduling = { section: "Scheduling" } as const;
const confinement = { section: "Confinement" } as const;
const surroundings = { section: "Surroundings" } as const;

/** What cap-drop takes. */
export const options = {
  keep: value(
    capabilityChange,
    "keep these in the bounding, permitted and effective set, and nothing else anywhere",
    {
      short: "k",
      ...capabilities,
    },
  ),
  boundingSet: value(capabilityChange, "what any execve can give at most", capabilities),
  permitted: value(capabilityChange, "what the process may make effective", capabilities),
  effective: value(capabilityChange, "what the kernel grants the process", capabilities),
  inheritable: value(capabilityChange, "what a program file with the same capabilities keeps", capabilities),
  ambient: value(
    capabilityChange,
    "what an ordinary program keeps, also for a user other than root",
    capabilities,
  ),
  skipUnavailable: flag("leave out, with a warning, what this process cannot give", capabilities),
  securebits: value(securebitsChange, "how the kernel treats user 0, and locks", capabilities),
  noNewPrivs: flag("no execve gives more privilege from now on", capabilities),

  user: value(userSpec, "become this user, with the groups that /etc/passwd and /etc/group give", {
    short: "u",
    forbids: ["uid", "gid", "ruid", "euid", "rgid", "egid"],
    ...identity,
  }),
  uid: value(userId, "become this user; needs --gid, unless it is 0", {
    forbids: ["ruid", "euid"],
    ...identity,
  }),
  gid: value(groupId, "become this group", { forbids: ["rgid", "egid"], ...identity }),
  ruid: value(userId, "the real user alone", identity),
  euid: value(userId, "the effective user alone, and the saved one", identity),
  rgid: value(groupId, "the real group alone", identity),
  egid: value(groupId, "the effective group alone, and the saved one", identity),
  groups: value(groupIds, "supplementary groups", {
    forbids: ["clearGroups", "keepGroups", "initGroups"],
    ...identity,
  }),
  initGroups: flag("the supplementary groups that a login gives the user of --uid, --ruid or --user", {
    forbids: ["clearGroups", "keepGroups"],
    ...identity,
  }),
  clearGroups: flag("no supplementary groups", {
    forbids: ["keepGroups"],
    defaultText: "with --uid or --gid",
    ...identity,
  }),
  keepGroups: flag("leave the supplementary groups as they are", identity),

  rlimit: list(rlimitSetting, "limit a resource; repeatable", limits),
  oomScoreAdj: value(oomAdjustment, "how readily the kernel kills it when memory runs out", limits),

  scheduler: value(schedulingPolicy, "scheduling policy, with its numbers and flags", scheduling),
  nice: value(niceValue, "nice value, from -20 (first) to 19", scheduling),
  utilMin: value(utilization, "take it for at least this busy, in 1024ths of a processor", scheduling),
  utilMax: value(utilization, "take it for at most this busy", scheduling),
  ioPriority: value(ioPriority, "I/O priority", scheduling),
  cpuAffinity: value(orWord("all", cpuList), "the processors to run on, as a list or a mask", scheduling),
  memoryPolicy: value(memoryPolicy, "the NUMA nodes that memory comes from", scheduling),
  personality: value(
    personality,
    "execution domain, what uname(2) says of the machine, and flags",
    scheduling,
  ),

  apparmorProfile: value(name("PROFILE"), "the AppArmor profile that the program runs under", confinement),
  selinuxLabel: value(name("LABEL"), "the SELinux label that the program runs under", confinement),
  landlockAccess: list(
    landlockAccess,
    "forbid this by Landlock, but for what rules allow; repeatable",
    confinement,
  ),
  landlockRule: list(landlockRule, "allow rights below a path, or to a TCP port; repeatable", {
    requires: ["landlockAccess"],
    ...confinement,
  }),

  chdir: value(path("DIR", "directory"), "working directory, which must lie inside the root", surroundings),
  mkdir: flag("make the directory of --chdir where it is missing", { requires: ["chdir"], ...surroundings }),
  umask: value(octal, "file mode creation mask", surroundings),
  sessionKeyring: optional(
    text("NAME"),
    "a new session keyring; with a name, one to be joined",
    surroundings,
  ),
  setsid: flag("a new session, away from the controlling terminal", surroundings),
  resetSignals: flag("default dispositions and an empty mask for all signals", surroundings),
  resetEnv: flag(
    "the environment that a login gives: TERM, SHELL, HOME, USER, LOGNAME and PATH",
    surroundings,
  ),
  pdeathsig: value(deathSignalChange, "the signal that it gets when its parent dies", {
    defaultText: "keep",
    ...surroundings,
  }),
  ptracer: value(ptracer, "the process that may trace it, where Yama asks", surroundings),
  closeFds: optional(integer("LAST", -1, 0x7fff_fffe), "close all descriptors above LAST", {
    defaultText: "2",
    ...surroundings,
  }),
} as const;

export type DropOptions = OptionsOf<typeof options>;

/** @throws {UsageError} */
export function checkOptions(given: DropOptions): void {
  const { user, uid, gid, ruid, initGroups, rlimit } = given;
  // A user with root's group is half a drop, and easily overlooked.
  if (uid !== undefined && uid !== 0 && gid === undefined)
    throw new UsageError("--uid leaves the group as it is: give --gid too, or --user for both");
  if (initGroups && user === undefined && uid === undefined && ruid === undefined)
    throw new UsageError("--init-groups needs a user: --user, --uid or --ruid");
  if (rlimit) checkRlimits(rlimit);
}
