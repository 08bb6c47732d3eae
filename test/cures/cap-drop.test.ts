import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import { type Failure, testCures } from "../lib/cures.ts";
import { output, run, scratch, tool, uniqueName } from "../lib/tools.ts";
import { onProcess } from "../lib/views.ts";

const capDrop = tool("cap-drop");
const nsExec = tool("ns-exec");
const cgSet = tool("cg-set");

/** Words that take something away before they execute the rest. */
const user = ["setpriv", "--reuid=1000", "--regid=1000", "--clear-groups"];
const without = (capability: string) => ["setpriv", `--bounding-set=-${capability}`];
const noPriorities = ["prlimit", "--nice=0:0", "--rtprio=0:0"];
const inUserNamespace = [
  "setpriv",
  "--reuid=1000",
  "--regid=1000",
  "--clear-groups",
  "unshare",
  "--user",
  "--map-root-user",
];

/** cap-drop with these options, and a program that does nothing. */
const drop = (...options: readonly string[]) => [capDrop, ...options, "--", "/bin/true"];

/** As a job of an interactive shell, each of which leads a process group. bash: others do it only at a terminal. */
const leader = (words: readonly string[]) => ["bash", "-c", 'set -m; "$@"; exit $?', "bash", ...words];

const failures: Failure[] = [
  {
    name: "a limit above the hard one",
    argv: ["prlimit", "--nofile=64:64", ...without("sys_resource"), ...drop("--rlimit=nofile=65")],
    says: [/cannot set the limit nofile=65: prlimit64\(.*\): EPERM/, /the hard limit is 64/],
    hint: /hint: .*ask for 64 at most/,
    cure: ["prlimit", "--nofile=64:64", ...without("sys_resource"), ...drop("--rlimit=nofile=64")],
  },
  {
    name: "a soft limit above the hard one of another process",
    argv: onProcess("prlimit --pid $p --core=5:10", `${capDrop} limits --core=11: $p`),
    says: [/cannot set the limit core=11: of process \d+: prlimit64\(.*\): EINVAL/],
    hint: /hint: soft may not exceed hard; the limits are 5:10/,
    cure: onProcess("prlimit --pid $p --core=5:10", `${capDrop} limits --core=10: $p`),
  },
  {
    name: "the limits of another user's process",
    argv: onProcess("true", `${user.join(" ")} ${capDrop} limits --core=0 $p`),
    says: [/cannot set the limit core=0 of process \d+: prlimit64\(.*\): EPERM/],
    hint: /hint: process \d+ belongs to another user: it takes CAP_SYS_RESOURCE/,
    cure: onProcess("true", `${capDrop} limits --core=0 $p`),
  },
  {
    name: "a capability outside of the bounding set",
    argv: [...without("kill"), ...drop("--keep=kill,chown")],
    says: [/cannot keep kill in the bounding set: it is not there/, /only shrinks/],
    hint: /hint: .*--skip-unavailable/,
    cure: [...without("kill"), ...drop("--keep=kill,chown", "--skip-unavailable")],
  },
  {
    name: "a capability that is not permitted",
    argv: [...without("kill"), ...drop("--permitted=kill,chown")],
    says: [/cannot set the capabilities; not to be had: permitted: kill.*capset\(.*\): EPERM/],
    hint: /hint: permitted cannot grow.*--skip-unavailable/,
    cure: [...without("kill"), ...drop("--permitted=kill,chown", "--skip-unavailable")],
  },
  {
    name: "an ambient capability that is not inheritable",
    argv: drop("--inheritable=none", "--ambient=kill"),
    says: [/not to be had: ambient: kill: prctl\(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_KILL.*: EPERM/],
    hint: /hint: only what is both permitted and inheritable.*leave --inheritable out/,
    cure: drop("--ambient=kill"),
  },
  {
    name: "the bounding set without CAP_SETPCAP",
    argv: [...without("setpcap"), ...drop("--bounding-set=-kill")],
    says: [/prctl\(PR_CAPBSET_DROP, CAP_KILL.*: EPERM/, /CAP_SETPCAP/],
    hint: /hint: .*ns-exec --user gives it/,
    cure: [...without("setpcap"), nsExec, "--user", "--map-root-user", "--", ...drop("--bounding-set=-kill")],
  },
  {
    name: "securebits that are locked",
    argv: [
      capDrop,
      "--securebits=noroot,noroot_locked",
      "--",
      ...drop("--securebits=no_setuid_fixup").with(0, "cap-drop"),
    ],
    says: [/cannot set the securebits: prctl\(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP.*: EPERM/],
    hint: /hint: .*_locked twin is set stays as it is.*name those that are locked too/,
    cure: [
      ...[capDrop, "--securebits=noroot,noroot_locked", "--", "cap-drop"],
      ...["--securebits=noroot,noroot_locked,no_setuid_fixup", "--", "/bin/true"],
    ],
  },
  {
    name: "supplementary groups in a user namespace that denies them",
    argv: [...inUserNamespace, ...drop("--gid=0", "--groups=0")],
    says: [
      /cannot set the supplementary groups: setgroups\(1, \[0\]\): EPERM/,
      /a user namespace can deny it/,
    ],
    hint: /hint: .*--keep-groups leaves the groups/,
    cure: [...inUserNamespace, ...drop("--gid=0", "--keep-groups")],
  },
  {
    name: "an id that the user namespace does not map",
    argv: [
      nsExec,
      "--user",
      "--map-users=0:0:1",
      "--map-groups=0:0:1",
      "--",
      ...drop("--uid=1000", "--gid=1000"),
    ],
    says: [/cannot become group 1000: setresgid\(1000, 1000, 1000\): EINVAL/, /an id must be mapped/],
    hint: /hint: .*ns-exec --map-users and --map-groups map ranges/,
    cure: [
      nsExec,
      "--user",
      "--map-users=0:0:2000",
      "--map-groups=0:0:2000",
      "--",
      ...drop("--uid=1000", "--gid=1000"),
    ],
  },
  {
    name: "a user without CAP_SETUID",
    argv: [...without("setuid"), ...drop("--uid=1000", "--gid=1000")],
    says: [/cannot become user 1000: setresuid\(1000, 1000, 1000\): EPERM/],
    hint: /hint: another user takes CAP_SETUID/,
    cure: ["setpriv", "--bounding-set=+setuid", ...drop("--uid=1000", "--gid=1000")],
  },
  {
    name: "a user whom the passwd file does not have",
    argv: drop("--user=no-such-user"),
    says: [/there is no user "no-such-user" in \/etc\/passwd/],
    hint: /hint: .*a number needs no line there: --user=1000:1000/,
    cure: drop("--user=1000:1000"),
  },
  {
    name: "a number whose group nobody knows",
    argv: drop("--user=61237"),
    says: [/no user has the number 61237 in \/etc\/passwd, so its group is not known/],
    hint: /hint: give the group too: --user=61237:GROUP/,
    cure: drop("--user=61237:61237"),
  },
  {
    name: "a real-time policy without CAP_SYS_NICE",
    argv: [...noPriorities, ...user, ...drop("--scheduler=fifo,priority=10")],
    says: [/cannot set the scheduling policy fifo: sched_setattr\(0, .*SCHED_FIFO.*: EPERM/],
    hint: /hint: .*take CAP_SYS_NICE.*set them in a stage that has it/,
    cure: [...noPriorities, ...drop("--scheduler=fifo,priority=10", "--uid=1000", "--gid=1000")],
  },
  {
    name: "a priority that the policy does not take",
    argv: drop("--scheduler=fifo,priority=100"),
    says: [/sched_setattr\(0, .*sched_priority=100.*: EINVAL/],
    hint: /hint: cap-drop sched --max shows the priorities/,
    cure: () => {
      const max = /^fifo +\d+ +(\d+)$/m.exec(output([capDrop, "sched", "--max"]))![1];
      return drop(`--scheduler=fifo,priority=${max}`);
    },
  },
  {
    name: "a deadline shorter than its run time",
    argv: drop("--scheduler=deadline,runtime=5000000,deadline=1000000,period=1000000"),
    says: [/sched_setattr\(0, .*SCHED_DEADLINE.*: EINVAL/],
    hint: /hint: .*runtime <= deadline <= period/,
    cure: drop("--scheduler=deadline,runtime=1000000,deadline=50000000,period=50000000"),
  },
  {
    name: "a lower nice value without CAP_SYS_NICE",
    argv: [...noPriorities, ...user, ...drop("--nice=-5")],
    says: [/cannot set the nice value -5: setpriority\(PRIO_PROCESS, 0, -5\): EACCES/],
    hint: /hint: a lower nice value takes CAP_SYS_NICE/,
    cure: [...noPriorities, ...drop("--nice=-5", "--uid=1000", "--gid=1000")],
  },
  {
    name: "another user's process and its nice value",
    argv: onProcess("true", `${user.join(" ")} ${capDrop} sched --nice=5 $p`),
    says: [/cannot set the nice value 5: setpriority\(PRIO_PROCESS, \d+, 5\): EPERM/],
    hint: /hint: another user's processes take CAP_SYS_NICE/,
    cure: onProcess("true", `${capDrop} sched --nice=5 $p`),
  },
  {
    name: "the I/O class rt without CAP_SYS_NICE",
    argv: [...user, ...drop("--io-priority=rt:0")],
    says: [/cannot set the I\/O priority rt:0: ioprio_set\(IOPRIO_WHO_PROCESS, 0, IOPRIO_CLASS_RT.*: EPERM/],
    hint: /hint: the class rt takes CAP_SYS_NICE.*be:0 is the first that does not/,
    cure: [...user, ...drop("--io-priority=be:0")],
  },
  {
    name: "processors that are not there",
    argv: drop("--cpu-affinity=4000-4003"),
    says: [/cannot run on the processors 4000-4003: sched_setaffinity\(.*: EINVAL/],
    hint: /hint: none of the processors is there and allowed.*--cpu-affinity all/,
    cure: drop("--cpu-affinity=all"),
  },
  {
    name: "an OOM score adjustment that is lowered without CAP_SYS_RESOURCE",
    argv: [...without("sys_resource"), ...drop("--oom-score-adj=-500")],
    says: [/cannot set the OOM score adjustment to -500: write\(.*: EACCES/],
    hint: /hint: without CAP_SYS_RESOURCE.*ask for that or more/,
    cure: [...without("sys_resource"), ...drop("--oom-score-adj=0")],
  },
  {
    name: "a session for the leader of a process group",
    argv: leader(drop("--setsid")),
    says: [/cannot start a new session: setsid\(\): EPERM/],
    hint: /hint: this process leads a process group.*ns-exec --fork/,
    cure: leader([nsExec, "--fork", "--", ...drop("--setsid")]),
  },
  {
    name: "a working directory that is missing",
    argv: () => drop(`--chdir=${directory}`),
    says: [/cannot make .*missing\/below the working directory: chdir\(.*: ENOENT/],
    hint: /hint: --mkdir makes the directory/,
    cure: () => drop(`--chdir=${directory}`, "--mkdir"),
  },
  {
    name: "a process that is not there",
    argv: [capDrop, "sched", "--nice=1", "4194305"],
    says: [/cannot set the nice value 1: setpriority\(PRIO_PROCESS, 4194305, 1\): ESRCH/],
    hint: /hint: there is no such process or thread in this pid namespace/,
    cure: [capDrop, "sched", "--ignore", "--nice=1", "4194305"],
  },
  {
    name: "a group that has no budget for real-time policies",
    argv: () => [
      cgSet,
      "--name",
      cgroup,
      "--cpu-shares=100",
      "--rm",
      "--",
      ...drop("--scheduler=fifo,priority=1"),
    ],
    says: [/sched_setattr\(0, .*SCHED_FIFO.*: EPERM/, /a cgroup whose cpu\.rt_runtime_us is not 0/],
    hint: /hint: .*cg-set --cpu-rt-runtime/,
    cure: () => [
      cgSet,
      "--name",
      cgroup,
      "--cpu-rt-runtime=1000",
      "--rm",
      "--",
      ...drop("--scheduler=fifo,priority=1"),
    ],
  },
  {
    name: "a security module that is not in force: AppArmor",
    argv: drop("--apparmor-profile=isobox-no-such-profile"),
    says: [/cannot set the AppArmor profile "isobox-no-such-profile": AppArmor is not in force here/],
    hint: /hint: leave --apparmor-profile out/,
    cure: drop(),
  },
  {
    name: "a security module that is not in force: SELinux",
    argv: drop("--selinux-label=no:such:label"),
    says: [/cannot set the SELinux label "no:such:label": SELinux is not in force here/],
    hint: /hint: leave --selinux-label out/,
    cure: drop(),
  },
  {
    name: "a security module that is not in force: Yama",
    argv: drop("--ptracer=any"),
    says: [/cannot let anybody trace the process: prctl\(PR_SET_PTRACER, PR_SET_PTRACER_ANY.*: EINVAL/],
    hint: /hint: the kernel has no Yama.*leave --ptracer out/,
    cure: drop(),
  },
  {
    name: "utilisation on a kernel that does not clamp it",
    argv: drop("--util-min=100"),
    says: [/cannot clamp the utilisation: sched_setattr\(.*: EOPNOTSUPP/, /CONFIG_UCLAMP_TASK/],
    hint: /hint: .*leave --util-min and --util-max out/,
    cure: drop(),
  },
  {
    name: "Landlock without a privilege",
    argv: [...user, ...drop("--landlock-access=net")],
    says: [/cannot restrict the program by Landlock: landlock_restrict_self\(.*: EPERM/],
    hint: /hint: it takes CAP_SYS_ADMIN, or --no-new-privs/,
    cure: [...user, ...drop("--no-new-privs", "--landlock-access=net")],
  },
  {
    name: "a program that Landlock does not let execute",
    argv: drop("--landlock-access=fs:execute"),
    status: 126,
    says: [/cannot execute "\/bin\/true": execve\("\/bin\/true"\): EACCES/],
    hint: /hint: Landlock is in force.*--landlock-rule path-beneath:execute,read-file:\/usr/,
    cure: [
      ...[capDrop, "--landlock-access=fs:execute,read-file"],
      ...["/usr", "/lib", "/lib64", "/bin", "/etc"].map(
        (path) => `--landlock-rule=path-beneath:execute,read-file:${path}`,
      ),
      ...["--", "/bin/true"],
    ],
  },
  {
    name: "a rule of Landlock for what is not forbidden",
    argv: drop("--landlock-access=fs:write-file", "--landlock-rule=path-beneath:read-file:/usr"),
    says: [/cannot allow access below \/usr: landlock_add_rule\(.*LANDLOCK_ACCESS_FS_READ_FILE.*: EINVAL/],
    hint: /hint: a rule can allow only what --landlock-access forbids.*name the right there too/,
    cure: drop(
      "--landlock-access=fs:write-file,read-file",
      ...["/usr", "/lib", "/lib64", "/bin", "/etc"].map(
        (path) => `--landlock-rule=path-beneath:read-file:${path}`,
      ),
    ),
  },
];

const directory = join(scratch("cures"), "missing/below");
const cgroup = uniqueName("cures");

/** What this machine must be like for a failure to happen, by a part of its name. */
const needs: Readonly<Record<string, () => boolean>> = {
  AppArmor: () => !existsSync("/proc/self/attr/apparmor"),
  SELinux: () => !existsSync("/sys/fs/selinux/enforce"),
  Yama: () => !existsSync("/proc/sys/kernel/yama"),
  "does not clamp it": () => !existsSync("/proc/sys/kernel/sched_util_clamp_min"),
  "real-time policies": () => existsSync("/sys/fs/cgroup/cpu/cpu.rt_runtime_us"),
  Landlock: () => run([capDrop, "show", "--landlock"]).stdout.match(/^version [4-9]/) !== null,
};

testCures(
  failures.filter(({ name }) => Object.entries(needs).every(([part, met]) => !name.includes(part) || met())),
);

test.run();
