import type { Point } from "../lib/faults.ts";

interface Row {
  readonly call: RegExp;
  readonly process?: string;
  readonly reason: string;
}
const tolerated: readonly Row[] = [
  { call: /^close\(/, reason: "the descriptor is gone whatever close(2) answers" },
];
export function toleratedBecause(_scenario: string, point: Point): string | undefined {
  return tolerated.find(
    ({ call, process }) => call.test(point.text) && (process ?? point.process) === point.process,
  )?.reason;
}
