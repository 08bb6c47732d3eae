// What can fail with cgroups, each provoked for real on whatever hierarchies the machine has.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { test } from "uvu";
import { freshName, processes, remove } from "../../packages/cg-set/test/lib/cgroups.ts";
import { pureV2, skip, v1Mount, v2Controllers, v2Mount } from "../../packages/cg-set/test/lib/machine.ts";
import { type Failure, testCures } from "../lib/cures.ts";
import { output, tool } from "../lib/tools.ts";

const cgSet = tool("cg-set");
const cg = (...words: string[]): string => output([cgSet, ...words]);
const dd = ["dd", "if=/dev/zero", "of=/dev/null", "bs=64M", "count=1", "status=none"];
const forks = ["sh", "-c", "exec 2> /dev/null; /bin/true & /bin/true & /bin/true & wait"];
const USER = 12345;

const failures: Failure[] = [];
const name = (purpose: string): string => freshName(`cure-${purpose}`);
const has = (controller: string): boolean =>
  v1Mount(controller) !== null || v2Controllers().includes(controller);
/** A failure of machines that have something; the others say why it is left out. */
function where(condition: boolean, reason: string, failure: (fresh: string) => Failure): void {
  const fresh = name(`${failures.length}`);
  const made = failure(fresh);
  if (condition) {
    const cleanup = (): void => {
      made.cleanup?.();
      remove(fresh);
    };
    failures.push({ ...made, cleanup });
  } else skip(`cure: ${made.name}`, reason);
}
const always = (failure: (fresh: string) => Failure): void => where(true, "", failure);
const needs = (controller: string, failure: (fresh: string) => Failure): void =>
  where(has(controller), `no hierarchy here has the ${controller} controller`, failure);
const needsV1 = (controller: string, failure: (fresh: string) => Failure): void =>
  where(v1Mount(controller) !== null, `no v1 hierarchy here has the ${controller} controller`, failure);
const needsV2 = (failure: (fresh: string) => Failure): void =>
  where(v2Mount !== null, "cgroup v2 is not mounted", failure);

/** A command where /sys/fs/cgroup is v2 alone. */
const onV2 = (...words: string[]): string[] =>
  pureV2
    ? words
    : ["unshare", "--mount", "sh", "-c", 'mount -t cgroup2 none /sys/fs/cgroup && exec "$@"', "sh", ...words];
/** A controller that v2 has here, with a limit of it. */
const [controllerV2, limitV2] = v2Controllers().includes("hugetlb")
  ? ["hugetlb", "--hugetlb=2MB=4M"]
  : ["pids", "--pids=50"];
const usable = v2Controllers().includes(controllerV2);
/** Switches it off again at the root, where it was off. */
const wasOn = v2Mount !== null && output(["cat", `${v2Mount}/cgroup.subtree_control`]).includes(controllerV2);
const switchOff = (): void => {
  if (!wasOn) output(["sh", "-c", `echo -${controllerV2} > ${v2Mount}/cgroup.subtree_control || true`]);
};
const asUser = (...words: string[]): string[] => [
  ...["setpriv", `--reuid=${USER}`, `--regid=${USER}`, "--clear-groups", "--"],
  ...words,
];

always((n) => ({
  name: "a memory limit in bytes that was meant in MiB",
  argv: [cgSet, "--name", `/${n}`, "--memory", "64", "--rm", "--", "true"],
  says: [/--memory 64 is 64 bytes, in which nothing can run/],
  hint: /did you mean --memory 64M\?/,
  cure: [cgSet, "--name", `/${n}`, "--memory", "64M", "--rm", "--", "true"],
}));

needs("memory", (n) => ({
  name: "the memory limit of the cgroup itself",
  argv: [cgSet, "--name", `/${n}`, "--memory=8M", "--memory-swap=8M", "--rm", "--", ...dd],
  status: 137,
  says: [
    new RegExp(`the OOM killer ended 1 process in .*/${n}: its limit of 8M \\(8388608\\) bytes was met`),
  ],
  hint: /hint: a larger --memory/,
  cure: [cgSet, "--name", `/${n}`, "--memory=128M", "--memory-swap=128M", "--rm", "--", ...dd],
}));

