import { CAPABILITIES } from "@isobox/kernel/abi";
import {
  commaList,
  defineVerb,
  flag,
  list,
  octal,
  orWord,
  print,
  text,
  UsageError,
  value,
} from "@isobox/toolkit";
import { capability, capabilityMask } from "../capability-name.ts";
import {
  type CapabilitySet,
  capabilityName,
  difference,
  isEmpty,
  members,
  NAMED_CAPABILITIES,
} from "../capability-set.ts";
import { type Credentials, credentialsOf } from "../credentials.ts";
import { explainCredentials } from "../explanation.ts";
import { parseProcessId } from "../process-id.ts";
import type { UserNamespace } from "../user-namespace.ts";
import { decode, explain, hasAll, question, suggest, supports } from "./show-capabilities.ts";
import { showLandlock } from "./show-landlock.ts";

const SETS = ["boundingSet", "permitted", "effective", "inheritable", "ambient"] as const;
const SECCOMP = ["none", "strict", "filter"];

const questions = { section: "Questions, in place of a process" } as const;
/** Each of them prints something of its own. */
const modes = ["decode", "explain", "suggest", "supports", "landlock", "has"] as const;
const alone = (mode: string) => ({ forbids: modes.filter((other) => other !== mode), ...questions });

/** `cap-drop show [PID]`: identity and privileges of a process, in the words of cap-drop's options and in sentences. */
export const showVerb = defineVerb({
  summary: "Show who a process is and what it may do, in the words of these options, and what it means",
  operands: "[PID]",
  options: {
    json: flag("as JSON"),
    decode: value(capabilityMask, "the capabilities in a mask of /proc/PID/status", alone("decode")),
    explain: value(orWord("all", commaList(capability)), "what capabilities allow", alone("explain")),
    suggest: value(
      text("TEXT"),
      "the capabilities whose name or meaning has TEXT; status 1 for none",
      alone("suggest"),
    ),
    supports: value(
      commaList(capability),
      "status 0 if this kernel has the capabilities, else 1",
      alone("supports"),
    ),
    landlock: flag("the version of Landlock of this kernel, and its rights", alone("landlock")),
    has: list(
      question,
      "status 0 if the process has capabilities in a set, else 1; repeatable",
      alone("has"),
    ),
  },
  run({ json = false, ...asked }, [word]) {
    if (word !== undefined && modes.some((mode) => mode !== "has" && asked[mode] !== undefined))
      throw new UsageError(`"${word}" is one word too many`);
    if (asked.decode) return decode(asked.decode, json);
    if (asked.explain)
      return explain(asked.explain === "all" ? [...CAPABILITIES.keys()] : asked.explain, json);
    if (asked.suggest !== undefined) return suggest(asked.suggest, json);
    if (asked.landlock) return showLandlock(json);
    if (asked.supports) return supports(asked.supports);
    const pid = word === undefined || word === "self" ? "self" : parseProcessId(word);
    if (asked.has) return hasAll(asked.has, pid);
    const facts = credentialsOf(pid);
    print(json ? `${JSON.stringify(plain(facts))}\n` : inWords(facts));
    return 0;
  },
});

function plain(facts: Credentials): unknown {
  const names = Object.fromEntries(SETS.map((set) => [set, members(facts[set]).map(capabilityName)]));
  return { ...facts, seccomp: SECCOMP[facts.seccomp], ...names, explanation: explainCredentials(facts) };
}

/** A line for each fact, as the option has it that sets it; then sentences. */
function inWords(facts: Credentials): string {
  const { userNamespace, securebits, sessionKeyring } = facts;
  const rows: [string, string][] = [
    ["uid", ids(facts.uid)],
    ["gid", ids(facts.gid)],
    ["groups", facts.groups.join(",") || "none"],
    ...SETS.map((set): [string, string] => [set === "boundingSet" ? "bounding-set" : set, words(facts[set])]),
    // Not of another process, whose securebits and keyrings the kernel keeps to itself.
    ...(securebits ? ([["securebits", securebits.join(",") || "none"]] as [string, string][]) : []),
    ["no-new-privs", facts.noNewPrivs ? "yes" : "no"],
    ["seccomp", `${SECCOMP[facts.seccomp] ?? facts.seccomp}`],
    ["user-namespace", namespace(userNamespace)],
    ["security-label", facts.securityLabel ?? "none"],
    ...(sessionKeyring === null ? [] : ([["session-keyring", sessionKeyring]] as [string, string][])),
    ["umask", octal.format(facts.umask)],
    ["oom-score-adj", String(facts.oomScoreAdj)],
    ...Object.entries(facts.rlimits).map(([name, { soft, hard }]): [string, string] => [
      "rlimit",
      `${name}=${soft === hard ? soft : `${soft}:${hard}`}`,
    ]),
  ];
  const lines = rows.map(([name, value]) => `${name.padEnd(15)}${name.length >= 15 ? " " : ""}${value}\n`);
  return `${lines.join("")}\n${explainCredentials(facts).join("\n")}\n`;
}

function namespace({ id, initial }: UserNamespace): string {
  if (id === null) return initial ? "the initial one" : "another one, which may not be seen";
  return `${id}${initial ? ", the initial one" : ""}`;
}

/** One id where all four agree. */
function ids([real, effective, saved, fileSystem]: readonly number[]): string {
  if (real === effective && real === saved && real === fileSystem) return String(real);
  return `${real} (effective ${effective}, saved ${saved}, file system ${fileSystem})`;
}

/** A set by the shorter of its two descriptions. */
function words(set: CapabilitySet): string {
  if (isEmpty(set)) return "none";
  const missing = members(difference(NAMED_CAPABILITIES, set));
  const present = members(set);
  if (missing.length < present.length)
    return ["all", ...missing.map((n) => `-${capabilityName(n)}`)].join(",");
  return present.map(capabilityName).join(",");
}
