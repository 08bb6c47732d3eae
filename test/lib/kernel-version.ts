import { release } from "node:os";
import { test } from "uvu";
import { skip } from "./hierarchy.ts";

const [major, minor] = release().split(".").map(Number) as [number, number];

/** Whether this kernel is as new as that of a release, as "6.6". */
export function kernelIs(version: string): boolean {
  const [wantedMajor, wantedMinor] = version.split(".").map(Number) as [number, number];
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/** A test of what the kernel has since a release; before it the test is left out, with what is missing. */
export function testSince(version: string, what: string): (...words: Parameters<typeof test>) => void {
  return (...words) => {
    if (kernelIs(version)) test(...words);
    else skip(words[0], `Linux ${version} has ${what}, and this is ${major}.${minor}`);
  };
}