needs("memory", (n) => ({
  name: "the memory limit of a cgroup above",
  setup: () => cg("create", "--memory=8M", "--memory-swap=8M", `/${n}`),
  argv: [cgSet, "--name", `/${n}/a`, "--memory=1G", "--rm", "--", ...dd],
  status: 137,
  says: [
    new RegExp(`in .*/${n}/a: the limit of 8M \\(8388608\\) bytes of the cgroup above it, .*/${n}, was met`),
  ],
  hint: /cg-set set --memory BYTES on it/,
  cure: () => {
    cg("set", "--memory=128M", "--memory-swap=128M", `/${n}`);
    return [cgSet, "--name", `/${n}/a`, "--memory=1G", "--rm", "--", ...dd];
  },
}));

needs("pids", (n) => ({
  name: "the limit on tasks of the cgroup itself",
  argv: [cgSet, "--name", `/${n}`, "--pids=2", "--rm", "--", ...forks],
  status: 2,
  says: [new RegExp(`1 fork was refused in .*/${n}: its limit of 2 tasks was met`)],
  hint: /hint: a larger --pids/,
  cure: [cgSet, "--name", `/${n}`, "--pids=20", "--rm", "--", ...forks],
}));

needs("pids", (n) => ({
  name: "the limit on tasks of a cgroup above",
  setup: () => cg("create", "--pids=2", `/${n}`),
  argv: [cgSet, "--name", `/${n}/a`, "--pids=20", "--rm", "--", ...forks],
  status: 2,
  says: [new RegExp(`in .*/${n}/a: the limit of 2 tasks of the cgroup above it, .*/${n}, was met`)],
  hint: /cg-set set --pids N on it/,
  cure: () => {
    cg("set", "--pids=20", `/${n}`);
    return [cgSet, "--name", `/${n}/a`, "--pids=20", "--rm", "--", ...forks];
  },
}));

