import { chownSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Json, setCgroupNamespace } from "../lib/bundle.ts";
import type { Tolerance } from "../lib/compare.ts";
import { pureV2 } from "../lib/hierarchy.ts";
import { fullProbe } from "./probe.ts";

/** What a bundle of the corpus may use beside its own configuration. */
export interface Surroundings {
  /** The bundle's directory; its root file system is `rootfs`. */
  readonly path: string;
  readonly id: string;
  /** A network namespace that is there already. */
  readonly netns: string;
  /** A UTS and an IPC namespace that are there already. */
  readonly utsns: string;
  readonly ipcns: string;
}

/** One bundle: the default one of `runc spec`, changed. */
export interface Case {
  readonly name: string;
  readonly change: (config: Json, at: Surroundings) => void;
  /** What differs between any two runs of this one, whoever makes the container. */
  readonly volatile?: readonly Tolerance[];
}

/** Takes namespaces out of the list. */
function share(config: Json, ...types: string[]): void {
  config.linux.namespaces = config.linux.namespaces.filter(({ type }: Json) => !types.includes(type));
}

function joinPath(config: Json, type: string, path: string): void {
  share(config, type);
  config.linux.namespaces.push({ type, path });
}

function addMount(
  config: Json,
  destination: string,
  type: string,
  source: string,
  ...options: string[]
): void {
  config.mounts.push({ destination, type, source, options });
}

/** A directory of the bundle with a file in it, and one to mount on. Its name may have any bytes. */
function directory(at: Surroundings, name: string): string {
  const place = (file: string) => bytesOf(join(at.path, name, file));
  mkdirSync(place("below"), { recursive: true });
  writeFileSync(place("file"), `the file of ${JSON.stringify(name)}\n`);
  return name;
}

/** As config.json says them: a byte above 7F that is not UTF-8 is a surrogate. */
function bytesOf(text: string): Buffer {
  const bytes = [...text].map((c) =>
    /[\udc80-\udcff]/.test(c)
      ? String.fromCharCode(c.charCodeAt(0) - 0xdc00)
      : Buffer.from(c).toString("latin1"),
  );
  return Buffer.from(bytes.join(""), "latin1");
}

/** A sysfs shows a network namespace, which is not ours in a user namespace of its own. */
function withoutSys(config: Json): void {
  config.mounts = config.mounts.filter(({ destination }: Json) => !destination.startsWith("/sys"));
}

/** A mount of the default bundle. */
function mountAt(config: Json, destination: string): Json {
  return config.mounts.find((mount: Json) => mount.destination === destination);
}

function bindVariants(config: Json, at: Surroundings): void {
  addMount(config, "/mnt/a", "bind", directory(at, "data"), "bind", "ro");
  addMount(config, "/mnt/b", "none", directory(at, "data"), "rbind", "rw", "nosuid", "nodev");
  addMount(config, "/mnt/c", "bind", join(at.path, directory(at, "other")), "rbind", "rprivate", "noexec");
  addMount(config, "/mnt/file", "bind", "data/file", "bind", "ro");
}

const capabilities = (...names: string[]) => names.map((name) => `CAP_${name}`);

function userNamespace(config: Json): void {
  config.linux.namespaces.push({ type: "user" });
  const ranges = [
    { containerID: 0, hostID: 100_000, size: 1000 },
    { containerID: 1000, hostID: 300_000, size: 500 },
  ];
  Object.assign(config.linux, { uidMappings: ranges, gidMappings: ranges });
}

/** Every byte that a word can have. */
const EVERY_BYTE = Array.from({ length: 255 }, (_, i) => i + 1);
/** As config.json says them: a byte above 7F that is not UTF-8 is a surrogate. */
const everyByte = EVERY_BYTE.map((byte) => String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte)).join("");

/** What can be seen without /proc. */
const WITHOUT_PROC =
  "echo $$; id; pwd; umask; hostname; env; ulimit -a; ls -lan / /dev /proc /sys; nice; dmesg | wc -c";

/** What other programs of the machine do meanwhile. */
const hostCgroups: readonly Tolerance[] = [
  { section: "cgroupfiles", lines: /./, reason: "a /sys of the host shows the host's cgroups, which live" },
];

const processorTime: readonly Tolerance[] = [
  {
    section: "cgroupfiles",
    lines: /\/cpu\.stat\.local /,
    reason: "how long the quota has held up the probe",
  },
];

