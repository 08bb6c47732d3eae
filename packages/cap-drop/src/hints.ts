import type { Hint } from "@isobox/toolkit";
import { isLandlocked } from "./landlock.ts";

/** Whether an error is of this operation of prctl(2) or keyctl(2). */
function of(operation: string, number: number): NonNullable<Hint["when"]> {
  return ({ args }) => args[0] === operation || args[0] === String(number);
}

/** The calls of the verbs, which name a process by its number. */
const noSuchProcess: readonly Hint[] = [
  "sched_setattr",
  "sched_getattr",
  "sched_setaffinity",
  "setpriority",
  "ioprio_set",
].map((syscall) => ({
  syscall,
  code: "ESRCH",
  hint: `there is no such process or thread in this pid namespace (${syscall}(2))`,
}));

/** What to do when the kernel refuses a step, by call and errno. */
export const hints: readonly Hint[] = [
  {
    syscall: "prctl",
    code: "EPERM",
    when: of("PR_CAPBSET_DROP", 24),
    hint: "dropping from the bounding set takes CAP_SETPCAP in the user namespace (capabilities(7)); ns-exec --user gives it",
  },
  {
    syscall: "prctl",
    code: "EPERM",
    when: of("PR_SET_SECUREBITS", 28),
    hint: "securebits take CAP_SETPCAP, and a bit whose _locked twin is set stays as it is (capabilities(7)): name those that are locked too; cap-drop show tells them",
  },
  {
    syscall: "prctl",
    code: "EPERM",
    when: of("PR_CAP_AMBIENT", 47),
    hint: "only what is both permitted and inheritable can be ambient (capabilities(7)): leave --inheritable out, or add to it",
  },
  {
    syscall: "prctl",
    code: "EINVAL",
    when: of("PR_SET_PTRACER", 0x59616d61),
    hint: "the kernel has no Yama, and then no process needs leave: leave --ptracer out; or no process has this number (PR_SET_PTRACER(2const))",
  },
  {
    syscall: "write",
    code: "ENOENT",
    when: ({ args }) => args[1]?.startsWith('"exec ') ?? false,
    hint: "AppArmor has no such profile: aa-status lists those that are loaded, apparmor_parser --add FILE loads one (apparmor_parser(8))",
  },
  {
    syscall: "personality",
    code: "EINVAL",
    hint: "this machine does not have the domain (personality(2)): use linux",
  },
  {
    syscall: "landlock_restrict_self",
    code: "EPERM",
    hint: "it takes CAP_SYS_ADMIN, or --no-new-privs (landlock_restrict_self(2))",
  },
  {
    syscall: "landlock_restrict_self",
    code: "E2BIG",
    hint: "sixteen rulesets are in force already, one in the other (landlock(7))",
  },
  {
    syscall: "landlock_add_rule",
    code: "EINVAL",
    hint: "a rule can allow only what --landlock-access forbids (landlock_add_rule(2)): name the right there too",
  },
  {
    syscall: "capset",
    code: "EPERM",
    hint: "permitted cannot grow, effective must lie in permitted, inheritable in what is permitted or inheritable already (capset(2)); look at: cap-drop show; --skip-unavailable leaves out what cannot be had",
  },
  {
    syscall: "setgroups",
    code: "EPERM",
    hint: "it takes CAP_SETGID, and a user namespace can deny it for good (/proc/self/setgroups, user_namespaces(7)): --keep-groups leaves the groups",
  },
  {
    syscall: "setresgid",
    code: "EPERM",
    hint: "another group takes CAP_SETGID in the user namespace (credentials(7))",
  },
  {
    syscall: "setresuid",
    code: "EPERM",
    hint: "another user takes CAP_SETUID in the user namespace (credentials(7))",
  },
  ...noSuchProcess,
  { syscall: "setgroups", code: "EINVAL", hint: unmapped("gid") },
  { syscall: "setresgid", code: "EINVAL", hint: unmapped("gid") },
  { syscall: "setresuid", code: "EINVAL", hint: unmapped("uid") },
  {
    syscall: "execve",
    code: "EAGAIN",
    hint: "the user has more processes than the limit nproc allows (execve(2)): raise --rlimit nproc",
  },
  {
    syscall: "execve",
    code: "EACCES",
    when: isLandlocked,
    hint: "Landlock is in force: a program, its interpreter and its libraries need rules such as --landlock-rule path-beneath:execute,read-file:/usr (landlock(7))",
  },
  {
    syscall: "write",
    code: "EACCES",
    hint: "without CAP_SYS_RESOURCE the OOM score adjustment does not fall below what a privileged process set last, 0 as a rule (proc_pid_oom_score_adj(5)): ask for that or more",
  },
  {
    syscall: "keyctl",
    code: "EDQUOT",
    hint: "the user has too many keys: look at /proc/key-users and /proc/sys/kernel/keys (keyrings(7))",
  },
  {
    syscall: "keyctl",
    code: "EPERM",
    hint: "a seccomp filter around this process may forbid keyctl, as Docker's does",
  },
  {
    syscall: "sched_setattr",
    code: "EPERM",
    hint: "real-time and deadline policies and a lower nice value take CAP_SYS_NICE (or the limits rtprio and nice), and real-time ones a cgroup whose cpu.rt_runtime_us is not 0 (sched(7)): set them in a stage that has it, and let cg-set --cpu-rt-runtime give the cgroup its budget",
  },
  {
    syscall: "sched_setattr",
    code: "EBUSY",
    hint: "the processors of this process cannot keep that deadline beside what they promised others (sched(7))",
  },
  {
    syscall: "sched_setattr",
    code: "EOPNOTSUPP",
    hint: "the kernel was built without CONFIG_UCLAMP_TASK (uclampset(1)): leave --util-min and --util-max out",
  },
  {
    syscall: "sched_setattr",
    code: "EINVAL",
    hint: "cap-drop sched --max shows the priorities that each policy takes; a deadline needs runtime <= deadline <= period; ext needs Linux 6.12 with CONFIG_SCHED_CLASS_EXT (sched(7))",
  },
  {
    syscall: "setpriority",
    code: "EACCES",
    hint: "a lower nice value takes CAP_SYS_NICE, or the limit nice: 20 minus the value (setpriority(2)); look at: cap-drop limits --nice",
  },
  {
    syscall: "setpriority",
    code: "EPERM",
    hint: "another user's processes take CAP_SYS_NICE (setpriority(2))",
  },
  {
    syscall: "sched_setaffinity",
    code: "EINVAL",
    hint: "none of the processors is there and allowed (cpuset(7)); --cpu-affinity all takes those that are; look at: grep Cpus_allowed_list /proc/self/status",
  },
  {
    syscall: "ioprio_set",
    code: "EPERM",
    hint: "the class rt takes CAP_SYS_NICE (ioprio_set(2)); be:0 is the first that does not",
  },
  { syscall: "chdir", code: "ENOENT", hint: "--mkdir makes the directory" },
  {
    syscall: "getcwd",
    code: "ENOENT",
    hint: "the working directory has been removed, or is not below the root (getcwd(2))",
  },
];

function unmapped(kind: "uid" | "gid"): string {
  return `an id must be mapped in the user namespace (user_namespaces(7)): look at /proc/self/${kind}_map; ns-exec --map-users and --map-groups map ranges`;
}
