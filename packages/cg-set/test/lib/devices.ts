// Random device rules over a few numbers, so that rules meet.
import { readFileSync } from "node:fs";
import type { DeviceRequest } from "../../src/device-decision.ts";
import { type DeviceRule, formatDeviceRule } from "../../src/device-rules.ts";

/** Majors that no driver has: opening such a node gives ENXIO, whatever its minor. */
export const unregistered = (): number[] => {
  const text = readFileSync("/proc/devices", "utf8");
  const taken = new Set([...text.matchAll(/^ *(\d+) /gm)].map(([, number]) => Number(number)));
  return [60, 61, 62, 120, 121, 122, 123, 240, 241].filter((major) => !taken.has(major)).slice(0, 2);
};

export const MINORS = [0, 1];
const ACCESS = ["r", "w", "m", "rw", "rm", "wm", "rwm"];

type Random = (below: number) => number;

/** A list of 1 to 8 rules; one in three speaks of a wildcard, one in twelve of all devices. */
export function randomRules(random: Random, majors: readonly number[]): DeviceRule[] {
  const pick = <T>(values: readonly T[]): T => values[random(values.length)]!;
  return Array.from({ length: 1 + random(8) }, () => {
    const allow = random(3) > 0;
    if (random(12) === 0) return { allow, type: "a", major: -1, minor: -1, access: "rwm" };
    return {
      allow,
      type: pick(["b", "c"] as const),
      major: random(3) === 0 ? -1 : pick(majors),
      minor: random(3) === 0 ? -1 : pick(MINORS),
      access: pick(ACCESS),
    };
  });
}

/** Everything that can be asked of the devices that {@link randomRules} speaks of. */
export function allRequests(majors: readonly number[]): DeviceRequest[] {
  const requests: DeviceRequest[] = [];
  for (const type of ["b", "c"] as const)
    for (const major of majors)
      for (const minor of MINORS)
        for (const access of ["r", "w", "rw", "m"]) requests.push({ type, major, minor, access });
  return requests;
}

export const textOf = (rules: readonly DeviceRule[]): string => rules.map(formatDeviceRule).join("; ");
