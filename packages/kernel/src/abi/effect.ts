// What each call does to the process that makes it. Sources: the manual pages, and the kernel where they are silent.
import { CONDITIONAL } from "./effect-conditional.ts";

/**
 * "thread": changes an attribute of the calling thread only, so that a process of several threads is left half
 * changed. Making a process is among them: in the copy only the calling thread exists.
 * "process": changes or ends the whole process, under the feet of code that did not ask.
 * "harmless": neither. It may well change files, mounts, or other processes.
 */
export type Effect = "thread" | "process" | "harmless";

/** Whether an id is that of this process or of one of its threads. The kernel takes 0 for the caller. */
export type IsSelf = (id: number) => boolean;

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const BY_EFFECT: Readonly<Record<Effect, readonly string[]>> = {
  thread: words(`
    setuid setgid setreuid setregid setresuid setresgid setfsuid setfsgid setgroups capset
    unshare setns clone clone3 fork vfork exit ptrace
    landlock_restrict_self lsm_set_self_attr set_mempolicy
    set_tid_address set_robust_list rseq rt_sigreturn map_shadow_stack pkey_alloc pkey_free
    set_thread_area iopl ioperm`),
  process: words(`
    chroot chdir fchdir pivot_root umask setsid vhangup
    execve execveat exit_group
    setrlimit setitimer alarm timer_create
    brk mlockall munlockall mseal uselib`),
  harmless: words(`
    read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 sendfile splice tee vmsplice
    copy_file_range lseek close dup dup2 dup3 fcntl flock fsync fdatasync sync syncfs sync_file_range readahead
    fadvise64 fallocate truncate ftruncate open creat openat openat2 open_by_handle_at name_to_handle_at
    stat fstat lstat newfstatat statx statfs fstatfs ustat access faccessat faccessat2 getdents getdents64
    readlink readlinkat getcwd mkdir mkdirat mknod mknodat rmdir unlink unlinkat rename renameat renameat2 link linkat
    symlink symlinkat chmod fchmod fchmodat fchmodat2 chown lchown fchown fchownat utime utimes futimesat utimensat
    setxattr lsetxattr fsetxattr getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr removexattr
    lremovexattr fremovexattr setxattrat getxattrat listxattrat removexattrat file_getattr file_setattr
    pipe pipe2 eventfd eventfd2 signalfd signalfd4 timerfd_create timerfd_settime timerfd_gettime memfd_create
    memfd_secret userfaultfd inotify_init inotify_init1 inotify_add_watch inotify_rm_watch fanotify_init fanotify_mark
    epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2 poll ppoll select pselect6
    io_setup io_destroy io_submit io_cancel io_getevents io_pgetevents
    io_uring_setup io_uring_enter io_uring_register
    mount umount2 fsopen fsconfig fsmount fspick open_tree open_tree_attr move_mount mount_setattr statmount listmount listns
    quotactl quotactl_fd swapon swapoff acct reboot sethostname setdomainname syslog
    init_module finit_module delete_module kexec_load kexec_file_load
    socket socketpair bind listen accept accept4 connect getsockname getpeername setsockopt getsockopt shutdown
    sendto recvfrom sendmsg recvmsg sendmmsg recvmmsg
    getpid getppid gettid getuid geteuid getgid getegid getresuid getresgid getgroups getpgid getpgrp getsid
    getpriority ioprio_get getrlimit getrusage times capget uname sysinfo getcpu getrandom
    sched_yield sched_getaffinity sched_getparam sched_getscheduler sched_getattr sched_get_priority_max
    sched_get_priority_min sched_rr_get_interval get_mempolicy mbind set_mempolicy_home_node migrate_pages move_pages
    kill tkill tgkill rt_sigqueueinfo rt_tgsigqueueinfo pidfd_open pidfd_send_signal pidfd_getfd kcmp
    wait4 waitid process_vm_readv process_vm_writev process_madvise process_mrelease
    rt_sigpending rt_sigsuspend rt_sigtimedwait pause restart_syscall nanosleep clock_nanosleep
    get_robust_list get_thread_area futex futex_waitv futex_wake futex_wait futex_requeue
    clock_gettime clock_getres clock_settime clock_adjtime adjtimex gettimeofday settimeofday time
    getitimer timer_settime timer_gettime timer_getoverrun timer_delete
    mmap munmap mremap mprotect pkey_mprotect msync mincore madvise mlock mlock2 munlock remap_file_pages cachestat
    shmget shmat shmdt shmctl semget semop semtimedop semctl msgget msgsnd msgrcv msgctl
    mq_open mq_unlink mq_timedsend mq_timedreceive mq_notify mq_getsetattr
    bpf perf_event_open landlock_create_ruleset landlock_add_rule lsm_get_self_attr lsm_list_modules
    sysfs lookup_dcookie nfsservctl _sysctl create_module query_module get_kernel_syms getpmsg putpmsg afs_syscall
    tuxcall security vserver epoll_ctl_old epoll_wait_old`),
};

const effects = new Map<string, Effect>();
for (const [effect, names] of Object.entries(BY_EFFECT) as [Effect, readonly string[]][])
  for (const name of names) effects.set(name, effect);

/** What a call may do to its caller, whatever its arguments. A call that is not known counts as "thread". */
export function worstEffect(name: string): Effect {
  return CONDITIONAL[name]?.worst ?? effects.get(name) ?? "thread";
}

/** What a call with these arguments does to its caller. When an argument cannot be judged, the worst. */
export function effectOf(name: string, args: readonly unknown[], isSelf: IsSelf): Effect {
  const row = CONDITIONAL[name];
  if (row === undefined) return effects.get(name) ?? "thread";
  return row.harmless(args, isSelf) ? "harmless" : (row.otherwise?.(args) ?? row.worst);
}

/** Whether the effect of a call depends on its arguments. */
export function isConditional(name: string): boolean {
  return CONDITIONAL[name] !== undefined;
}

/** Whether a call is known: in one of the lists, or judged by its arguments, and not in two places. */
export function isClassified(name: string): boolean {
  const lists = Object.values(BY_EFFECT).filter((list) => list.includes(name)).length;
  return lists + (isConditional(name) ? 1 : 0) === 1;
}
