import type { Point } from "../lib/faults.ts";

/** Calls whose failure may end in success, each for a reason that somebody has thought about. */
export interface Row {
  /** The call as the trace shows it. */
  readonly call: RegExp;
  /** With these errors only; without it with any. */
  readonly codes?: readonly string[];
  readonly reason: string;
  /** Lines in which the container is another one. */
  readonly differs?: RegExp;
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
  {
    call: /^(openat\(AT_FDCWD, "\/proc\/\d+\/stat", |read\(\d+, …, 2048\))/,
    reason:
      "only asks whether the kernel has killed the child at its birth; who records the child reads it again",
  },
  { call: /^chdir\("\/"\)$/, reason: "the root is tried again where the directory of before is gone" },
  { call: /^accept4\(/, reason: "a container that waits tries again" },
  {
    call: /^capset\(/,
    codes: ["EPERM"],
    reason: "set again with what this process can have, which is all that was asked for",
  },
  { call: /^setgroups\(/, codes: ["EPERM"], reason: "the process has exactly these groups already" },
  {
    call: /^prctl\(PR_CAPBSET_DROP,/,
    codes: ["EPERM"],
    reason: "an error only where the capability is in the bounding set, which is looked up then",
  },
  {
    call: /^mount_setattr\(/,
    codes: ["EPERM"],
    reason: "mount(2) sets the flags, with those that are locked",
  },
  {
    call: /^mknodat\(/,
    codes: ["EPERM"],
    reason: "where nodes may not be made, as in a user namespace, the host's are bound, as runc does",
    differs: /^(mountinfo|devices): [-+] .*\b(null|zero|full|tty|u?random)\b/,
  },
  {
    call: /^openat2\(\d+, "dev\/null", \{flags=O_RDWR/,
    codes: ["EPERM"],
    reason: "where the cgroup forbids the device the standard streams stay what the caller gave",
  },
  { call: /^rt_sigaction\(SIGCHLD, NULL,/, reason: "only asks; the default is taken for granted" },
];

/** Why the failure of a call may end in success; undefined when it may not. */
export function toleranceOf({ text }: Point, code: string): Row | undefined {
  return tolerated.find(({ call, codes }) => call.test(text) && (codes?.includes(code) ?? true));
}
