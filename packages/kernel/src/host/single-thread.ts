/**
 * A call that Node.js must not make, refused before the kernel saw it.
 *
 * The kernel would accept most of these calls for the one thread that makes them, and a process half of whose
 * threads kept root is a hole.
 */
export class SingleThreadRequired extends Error {
  override readonly name = "SingleThreadRequired";
  /** The kernel's name of the call. */
  readonly syscall: string;
  /** What the call would change: the calling "thread" only, or the whole "process". */
  readonly effect: "thread" | "process";

  constructor(syscall: string, effect: "thread" | "process", reason: string = REASON[effect]) {
    super(`${syscall}(2) is refused under Node.js: ${reason}. ${CURE}`);
    this.syscall = syscall;
    this.effect = effect;
  }
}

const REASON = {
  thread:
    "it would change the calling thread only, and Node.js always has several, which would stay as they were",
  process: "it would change or end the whole Node.js process, with all code that shares it",
} as const;

const CURE =
  "Spawn the static isobox program for this step (a chain such as ns-exec, mnt-root or cap-drop): it has one thread";
