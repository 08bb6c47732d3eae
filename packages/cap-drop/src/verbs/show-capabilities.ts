import * as abi from "@isobox/kernel/abi";
import { attempt, NR } from "@isobox/kernel/sys";
import { print, type ValueType } from "@isobox/toolkit";
import { type CapabilityChange, capabilityChange } from "../capability-change.ts";
import { capabilityText } from "../capability-name.ts";
import { type CapabilitySet, capabilityName, difference, isEmpty, members } from "../capability-set.ts";
import { type Privileges, parseStatus } from "../proc-status.ts";
import { type Pid, readProcessFile } from "../process-files.ts";

/** The names in a mask, as the options take them. */
export function decode(set: CapabilitySet, json: boolean): number {
  const names = members(set).map(capabilityName);
  print(json ? `${JSON.stringify(names)}\n` : `${names.join(",") || "none"}\n`);
  return 0;
}

/** What each capability allows. */
export function explain(numbers: readonly number[], json: boolean): number {
  if (json) {
    const rows = numbers.map((number) => ({
      name: capabilityName(number),
      number,
      text: capabilityText(number),
    }));
    print(`${JSON.stringify(rows, null, 2)}\n`);
  } else
    print(
      numbers
        .map((number) => `${capabilityName(number)} (${number}): it may ${capabilityText(number)}\n`)
        .join(""),
    );
  return 0;
}

/** The capabilities whose name or text has the words; 1 when there are none. */
export function suggest(text: string, json: boolean): number {
  const wanted = text.toLowerCase();
  const found = abi.CAPABILITIES.flatMap((name, number) =>
    `cap_${name} ${capabilityText(number).toLowerCase()}`.includes(wanted) ? [number] : [],
  );
  explain(found, json);
  return found.length > 0 ? 0 : 1;
}

/** 0 when this kernel has each of them, else 1. */
export function supports(numbers: readonly number[]): number {
  return numbers.every((number) => attempt(NR.prctl, abi.PR_CAPBSET_READ, number, 0, 0, 0) >= 0) ? 0 : 1;
}

const SETS = {
  "bounding-set": "boundingSet",
  permitted: "permitted",
  effective: "effective",
  inheritable: "inheritable",
  ambient: "ambient",
} as const satisfies Readonly<Record<string, keyof Privileges>>;

/** A question: whether a set has these capabilities. */
export interface Question {
  readonly set: keyof typeof SETS;
  readonly change: CapabilityChange;
}

/** `SET=CAPS` */
export const question: ValueType<Question> = {
  placeholder: "SET=CAPS",
  choices: Object.keys(SETS).map((set) => `${set}=`),
  parse(text) {
    const [set, caps, more] = text.split("=") as [string, string?, string?];
    if (!Object.hasOwn(SETS, set) || caps === undefined || more !== undefined)
      throw new SyntaxError(`${Object.keys(SETS).join(", ")}, "=" and capabilities: "permitted=kill,chown"`);
    const change = capabilityChange.parse(caps);
    if (!isEmpty(change.keep) || !isEmpty(change.fill))
      throw new SyntaxError("the capabilities by name or number");
    return { set: set as keyof typeof SETS, change };
  },
  format: ({ set, change }) => `${set}=${capabilityChange.format(change)}`,
};

/** 0 when each set of a process has what is asked for, else 1. */
export function hasAll(questions: readonly Question[], pid: Pid): number {
  const status = parseStatus(readProcessFile(pid, "status"));
  const all = questions.every(({ set, change }) => isEmpty(difference(change.add, status[SETS[set]])));
  return all ? 0 : 1;
}
