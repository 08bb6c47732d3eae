import { defaultConfig } from "@isobox/oci-spec";

/** The container and the cgroup of the rehearsal. */
export const ID = "rehearsal";
export const BUNDLE = "/srv/bundle";
export const PID = 4320;
export const CHILD = 4321;

const controllers = ["systemd", "pids", "blkio", "freezer", "devices", "memory", "cpuset", "cpuacct", "cpu"];

/** One controller has its processes below the root, as under an engine or systemd. */
const cgroups = (below: string) =>
  controllers
    .map((name, i) => {
      const option = name === "systemd" ? "name=systemd" : name;
      return `${controllers.length - i}:${option}:${name === "memory" ? "/user.slice" : ""}${below || (name === "memory" ? "" : "/")}\n`;
    })
    .concat(`0::${below || "/"}\n`)
    .join("");

const cgroupMounts = controllers
  .map((name, i) => {
    const option = name === "systemd" ? "name=systemd" : name;
    return `${40 + i} 32 0:${30 + i} / /sys/fs/cgroup/${name} rw,relatime shared:${9 + i} - cgroup cgroup rw,${option}\n`;
  })
  .join("");

/** As on a host with controllers of both versions, which has the most to do. */
const mountinfo = `22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda1 rw
23 22 0:21 / /proc rw,nosuid,nodev,noexec,relatime shared:2 - proc proc rw
24 22 0:22 / /sys rw,nosuid,nodev,noexec,relatime shared:3 - sysfs sysfs rw
25 22 0:5 / /dev rw,relatime shared:4 - devtmpfs devtmpfs rw,size=7716952k,mode=755
32 24 0:28 / /sys/fs/cgroup rw,relatime shared:8 - tmpfs cgroup rw
33 32 0:29 / /sys/fs/cgroup/unified rw,relatime shared:7 - cgroup2 cgroup2 rw
${cgroupMounts}`;

const stat = (pid: number, parent: number) =>
  `${pid} (rehearsal) R ${parent} ${pid} ${pid} 0 -1 4194560 90 0 0 0 0 0 0 0 20 0 1 0 318045 1687552 160 18446744073709551615 1342177280 1343000000 140720000000000 0 0 0 0 0 0 0 0 0 17 1 0 0 0 0 0 0 0 0 0 0 0 0 0\n`;

const accounts = `root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
`;

/** The usual container: the default, with a program instead of a terminal's shell. */
function config(ociVersion: string, withoutCgroupNamespace: boolean): string {
  const base = { ...defaultConfig(), ociVersion };
  const namespaces = (base.linux?.namespaces ?? []).filter(
    ({ type }) => !(withoutCgroupNamespace && type === "cgroup"),
  );
  const linux = { ...base.linux, namespaces };
  const process = { ...base.process, terminal: false, args: ["/bin/true"] };
  return JSON.stringify({ ...base, process, linux }, null, "\t");
}

/**
 * The bundle of the `runc spec` of runc 1.1: its containers see the host's cgroup namespace, and more is to be mounted.
 * It is run where the unified hierarchy is not mounted.
 */
export const OTHER_BUNDLE = "/srv/other";

/** What reading a file gives. */
export const contents: Readonly<Record<string, string>> = {
  [`${BUNDLE}/config.json`]: config(defaultConfig().ociVersion, false),
  [`${OTHER_BUNDLE}/config.json`]: config("1.0.2-dev", true),
  "/proc/self/cgroup": cgroups(""),
  "/proc/self/mountinfo": mountinfo,
  "/proc/self/stat": stat(CHILD, PID),
  [`/proc/${CHILD}/stat`]: stat(CHILD, PID),
  "/sys/fs/cgroup/cpuset/cpuset.cpus": "0-3\n",
  "/sys/fs/cgroup/cpuset/cpuset.mems": "0\n",
  "/proc/sys/kernel/cap_last_cap": "40\n",
  "/etc/passwd": accounts,
  "/etc/group": "root:x:0:\ndaemon:x:1:\nnogroup:x:65534:\n",
};

/** What the container's process reads instead, once it is in its cgroup. */
export const contentsInside: Readonly<Record<string, string>> = { "/proc/self/cgroup": cgroups(`/${ID}`) };

/** What is not there: an `openat`, `statx` or `execve` of it is ENOENT. By the ends of paths. */
export const missing: readonly string[] = [
  "/proc/sysrq-trigger",
  "/proc/asound",
  "/proc/kcore",
  "/proc/latency_stats",
  "/proc/timer_stats",
  "/proc/sched_debug",
  "/proc/scsi",
  "/state.json.new",
  "/journal",
  "/sbin/true",
  "/local/bin/true",
];

/** Made by the program before it opens them. */
export const madeFirst: readonly string[] = ["/dev/pts", "/dev/shm", "/dev/mqueue", `/${ID}`];

/** Regular files and devices; all else is a directory. */
export const regular: readonly string[] = [
  ...["/proc/keys", "/proc/timer_list", "config.json", "/ns/mnt"],
  ...["/etc/passwd", "/etc/group", "/bin/true"],
];
export const devices: Readonly<Record<string, readonly [number, number]>> = {
  "/dev/null": [1, 3],
  "/dev/zero": [1, 5],
  "/dev/tty": [5, 0],
};

/** A shell's environment of a usual length. */
export const environment: readonly string[] = [
  ...["SHELL=/bin/bash", "HOME=/root", "LANG=C.UTF-8", "USER=root", "LOGNAME=root", "TERM=xterm-256color"],
  "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
  ...["PWD=/root", "OLDPWD=/srv", "SHLVL=1", "EDITOR=vi", "PAGER=less", "LESS=-R", "MAIL=/var/mail/root"],
  ...["XDG_SESSION_ID=3", "XDG_RUNTIME_DIR=/run/user/0", "XDG_SESSION_TYPE=tty", "XDG_SESSION_CLASS=user"],
  ...["SSH_CLIENT=192.0.2.1 50000 22", "SSH_CONNECTION=192.0.2.1 50000 192.0.2.2 22", "SSH_TTY=/dev/pts/0"],
  ...["DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/0/bus", "HISTSIZE=1000", "HISTFILESIZE=2000", "LC_ALL=C"],
  ...[
    "COLORTERM=truecolor",
    "LESSOPEN=| /usr/bin/lesspipe %s",
    "LESSCLOSE=/usr/bin/lesspipe %s %s",
    "_=/bin/sh",
  ],
];
