import { probeArgs } from "../lib/probe.ts";

/** What test/lib/probe.ts does not look at and a bundle here sets; in the same form. */
const sections: Readonly<Record<string, string>> = {
  "exact environment": "od -An -v -tx1 < /proc/$$/environ",
  "exact arguments": "md5sum < /proc/$$/cmdline; tr '\\0' '\\n' < /proc/$$/cmdline | tail -n +4 | cat -v",
  descriptors: "ls -l /proc/$$/fd | sed 's/.* \\([0-9]* -> .*\\)/\\1/; s/:\\[.*//' | grep -e '->'",
  clocks: "cat /proc/self/timens_offsets",
  "id maps": "cat /proc/self/uid_map /proc/self/gid_map /proc/self/setgroups; id",
  scheduling:
    "chrt -p $$; ionice -p $$; taskset -p $$ | sed 's/.*: //'; cat /proc/self/personality; uname -m",
  interfaces: "ip -o link | sed 's/^[0-9]*: //; s/[0-9a-f:]* brd.*//; s/@[^:]*//'",
  sysctls:
    "for f in net/ipv4/ping_group_range net/ipv4/ip_unprivileged_port_start net/core/somaxconn kernel/msgmax kernel/msgmnb kernel/sem kernel/shmall kernel/shmmni fs/mqueue/msg_max fs/mqueue/queues_max; do echo $f $(cat /proc/sys/$f); done",
  sizes: "df -k 2>/dev/null | awk '{print $1, $2, $6}'",
  writing:
    "for p in / /tmp /dev /proc/sys/kernel/msgmax /mnt/a /mnt/b /mnt/c; do if [ -d $p ]; then touch $p/probe 2>&1 && rm $p/probe; else : 2>&1 >> $p; fi; echo $p $?; done 2>&1",
  executing: "cp /bin/busybox /tmp/true && /tmp/true true; echo $?; rm -f /tmp/true",
  nodes:
    "mknod /tmp/node c 1 3; echo $?; cat /tmp/node; rm -f /tmp/node; mknod /tmp/loop b 7 200; cat /tmp/loop; echo $?; rm -f /tmp/loop",
  ours: "find /mnt -maxdepth 3 -exec stat -c '%n %F %a %u %g %t:%T' {} + | sort; cat /mnt/*/file 2>/dev/null",
  signals: "grep -E '^Sig[BICSP]|^Shd' /proc/$$/status; ulimit -a",
};

/** The command for process.args: everything that a process sees of its container. */
export const fullProbe: readonly string[] = [
  "/bin/sh",
  "-c",
  [
    probeArgs[2],
    ...Object.entries(sections).map(([name, script]) => `echo '@@ ${name}'; (${script}) 2>&1`),
  ].join("\n"),
];
