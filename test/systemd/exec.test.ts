// What a service may have its program be and see (systemd.exec(5)), beside the tools of the chain. Rows share runs: a
// service with many properties, one chain, and a service with none, for each start takes long in the guest.
import { mkdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import { withProfile } from "../lib/apparmor.ts";
import { busyboxRoot } from "../lib/bundle.ts";
import { type Equivalent, noEquivalent, type Seen, shareRuns, testComingFrom } from "../lib/coming-from.ts";
import { service, settingsOf, withSystemd } from "../lib/systemd.ts";
import { output, run, scratch, tool, uniqueName } from "../lib/tools.ts";
import { shell } from "../lib/views.ts";

const nsExec = tool("ns-exec");

/** A row of a run that it shares: its properties, and its words of our stages, the last of which are cap-drop's. */
interface Row {
  readonly option: string;
  readonly properties: readonly string[];
  readonly nsExec?: readonly string[];
  readonly mntRoot?: readonly string[];
  readonly capDrop?: readonly string[];
  /** Shell text that prints what the kernel shows. */
  readonly look: string;
}

/** @param around what has to be there while they run. */
function together(rows: readonly Row[], around = <T>(body: () => T): T => body()): Seen[] {
  // Not by "$$", of which systemd makes one dollar sign.
  const me = "read -r me _ < /proc/self/stat";
  const view = shell(
    [me, ...rows.map(({ option, look }) => `echo "@@ ${option}"; (${look}) 2>&1`)].join("\n"),
  );
  const all = (key: "properties" | "nsExec" | "mntRoot" | "capDrop") => rows.flatMap((row) => row[key] ?? []);
  const chain = [
    ...[nsExec, ...all("nsExec"), "--"],
    ...(all("mntRoot").length > 0 ? ["mnt-root", ...all("mntRoot"), "--"] : []),
    ...["cap-drop", ...all("capDrop"), "--"],
  ];
  return shareRuns(
    rows.map(({ option }) => ({ option, section: option })),
    () =>
      around(() => [
        output([...service(...all("properties")), ...view]),
        output([...chain, ...view]),
        output([...service(), ...view]),
      ]),
  );
}

/** A line of /proc/self/status, of the shell's. */
const status = (field: string): string => `grep '^${field}:' /proc/self/status`;
const limit = (name: string): string => `grep '^Max ${name} ' /proc/self/limits`;
/** A field of /proc/self/stat. */
const stat = (number: number): string => `cut -d' ' -f${number} "/proc/$me/stat"`;

const attributes = (profile: string): readonly Row[] => [
  {
    option: "AppArmorProfile",
    properties: [`AppArmorProfile=${profile}`],
    capDrop: ["--apparmor-profile", profile],
    look: "cat /proc/self/attr/current",
  },
  {
    option: "IgnoreSIGPIPE",
    properties: ["IgnoreSIGPIPE=no"],
    capDrop: ["--reset-signals"],
    look: status("SigIgn"),
  },
  {
    option: "User",
    properties: ["User=nobody"],
    capDrop: ["--uid", "nobody"],
    look: status("Uid"),
  },
  { option: "Group", properties: ["Group=daemon"], capDrop: ["--gid", "daemon"], look: status("Gid") },
  {
    option: "SupplementaryGroups",
    properties: ["SupplementaryGroups=adm audio"],
    capDrop: ["--groups", "adm,audio,daemon"],
    look: `${status("Groups")} | tr ' \\t' '\\n\\n' | sort`,
  },
  {
    option: "CapabilityBoundingSet",
    properties: ["CapabilityBoundingSet=CAP_NET_BIND_SERVICE CAP_KILL"],
    capDrop: ["--bounding-set", "net_bind_service,kill"],
    look: status("CapBnd"),
  },
  {
    option: "AmbientCapabilities",
    properties: ["AmbientCapabilities=CAP_NET_BIND_SERVICE"],
    capDrop: ["--ambient", "net_bind_service"],
    look: "grep -E '^Cap(Inh|Prm|Eff|Amb):' /proc/self/status",
  },
  {
    option: "NoNewPrivileges",
    properties: ["NoNewPrivileges=yes"],
    capDrop: ["--no-new-privs"],
    look: status("NoNewPrivs"),
  },
  {
    option: "SecureBits",
    properties: ["SecureBits=noroot noroot-locked"],
    capDrop: ["--securebits", "noroot,noroot_locked"],
    look: "setpriv --dump | grep Securebits",
  },
  { option: "Nice", properties: ["Nice=7"], capDrop: ["--nice", "7"], look: stat(19) },
  {
    option: "OOMScoreAdjust",
    properties: ["OOMScoreAdjust=123"],
    capDrop: ["--oom-score-adj", "123"],
    look: "cat /proc/self/oom_score_adj",
  },
  {
    option: "IOSchedulingClass, IOSchedulingPriority",
    properties: ["IOSchedulingClass=best-effort", "IOSchedulingPriority=6"],
    capDrop: ["--io-priority", "be:6"],
    look: 'ionice -p "$me"',
  },
  {
    option: "CPUSchedulingPolicy, CPUSchedulingPriority, CPUSchedulingResetOnFork",
    properties: ["CPUSchedulingPolicy=rr", "CPUSchedulingPriority=5", "CPUSchedulingResetOnFork=yes"],
    capDrop: ["--scheduler", "rr,priority=5,reset_on_fork"],
    look: `chrt -p "$me" | sed "s/^pid $me//"`,
  },
  {
    option: "CPUAffinity",
    properties: ["CPUAffinity=1"],
    capDrop: ["--cpu-affinity", "1"],
    look: status("Cpus_allowed_list"),
  },
  {
    option: "NUMAPolicy, NUMAMask",
    properties: ["NUMAPolicy=bind", "NUMAMask=0"],
    capDrop: ["--memory-policy", "bind:0"],
    look: "cut -d' ' -f2 /proc/self/numa_maps | sort -u",
  },
  { option: "UMask", properties: ["UMask=0037"], capDrop: ["--umask", "0037"], look: "umask" },
  {
    option: "WorkingDirectory",
    properties: ["WorkingDirectory=/usr/lib"],
    capDrop: ["--chdir", "/usr/lib"],
    look: "readlink /proc/self/cwd",
  },
  {
    option: "Personality",
    properties: ["Personality=x86"],
    capDrop: ["--personality", "linux32"],
    look: "cat /proc/self/personality",
  },
  {
    option: "Environment",
    properties: ["Environment=LAB=a"],
    nsExec: ["--setenv", "LAB=a"],
    look: 'echo "$LAB"',
  },
  {
    option: "ProtectProc, ProcSubset",
    properties: ["ProtectProc=invisible", "ProcSubset=pid"],
    nsExec: ["--mount"],
    mntRoot: ["--mount", "type=proc,dst=/proc,hidepid=invisible,subset=pid"],
    look: "awk '$5 == \"/proc\" { print $NF }' /proc/self/mountinfo | tail -n1; ls /proc | grep -v '[0-9]'",
  },
  {
    option: "UnsetEnvironment",
    properties: ["UnsetEnvironment=LANG"],
    nsExec: ["--unsetenv", "LANG"],
    look: 'echo "-$LANG"',
  },
  ...(
    [
      ["CPU", "cpu", "cpu time", "1000"],
      ["FSIZE", "fsize", "file size", "1000000000"],
      ["DATA", "data", "data size", "1000001536"],
      ["STACK", "stack", "stack size", "1000000512"],
      ["CORE", "core", "core file size", "4096"],
      ["RSS", "rss", "resident set", "1000001024"],
      ["NOFILE", "nofile", "open files", "200"],
      ["AS", "as", "address space", "2000001024"],
      ["NPROC", "nproc", "processes", "900"],
      ["MEMLOCK", "memlock", "locked memory", "65536"],
      ["LOCKS", "locks", "file locks", "70"],
      ["SIGPENDING", "sigpending", "pending signals", "80"],
      ["MSGQUEUE", "msgqueue", "msgqueue size", "90000"],
      ["NICE", "nice", "nice priority", "11"],
      ["RTPRIO", "rtprio", "realtime priority", "12"],
      ["RTTIME", "rttime", "realtime timeout", "13000000"],
    ] as const
  ).map(([theirs, ours, name, value]) => ({
    option: `Limit${theirs}`,
    properties: [`Limit${theirs}=${value}`],
    capDrop: ["--rlimit", `${ours}=${value}`],
    look: limit(name),
  })),
];

withSystemd("coming from systemd.exec", () => {
  const profile = uniqueName("exec");
  const host = (type: string): string => readlinkSync(`/proc/self/ns/${type}`);
  const isOwn = (type: string): string =>
    `[ "$(readlink /proc/self/ns/${type})" = '${host(type)}' ] && echo theirs || echo own`;
  const refusal = (path: string): string =>
    `touch ${path}/isobox-test && rm ${path}/isobox-test && echo written`;
  /** A directory with programs in it, which is not in /tmp, for a service may have another one. */
  const at = (name: string): string => {
    const path = join("/var/lib", `isobox-exec-${name}`);
    mkdirSync(`${path}/below`, { recursive: true });
    writeFileSync(`${path}/file`, "#!/bin/sh\necho ran\n", { mode: 0o755 });
    writeFileSync(`${path}/below/file`, "#!/bin/sh\necho ran\n", { mode: 0o755 });
    test.after(() => rmSync(path, { recursive: true }));
    return path;
  };
  const [readOnly, writable, inaccessible, bound, boundReadOnly, temporary, noExec] = [
    ...["read-only", "read-write", "inaccessible", "bind", "bind-read-only", "tmpfs", "noexec"],
  ].map(at) as [string, string, string, string, string, string, string];
  const paths = together([
    {
      option: "PrivateMounts, MountFlags",
      properties: ["PrivateMounts=yes", "MountFlags=slave"],
      nsExec: ["--mount", "--propagation", "slave"],
      look: isOwn("mnt"),
    },
    {
      option: "PrivateNetwork",
      properties: ["PrivateNetwork=yes"],
      nsExec: ["--net", "--loopback"],
      look: `${isOwn("net")}; ip -o link | cut -d' ' -f2-3`,
    },
    { option: "PrivateIPC", properties: ["PrivateIPC=yes"], nsExec: ["--ipc"], look: isOwn("ipc") },
    { option: "ProtectHostname", properties: ["ProtectHostname=yes"], nsExec: ["--uts"], look: isOwn("uts") },
    {
      option: "PrivateTmp",
      properties: ["PrivateTmp=yes"],
      mntRoot: ["--tmpfs", "/tmp:mode=1777", "--tmpfs", "/var/tmp:mode=1777"],
      look: "ls -A /tmp /var/tmp; stat -c %a /tmp /var/tmp; touch /tmp/x && rm /tmp/x",
    },
    {
      option: "ProtectHome",
      properties: ["ProtectHome=yes"],
      mntRoot: ["--masked-path", "/root", "--masked-path", "/home", "--masked-path", "/run/user"],
      look: `ls -A /root /home; ${refusal("/root")}`,
    },
    {
      option: "ProtectSystem",
      properties: ["ProtectSystem=full"],
      mntRoot: ["--readonly-path", "/usr", "--readonly-path", "/boot", "--readonly-path", "/etc"],
      look: `${refusal("/usr")}; ${refusal("/etc")}; ${refusal("/var")}`,
    },
    {
      option: "ProtectControlGroups",
      properties: ["ProtectControlGroups=yes"],
      mntRoot: ["--readonly-path", "/sys/fs/cgroup"],
      look: "mkdir /sys/fs/cgroup/isobox-test-none && rmdir /sys/fs/cgroup/isobox-test-none",
    },
    {
      option: "ProtectKernelTunables",
      properties: ["ProtectKernelTunables=yes"],
      mntRoot: ["/proc/sys", "/proc/sysrq-trigger", "/proc/irq", "/proc/bus", "/proc/fs", "/sys"].flatMap(
        (path) => ["--readonly-path", path],
      ),
      look: "for f in /proc/sys/kernel/printk /proc/sysrq-trigger /sys/kernel/uevent_helper /sys/kernel/mm/ksm/run; do (: >> $f); done 2>&1 | sed 's/^[^:]*: //'",
    },
    {
      option: "ReadOnlyPaths, ReadOnlyDirectories",
      properties: [`ReadOnlyPaths=${readOnly} ${writable}`],
      mntRoot: ["--readonly-path", readOnly],
      look: refusal(readOnly),
    },
    {
      option: "ReadWritePaths, ReadWriteDirectories",
      properties: [`ReadWritePaths=${writable}/below`],
      mntRoot: [
        ...["--ro-bind", writable, "--bind", `${writable}/below`, "--remount", `${writable}/below:rw`],
      ],
      look: `${refusal(writable)}; ${refusal(`${writable}/below`)}`,
    },
    {
      option: "InaccessiblePaths, InaccessibleDirectories",
      properties: [`InaccessiblePaths=${inaccessible}/below ${inaccessible}/file`],
      mntRoot: ["--masked-path", `${inaccessible}/below`, "--masked-path", `${inaccessible}/file`],
      look: `ls -A ${inaccessible}/below; head -c1 ${inaccessible}/file | wc -c; ${refusal(`${inaccessible}/below`)}`,
    },
    {
      option: "BindPaths",
      properties: [`BindPaths=${bound}/below:${bound}`],
      mntRoot: ["--bind", `${bound}/below:${bound}`],
      look: `ls -A ${bound}; ${refusal(bound)}`,
    },
    {
      option: "BindReadOnlyPaths",
      properties: [`BindReadOnlyPaths=${boundReadOnly}/below:${boundReadOnly}`],
      mntRoot: ["--ro-bind", `${boundReadOnly}/below:${boundReadOnly}`],
      look: `ls -A ${boundReadOnly}; ${refusal(boundReadOnly)}`,
    },
    {
      option: "TemporaryFileSystem",
      properties: [`TemporaryFileSystem=${temporary}:size=1M`],
      mntRoot: ["--tmpfs", `${temporary}:size=1M`],
      look: `ls -A ${temporary}; stat -fc '%T %b' ${temporary}`,
    },
    {
      option: "NoExecPaths, ExecPaths",
      properties: [`NoExecPaths=${noExec}`, `ExecPaths=${noExec}/below`],
      mntRoot: [
        ...["--mount", `src=${noExec},dst=${noExec},rbind,noexec`],
        ...["--bind", `${noExec}/below`, "--remount", `${noExec}/below:exec`],
      ],
      look: `sh -c ${noExec}/file; sh -c ${noExec}/below/file`,
    },
    {
      option: "ProtectKernelModules, ProtectKernelLogs, ProtectClock",
      properties: ["ProtectKernelModules=yes", "ProtectKernelLogs=yes", "ProtectClock=yes"],
      mntRoot: ["--masked-path", "/usr/lib/modules", "--masked-path", "/proc/kmsg"],
      capDrop: ["--bounding-set", "-sys_module,-syslog,-sys_time,-wake_alarm"],
      look: `echo has $(setpriv --dump | grep '^Capability bounding set' | grep -owE 'sys_module|syslog|sys_time|wake_alarm')
        ls -A /usr/lib/modules; head -c0 /proc/kmsg`,
    },
    {
      option: "PrivateDevices",
      properties: ["PrivateDevices=yes"],
      mntRoot: ["--dev"],
      look: "for d in null zero full random urandom tty ptmx kmsg mem vda; do test -e /dev/$d && echo $d; done; true",
    },
  ]);

  const users: Equivalent = {
    option: "PrivateUsers",
    theirs: service("PrivateUsers=yes"),
    ours: [nsExec, "--user", "-c", "--"],
    view: shell(`cat /proc/self/uid_map /proc/self/gid_map /proc/self/setgroups; ${isOwn("user")}`),
  };
  const network: Equivalent = {
    option: "NetworkNamespacePath, IPCNamespacePath",
    setup: () => void output([nsExec, "--net=/run/isobox-net", "--ipc=/run/isobox-ipc", "--", "true"]),
    cleanup: () => void run([nsExec, "unpin", "/run/isobox-net", "/run/isobox-ipc"]),
    theirs: service("NetworkNamespacePath=/run/isobox-net", "IPCNamespacePath=/run/isobox-ipc"),
    ours: [nsExec, "--join", "net=/run/isobox-net", "--join", "ipc=/run/isobox-ipc", "--"],
    view: shell("readlink /proc/self/ns/net /proc/self/ns/ipc"),
  };
  const rootfs = busyboxRoot(`${scratch("root")}/rootfs`);
  const root: Equivalent = {
    option: "RootDirectory, MountAPIVFS",
    theirs: service(`RootDirectory=${rootfs}`, "MountAPIVFS=yes"),
    ours: [nsExec, "--mount", "--", "mnt-root", "--root", rootfs, "--proc", "--sys", "--dev", "--"],
    view: ["/bin/sh", "-c", "ls /; ls -d /proc/self /sys/kernel /dev/null"],
  };

  testComingFrom({
    name: "systemd.exec",
    names: () => {
      const others = new Set([...settingsOf("Scope"), "What", "Priority", "Options", "TimeoutSec"]);
      return settingsOf("Swap").filter((name) => !others.has(name));
    },
    cases: [
      ...together(attributes(profile), (body) => withProfile(body, profile)),
      ...paths,
      users,
      network,
      root,
      noEquivalent(
        "mnt-root mounts devices",
        "RootImage",
        "RootImageOptions",
        "RootHash",
        "RootHashSignature",
        "RootVerity",
        "MountImages",
      ),
      noEquivalent(
        "mnt-root --overlay shows several trees as one, without the checks of release files",
        "ExtensionDirectories",
        "ExtensionImages",
      ),
      noEquivalent(
        "a shell writes /proc/self/coredump_filter and /proc/self/timerslack_ns",
        "CoredumpFilter",
        "TimerSlackNSec",
      ),
      noEquivalent("PROG has the environment of the caller", "EnvironmentFile", "PassEnvironment"),
      noEquivalent("PATH is that of the caller, or ns-exec --setenv PATH=…", "ExecSearchPath"),
      noEquivalent("any number will do", "DynamicUser"),
      noEquivalent("an IPC namespace of its own goes with its last process", "RemoveIPC"),
      noEquivalent(
        "descriptors are those of the caller",
        "StandardInput",
        "StandardOutput",
        "StandardError",
        "StandardInputText",
        "StandardInputData",
      ),
      noEquivalent(
        "the terminal is the caller's",
        "TTYPath",
        "TTYReset",
        "TTYVHangup",
        "TTYVTDisallocate",
        "TTYRows",
        "TTYColumns",
      ),
      noEquivalent(
        "the output goes where the caller's goes",
        "SyslogIdentifier",
        "SyslogFacility",
        "SyslogLevel",
        "SyslogLevelPrefix",
        "LogLevelMax",
        "LogRateLimitIntervalSec",
        "LogRateLimitBurst",
        "LogExtraFields",
        "LogNamespace",
      ),
      noEquivalent(
        "a service has a new session keyring in any case, as cap-drop --session-keyring gives one",
        "KeyringMode",
      ),
      noEquivalent(
        "filters of system calls, which are a stage of its own, sec-filter",
        "SystemCallFilter",
        "SystemCallArchitectures",
        "SystemCallErrorNumber",
        "SystemCallLog",
        "MemoryDenyWriteExecute",
        "RestrictNamespaces",
        "RestrictRealtime",
        "RestrictSUIDSGID",
        "RestrictAddressFamilies",
        "LockPersonality",
      ),
      noEquivalent("Debian's systemd is built without this", "RestrictFileSystems"),
      noEquivalent(
        "directories are made by who starts PROG",
        "RuntimeDirectory",
        "RuntimeDirectoryMode",
        "RuntimeDirectoryPreserve",
        "StateDirectory",
        "StateDirectoryMode",
        "CacheDirectory",
        "CacheDirectoryMode",
        "LogsDirectory",
        "LogsDirectoryMode",
        "ConfigurationDirectory",
        "ConfigurationDirectoryMode",
        "TimeoutCleanSec",
      ),
      noEquivalent(
        "nothing is encrypted here",
        "SetCredential",
        "SetCredentialEncrypted",
        "LoadCredential",
        "LoadCredentialEncrypted",
      ),
      noEquivalent("there is no login", "PAMName", "UtmpIdentifier", "UtmpMode"),
      noEquivalent(
        "cap-drop --selinux-label where SELinux is in force, which is so on no machine of the tests",
        "SELinuxContext",
        "SmackProcessLabel",
      ),
    ],
  });
});

test.run();
