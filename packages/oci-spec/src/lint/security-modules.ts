import type { Config } from "../types.gen.ts";
import { type HostRule, onHost } from "./finding.ts";
import type { Host } from "./host.ts";

const rule: HostRule = (config, host, report) => {
  const { process, linux } = config;
  if (process?.apparmorProfile && process.apparmorProfile !== "unconfined" && !hasAppArmor(host))
    report(
      "process.apparmorProfile",
      "AppArmor is not in force here: /sys/module/apparmor/parameters/enabled is not Y",
    );
  const labels = [
    ["process.selinuxLabel", process?.selinuxLabel],
    ["linux.mountLabel", linux?.mountLabel],
  ] as const;
  for (const [path, label] of labels)
    if (label && host.kind("/sys/fs/selinux/enforce") === null)
      report(path, "SELinux is not in force here: there is no /sys/fs/selinux/enforce");
  if (linux?.intelRdt && host.kind("/sys/fs/resctrl/schemata") === null)
    report(
      "linux.intelRdt",
      "the resctrl file system is not mounted here: there is no /sys/fs/resctrl/schemata",
    );
  seccomp(config, host, report);
};

/** Security modules and filters that this kernel does not have. */
export const securityRule = onHost(rule);

function hasAppArmor(host: Host): boolean {
  return host.read("/sys/module/apparmor/parameters/enabled")?.trim() === "Y";
}

/** The kernel's names of actions, as /proc/sys/kernel/seccomp/actions_avail lists them. */
const KERNEL_ACTIONS: Readonly<Record<string, string>> = {
  SCMP_ACT_KILL: "kill_thread",
  SCMP_ACT_KILL_THREAD: "kill_thread",
  SCMP_ACT_KILL_PROCESS: "kill_process",
  SCMP_ACT_TRAP: "trap",
  SCMP_ACT_ERRNO: "errno",
  SCMP_ACT_NOTIFY: "user_notif",
  SCMP_ACT_TRACE: "trace",
  SCMP_ACT_LOG: "log",
  SCMP_ACT_ALLOW: "allow",
};

function seccomp({ linux }: Config, host: Host, report: (path: string, message: string) => void): void {
  if (!linux?.seccomp) return;
  const available = host.read("/proc/sys/kernel/seccomp/actions_avail");
  if (available === null) {
    if (host.kind("/proc/sys/kernel") !== null)
      report(
        "linux.seccomp",
        "this kernel has no system call filters: there is no /proc/sys/kernel/seccomp (seccomp(2))",
      );
    return;
  }
  const has = new Set(available.trim().split(/\s+/));
  const { defaultAction, syscalls = [] } = linux.seccomp;
  const actions = [
    ["linux.seccomp.defaultAction", defaultAction],
    ...syscalls.map(({ action }, i) => [`linux.seccomp.syscalls[${i}].action`, action] as const),
  ] as const;
  for (const [path, action] of actions)
    if (!has.has(KERNEL_ACTIONS[action] ?? action))
      report(path, `this kernel does not have the action ${action} (seccomp(2))`);
}
