import { NR as aarch64 } from "../abi/generated/nr.aarch64.ts";
import { NR as x86_64 } from "../abi/generated/nr.x86_64.ts";
import { platform } from "../host/index.ts";

/** The calls that both architectures have (those of the asm-generic table). */
export type SyscallName = keyof typeof aarch64 & keyof typeof x86_64;

/** The number of each call on the machine that this program was built for, or that Node runs on. */
export const NR: Readonly<Record<SyscallName, number>> = platform.machine === "aarch64" ? aarch64 : x86_64;
