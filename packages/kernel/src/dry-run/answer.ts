import type { Args } from "./arguments.ts";
import type { World } from "./world.ts";

/**
 * What a call is answered: the kernel's form of a result, or undefined for what is usual (a call that changes
 * something succeeds with 0, a call that reads is made really).
 */
export type Answer = (world: World, args: Args) => number | undefined;

/** By the number of the call. */
export type Answers = Readonly<Record<number, Answer>>;
