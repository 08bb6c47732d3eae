import { type DeviceRule, defaultDeviceRules } from "./device-rules.ts";

/** What a process asks for: a device, and all of `access` at once. */
export interface DeviceRequest {
  readonly type: "b" | "c";
  readonly major: number;
  readonly minor: number;
  /** Any of r, w and m: "rw" for an open for both. */
  readonly access: string;
}

/** Puts the rules that "default" stands for in its place. */
export function plainRules(rules: readonly (DeviceRule | "default")[]): readonly DeviceRule[] {
  return rules.includes("default")
    ? rules.flatMap((rule) => (rule === "default" ? defaultDeviceRules : [rule]))
    : (rules as readonly DeviceRule[]);
}

/**
 * What a list of rules means: each kind of access is decided by the last rule that fits it and is denied where none
 * does; a request is allowed when all of its kinds are.
 *
 * The v1 files and the v2 program are made from the same rules, and tests compare both with this.
 */
export function isDeviceAllowed(rules: readonly (DeviceRule | "default")[], request: DeviceRequest): boolean {
  const plain = plainRules(rules);
  return [...request.access].every(
    (letter) => plain.findLast((rule) => fits(rule, request, letter))?.allow ?? false,
  );
}

function fits(rule: DeviceRule, { type, major, minor }: DeviceRequest, letter: string): boolean {
  if (rule.type === "a") return true;
  return (
    rule.type === type &&
    (rule.major === -1 || rule.major === major) &&
    (rule.minor === -1 || rule.minor === minor) &&
    rule.access.includes(letter)
  );
}