const mount = v1Mount("pids") ?? v2Mount!;
const readOnly = (...words: string[]): string[] => [
  ...["unshare", "--mount", "sh", "-c", `mount -o remount,bind,ro ${mount}; "$@"`, "sh"],
  ...words,
];
always((n) => ({
  name: "a hierarchy that is mounted read-only",
  argv: readOnly(cgSet, "create", `/${n}`),
  says: [/cannot make the cgroup .*: mkdirat\(.*EROFS/, /mounted read-only here, as containers have them/],
  hint: new RegExp(`mount -o remount,bind,rw ${mount} `),
  cure: readOnly("sh", "-c", `mount -o remount,bind,rw ${mount} && "$@"`, "sh", cgSet, "create", `/${n}`),
}));

needsV2((n) => ({
  name: "too many cgroups below",
  setup: () => {
    cg("create", `/${n}`);
    writeFileSync(`${v2Mount}/${n}/cgroup.max.descendants`, "0");
  },
  argv: [cgSet, "create", `/${n}/a`],
  says: [/mkdirat\(.*EAGAIN/, /may have 0 cgroups below it and has/],
  hint: new RegExp(`cg-set set /${n} cgroup\\.max\\.descendants=1`),
  cure: () => {
    cg("set", `/${n}`, "cgroup.max.descendants=1");
    return [cgSet, "create", `/${n}/a`];
  },
}));

needsV2((n) => ({
  name: "cgroups too deep below",
  setup: () => {
    cg("create", `/${n}/a`);
    writeFileSync(`${v2Mount}/${n}/cgroup.max.depth`, "1");
  },
  argv: [cgSet, "create", `/${n}/a/b`],
  says: [/mkdirat\(.*EAGAIN/, /cgroups may be 1 deep below/],
  hint: new RegExp(`cg-set set /${n} cgroup\\.max\\.depth=2`),
  cure: () => {
    cg("set", `/${n}`, "cgroup.max.depth=2");
    return [cgSet, "create", `/${n}/a/b`];
  },
}));

needsV1("cpuset", (n) => ({
  name: "a cpuset without processors",
  setup: () => mkdirSync(`${v1Mount("cpuset")}/${n}`),
  argv: [cgSet, "--name", `/${n}`, "--existing", "--", "true"],
  says: [/cannot enter the cgroup .*: write\(.*"0".*ENOSPC/, /no processors or no memory nodes/],
  hint: new RegExp(`cg-set set --cpuset-cpus \\S+ --cpuset-mems 0 /${n}`),
  cure: () => {
    cg("set", "--cpuset-cpus", "0", "--cpuset-mems", "0", `/${n}`);
    return [cgSet, "--name", `/${n}`, "--existing", "--", "true"];
  },
}));

needsV1("memory", (n) => ({
  name: "less memory and swap than memory",
  argv: [cgSet, "create", "--memory=64M", "--memory-swap=32M", `/${n}`],
  says: [/cannot write "33554432" into .*memory\.memsw\.limit_in_bytes: write\(.*EINVAL/],
  hint: /memory and swap together cannot be less than memory alone/,
  cure: [cgSet, "create", "--memory=64M", "--memory-swap=64M", `/${n}`],
}));

needs("cpuset", (n) => ({
  name: "a processor that the machine has not",
  argv: [cgSet, "create", "--cpuset-cpus=4000", `/${n}`],
  says: [/cannot write "4000" into .*cpuset\.cpus: write\(.*E(INVAL|RANGE|ACCES)/],
  hint: /this machine has processors 0|the parent cgroup does not have all of these/,
  cure: [cgSet, "create", "--cpuset-cpus=0", `/${n}`],
}));

needsV1("cpuset", (n) => ({
  name: "a processor that the parent has not",
  setup: () => cg("create", "--cpuset-cpus=0", `/${n}`),
  argv: [cgSet, "create", "--cpuset-cpus=1", `/${n}/a`],
  says: [/cannot write "1" into .*cpuset\.cpus: write\(.*EACCES/],
  hint: /the parent cgroup does not have all of these: it has 0 /,
  cure: [cgSet, "create", "--cpuset-cpus=0", `/${n}/a`],
}));

needs("cpu", (n) => ({
  name: "a quota that is too short",
  argv: [cgSet, "create", "--cpu-max=10/100000", `/${n}`],
  says: [/cannot write .* into .*cpu\.(cfs_quota_us|max): write\(.*EINVAL/],
  hint: /quota and period are at least 1000/,
  cure: [cgSet, "create", "--cpu-max=1000/100000", `/${n}`],
}));

needsV1("cpu", (n) => ({
  name: "more processor time than the parent has",
  setup: () => cg("create", "--cpus=0.2", `/${n}`),
  argv: [cgSet, "create", "--cpus=0.9", `/${n}/a`],
  says: [/cannot write "90000" into .*cpu\.cfs_quota_us: write\(.*EINVAL/],
  hint: /their ratio within the parent's .*; cg-set get cpu-max of the parent/,
  cure: () => [cgSet, "create", `--cpu-max=${cg("get", "-v", `/${n}`, "cpu-max").trim()}`, `/${n}/a`],
}));

where(
  v1Mount("cpu") !== null && existsSync(`${v1Mount("cpu")}/cpu.rt_runtime_us`),
  "no v1 hierarchy here has real-time scheduling of groups",
  (n) => ({
    name: "real time that the parent has not",
    setup: () => cg("create", `/${n}`),
    argv: [cgSet, "create", "--cpu-rt-runtime=1000", `/${n}/a`],
    says: [/cannot write "1000" into .*cpu\.rt_runtime_us: write\(.*EINVAL/],
    hint: new RegExp(`cg-set set --cpu-rt-runtime USEC /${n} `),
    cure: () => {
      cg("set", "--cpu-rt-runtime=1000", `/${n}`);
      return [cgSet, "create", "--cpu-rt-runtime=1000", `/${n}/a`];
    },
  }),
);

always((n) => ({
  name: "a file that the cgroup has not",
  setup: () => cg("create", `/${n}`),
  argv: [cgSet, "get", `/${n}`, "memory.colour"],
  says: [/cannot read memory\.colour of the cgroup .*: openat\(.*ENOENT/],
  hint: new RegExp(`cg-set get --all /${n} shows those that it has`),
  cure: [cgSet, "get", "--all", `/${n}`],
}));

always((n) => ({
  name: "a cgroup that is not there",
  argv: [cgSet, "stats", `/${n}`],
  says: [/there is no cgroup/],
  hint: new RegExp(`cg-set create /${n} makes it`),
  cure: () => {
    cg("create", `/${n}`);
    return [cgSet, "stats", `/${n}`];
  },
}));

needsV1("devices", (n) => ({
  name: "a device that the parent does not allow",
  setup: () => cg("create", "--device=default", `/${n}`),
  argv: [cgSet, "create", "--device", "allow c 10:229 rw", `/${n}/a`],
  says: [/cannot write "c 10:229 rw" into .*devices\.allow: write\(.*EPERM/],
  hint: /the parent cgroup does not allow this device/,
  cure: () => {
    cg("set", "--device=default", "--device", "allow c 10:229 rw", `/${n}`);
    return [cgSet, "create", "--device", "allow c 10:229 rw", `/${n}/a`];
  },
}));

needsV2((n) => ({
  name: "device rules of v2 without the privilege to load a program",
  argv: onV2(
    "setpriv",
    "--bounding-set=-sys_admin,-bpf",
    "--inh-caps=-all",
    "--",
    cgSet,
    "create",
    "--device=default",
    `/${n}`,
  ),
  says: [
    /cannot enforce device rules in the cgroup .*: bpf\(BPF_PROG_LOAD.*EPERM/,
    /takes CAP_BPF and CAP_NET_ADMIN/,
  ],
  hint: /leave --device out, or run it as root there/,
  cure: onV2(cgSet, "create", "--device=default", `/${n}`),
  cleanup: switchOff,
}));

/** A process that sits in the v2 part of a cgroup until the test is over. */
const sitting: ChildProcess[] = [];
function sit(directory: string): ChildProcess {
  const child = spawn("sleep", ["1000"], { stdio: "ignore" });
  writeFileSync(`${directory}/cgroup.procs`, `${child.pid}`);
  sitting.push(child);
  return child;
}
test.after.each(() => {
  for (const child of sitting.splice(0)) child.kill("SIGKILL");
});

where(usable, `v2 has no ${controllerV2} controller here`, (n) => ({
  name: "processes in the cgroup that is to hand controllers on",
  setup: () => {
    mkdirSync(`${v2Mount}/${n}`);
    sit(`${v2Mount}/${n}`);
  },
  argv: onV2(cgSet, "create", limitV2, `/${n}/a`),
  says: [
    new RegExp(
      `no ${controllerV2} controller in the cgroup .*/${n}/a: write\\(.*cgroup\\.subtree_control.*EBUSY`,
    ),
    /the no internal processes rule/,
  ],
  hint: new RegExp(`move them to a leaf first: cg-set create .*/${n}/leaf && cg-set move .*/${n}/leaf \\d+`),
  cure: () => {
    cg("create", "--controllers=unified", `/${n}/leaf`);
    cg("move", "--controllers=unified", `/${n}/leaf`, ...processes(`${v2Mount}/${n}`).map(String));
    return onV2(cgSet, "create", limitV2, `/${n}/a`);
  },
  cleanup: () => {
    for (const child of sitting) child.kill("SIGKILL");
    remove(n);
    switchOff();
  },
}));

where(usable, `v2 has no ${controllerV2} controller here`, (n) => ({
  name: "entering a cgroup that hands controllers on",
  setup: () => output(onV2(cgSet, "create", limitV2, `/${n}/a`)),
  argv: onV2(cgSet, "--name", `/${n}`, "--existing", "--", "true"),
  says: [/cannot enter the cgroup .*: write\(.*"0".*EBUSY/, /hands controllers on and takes no processes/],
  hint: new RegExp(`enter one below it, such as /${n}/leaf`),
  cure: onV2(cgSet, "--name", `/${n}/leaf`, "--", "true"),
  cleanup: () => {
    remove(n);
    switchOff();
  },
}));

needsV2((n) => ({
  name: "entering a cgroup beside threaded ones",
  setup: () => {
    for (const each of ["a", "b"]) mkdirSync(`${v2Mount}/${n}/${each}`, { recursive: true });
    writeFileSync(`${v2Mount}/${n}/a/cgroup.type`, "threaded");
  },
  argv: onV2(cgSet, "--name", `/${n}/b`, "--existing", "--", "true"),
  says: [/cannot enter the cgroup .*: write\(.*"0".*EOPNOTSUPP/],
  hint: new RegExp(`must be threaded too: echo threaded > .*/${n}/b/cgroup\\.type`),
  cure: () => {
    writeFileSync(`${v2Mount}/${n}/b/cgroup.type`, "threaded");
    return onV2(cgSet, "--name", `/${n}/b`, "--existing", "--", "true");
  },
  cleanup: switchOff,
}));

always((n) => ({
  name: "a user who makes a cgroup below one that is not theirs",
  setup: () => cg("create", `/${n}`),
  argv: asUser(cgSet, "create", `/${n}/a`),
  says: [/cannot make the cgroup .*: mkdirat\(.*EACCES/, /not delegated to this user/],
  hint: new RegExp(`as root, cg-set create --owner ${USER} /${n};`),
  cure: () => {
    cg("create", "--owner", `${USER}`, `/${n}`);
    return asUser(cgSet, "create", `/${n}/a`);
  },
}));

needsV2((n) => ({
  name: "a user who enters a cgroup from outside of what is theirs",
  setup: () => cg("create", "--owner", `${USER}`, `/${n}`),
  argv: onV2(...asUser(cgSet, "--name", `/${n}`, "--existing", "--", "true")),
  says: [/cannot enter the cgroup .*: (write\(.*"0"|openat\(.*cgroup\.procs).*EACCES/],
  hint: /common ancestor that is not delegated to this user/,
  cure: onV2(
    cgSet,
    "--name",
    `/${n}`,
    "--existing",
    "--",
    ...asUser(cgSet, "--name", `/${n}`, "--existing", "--", "true"),
  ),
  cleanup: switchOff,
}));

always((n) => ({
  name: "moving a process that has ended",
  setup: () => cg("create", `/${n}`),
  argv: [cgSet, "move", `/${n}`, "4194303"],
  says: [/cannot move process 4194303 into .*: write\(.*ESRCH/],
  hint: /there is no such process any more.*: ps -e/,
  cure: () => {
    const child = spawn("sleep", ["1000"], { stdio: "ignore" });
    sitting.push(child);
    return [cgSet, "move", `/${n}`, `${child.pid}`];
  },
  cleanup: () => sitting.forEach((child) => void child.kill("SIGKILL")),
}));

always((n) => ({
  name: "a misspelt key of the resources",
  argv: [cgSet, "create", "--resources", '{"pid":{"limit":5}}', `/${n}`],
  says: [/resources\.pid: no such key/],
  hint: /did you mean pids\?/,
  cure: [cgSet, "create", "--resources", '{"pids":{"limit":5}}', `/${n}`],
}));

always((n) => ({
  name: "entering what nothing has prepared",
  argv: [cgSet, "--enter", "--", "true"],
  says: [/there is no cgroup to enter/],
  hint: /no stage before has made one with --prepare/,
  cure: [cgSet, "--name", `/${n}`, "--prepare", "--", "cg-set", "--enter", "--", "true"],
}));

testCures(failures);
test.run();
