import * as sys from "@isobox/kernel/sys";
import { defineVerb, doing, flag, octal, print, UsageError } from "@isobox/toolkit";
import {
  type CapabilitySet,
  capabilityName,
  difference,
  isEmpty,
  members,
  NAMED_CAPABILITIES,
} from "../capability-set.ts";
import { parseLimits, parseStatus } from "../proc-status.ts";

const SETS = ["boundingSet", "permitted", "effective", "inheritable", "ambient"] as const;
const SECCOMP = ["none", "strict", "filter"];

/** `cap-drop show [PID]`: identity and privileges of a process, in the words of cap-drop's options. */
export const showVerb = defineVerb({
  summary: "Show who a process is and what it may do, in the words of these options",
  operands: "[PID]",
  options: { json: flag("as JSON") },
  run({ json }, [pid = "self"]) {
    if (!/^(self|[1-9][0-9]{0,9})$/.test(pid)) throw new UsageError(`"${pid}" is no process id`);
    const read = (file: string) =>
      doing(`cannot look at process ${pid}`, () => sys.readFile(`/proc/${pid}/${file}`));
    const status = parseStatus(read("status"));
    const limits = parseLimits(read("limits"));
    const oomScoreAdj = Number(read("oom_score_adj"));
    const names = Object.fromEntries(SETS.map((set) => [set, members(status[set]).map(capabilityName)]));
    if (json) {
      print(
        `${JSON.stringify({ ...status, seccomp: SECCOMP[status.seccomp], ...names, oomScoreAdj, rlimits: limits })}\n`,
      );
      return 0;
    }
    const rows: [string, string][] = [
      ["uid", ids(status.uid)],
      ["gid", ids(status.gid)],
      ["groups", status.groups.join(",") || "none"],
      ["bounding-set", words(status.boundingSet)],
      ...SETS.slice(1).map((set): [string, string] => [set, words(status[set])]),
      ["no-new-privs", status.noNewPrivs ? "yes" : "no"],
      ["seccomp", SECCOMP[status.seccomp] ?? String(status.seccomp)],
      ["umask", octal.format(status.umask)],
      ["oom-score-adj", String(oomScoreAdj)],
      ...Object.entries(limits).map(([name, { soft, hard }]): [string, string] => [
        "rlimit",
        `${name}=${soft === hard ? soft : `${soft}:${hard}`}`,
      ]),
    ];
    print(rows.map(([name, value]) => `${name.padEnd(15)}${value}\n`).join(""));
    return 0;
  },
});

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
