/**
 * What a process sees of its container, printed by busybox's shell: sections that begin with `@@ NAME`.
 *
 * Everything is read from inside, so it is the kernel's view and not a runtime's opinion of what it did.
 */
const sections: Readonly<Record<string, string>> = {
  namespaces: "for n in /proc/self/ns/*; do echo $(basename $n) $(readlink $n); done",
  mountinfo: "cat /proc/self/mountinfo",
  status: "cat /proc/self/status",
  limits: "cat /proc/self/limits",
  cgroup: "cat /proc/self/cgroup",
  cgroupfiles:
    "for f in $(find /sys/fs/cgroup -maxdepth 2 -type f); do echo \"$f $(head -c 4096 $f 2>/dev/null | tr '\\n' '|')\"; done",
  environment: "cat /proc/$$/environ | tr '\\0' '\\n'",
  cwd: "pwd; readlink /proc/self/cwd",
  descriptors: "for f in /proc/$$/fd/*; do echo $(basename $f); done",
  devices: "cd /dev && find . -exec stat -c '%n %F %a %u %g %t:%T %N' {} + | sort",
  hostname: "hostname; cat /proc/sys/kernel/domainname",
  process: "echo pid $$; cat /proc/self/oom_score_adj; cut -d' ' -f 5-8 /proc/self/stat; umask",
  masked:
    "for p in /proc/kcore /proc/keys /proc/timer_list /proc/acpi /proc/scsi /sys/firmware; do stat -c '%n %F %a' $p 2>&1; ls $p 2>&1 | head -n 3; done",
  loopback: "cat /sys/class/net/lo/flags; ls /sys/class/net",
  keyrings: "cat /proc/keys 2>/dev/null | wc -l",
  sysctl: "cat /proc/sys/net/ipv4/ip_forward /proc/sys/kernel/shmmax",
};

/** The command for process.args. */
export const probeArgs: readonly string[] = [
  "/bin/sh",
  "-c",
  Object.entries(sections)
    .map(([name, script]) => `echo '@@ ${name}'; (${script})`)
    .join("\n"),
];

/** Output that has a line "@@ NAME" before each part of it. */
export function parseSections(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const part of text.split(/^@@ /m).slice(1)) {
    const newline = part.indexOf("\n");
    found[part.slice(0, newline)] = part.slice(newline + 1).trimEnd();
  }
  return found;
}

/** The output of the probe by section. */
export function parseProbe(text: string): Record<string, string> {
  const found = parseSections(text);
  const missing = Object.keys(sections).filter((name) => !(name in found));
  if (missing.length > 0) throw new Error(`the probe did not print ${missing.join(", ")}:\n${text}`);
  return found;
}
