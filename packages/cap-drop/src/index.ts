export { findGroup, findUser, groupsOf, type User } from "./accounts.ts";
export { setApparmorProfile } from "./apparmor.ts";
export { limitBoundingSet } from "./bounding-set.ts";
export { type CapabilityChange, capabilityChange, exactly } from "./capability-change.ts";
export { capability, capabilityMask, capabilityText } from "./capability-name.ts";
export * from "./capability-set.ts";
export { changeIdentity } from "./change-identity.ts";
export { closeDescriptors } from "./close-fds.ts";
export { cpuAffinityOf, cpuList, setCpuAffinity } from "./cpu-affinity.ts";
export { applySets, type Missing, type PlannedSets, planSets, type SetChanges } from "./credential-sets.ts";
export { type Credentials, credentialsOf } from "./credentials.ts";
export { deathSignal, setDeathSignal } from "./death-signal.ts";
export { dropPrivileges } from "./drop.ts";
export { explainCredentials } from "./explanation.ts";
export { type Id, parseId, parseUserSpec, type UserSpec } from "./id.ts";
export {
  type Identity,
  type IdentityOptions,
  type IdPair,
  resolveIdentity,
} from "./identity.ts";
export { type IoPriority, type IoPriorityTarget, ioPriorityOf, setIoPriority } from "./io-priority.ts";
export { enterLandlock, makeRuleset } from "./landlock.ts";
export { type LandlockAccess, type LandlockRule, landlockAccess, landlockRule } from "./landlock-options.ts";
export { type MemoryPolicy, setMemoryPolicy } from "./memory-policy.ts";
export { type NiceTarget, setNice } from "./nice.ts";
export { setNoNewPrivs } from "./no-new-privs.ts";
export { listOf, maskOf, type NumberList, parseNumberList } from "./number-list.ts";
export { type ProcessStage, processStageOptions } from "./oci.ts";
export { setOomScoreAdj } from "./oom-score-adj.ts";
export { type DropOptions, options } from "./options.ts";
export { type PersonalityChange, setPersonality } from "./personality.ts";
export { type Limits, type Privileges, parseLimits, parseStatus } from "./proc-status.ts";
export { type Ptracer, setPtracer } from "./ptracer.ts";
export {
  type LimitChange,
  limitChange,
  type RlimitSetting,
  rlimitOf,
  rlimitSetting,
  setRlimits,
} from "./rlimit.ts";
export { priorityRanges, type Scheduling, schedulingOf, setScheduling } from "./scheduler.ts";
export { type SecurebitsChange, setSecurebits } from "./securebits.ts";
export { setSelinuxLabel } from "./selinux.ts";
export { newSession } from "./session.ts";
export { joinSessionKeyring } from "./session-keyring.ts";
export { resetSignals } from "./signals.ts";
export { capDrop } from "./tool.ts";
export { type IdMapLine, type UserNamespace, userNamespaceOf } from "./user-namespace.ts";
export { setUtilClamp, type UtilClamp } from "./util-clamp.ts";
export { checkWorkingDirectory, enterDirectory, enterDirectoryEarly } from "./working-directory.ts";
