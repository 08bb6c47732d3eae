import type { Point } from "../lib/faults.ts";

/** Calls whose failure may end in success, each for a reason that somebody has thought about. */
interface Row {
  /** The call as the trace shows it. */
  readonly call: RegExp;
  /** With these errors only; without it with any. */
  readonly codes?: readonly string[];
  readonly reason: string;
}

const tolerated: readonly Row[] = [
  { call: /^close\(/, reason: "the descriptor is gone whatever close(2) answers, and nothing was buffered" },
  {
    call: /^(unlinkat\(|read\(\d+, …, 4096\))/,
    reason: "what is removed is tried twice, and the channel of undo records is read again",
  },
  { call: /^exit_group\(/, reason: "made again until the process is gone" },
  {
    call: /^faccessat2\(AT_FDCWD, "\/sys\/fs\/cgroup\/.*", F_OK, 0\)$/,
    reason: "what it would have told is read from mountinfo, or answered by the mkdirat(2) that follows",
  },
  { call: /^chdir\("\/"\)$/, reason: "the root is tried again where the directory of before is gone" },
  { call: /^accept4\(/, reason: "a container that waits tries again" },
  { call: /^rt_sigaction\(SIGCHLD, NULL,/, reason: "only asks; the default is taken for granted" },
];

/** Why the failure of a call may end in success; undefined when it may not. */
export function toleratedBecause({ text }: Point, code: string): string | undefined {
  return tolerated.find(({ call, codes }) => call.test(text) && (codes?.includes(code) ?? true))?.reason;
}
