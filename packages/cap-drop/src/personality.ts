import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { choice, doing } from "@isobox/toolkit";

const DOMAINS = { linux: abi.PER_LINUX, linux32: abi.PER_LINUX32 } as const;

export type Domain = keyof typeof DOMAINS;
export const domain = choice("DOMAIN", Object.keys(DOMAINS) as Domain[]);

/**
 * Sets the execution domain: linux32 makes uname(2) name the 32-bit machine. It is kept across execve(2), but for
 * set-user-ID programs.
 *
 * @throws {Failure}
 * @see personality(2), setarch(8)
 */
export function setPersonality(name: Domain): void {
  doing(`cannot set the execution domain ${name}`, () => sys.personality(DOMAINS[name]));
}
