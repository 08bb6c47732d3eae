import { RLIMITS } from "@isobox/kernel/abi";
import { type HostRule, onHost } from "./finding.ts";
import type { Host } from "./host.ts";

const UNLIMITED = 0xffffffffffffffffn;

const rule: HostRule = ({ process }, host, report) => {
  if (!process) return;
  // The initial user namespace's: one of the container's own does not help (setrlimit(2), proc(5)).
  const mayRaise = host.effective.has("CAP_SYS_RESOURCE");
  for (const [i, { type, hard }] of (process.rlimits ?? []).entries()) {
    const resource = RLIMITS.find((name) => type === `RLIMIT_${name.toUpperCase()}`);
    if (!resource) continue;
    const path = `process.rlimits[${i}].hard`;
    const ceiling = host.hardLimit(resource);
    const most = resource === "nofile" ? mostFiles(host) : UNLIMITED;
    if (BigInt(hard) > most) report(path, `${hard} is above /proc/sys/fs/nr_open, ${most} (setrlimit(2))`);
    else if (!mayRaise && BigInt(hard) > ceiling)
      report(
        path,
        `${hard} is above this user's hard limit, ${ceiling}, and raising it takes CAP_SYS_RESOURCE (setrlimit(2))`,
      );
  }
  const { oomScoreAdj } = process;
  const own = Number(host.read("/proc/self/oom_score_adj") ?? Number.NaN);
  if (!mayRaise && oomScoreAdj !== undefined && oomScoreAdj < own)
    report(
      "process.oomScoreAdj",
      `${oomScoreAdj} is below this user's own, ${own}, and lowering it takes CAP_SYS_RESOURCE (proc_pid_oom_score_adj(5))`,
    );
};

/** Resource limits that cannot be raised so high. */
export const limitRule = onHost(rule);

function mostFiles(host: Host): bigint {
  const text = host.read("/proc/sys/fs/nr_open")?.trim() ?? "";
  return /^\d+$/.test(text) ? BigInt(text) : UNLIMITED;
}
