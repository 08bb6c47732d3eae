// systemd-run and the resource control of units. The commands of a row run beside each other, but for the limits: one unit
// has them all, and one cgroup of ours, for to start a unit takes long where the processor is emulated.
import { statSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Equivalent, noEquivalent, type Seen, shareRuns, testComingFrom } from "../lib/coming-from.ts";
import { scope, service, settingsOf, toCgroup, withSystemd } from "../lib/systemd.ts";
import { output, type Result, run, tool, uniqueName } from "../lib/tools.ts";
import { shell } from "../lib/views.ts";

const cgSet = tool("cg-set");
/** A cgroup of ours for one command, beside those of systemd. */
const own = (...options: readonly string[]): string[] => [
  ...[cgSet, "--name", `/${uniqueName("own")}`, ...options, "--rm", "--"],
];

/** A limit: a property, what stands for it here, and the file that shows it. */
interface Limit {
  readonly option: string;
  readonly properties: readonly string[];
  readonly ours: readonly string[];
  readonly file: string;
  /** The part of the file that is the row's own. */
  readonly part?: RegExp;
}

/** Limits of one unit, and of one cgroup of ours. */
function together(limits: readonly Limit[]): Seen[] {
  const files = [...new Set(limits.map(({ file }) => file))];
  const view = shell(`${toCgroup} && for f in ${files.join(" ")}; do echo "@@ $f"; cat $f; done`);
  const look = (words: readonly string[]) => output([...words, ...view]);
  return shareRuns(
    limits.map((limit) => ({ ...limit, section: limit.file })),
    () =>
      withDeviceWeights(() => [
        look(scope(...limits.flatMap(({ properties }) => properties))),
        look(own(...limits.flatMap(({ ours }) => ours))),
        look(own()),
      ]),
  );
}

/** Runs something while the weights of a disk count, which they do when the kernel has a model of its cost. */
function withDeviceWeights<T>(body: () => T): T {
  const set = (text: string) => output(shell(`echo "${disk} ${text}" > /sys/fs/cgroup/io.cost.qos`));
  set("enable=1");
  try {
    return body();
  } finally {
    set("enable=0");
  }
}

/** The guest's disk, of zeros. */
const device = "/dev/vda";
const number = (): string => {
  const { rdev } = statSync(device);
  return `${rdev >> 8}:${rdev & 0xff}`;
};
let disk = "";

