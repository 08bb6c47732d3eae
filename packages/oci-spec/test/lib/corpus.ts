import type { Config } from "../../src/index.ts";

// Configurations of the shape that engines write, by hand after what they gave a runtime on Debian 12. Sources of bind
// mounts and the like are files that every machine has.

const FOURTEEN = [
  "CAP_CHOWN",
  "CAP_DAC_OVERRIDE",
  "CAP_FSETID",
  "CAP_FOWNER",
  "CAP_MKNOD",
  "CAP_NET_RAW",
  "CAP_SETGID",
  "CAP_SETUID",
  "CAP_SETFCAP",
  "CAP_SETPCAP",
  "CAP_NET_BIND_SERVICE",
  "CAP_SYS_CHROOT",
  "CAP_KILL",
  "CAP_AUDIT_WRITE",
];
const MASKED = [
  "/proc/asound",
  "/proc/acpi",
  "/proc/kcore",
  "/proc/keys",
  "/proc/latency_stats",
  "/sys/firmware",
];
const READONLY = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];

/** As Docker 20.10 has it, by containerd's shim. */
export function dockerLike(rootfs: string): Config {
  return {
    ociVersion: "1.0.2-dev",
    process: {
      terminal: true,
      consoleSize: { height: 24, width: 80 },
      user: { uid: 0, gid: 0, additionalGids: [10] },
      args: ["sh"],
      env: [
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "HOSTNAME=c0ffee",
        "TERM=xterm",
      ],
      cwd: "/",
      capabilities: { bounding: FOURTEEN, effective: FOURTEEN, permitted: FOURTEEN },
      oomScoreAdj: 0,
    },
    root: { path: rootfs },
    hostname: "c0ffee",
    mounts: [
      { destination: "/proc", type: "proc", source: "proc", options: ["nosuid", "noexec", "nodev"] },
      {
        destination: "/dev",
        type: "tmpfs",
        source: "tmpfs",
        options: ["nosuid", "strictatime", "mode=755", "size=65536k"],
      },
      {
        destination: "/dev/pts",
        type: "devpts",
        source: "devpts",
        options: ["nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"],
      },
      { destination: "/sys", type: "sysfs", source: "sysfs", options: ["nosuid", "noexec", "nodev", "ro"] },
      {
        destination: "/sys/fs/cgroup",
        type: "cgroup",
        source: "cgroup",
        options: ["ro", "nosuid", "noexec", "nodev"],
      },
      {
        destination: "/dev/mqueue",
        type: "mqueue",
        source: "mqueue",
        options: ["nosuid", "noexec", "nodev"],
      },
      {
        destination: "/dev/shm",
        type: "tmpfs",
        source: "shm",
        options: ["nosuid", "noexec", "nodev", "mode=1777", "size=67108864"],
      },
      { destination: "/etc/hosts", type: "bind", source: "/etc/passwd", options: ["rbind", "rprivate"] },
      { destination: "/data", source: "/tmp", options: ["rbind", "rslave", "ro"] },
    ],
    hooks: { prestart: [{ path: "/proc/self/exe", args: ["libnetwork-setkey", "c0ffee"] }] },
    linux: {
      sysctl: { "net.ipv4.ip_unprivileged_port_start": "0", "net.ipv4.ping_group_range": "0 2147483647" },
      cgroupsPath: "/docker/c0ffee",
      namespaces: [{ type: "mount" }, { type: "network" }, { type: "uts" }, { type: "pid" }, { type: "ipc" }],
      resources: {
        devices: [
          { allow: false, access: "rwm" },
          { allow: true, type: "c", major: 1, minor: 5, access: "rwm" },
          { allow: true, type: "c", major: 10, minor: 229, access: "rwm" },
        ],
        memory: { limit: 67108864, disableOOMKiller: false },
        cpu: { shares: 0 },
        pids: { limit: 100 },
        blockIO: { weight: 0 },
      },
      seccomp: {
        defaultAction: "SCMP_ACT_ERRNO",
        defaultErrnoRet: 1,
        architectures: ["SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32"],
        syscalls: [
          { names: ["accept", "access", "write"], action: "SCMP_ACT_ALLOW" },
          { names: ["clone3"], action: "SCMP_ACT_ERRNO", errnoRet: 38 },
          {
            names: ["personality"],
            action: "SCMP_ACT_ALLOW",
            args: [{ index: 0, value: 4294967295, op: "SCMP_CMP_EQ" }],
          },
        ],
      },
      maskedPaths: MASKED,
      readonlyPaths: READONLY,
    },
  };
}

