import { Failure } from "@isobox/toolkit";
import { type DeviceRule, defaultDeviceRules, formatDevices, inOrder } from "./device-rules.ts";
import type { Write } from "./write.ts";

/** What a list of rules comes to: all devices but some, or none but some. */
export interface DeviceList {
  readonly allowAll: boolean;
  /** Denied when `allowAll`, else allowed; by major, minor and type. */
  readonly exceptions: readonly DeviceRule[];
}

/**
 * Applies rules in order, from "deny all". "default" stands for {@link defaultDeviceRules}.
 *
 * @throws {Failure} for a rule that takes away a part of an exception with a wildcard: the v1 controller ignores
 *   such a rule in silence, and what was to be denied would stay allowed.
 */
export function foldDeviceRules(rules: readonly (DeviceRule | "default")[]): DeviceList {
  return saysNothing(rules) ? usual : fold(rules);
}

/** Whether all that rules say is "none but the default devices", as most bundles do. */
function saysNothing(rules: readonly (DeviceRule | "default")[]): boolean {
  const last = rules.length - 1;
  return rules[last] === "default" && rules.every((rule, i) => i === last || isDenyAll(rule));
}

function isDenyAll(rule: DeviceRule | "default"): boolean {
  return rule !== "default" && rule.type === "a" && !rule.allow;
}

function fold(rules: readonly (DeviceRule | "default")[]): DeviceList {
  let allowAll = false;
  const exceptions = new Map<string, DeviceRule>();
  const apply = (rule: DeviceRule): void => {
    if (rule.type === "a") {
      allowAll = rule.allow;
      exceptions.clear();
    } else if (rule.allow === allowAll) takeAway(exceptions, rule);
    else {
      const key = keyOf(rule);
      const access = inOrder(rule.access + (exceptions.get(key)?.access ?? ""));
      exceptions.set(key, { ...rule, access });
    }
  };
  for (const rule of rules)
    if (rule === "default") defaultDeviceRules.forEach(apply);
    else apply(rule);
  return { allowAll, exceptions: [...exceptions.values()].sort(byNumber) };
}

function keyOf({ type, major, minor }: DeviceRule): string {
  return `${type} ${major}:${minor}`;
}

function takeAway(exceptions: Map<string, DeviceRule>, rule: DeviceRule): void {
  for (const exception of exceptions.values())
    if (covers(exception, rule) && overlap(exception.access, rule.access))
      throw new Failure(
        `the device rule "${rule.allow ? "allow" : "deny"} ${formatDevices(rule)}" would make a hole in ` +
          `"${formatDevices(exception)}", which cgroup v1 cannot do`,
      );
  const key = keyOf(rule);
  const exact = exceptions.get(key);
  if (!exact) return;
  const access = [...exact.access].filter((letter) => !rule.access.includes(letter)).join("");
  if (access === "") exceptions.delete(key);
  else exceptions.set(key, { ...exact, access });
}

/** Whether an exception has a wildcard that takes in the rule, and is not the very same. */
function covers(exception: DeviceRule, rule: DeviceRule): boolean {
  return (
    exception.type === rule.type &&
    (exception.major === -1 || exception.major === rule.major) &&
    (exception.minor === -1 || exception.minor === rule.minor) &&
    (exception.major !== rule.major || exception.minor !== rule.minor)
  );
}

function overlap(a: string, b: string): boolean {
  return [...a].some((letter) => b.includes(letter));
}

function byNumber(a: DeviceRule, b: DeviceRule): number {
  return a.major - b.major || a.minor - b.minor || (a.type < b.type ? -1 : 1);
}

/** The list of a container whose configuration says nothing of devices, and its writes: made once, at build time. */
const usual = fold(["default"]);
const usualWrites = allWrites(usual);

/** The writes that give a v1 cgroup a device list, whatever it had before. */
export function devicesV1(list: DeviceList): readonly Write[] {
  return list === usual ? usualWrites : allWrites(list);
}

function allWrites({ allowAll, exceptions }: DeviceList): Write[] {
  const [all, exception] = allowAll ? ["devices.allow", "devices.deny"] : ["devices.deny", "devices.allow"];
  const writes: Write[] = [{ file: all!, text: "a" }];
  for (const rule of exceptions) writes.push({ file: exception!, text: formatDevices(rule) });
  return writes;
}

/**
 * Cgroup v2 has no files for devices: a list becomes a BPF program that is attached to the cgroup. The program
 * will be made from the same {@link DeviceList}; until it is, the usual list is let through without being enforced,
 * so that an ordinary bundle runs, and any other is refused.
 *
 * @throws {Failure}
 */
export function devicesV2(list: DeviceList): void {
  const text = (l: DeviceList): string => `${l.allowAll} ${l.exceptions.map(formatDevices).join()}`;
  if (list === usual || (list.allowAll && list.exceptions.length === 0)) return;
  if (text(list) !== text(usual))
    throw new Failure("device rules on cgroup v2 need a BPF program, which cg-set cannot make yet");
}