/** A name of the host for every new process. */
const pids: readonly Tolerance[] = [
  { section: "status", lines: /^(PPid|NSpgid|NSsid):/, reason: "numbers of the host's pid namespace" },
  { section: "process", lines: /^(pid )?\d+/, reason: "numbers of the host's pid namespace" },
];

export const cases: readonly Case[] = [
  { name: "the default", change: () => {} },
  {
    name: "rlimits",
    change: ({ process }) => {
      process.rlimits = [
        { type: "RLIMIT_NOFILE", soft: 512, hard: 4096 },
        { type: "RLIMIT_CORE", soft: 0, hard: 2 ** 62 },
        { type: "RLIMIT_FSIZE", soft: 1 << 30, hard: 1 << 30 },
        { type: "RLIMIT_STACK", soft: 1 << 20, hard: 8 << 20 },
        { type: "RLIMIT_NPROC", soft: 1000, hard: 2000 },
        { type: "RLIMIT_MSGQUEUE", soft: 819_200, hard: 819_200 },
      ];
    },
  },
  { name: "no rlimits", change: ({ process }) => void delete process.rlimits },
  {
    name: "sysctls",
    change: ({ linux }) => {
      linux.sysctl = {
        "net.ipv4.ip_forward": "1",
        "net.ipv4.ping_group_range": "0\t2000",
        "net/core/somaxconn": "99",
        "net.ipv4.conf.lo/forwarding": "1",
        "kernel.shmmax": "1234567",
        "kernel.msgmax": "4096",
        "kernel.sem": "100 1000 10 10",
        "fs.mqueue.msg_max": "20",
      };
      delete linux.sysctl["net.ipv4.conf.lo/forwarding"];
    },
  },
  { name: "bind mounts, read-only and not", change: bindVariants },
  {
    name: "bind mounts, recursively read-only",
    change: (config, at) => {
      addMount(config, "/mnt/a", "bind", directory(at, "data"), "rbind", "rro");
      addMount(config, "/mnt/a/below", "tmpfs", "tmpfs", "size=1m");
      addMount(config, "/mnt/b", "bind", "/usr/share", "rbind", "rro", "rnosuid", "rnoatime");
    },
  },
  {
    name: "mounts whose words need care",
    change: (config, at) => {
      const odd = directory(at, "a, b\\c:d 'e' \"f\" $g `h` \n\udc80ä=");
      addMount(config, `/mnt/${odd}`, "bind", odd, "bind", "ro");
      addMount(config, "/mnt/type=x,src=y", "bind", odd, "bind");
      addMount(config, "/mnt/plain", "tmpfs", "a,b", "size=1m", "mode=0751");
    },
  },
  {
    name: "tmpfs with sizes, modes and owners",
    change: (config) => {
      addMount(config, "/mnt/a", "tmpfs", "tmpfs", "size=1m", "mode=1777", "noexec");
      addMount(config, "/mnt/b", "tmpfs", "none", "size=10%", "uid=7", "gid=8", "nr_inodes=50", "ro");
      addMount(config, "/mnt/c", "tmpfs", "x", "nosuid", "strictatime", "nodiratime", "mode=700");
    },
  },
  {
    name: "a tmpfs with what the image has there",
    change: (config) => addMount(config, "/etc", "tmpfs", "tmpfs", "tmpcopyup", "mode=755"),
  },
  {
    name: "noexec and ro where the default is otherwise",
    change: (config) => {
      addMount(config, "/tmp", "tmpfs", "tmpfs", "noexec", "nosuid", "nodev");
      mountAt(config, "/sys").options = ["nosuid", "noexec", "nodev"];
      mountAt(config, "/proc").options = ["nosuid", "noexec", "nodev", "ro"];
    },
  },
  {
    name: "an executable and writable /tmp",
    change: (config) => addMount(config, "/tmp", "tmpfs", "tmpfs", "nosuid", "mode=1777"),
  },
  {
    name: "mounts with propagation",
    change: (config, at) => {
      addMount(config, "/mnt/a", "bind", directory(at, "data"), "bind", "rshared");
      addMount(config, "/mnt/b", "bind", directory(at, "data"), "bind", "rslave");
      addMount(config, "/mnt/c", "tmpfs", "tmpfs", "unbindable");
    },
  },
  {
    name: "an id-mapped mount",
    change: (config, at) => {
      config.mounts.push({
        destination: "/mnt/a",
        type: "bind",
        source: directory(at, "data"),
        options: ["bind", "idmap"],
        uidMappings: [{ containerID: 0, hostID: 5000, size: 10 }],
        gidMappings: [{ containerID: 0, hostID: 6000, size: 10 }],
      });
    },
  },
  {
    name: "a shm and a message queue of other sizes",
    change: (config) => {
      mountAt(config, "/dev/shm").options = ["nosuid", "noexec", "nodev", "mode=1777", "size=123k"];
      config.linux.sysctl = { "fs.mqueue.queues_max": "3" };
    },
  },
  {
    name: "a /dev of the host",
    change: (config) => {
      config.mounts = config.mounts.filter(({ destination }: Json) => !destination.startsWith("/dev"));
      addMount(config, "/dev", "bind", "/dev", "rbind", "rprivate");
    },
  },
  {
    name: "no mounts at all",
    change: (config) => {
      config.mounts = [];
      config.process.args = ["/bin/sh", "-c", WITHOUT_PROC];
      config.linux.maskedPaths = [];
      config.linux.readonlyPaths = [];
    },
  },
  {
    name: "the least configuration",
    change: (config) => {
      const { ociVersion } = config;
      for (const key of Object.keys(config)) delete config[key];
      const process = { args: fullProbe, cwd: "/", user: { uid: 0, gid: 0 }, env: ["PATH=/bin"] };
      const mounts = [{ destination: "/proc", type: "proc", source: "proc" }];
      const namespaces = ["pid", "mount"].map((type) => ({ type }));
      Object.assign(config, { ociVersion, process, mounts, root: { path: "rootfs" }, linux: { namespaces } });
    },
  },
  { name: "a user namespace with two ranges", change: userNamespace },
  {
    name: "a user namespace, an ordinary user, bind mounts and devices",
    change: (config, at) => {
      userNamespace(config);
      bindVariants(config, at);
      // The container's root makes what is mounted on there: an id that does not own it may not.
      chownSync(join(at.path, "rootfs/mnt"), 100_000, 100_000);
      config.process.user = { uid: 1000, gid: 1000, additionalGids: [5, 1001] };
      config.linux.devices = [{ path: "/dev/fuse", type: "c", major: 10, minor: 229, fileMode: 0o666 }];
    },
  },
  {
    name: "a user namespace that shares the network",
    volatile: hostCgroups,
    change: (config) => {
      userNamespace(config);
      share(config, "network");
      withoutSys(config);
      addMount(config, "/sys", "bind", "/sys", "rbind", "nosuid", "noexec", "nodev", "ro");
    },
  },
  { name: "the host's network", change: (config) => share(config, "network") },
  {
    name: "the host's ipc and uts namespaces",
    change: (config) => {
      share(config, "ipc", "uts");
      delete config.hostname;
    },
  },
  { name: "the host's pid namespace", change: (config) => share(config, "pid"), volatile: pids },
  {
    name: "a network namespace that is there",
    change: (config, { netns }) => joinPath(config, "network", netns),
  },
  {
    name: "namespaces that are there, by path",
    change: (config, { netns, utsns, ipcns }) => {
      joinPath(config, "network", netns);
      joinPath(config, "uts", utsns);
      joinPath(config, "ipc", ipcns);
      config.hostname = "joined";
    },
  },
  {
    name: "a user namespace, and a network that is there",
    change: (config, { netns }) => {
      userNamespace(config);
      joinPath(config, "network", netns);
      withoutSys(config);
    },
  },
  {
    name: "a cgroup namespace and its view",
    change: (config) => {
      setCgroupNamespace(config, true);
      config.linux.resources.pids = { limit: 77 };
    },
  },
  {
    name: "a time namespace with offsets",
    change: ({ linux }) => {
      linux.namespaces.push({ type: "time" });
      linux.timeOffsets = { monotonic: { secs: 86_400, nanosecs: 5 }, boottime: { secs: 7 * 86_400 } };
    },
  },
  {
    name: "masked paths of its own, some missing",
    change: ({ linux }) => {
      linux.maskedPaths = [
        "/proc/kcore",
        "/etc/group",
        "/var",
        "/no/such/path",
        "/proc/sys/kernel",
        "/sys/fs",
        "/mnt",
      ];
    },
  },
  {
    name: "read-only paths of its own, some missing",
    change: (config) => {
      config.root.readonly = false;
      config.linux.readonlyPaths = ["/etc", "/proc/sys/net", "/no/such/path", "/bin/busybox", "/tmp"];
    },
  },
  {
    name: "a root that is writable",
    change: (config) => {
      config.root.readonly = false;
    },
  },
  {
    name: "a root by an absolute path",
    change: (config, { path }) => {
      config.root.path = join(path, "rootfs");
    },
  },
  ...["private", "rprivate", "slave", "rslave", "shared", "rshared", "unbindable"].map(
    (propagation): Case => ({
      name: `a root whose propagation is ${propagation}`,
      change: (config) => {
        config.linux.rootfsPropagation = propagation;
        addMount(config, "/mnt/a", "tmpfs", "tmpfs");
      },
    }),
  ),
  {
    name: "host and domain names of odd letters",
    change: (config) => {
      config.hostname = "a 'b' \"c\" $d \\e ä";
      config.domainname = "-- example.org";
    },
  },
  {
    name: "devices",
    change: ({ linux }) => {
      linux.devices = [
        { path: "/dev/fuse", type: "c", major: 10, minor: 229, fileMode: 0o640, uid: 3, gid: 4 },
        { path: "/dev/a:b\\c d", type: "b", major: 7, minor: 200, fileMode: 0o600 },
        { path: "/dev/ends\\", type: "u", major: 1, minor: 5 },
        { path: "/dev/pipe", type: "p", fileMode: 0o622, gid: 9 },
        { path: "/mnt/null", type: "c", major: 1, minor: 3 },
      ];
      linux.resources.devices.push({ allow: true, type: "c", major: 10, minor: 229, access: "rw" });
    },
  },
  {
    name: "device rules",
    change: ({ linux, mounts }) => {
      linux.resources.devices = [
        { allow: false },
        { allow: true, type: "b", major: 7, access: "r" },
        { allow: true, type: "c", major: 10, minor: 200, access: "rwm" },
        { allow: false, type: "c", major: 10, minor: 200, access: "w" },
      ];
      mounts.push({ destination: "/tmp", type: "tmpfs", source: "tmpfs", options: ["mode=1777"] });
    },
  },
  {
    name: "every device allowed",
    change: ({ linux }) => {
      linux.resources.devices = [{ allow: true }];
    },
  },
  {
    name: "limits of memory",
    change: ({ linux }) => {
      linux.resources.memory = {
        limit: 64 << 20,
        reservation: 32 << 20,
        ...(!pureV2 && { swappiness: 17 }),
        kernel: 1 << 30,
        useHierarchy: true,
      };
    },
  },
  {
    name: "limits of memory that are none",
    change: ({ linux }) => {
      linux.resources.memory = { limit: -1, reservation: 0, ...(!pureV2 && { disableOOMKiller: true }) };
      linux.resources.pids = { limit: -1 };
    },
  },
  {
    name: "limits of processor time",
    volatile: processorTime,
    change: ({ linux }) => {
      linux.resources.cpu = { shares: 512, quota: 150_000, period: 100_000 };
      linux.resources.pids = { limit: 300 };
    },
  },
  {
    name: "a period, and a burst",
    volatile: processorTime,
    change: ({ linux }) => {
      linux.resources.cpu = { period: 50_000, quota: 40_000, burst: 10_000 };
    },
  },
  {
    name: "processors and memory nodes",
    change: ({ linux }) => {
      linux.resources.cpu = { cpus: "0", mems: "0" };
    },
  },
  {
    name: "files of cgroup v2 by name",
    change: ({ linux }) => {
      linux.resources.unified = { "cgroup.max.depth": "3", "cgroup.max.descendants": "7" };
    },
  },
  {
    name: "a cgroup by an absolute path",
    change: ({ linux }, { id }) => {
      linux.cgroupsPath = `/${id}`;
    },
  },
  {
    name: "a cgroup further down, by a path from the root",
    change: ({ linux }, { id }) => {
      linux.cgroupsPath = `/${id}/a b/$c 'd'`;
    },
  },
  {
    name: "a cgroup by a relative path",
    change: ({ linux }, { id }) => {
      linux.cgroupsPath = `./${id}//x/--name=y`;
    },
  },
  {
    name: "no capabilities",
    change: ({ process }) => void delete process.capabilities,
  },
  {
    name: "capability sets that differ",
    change: ({ process }) => {
      process.capabilities = {
        bounding: capabilities("KILL", "CHOWN", "NET_RAW", "SYS_CHROOT", "SETPCAP"),
        permitted: capabilities("KILL", "CHOWN", "NET_RAW"),
        effective: capabilities("KILL"),
        inheritable: capabilities("CHOWN", "NET_RAW"),
        ambient: capabilities("NET_RAW"),
      };
      process.noNewPrivileges = false;
    },
  },
  {
    name: "ambient capabilities of an ordinary user",
    change: ({ process }) => {
      const names = capabilities("NET_BIND_SERVICE", "KILL");
      process.capabilities = Object.fromEntries(
        ["bounding", "permitted", "effective", "inheritable", "ambient"].map((set) => [set, names]),
      );
      process.user = { uid: 1000, gid: 1000 };
    },
  },
  {
    name: "an unknown capability",
    change: ({ process }) => {
      for (const set of ["bounding", "permitted", "effective"])
        process.capabilities[set].push("CAP_\ntouch /tmp/isobox-injected\n#");
    },
  },
  {
    name: "new privileges allowed",
    change: ({ process }) => {
      process.noNewPrivileges = false;
    },
  },
  {
    name: "a user, a group and more groups",
    change: ({ process }) => {
      process.user = { uid: 1000, gid: 1000, additionalGids: [10, 20, 4_000_000_000] };
    },
  },
  {
    name: "a umask",
    change: ({ process }) => {
      process.user = { uid: 12, gid: 34, umask: 0o077 };
    },
  },
  {
    name: "a working directory that has to be made",
    change: (config) => {
      config.root.readonly = false;
      config.process.cwd = "/tmp/made 'now'/and here";
      config.process.user = { uid: 1000, gid: 1000, umask: 0o027 };
    },
  },
  {
    name: "a score of 500",
    change: ({ process }) => {
      process.oomScoreAdj = 500;
    },
  },
  {
    name: "a score of 0",
    change: ({ process }) => {
      process.oomScoreAdj = 0;
    },
  },
  {
    name: "scheduling",
    change: ({ process }) => {
      process.scheduler = { policy: "SCHED_BATCH", nice: 5 };
      process.ioPriority = { class: "IOPRIO_CLASS_BE", priority: 6 };
    },
  },
  {
    name: "a real-time policy that children do not get",
    change: ({ process }) => {
      process.scheduler = { policy: "SCHED_IDLE", flags: ["SCHED_FLAG_RESET_ON_FORK"] };
      process.ioPriority = { class: "IOPRIO_CLASS_IDLE", priority: 0 };
    },
  },
  {
    name: "a personality",
    change: ({ linux }) => {
      linux.personality = { domain: "LINUX32" };
    },
  },
  {
    name: "a memory policy",
    change: ({ linux }) => {
      linux.memoryPolicy = { mode: "MPOL_BIND", nodes: "0" };
    },
  },
  {
    name: "an environment of odd variables",
    change: ({ process }) => {
      process.env.push(
        "QUOTES='\"`$(touch /tmp/isobox-injected)`\\",
        "LINES=one\ntwo\n",
        "EMPTY=",
        "TWICE=1",
        "TWICE=2",
        `BYTES=${everyByte}`,
        "ISOBOX_CHAIN=exec",
        "ISOBOX_FD_EXE=1",
        "ISOBOX_FD_PAYLOAD=0",
        "LD_PRELOAD=/no/such/library.so",
        "-x=--",
      );
    },
  },
  {
    name: "an empty environment",
    change: ({ process }) => {
      process.env = [];
    },
  },
  { name: "no environment at all", change: ({ process }) => void delete process.env },
  {
    name: "an empty HOME, of a user in the image's passwd",
    change: ({ process }) => {
      process.env = ["HOME=", "PATH=/bin"];
      process.user = { uid: 1000, gid: 1000 };
    },
  },
  {
    name: "a HOME of its own, and no PATH",
    change: ({ process }) => {
      process.env = ["HOME=/var"];
    },
  },
  {
    name: "arguments of any bytes",
    change: ({ process }) =>
      process.args.push("name", everyByte, "", "'", '"', "\\", "$HOME", "`id`", "*", "a\nb", "~", "!x"),
  },
  {
    name: "arguments that look like options and stages",
    change: ({ process }) =>
      process.args.push("--", "--help", "cap-drop", "-- --", "ns-exec", "-", "--env=A=b"),
  },
  {
    name: "a program by its name alone, in the second directory of PATH",
    change: ({ process }) => {
      process.args[0] = "sh";
      process.env = ["PATH=/etc:/bin:/sbin"];
    },
  },
  {
    name: "a program by a relative path",
    change: ({ process }) => {
      process.cwd = "/etc";
      process.args[0] = "../bin/sh";
    },
  },
  {
    name: "what says nothing of the container",
    change: (config) => {
      config.ociVersion = "1.0.0";
      config.annotations = { "org.example.key": "value\n'" };
      config.linux.resources.memory = { checkBeforeUpdate: true };
    },
  },
];