withSystemd("coming from systemd-run", () => {
  disk = number();
  const io = (key: string) => new RegExp(`(?<=^${disk} .*)${key}=\\d+`, "m");
  const limits = together([
    {
      option: "MemoryMin",
      properties: ["MemoryMin=1M"],
      ours: ["--set", "memory.min=1M"],
      file: "memory.min",
    },
    { option: "MemoryLow", properties: ["MemoryLow=2M"], ours: ["--memory-low", "2M"], file: "memory.low" },
    {
      option: "MemoryHigh",
      properties: ["MemoryHigh=32M"],
      ours: ["--memory-high", "32M"],
      file: "memory.high",
    },
    { option: "MemoryMax", properties: ["MemoryMax=64M"], ours: ["--memory", "64M"], file: "memory.max" },
    {
      option: "MemorySwapMax",
      properties: ["MemorySwapMax=8M"],
      ours: ["--set", "memory.swap.max=8M"],
      file: "memory.swap.max",
    },
    {
      option: "OOMPolicy",
      properties: ["OOMPolicy=kill"],
      ours: ["--set", "memory.oom.group=1"],
      file: "memory.oom.group",
    },
    { option: "TasksMax", properties: ["TasksMax=30"], ours: ["--pids", "30"], file: "pids.max" },
    { option: "CPUWeight", properties: ["CPUWeight=300"], ours: ["--cpu-weight", "300"], file: "cpu.weight" },
    { option: "CPUQuota", properties: ["CPUQuota=150%"], ours: ["--cpus", "1.5"], file: "cpu.max" },
    {
      option: "AllowedCPUs",
      properties: ["AllowedCPUs=1"],
      ours: ["--cpuset-cpus", "1"],
      file: "cpuset.cpus",
    },
    {
      option: "AllowedMemoryNodes",
      properties: ["AllowedMemoryNodes=0"],
      ours: ["--cpuset-mems", "0"],
      file: "cpuset.mems",
    },
    {
      option: "IOWeight",
      properties: ["IOWeight=300"],
      ours: ["--io-weight", "300"],
      file: "io.weight",
      part: /default \d+/,
    },
    {
      option: "IODeviceWeight",
      properties: [`IODeviceWeight=${device} 400`],
      ours: ["--set", `io.weight=${disk} 400`],
      file: "io.weight",
      part: /^\d+:.*/m,
    },
    {
      option: "IOReadBandwidthMax",
      properties: [`IOReadBandwidthMax=${device} 1M`],
      ours: ["--io-max", `${disk} rbps=1000000`],
      file: "io.max",
      part: io("rbps"),
    },
    {
      option: "IOWriteBandwidthMax",
      properties: [`IOWriteBandwidthMax=${device} 2M`],
      ours: ["--io-max", `${disk} wbps=2000000`],
      file: "io.max",
      part: io("wbps"),
    },
    {
      option: "IOReadIOPSMax",
      properties: [`IOReadIOPSMax=${device} 300`],
      ours: ["--io-max", `${disk} riops=300`],
      file: "io.max",
      part: io("riops"),
    },
    {
      option: "IOWriteIOPSMax",
      properties: [`IOWriteIOPSMax=${device} 400`],
      ours: ["--io-max", `${disk} wiops=400`],
      file: "io.max",
      part: io("wiops"),
    },
  ]);
  /** Names of before, which bear upon the same files. */
  const old = together([
    { option: "MemoryLimit", properties: ["MemoryLimit=16M"], ours: ["--memory", "16M"], file: "memory.max" },
    {
      option: "CPUShares",
      properties: ["CPUShares=2048"],
      ours: ["--cpu-weight", "200"],
      file: "cpu.weight",
    },
    {
      option: "CPUQuotaPeriodSec",
      properties: ["CPUQuota=20%", "CPUQuotaPeriodSec=10ms"],
      ours: ["--cpu-max", "2000/10000"],
      file: "cpu.max",
    },
    {
      option: "BlockIOWeight",
      properties: ["BlockIOWeight=400"],
      ours: ["--io-weight", "80"],
      file: "io.weight",
      part: /default \d+/,
    },
    {
      option: "BlockIODeviceWeight",
      properties: [`BlockIODeviceWeight=${device} 250`],
      ours: ["--set", `io.weight=${disk} 50`],
      file: "io.weight",
      part: /^\d+:.*/m,
    },
    {
      option: "BlockIOReadBandwidth",
      properties: [`BlockIOReadBandwidth=${device} 3M`],
      ours: ["--io-max", `${disk} rbps=3000000`],
      file: "io.max",
      part: io("rbps"),
    },
    {
      option: "BlockIOWriteBandwidth",
      properties: [`BlockIOWriteBandwidth=${device} 4M`],
      ours: ["--io-max", `${disk} wbps=4000000`],
      file: "io.max",
      part: io("wbps"),
    },
  ]);
  const idle: Equivalent = {
    option: "CPUWeight=idle",
    theirs: scope("CPUWeight=idle"),
    ours: own("--cpu-idle", "1"),
    view: shell(`${toCgroup} && cat cpu.idle cpu.weight`),
  };

  /** What opening nodes gives; the node of a disk is that of zeros. */
  const opens = shell(
    `for d in null zero full random urandom tty ptmx kmsg vda; do for how in '<' '>'; do
       echo "$d $how $( (eval ": $how /dev/$d") 2>&1 | sed 's/.*: //')"; done; done
     mknod /tmp/node c 1 3 2>/dev/null && echo made && rm /tmp/node; true`,
  );
  const pseudo = ["1:3", "1:5", "1:7", "1:8", "1:9", "5:0", "5:2"].flatMap((each) => [
    ...["--device", `allow c ${each} rwm`],
  ]);
  const devices: Equivalent[] = [
    {
      option: "DeviceAllow",
      theirs: scope(`DeviceAllow=${device} r`, "DevicePolicy=strict"),
      ours: own("--device", `allow b ${disk} r`),
      view: opens,
    },
    {
      option: "DevicePolicy",
      theirs: scope("DevicePolicy=closed"),
      ours: own(...pseudo, "--device", "allow c 136:* rw"),
      view: opens,
    },
  ];

  /** The properties that switch a controller on, where it is on here in any case. */
  const accounting = {
    MemoryAccounting: "memory",
    CPUAccounting: "cpu",
    IOAccounting: "io",
    TasksAccounting: "pids",
    BlockIOAccounting: "io",
  };
  let controllers: readonly string[][] | undefined;
  const accounts = Object.entries(accounting).map(
    ([option, controller]): Seen => ({
      option,
      shown: () => {
        controllers ??= [scope(...Object.keys(accounting).map((each) => `${each}=yes`)), own()].map((words) =>
          output([...words, ...shell(`${toCgroup} && cat cgroup.controllers`)])
            .trim()
            .split(" "),
        );
        const [theirs, ours] = controllers;
        assert.ok(theirs!.includes(controller), theirs!.join(" "));
        return [controller, ours!.find((each) => each === controller) ?? ""];
      },
    }),
  );

  testComingFrom({
    name: "systemd.resource-control",
    names: () => settingsOf("Scope"),
    cases: [
      ...limits,
      ...old,
      idle,
      ...devices,
      ...accounts,
      {
        option: "Delegate",
        theirs: service("Delegate=yes", "User=nobody"),
        ours: own("--owner", "65534:65534"),
        view: shell(`${toCgroup} && find . -maxdepth 1 -user nobody | sort`),
        compare: (theirs: Result, ours: Result) => {
          const given = (result: Result) => result.stdout.split("\n").filter(Boolean);
          assert.ok(given(theirs).length > 3, theirs.stderr);
          for (const file of given(theirs)) assert.ok(given(ours).includes(file), file);
        },
      },
      {
        option: "Slice",
        theirs: scope("Slice=isobox-test.slice"),
        ours: [cgSet, "--name", "/isobox.slice/isobox-test.slice/it", "--rm", "--"],
        view: shell("dirname $(cut -d: -f3 /proc/self/cgroup)"),
        cleanup: () => run(["systemctl", "stop", "isobox.slice"]),
      },
      noEquivalent(
        "there is no time of starting; cg-set set changes a limit later",
        ...["StartupCPUWeight", "StartupCPUShares", "StartupIOWeight", "StartupBlockIOWeight"],
        ...["StartupAllowedCPUs", "StartupAllowedMemoryNodes"],
      ),
      noEquivalent("each cgroup has limits of its own", "DefaultMemoryMin", "DefaultMemoryLow"),
      noEquivalent("no io.latency in this kernel", "IODeviceLatencyTargetSec"),
      noEquivalent("cg-set switches on what a limit needs", "DisableControllers"),
      noEquivalent("packets are no cgroup's", "IPAccounting", "IPAddressAllow", "IPAddressDeny"),
      noEquivalent(
        "a program is attached by bpftool",
        "IPIngressFilterPath",
        "IPEgressFilterPath",
        "BPFProgram",
      ),
      noEquivalent("Landlock", "SocketBindAllow", "SocketBindDeny"),
      noEquivalent("ns-exec --net", "RestrictNetworkInterfaces"),
      noEquivalent(
        "of systemd-oomd",
        ...["ManagedOOMSwap", "ManagedOOMMemoryPressure", "ManagedOOMMemoryPressureLimit"],
        "ManagedOOMPreference",
      ),
      noEquivalent(
        "of the end of a unit",
        ...[
          "KillMode",
          "KillSignal",
          "RestartKillSignal",
          "FinalKillSignal",
          "WatchdogSignal",
          "SendSIGKILL",
        ],
        "SendSIGHUP",
      ),
      noEquivalent("timeout(1)", "RuntimeMaxSec", "RuntimeRandomizedExtraSec", "TimeoutStopSec"),
    ],
  });

  const path = shell("cat /proc/self/cgroup");
  const unit = uniqueName("unit");
  const credentials = shell("grep -E '^(Uid|Gid|Cap)' /proc/self/status");
  testComingFrom({
    name: "systemd-run",
    cases: [
      {
        option: "--scope",
        theirs: scope(),
        ours: own(),
        // Alone in its cgroup, where the caller was, in the caller's session.
        view: shell(`pwd; ps -o sid= -p $$; ${toCgroup}; grep -c . cgroup.procs`),
        run: { cwd: "/usr" },
      },
      {
        option: "-u, --unit",
        theirs: scope(`--unit=${unit}.scope`),
        ours: [cgSet, "--name", `/system.slice/${unit}.scope`, "--rm", "--"],
        view: path,
      },
      {
        option: "-p, --property",
        theirs: scope("TasksMax=30"),
        ours: own("--pids", "30"),
        view: shell(`${toCgroup} && cat pids.max`),
      },
      {
        option: "--slice",
        theirs: scope("--slice=isobox-test", `--unit=${unit}.scope`),
        ours: [cgSet, "--name", `/isobox.slice/isobox-test.slice/${unit}.scope`, "--rm", "--"],
        view: path,
        cleanup: () => run(["systemctl", "stop", "isobox.slice"]),
      },
      {
        option: "--slice-inherit",
        theirs: scope("--slice-inherit", `--unit=${unit}.scope`),
        ours: [cgSet, "--name", `${unit}.scope`, "--rm", "--"],
        view: path,
      },
      {
        option: "--uid",
        theirs: scope("--uid=nobody"),
        ours: [...own(), "cap-drop", "--user", "nobody", "--"],
        view: credentials,
      },
      {
        option: "--gid",
        theirs: scope("--gid=nogroup"),
        ours: [...own(), "cap-drop", "--gid", "nogroup", "--"],
        view: credentials,
      },
      {
        option: "--nice",
        theirs: scope("--nice=7"),
        ours: [...own(), "cap-drop", "--nice", "7", "--"],
        view: shell("cut -d' ' -f19 /proc/self/stat"),
      },
      {
        option: "--working-directory",
        theirs: service("--working-directory=/usr/lib"),
        ours: [...own(), "cap-drop", "--chdir", "/usr/lib", "--"],
        view: shell("readlink /proc/self/cwd"),
      },
      {
        option: "-d, --same-dir",
        theirs: service("--same-dir"),
        ours: own(),
        view: shell("readlink /proc/self/cwd"),
        run: { cwd: "/usr/bin" },
      },
      {
        option: "-E, --setenv",
        theirs: scope("--setenv=LAB=a b"),
        ours: [...own(), "ns-exec", "--setenv", "LAB=a b", "--"],
        view: shell('echo "$LAB"'),
      },
      {
        option: "-P, --pipe",
        theirs: service(),
        ours: own(),
        view: shell("tr a-z A-Z"),
        run: { input: "through\n" },
      },
      {
        option: "-q, --quiet",
        theirs: scope(),
        ours: own(),
        view: shell("echo out; exit 3"),
        compare: (theirs, ours) => {
          assert.equal(theirs, { status: 3, signal: null, stdout: "out\n", stderr: "" });
          assert.equal(ours, theirs);
        },
      },
      {
        option: "--wait",
        theirs: service(),
        ours: own(),
        view: shell("sleep 0.1; exit 7"),
        compare: (theirs, ours) => {
          assert.is(theirs.status, 7);
          assert.is(ours.status, 7);
        },
      },
      {
        option: "-G, --collect",
        theirs: shell(
          `systemd-run --quiet --wait --collect --unit=${unit} false; ls -d /sys/fs/cgroup/system.slice/${unit}.service; true`,
        ),
        ours: shell(`${cgSet} --name /${unit} --rm -- false; ls -d /sys/fs/cgroup/${unit}; true`),
        compare: (theirs, ours) => {
          for (const { stdout, stderr } of [theirs, ours]) {
            assert.is(stdout, "");
            assert.match(stderr, /No such file/);
          }
        },
      },
      noEquivalent("there is no manager; a cgroup is handed over", "--user"),
      noEquivalent("ssh(1), or ns-exec enter", "-H, --host", "-M, --machine"),
      noEquivalent("there is no manager to tell", "--description", "--no-ask-password"),
      noEquivalent(
        "there is no unit that would be in a state",
        "--no-block",
        "-r, --remain-after-exit",
        "--service-type",
        "--send-sighup",
      ),
      noEquivalent("the terminal is the caller's", "-t, --pty", "-S, --shell"),
      noEquivalent("nothing waits", "--path-property", "--socket-property"),
      noEquivalent(
        "nothing waits",
        ...["--timer-property", "--on-active", "--on-boot", "--on-startup", "--on-unit-active"],
        ...["--on-unit-inactive", "--on-calendar", "--on-timezone-change", "--on-clock-change"],
      ),
    ],
  });
});

test.run();
