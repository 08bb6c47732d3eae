import { CAPABILITIES } from "@isobox/kernel/abi";
import { capabilityText } from "./capability-name.ts";
import {
  type CapabilitySet,
  capabilityName,
  difference,
  has,
  intersection,
  isEmpty,
  members,
  NAMED_CAPABILITIES,
  namesOf,
  union,
} from "./capability-set.ts";
import type { Credentials } from "./credentials.ts";
import { outsideOf } from "./user-namespace.ts";

/** Where more than this many capabilities are there, it is told what is lacking. */
const MANY = CAPABILITIES.length / 2;

/** What the credentials of a process mean, in sentences; a line that begins with spaces belongs to the one before. */
export function explainCredentials(facts: Credentials): string[] {
  return [
    who(facts),
    ...capabilities(facts),
    afterExec(facts),
    ...limits(facts),
    ...(facts.securebits ?? []).map((name) => SECUREBITS[name] ?? name),
  ];
}

function who({ uid, userNamespace: { id, initial, uidMap } }: Credentials): string {
  const user = uid[1] === 0 ? "root (user 0)" : `user ${uid[1]}`;
  if (initial)
    return uid[1] === 0
      ? "It is root (user 0) of the initial user namespace: the root of the machine, whose files and devices are its own."
      : `It is ${user} of the initial user namespace.`;
  const root = outsideOf(uidMap, 0);
  const meaning =
    root === null
      ? "user 0 is not mapped there, so nobody can be root in it"
      : root === 0
        ? "root there is user 0 outside too, but its capabilities count only for what the namespace owns"
        : `root there is user ${root} outside, with that user's rights to files`;
  const outside = outsideOf(uidMap, uid[1]!);
  const self = uid[1] !== 0 && outside !== null ? `, which is user ${outside} outside` : "";
  return `It is ${user} of ${id === null ? "a user namespace" : `the user namespace ${id}`}${self}; ${meaning}.`;
}

function capabilities({ effective, permitted, userNamespace }: Credentials): string[] {
  const where = userNamespace.initial ? "" : " in its user namespace and those below it";
  const count = members(effective).length;
  if (count === 0)
    return [
      isEmpty(permitted)
        ? "It has no capability: the kernel grants it what its ids give, and no more."
        : `It has no effective capability; it may raise those that are permitted: ${namesOf(permitted)}.`,
    ];
  const lacking = difference(NAMED_CAPABILITIES, effective);
  if (isEmpty(lacking)) return [`It has every capability${where}.`];
  if (count > MANY) return [`It has every capability${where} but these; it may not`, ...described(lacking)];
  return [
    `It has ${count === 1 ? "one capability" : `${count} capabilities`}${where}; it may`,
    ...described(effective),
  ];
}

function described(set: CapabilitySet): string[] {
  return members(set).map((number) => `  ${capabilityName(number).padEnd(18)} ${capabilityText(number)}`);
}

/** What execve(2) of a program without privileges of its own leaves: capabilities(7), "Transformation of capabilities". */
function afterExec(facts: Credentials): string {
  const { uid, ambient, inheritable, boundingSet, securebits, noNewPrivs } = facts;
  const isRoot = (uid[0] === 0 || uid[1] === 0) && !securebits?.includes("noroot");
  if (!isRoot)
    return isEmpty(ambient)
      ? "An ordinary program that it executes has no capability."
      : `An ordinary program that it executes keeps what is ambient: ${namesOf(ambient)}.`;
  const gets = union(boundingSet, inheritable);
  const limited = noNewPrivs ? intersection(gets, facts.permitted) : gets;
  const lacking = difference(NAMED_CAPABILITIES, limited);
  const what = isEmpty(limited)
    ? "none"
    : isEmpty(lacking)
      ? "all"
      : members(limited).length > MANY
        ? `all but ${namesOf(lacking)}`
        : namesOf(limited);
  return `A program that it executes as user 0 has the capabilities that its bounding set allows: ${what}.`;
}

function limits({
  boundingSet,
  noNewPrivs,
  seccomp,
  seccompFilters,
  userNamespace,
  securityLabel,
}: Credentials): string[] {
  const said: string[] = [];
  if (isEmpty(boundingSet)) said.push("Its bounding set is empty: no program can give it a capability.");
  else if (!has(boundingSet, CAPABILITIES.indexOf("sys_admin")))
    said.push("Its bounding set lacks sys_admin: no program can give it that.");
  if (noNewPrivs)
    said.push("no_new_privs is set, for good: set-user-ID bits and capabilities of files have no effect.");
  if (seccomp === 1) said.push("It is in seccomp's strict mode: it may read, write and exit.");
  if (seccomp === 2)
    said.push(
      `${seccompFilters === 1 ? "A seccomp filter decides" : `${seccompFilters} seccomp filters decide`} on each of its system calls.`,
    );
  if (userNamespace.setgroups === "deny")
    said.push("Its user namespace does not let it change supplementary groups.");
  if (securityLabel !== null) said.push(`The security module confines it by the label ${securityLabel}.`);
  return said;
}

const SECUREBITS: Readonly<Record<string, string>> = {
  noroot: "noroot: user 0 gets no capabilities at an execve, and neither does a set-user-ID program of root.",
  noroot_locked: "noroot_locked: noroot stays as it is, for good.",
  no_setuid_fixup: "no_setuid_fixup: capabilities stay when ids change from or to 0.",
  no_setuid_fixup_locked: "no_setuid_fixup_locked: no_setuid_fixup stays as it is, for good.",
  keep_caps_locked: "keep_caps_locked: PR_SET_KEEPCAPS is refused, for good.",
  no_cap_ambient_raise: "no_cap_ambient_raise: no capability can become ambient.",
  no_cap_ambient_raise_locked: "no_cap_ambient_raise_locked: no_cap_ambient_raise stays as it is, for good.",
};
