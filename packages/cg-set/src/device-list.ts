import { Failure } from "@isobox/toolkit";
import { plainRules } from "./device-decision.ts";
import { type DeviceRule, formatDevices, inOrder } from "./device-rules.ts";
import type { Write } from "./write.ts";

/** What a list of rules comes to: all devices but some, or none but some. */
export interface DeviceList {
  readonly allowAll: boolean;
  /** Denied when `allowAll`, else allowed; by major, minor and type. */
  readonly exceptions: readonly DeviceRule[];
}

/**
 * Applies rules in order, from "deny all", to what the lists of v1 can say. "default" stands for
 * {@link defaultDeviceRules}.
 *
 * The kernel's own way with its lists is not enough: it takes off only an exception of the very same numbers, so that
 * "deny c 10:*" would leave "c 10:1" allowed; and it grants a request only by one exception, so that "c 10:1 r" and
 * "c 10:* w" would not open 10:1 for both. Here a denial takes off all that it covers, and where two exceptions
 * overlap their common part gets what both let read and write. (Making a node is always asked for by itself.)
 *
 * @throws {Failure} for a rule that takes a part away from an exception with a wildcard: the v1 controller ignores
 *   such a rule in silence, and what was to be denied would stay allowed.
 * @see isDeviceAllowed
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
  for (const rule of plainRules(rules)) {
    if (rule.type === "a") {
      allowAll = rule.allow;
      exceptions.clear();
    } else if (rule.allow === allowAll) takeAway(exceptions, rule);
    else add(exceptions, rule, allowAll);
  }
  return { allowAll, exceptions: [...exceptions.values()].sort(byNumber) };
}

function keyOf({ type, major, minor }: DeviceRule): string {
  return `${type} ${major}:${minor}`;
}

/** Adds an exception; where it overlaps others and only together they let read and write, one for that part. */
function add(exceptions: Map<string, DeviceRule>, rule: DeviceRule, denies: boolean): void {
  const pending = [rule];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const key = keyOf(next);
    const access = inOrder(next.access + (exceptions.get(key)?.access ?? ""));
    if (exceptions.get(key)?.access === access) continue;
    const grown = { ...next, access };
    exceptions.set(key, grown);
    // One denial is enough to deny a request.
    if (denies) continue;
    for (const other of exceptions.values()) {
      const both = common(grown, other);
      if (both && !saysIt(exceptions, both)) pending.push(both);
    }
  }
}

/** What two exceptions have in common, for reading and writing; undefined when that is nothing. */
function common(a: DeviceRule, b: DeviceRule): DeviceRule | undefined {
  const letters = a.access + b.access;
  if (a === b || !letters.includes("r") || !letters.includes("w")) return undefined;
  const shared = meeting(a, b);
  return shared && { ...a, ...shared, access: "rw" };
}

/** The devices of which two rules speak both. */
function meeting(a: DeviceRule, b: DeviceRule): Pick<DeviceRule, "major" | "minor"> | undefined {
  const major = meet(a.major, b.major);
  const minor = meet(a.minor, b.minor);
  return a.type !== b.type || major === undefined || minor === undefined ? undefined : { major, minor };
}

function meet(a: number, b: number): number | undefined {
  if (a === -1 || a === b) return b;
  return b === -1 ? a : undefined;
}

/** Whether one of the exceptions alone grants a request already. */
function saysIt(exceptions: ReadonlyMap<string, DeviceRule>, wanted: DeviceRule): boolean {
  return [...exceptions.values()].some(
    (has) => covers(has, wanted) && [...wanted.access].every((letter) => has.access.includes(letter)),
  );
}

function takeAway(exceptions: Map<string, DeviceRule>, rule: DeviceRule): void {
  for (const [key, exception] of exceptions) {
    if (!meeting(exception, rule) || !overlap(exception.access, rule.access)) continue;
    if (!covers(rule, exception))
      throw new Failure(
        `the device rule "${rule.allow ? "allow" : "deny"} ${formatDevices(rule)}" would make a hole in ` +
          `"${formatDevices(exception)}", which cgroup v1 cannot do`,
      );
    const access = [...exception.access].filter((letter) => !rule.access.includes(letter)).join("");
    if (access === "") exceptions.delete(key);
    else exceptions.set(key, { ...exception, access });
  }
}

/** Whether all devices of one rule are devices of another. */
function covers(wide: DeviceRule, narrow: DeviceRule): boolean {
  return (
    wide.type === narrow.type &&
    (wide.major === -1 || wide.major === narrow.major) &&
    (wide.minor === -1 || wide.minor === narrow.minor)
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

/**
 * The writes that give a v1 cgroup a device list.
 *
 * @param now its `devices.list`, when it may have been changed before. From none-but-some to none-but-some only the
 *   difference is written: the kernel refuses to start afresh while there are cgroups below (EINVAL), and what stays
 *   allowed is never denied meanwhile. What is denied when all else is allowed the kernel does not show.
 */
export function devicesV1(list: DeviceList, now?: string): readonly Write[] {
  const current = now === undefined || list.allowAll ? null : parseList(now);
  if (current) return difference(current, list.exceptions);
  return list === usual ? usualWrites : allWrites(list);
}

/** The exceptions by their keys; null when all is allowed. */
function parseList(text: string): Map<string, string> | null {
  const found = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [type, numbers, access] = line.split(" ");
    if (type === "a") return null;
    if (access !== undefined) found.set(`${type} ${numbers}`, access);
  }
  return found;
}

function difference(now: ReadonlyMap<string, string>, wanted: readonly DeviceRule[]): Write[] {
  const without = (access: string, taken = ""): string =>
    [...access].filter((l) => !taken.includes(l)).join("");
  const allow: Write[] = [];
  const kept = new Map<string, string>();
  for (const rule of wanted) {
    const key = formatDevices(rule).replace(/ [rwm]+$/, "");
    kept.set(key, rule.access);
    const more = without(rule.access, now.get(key));
    if (more !== "") allow.push({ file: "devices.allow", text: `${key} ${more}` });
  }
  const deny: Write[] = [];
  for (const [key, access] of now) {
    const less = without(access, kept.get(key));
    if (less !== "") deny.push({ file: "devices.deny", text: `${key} ${less}` });
  }
  return [...allow, ...deny];
}

function allWrites({ allowAll, exceptions }: DeviceList): Write[] {
  const [all, exception] = allowAll ? ["devices.allow", "devices.deny"] : ["devices.deny", "devices.allow"];
  const writes: Write[] = [{ file: all!, text: "a" }];
  for (const rule of exceptions) writes.push({ file: exception!, text: formatDevices(rule) });
  return writes;
}