/** As podman 4.3 has it, through conmon. */
export function podmanLike(rootfs: string): Config {
  const caps = FOURTEEN.filter((name) => !/MKNOD|NET_RAW|AUDIT_WRITE/.test(name));
  return {
    ociVersion: "1.0.2-dev",
    process: {
      user: { uid: 0, gid: 0, umask: 18, additionalGids: [0, 10] },
      args: ["sleep", "1000"],
      env: [
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "container=podman",
        "HOME=/root",
      ],
      cwd: "/",
      capabilities: { bounding: caps, effective: caps, inheritable: [], permitted: caps, ambient: [] },
      rlimits: [
        { type: "RLIMIT_NOFILE", hard: 4096, soft: 1024 },
        { type: "RLIMIT_NPROC", hard: 4096, soft: 4096 },
      ],
      oomScoreAdj: 0,
    },
    root: { path: rootfs },
    hostname: "a1b2c3",
    mounts: [
      {
        destination: "/proc",
        type: "proc",
        source: "proc",
        options: ["nosuid", "noexec", "nodev"],
      },
      {
        destination: "/dev",
        type: "tmpfs",
        source: "tmpfs",
        options: ["nosuid", "noexec", "strictatime", "mode=755", "size=65536k"],
      },
      { destination: "/sys", type: "sysfs", source: "sysfs", options: ["nosuid", "noexec", "nodev", "ro"] },
      {
        destination: "/dev/pts",
        type: "devpts",
        source: "devpts",
        options: ["nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5"],
      },
      {
        destination: "/dev/mqueue",
        type: "mqueue",
        source: "mqueue",
        options: ["nosuid", "noexec", "nodev"],
      },
      {
        destination: "/etc/resolv.conf",
        type: "bind",
        source: "/etc/passwd",
        options: ["bind", "rprivate", "nosuid", "nodev"],
      },
      {
        destination: "/sys/fs/cgroup",
        type: "cgroup",
        source: "cgroup",
        options: ["rprivate", "nosuid", "noexec", "nodev", "relatime", "ro"],
      },
      {
        destination: "/run",
        type: "tmpfs",
        source: "tmpfs",
        options: ["rw", "rprivate", "nosuid", "nodev", "tmpcopyup", "size=1m"],
      },
    ],
    annotations: { "io.container.manager": "libpod", "io.podman.annotations.init": "FALSE" },
    linux: {
      uidMappings: [{ containerID: 0, hostID: 100000, size: 65536 }],
      gidMappings: [{ containerID: 0, hostID: 100000, size: 65536 }],
      sysctl: { "net.ipv4.ping_group_range": "0 0" },
      cgroupsPath: "/libpod_parent/libpod-a1b2c3",
      namespaces: [
        { type: "pid" },
        { type: "network", path: "/proc/self/ns/net" },
        { type: "ipc" },
        { type: "uts" },
        { type: "mount" },
        { type: "cgroup" },
        { type: "user" },
      ],
      resources: { devices: [{ allow: false, access: "rwm" }], pids: { limit: 2048 }, memory: { swap: -1 } },
      seccomp: { defaultAction: "SCMP_ACT_ERRNO", defaultErrnoRet: 38, syscalls: [] },
      maskedPaths: MASKED,
      readonlyPaths: READONLY,
    },
  };
}
