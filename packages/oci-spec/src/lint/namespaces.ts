import type { NamespaceType } from "../types.gen.ts";
import { type HostRule, hasUserNamespace, onHost } from "./finding.ts";
import type { Host } from "./host.ts";

/** The names of the kernel in /proc/PID/ns, and of its limits in /proc/sys/user. */
const KERNEL: Readonly<Record<NamespaceType, { readonly file: string; readonly limit: string }>> = {
  pid: { file: "pid", limit: "max_pid_namespaces" },
  network: { file: "net", limit: "max_net_namespaces" },
  mount: { file: "mnt", limit: "max_mnt_namespaces" },
  ipc: { file: "ipc", limit: "max_ipc_namespaces" },
  uts: { file: "uts", limit: "max_uts_namespaces" },
  user: { file: "user", limit: "max_user_namespaces" },
  cgroup: { file: "cgroup", limit: "max_cgroup_namespaces" },
  time: { file: "time", limit: "max_time_namespaces" },
};

const rule: HostRule = (config, host, report) => {
  const isAdmin = host.effective.has("CAP_SYS_ADMIN");
  for (const [i, { type, path = "" }] of (config.linux?.namespaces ?? []).entries()) {
    const place = `linux.namespaces[${i}]`;
    const { file, limit } = KERNEL[type];
    if (path !== "") {
      if (host.kind(path) === null) report(`${place}.path`, `${path} is not there, or not to be seen`);
    } else if (host.kind("/proc/self/ns") !== null && host.kind(`/proc/self/ns/${file}`) === null)
      report(
        `${place}.type`,
        `this kernel has no namespaces of type "${type}": there is no /proc/self/ns/${file}`,
      );
    else if (host.read(`/proc/sys/user/${limit}`)?.trim() === "0")
      report(`${place}.type`, `user.${limit} is 0: no such namespace may be made here (namespaces(7))`);
    else if (!isAdmin && type === "user") {
      const why = noUserNamespace(host);
      if (why !== null) report(`${place}.type`, why);
    } else if (!isAdmin && !hasUserNamespace(config))
      report(
        `${place}.type`,
        "takes CAP_SYS_ADMIN, which this user does not have, or a user namespace beside it (namespaces(7))",
      );
  }
};

/** Namespaces that this kernel does not have, or this user may not make. */
export const namespaceRule = onHost(rule);

const SWITCHES = [
  ["/proc/sys/kernel/unprivileged_userns_clone", "0"],
  ["/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1"],
] as const;

function noUserNamespace(host: Host): string | null {
  const shut = SWITCHES.find(([path, value]) => host.read(path)?.trim() === value);
  return shut
    ? `ordinary users may make none here: ${shut[0].slice("/proc/sys/".length).replaceAll("/", ".")} is ${shut[1]}`
    : null;
}
