// test/native/layout.test.ts
import { spawnSync as spawnSync2 } from "node:child_process";
import { copyFileSync, existsSync as existsSync2, mkdirSync, readFileSync, rmSync as rmSync2, writeFileSync as writeFileSync2 } from "node:fs";
import { join as join2 } from "node:path";
import { build } from "esbuild";
import { suite } from "uvu";
import * as assert from "uvu/assert";

// packages/kernel/src/abi/generated/nr.aarch64.ts
var NR = {
  io_setup: 0,
  io_destroy: 1,
  io_submit: 2,
  io_cancel: 3,
  io_getevents: 4,
  setxattr: 5,
  lsetxattr: 6,
  fsetxattr: 7,
  getxattr: 8,
  lgetxattr: 9,
  fgetxattr: 10,
  listxattr: 11,
  llistxattr: 12,
  flistxattr: 13,
  removexattr: 14,
  lremovexattr: 15,
  fremovexattr: 16,
  getcwd: 17,
  lookup_dcookie: 18,
  eventfd2: 19,
  epoll_create1: 20,
  epoll_ctl: 21,
  epoll_pwait: 22,
  dup: 23,
  dup3: 24,
  fcntl: 25,
  inotify_init1: 26,
  inotify_add_watch: 27,
  inotify_rm_watch: 28,
  ioctl: 29,
  ioprio_set: 30,
  ioprio_get: 31,
  flock: 32,
  mknodat: 33,
  mkdirat: 34,
  unlinkat: 35,
  symlinkat: 36,
  linkat: 37,
  renameat: 38,
  umount2: 39,
  mount: 40,
  pivot_root: 41,
  nfsservctl: 42,
  statfs: 43,
  fstatfs: 44,
  truncate: 45,
  ftruncate: 46,
  fallocate: 47,
  faccessat: 48,
  chdir: 49,
  fchdir: 50,
  chroot: 51,
  fchmod: 52,
  fchmodat: 53,
  fchownat: 54,
  fchown: 55,
  openat: 56,
  close: 57,
  vhangup: 58,
  pipe2: 59,
  quotactl: 60,
  getdents64: 61,
  lseek: 62,
  read: 63,
  write: 64,
  readv: 65,
  writev: 66,
  pread64: 67,
  pwrite64: 68,
  preadv: 69,
  pwritev: 70,
  sendfile: 71,
  pselect6: 72,
  ppoll: 73,
  signalfd4: 74,
  vmsplice: 75,
  splice: 76,
  tee: 77,
  readlinkat: 78,
  newfstatat: 79,
  fstat: 80,
  sync: 81,
  fsync: 82,
  fdatasync: 83,
  sync_file_range: 84,
  timerfd_create: 85,
  timerfd_settime: 86,
  timerfd_gettime: 87,
  utimensat: 88,
  acct: 89,
  capget: 90,
  capset: 91,
  personality: 92,
  exit: 93,
  exit_group: 94,
  waitid: 95,
  set_tid_address: 96,
  unshare: 97,
  futex: 98,
  set_robust_list: 99,
  get_robust_list: 100,
  nanosleep: 101,
  getitimer: 102,
  setitimer: 103,
  kexec_load: 104,
  init_module: 105,
  delete_module: 106,
  timer_create: 107,
  timer_gettime: 108,
  timer_getoverrun: 109,
  timer_settime: 110,
  timer_delete: 111,
  clock_settime: 112,
  clock_gettime: 113,
  clock_getres: 114,
  clock_nanosleep: 115,
  syslog: 116,
  ptrace: 117,
  sched_setparam: 118,
  sched_setscheduler: 119,
  sched_getscheduler: 120,
  sched_getparam: 121,
  sched_setaffinity: 122,
  sched_getaffinity: 123,
  sched_yield: 124,
  sched_get_priority_max: 125,
  sched_get_priority_min: 126,
  sched_rr_get_interval: 127,
  restart_syscall: 128,
  kill: 129,
  tkill: 130,
  tgkill: 131,
  sigaltstack: 132,
  rt_sigsuspend: 133,
  rt_sigaction: 134,
  rt_sigprocmask: 135,
  rt_sigpending: 136,
  rt_sigtimedwait: 137,
  rt_sigqueueinfo: 138,
  rt_sigreturn: 139,
  setpriority: 140,
  getpriority: 141,
  reboot: 142,
  setregid: 143,
  setgid: 144,
  setreuid: 145,
  setuid: 146,
  setresuid: 147,
  getresuid: 148,
  setresgid: 149,
  getresgid: 150,
  setfsuid: 151,
  setfsgid: 152,
  times: 153,
  setpgid: 154,
  getpgid: 155,
  getsid: 156,
  setsid: 157,
  getgroups: 158,
  setgroups: 159,
  uname: 160,
  sethostname: 161,
  setdomainname: 162,
  getrlimit: 163,
  setrlimit: 164,
  getrusage: 165,
  umask: 166,
  prctl: 167,
  getcpu: 168,
  gettimeofday: 169,
  settimeofday: 170,
  adjtimex: 171,
  getpid: 172,
  getppid: 173,
  getuid: 174,
  geteuid: 175,
  getgid: 176,
  getegid: 177,
  gettid: 178,
  sysinfo: 179,
  mq_open: 180,
  mq_unlink: 181,
  mq_timedsend: 182,
  mq_timedreceive: 183,
  mq_notify: 184,
  mq_getsetattr: 185,
  msgget: 186,
  msgctl: 187,
  msgrcv: 188,
  msgsnd: 189,
  semget: 190,
  semctl: 191,
  semtimedop: 192,
  semop: 193,
  shmget: 194,
  shmctl: 195,
  shmat: 196,
  shmdt: 197,
  socket: 198,
  socketpair: 199,
  bind: 200,
  listen: 201,
  accept: 202,
  connect: 203,
  getsockname: 204,
  getpeername: 205,
  sendto: 206,
  recvfrom: 207,
  setsockopt: 208,
  getsockopt: 209,
  shutdown: 210,
  sendmsg: 211,
  recvmsg: 212,
  readahead: 213,
  brk: 214,
  munmap: 215,
  mremap: 216,
  add_key: 217,
  request_key: 218,
  keyctl: 219,
  clone: 220,
  execve: 221,
  mmap: 222,
  fadvise64: 223,
  swapon: 224,
  swapoff: 225,
  mprotect: 226,
  msync: 227,
  mlock: 228,
  munlock: 229,
  mlockall: 230,
  munlockall: 231,
  mincore: 232,
  madvise: 233,
  remap_file_pages: 234,
  mbind: 235,
  get_mempolicy: 236,
  set_mempolicy: 237,
  migrate_pages: 238,
  move_pages: 239,
  rt_tgsigqueueinfo: 240,
  perf_event_open: 241,
  accept4: 242,
  recvmmsg: 243,
  wait4: 260,
  prlimit64: 261,
  fanotify_init: 262,
  fanotify_mark: 263,
  name_to_handle_at: 264,
  open_by_handle_at: 265,
  clock_adjtime: 266,
  syncfs: 267,
  setns: 268,
  sendmmsg: 269,
  process_vm_readv: 270,
  process_vm_writev: 271,
  kcmp: 272,
  finit_module: 273,
  sched_setattr: 274,
  sched_getattr: 275,
  renameat2: 276,
  seccomp: 277,
  getrandom: 278,
  memfd_create: 279,
  bpf: 280,
  execveat: 281,
  userfaultfd: 282,
  membarrier: 283,
  mlock2: 284,
  copy_file_range: 285,
  preadv2: 286,
  pwritev2: 287,
  pkey_mprotect: 288,
  pkey_alloc: 289,
  pkey_free: 290,
  statx: 291,
  io_pgetevents: 292,
  rseq: 293,
  kexec_file_load: 294,
  pidfd_send_signal: 424,
  io_uring_setup: 425,
  io_uring_enter: 426,
  io_uring_register: 427,
  open_tree: 428,
  move_mount: 429,
  fsopen: 430,
  fsconfig: 431,
  fsmount: 432,
  fspick: 433,
  pidfd_open: 434,
  clone3: 435,
  close_range: 436,
  openat2: 437,
  pidfd_getfd: 438,
  faccessat2: 439,
  process_madvise: 440,
  epoll_pwait2: 441,
  mount_setattr: 442,
  quotactl_fd: 443,
  landlock_create_ruleset: 444,
  landlock_add_rule: 445,
  landlock_restrict_self: 446,
  memfd_secret: 447,
  process_mrelease: 448,
  futex_waitv: 449,
  set_mempolicy_home_node: 450,
  cachestat: 451,
  fchmodat2: 452,
  map_shadow_stack: 453,
  futex_wake: 454,
  futex_wait: 455,
  futex_requeue: 456,
  statmount: 457,
  listmount: 458,
  lsm_get_self_attr: 459,
  lsm_set_self_attr: 460,
  lsm_list_modules: 461,
  mseal: 462,
  setxattrat: 463,
  getxattrat: 464,
  listxattrat: 465,
  removexattrat: 466,
  open_tree_attr: 467,
  file_getattr: 468,
  file_setattr: 469,
  listns: 470
};

// packages/kernel/src/abi/generated/nr.x86_64.ts
var NR2 = {
  read: 0,
  write: 1,
  open: 2,
  close: 3,
  stat: 4,
  fstat: 5,
  lstat: 6,
  poll: 7,
  lseek: 8,
  mmap: 9,
  mprotect: 10,
  munmap: 11,
  brk: 12,
  rt_sigaction: 13,
  rt_sigprocmask: 14,
  rt_sigreturn: 15,
  ioctl: 16,
  pread64: 17,
  pwrite64: 18,
  readv: 19,
  writev: 20,
  access: 21,
  pipe: 22,
  select: 23,
  sched_yield: 24,
  mremap: 25,
  msync: 26,
  mincore: 27,
  madvise: 28,
  shmget: 29,
  shmat: 30,
  shmctl: 31,
  dup: 32,
  dup2: 33,
  pause: 34,
  nanosleep: 35,
  getitimer: 36,
  alarm: 37,
  setitimer: 38,
  getpid: 39,
  sendfile: 40,
  socket: 41,
  connect: 42,
  accept: 43,
  sendto: 44,
  recvfrom: 45,
  sendmsg: 46,
  recvmsg: 47,
  shutdown: 48,
  bind: 49,
  listen: 50,
  getsockname: 51,
  getpeername: 52,
  socketpair: 53,
  setsockopt: 54,
  getsockopt: 55,
  clone: 56,
  fork: 57,
  vfork: 58,
  execve: 59,
  exit: 60,
  wait4: 61,
  kill: 62,
  uname: 63,
  semget: 64,
  semop: 65,
  semctl: 66,
  shmdt: 67,
  msgget: 68,
  msgsnd: 69,
  msgrcv: 70,
  msgctl: 71,
  fcntl: 72,
  flock: 73,
  fsync: 74,
  fdatasync: 75,
  truncate: 76,
  ftruncate: 77,
  getdents: 78,
  getcwd: 79,
  chdir: 80,
  fchdir: 81,
  rename: 82,
  mkdir: 83,
  rmdir: 84,
  creat: 85,
  link: 86,
  unlink: 87,
  symlink: 88,
  readlink: 89,
  chmod: 90,
  fchmod: 91,
  chown: 92,
  fchown: 93,
  lchown: 94,
  umask: 95,
  gettimeofday: 96,
  getrlimit: 97,
  getrusage: 98,
  sysinfo: 99,
  times: 100,
  ptrace: 101,
  getuid: 102,
  syslog: 103,
  getgid: 104,
  setuid: 105,
  setgid: 106,
  geteuid: 107,
  getegid: 108,
  setpgid: 109,
  getppid: 110,
  getpgrp: 111,
  setsid: 112,
  setreuid: 113,
  setregid: 114,
  getgroups: 115,
  setgroups: 116,
  setresuid: 117,
  getresuid: 118,
  setresgid: 119,
  getresgid: 120,
  getpgid: 121,
  setfsuid: 122,
  setfsgid: 123,
  getsid: 124,
  capget: 125,
  capset: 126,
  rt_sigpending: 127,
  rt_sigtimedwait: 128,
  rt_sigqueueinfo: 129,
  rt_sigsuspend: 130,
  sigaltstack: 131,
  utime: 132,
  mknod: 133,
  uselib: 134,
  personality: 135,
  ustat: 136,
  statfs: 137,
  fstatfs: 138,
  sysfs: 139,
  getpriority: 140,
  setpriority: 141,
  sched_setparam: 142,
  sched_getparam: 143,
  sched_setscheduler: 144,
  sched_getscheduler: 145,
  sched_get_priority_max: 146,
  sched_get_priority_min: 147,
  sched_rr_get_interval: 148,
  mlock: 149,
  munlock: 150,
  mlockall: 151,
  munlockall: 152,
  vhangup: 153,
  modify_ldt: 154,
  pivot_root: 155,
  _sysctl: 156,
  prctl: 157,
  arch_prctl: 158,
  adjtimex: 159,
  setrlimit: 160,
  chroot: 161,
  sync: 162,
  acct: 163,
  settimeofday: 164,
  mount: 165,
  umount2: 166,
  swapon: 167,
  swapoff: 168,
  reboot: 169,
  sethostname: 170,
  setdomainname: 171,
  iopl: 172,
  ioperm: 173,
  create_module: 174,
  init_module: 175,
  delete_module: 176,
  get_kernel_syms: 177,
  query_module: 178,
  quotactl: 179,
  nfsservctl: 180,
  getpmsg: 181,
  putpmsg: 182,
  afs_syscall: 183,
  tuxcall: 184,
  security: 185,
  gettid: 186,
  readahead: 187,
  setxattr: 188,
  lsetxattr: 189,
  fsetxattr: 190,
  getxattr: 191,
  lgetxattr: 192,
  fgetxattr: 193,
  listxattr: 194,
  llistxattr: 195,
  flistxattr: 196,
  removexattr: 197,
  lremovexattr: 198,
  fremovexattr: 199,
  tkill: 200,
  time: 201,
  futex: 202,
  sched_setaffinity: 203,
  sched_getaffinity: 204,
  set_thread_area: 205,
  io_setup: 206,
  io_destroy: 207,
  io_getevents: 208,
  io_submit: 209,
  io_cancel: 210,
  get_thread_area: 211,
  lookup_dcookie: 212,
  epoll_create: 213,
  epoll_ctl_old: 214,
  epoll_wait_old: 215,
  remap_file_pages: 216,
  getdents64: 217,
  set_tid_address: 218,
  restart_syscall: 219,
  semtimedop: 220,
  fadvise64: 221,
  timer_create: 222,
  timer_settime: 223,
  timer_gettime: 224,
  timer_getoverrun: 225,
  timer_delete: 226,
  clock_settime: 227,
  clock_gettime: 228,
  clock_getres: 229,
  clock_nanosleep: 230,
  exit_group: 231,
  epoll_wait: 232,
  epoll_ctl: 233,
  tgkill: 234,
  utimes: 235,
  vserver: 236,
  mbind: 237,
  set_mempolicy: 238,
  get_mempolicy: 239,
  mq_open: 240,
  mq_unlink: 241,
  mq_timedsend: 242,
  mq_timedreceive: 243,
  mq_notify: 244,
  mq_getsetattr: 245,
  kexec_load: 246,
  waitid: 247,
  add_key: 248,
  request_key: 249,
  keyctl: 250,
  ioprio_set: 251,
  ioprio_get: 252,
  inotify_init: 253,
  inotify_add_watch: 254,
  inotify_rm_watch: 255,
  migrate_pages: 256,
  openat: 257,
  mkdirat: 258,
  mknodat: 259,
  fchownat: 260,
  futimesat: 261,
  newfstatat: 262,
  unlinkat: 263,
  renameat: 264,
  linkat: 265,
  symlinkat: 266,
  readlinkat: 267,
  fchmodat: 268,
  faccessat: 269,
  pselect6: 270,
  ppoll: 271,
  unshare: 272,
  set_robust_list: 273,
  get_robust_list: 274,
  splice: 275,
  tee: 276,
  sync_file_range: 277,
  vmsplice: 278,
  move_pages: 279,
  utimensat: 280,
  epoll_pwait: 281,
  signalfd: 282,
  timerfd_create: 283,
  eventfd: 284,
  fallocate: 285,
  timerfd_settime: 286,
  timerfd_gettime: 287,
  accept4: 288,
  signalfd4: 289,
  eventfd2: 290,
  epoll_create1: 291,
  dup3: 292,
  pipe2: 293,
  inotify_init1: 294,
  preadv: 295,
  pwritev: 296,
  rt_tgsigqueueinfo: 297,
  perf_event_open: 298,
  recvmmsg: 299,
  fanotify_init: 300,
  fanotify_mark: 301,
  prlimit64: 302,
  name_to_handle_at: 303,
  open_by_handle_at: 304,
  clock_adjtime: 305,
  syncfs: 306,
  sendmmsg: 307,
  setns: 308,
  getcpu: 309,
  process_vm_readv: 310,
  process_vm_writev: 311,
  kcmp: 312,
  finit_module: 313,
  sched_setattr: 314,
  sched_getattr: 315,
  renameat2: 316,
  seccomp: 317,
  getrandom: 318,
  memfd_create: 319,
  kexec_file_load: 320,
  bpf: 321,
  execveat: 322,
  userfaultfd: 323,
  membarrier: 324,
  mlock2: 325,
  copy_file_range: 326,
  preadv2: 327,
  pwritev2: 328,
  pkey_mprotect: 329,
  pkey_alloc: 330,
  pkey_free: 331,
  statx: 332,
  io_pgetevents: 333,
  rseq: 334,
  pidfd_send_signal: 424,
  io_uring_setup: 425,
  io_uring_enter: 426,
  io_uring_register: 427,
  open_tree: 428,
  move_mount: 429,
  fsopen: 430,
  fsconfig: 431,
  fsmount: 432,
  fspick: 433,
  pidfd_open: 434,
  clone3: 435,
  close_range: 436,
  openat2: 437,
  pidfd_getfd: 438,
  faccessat2: 439,
  process_madvise: 440,
  epoll_pwait2: 441,
  mount_setattr: 442,
  quotactl_fd: 443,
  landlock_create_ruleset: 444,
  landlock_add_rule: 445,
  landlock_restrict_self: 446,
  memfd_secret: 447,
  process_mrelease: 448,
  futex_waitv: 449,
  set_mempolicy_home_node: 450,
  cachestat: 451,
  fchmodat2: 452,
  map_shadow_stack: 453,
  futex_wake: 454,
  futex_wait: 455,
  futex_requeue: 456,
  statmount: 457,
  listmount: 458,
  lsm_get_self_attr: 459,
  lsm_set_self_attr: 460,
  lsm_list_modules: 461,
  mseal: 462,
  setxattrat: 463,
  getxattrat: 464,
  listxattrat: 465,
  removexattrat: 466,
  open_tree_attr: 467,
  file_getattr: 468,
  file_setattr: 469,
  listns: 470
};

// packages/oci-spec/src/default.ts
var CAPABILITIES = ["CAP_AUDIT_WRITE", "CAP_KILL", "CAP_NET_BIND_SERVICE"];
function defaultConfig() {
  return {
    ociVersion: "1.3.0",
    process: {
      terminal: true,
      user: { uid: 0, gid: 0 },
      args: ["sh"],
      env: ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "TERM=xterm"],
      cwd: "/",
      // Not inheritable: a program file with inheritable capabilities would gain them (CVE-2022-29162).
      capabilities: {
        bounding: [...CAPABILITIES],
        effective: [...CAPABILITIES],
        permitted: [...CAPABILITIES],
        ambient: [...CAPABILITIES]
      },
      rlimits: [{ type: "RLIMIT_NOFILE", hard: 1024, soft: 1024 }],
      noNewPrivileges: true
    },
    root: { path: "rootfs", readonly: true },
    hostname: "isobox",
    mounts: defaultMounts(),
    linux: {
      resources: { devices: [{ allow: false, access: "rwm" }] },
      namespaces: [
        { type: "pid" },
        { type: "network" },
        { type: "ipc" },
        { type: "uts" },
        { type: "mount" },
        { type: "cgroup" }
      ],
      maskedPaths: [
        "/proc/acpi",
        "/proc/asound",
        "/proc/kcore",
        "/proc/keys",
        "/proc/latency_stats",
        "/proc/timer_list",
        "/proc/timer_stats",
        "/proc/sched_debug",
        "/sys/firmware",
        "/sys/devices/virtual/powercap",
        "/proc/scsi"
      ],
      readonlyPaths: ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"]
    }
  };
}
function defaultMounts() {
  return [
    mount("/proc", "proc", "proc"),
    mount("/dev", "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"),
    // 5 is the group tty, of which a terminal's mode lets every user write to it.
    mount(
      "/dev/pts",
      "devpts",
      "devpts",
      "nosuid",
      "noexec",
      "newinstance",
      "ptmxmode=0666",
      "mode=0620",
      "gid=5"
    ),
    mount("/dev/shm", "tmpfs", "shm", "nosuid", "noexec", "nodev", "mode=1777", "size=65536k"),
    mount("/dev/mqueue", "mqueue", "mqueue", "nosuid", "noexec", "nodev"),
    mount("/sys", "sysfs", "sysfs", "nosuid", "noexec", "nodev", "ro"),
    mount("/sys/fs/cgroup", "cgroup", "cgroup", "nosuid", "noexec", "nodev", "relatime", "ro")
  ];
}
function mount(destination, type, source2, ...options) {
  return options.length ? { destination, type, source: source2, options } : { destination, type, source: source2 };
}

// test/native/tools.ts
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
var root = process.env["ISOBOX_ROOT"] ?? process.cwd();
var builder = await import(pathToFileURL(join(root, "native/build.mjs")).href);
var scratch = mkdtempSync(join(tmpdir(), "isobox-native-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
var hosts = [
  { libc: "musl", host: builder.buildHost({ libc: "auto" }) },
  { libc: "glibc", host: builder.buildHost({ libc: "glibc" }) }
];
var host = hosts[0].host;
function run(program, args = [], options = {}) {
  const result = spawnSync(program, args, {
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 1 << 28,
    ...options,
    encoding: "utf8"
  });
  if (result.error) throw result.error;
  const { status, signal, stdout, stderr } = result;
  return { status, signal, stdout, stderr };
}
var calls = {
  brk: [12, 214],
  clone: [56, 220],
  close: [3, 57],
  execve: [59, 221],
  fcntl: [72, 25],
  getdents64: [217, 61],
  getpid: [39, 172],
  mkdirat: [258, 34],
  mmap: [9, 222],
  openat: [257, 56],
  pipe2: [293, 59],
  prctl: [157, 167],
  read: [0, 63],
  readlinkat: [267, 78],
  rt_sigprocmask: [14, 135],
  statfs: [137, 43],
  symlinkat: [266, 36],
  unlinkat: [263, 35],
  wait4: [61, 260],
  write: [1, 64]
};
var numbers = Object.entries(calls).map(([name, both]) => [name, both[process.arch === "x64" ? 0 : 1]]);
var prelude = `
const host = __host__, NR = ${JSON.stringify(Object.fromEntries(numbers))}, AT_FDCWD = -100;
const print = (text) => { const bytes = host.encode(text + "\\n"); host.syscall(NR.write, 1, bytes, bytes.length); };
const describe = (f) => { try { return String(f()); } catch (e) { return e.name + ": " + e.message; } };
`;
function skip(reason) {
  console.log(`SKIP ${reason}`);
}

// test/native/layout.test.ts
var test = suite("layout");
var trainer = builder.buildTrainer();
var bin = process.env["ISOBOX_BIN"] ?? `${root}/dist/bin`;
var bytesOf = (file) => readFileSync(file, "latin1");
var source = `${prelude}
const words = Array.from({ length: 3000 }, (_, i) => "word" + i), table = new Map(words.map((w, i) => [w, { i, list: [i], again: /a(b+)c/u }]));
const big = new Uint8Array(20000).fill(3), grown = []; for (let i = 0; i < 5000; i++) grown.push({ i }); grown.length = 10;
class A { #x = 1; get x() { return this.#x; } } const hot = Array.from({ length: 20 }, (_, i) => ({ i, next: words[i * 100] }));
host.main((argv) => { let sum = 0; for (const h of hot) { h.i++; sum += h.i + table.get(h.next).list[0]; } hot.push({}); hot[0].more = 1;
  const fd = host.syscall(NR.openat, AT_FDCWD, "/proc/self/stat", 0);
  print([sum, big[19999], grown.length, new A().x, argv.length, fd > 0, table.size, Object.keys(hot[0])].join()); });`;
var rehearsal = `let calls = 0;
const status = __host__.rehearse(["program", "x"], ["A=1"], (nr, ...args) => { calls++; return args.length > 3 ? 5 : args[2]; });
if (status !== 0) throw new Error("status " + status);`;
var bundle = join2(scratch, "bundle.js");
var train = join2(scratch, "train.js");
writeFileSync2(bundle, source);
writeFileSync2(train, rehearsal);
for (const { libc, host: host2 } of hosts) {
  test(`a planned heap has the same bytes each time, and does what an unplanned one does (${libc})`, () => {
    const out = (name) => join2(scratch, `${libc}-${name}`);
    builder.freeze({ host: host2, bundle, out: out("plain") });
    builder.freeze({ host: host2, bundle, out: out("one"), train });
    const plan = out("plan");
    const env = { HOME: "/nonexistent", FILL: "x".repeat(70001) };
    spawnSync2("setarch", ["-R", trainer, "--freeze", bundle, "-o", plan, "--train", train], {
      env,
      cwd: "/"
    });
    spawnSync2("setarch", ["-R", host2, "--freeze", bundle, "-o", out("two"), "--plan", plan], {
      env,
      cwd: "/"
    });
    assert.ok(bytesOf(out("one")) === bytesOf(out("two")));
    assert.not(bytesOf(out("one")) === bytesOf(out("plain")));
    assert.not(existsSync2(`${out("one")}.plan`));
    const [planned, plain] = [run(out("one"), ["x"]), run(out("plain"), ["x"])];
    assert.is(planned.stdout, plain.stdout);
    assert.is(planned.stdout, "19210,3,10,1,2,true,3000,i,next,more\n");
    assert.is(planned.status, 0);
  });
  test(`a plan for another bundle, or half a plan, is refused (${libc})`, () => {
    const plan = join2(scratch, `${libc}.plan`);
    assert.is(run(trainer, ["--freeze", bundle, "-o", plan, "--train", train]).status, 0);
    const other = join2(scratch, "other.js");
    writeFileSync2(other, source.replace("length: 3000", "length: 2999"));
    const refused = run(host2, ["--freeze", other, "-o", join2(scratch, "refused"), "--plan", plan]);
    assert.match(refused.stderr, /the plan of the heap is for another bundle/);
    assert.is(refused.status, 125);
    writeFileSync2(plan, bytesOf(plan).slice(0, -4), "latin1");
    assert.match(
      run(host2, ["--freeze", bundle, "-o", join2(scratch, "refused"), "--plan", plan]).stderr,
      /the plan of the heap is damaged/
    );
    assert.not(existsSync2(join2(scratch, "refused")));
    assert.match(
      run(host2, ["--freeze", bundle, "-o", "x", "--train", train]).stderr,
      /needs the rehearsing host/
    );
  });
}
test("no call of a rehearsal reaches the kernel, and each starts from the frozen heap", () => {
  const witness = join2(scratch, "witness");
  writeFileSync2(
    bundle.replace("bundle", "calls"),
    `${prelude} let n = 0; host.main(() => { n++; host.syscall(NR.mkdirat, AT_FDCWD, ${JSON.stringify(witness)}, 511); return n; });`
  );
  writeFileSync2(
    train.replace("train", "calls-train"),
    `for (let i = 0; i < 3; i++) { const status = __host__.rehearse(["x"], [], () => 0); if (status !== 1) throw new Error("status " + status); }`
  );
  const outcome = run(trainer, [
    ...["--freeze", bundle.replace("bundle", "calls"), "-o", join2(scratch, "calls.plan")],
    ...["--train", train.replace("train", "calls-train")]
  ]);
  assert.is(outcome.stderr, "");
  assert.is(outcome.status, 0);
  assert.not(existsSync2(witness));
});
var names = new Map(
  Object.entries(process.arch === "x64" ? NR2 : NR).map(([name, nr]) => [nr, name])
);
async function rehearsedCalls() {
  const { bundleOptions } = await import(`file://${root}/scripts/build.mjs`);
  const script = join2(scratch, "training.js");
  await build({
    ...bundleOptions,
    entryPoints: [`${root}/packages/isobox/src/training/index.ts`],
    outfile: script,
    define: { ISOBOX_SHOW_CALLS: "true" }
  });
  const program = `${root}/native/out/isobox.js`;
  const outcome = run(trainer, ["--freeze", program, "-o", join2(scratch, "isobox.plan"), "--train", script]);
  assert.is(outcome.status, 0);
  const runs2 = /* @__PURE__ */ new Map();
  let current = [];
  for (const line of outcome.stderr.split("\n")) {
    const [word, nr] = line.split(" ");
    if (word === "RUN") runs2.set(line.slice(4), current = []);
    if (word === "CALL") current.push(names.get(Number(nr)) ?? "?");
  }
  return { runs: runs2, notes: outcome.stderr.split("\n").filter((line) => line.startsWith("NOTE")) };
}
var { runs, notes } = await rehearsedCalls();
test("each rehearsed run of isobox goes to its end", () => {
  assert.equal(notes, []);
  assert.ok(runs.size >= 14);
  for (const [name, calls2] of runs) {
    const last = name.endsWith("--version") ? "write" : name.startsWith("parent") ? /^(execve|exit_group)$/ : "execve";
    assert.match(calls2.at(-1) ?? "", last, name);
  }
});
test("a rehearsed oci-run makes the calls of a real one", () => {
  if (process.getuid?.() !== 0 || spawnSync2("strace", ["-V"]).error)
    return skip("root and strace are needed");
  const base = defaultConfig();
  const folder = join2(scratch, "bundle");
  mkdirSync(`${folder}/rootfs/bin`, { recursive: true });
  for (const name of ["dev", "proc", "sys"]) mkdirSync(`${folder}/rootfs/${name}`);
  copyFileSync("/bin/busybox", `${folder}/rootfs/bin/true`);
  const process_ = { ...base.process, terminal: false, args: ["/bin/true"] };
  writeFileSync2(`${folder}/config.json`, JSON.stringify({ ...base, process: process_ }));
  const id = `layout-${process.pid}`;
  const trace = join2(scratch, "trace");
  const strace = ["-ff", "-o", trace, `${bin}/oci-run`, "run", "--bundle", folder, id];
  assert.is(run("strace", strace).status, 0);
  const files = run("/bin/sh", ["-c", `ls ${trace}.* | sort -t. -k2 -n`]).stdout.trim().split("\n");
  const calls2 = files.map(
    (file) => readFileSync(file, "utf8").split("\n").flatMap((line) => /^(\w+)\(/.exec(line)?.[1] ?? [])
  );
  const own = /^(arch_prctl|set_tid_address|execveat|prlimit64|mmap|munmap|faccessat|rt_sigprocmask|mount_setattr)$/;
  const [parent, child] = calls2;
  const played = (side) => new Set([...runs].filter(([name]) => name.startsWith(`${side} oci-run`)).flatMap(([, list]) => list));
  const real = (list) => [...new Set(list)].filter((name) => !own.test(name));
  const ends = child.indexOf("execve");
  assert.ok(ends > 50);
  const only = (list, side) => real(list).filter((name) => !played(side).has(name));
  assert.equal(only(parent.slice(parent.lastIndexOf("prlimit64")), "parent"), []);
  assert.equal(only(child.slice(0, ends), "child"), []);
  rmSync2(folder, { recursive: true });
});
test.run();
//# sourceMappingURL=data:application/json;base64,ewogICJ2ZXJzaW9uIjogMywKICAic291cmNlcyI6IFsiLi4vbmF0aXZlL2xheW91dC50ZXN0LnRzIiwgIi4uLy4uL3BhY2thZ2VzL2tlcm5lbC9zcmMvYWJpL2dlbmVyYXRlZC9uci5hYXJjaDY0LnRzIiwgIi4uLy4uL3BhY2thZ2VzL2tlcm5lbC9zcmMvYWJpL2dlbmVyYXRlZC9uci54ODZfNjQudHMiLCAiLi4vLi4vcGFja2FnZXMvb2NpLXNwZWMvc3JjL2RlZmF1bHQudHMiLCAiLi4vbmF0aXZlL3Rvb2xzLnRzIl0sCiAgInNvdXJjZXNDb250ZW50IjogWyIvLyBUaGUgbGF5b3V0IG9mIHRoZSBmcm96ZW4gaGVhcDogbWFkZSBieSBhIHJlaGVhcnNhbCwgdGhlIHNhbWUgYnl0ZXMgZWFjaCB0aW1lLCBhbmQgbm8gY2hhbmdlIG9mIHdoYXQgYSBwcm9ncmFtIGRvZXMuXG5pbXBvcnQgeyBzcGF3blN5bmMgfSBmcm9tIFwibm9kZTpjaGlsZF9wcm9jZXNzXCI7XG5pbXBvcnQgeyBjb3B5RmlsZVN5bmMsIGV4aXN0c1N5bmMsIG1rZGlyU3luYywgcmVhZEZpbGVTeW5jLCBybVN5bmMsIHdyaXRlRmlsZVN5bmMgfSBmcm9tIFwibm9kZTpmc1wiO1xuaW1wb3J0IHsgam9pbiB9IGZyb20gXCJub2RlOnBhdGhcIjtcbmltcG9ydCB7IGJ1aWxkIH0gZnJvbSBcImVzYnVpbGRcIjtcbmltcG9ydCB7IHN1aXRlIH0gZnJvbSBcInV2dVwiO1xuaW1wb3J0ICogYXMgYXNzZXJ0IGZyb20gXCJ1dnUvYXNzZXJ0XCI7XG5pbXBvcnQgeyBOUiBhcyBhYXJjaDY0IH0gZnJvbSBcIi4uLy4uL3BhY2thZ2VzL2tlcm5lbC9zcmMvYWJpL2dlbmVyYXRlZC9uci5hYXJjaDY0LnRzXCI7XG5pbXBvcnQgeyBOUiBhcyB4ODZfNjQgfSBmcm9tIFwiLi4vLi4vcGFja2FnZXMva2VybmVsL3NyYy9hYmkvZ2VuZXJhdGVkL25yLng4Nl82NC50c1wiO1xuaW1wb3J0IHsgZGVmYXVsdENvbmZpZyB9IGZyb20gXCIuLi8uLi9wYWNrYWdlcy9vY2ktc3BlYy9zcmMvZGVmYXVsdC50c1wiO1xuaW1wb3J0IHsgYnVpbGRlciwgaG9zdHMsIHByZWx1ZGUsIHJvb3QsIHJ1biwgc2NyYXRjaCwgc2tpcCB9IGZyb20gXCIuL3Rvb2xzLnRzXCI7XG5cbmNvbnN0IHRlc3QgPSBzdWl0ZShcImxheW91dFwiKTtcbmNvbnN0IHRyYWluZXIgPSBidWlsZGVyLmJ1aWxkVHJhaW5lcigpO1xuY29uc3QgYmluID0gcHJvY2Vzcy5lbnZbXCJJU09CT1hfQklOXCJdID8/IGAke3Jvb3R9L2Rpc3QvYmluYDtcbmNvbnN0IGJ5dGVzT2YgPSAoZmlsZTogc3RyaW5nKSA9PiByZWFkRmlsZVN5bmMoZmlsZSwgXCJsYXRpbjFcIik7XG5cbmNvbnN0IHNvdXJjZSA9IGAke3ByZWx1ZGV9XG5jb25zdCB3b3JkcyA9IEFycmF5LmZyb20oeyBsZW5ndGg6IDMwMDAgfSwgKF8sIGkpID0+IFwid29yZFwiICsgaSksIHRhYmxlID0gbmV3IE1hcCh3b3Jkcy5tYXAoKHcsIGkpID0+IFt3LCB7IGksIGxpc3Q6IFtpXSwgYWdhaW46IC9hKGIrKWMvdSB9XSkpO1xuY29uc3QgYmlnID0gbmV3IFVpbnQ4QXJyYXkoMjAwMDApLmZpbGwoMyksIGdyb3duID0gW107IGZvciAobGV0IGkgPSAwOyBpIDwgNTAwMDsgaSsrKSBncm93bi5wdXNoKHsgaSB9KTsgZ3Jvd24ubGVuZ3RoID0gMTA7XG5jbGFzcyBBIHsgI3ggPSAxOyBnZXQgeCgpIHsgcmV0dXJuIHRoaXMuI3g7IH0gfSBjb25zdCBob3QgPSBBcnJheS5mcm9tKHsgbGVuZ3RoOiAyMCB9LCAoXywgaSkgPT4gKHsgaSwgbmV4dDogd29yZHNbaSAqIDEwMF0gfSkpO1xuaG9zdC5tYWluKChhcmd2KSA9PiB7IGxldCBzdW0gPSAwOyBmb3IgKGNvbnN0IGggb2YgaG90KSB7IGguaSsrOyBzdW0gKz0gaC5pICsgdGFibGUuZ2V0KGgubmV4dCkubGlzdFswXTsgfSBob3QucHVzaCh7fSk7IGhvdFswXS5tb3JlID0gMTtcbiAgY29uc3QgZmQgPSBob3N0LnN5c2NhbGwoTlIub3BlbmF0LCBBVF9GRENXRCwgXCIvcHJvYy9zZWxmL3N0YXRcIiwgMCk7XG4gIHByaW50KFtzdW0sIGJpZ1sxOTk5OV0sIGdyb3duLmxlbmd0aCwgbmV3IEEoKS54LCBhcmd2Lmxlbmd0aCwgZmQgPiAwLCB0YWJsZS5zaXplLCBPYmplY3Qua2V5cyhob3RbMF0pXS5qb2luKCkpOyB9KTtgO1xuY29uc3QgcmVoZWFyc2FsID0gYGxldCBjYWxscyA9IDA7XG5jb25zdCBzdGF0dXMgPSBfX2hvc3RfXy5yZWhlYXJzZShbXCJwcm9ncmFtXCIsIFwieFwiXSwgW1wiQT0xXCJdLCAobnIsIC4uLmFyZ3MpID0+IHsgY2FsbHMrKzsgcmV0dXJuIGFyZ3MubGVuZ3RoID4gMyA/IDUgOiBhcmdzWzJdOyB9KTtcbmlmIChzdGF0dXMgIT09IDApIHRocm93IG5ldyBFcnJvcihcInN0YXR1cyBcIiArIHN0YXR1cyk7YDtcblxuY29uc3QgYnVuZGxlID0gam9pbihzY3JhdGNoLCBcImJ1bmRsZS5qc1wiKTtcbmNvbnN0IHRyYWluID0gam9pbihzY3JhdGNoLCBcInRyYWluLmpzXCIpO1xud3JpdGVGaWxlU3luYyhidW5kbGUsIHNvdXJjZSk7XG53cml0ZUZpbGVTeW5jKHRyYWluLCByZWhlYXJzYWwpO1xuXG5mb3IgKGNvbnN0IHsgbGliYywgaG9zdCB9IG9mIGhvc3RzKSB7XG4gIHRlc3QoYGEgcGxhbm5lZCBoZWFwIGhhcyB0aGUgc2FtZSBieXRlcyBlYWNoIHRpbWUsIGFuZCBkb2VzIHdoYXQgYW4gdW5wbGFubmVkIG9uZSBkb2VzICgke2xpYmN9KWAsICgpID0+IHtcbiAgICBjb25zdCBvdXQgPSAobmFtZTogc3RyaW5nKSA9PiBqb2luKHNjcmF0Y2gsIGAke2xpYmN9LSR7bmFtZX1gKTtcbiAgICBidWlsZGVyLmZyZWV6ZSh7IGhvc3QsIGJ1bmRsZSwgb3V0OiBvdXQoXCJwbGFpblwiKSB9KTtcbiAgICBidWlsZGVyLmZyZWV6ZSh7IGhvc3QsIGJ1bmRsZSwgb3V0OiBvdXQoXCJvbmVcIiksIHRyYWluIH0pO1xuICAgIGNvbnN0IHBsYW4gPSBvdXQoXCJwbGFuXCIpO1xuICAgIGNvbnN0IGVudiA9IHsgSE9NRTogXCIvbm9uZXhpc3RlbnRcIiwgRklMTDogXCJ4XCIucmVwZWF0KDcwXzAwMSkgfTtcbiAgICBzcGF3blN5bmMoXCJzZXRhcmNoXCIsIFtcIi1SXCIsIHRyYWluZXIsIFwiLS1mcmVlemVcIiwgYnVuZGxlLCBcIi1vXCIsIHBsYW4sIFwiLS10cmFpblwiLCB0cmFpbl0sIHtcbiAgICAgIGVudixcbiAgICAgIGN3ZDogXCIvXCIsXG4gICAgfSk7XG4gICAgc3Bhd25TeW5jKFwic2V0YXJjaFwiLCBbXCItUlwiLCBob3N0LCBcIi0tZnJlZXplXCIsIGJ1bmRsZSwgXCItb1wiLCBvdXQoXCJ0d29cIiksIFwiLS1wbGFuXCIsIHBsYW5dLCB7XG4gICAgICBlbnYsXG4gICAgICBjd2Q6IFwiL1wiLFxuICAgIH0pO1xuICAgIGFzc2VydC5vayhieXRlc09mKG91dChcIm9uZVwiKSkgPT09IGJ5dGVzT2Yob3V0KFwidHdvXCIpKSk7XG4gICAgYXNzZXJ0Lm5vdChieXRlc09mKG91dChcIm9uZVwiKSkgPT09IGJ5dGVzT2Yob3V0KFwicGxhaW5cIikpKTtcbiAgICBhc3NlcnQubm90KGV4aXN0c1N5bmMoYCR7b3V0KFwib25lXCIpfS5wbGFuYCkpO1xuICAgIGNvbnN0IFtwbGFubmVkLCBwbGFpbl0gPSBbcnVuKG91dChcIm9uZVwiKSwgW1wieFwiXSksIHJ1bihvdXQoXCJwbGFpblwiKSwgW1wieFwiXSldO1xuICAgIGFzc2VydC5pcyhwbGFubmVkLnN0ZG91dCwgcGxhaW4uc3Rkb3V0KTtcbiAgICBhc3NlcnQuaXMocGxhbm5lZC5zdGRvdXQsIFwiMTkyMTAsMywxMCwxLDIsdHJ1ZSwzMDAwLGksbmV4dCxtb3JlXFxuXCIpO1xuICAgIGFzc2VydC5pcyhwbGFubmVkLnN0YXR1cywgMCk7XG4gIH0pO1xuXG4gIHRlc3QoYGEgcGxhbiBmb3IgYW5vdGhlciBidW5kbGUsIG9yIGhhbGYgYSBwbGFuLCBpcyByZWZ1c2VkICgke2xpYmN9KWAsICgpID0+IHtcbiAgICBjb25zdCBwbGFuID0gam9pbihzY3JhdGNoLCBgJHtsaWJjfS5wbGFuYCk7XG4gICAgYXNzZXJ0LmlzKHJ1bih0cmFpbmVyLCBbXCItLWZyZWV6ZVwiLCBidW5kbGUsIFwiLW9cIiwgcGxhbiwgXCItLXRyYWluXCIsIHRyYWluXSkuc3RhdHVzLCAwKTtcbiAgICBjb25zdCBvdGhlciA9IGpvaW4oc2NyYXRjaCwgXCJvdGhlci5qc1wiKTtcbiAgICB3cml0ZUZpbGVTeW5jKG90aGVyLCBzb3VyY2UucmVwbGFjZShcImxlbmd0aDogMzAwMFwiLCBcImxlbmd0aDogMjk5OVwiKSk7XG4gICAgY29uc3QgcmVmdXNlZCA9IHJ1bihob3N0LCBbXCItLWZyZWV6ZVwiLCBvdGhlciwgXCItb1wiLCBqb2luKHNjcmF0Y2gsIFwicmVmdXNlZFwiKSwgXCItLXBsYW5cIiwgcGxhbl0pO1xuICAgIGFzc2VydC5tYXRjaChyZWZ1c2VkLnN0ZGVyciwgL3RoZSBwbGFuIG9mIHRoZSBoZWFwIGlzIGZvciBhbm90aGVyIGJ1bmRsZS8pO1xuICAgIGFzc2VydC5pcyhyZWZ1c2VkLnN0YXR1cywgMTI1KTtcbiAgICB3cml0ZUZpbGVTeW5jKHBsYW4sIGJ5dGVzT2YocGxhbikuc2xpY2UoMCwgLTQpLCBcImxhdGluMVwiKTtcbiAgICBhc3NlcnQubWF0Y2goXG4gICAgICBydW4oaG9zdCwgW1wiLS1mcmVlemVcIiwgYnVuZGxlLCBcIi1vXCIsIGpvaW4oc2NyYXRjaCwgXCJyZWZ1c2VkXCIpLCBcIi0tcGxhblwiLCBwbGFuXSkuc3RkZXJyLFxuICAgICAgL3RoZSBwbGFuIG9mIHRoZSBoZWFwIGlzIGRhbWFnZWQvLFxuICAgICk7XG4gICAgYXNzZXJ0Lm5vdChleGlzdHNTeW5jKGpvaW4oc2NyYXRjaCwgXCJyZWZ1c2VkXCIpKSk7XG4gICAgYXNzZXJ0Lm1hdGNoKFxuICAgICAgcnVuKGhvc3QsIFtcIi0tZnJlZXplXCIsIGJ1bmRsZSwgXCItb1wiLCBcInhcIiwgXCItLXRyYWluXCIsIHRyYWluXSkuc3RkZXJyLFxuICAgICAgL25lZWRzIHRoZSByZWhlYXJzaW5nIGhvc3QvLFxuICAgICk7XG4gIH0pO1xufVxuXG50ZXN0KFwibm8gY2FsbCBvZiBhIHJlaGVhcnNhbCByZWFjaGVzIHRoZSBrZXJuZWwsIGFuZCBlYWNoIHN0YXJ0cyBmcm9tIHRoZSBmcm96ZW4gaGVhcFwiLCAoKSA9PiB7XG4gIGNvbnN0IHdpdG5lc3MgPSBqb2luKHNjcmF0Y2gsIFwid2l0bmVzc1wiKTtcbiAgd3JpdGVGaWxlU3luYyhcbiAgICBidW5kbGUucmVwbGFjZShcImJ1bmRsZVwiLCBcImNhbGxzXCIpLFxuICAgIGAke3ByZWx1ZGV9IGxldCBuID0gMDsgaG9zdC5tYWluKCgpID0+IHsgbisrOyBob3N0LnN5c2NhbGwoTlIubWtkaXJhdCwgQVRfRkRDV0QsICR7SlNPTi5zdHJpbmdpZnkod2l0bmVzcyl9LCA1MTEpOyByZXR1cm4gbjsgfSk7YCxcbiAgKTtcbiAgd3JpdGVGaWxlU3luYyhcbiAgICB0cmFpbi5yZXBsYWNlKFwidHJhaW5cIiwgXCJjYWxscy10cmFpblwiKSxcbiAgICBgZm9yIChsZXQgaSA9IDA7IGkgPCAzOyBpKyspIHsgY29uc3Qgc3RhdHVzID0gX19ob3N0X18ucmVoZWFyc2UoW1wieFwiXSwgW10sICgpID0+IDApOyBpZiAoc3RhdHVzICE9PSAxKSB0aHJvdyBuZXcgRXJyb3IoXCJzdGF0dXMgXCIgKyBzdGF0dXMpOyB9YCxcbiAgKTtcbiAgY29uc3Qgb3V0Y29tZSA9IHJ1bih0cmFpbmVyLCBbXG4gICAgLi4uW1wiLS1mcmVlemVcIiwgYnVuZGxlLnJlcGxhY2UoXCJidW5kbGVcIiwgXCJjYWxsc1wiKSwgXCItb1wiLCBqb2luKHNjcmF0Y2gsIFwiY2FsbHMucGxhblwiKV0sXG4gICAgLi4uW1wiLS10cmFpblwiLCB0cmFpbi5yZXBsYWNlKFwidHJhaW5cIiwgXCJjYWxscy10cmFpblwiKV0sXG4gIF0pO1xuICBhc3NlcnQuaXMob3V0Y29tZS5zdGRlcnIsIFwiXCIpO1xuICBhc3NlcnQuaXMob3V0Y29tZS5zdGF0dXMsIDApO1xuICBhc3NlcnQubm90KGV4aXN0c1N5bmMod2l0bmVzcykpO1xufSk7XG5cbi8vIFRoZSByZWhlYXJzYWwgb2YgaXNvYm94IGl0c2VsZi5cbmNvbnN0IG5hbWVzID0gbmV3IE1hcChcbiAgT2JqZWN0LmVudHJpZXMocHJvY2Vzcy5hcmNoID09PSBcIng2NFwiID8geDg2XzY0IDogYWFyY2g2NCkubWFwKChbbmFtZSwgbnJdKSA9PiBbbnIgYXMgbnVtYmVyLCBuYW1lXSksXG4pO1xuXG4vKiogVGhlIGNhbGxzIG9mIGVhY2ggcnVuIG9mIHBhY2thZ2VzL2lzb2JveC9zcmMvdHJhaW5pbmcsIGJ5IGBwYXJlbnRgIG9yIGBjaGlsZGAgYW5kIGl0cyBjb21tYW5kIGxpbmUuICovXG5hc3luYyBmdW5jdGlvbiByZWhlYXJzZWRDYWxscygpOiBQcm9taXNlPHsgcnVuczogTWFwPHN0cmluZywgc3RyaW5nW10+OyBub3Rlczogc3RyaW5nW10gfT4ge1xuICBjb25zdCB7IGJ1bmRsZU9wdGlvbnMgfSA9IGF3YWl0IGltcG9ydChgZmlsZTovLyR7cm9vdH0vc2NyaXB0cy9idWlsZC5tanNgKTtcbiAgY29uc3Qgc2NyaXB0ID0gam9pbihzY3JhdGNoLCBcInRyYWluaW5nLmpzXCIpO1xuICBhd2FpdCBidWlsZCh7XG4gICAgLi4uYnVuZGxlT3B0aW9ucyxcbiAgICBlbnRyeVBvaW50czogW2Ake3Jvb3R9L3BhY2thZ2VzL2lzb2JveC9zcmMvdHJhaW5pbmcvaW5kZXgudHNgXSxcbiAgICBvdXRmaWxlOiBzY3JpcHQsXG4gICAgZGVmaW5lOiB7IElTT0JPWF9TSE9XX0NBTExTOiBcInRydWVcIiB9LFxuICB9KTtcbiAgY29uc3QgcHJvZ3JhbSA9IGAke3Jvb3R9L25hdGl2ZS9vdXQvaXNvYm94LmpzYDtcbiAgY29uc3Qgb3V0Y29tZSA9IHJ1bih0cmFpbmVyLCBbXCItLWZyZWV6ZVwiLCBwcm9ncmFtLCBcIi1vXCIsIGpvaW4oc2NyYXRjaCwgXCJpc29ib3gucGxhblwiKSwgXCItLXRyYWluXCIsIHNjcmlwdF0pO1xuICBhc3NlcnQuaXMob3V0Y29tZS5zdGF0dXMsIDApO1xuICBjb25zdCBydW5zID0gbmV3IE1hcDxzdHJpbmcsIHN0cmluZ1tdPigpO1xuICBsZXQgY3VycmVudDogc3RyaW5nW10gPSBbXTtcbiAgZm9yIChjb25zdCBsaW5lIG9mIG91dGNvbWUuc3RkZXJyLnNwbGl0KFwiXFxuXCIpKSB7XG4gICAgY29uc3QgW3dvcmQsIG5yXSA9IGxpbmUuc3BsaXQoXCIgXCIpO1xuICAgIGlmICh3b3JkID09PSBcIlJVTlwiKSBydW5zLnNldChsaW5lLnNsaWNlKDQpLCAoY3VycmVudCA9IFtdKSk7XG4gICAgaWYgKHdvcmQgPT09IFwiQ0FMTFwiKSBjdXJyZW50LnB1c2gobmFtZXMuZ2V0KE51bWJlcihucikpID8/IFwiP1wiKTtcbiAgfVxuICByZXR1cm4geyBydW5zLCBub3Rlczogb3V0Y29tZS5zdGRlcnIuc3BsaXQoXCJcXG5cIikuZmlsdGVyKChsaW5lKSA9PiBsaW5lLnN0YXJ0c1dpdGgoXCJOT1RFXCIpKSB9O1xufVxuXG5jb25zdCB7IHJ1bnMsIG5vdGVzIH0gPSBhd2FpdCByZWhlYXJzZWRDYWxscygpO1xuXG50ZXN0KFwiZWFjaCByZWhlYXJzZWQgcnVuIG9mIGlzb2JveCBnb2VzIHRvIGl0cyBlbmRcIiwgKCkgPT4ge1xuICBhc3NlcnQuZXF1YWwobm90ZXMsIFtdKTtcbiAgYXNzZXJ0Lm9rKHJ1bnMuc2l6ZSA+PSAxNCk7XG4gIGZvciAoY29uc3QgW25hbWUsIGNhbGxzXSBvZiBydW5zKSB7XG4gICAgY29uc3QgbGFzdCA9IG5hbWUuZW5kc1dpdGgoXCItLXZlcnNpb25cIilcbiAgICAgID8gXCJ3cml0ZVwiXG4gICAgICA6IG5hbWUuc3RhcnRzV2l0aChcInBhcmVudFwiKVxuICAgICAgICA/IC9eKGV4ZWN2ZXxleGl0X2dyb3VwKSQvXG4gICAgICAgIDogXCJleGVjdmVcIjtcbiAgICBhc3NlcnQubWF0Y2goY2FsbHMuYXQoLTEpID8/IFwiXCIsIGxhc3QsIG5hbWUpO1xuICB9XG59KTtcblxudGVzdChcImEgcmVoZWFyc2VkIG9jaS1ydW4gbWFrZXMgdGhlIGNhbGxzIG9mIGEgcmVhbCBvbmVcIiwgKCkgPT4ge1xuICBpZiAocHJvY2Vzcy5nZXR1aWQ/LigpICE9PSAwIHx8IHNwYXduU3luYyhcInN0cmFjZVwiLCBbXCItVlwiXSkuZXJyb3IpXG4gICAgcmV0dXJuIHNraXAoXCJyb290IGFuZCBzdHJhY2UgYXJlIG5lZWRlZFwiKTtcbiAgY29uc3QgYmFzZSA9IGRlZmF1bHRDb25maWcoKTtcbiAgY29uc3QgZm9sZGVyID0gam9pbihzY3JhdGNoLCBcImJ1bmRsZVwiKTtcbiAgbWtkaXJTeW5jKGAke2ZvbGRlcn0vcm9vdGZzL2JpbmAsIHsgcmVjdXJzaXZlOiB0cnVlIH0pO1xuICBmb3IgKGNvbnN0IG5hbWUgb2YgW1wiZGV2XCIsIFwicHJvY1wiLCBcInN5c1wiXSkgbWtkaXJTeW5jKGAke2ZvbGRlcn0vcm9vdGZzLyR7bmFtZX1gKTtcbiAgY29weUZpbGVTeW5jKFwiL2Jpbi9idXN5Ym94XCIsIGAke2ZvbGRlcn0vcm9vdGZzL2Jpbi90cnVlYCk7XG4gIGNvbnN0IHByb2Nlc3NfID0geyAuLi5iYXNlLnByb2Nlc3MsIHRlcm1pbmFsOiBmYWxzZSwgYXJnczogW1wiL2Jpbi90cnVlXCJdIH07XG4gIHdyaXRlRmlsZVN5bmMoYCR7Zm9sZGVyfS9jb25maWcuanNvbmAsIEpTT04uc3RyaW5naWZ5KHsgLi4uYmFzZSwgcHJvY2VzczogcHJvY2Vzc18gfSkpO1xuICBjb25zdCBpZCA9IGBsYXlvdXQtJHtwcm9jZXNzLnBpZH1gO1xuICBjb25zdCB0cmFjZSA9IGpvaW4oc2NyYXRjaCwgXCJ0cmFjZVwiKTtcbiAgY29uc3Qgc3RyYWNlID0gW1wiLWZmXCIsIFwiLW9cIiwgdHJhY2UsIGAke2Jpbn0vb2NpLXJ1bmAsIFwicnVuXCIsIFwiLS1idW5kbGVcIiwgZm9sZGVyLCBpZF07XG4gIGFzc2VydC5pcyhydW4oXCJzdHJhY2VcIiwgc3RyYWNlKS5zdGF0dXMsIDApO1xuICBjb25zdCBmaWxlcyA9IHJ1bihcIi9iaW4vc2hcIiwgW1wiLWNcIiwgYGxzICR7dHJhY2V9LiogfCBzb3J0IC10LiAtazIgLW5gXSlcbiAgICAuc3Rkb3V0LnRyaW0oKVxuICAgIC5zcGxpdChcIlxcblwiKTtcbiAgY29uc3QgY2FsbHMgPSBmaWxlcy5tYXAoKGZpbGUpID0+XG4gICAgcmVhZEZpbGVTeW5jKGZpbGUsIFwidXRmOFwiKVxuICAgICAgLnNwbGl0KFwiXFxuXCIpXG4gICAgICAuZmxhdE1hcCgobGluZSkgPT4gL14oXFx3KylcXCgvLmV4ZWMobGluZSk/LlsxXSA/PyBbXSksXG4gICk7XG4gIC8vIFRoZSBob3N0J3Mgb3duIGNhbGxzIGJlZm9yZSBtYWluIChuYXRpdmUvc3JjL3Byb3RlY3QuYywgcnVuLmMpLCBpdHMgaGVhcCdzIGdyb3d0aDsgYmVoaW5kIHRoZSBleGVjLCB0aGUgcGF5bG9hZCdzLlxuICBjb25zdCBvd24gPVxuICAgIC9eKGFyY2hfcHJjdGx8c2V0X3RpZF9hZGRyZXNzfGV4ZWN2ZWF0fHBybGltaXQ2NHxtbWFwfG11bm1hcHxmYWNjZXNzYXR8cnRfc2lncHJvY21hc2t8bW91bnRfc2V0YXR0cikkLztcbiAgY29uc3QgW3BhcmVudCwgY2hpbGRdID0gY2FsbHMgYXMgW3N0cmluZ1tdLCBzdHJpbmdbXV07XG4gIGNvbnN0IHBsYXllZCA9IChzaWRlOiBzdHJpbmcpID0+XG4gICAgbmV3IFNldChbLi4ucnVuc10uZmlsdGVyKChbbmFtZV0pID0+IG5hbWUuc3RhcnRzV2l0aChgJHtzaWRlfSBvY2ktcnVuYCkpLmZsYXRNYXAoKFssIGxpc3RdKSA9PiBsaXN0KSk7XG4gIGNvbnN0IHJlYWwgPSAobGlzdDogc3RyaW5nW10pID0+IFsuLi5uZXcgU2V0KGxpc3QpXS5maWx0ZXIoKG5hbWUpID0+ICFvd24udGVzdChuYW1lKSk7XG4gIGNvbnN0IGVuZHMgPSBjaGlsZC5pbmRleE9mKFwiZXhlY3ZlXCIpO1xuICBhc3NlcnQub2soZW5kcyA+IDUwKTtcbiAgY29uc3Qgb25seSA9IChsaXN0OiBzdHJpbmdbXSwgc2lkZTogc3RyaW5nKSA9PiByZWFsKGxpc3QpLmZpbHRlcigobmFtZSkgPT4gIXBsYXllZChzaWRlKS5oYXMobmFtZSkpO1xuICBhc3NlcnQuZXF1YWwob25seShwYXJlbnQuc2xpY2UocGFyZW50Lmxhc3RJbmRleE9mKFwicHJsaW1pdDY0XCIpKSwgXCJwYXJlbnRcIiksIFtdKTtcbiAgYXNzZXJ0LmVxdWFsKG9ubHkoY2hpbGQuc2xpY2UoMCwgZW5kcyksIFwiY2hpbGRcIiksIFtdKTtcbiAgcm1TeW5jKGZvbGRlciwgeyByZWN1cnNpdmU6IHRydWUgfSk7XG59KTtcblxudGVzdC5ydW4oKTtcbiIsICIvLyBHZW5lcmF0ZWQgYnkgcGFja2FnZXMva2VybmVsL2dlbmVyYXRlLW5yLm1qcyBmcm9tIDxhc20tZ2VuZXJpYy91bmlzdGQuaD4uIERvIG5vdCBlZGl0LlxuXG5leHBvcnQgY29uc3QgTlIgPSB7XG4gIGlvX3NldHVwOiAwLFxuICBpb19kZXN0cm95OiAxLFxuICBpb19zdWJtaXQ6IDIsXG4gIGlvX2NhbmNlbDogMyxcbiAgaW9fZ2V0ZXZlbnRzOiA0LFxuICBzZXR4YXR0cjogNSxcbiAgbHNldHhhdHRyOiA2LFxuICBmc2V0eGF0dHI6IDcsXG4gIGdldHhhdHRyOiA4LFxuICBsZ2V0eGF0dHI6IDksXG4gIGZnZXR4YXR0cjogMTAsXG4gIGxpc3R4YXR0cjogMTEsXG4gIGxsaXN0eGF0dHI6IDEyLFxuICBmbGlzdHhhdHRyOiAxMyxcbiAgcmVtb3ZleGF0dHI6IDE0LFxuICBscmVtb3ZleGF0dHI6IDE1LFxuICBmcmVtb3ZleGF0dHI6IDE2LFxuICBnZXRjd2Q6IDE3LFxuICBsb29rdXBfZGNvb2tpZTogMTgsXG4gIGV2ZW50ZmQyOiAxOSxcbiAgZXBvbGxfY3JlYXRlMTogMjAsXG4gIGVwb2xsX2N0bDogMjEsXG4gIGVwb2xsX3B3YWl0OiAyMixcbiAgZHVwOiAyMyxcbiAgZHVwMzogMjQsXG4gIGZjbnRsOiAyNSxcbiAgaW5vdGlmeV9pbml0MTogMjYsXG4gIGlub3RpZnlfYWRkX3dhdGNoOiAyNyxcbiAgaW5vdGlmeV9ybV93YXRjaDogMjgsXG4gIGlvY3RsOiAyOSxcbiAgaW9wcmlvX3NldDogMzAsXG4gIGlvcHJpb19nZXQ6IDMxLFxuICBmbG9jazogMzIsXG4gIG1rbm9kYXQ6IDMzLFxuICBta2RpcmF0OiAzNCxcbiAgdW5saW5rYXQ6IDM1LFxuICBzeW1saW5rYXQ6IDM2LFxuICBsaW5rYXQ6IDM3LFxuICByZW5hbWVhdDogMzgsXG4gIHVtb3VudDI6IDM5LFxuICBtb3VudDogNDAsXG4gIHBpdm90X3Jvb3Q6IDQxLFxuICBuZnNzZXJ2Y3RsOiA0MixcbiAgc3RhdGZzOiA0MyxcbiAgZnN0YXRmczogNDQsXG4gIHRydW5jYXRlOiA0NSxcbiAgZnRydW5jYXRlOiA0NixcbiAgZmFsbG9jYXRlOiA0NyxcbiAgZmFjY2Vzc2F0OiA0OCxcbiAgY2hkaXI6IDQ5LFxuICBmY2hkaXI6IDUwLFxuICBjaHJvb3Q6IDUxLFxuICBmY2htb2Q6IDUyLFxuICBmY2htb2RhdDogNTMsXG4gIGZjaG93bmF0OiA1NCxcbiAgZmNob3duOiA1NSxcbiAgb3BlbmF0OiA1NixcbiAgY2xvc2U6IDU3LFxuICB2aGFuZ3VwOiA1OCxcbiAgcGlwZTI6IDU5LFxuICBxdW90YWN0bDogNjAsXG4gIGdldGRlbnRzNjQ6IDYxLFxuICBsc2VlazogNjIsXG4gIHJlYWQ6IDYzLFxuICB3cml0ZTogNjQsXG4gIHJlYWR2OiA2NSxcbiAgd3JpdGV2OiA2NixcbiAgcHJlYWQ2NDogNjcsXG4gIHB3cml0ZTY0OiA2OCxcbiAgcHJlYWR2OiA2OSxcbiAgcHdyaXRldjogNzAsXG4gIHNlbmRmaWxlOiA3MSxcbiAgcHNlbGVjdDY6IDcyLFxuICBwcG9sbDogNzMsXG4gIHNpZ25hbGZkNDogNzQsXG4gIHZtc3BsaWNlOiA3NSxcbiAgc3BsaWNlOiA3NixcbiAgdGVlOiA3NyxcbiAgcmVhZGxpbmthdDogNzgsXG4gIG5ld2ZzdGF0YXQ6IDc5LFxuICBmc3RhdDogODAsXG4gIHN5bmM6IDgxLFxuICBmc3luYzogODIsXG4gIGZkYXRhc3luYzogODMsXG4gIHN5bmNfZmlsZV9yYW5nZTogODQsXG4gIHRpbWVyZmRfY3JlYXRlOiA4NSxcbiAgdGltZXJmZF9zZXR0aW1lOiA4NixcbiAgdGltZXJmZF9nZXR0aW1lOiA4NyxcbiAgdXRpbWVuc2F0OiA4OCxcbiAgYWNjdDogODksXG4gIGNhcGdldDogOTAsXG4gIGNhcHNldDogOTEsXG4gIHBlcnNvbmFsaXR5OiA5MixcbiAgZXhpdDogOTMsXG4gIGV4aXRfZ3JvdXA6IDk0LFxuICB3YWl0aWQ6IDk1LFxuICBzZXRfdGlkX2FkZHJlc3M6IDk2LFxuICB1bnNoYXJlOiA5NyxcbiAgZnV0ZXg6IDk4LFxuICBzZXRfcm9idXN0X2xpc3Q6IDk5LFxuICBnZXRfcm9idXN0X2xpc3Q6IDEwMCxcbiAgbmFub3NsZWVwOiAxMDEsXG4gIGdldGl0aW1lcjogMTAyLFxuICBzZXRpdGltZXI6IDEwMyxcbiAga2V4ZWNfbG9hZDogMTA0LFxuICBpbml0X21vZHVsZTogMTA1LFxuICBkZWxldGVfbW9kdWxlOiAxMDYsXG4gIHRpbWVyX2NyZWF0ZTogMTA3LFxuICB0aW1lcl9nZXR0aW1lOiAxMDgsXG4gIHRpbWVyX2dldG92ZXJydW46IDEwOSxcbiAgdGltZXJfc2V0dGltZTogMTEwLFxuICB0aW1lcl9kZWxldGU6IDExMSxcbiAgY2xvY2tfc2V0dGltZTogMTEyLFxuICBjbG9ja19nZXR0aW1lOiAxMTMsXG4gIGNsb2NrX2dldHJlczogMTE0LFxuICBjbG9ja19uYW5vc2xlZXA6IDExNSxcbiAgc3lzbG9nOiAxMTYsXG4gIHB0cmFjZTogMTE3LFxuICBzY2hlZF9zZXRwYXJhbTogMTE4LFxuICBzY2hlZF9zZXRzY2hlZHVsZXI6IDExOSxcbiAgc2NoZWRfZ2V0c2NoZWR1bGVyOiAxMjAsXG4gIHNjaGVkX2dldHBhcmFtOiAxMjEsXG4gIHNjaGVkX3NldGFmZmluaXR5OiAxMjIsXG4gIHNjaGVkX2dldGFmZmluaXR5OiAxMjMsXG4gIHNjaGVkX3lpZWxkOiAxMjQsXG4gIHNjaGVkX2dldF9wcmlvcml0eV9tYXg6IDEyNSxcbiAgc2NoZWRfZ2V0X3ByaW9yaXR5X21pbjogMTI2LFxuICBzY2hlZF9ycl9nZXRfaW50ZXJ2YWw6IDEyNyxcbiAgcmVzdGFydF9zeXNjYWxsOiAxMjgsXG4gIGtpbGw6IDEyOSxcbiAgdGtpbGw6IDEzMCxcbiAgdGdraWxsOiAxMzEsXG4gIHNpZ2FsdHN0YWNrOiAxMzIsXG4gIHJ0X3NpZ3N1c3BlbmQ6IDEzMyxcbiAgcnRfc2lnYWN0aW9uOiAxMzQsXG4gIHJ0X3NpZ3Byb2NtYXNrOiAxMzUsXG4gIHJ0X3NpZ3BlbmRpbmc6IDEzNixcbiAgcnRfc2lndGltZWR3YWl0OiAxMzcsXG4gIHJ0X3NpZ3F1ZXVlaW5mbzogMTM4LFxuICBydF9zaWdyZXR1cm46IDEzOSxcbiAgc2V0cHJpb3JpdHk6IDE0MCxcbiAgZ2V0cHJpb3JpdHk6IDE0MSxcbiAgcmVib290OiAxNDIsXG4gIHNldHJlZ2lkOiAxNDMsXG4gIHNldGdpZDogMTQ0LFxuICBzZXRyZXVpZDogMTQ1LFxuICBzZXR1aWQ6IDE0NixcbiAgc2V0cmVzdWlkOiAxNDcsXG4gIGdldHJlc3VpZDogMTQ4LFxuICBzZXRyZXNnaWQ6IDE0OSxcbiAgZ2V0cmVzZ2lkOiAxNTAsXG4gIHNldGZzdWlkOiAxNTEsXG4gIHNldGZzZ2lkOiAxNTIsXG4gIHRpbWVzOiAxNTMsXG4gIHNldHBnaWQ6IDE1NCxcbiAgZ2V0cGdpZDogMTU1LFxuICBnZXRzaWQ6IDE1NixcbiAgc2V0c2lkOiAxNTcsXG4gIGdldGdyb3VwczogMTU4LFxuICBzZXRncm91cHM6IDE1OSxcbiAgdW5hbWU6IDE2MCxcbiAgc2V0aG9zdG5hbWU6IDE2MSxcbiAgc2V0ZG9tYWlubmFtZTogMTYyLFxuICBnZXRybGltaXQ6IDE2MyxcbiAgc2V0cmxpbWl0OiAxNjQsXG4gIGdldHJ1c2FnZTogMTY1LFxuICB1bWFzazogMTY2LFxuICBwcmN0bDogMTY3LFxuICBnZXRjcHU6IDE2OCxcbiAgZ2V0dGltZW9mZGF5OiAxNjksXG4gIHNldHRpbWVvZmRheTogMTcwLFxuICBhZGp0aW1leDogMTcxLFxuICBnZXRwaWQ6IDE3MixcbiAgZ2V0cHBpZDogMTczLFxuICBnZXR1aWQ6IDE3NCxcbiAgZ2V0ZXVpZDogMTc1LFxuICBnZXRnaWQ6IDE3NixcbiAgZ2V0ZWdpZDogMTc3LFxuICBnZXR0aWQ6IDE3OCxcbiAgc3lzaW5mbzogMTc5LFxuICBtcV9vcGVuOiAxODAsXG4gIG1xX3VubGluazogMTgxLFxuICBtcV90aW1lZHNlbmQ6IDE4MixcbiAgbXFfdGltZWRyZWNlaXZlOiAxODMsXG4gIG1xX25vdGlmeTogMTg0LFxuICBtcV9nZXRzZXRhdHRyOiAxODUsXG4gIG1zZ2dldDogMTg2LFxuICBtc2djdGw6IDE4NyxcbiAgbXNncmN2OiAxODgsXG4gIG1zZ3NuZDogMTg5LFxuICBzZW1nZXQ6IDE5MCxcbiAgc2VtY3RsOiAxOTEsXG4gIHNlbXRpbWVkb3A6IDE5MixcbiAgc2Vtb3A6IDE5MyxcbiAgc2htZ2V0OiAxOTQsXG4gIHNobWN0bDogMTk1LFxuICBzaG1hdDogMTk2LFxuICBzaG1kdDogMTk3LFxuICBzb2NrZXQ6IDE5OCxcbiAgc29ja2V0cGFpcjogMTk5LFxuICBiaW5kOiAyMDAsXG4gIGxpc3RlbjogMjAxLFxuICBhY2NlcHQ6IDIwMixcbiAgY29ubmVjdDogMjAzLFxuICBnZXRzb2NrbmFtZTogMjA0LFxuICBnZXRwZWVybmFtZTogMjA1LFxuICBzZW5kdG86IDIwNixcbiAgcmVjdmZyb206IDIwNyxcbiAgc2V0c29ja29wdDogMjA4LFxuICBnZXRzb2Nrb3B0OiAyMDksXG4gIHNodXRkb3duOiAyMTAsXG4gIHNlbmRtc2c6IDIxMSxcbiAgcmVjdm1zZzogMjEyLFxuICByZWFkYWhlYWQ6IDIxMyxcbiAgYnJrOiAyMTQsXG4gIG11bm1hcDogMjE1LFxuICBtcmVtYXA6IDIxNixcbiAgYWRkX2tleTogMjE3LFxuICByZXF1ZXN0X2tleTogMjE4LFxuICBrZXljdGw6IDIxOSxcbiAgY2xvbmU6IDIyMCxcbiAgZXhlY3ZlOiAyMjEsXG4gIG1tYXA6IDIyMixcbiAgZmFkdmlzZTY0OiAyMjMsXG4gIHN3YXBvbjogMjI0LFxuICBzd2Fwb2ZmOiAyMjUsXG4gIG1wcm90ZWN0OiAyMjYsXG4gIG1zeW5jOiAyMjcsXG4gIG1sb2NrOiAyMjgsXG4gIG11bmxvY2s6IDIyOSxcbiAgbWxvY2thbGw6IDIzMCxcbiAgbXVubG9ja2FsbDogMjMxLFxuICBtaW5jb3JlOiAyMzIsXG4gIG1hZHZpc2U6IDIzMyxcbiAgcmVtYXBfZmlsZV9wYWdlczogMjM0LFxuICBtYmluZDogMjM1LFxuICBnZXRfbWVtcG9saWN5OiAyMzYsXG4gIHNldF9tZW1wb2xpY3k6IDIzNyxcbiAgbWlncmF0ZV9wYWdlczogMjM4LFxuICBtb3ZlX3BhZ2VzOiAyMzksXG4gIHJ0X3Rnc2lncXVldWVpbmZvOiAyNDAsXG4gIHBlcmZfZXZlbnRfb3BlbjogMjQxLFxuICBhY2NlcHQ0OiAyNDIsXG4gIHJlY3ZtbXNnOiAyNDMsXG4gIHdhaXQ0OiAyNjAsXG4gIHBybGltaXQ2NDogMjYxLFxuICBmYW5vdGlmeV9pbml0OiAyNjIsXG4gIGZhbm90aWZ5X21hcms6IDI2MyxcbiAgbmFtZV90b19oYW5kbGVfYXQ6IDI2NCxcbiAgb3Blbl9ieV9oYW5kbGVfYXQ6IDI2NSxcbiAgY2xvY2tfYWRqdGltZTogMjY2LFxuICBzeW5jZnM6IDI2NyxcbiAgc2V0bnM6IDI2OCxcbiAgc2VuZG1tc2c6IDI2OSxcbiAgcHJvY2Vzc192bV9yZWFkdjogMjcwLFxuICBwcm9jZXNzX3ZtX3dyaXRldjogMjcxLFxuICBrY21wOiAyNzIsXG4gIGZpbml0X21vZHVsZTogMjczLFxuICBzY2hlZF9zZXRhdHRyOiAyNzQsXG4gIHNjaGVkX2dldGF0dHI6IDI3NSxcbiAgcmVuYW1lYXQyOiAyNzYsXG4gIHNlY2NvbXA6IDI3NyxcbiAgZ2V0cmFuZG9tOiAyNzgsXG4gIG1lbWZkX2NyZWF0ZTogMjc5LFxuICBicGY6IDI4MCxcbiAgZXhlY3ZlYXQ6IDI4MSxcbiAgdXNlcmZhdWx0ZmQ6IDI4MixcbiAgbWVtYmFycmllcjogMjgzLFxuICBtbG9jazI6IDI4NCxcbiAgY29weV9maWxlX3JhbmdlOiAyODUsXG4gIHByZWFkdjI6IDI4NixcbiAgcHdyaXRldjI6IDI4NyxcbiAgcGtleV9tcHJvdGVjdDogMjg4LFxuICBwa2V5X2FsbG9jOiAyODksXG4gIHBrZXlfZnJlZTogMjkwLFxuICBzdGF0eDogMjkxLFxuICBpb19wZ2V0ZXZlbnRzOiAyOTIsXG4gIHJzZXE6IDI5MyxcbiAga2V4ZWNfZmlsZV9sb2FkOiAyOTQsXG4gIHBpZGZkX3NlbmRfc2lnbmFsOiA0MjQsXG4gIGlvX3VyaW5nX3NldHVwOiA0MjUsXG4gIGlvX3VyaW5nX2VudGVyOiA0MjYsXG4gIGlvX3VyaW5nX3JlZ2lzdGVyOiA0MjcsXG4gIG9wZW5fdHJlZTogNDI4LFxuICBtb3ZlX21vdW50OiA0MjksXG4gIGZzb3BlbjogNDMwLFxuICBmc2NvbmZpZzogNDMxLFxuICBmc21vdW50OiA0MzIsXG4gIGZzcGljazogNDMzLFxuICBwaWRmZF9vcGVuOiA0MzQsXG4gIGNsb25lMzogNDM1LFxuICBjbG9zZV9yYW5nZTogNDM2LFxuICBvcGVuYXQyOiA0MzcsXG4gIHBpZGZkX2dldGZkOiA0MzgsXG4gIGZhY2Nlc3NhdDI6IDQzOSxcbiAgcHJvY2Vzc19tYWR2aXNlOiA0NDAsXG4gIGVwb2xsX3B3YWl0MjogNDQxLFxuICBtb3VudF9zZXRhdHRyOiA0NDIsXG4gIHF1b3RhY3RsX2ZkOiA0NDMsXG4gIGxhbmRsb2NrX2NyZWF0ZV9ydWxlc2V0OiA0NDQsXG4gIGxhbmRsb2NrX2FkZF9ydWxlOiA0NDUsXG4gIGxhbmRsb2NrX3Jlc3RyaWN0X3NlbGY6IDQ0NixcbiAgbWVtZmRfc2VjcmV0OiA0NDcsXG4gIHByb2Nlc3NfbXJlbGVhc2U6IDQ0OCxcbiAgZnV0ZXhfd2FpdHY6IDQ0OSxcbiAgc2V0X21lbXBvbGljeV9ob21lX25vZGU6IDQ1MCxcbiAgY2FjaGVzdGF0OiA0NTEsXG4gIGZjaG1vZGF0MjogNDUyLFxuICBtYXBfc2hhZG93X3N0YWNrOiA0NTMsXG4gIGZ1dGV4X3dha2U6IDQ1NCxcbiAgZnV0ZXhfd2FpdDogNDU1LFxuICBmdXRleF9yZXF1ZXVlOiA0NTYsXG4gIHN0YXRtb3VudDogNDU3LFxuICBsaXN0bW91bnQ6IDQ1OCxcbiAgbHNtX2dldF9zZWxmX2F0dHI6IDQ1OSxcbiAgbHNtX3NldF9zZWxmX2F0dHI6IDQ2MCxcbiAgbHNtX2xpc3RfbW9kdWxlczogNDYxLFxuICBtc2VhbDogNDYyLFxuICBzZXR4YXR0cmF0OiA0NjMsXG4gIGdldHhhdHRyYXQ6IDQ2NCxcbiAgbGlzdHhhdHRyYXQ6IDQ2NSxcbiAgcmVtb3ZleGF0dHJhdDogNDY2LFxuICBvcGVuX3RyZWVfYXR0cjogNDY3LFxuICBmaWxlX2dldGF0dHI6IDQ2OCxcbiAgZmlsZV9zZXRhdHRyOiA0NjksXG4gIGxpc3RuczogNDcwLFxufSBhcyBjb25zdDtcbiIsICIvLyBHZW5lcmF0ZWQgYnkgcGFja2FnZXMva2VybmVsL2dlbmVyYXRlLW5yLm1qcyBmcm9tIDxhc20vdW5pc3RkXzY0Lmg+LiBEbyBub3QgZWRpdC5cblxuZXhwb3J0IGNvbnN0IE5SID0ge1xuICByZWFkOiAwLFxuICB3cml0ZTogMSxcbiAgb3BlbjogMixcbiAgY2xvc2U6IDMsXG4gIHN0YXQ6IDQsXG4gIGZzdGF0OiA1LFxuICBsc3RhdDogNixcbiAgcG9sbDogNyxcbiAgbHNlZWs6IDgsXG4gIG1tYXA6IDksXG4gIG1wcm90ZWN0OiAxMCxcbiAgbXVubWFwOiAxMSxcbiAgYnJrOiAxMixcbiAgcnRfc2lnYWN0aW9uOiAxMyxcbiAgcnRfc2lncHJvY21hc2s6IDE0LFxuICBydF9zaWdyZXR1cm46IDE1LFxuICBpb2N0bDogMTYsXG4gIHByZWFkNjQ6IDE3LFxuICBwd3JpdGU2NDogMTgsXG4gIHJlYWR2OiAxOSxcbiAgd3JpdGV2OiAyMCxcbiAgYWNjZXNzOiAyMSxcbiAgcGlwZTogMjIsXG4gIHNlbGVjdDogMjMsXG4gIHNjaGVkX3lpZWxkOiAyNCxcbiAgbXJlbWFwOiAyNSxcbiAgbXN5bmM6IDI2LFxuICBtaW5jb3JlOiAyNyxcbiAgbWFkdmlzZTogMjgsXG4gIHNobWdldDogMjksXG4gIHNobWF0OiAzMCxcbiAgc2htY3RsOiAzMSxcbiAgZHVwOiAzMixcbiAgZHVwMjogMzMsXG4gIHBhdXNlOiAzNCxcbiAgbmFub3NsZWVwOiAzNSxcbiAgZ2V0aXRpbWVyOiAzNixcbiAgYWxhcm06IDM3LFxuICBzZXRpdGltZXI6IDM4LFxuICBnZXRwaWQ6IDM5LFxuICBzZW5kZmlsZTogNDAsXG4gIHNvY2tldDogNDEsXG4gIGNvbm5lY3Q6IDQyLFxuICBhY2NlcHQ6IDQzLFxuICBzZW5kdG86IDQ0LFxuICByZWN2ZnJvbTogNDUsXG4gIHNlbmRtc2c6IDQ2LFxuICByZWN2bXNnOiA0NyxcbiAgc2h1dGRvd246IDQ4LFxuICBiaW5kOiA0OSxcbiAgbGlzdGVuOiA1MCxcbiAgZ2V0c29ja25hbWU6IDUxLFxuICBnZXRwZWVybmFtZTogNTIsXG4gIHNvY2tldHBhaXI6IDUzLFxuICBzZXRzb2Nrb3B0OiA1NCxcbiAgZ2V0c29ja29wdDogNTUsXG4gIGNsb25lOiA1NixcbiAgZm9yazogNTcsXG4gIHZmb3JrOiA1OCxcbiAgZXhlY3ZlOiA1OSxcbiAgZXhpdDogNjAsXG4gIHdhaXQ0OiA2MSxcbiAga2lsbDogNjIsXG4gIHVuYW1lOiA2MyxcbiAgc2VtZ2V0OiA2NCxcbiAgc2Vtb3A6IDY1LFxuICBzZW1jdGw6IDY2LFxuICBzaG1kdDogNjcsXG4gIG1zZ2dldDogNjgsXG4gIG1zZ3NuZDogNjksXG4gIG1zZ3JjdjogNzAsXG4gIG1zZ2N0bDogNzEsXG4gIGZjbnRsOiA3MixcbiAgZmxvY2s6IDczLFxuICBmc3luYzogNzQsXG4gIGZkYXRhc3luYzogNzUsXG4gIHRydW5jYXRlOiA3NixcbiAgZnRydW5jYXRlOiA3NyxcbiAgZ2V0ZGVudHM6IDc4LFxuICBnZXRjd2Q6IDc5LFxuICBjaGRpcjogODAsXG4gIGZjaGRpcjogODEsXG4gIHJlbmFtZTogODIsXG4gIG1rZGlyOiA4MyxcbiAgcm1kaXI6IDg0LFxuICBjcmVhdDogODUsXG4gIGxpbms6IDg2LFxuICB1bmxpbms6IDg3LFxuICBzeW1saW5rOiA4OCxcbiAgcmVhZGxpbms6IDg5LFxuICBjaG1vZDogOTAsXG4gIGZjaG1vZDogOTEsXG4gIGNob3duOiA5MixcbiAgZmNob3duOiA5MyxcbiAgbGNob3duOiA5NCxcbiAgdW1hc2s6IDk1LFxuICBnZXR0aW1lb2ZkYXk6IDk2LFxuICBnZXRybGltaXQ6IDk3LFxuICBnZXRydXNhZ2U6IDk4LFxuICBzeXNpbmZvOiA5OSxcbiAgdGltZXM6IDEwMCxcbiAgcHRyYWNlOiAxMDEsXG4gIGdldHVpZDogMTAyLFxuICBzeXNsb2c6IDEwMyxcbiAgZ2V0Z2lkOiAxMDQsXG4gIHNldHVpZDogMTA1LFxuICBzZXRnaWQ6IDEwNixcbiAgZ2V0ZXVpZDogMTA3LFxuICBnZXRlZ2lkOiAxMDgsXG4gIHNldHBnaWQ6IDEwOSxcbiAgZ2V0cHBpZDogMTEwLFxuICBnZXRwZ3JwOiAxMTEsXG4gIHNldHNpZDogMTEyLFxuICBzZXRyZXVpZDogMTEzLFxuICBzZXRyZWdpZDogMTE0LFxuICBnZXRncm91cHM6IDExNSxcbiAgc2V0Z3JvdXBzOiAxMTYsXG4gIHNldHJlc3VpZDogMTE3LFxuICBnZXRyZXN1aWQ6IDExOCxcbiAgc2V0cmVzZ2lkOiAxMTksXG4gIGdldHJlc2dpZDogMTIwLFxuICBnZXRwZ2lkOiAxMjEsXG4gIHNldGZzdWlkOiAxMjIsXG4gIHNldGZzZ2lkOiAxMjMsXG4gIGdldHNpZDogMTI0LFxuICBjYXBnZXQ6IDEyNSxcbiAgY2Fwc2V0OiAxMjYsXG4gIHJ0X3NpZ3BlbmRpbmc6IDEyNyxcbiAgcnRfc2lndGltZWR3YWl0OiAxMjgsXG4gIHJ0X3NpZ3F1ZXVlaW5mbzogMTI5LFxuICBydF9zaWdzdXNwZW5kOiAxMzAsXG4gIHNpZ2FsdHN0YWNrOiAxMzEsXG4gIHV0aW1lOiAxMzIsXG4gIG1rbm9kOiAxMzMsXG4gIHVzZWxpYjogMTM0LFxuICBwZXJzb25hbGl0eTogMTM1LFxuICB1c3RhdDogMTM2LFxuICBzdGF0ZnM6IDEzNyxcbiAgZnN0YXRmczogMTM4LFxuICBzeXNmczogMTM5LFxuICBnZXRwcmlvcml0eTogMTQwLFxuICBzZXRwcmlvcml0eTogMTQxLFxuICBzY2hlZF9zZXRwYXJhbTogMTQyLFxuICBzY2hlZF9nZXRwYXJhbTogMTQzLFxuICBzY2hlZF9zZXRzY2hlZHVsZXI6IDE0NCxcbiAgc2NoZWRfZ2V0c2NoZWR1bGVyOiAxNDUsXG4gIHNjaGVkX2dldF9wcmlvcml0eV9tYXg6IDE0NixcbiAgc2NoZWRfZ2V0X3ByaW9yaXR5X21pbjogMTQ3LFxuICBzY2hlZF9ycl9nZXRfaW50ZXJ2YWw6IDE0OCxcbiAgbWxvY2s6IDE0OSxcbiAgbXVubG9jazogMTUwLFxuICBtbG9ja2FsbDogMTUxLFxuICBtdW5sb2NrYWxsOiAxNTIsXG4gIHZoYW5ndXA6IDE1MyxcbiAgbW9kaWZ5X2xkdDogMTU0LFxuICBwaXZvdF9yb290OiAxNTUsXG4gIF9zeXNjdGw6IDE1NixcbiAgcHJjdGw6IDE1NyxcbiAgYXJjaF9wcmN0bDogMTU4LFxuICBhZGp0aW1leDogMTU5LFxuICBzZXRybGltaXQ6IDE2MCxcbiAgY2hyb290OiAxNjEsXG4gIHN5bmM6IDE2MixcbiAgYWNjdDogMTYzLFxuICBzZXR0aW1lb2ZkYXk6IDE2NCxcbiAgbW91bnQ6IDE2NSxcbiAgdW1vdW50MjogMTY2LFxuICBzd2Fwb246IDE2NyxcbiAgc3dhcG9mZjogMTY4LFxuICByZWJvb3Q6IDE2OSxcbiAgc2V0aG9zdG5hbWU6IDE3MCxcbiAgc2V0ZG9tYWlubmFtZTogMTcxLFxuICBpb3BsOiAxNzIsXG4gIGlvcGVybTogMTczLFxuICBjcmVhdGVfbW9kdWxlOiAxNzQsXG4gIGluaXRfbW9kdWxlOiAxNzUsXG4gIGRlbGV0ZV9tb2R1bGU6IDE3NixcbiAgZ2V0X2tlcm5lbF9zeW1zOiAxNzcsXG4gIHF1ZXJ5X21vZHVsZTogMTc4LFxuICBxdW90YWN0bDogMTc5LFxuICBuZnNzZXJ2Y3RsOiAxODAsXG4gIGdldHBtc2c6IDE4MSxcbiAgcHV0cG1zZzogMTgyLFxuICBhZnNfc3lzY2FsbDogMTgzLFxuICB0dXhjYWxsOiAxODQsXG4gIHNlY3VyaXR5OiAxODUsXG4gIGdldHRpZDogMTg2LFxuICByZWFkYWhlYWQ6IDE4NyxcbiAgc2V0eGF0dHI6IDE4OCxcbiAgbHNldHhhdHRyOiAxODksXG4gIGZzZXR4YXR0cjogMTkwLFxuICBnZXR4YXR0cjogMTkxLFxuICBsZ2V0eGF0dHI6IDE5MixcbiAgZmdldHhhdHRyOiAxOTMsXG4gIGxpc3R4YXR0cjogMTk0LFxuICBsbGlzdHhhdHRyOiAxOTUsXG4gIGZsaXN0eGF0dHI6IDE5NixcbiAgcmVtb3ZleGF0dHI6IDE5NyxcbiAgbHJlbW92ZXhhdHRyOiAxOTgsXG4gIGZyZW1vdmV4YXR0cjogMTk5LFxuICB0a2lsbDogMjAwLFxuICB0aW1lOiAyMDEsXG4gIGZ1dGV4OiAyMDIsXG4gIHNjaGVkX3NldGFmZmluaXR5OiAyMDMsXG4gIHNjaGVkX2dldGFmZmluaXR5OiAyMDQsXG4gIHNldF90aHJlYWRfYXJlYTogMjA1LFxuICBpb19zZXR1cDogMjA2LFxuICBpb19kZXN0cm95OiAyMDcsXG4gIGlvX2dldGV2ZW50czogMjA4LFxuICBpb19zdWJtaXQ6IDIwOSxcbiAgaW9fY2FuY2VsOiAyMTAsXG4gIGdldF90aHJlYWRfYXJlYTogMjExLFxuICBsb29rdXBfZGNvb2tpZTogMjEyLFxuICBlcG9sbF9jcmVhdGU6IDIxMyxcbiAgZXBvbGxfY3RsX29sZDogMjE0LFxuICBlcG9sbF93YWl0X29sZDogMjE1LFxuICByZW1hcF9maWxlX3BhZ2VzOiAyMTYsXG4gIGdldGRlbnRzNjQ6IDIxNyxcbiAgc2V0X3RpZF9hZGRyZXNzOiAyMTgsXG4gIHJlc3RhcnRfc3lzY2FsbDogMjE5LFxuICBzZW10aW1lZG9wOiAyMjAsXG4gIGZhZHZpc2U2NDogMjIxLFxuICB0aW1lcl9jcmVhdGU6IDIyMixcbiAgdGltZXJfc2V0dGltZTogMjIzLFxuICB0aW1lcl9nZXR0aW1lOiAyMjQsXG4gIHRpbWVyX2dldG92ZXJydW46IDIyNSxcbiAgdGltZXJfZGVsZXRlOiAyMjYsXG4gIGNsb2NrX3NldHRpbWU6IDIyNyxcbiAgY2xvY2tfZ2V0dGltZTogMjI4LFxuICBjbG9ja19nZXRyZXM6IDIyOSxcbiAgY2xvY2tfbmFub3NsZWVwOiAyMzAsXG4gIGV4aXRfZ3JvdXA6IDIzMSxcbiAgZXBvbGxfd2FpdDogMjMyLFxuICBlcG9sbF9jdGw6IDIzMyxcbiAgdGdraWxsOiAyMzQsXG4gIHV0aW1lczogMjM1LFxuICB2c2VydmVyOiAyMzYsXG4gIG1iaW5kOiAyMzcsXG4gIHNldF9tZW1wb2xpY3k6IDIzOCxcbiAgZ2V0X21lbXBvbGljeTogMjM5LFxuICBtcV9vcGVuOiAyNDAsXG4gIG1xX3VubGluazogMjQxLFxuICBtcV90aW1lZHNlbmQ6IDI0MixcbiAgbXFfdGltZWRyZWNlaXZlOiAyNDMsXG4gIG1xX25vdGlmeTogMjQ0LFxuICBtcV9nZXRzZXRhdHRyOiAyNDUsXG4gIGtleGVjX2xvYWQ6IDI0NixcbiAgd2FpdGlkOiAyNDcsXG4gIGFkZF9rZXk6IDI0OCxcbiAgcmVxdWVzdF9rZXk6IDI0OSxcbiAga2V5Y3RsOiAyNTAsXG4gIGlvcHJpb19zZXQ6IDI1MSxcbiAgaW9wcmlvX2dldDogMjUyLFxuICBpbm90aWZ5X2luaXQ6IDI1MyxcbiAgaW5vdGlmeV9hZGRfd2F0Y2g6IDI1NCxcbiAgaW5vdGlmeV9ybV93YXRjaDogMjU1LFxuICBtaWdyYXRlX3BhZ2VzOiAyNTYsXG4gIG9wZW5hdDogMjU3LFxuICBta2RpcmF0OiAyNTgsXG4gIG1rbm9kYXQ6IDI1OSxcbiAgZmNob3duYXQ6IDI2MCxcbiAgZnV0aW1lc2F0OiAyNjEsXG4gIG5ld2ZzdGF0YXQ6IDI2MixcbiAgdW5saW5rYXQ6IDI2MyxcbiAgcmVuYW1lYXQ6IDI2NCxcbiAgbGlua2F0OiAyNjUsXG4gIHN5bWxpbmthdDogMjY2LFxuICByZWFkbGlua2F0OiAyNjcsXG4gIGZjaG1vZGF0OiAyNjgsXG4gIGZhY2Nlc3NhdDogMjY5LFxuICBwc2VsZWN0NjogMjcwLFxuICBwcG9sbDogMjcxLFxuICB1bnNoYXJlOiAyNzIsXG4gIHNldF9yb2J1c3RfbGlzdDogMjczLFxuICBnZXRfcm9idXN0X2xpc3Q6IDI3NCxcbiAgc3BsaWNlOiAyNzUsXG4gIHRlZTogMjc2LFxuICBzeW5jX2ZpbGVfcmFuZ2U6IDI3NyxcbiAgdm1zcGxpY2U6IDI3OCxcbiAgbW92ZV9wYWdlczogMjc5LFxuICB1dGltZW5zYXQ6IDI4MCxcbiAgZXBvbGxfcHdhaXQ6IDI4MSxcbiAgc2lnbmFsZmQ6IDI4MixcbiAgdGltZXJmZF9jcmVhdGU6IDI4MyxcbiAgZXZlbnRmZDogMjg0LFxuICBmYWxsb2NhdGU6IDI4NSxcbiAgdGltZXJmZF9zZXR0aW1lOiAyODYsXG4gIHRpbWVyZmRfZ2V0dGltZTogMjg3LFxuICBhY2NlcHQ0OiAyODgsXG4gIHNpZ25hbGZkNDogMjg5LFxuICBldmVudGZkMjogMjkwLFxuICBlcG9sbF9jcmVhdGUxOiAyOTEsXG4gIGR1cDM6IDI5MixcbiAgcGlwZTI6IDI5MyxcbiAgaW5vdGlmeV9pbml0MTogMjk0LFxuICBwcmVhZHY6IDI5NSxcbiAgcHdyaXRldjogMjk2LFxuICBydF90Z3NpZ3F1ZXVlaW5mbzogMjk3LFxuICBwZXJmX2V2ZW50X29wZW46IDI5OCxcbiAgcmVjdm1tc2c6IDI5OSxcbiAgZmFub3RpZnlfaW5pdDogMzAwLFxuICBmYW5vdGlmeV9tYXJrOiAzMDEsXG4gIHBybGltaXQ2NDogMzAyLFxuICBuYW1lX3RvX2hhbmRsZV9hdDogMzAzLFxuICBvcGVuX2J5X2hhbmRsZV9hdDogMzA0LFxuICBjbG9ja19hZGp0aW1lOiAzMDUsXG4gIHN5bmNmczogMzA2LFxuICBzZW5kbW1zZzogMzA3LFxuICBzZXRuczogMzA4LFxuICBnZXRjcHU6IDMwOSxcbiAgcHJvY2Vzc192bV9yZWFkdjogMzEwLFxuICBwcm9jZXNzX3ZtX3dyaXRldjogMzExLFxuICBrY21wOiAzMTIsXG4gIGZpbml0X21vZHVsZTogMzEzLFxuICBzY2hlZF9zZXRhdHRyOiAzMTQsXG4gIHNjaGVkX2dldGF0dHI6IDMxNSxcbiAgcmVuYW1lYXQyOiAzMTYsXG4gIHNlY2NvbXA6IDMxNyxcbiAgZ2V0cmFuZG9tOiAzMTgsXG4gIG1lbWZkX2NyZWF0ZTogMzE5LFxuICBrZXhlY19maWxlX2xvYWQ6IDMyMCxcbiAgYnBmOiAzMjEsXG4gIGV4ZWN2ZWF0OiAzMjIsXG4gIHVzZXJmYXVsdGZkOiAzMjMsXG4gIG1lbWJhcnJpZXI6IDMyNCxcbiAgbWxvY2syOiAzMjUsXG4gIGNvcHlfZmlsZV9yYW5nZTogMzI2LFxuICBwcmVhZHYyOiAzMjcsXG4gIHB3cml0ZXYyOiAzMjgsXG4gIHBrZXlfbXByb3RlY3Q6IDMyOSxcbiAgcGtleV9hbGxvYzogMzMwLFxuICBwa2V5X2ZyZWU6IDMzMSxcbiAgc3RhdHg6IDMzMixcbiAgaW9fcGdldGV2ZW50czogMzMzLFxuICByc2VxOiAzMzQsXG4gIHBpZGZkX3NlbmRfc2lnbmFsOiA0MjQsXG4gIGlvX3VyaW5nX3NldHVwOiA0MjUsXG4gIGlvX3VyaW5nX2VudGVyOiA0MjYsXG4gIGlvX3VyaW5nX3JlZ2lzdGVyOiA0MjcsXG4gIG9wZW5fdHJlZTogNDI4LFxuICBtb3ZlX21vdW50OiA0MjksXG4gIGZzb3BlbjogNDMwLFxuICBmc2NvbmZpZzogNDMxLFxuICBmc21vdW50OiA0MzIsXG4gIGZzcGljazogNDMzLFxuICBwaWRmZF9vcGVuOiA0MzQsXG4gIGNsb25lMzogNDM1LFxuICBjbG9zZV9yYW5nZTogNDM2LFxuICBvcGVuYXQyOiA0MzcsXG4gIHBpZGZkX2dldGZkOiA0MzgsXG4gIGZhY2Nlc3NhdDI6IDQzOSxcbiAgcHJvY2Vzc19tYWR2aXNlOiA0NDAsXG4gIGVwb2xsX3B3YWl0MjogNDQxLFxuICBtb3VudF9zZXRhdHRyOiA0NDIsXG4gIHF1b3RhY3RsX2ZkOiA0NDMsXG4gIGxhbmRsb2NrX2NyZWF0ZV9ydWxlc2V0OiA0NDQsXG4gIGxhbmRsb2NrX2FkZF9ydWxlOiA0NDUsXG4gIGxhbmRsb2NrX3Jlc3RyaWN0X3NlbGY6IDQ0NixcbiAgbWVtZmRfc2VjcmV0OiA0NDcsXG4gIHByb2Nlc3NfbXJlbGVhc2U6IDQ0OCxcbiAgZnV0ZXhfd2FpdHY6IDQ0OSxcbiAgc2V0X21lbXBvbGljeV9ob21lX25vZGU6IDQ1MCxcbiAgY2FjaGVzdGF0OiA0NTEsXG4gIGZjaG1vZGF0MjogNDUyLFxuICBtYXBfc2hhZG93X3N0YWNrOiA0NTMsXG4gIGZ1dGV4X3dha2U6IDQ1NCxcbiAgZnV0ZXhfd2FpdDogNDU1LFxuICBmdXRleF9yZXF1ZXVlOiA0NTYsXG4gIHN0YXRtb3VudDogNDU3LFxuICBsaXN0bW91bnQ6IDQ1OCxcbiAgbHNtX2dldF9zZWxmX2F0dHI6IDQ1OSxcbiAgbHNtX3NldF9zZWxmX2F0dHI6IDQ2MCxcbiAgbHNtX2xpc3RfbW9kdWxlczogNDYxLFxuICBtc2VhbDogNDYyLFxuICBzZXR4YXR0cmF0OiA0NjMsXG4gIGdldHhhdHRyYXQ6IDQ2NCxcbiAgbGlzdHhhdHRyYXQ6IDQ2NSxcbiAgcmVtb3ZleGF0dHJhdDogNDY2LFxuICBvcGVuX3RyZWVfYXR0cjogNDY3LFxuICBmaWxlX2dldGF0dHI6IDQ2OCxcbiAgZmlsZV9zZXRhdHRyOiA0NjksXG4gIGxpc3RuczogNDcwLFxufSBhcyBjb25zdDtcbiIsICJpbXBvcnQgdHlwZSB7IENvbmZpZywgTW91bnQgfSBmcm9tIFwiLi90eXBlcy5nZW4udHNcIjtcblxuLyoqIFdoYXQgYSBzaGVsbCBpbiB0aGUgY29udGFpbmVyIGNhbiBkbyB3aXRoIGEgdGVybWluYWwsIGEgcG9ydCBiZWxvdyAxMDI0IGFuZCBpdHMgb3duIHByb2Nlc3Nlcy4gKi9cbmNvbnN0IENBUEFCSUxJVElFUyA9IFtcIkNBUF9BVURJVF9XUklURVwiLCBcIkNBUF9LSUxMXCIsIFwiQ0FQX05FVF9CSU5EX1NFUlZJQ0VcIl0gYXMgY29uc3Q7XG5cbi8qKlxuICogQSBjb25maWd1cmF0aW9uIHRvIHN0YXJ0IGZyb206IGBzaGAgaW4gYHJvb3Rmc2AsIGFzIHJvb3Qgd2l0aCB0aHJlZSBjYXBhYmlsaXRpZXMgYW5kIGl0cyBvd24gbmFtZXNwYWNlcy5cbiAqXG4gKiBUaGUga2V5cyBhcmUgdGhvc2UgdGhhdCBgcnVuYyBzcGVjYCBwcmludHMuIEJleW9uZCBydW5jIDEuMSBpdCBoYXMgYSBjZ3JvdXAgbmFtZXNwYWNlIGFuZCBtYXNrcyB0aGUgcG93ZXIgbWV0ZXIsIHdoaWNoXG4gKiB0ZWxscyBhIGNvbnRhaW5lciBvZiB3aGF0IGl0cyBuZWlnaGJvdXJzIGNvbXB1dGUgKENWRS0yMDIwLTg2OTQpLlxuICpcbiAqIEByZXR1cm5zIGEgbmV3IG9iamVjdCBhdCBlYWNoIGNhbGwuXG4gKi9cbmV4cG9ydCBmdW5jdGlvbiBkZWZhdWx0Q29uZmlnKCk6IENvbmZpZyB7XG4gIHJldHVybiB7XG4gICAgb2NpVmVyc2lvbjogXCIxLjMuMFwiLFxuICAgIHByb2Nlc3M6IHtcbiAgICAgIHRlcm1pbmFsOiB0cnVlLFxuICAgICAgdXNlcjogeyB1aWQ6IDAsIGdpZDogMCB9LFxuICAgICAgYXJnczogW1wic2hcIl0sXG4gICAgICBlbnY6IFtcIlBBVEg9L3Vzci9sb2NhbC9zYmluOi91c3IvbG9jYWwvYmluOi91c3Ivc2JpbjovdXNyL2Jpbjovc2JpbjovYmluXCIsIFwiVEVSTT14dGVybVwiXSxcbiAgICAgIGN3ZDogXCIvXCIsXG4gICAgICAvLyBOb3QgaW5oZXJpdGFibGU6IGEgcHJvZ3JhbSBmaWxlIHdpdGggaW5oZXJpdGFibGUgY2FwYWJpbGl0aWVzIHdvdWxkIGdhaW4gdGhlbSAoQ1ZFLTIwMjItMjkxNjIpLlxuICAgICAgY2FwYWJpbGl0aWVzOiB7XG4gICAgICAgIGJvdW5kaW5nOiBbLi4uQ0FQQUJJTElUSUVTXSxcbiAgICAgICAgZWZmZWN0aXZlOiBbLi4uQ0FQQUJJTElUSUVTXSxcbiAgICAgICAgcGVybWl0dGVkOiBbLi4uQ0FQQUJJTElUSUVTXSxcbiAgICAgICAgYW1iaWVudDogWy4uLkNBUEFCSUxJVElFU10sXG4gICAgICB9LFxuICAgICAgcmxpbWl0czogW3sgdHlwZTogXCJSTElNSVRfTk9GSUxFXCIsIGhhcmQ6IDEwMjQsIHNvZnQ6IDEwMjQgfV0sXG4gICAgICBub05ld1ByaXZpbGVnZXM6IHRydWUsXG4gICAgfSxcbiAgICByb290OiB7IHBhdGg6IFwicm9vdGZzXCIsIHJlYWRvbmx5OiB0cnVlIH0sXG4gICAgaG9zdG5hbWU6IFwiaXNvYm94XCIsXG4gICAgbW91bnRzOiBkZWZhdWx0TW91bnRzKCksXG4gICAgbGludXg6IHtcbiAgICAgIHJlc291cmNlczogeyBkZXZpY2VzOiBbeyBhbGxvdzogZmFsc2UsIGFjY2VzczogXCJyd21cIiB9XSB9LFxuICAgICAgbmFtZXNwYWNlczogW1xuICAgICAgICB7IHR5cGU6IFwicGlkXCIgfSxcbiAgICAgICAgeyB0eXBlOiBcIm5ldHdvcmtcIiB9LFxuICAgICAgICB7IHR5cGU6IFwiaXBjXCIgfSxcbiAgICAgICAgeyB0eXBlOiBcInV0c1wiIH0sXG4gICAgICAgIHsgdHlwZTogXCJtb3VudFwiIH0sXG4gICAgICAgIHsgdHlwZTogXCJjZ3JvdXBcIiB9LFxuICAgICAgXSxcbiAgICAgIG1hc2tlZFBhdGhzOiBbXG4gICAgICAgIFwiL3Byb2MvYWNwaVwiLFxuICAgICAgICBcIi9wcm9jL2Fzb3VuZFwiLFxuICAgICAgICBcIi9wcm9jL2tjb3JlXCIsXG4gICAgICAgIFwiL3Byb2Mva2V5c1wiLFxuICAgICAgICBcIi9wcm9jL2xhdGVuY3lfc3RhdHNcIixcbiAgICAgICAgXCIvcHJvYy90aW1lcl9saXN0XCIsXG4gICAgICAgIFwiL3Byb2MvdGltZXJfc3RhdHNcIixcbiAgICAgICAgXCIvcHJvYy9zY2hlZF9kZWJ1Z1wiLFxuICAgICAgICBcIi9zeXMvZmlybXdhcmVcIixcbiAgICAgICAgXCIvc3lzL2RldmljZXMvdmlydHVhbC9wb3dlcmNhcFwiLFxuICAgICAgICBcIi9wcm9jL3Njc2lcIixcbiAgICAgIF0sXG4gICAgICByZWFkb25seVBhdGhzOiBbXCIvcHJvYy9idXNcIiwgXCIvcHJvYy9mc1wiLCBcIi9wcm9jL2lycVwiLCBcIi9wcm9jL3N5c1wiLCBcIi9wcm9jL3N5c3JxLXRyaWdnZXJcIl0sXG4gICAgfSxcbiAgfTtcbn1cblxuZnVuY3Rpb24gZGVmYXVsdE1vdW50cygpOiBNb3VudFtdIHtcbiAgcmV0dXJuIFtcbiAgICBtb3VudChcIi9wcm9jXCIsIFwicHJvY1wiLCBcInByb2NcIiksXG4gICAgbW91bnQoXCIvZGV2XCIsIFwidG1wZnNcIiwgXCJ0bXBmc1wiLCBcIm5vc3VpZFwiLCBcInN0cmljdGF0aW1lXCIsIFwibW9kZT03NTVcIiwgXCJzaXplPTY1NTM2a1wiKSxcbiAgICAvLyA1IGlzIHRoZSBncm91cCB0dHksIG9mIHdoaWNoIGEgdGVybWluYWwncyBtb2RlIGxldHMgZXZlcnkgdXNlciB3cml0ZSB0byBpdC5cbiAgICBtb3VudChcbiAgICAgIFwiL2Rldi9wdHNcIixcbiAgICAgIFwiZGV2cHRzXCIsXG4gICAgICBcImRldnB0c1wiLFxuICAgICAgXCJub3N1aWRcIixcbiAgICAgIFwibm9leGVjXCIsXG4gICAgICBcIm5ld2luc3RhbmNlXCIsXG4gICAgICBcInB0bXhtb2RlPTA2NjZcIixcbiAgICAgIFwibW9kZT0wNjIwXCIsXG4gICAgICBcImdpZD01XCIsXG4gICAgKSxcbiAgICBtb3VudChcIi9kZXYvc2htXCIsIFwidG1wZnNcIiwgXCJzaG1cIiwgXCJub3N1aWRcIiwgXCJub2V4ZWNcIiwgXCJub2RldlwiLCBcIm1vZGU9MTc3N1wiLCBcInNpemU9NjU1MzZrXCIpLFxuICAgIG1vdW50KFwiL2Rldi9tcXVldWVcIiwgXCJtcXVldWVcIiwgXCJtcXVldWVcIiwgXCJub3N1aWRcIiwgXCJub2V4ZWNcIiwgXCJub2RldlwiKSxcbiAgICBtb3VudChcIi9zeXNcIiwgXCJzeXNmc1wiLCBcInN5c2ZzXCIsIFwibm9zdWlkXCIsIFwibm9leGVjXCIsIFwibm9kZXZcIiwgXCJyb1wiKSxcbiAgICBtb3VudChcIi9zeXMvZnMvY2dyb3VwXCIsIFwiY2dyb3VwXCIsIFwiY2dyb3VwXCIsIFwibm9zdWlkXCIsIFwibm9leGVjXCIsIFwibm9kZXZcIiwgXCJyZWxhdGltZVwiLCBcInJvXCIpLFxuICBdO1xufVxuXG5mdW5jdGlvbiBtb3VudChkZXN0aW5hdGlvbjogc3RyaW5nLCB0eXBlOiBzdHJpbmcsIHNvdXJjZTogc3RyaW5nLCAuLi5vcHRpb25zOiBzdHJpbmdbXSk6IE1vdW50IHtcbiAgcmV0dXJuIG9wdGlvbnMubGVuZ3RoID8geyBkZXN0aW5hdGlvbiwgdHlwZSwgc291cmNlLCBvcHRpb25zIH0gOiB7IGRlc3RpbmF0aW9uLCB0eXBlLCBzb3VyY2UgfTtcbn1cbiIsICIvLyBCdWlsZHMgd2hhdCB0aGUgdGVzdHMgb2YgdGhlIHN0YXRpYyBob3N0IHJ1biwgYW5kIHJ1bnMgaXQuXG5pbXBvcnQgeyB0eXBlIFNwYXduU3luY09wdGlvbnMsIHNwYXduU3luYyB9IGZyb20gXCJub2RlOmNoaWxkX3Byb2Nlc3NcIjtcbmltcG9ydCB7IGV4aXN0c1N5bmMsIG1rZHRlbXBTeW5jLCBybVN5bmMsIHdyaXRlRmlsZVN5bmMgfSBmcm9tIFwibm9kZTpmc1wiO1xuaW1wb3J0IHsgdG1wZGlyIH0gZnJvbSBcIm5vZGU6b3NcIjtcbmltcG9ydCB7IGpvaW4gfSBmcm9tIFwibm9kZTpwYXRoXCI7XG5pbXBvcnQgeyBwYXRoVG9GaWxlVVJMIH0gZnJvbSBcIm5vZGU6dXJsXCI7XG5cbmV4cG9ydCBjb25zdCByb290ID0gcHJvY2Vzcy5lbnZbXCJJU09CT1hfUk9PVFwiXSA/PyBwcm9jZXNzLmN3ZCgpO1xuXG50eXBlIEJ1aWxkZXIgPSB7XG4gIGJ1aWxkSG9zdChvcHRpb25zPzogeyBsaWJjPzogXCJtdXNsXCIgfCBcImdsaWJjXCIgfCBcImF1dG9cIjsgb3V0RGlyPzogc3RyaW5nIH0pOiBzdHJpbmc7XG4gIGJ1aWxkQ29sZChvcHRpb25zPzogeyBzYW5pdGl6ZT86IGJvb2xlYW47IG91dERpcj86IHN0cmluZyB9KTogc3RyaW5nO1xuICBidWlsZEZ1enoob3B0aW9ucz86IHsgb3V0RGlyPzogc3RyaW5nIH0pOiBzdHJpbmc7XG4gIGJ1aWxkVHJhaW5lcihvcHRpb25zPzogeyBvdXREaXI/OiBzdHJpbmcgfSk6IHN0cmluZztcbiAgZnJlZXplKG9wdGlvbnM6IHsgaG9zdDogc3RyaW5nOyBidW5kbGU6IHN0cmluZzsgb3V0OiBzdHJpbmc7IHRyYWluPzogc3RyaW5nIH0pOiBzdHJpbmc7XG59O1xuXG4vLyBCeSBhIGNvbXB1dGVkIHBhdGg6IGEgYnVuZGxlciBtdXN0IG5vdCBjb3B5IGEgYnVpbGRlciB0aGF0IGZpbmRzIGl0cyBzb3VyY2VzIGJlc2lkZSBpdHNlbGYuXG5leHBvcnQgY29uc3QgYnVpbGRlcjogQnVpbGRlciA9IGF3YWl0IGltcG9ydChwYXRoVG9GaWxlVVJMKGpvaW4ocm9vdCwgXCJuYXRpdmUvYnVpbGQubWpzXCIpKS5ocmVmKTtcblxuLyoqIEEgZGlyZWN0b3J5IG9mIHRoaXMgdGVzdCBmaWxlLCByZW1vdmVkIHdoZW4gdGhlIHByb2Nlc3MgZW5kcywgd2hhdGV2ZXIgaGFwcGVuZWQgaW4gaXQuICovXG5leHBvcnQgY29uc3Qgc2NyYXRjaCA9IG1rZHRlbXBTeW5jKGpvaW4odG1wZGlyKCksIFwiaXNvYm94LW5hdGl2ZS1cIikpO1xucHJvY2Vzcy5vbihcImV4aXRcIiwgKCkgPT4gcm1TeW5jKHNjcmF0Y2gsIHsgcmVjdXJzaXZlOiB0cnVlLCBmb3JjZTogdHJ1ZSB9KSk7XG5cbi8qKiBCb3RoIHN0YXRpYyBob3N0czogd2hhdCBpcyBzYWlkIG9mIG9uZSBtdXN0IGhvbGQgZm9yIHRoZSBvdGhlci4gKi9cbmV4cG9ydCBjb25zdCBob3N0cyA9IFtcbiAgeyBsaWJjOiBcIm11c2xcIiwgaG9zdDogYnVpbGRlci5idWlsZEhvc3QoeyBsaWJjOiBcImF1dG9cIiB9KSB9LFxuICB7IGxpYmM6IFwiZ2xpYmNcIiwgaG9zdDogYnVpbGRlci5idWlsZEhvc3QoeyBsaWJjOiBcImdsaWJjXCIgfSkgfSxcbl0gYXMgY29uc3Q7XG5leHBvcnQgY29uc3QgaG9zdCA9IGhvc3RzWzBdLmhvc3Q7XG5cbi8qKiBXcml0ZXMgYSBidW5kbGUgYW5kIGZyZWV6ZXMgaXQ7IGBuYW1lYCBiZWNvbWVzIHRoZSBwcm9ncmFtJ3MgbmFtZS4gKi9cbmV4cG9ydCBmdW5jdGlvbiBmcm96ZW4obmFtZTogc3RyaW5nLCBzb3VyY2U6IHN0cmluZywgYnk6IHN0cmluZyA9IGhvc3QpOiBzdHJpbmcge1xuICBjb25zdCBidW5kbGUgPSBqb2luKHNjcmF0Y2gsIGAke25hbWV9LmpzYCk7XG4gIHdyaXRlRmlsZVN5bmMoYnVuZGxlLCBzb3VyY2UpO1xuICBjb25zdCBvdXQgPSBqb2luKHNjcmF0Y2gsIG5hbWUpO1xuICBjb25zdCBydW4gPSBzcGF3blN5bmMoYnksIFtcIi0tZnJlZXplXCIsIGJ1bmRsZSwgXCItb1wiLCBvdXRdLCB7IGVuY29kaW5nOiBcInV0ZjhcIiB9KTtcbiAgaWYgKHJ1bi5zdGF0dXMgIT09IDApIHRocm93IG5ldyBFcnJvcihgY2Fubm90IGZyZWV6ZSAke25hbWV9OiAke3J1bi5zdGRlcnJ9YCk7XG4gIHJldHVybiBvdXQ7XG59XG5cbmV4cG9ydCB0eXBlIE91dGNvbWUgPSB7IHN0YXR1czogbnVtYmVyIHwgbnVsbDsgc2lnbmFsOiBzdHJpbmcgfCBudWxsOyBzdGRvdXQ6IHN0cmluZzsgc3RkZXJyOiBzdHJpbmcgfTtcblxuZXhwb3J0IGZ1bmN0aW9uIHJ1bihwcm9ncmFtOiBzdHJpbmcsIGFyZ3M6IHN0cmluZ1tdID0gW10sIG9wdGlvbnM6IFNwYXduU3luY09wdGlvbnMgPSB7fSk6IE91dGNvbWUge1xuICBjb25zdCByZXN1bHQgPSBzcGF3blN5bmMocHJvZ3JhbSwgYXJncywge1xuICAgIHN0ZGlvOiBbXCJpZ25vcmVcIiwgXCJwaXBlXCIsIFwicGlwZVwiXSxcbiAgICBtYXhCdWZmZXI6IDEgPDwgMjgsXG4gICAgLi4ub3B0aW9ucyxcbiAgICBlbmNvZGluZzogXCJ1dGY4XCIsXG4gIH0pO1xuICBpZiAocmVzdWx0LmVycm9yKSB0aHJvdyByZXN1bHQuZXJyb3I7XG4gIGNvbnN0IHsgc3RhdHVzLCBzaWduYWwsIHN0ZG91dCwgc3RkZXJyIH0gPSByZXN1bHQ7XG4gIHJldHVybiB7IHN0YXR1cywgc2lnbmFsLCBzdGRvdXQsIHN0ZGVyciB9O1xufVxuXG4vKiogUnVucyBhIGxpbmUgb2Ygc2gsIGluIHdoaWNoIGAkMGAgaXMgdGhlIHByb2dyYW0uICovXG5leHBvcnQgZnVuY3Rpb24gc2gobGluZTogc3RyaW5nLCBwcm9ncmFtOiBzdHJpbmcsIGFyZ3M6IHN0cmluZ1tdID0gW10pOiBPdXRjb21lIHtcbiAgcmV0dXJuIHJ1bihcIi9iaW4vc2hcIiwgW1wiLWNcIiwgbGluZSwgcHJvZ3JhbSwgLi4uYXJnc10pO1xufVxuXG4vLyBbeDg2XzY0LCB0aGUgdGFibGUgdGhhdCBhbGwgbmV3ZXIgYXJjaGl0ZWN0dXJlcyBzaGFyZV06IGFzbS91bmlzdGQuaFxuY29uc3QgY2FsbHMgPSB7XG4gIGJyazogWzEyLCAyMTRdLFxuICBjbG9uZTogWzU2LCAyMjBdLFxuICBjbG9zZTogWzMsIDU3XSxcbiAgZXhlY3ZlOiBbNTksIDIyMV0sXG4gIGZjbnRsOiBbNzIsIDI1XSxcbiAgZ2V0ZGVudHM2NDogWzIxNywgNjFdLFxuICBnZXRwaWQ6IFszOSwgMTcyXSxcbiAgbWtkaXJhdDogWzI1OCwgMzRdLFxuICBtbWFwOiBbOSwgMjIyXSxcbiAgb3BlbmF0OiBbMjU3LCA1Nl0sXG4gIHBpcGUyOiBbMjkzLCA1OV0sXG4gIHByY3RsOiBbMTU3LCAxNjddLFxuICByZWFkOiBbMCwgNjNdLFxuICByZWFkbGlua2F0OiBbMjY3LCA3OF0sXG4gIHJ0X3NpZ3Byb2NtYXNrOiBbMTQsIDEzNV0sXG4gIHN0YXRmczogWzEzNywgNDNdLFxuICBzeW1saW5rYXQ6IFsyNjYsIDM2XSxcbiAgdW5saW5rYXQ6IFsyNjMsIDM1XSxcbiAgd2FpdDQ6IFs2MSwgMjYwXSxcbiAgd3JpdGU6IFsxLCA2NF0sXG59IGFzIGNvbnN0O1xuY29uc3QgbnVtYmVycyA9IE9iamVjdC5lbnRyaWVzKGNhbGxzKS5tYXAoKFtuYW1lLCBib3RoXSkgPT4gW25hbWUsIGJvdGhbcHJvY2Vzcy5hcmNoID09PSBcIng2NFwiID8gMCA6IDFdXSk7XG5cbi8qKiBXaGF0IGV2ZXJ5IHByb2dyYW0gaGVyZSBuZWVkczogcHJpbnRpbmcsIHRocm91Z2ggdGhlIG9uZSBmdW5jdGlvbiBpdCBoYXMuICovXG5leHBvcnQgY29uc3QgcHJlbHVkZSA9IGBcbmNvbnN0IGhvc3QgPSBfX2hvc3RfXywgTlIgPSAke0pTT04uc3RyaW5naWZ5KE9iamVjdC5mcm9tRW50cmllcyhudW1iZXJzKSl9LCBBVF9GRENXRCA9IC0xMDA7XG5jb25zdCBwcmludCA9ICh0ZXh0KSA9PiB7IGNvbnN0IGJ5dGVzID0gaG9zdC5lbmNvZGUodGV4dCArIFwiXFxcXG5cIik7IGhvc3Quc3lzY2FsbChOUi53cml0ZSwgMSwgYnl0ZXMsIGJ5dGVzLmxlbmd0aCk7IH07XG5jb25zdCBkZXNjcmliZSA9IChmKSA9PiB7IHRyeSB7IHJldHVybiBTdHJpbmcoZigpKTsgfSBjYXRjaCAoZSkgeyByZXR1cm4gZS5uYW1lICsgXCI6IFwiICsgZS5tZXNzYWdlOyB9IH07XG5gO1xuXG4vKiogUHJpbnRzIHRoZSByZWFzb24gd2hlcmUgYSB0ZXN0IGNhbm5vdCBydW47IHRoZSBydW5uZXIgY291bnRzIHN1Y2ggbGluZXMuICovXG5leHBvcnQgZnVuY3Rpb24gc2tpcChyZWFzb246IHN0cmluZyk6IHZvaWQge1xuICBjb25zb2xlLmxvZyhgU0tJUCAke3JlYXNvbn1gKTtcbn1cblxuLyoqIEEgbWVtb3J5IGNncm91cCBvZiBvdXIgb3duLCBvbiB2MSBvciB2MjsgdW5kZWZpbmVkIHdoZXJlIHRoZXJlIGlzIG5vbmUgdG8gbWFrZS4gKi9cbmV4cG9ydCBmdW5jdGlvbiBtZW1vcnlDZ3JvdXAobGltaXQ6IG51bWJlcik6IHsgcGF0aDogc3RyaW5nOyBlbnRlcjogc3RyaW5nOyByZW1vdmUoKTogdm9pZCB9IHwgdW5kZWZpbmVkIHtcbiAgY29uc3QgdjEgPSBcIi9zeXMvZnMvY2dyb3VwL21lbW9yeS9tZW1vcnkubGltaXRfaW5fYnl0ZXNcIjtcbiAgY29uc3QgdjIgPSBcIi9zeXMvZnMvY2dyb3VwL2Nncm91cC5zdWJ0cmVlX2NvbnRyb2xcIjtcbiAgY29uc3QgbmFtZSA9IGBpc29ib3gtbmF0aXZlLSR7cHJvY2Vzcy5waWR9YDtcbiAgaWYgKGV4aXN0c1N5bmModjEpKVxuICAgIHJldHVybiBtYWtlQ2dyb3VwKGAvc3lzL2ZzL2Nncm91cC9tZW1vcnkvJHtuYW1lfWAsIFwibWVtb3J5LmxpbWl0X2luX2J5dGVzXCIsIGxpbWl0LCBcInRhc2tzXCIpO1xuICBpZiAoZXhpc3RzU3luYyh2MikpIHJldHVybiBtYWtlQ2dyb3VwKGAvc3lzL2ZzL2Nncm91cC8ke25hbWV9YCwgXCJtZW1vcnkubWF4XCIsIGxpbWl0LCBcImNncm91cC5wcm9jc1wiKTtcbiAgcmV0dXJuIHVuZGVmaW5lZDtcbn1cblxuZnVuY3Rpb24gbWFrZUNncm91cChwYXRoOiBzdHJpbmcsIGZpbGU6IHN0cmluZywgbGltaXQ6IG51bWJlciwgdGFza3M6IHN0cmluZykge1xuICBjb25zdCBtYWRlID0gcnVuKFwiL2Jpbi9zaFwiLCBbXCItY1wiLCBgbWtkaXIgJHtwYXRofSAmJiBlY2hvICR7bGltaXR9ID4gJHtwYXRofS8ke2ZpbGV9YF0pO1xuICBjb25zdCByZW1vdmUgPSAoKSA9PiB2b2lkIHNwYXduU3luYyhcInJtZGlyXCIsIFtwYXRoXSwgeyBzdGRpbzogXCJpZ25vcmVcIiB9KTtcbiAgaWYgKG1hZGUuc3RhdHVzICE9PSAwKSB7XG4gICAgcmVtb3ZlKCk7XG4gICAgcmV0dXJuIHVuZGVmaW5lZDtcbiAgfVxuICByZXR1cm4geyBwYXRoLCBlbnRlcjogYGVjaG8gMCA+ICR7cGF0aH0vJHt0YXNrc31gLCByZW1vdmUgfTtcbn1cbiJdLAogICJtYXBwaW5ncyI6ICI7QUFDQSxTQUFTLGFBQUFBLGtCQUFpQjtBQUMxQixTQUFTLGNBQWMsY0FBQUMsYUFBWSxXQUFXLGNBQWMsVUFBQUMsU0FBUSxpQkFBQUMsc0JBQXFCO0FBQ3pGLFNBQVMsUUFBQUMsYUFBWTtBQUNyQixTQUFTLGFBQWE7QUFDdEIsU0FBUyxhQUFhO0FBQ3RCLFlBQVksWUFBWTs7O0FDSmpCLElBQU0sS0FBSztBQUFBLEVBQ2hCLFVBQVU7QUFBQSxFQUNWLFlBQVk7QUFBQSxFQUNaLFdBQVc7QUFBQSxFQUNYLFdBQVc7QUFBQSxFQUNYLGNBQWM7QUFBQSxFQUNkLFVBQVU7QUFBQSxFQUNWLFdBQVc7QUFBQSxFQUNYLFdBQVc7QUFBQSxFQUNYLFVBQVU7QUFBQSxFQUNWLFdBQVc7QUFBQSxFQUNYLFdBQVc7QUFBQSxFQUNYLFdBQVc7QUFBQSxFQUNYLFlBQVk7QUFBQSxFQUNaLFlBQVk7QUFBQSxFQUNaLGFBQWE7QUFBQSxFQUNiLGNBQWM7QUFBQSxFQUNkLGNBQWM7QUFBQSxFQUNkLFFBQVE7QUFBQSxFQUNSLGdCQUFnQjtBQUFBLEVBQ2hCLFVBQVU7QUFBQSxFQUNWLGVBQWU7QUFBQSxFQUNmLFdBQVc7QUFBQSxFQUNYLGFBQWE7QUFBQSxFQUNiLEtBQUs7QUFBQSxFQUNMLE1BQU07QUFBQSxFQUNOLE9BQU87QUFBQSxFQUNQLGVBQWU7QUFBQSxFQUNmLG1CQUFtQjtBQUFBLEVBQ25CLGtCQUFrQjtBQUFBLEVBQ2xCLE9BQU87QUFBQSxFQUNQLFlBQVk7QUFBQSxFQUNaLFlBQVk7QUFBQSxFQUNaLE9BQU87QUFBQSxFQUNQLFNBQVM7QUFBQSxFQUNULFNBQVM7QUFBQSxFQUNULFVBQVU7QUFBQSxFQUNWLFdBQVc7QUFBQSxFQUNYLFFBQVE7QUFBQSxFQUNSLFVBQVU7QUFBQSxFQUNWLFNBQVM7QUFBQSxFQUNULE9BQU87QUFBQSxFQUNQLFlBQVk7QUFBQSxFQUNaLFlBQVk7QUFBQSxFQUNaLFFBQVE7QUFBQSxFQUNSLFNBQVM7QUFBQSxFQUNULFVBQVU7QUFBQSxFQUNWLFdBQVc7QUFBQSxFQUNYLFdBQVc7QUFBQSxFQUNYLFdBQVc7QUFBQSxFQUNYLE9BQU87QUFBQSxFQUNQLFFBQVE7QUFBQSxFQUNSLFFBQVE7QUFBQSxFQUNSLFFBQVE7QUFBQSxFQUNSLFVBQVU7QUFBQSxFQUNWLFVBQVU7QUFBQSxFQUNWLFFBQVE7QUFBQSxFQUNSLFFBQVE7QUFBQSxFQUNSLE9BQU87QUFBQSxFQUNQLFNBQVM7QUFBQSxFQUNULE9BQU87QUFBQSxFQUNQLFVBQVU7QUFBQSxFQUNWLFlBQVk7QUFBQSxFQUNaLE9BQU87QUFBQSxFQUNQLE1BQU07QUFBQSxFQUNOLE9BQU87QUFBQSxFQUNQLE9BQU87QUFBQSxFQUNQLFFBQVE7QUFBQSxFQUNSLFNBQVM7QUFBQSxFQUNULFVBQVU7QUFBQSxFQUNWLFFBQVE7QUFBQSxFQUNSLFNBQVM7QUFBQSxFQUNULFVBQVU7QUFBQSxFQUNWLFVBQVU7QUFBQSxFQUNWLE9BQU87QUFBQSxFQUNQLFdBQVc7QUFBQSxFQUNYLFVBQVU7QUFBQSxFQUNWLFFBQVE7QUFBQSxFQUNSLEtBQUs7QUFBQSxFQUNMLFlBQVk7QUFBQSxFQUNaLFlBQVk7QUFBQSxFQUNaLE9BQU87QUFBQSxFQUNQLE1BQU07QUFBQSxFQUNOLE9BQU87QUFBQSxFQUNQLFdBQVc7QUFBQSxFQUNYLGlCQUFpQjtBQUFBLEVBQ2pCLGdCQUFnQjtBQUFBLEVBQ2hCLGlCQUFpQjtBQUFBLEVBQ2pCLGlCQUFpQjtBQUFBLEVBQ2pCLFdBQVc7QUFBQSxFQUNYLE1BQU07QUFBQSxFQUNOLFFBQVE7QUFBQSxFQUNSLFFBQVE7QUFBQSxFQUNSLGFBQWE7QUFBQSxFQUNiLE1BQU07QUFBQSxFQUNOLFlBQVk7QUFBQSxFQUNaLFFBQVE7QUFBQSxFQUNSLGlCQUFpQjtBQUFBLEVBQ2pCLFNBQVM7QUFBQSxFQUNULE9BQU87QUFBQSxFQUNQLGlCQUFpQjtBQUFBLEVBQ2pCLGlCQUFpQjtBQUFBLEVBQ2pCLFdBQVc7QUFBQSxFQUNYLFdBQVc7QUFBQSxFQUNYLFdBQVc7QUFBQSxFQUNYLFlBQVk7QUFBQSxFQUNaLGFBQWE7QUFBQSxFQUNiLGVBQWU7QUFBQSxFQUNmLGNBQWM7QUFBQSxFQUNkLGVBQWU7QUFBQSxFQUNmLGtCQUFrQjtBQUFBLEVBQ2xCLGVBQWU7QUFBQSxFQUNmLGNBQWM7QUFBQSxFQUNkLGVBQWU7QUFBQSxFQUNmLGVBQWU7QUFBQSxFQUNmLGNBQWM7QUFBQSxFQUNkLGlCQUFpQjtBQUFBLEVBQ2pCLFFBQVE7QUFBQSxFQUNSLFFBQVE7QUFBQSxFQUNSLGdCQUFnQjtBQUFBLEVBQ2hCLG9CQUFvQjtBQUFBLEVBQ3BCLG9CQUFvQjtBQUFBLEVBQ3BCLGdCQUFnQjtBQUFBLEVBQ2hCLG1CQUFtQjtBQUFBLEVBQ25CLG1CQUFtQjtBQUFBLEVBQ25CLGFBQWE7QUFBQSxFQUNiLHdCQUF3QjtBQUFBLEVBQ3hCLHdCQUF3QjtBQUFBLEVBQ3hCLHVCQUF1QjtBQUFBLEVBQ3ZCLGlCQUFpQjtBQUFBLEVBQ2pCLE1BQU07QUFBQSxFQUNOLE9BQU87QUFBQSxFQUNQLFFBQVE7QUFBQSxFQUNSLGFBQWE7QUFBQSxFQUNiLGVBQWU7QUFBQSxFQUNmLGNBQWM7QUFBQSxFQUNkLGdCQUFnQjtBQUFBLEVBQ2hCLGVBQWU7QUFBQSxFQUNmLGlCQUFpQjtBQUFBLEVBQ2pCLGlCQUFpQjtBQUFBLEVBQ2pCLGNBQWM7QUFBQSxFQUNkLGFBQWE7QUFBQSxFQUNiLGFBQWE7QUFBQSxFQUNiLFFBQVE7QUFBQSxFQUNSLFVBQVU7QUFBQSxFQUNWLFFBQVE7QUFBQSxFQUNSLFVBQVU7QUFBQSxFQUNWLFFBQVE7QUFBQSxFQUNSLFdBQVc7QUFBQSxFQUNYLFdBQVc7QUFBQSxFQUNYLFdBQVc7QUFBQSxFQUNYLFdBQVc7QUFBQSxFQUNYLFVBQVU7QUFBQSxFQUNWLFVBQVU7QUFBQSxFQUNWLE9BQU87QUFBQSxFQUNQLFNBQVM7QUFBQSxFQUNULFNBQVM7QUFBQSxFQUNULFFBQVE7QUFBQSxFQUNSLFFBQVE7QUFBQSxFQUNSLFdBQVc7QUFBQSxFQUNYLFdBQVc7QUFBQSxFQUNYLE9BQU87QUFBQSxFQUNQLGFBQWE7QUFBQSxFQUNiLGVBQWU7QUFBQSxFQUNmLFdBQVc7QUFBQSxFQUNYLFdBQVc7QUFBQSxFQUNYLFdBQVc7QUFBQSxFQUNYLE9BQU87QUFBQSxFQUNQLE9BQU87QUFBQSxFQUNQLFFBQVE7QUFBQSxFQUNSLGNBQWM7QUFBQSxFQUNkLGNBQWM7QUFBQSxFQUNkLFVBQVU7QUFBQSxFQUNWLFFBQVE7QUFBQSxFQUNSLFNBQVM7QUFBQSxFQUNULFFBQVE7QUFBQSxFQUNSLFNBQVM7QUFBQSxFQUNULFFBQVE7QUFBQSxFQUNSLFNBQVM7QUFBQSxFQUNULFFBQVE7QUFBQSxFQUNSLFNBQVM7QUFBQSxFQUNULFNBQVM7QUFBQSxFQUNULFdBQVc7QUFBQSxFQUNYLGNBQWM7QUFBQSxFQUNkLGlCQUFpQjtBQUFBLEVBQ2pCLFdBQVc7QUFBQSxFQUNYLGVBQWU7QUFBQSxFQUNmLFFBQVE7QUFBQSxFQUNSLFFBQVE7QUFBQSxFQUNSLFFBQVE7QUFBQSxFQUNSLFFBQVE7QUFBQSxFQUNSLFFBQVE7QUFBQSxFQUNSLFFBQVE7QUFBQSxFQUNSLFlBQVk7QUFBQSxFQUNaLE9BQU87QUFBQSxFQUNQLFFBQVE7QUFBQSxFQUNSLFFBQVE7QUFBQSxFQUNSLE9BQU87QUFBQSxFQUNQLE9BQU87QUFBQSxFQUNQLFFBQVE7QUFBQSxFQUNSLFlBQVk7QUFBQSxFQUNaLE1BQU07QUFBQSxFQUNOLFFBQVE7QUFBQSxFQUNSLFFBQVE7QUFBQSxFQUNSLFNBQVM7QUFBQSxFQUNULGFBQWE7QUFBQSxFQUNiLGFBQWE7QUFBQSxFQUNiLFFBQVE7QUFBQSxFQUNSLFVBQVU7QUFBQSxFQUNWLFlBQVk7QUFBQSxFQUNaLFlBQVk7QUFBQSxFQUNaLFVBQVU7QUFBQSxFQUNWLFNBQVM7QUFBQSxFQUNULFNBQVM7QUFBQSxFQUNULFdBQVc7QUFBQSxFQUNYLEtBQUs7QUFBQSxFQUNMLFFBQVE7QUFBQSxFQUNSLFFBQVE7QUFBQSxFQUNSLFNBQVM7QUFBQSxFQUNULGFBQWE7QUFBQSxFQUNiLFFBQVE7QUFBQSxFQUNSLE9BQU87QUFBQSxFQUNQLFFBQVE7QUFBQSxFQUNSLE1BQU07QUFBQSxFQUNOLFdBQVc7QUFBQSxFQUNYLFFBQVE7QUFBQSxFQUNSLFNBQVM7QUFBQSxFQUNULFVBQVU7QUFBQSxFQUNWLE9BQU87QUFBQSxFQUNQLE9BQU87QUFBQSxFQUNQLFNBQVM7QUFBQSxFQUNULFVBQVU7QUFBQSxFQUNWLFlBQVk7QUFBQSxFQUNaLFNBQVM7QUFBQSxFQUNULFNBQVM7QUFBQSxFQUNULGtCQUFrQjtBQUFBLEVBQ2xCLE9BQU87QUFBQSxFQUNQLGVBQWU7QUFBQSxFQUNmLGVBQWU7QUFBQSxFQUNmLGVBQWU7QUFBQSxFQUNmLFlBQVk7QUFBQSxFQUNaLG1CQUFtQjtBQUFBLEVBQ25CLGlCQUFpQjtBQUFBLEVBQ2pCLFNBQVM7QUFBQSxFQUNULFVBQVU7QUFBQSxFQUNWLE9BQU87QUFBQSxFQUNQLFdBQVc7QUFBQSxFQUNYLGVBQWU7QUFBQSxFQUNmLGVBQWU7QUFBQSxFQUNmLG1CQUFtQjtBQUFBLEVBQ25CLG1CQUFtQjtBQUFBLEVBQ25CLGVBQWU7QUFBQSxFQUNmLFFBQVE7QUFBQSxFQUNSLE9BQU87QUFBQSxFQUNQLFVBQVU7QUFBQSxFQUNWLGtCQUFrQjtBQUFBLEVBQ2xCLG1CQUFtQjtBQUFBLEVBQ25CLE1BQU07QUFBQSxFQUNOLGNBQWM7QUFBQSxFQUNkLGVBQWU7QUFBQSxFQUNmLGVBQWU7QUFBQSxFQUNmLFdBQVc7QUFBQSxFQUNYLFNBQVM7QUFBQSxFQUNULFdBQVc7QUFBQSxFQUNYLGNBQWM7QUFBQSxFQUNkLEtBQUs7QUFBQSxFQUNMLFVBQVU7QUFBQSxFQUNWLGFBQWE7QUFBQSxFQUNiLFlBQVk7QUFBQSxFQUNaLFFBQVE7QUFBQSxFQUNSLGlCQUFpQjtBQUFBLEVBQ2pCLFNBQVM7QUFBQSxFQUNULFVBQVU7QUFBQSxFQUNWLGVBQWU7QUFBQSxFQUNmLFlBQVk7QUFBQSxFQUNaLFdBQVc7QUFBQSxFQUNYLE9BQU87QUFBQSxFQUNQLGVBQWU7QUFBQSxFQUNmLE1BQU07QUFBQSxFQUNOLGlCQUFpQjtBQUFBLEVBQ2pCLG1CQUFtQjtBQUFBLEVBQ25CLGdCQUFnQjtBQUFBLEVBQ2hCLGdCQUFnQjtBQUFBLEVBQ2hCLG1CQUFtQjtBQUFBLEVBQ25CLFdBQVc7QUFBQSxFQUNYLFlBQVk7QUFBQSxFQUNaLFFBQVE7QUFBQSxFQUNSLFVBQVU7QUFBQSxFQUNWLFNBQVM7QUFBQSxFQUNULFFBQVE7QUFBQSxFQUNSLFlBQVk7QUFBQSxFQUNaLFFBQVE7QUFBQSxFQUNSLGFBQWE7QUFBQSxFQUNiLFNBQVM7QUFBQSxFQUNULGFBQWE7QUFBQSxFQUNiLFlBQVk7QUFBQSxFQUNaLGlCQUFpQjtBQUFBLEVBQ2pCLGNBQWM7QUFBQSxFQUNkLGVBQWU7QUFBQSxFQUNmLGFBQWE7QUFBQSxFQUNiLHlCQUF5QjtBQUFBLEVBQ3pCLG1CQUFtQjtBQUFBLEVBQ25CLHdCQUF3QjtBQUFBLEVBQ3hCLGNBQWM7QUFBQSxFQUNkLGtCQUFrQjtBQUFBLEVBQ2xCLGFBQWE7QUFBQSxFQUNiLHlCQUF5QjtBQUFBLEVBQ3pCLFdBQVc7QUFBQSxFQUNYLFdBQVc7QUFBQSxFQUNYLGtCQUFrQjtBQUFBLEVBQ2xCLFlBQVk7QUFBQSxFQUNaLFlBQVk7QUFBQSxFQUNaLGVBQWU7QUFBQSxFQUNmLFdBQVc7QUFBQSxFQUNYLFdBQVc7QUFBQSxFQUNYLG1CQUFtQjtBQUFBLEVBQ25CLG1CQUFtQjtBQUFBLEVBQ25CLGtCQUFrQjtBQUFBLEVBQ2xCLE9BQU87QUFBQSxFQUNQLFlBQVk7QUFBQSxFQUNaLFlBQVk7QUFBQSxFQUNaLGFBQWE7QUFBQSxFQUNiLGVBQWU7QUFBQSxFQUNmLGdCQUFnQjtBQUFBLEVBQ2hCLGNBQWM7QUFBQSxFQUNkLGNBQWM7QUFBQSxFQUNkLFFBQVE7QUFDVjs7O0FDdlVPLElBQU1DLE1BQUs7QUFBQSxFQUNoQixNQUFNO0FBQUEsRUFDTixPQUFPO0FBQUEsRUFDUCxNQUFNO0FBQUEsRUFDTixPQUFPO0FBQUEsRUFDUCxNQUFNO0FBQUEsRUFDTixPQUFPO0FBQUEsRUFDUCxPQUFPO0FBQUEsRUFDUCxNQUFNO0FBQUEsRUFDTixPQUFPO0FBQUEsRUFDUCxNQUFNO0FBQUEsRUFDTixVQUFVO0FBQUEsRUFDVixRQUFRO0FBQUEsRUFDUixLQUFLO0FBQUEsRUFDTCxjQUFjO0FBQUEsRUFDZCxnQkFBZ0I7QUFBQSxFQUNoQixjQUFjO0FBQUEsRUFDZCxPQUFPO0FBQUEsRUFDUCxTQUFTO0FBQUEsRUFDVCxVQUFVO0FBQUEsRUFDVixPQUFPO0FBQUEsRUFDUCxRQUFRO0FBQUEsRUFDUixRQUFRO0FBQUEsRUFDUixNQUFNO0FBQUEsRUFDTixRQUFRO0FBQUEsRUFDUixhQUFhO0FBQUEsRUFDYixRQUFRO0FBQUEsRUFDUixPQUFPO0FBQUEsRUFDUCxTQUFTO0FBQUEsRUFDVCxTQUFTO0FBQUEsRUFDVCxRQUFRO0FBQUEsRUFDUixPQUFPO0FBQUEsRUFDUCxRQUFRO0FBQUEsRUFDUixLQUFLO0FBQUEsRUFDTCxNQUFNO0FBQUEsRUFDTixPQUFPO0FBQUEsRUFDUCxXQUFXO0FBQUEsRUFDWCxXQUFXO0FBQUEsRUFDWCxPQUFPO0FBQUEsRUFDUCxXQUFXO0FBQUEsRUFDWCxRQUFRO0FBQUEsRUFDUixVQUFVO0FBQUEsRUFDVixRQUFRO0FBQUEsRUFDUixTQUFTO0FBQUEsRUFDVCxRQUFRO0FBQUEsRUFDUixRQUFRO0FBQUEsRUFDUixVQUFVO0FBQUEsRUFDVixTQUFTO0FBQUEsRUFDVCxTQUFTO0FBQUEsRUFDVCxVQUFVO0FBQUEsRUFDVixNQUFNO0FBQUEsRUFDTixRQUFRO0FBQUEsRUFDUixhQUFhO0FBQUEsRUFDYixhQUFhO0FBQUEsRUFDYixZQUFZO0FBQUEsRUFDWixZQUFZO0FBQUEsRUFDWixZQUFZO0FBQUEsRUFDWixPQUFPO0FBQUEsRUFDUCxNQUFNO0FBQUEsRUFDTixPQUFPO0FBQUEsRUFDUCxRQUFRO0FBQUEsRUFDUixNQUFNO0FBQUEsRUFDTixPQUFPO0FBQUEsRUFDUCxNQUFNO0FBQUEsRUFDTixPQUFPO0FBQUEsRUFDUCxRQUFRO0FBQUEsRUFDUixPQUFPO0FBQUEsRUFDUCxRQUFRO0FBQUEsRUFDUixPQUFPO0FBQUEsRUFDUCxRQUFRO0FBQUEsRUFDUixRQUFRO0FBQUEsRUFDUixRQUFRO0FBQUEsRUFDUixRQUFRO0FBQUEsRUFDUixPQUFPO0FBQUEsRUFDUCxPQUFPO0FBQUEsRUFDUCxPQUFPO0FBQUEsRUFDUCxXQUFXO0FBQUEsRUFDWCxVQUFVO0FBQUEsRUFDVixXQUFXO0FBQUEsRUFDWCxVQUFVO0FBQUEsRUFDVixRQUFRO0FBQUEsRUFDUixPQUFPO0FBQUEsRUFDUCxRQUFRO0FBQUEsRUFDUixRQUFRO0FBQUEsRUFDUixPQUFPO0FBQUEsRUFDUCxPQUFPO0FBQUEsRUFDUCxPQUFPO0FBQUEsRUFDUCxNQUFNO0FBQUEsRUFDTixRQUFRO0FBQUEsRUFDUixTQUFTO0FBQUEsRUFDVCxVQUFVO0FBQUEsRUFDVixPQUFPO0FBQUEsRUFDUCxRQUFRO0FBQUEsRUFDUixPQUFPO0FBQUEsRUFDUCxRQUFRO0FBQUEsRUFDUixRQUFRO0FBQUEsRUFDUixPQUFPO0FBQUEsRUFDUCxjQUFjO0FBQUEsRUFDZCxXQUFXO0FBQUEsRUFDWCxXQUFXO0FBQUEsRUFDWCxTQUFTO0FBQUEsRUFDVCxPQUFPO0FBQUEsRUFDUCxRQUFRO0FBQUEsRUFDUixRQUFRO0FBQUEsRUFDUixRQUFRO0FBQUEsRUFDUixRQUFRO0FBQUEsRUFDUixRQUFRO0FBQUEsRUFDUixRQUFRO0FBQUEsRUFDUixTQUFTO0FBQUEsRUFDVCxTQUFTO0FBQUEsRUFDVCxTQUFTO0FBQUEsRUFDVCxTQUFTO0FBQUEsRUFDVCxTQUFTO0FBQUEsRUFDVCxRQUFRO0FBQUEsRUFDUixVQUFVO0FBQUEsRUFDVixVQUFVO0FBQUEsRUFDVixXQUFXO0FBQUEsRUFDWCxXQUFXO0FBQUEsRUFDWCxXQUFXO0FBQUEsRUFDWCxXQUFXO0FBQUEsRUFDWCxXQUFXO0FBQUEsRUFDWCxXQUFXO0FBQUEsRUFDWCxTQUFTO0FBQUEsRUFDVCxVQUFVO0FBQUEsRUFDVixVQUFVO0FBQUEsRUFDVixRQUFRO0FBQUEsRUFDUixRQUFRO0FBQUEsRUFDUixRQUFRO0FBQUEsRUFDUixlQUFlO0FBQUEsRUFDZixpQkFBaUI7QUFBQSxFQUNqQixpQkFBaUI7QUFBQSxFQUNqQixlQUFlO0FBQUEsRUFDZixhQUFhO0FBQUEsRUFDYixPQUFPO0FBQUEsRUFDUCxPQUFPO0FBQUEsRUFDUCxRQUFRO0FBQUEsRUFDUixhQUFhO0FBQUEsRUFDYixPQUFPO0FBQUEsRUFDUCxRQUFRO0FBQUEsRUFDUixTQUFTO0FBQUEsRUFDVCxPQUFPO0FBQUEsRUFDUCxhQUFhO0FBQUEsRUFDYixhQUFhO0FBQUEsRUFDYixnQkFBZ0I7QUFBQSxFQUNoQixnQkFBZ0I7QUFBQSxFQUNoQixvQkFBb0I7QUFBQSxFQUNwQixvQkFBb0I7QUFBQSxFQUNwQix3QkFBd0I7QUFBQSxFQUN4Qix3QkFBd0I7QUFBQSxFQUN4Qix1QkFBdUI7QUFBQSxFQUN2QixPQUFPO0FBQUEsRUFDUCxTQUFTO0FBQUEsRUFDVCxVQUFVO0FBQUEsRUFDVixZQUFZO0FBQUEsRUFDWixTQUFTO0FBQUEsRUFDVCxZQUFZO0FBQUEsRUFDWixZQUFZO0FBQUEsRUFDWixTQUFTO0FBQUEsRUFDVCxPQUFPO0FBQUEsRUFDUCxZQUFZO0FBQUEsRUFDWixVQUFVO0FBQUEsRUFDVixXQUFXO0FBQUEsRUFDWCxRQUFRO0FBQUEsRUFDUixNQUFNO0FBQUEsRUFDTixNQUFNO0FBQUEsRUFDTixjQUFjO0FBQUEsRUFDZCxPQUFPO0FBQUEsRUFDUCxTQUFTO0FBQUEsRUFDVCxRQUFRO0FBQUEsRUFDUixTQUFTO0FBQUEsRUFDVCxRQUFRO0FBQUEsRUFDUixhQUFhO0FBQUEsRUFDYixlQUFlO0FBQUEsRUFDZixNQUFNO0FBQUEsRUFDTixRQUFRO0FBQUEsRUFDUixlQUFlO0FBQUEsRUFDZixhQUFhO0FBQUEsRUFDYixlQUFlO0FBQUEsRUFDZixpQkFBaUI7QUFBQSxFQUNqQixjQUFjO0FBQUEsRUFDZCxVQUFVO0FBQUEsRUFDVixZQUFZO0FBQUEsRUFDWixTQUFTO0FBQUEsRUFDVCxTQUFTO0FBQUEsRUFDVCxhQUFhO0FBQUEsRUFDYixTQUFTO0FBQUEsRUFDVCxVQUFVO0FBQUEsRUFDVixRQUFRO0FBQUEsRUFDUixXQUFXO0FBQUEsRUFDWCxVQUFVO0FBQUEsRUFDVixXQUFXO0FBQUEsRUFDWCxXQUFXO0FBQUEsRUFDWCxVQUFVO0FBQUEsRUFDVixXQUFXO0FBQUEsRUFDWCxXQUFXO0FBQUEsRUFDWCxXQUFXO0FBQUEsRUFDWCxZQUFZO0FBQUEsRUFDWixZQUFZO0FBQUEsRUFDWixhQUFhO0FBQUEsRUFDYixjQUFjO0FBQUEsRUFDZCxjQUFjO0FBQUEsRUFDZCxPQUFPO0FBQUEsRUFDUCxNQUFNO0FBQUEsRUFDTixPQUFPO0FBQUEsRUFDUCxtQkFBbUI7QUFBQSxFQUNuQixtQkFBbUI7QUFBQSxFQUNuQixpQkFBaUI7QUFBQSxFQUNqQixVQUFVO0FBQUEsRUFDVixZQUFZO0FBQUEsRUFDWixjQUFjO0FBQUEsRUFDZCxXQUFXO0FBQUEsRUFDWCxXQUFXO0FBQUEsRUFDWCxpQkFBaUI7QUFBQSxFQUNqQixnQkFBZ0I7QUFBQSxFQUNoQixjQUFjO0FBQUEsRUFDZCxlQUFlO0FBQUEsRUFDZixnQkFBZ0I7QUFBQSxFQUNoQixrQkFBa0I7QUFBQSxFQUNsQixZQUFZO0FBQUEsRUFDWixpQkFBaUI7QUFBQSxFQUNqQixpQkFBaUI7QUFBQSxFQUNqQixZQUFZO0FBQUEsRUFDWixXQUFXO0FBQUEsRUFDWCxjQUFjO0FBQUEsRUFDZCxlQUFlO0FBQUEsRUFDZixlQUFlO0FBQUEsRUFDZixrQkFBa0I7QUFBQSxFQUNsQixjQUFjO0FBQUEsRUFDZCxlQUFlO0FBQUEsRUFDZixlQUFlO0FBQUEsRUFDZixjQUFjO0FBQUEsRUFDZCxpQkFBaUI7QUFBQSxFQUNqQixZQUFZO0FBQUEsRUFDWixZQUFZO0FBQUEsRUFDWixXQUFXO0FBQUEsRUFDWCxRQUFRO0FBQUEsRUFDUixRQUFRO0FBQUEsRUFDUixTQUFTO0FBQUEsRUFDVCxPQUFPO0FBQUEsRUFDUCxlQUFlO0FBQUEsRUFDZixlQUFlO0FBQUEsRUFDZixTQUFTO0FBQUEsRUFDVCxXQUFXO0FBQUEsRUFDWCxjQUFjO0FBQUEsRUFDZCxpQkFBaUI7QUFBQSxFQUNqQixXQUFXO0FBQUEsRUFDWCxlQUFlO0FBQUEsRUFDZixZQUFZO0FBQUEsRUFDWixRQUFRO0FBQUEsRUFDUixTQUFTO0FBQUEsRUFDVCxhQUFhO0FBQUEsRUFDYixRQUFRO0FBQUEsRUFDUixZQUFZO0FBQUEsRUFDWixZQUFZO0FBQUEsRUFDWixjQUFjO0FBQUEsRUFDZCxtQkFBbUI7QUFBQSxFQUNuQixrQkFBa0I7QUFBQSxFQUNsQixlQUFlO0FBQUEsRUFDZixRQUFRO0FBQUEsRUFDUixTQUFTO0FBQUEsRUFDVCxTQUFTO0FBQUEsRUFDVCxVQUFVO0FBQUEsRUFDVixXQUFXO0FBQUEsRUFDWCxZQUFZO0FBQUEsRUFDWixVQUFVO0FBQUEsRUFDVixVQUFVO0FBQUEsRUFDVixRQUFRO0FBQUEsRUFDUixXQUFXO0FBQUEsRUFDWCxZQUFZO0FBQUEsRUFDWixVQUFVO0FBQUEsRUFDVixXQUFXO0FBQUEsRUFDWCxVQUFVO0FBQUEsRUFDVixPQUFPO0FBQUEsRUFDUCxTQUFTO0FBQUEsRUFDVCxpQkFBaUI7QUFBQSxFQUNqQixpQkFBaUI7QUFBQSxFQUNqQixRQUFRO0FBQUEsRUFDUixLQUFLO0FBQUEsRUFDTCxpQkFBaUI7QUFBQSxFQUNqQixVQUFVO0FBQUEsRUFDVixZQUFZO0FBQUEsRUFDWixXQUFXO0FBQUEsRUFDWCxhQUFhO0FBQUEsRUFDYixVQUFVO0FBQUEsRUFDVixnQkFBZ0I7QUFBQSxFQUNoQixTQUFTO0FBQUEsRUFDVCxXQUFXO0FBQUEsRUFDWCxpQkFBaUI7QUFBQSxFQUNqQixpQkFBaUI7QUFBQSxFQUNqQixTQUFTO0FBQUEsRUFDVCxXQUFXO0FBQUEsRUFDWCxVQUFVO0FBQUEsRUFDVixlQUFlO0FBQUEsRUFDZixNQUFNO0FBQUEsRUFDTixPQUFPO0FBQUEsRUFDUCxlQUFlO0FBQUEsRUFDZixRQUFRO0FBQUEsRUFDUixTQUFTO0FBQUEsRUFDVCxtQkFBbUI7QUFBQSxFQUNuQixpQkFBaUI7QUFBQSxFQUNqQixVQUFVO0FBQUEsRUFDVixlQUFlO0FBQUEsRUFDZixlQUFlO0FBQUEsRUFDZixXQUFXO0FBQUEsRUFDWCxtQkFBbUI7QUFBQSxFQUNuQixtQkFBbUI7QUFBQSxFQUNuQixlQUFlO0FBQUEsRUFDZixRQUFRO0FBQUEsRUFDUixVQUFVO0FBQUEsRUFDVixPQUFPO0FBQUEsRUFDUCxRQUFRO0FBQUEsRUFDUixrQkFBa0I7QUFBQSxFQUNsQixtQkFBbUI7QUFBQSxFQUNuQixNQUFNO0FBQUEsRUFDTixjQUFjO0FBQUEsRUFDZCxlQUFlO0FBQUEsRUFDZixlQUFlO0FBQUEsRUFDZixXQUFXO0FBQUEsRUFDWCxTQUFTO0FBQUEsRUFDVCxXQUFXO0FBQUEsRUFDWCxjQUFjO0FBQUEsRUFDZCxpQkFBaUI7QUFBQSxFQUNqQixLQUFLO0FBQUEsRUFDTCxVQUFVO0FBQUEsRUFDVixhQUFhO0FBQUEsRUFDYixZQUFZO0FBQUEsRUFDWixRQUFRO0FBQUEsRUFDUixpQkFBaUI7QUFBQSxFQUNqQixTQUFTO0FBQUEsRUFDVCxVQUFVO0FBQUEsRUFDVixlQUFlO0FBQUEsRUFDZixZQUFZO0FBQUEsRUFDWixXQUFXO0FBQUEsRUFDWCxPQUFPO0FBQUEsRUFDUCxlQUFlO0FBQUEsRUFDZixNQUFNO0FBQUEsRUFDTixtQkFBbUI7QUFBQSxFQUNuQixnQkFBZ0I7QUFBQSxFQUNoQixnQkFBZ0I7QUFBQSxFQUNoQixtQkFBbUI7QUFBQSxFQUNuQixXQUFXO0FBQUEsRUFDWCxZQUFZO0FBQUEsRUFDWixRQUFRO0FBQUEsRUFDUixVQUFVO0FBQUEsRUFDVixTQUFTO0FBQUEsRUFDVCxRQUFRO0FBQUEsRUFDUixZQUFZO0FBQUEsRUFDWixRQUFRO0FBQUEsRUFDUixhQUFhO0FBQUEsRUFDYixTQUFTO0FBQUEsRUFDVCxhQUFhO0FBQUEsRUFDYixZQUFZO0FBQUEsRUFDWixpQkFBaUI7QUFBQSxFQUNqQixjQUFjO0FBQUEsRUFDZCxlQUFlO0FBQUEsRUFDZixhQUFhO0FBQUEsRUFDYix5QkFBeUI7QUFBQSxFQUN6QixtQkFBbUI7QUFBQSxFQUNuQix3QkFBd0I7QUFBQSxFQUN4QixjQUFjO0FBQUEsRUFDZCxrQkFBa0I7QUFBQSxFQUNsQixhQUFhO0FBQUEsRUFDYix5QkFBeUI7QUFBQSxFQUN6QixXQUFXO0FBQUEsRUFDWCxXQUFXO0FBQUEsRUFDWCxrQkFBa0I7QUFBQSxFQUNsQixZQUFZO0FBQUEsRUFDWixZQUFZO0FBQUEsRUFDWixlQUFlO0FBQUEsRUFDZixXQUFXO0FBQUEsRUFDWCxXQUFXO0FBQUEsRUFDWCxtQkFBbUI7QUFBQSxFQUNuQixtQkFBbUI7QUFBQSxFQUNuQixrQkFBa0I7QUFBQSxFQUNsQixPQUFPO0FBQUEsRUFDUCxZQUFZO0FBQUEsRUFDWixZQUFZO0FBQUEsRUFDWixhQUFhO0FBQUEsRUFDYixlQUFlO0FBQUEsRUFDZixnQkFBZ0I7QUFBQSxFQUNoQixjQUFjO0FBQUEsRUFDZCxjQUFjO0FBQUEsRUFDZCxRQUFRO0FBQ1Y7OztBQzlYQSxJQUFNLGVBQWUsQ0FBQyxtQkFBbUIsWUFBWSxzQkFBc0I7QUFVcEUsU0FBUyxnQkFBd0I7QUFDdEMsU0FBTztBQUFBLElBQ0wsWUFBWTtBQUFBLElBQ1osU0FBUztBQUFBLE1BQ1AsVUFBVTtBQUFBLE1BQ1YsTUFBTSxFQUFFLEtBQUssR0FBRyxLQUFLLEVBQUU7QUFBQSxNQUN2QixNQUFNLENBQUMsSUFBSTtBQUFBLE1BQ1gsS0FBSyxDQUFDLHFFQUFxRSxZQUFZO0FBQUEsTUFDdkYsS0FBSztBQUFBO0FBQUEsTUFFTCxjQUFjO0FBQUEsUUFDWixVQUFVLENBQUMsR0FBRyxZQUFZO0FBQUEsUUFDMUIsV0FBVyxDQUFDLEdBQUcsWUFBWTtBQUFBLFFBQzNCLFdBQVcsQ0FBQyxHQUFHLFlBQVk7QUFBQSxRQUMzQixTQUFTLENBQUMsR0FBRyxZQUFZO0FBQUEsTUFDM0I7QUFBQSxNQUNBLFNBQVMsQ0FBQyxFQUFFLE1BQU0saUJBQWlCLE1BQU0sTUFBTSxNQUFNLEtBQUssQ0FBQztBQUFBLE1BQzNELGlCQUFpQjtBQUFBLElBQ25CO0FBQUEsSUFDQSxNQUFNLEVBQUUsTUFBTSxVQUFVLFVBQVUsS0FBSztBQUFBLElBQ3ZDLFVBQVU7QUFBQSxJQUNWLFFBQVEsY0FBYztBQUFBLElBQ3RCLE9BQU87QUFBQSxNQUNMLFdBQVcsRUFBRSxTQUFTLENBQUMsRUFBRSxPQUFPLE9BQU8sUUFBUSxNQUFNLENBQUMsRUFBRTtBQUFBLE1BQ3hELFlBQVk7QUFBQSxRQUNWLEVBQUUsTUFBTSxNQUFNO0FBQUEsUUFDZCxFQUFFLE1BQU0sVUFBVTtBQUFBLFFBQ2xCLEVBQUUsTUFBTSxNQUFNO0FBQUEsUUFDZCxFQUFFLE1BQU0sTUFBTTtBQUFBLFFBQ2QsRUFBRSxNQUFNLFFBQVE7QUFBQSxRQUNoQixFQUFFLE1BQU0sU0FBUztBQUFBLE1BQ25CO0FBQUEsTUFDQSxhQUFhO0FBQUEsUUFDWDtBQUFBLFFBQ0E7QUFBQSxRQUNBO0FBQUEsUUFDQTtBQUFBLFFBQ0E7QUFBQSxRQUNBO0FBQUEsUUFDQTtBQUFBLFFBQ0E7QUFBQSxRQUNBO0FBQUEsUUFDQTtBQUFBLFFBQ0E7QUFBQSxNQUNGO0FBQUEsTUFDQSxlQUFlLENBQUMsYUFBYSxZQUFZLGFBQWEsYUFBYSxxQkFBcUI7QUFBQSxJQUMxRjtBQUFBLEVBQ0Y7QUFDRjtBQUVBLFNBQVMsZ0JBQXlCO0FBQ2hDLFNBQU87QUFBQSxJQUNMLE1BQU0sU0FBUyxRQUFRLE1BQU07QUFBQSxJQUM3QixNQUFNLFFBQVEsU0FBUyxTQUFTLFVBQVUsZUFBZSxZQUFZLGFBQWE7QUFBQTtBQUFBLElBRWxGO0FBQUEsTUFDRTtBQUFBLE1BQ0E7QUFBQSxNQUNBO0FBQUEsTUFDQTtBQUFBLE1BQ0E7QUFBQSxNQUNBO0FBQUEsTUFDQTtBQUFBLE1BQ0E7QUFBQSxNQUNBO0FBQUEsSUFDRjtBQUFBLElBQ0EsTUFBTSxZQUFZLFNBQVMsT0FBTyxVQUFVLFVBQVUsU0FBUyxhQUFhLGFBQWE7QUFBQSxJQUN6RixNQUFNLGVBQWUsVUFBVSxVQUFVLFVBQVUsVUFBVSxPQUFPO0FBQUEsSUFDcEUsTUFBTSxRQUFRLFNBQVMsU0FBUyxVQUFVLFVBQVUsU0FBUyxJQUFJO0FBQUEsSUFDakUsTUFBTSxrQkFBa0IsVUFBVSxVQUFVLFVBQVUsVUFBVSxTQUFTLFlBQVksSUFBSTtBQUFBLEVBQzNGO0FBQ0Y7QUFFQSxTQUFTLE1BQU0sYUFBcUIsTUFBY0MsWUFBbUIsU0FBMEI7QUFDN0YsU0FBTyxRQUFRLFNBQVMsRUFBRSxhQUFhLE1BQU0sUUFBQUEsU0FBUSxRQUFRLElBQUksRUFBRSxhQUFhLE1BQU0sUUFBQUEsUUFBTztBQUMvRjs7O0FDdkZBLFNBQWdDLGlCQUFpQjtBQUNqRCxTQUFTLFlBQVksYUFBYSxRQUFRLHFCQUFxQjtBQUMvRCxTQUFTLGNBQWM7QUFDdkIsU0FBUyxZQUFZO0FBQ3JCLFNBQVMscUJBQXFCO0FBRXZCLElBQU0sT0FBTyxRQUFRLElBQUksYUFBYSxLQUFLLFFBQVEsSUFBSTtBQVd2RCxJQUFNLFVBQW1CLE1BQU0sT0FBTyxjQUFjLEtBQUssTUFBTSxrQkFBa0IsQ0FBQyxFQUFFO0FBR3BGLElBQU0sVUFBVSxZQUFZLEtBQUssT0FBTyxHQUFHLGdCQUFnQixDQUFDO0FBQ25FLFFBQVEsR0FBRyxRQUFRLE1BQU0sT0FBTyxTQUFTLEVBQUUsV0FBVyxNQUFNLE9BQU8sS0FBSyxDQUFDLENBQUM7QUFHbkUsSUFBTSxRQUFRO0FBQUEsRUFDbkIsRUFBRSxNQUFNLFFBQVEsTUFBTSxRQUFRLFVBQVUsRUFBRSxNQUFNLE9BQU8sQ0FBQyxFQUFFO0FBQUEsRUFDMUQsRUFBRSxNQUFNLFNBQVMsTUFBTSxRQUFRLFVBQVUsRUFBRSxNQUFNLFFBQVEsQ0FBQyxFQUFFO0FBQzlEO0FBQ08sSUFBTSxPQUFPLE1BQU0sQ0FBQyxFQUFFO0FBY3RCLFNBQVMsSUFBSSxTQUFpQixPQUFpQixDQUFDLEdBQUcsVUFBNEIsQ0FBQyxHQUFZO0FBQ2pHLFFBQU0sU0FBUyxVQUFVLFNBQVMsTUFBTTtBQUFBLElBQ3RDLE9BQU8sQ0FBQyxVQUFVLFFBQVEsTUFBTTtBQUFBLElBQ2hDLFdBQVcsS0FBSztBQUFBLElBQ2hCLEdBQUc7QUFBQSxJQUNILFVBQVU7QUFBQSxFQUNaLENBQUM7QUFDRCxNQUFJLE9BQU8sTUFBTyxPQUFNLE9BQU87QUFDL0IsUUFBTSxFQUFFLFFBQVEsUUFBUSxRQUFRLE9BQU8sSUFBSTtBQUMzQyxTQUFPLEVBQUUsUUFBUSxRQUFRLFFBQVEsT0FBTztBQUMxQztBQVFBLElBQU0sUUFBUTtBQUFBLEVBQ1osS0FBSyxDQUFDLElBQUksR0FBRztBQUFBLEVBQ2IsT0FBTyxDQUFDLElBQUksR0FBRztBQUFBLEVBQ2YsT0FBTyxDQUFDLEdBQUcsRUFBRTtBQUFBLEVBQ2IsUUFBUSxDQUFDLElBQUksR0FBRztBQUFBLEVBQ2hCLE9BQU8sQ0FBQyxJQUFJLEVBQUU7QUFBQSxFQUNkLFlBQVksQ0FBQyxLQUFLLEVBQUU7QUFBQSxFQUNwQixRQUFRLENBQUMsSUFBSSxHQUFHO0FBQUEsRUFDaEIsU0FBUyxDQUFDLEtBQUssRUFBRTtBQUFBLEVBQ2pCLE1BQU0sQ0FBQyxHQUFHLEdBQUc7QUFBQSxFQUNiLFFBQVEsQ0FBQyxLQUFLLEVBQUU7QUFBQSxFQUNoQixPQUFPLENBQUMsS0FBSyxFQUFFO0FBQUEsRUFDZixPQUFPLENBQUMsS0FBSyxHQUFHO0FBQUEsRUFDaEIsTUFBTSxDQUFDLEdBQUcsRUFBRTtBQUFBLEVBQ1osWUFBWSxDQUFDLEtBQUssRUFBRTtBQUFBLEVBQ3BCLGdCQUFnQixDQUFDLElBQUksR0FBRztBQUFBLEVBQ3hCLFFBQVEsQ0FBQyxLQUFLLEVBQUU7QUFBQSxFQUNoQixXQUFXLENBQUMsS0FBSyxFQUFFO0FBQUEsRUFDbkIsVUFBVSxDQUFDLEtBQUssRUFBRTtBQUFBLEVBQ2xCLE9BQU8sQ0FBQyxJQUFJLEdBQUc7QUFBQSxFQUNmLE9BQU8sQ0FBQyxHQUFHLEVBQUU7QUFDZjtBQUNBLElBQU0sVUFBVSxPQUFPLFFBQVEsS0FBSyxFQUFFLElBQUksQ0FBQyxDQUFDLE1BQU0sSUFBSSxNQUFNLENBQUMsTUFBTSxLQUFLLFFBQVEsU0FBUyxRQUFRLElBQUksQ0FBQyxDQUFDLENBQUM7QUFHakcsSUFBTSxVQUFVO0FBQUEsOEJBQ08sS0FBSyxVQUFVLE9BQU8sWUFBWSxPQUFPLENBQUMsQ0FBQztBQUFBO0FBQUE7QUFBQTtBQU1sRSxTQUFTLEtBQUssUUFBc0I7QUFDekMsVUFBUSxJQUFJLFFBQVEsTUFBTSxFQUFFO0FBQzlCOzs7QUpuRkEsSUFBTSxPQUFPLE1BQU0sUUFBUTtBQUMzQixJQUFNLFVBQVUsUUFBUSxhQUFhO0FBQ3JDLElBQU0sTUFBTSxRQUFRLElBQUksWUFBWSxLQUFLLEdBQUcsSUFBSTtBQUNoRCxJQUFNLFVBQVUsQ0FBQyxTQUFpQixhQUFhLE1BQU0sUUFBUTtBQUU3RCxJQUFNLFNBQVMsR0FBRyxPQUFPO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBT3pCLElBQU0sWUFBWTtBQUFBO0FBQUE7QUFJbEIsSUFBTSxTQUFTQyxNQUFLLFNBQVMsV0FBVztBQUN4QyxJQUFNLFFBQVFBLE1BQUssU0FBUyxVQUFVO0FBQ3RDQyxlQUFjLFFBQVEsTUFBTTtBQUM1QkEsZUFBYyxPQUFPLFNBQVM7QUFFOUIsV0FBVyxFQUFFLE1BQU0sTUFBQUMsTUFBSyxLQUFLLE9BQU87QUFDbEMsT0FBSyxxRkFBcUYsSUFBSSxLQUFLLE1BQU07QUFDdkcsVUFBTSxNQUFNLENBQUMsU0FBaUJGLE1BQUssU0FBUyxHQUFHLElBQUksSUFBSSxJQUFJLEVBQUU7QUFDN0QsWUFBUSxPQUFPLEVBQUUsTUFBQUUsT0FBTSxRQUFRLEtBQUssSUFBSSxPQUFPLEVBQUUsQ0FBQztBQUNsRCxZQUFRLE9BQU8sRUFBRSxNQUFBQSxPQUFNLFFBQVEsS0FBSyxJQUFJLEtBQUssR0FBRyxNQUFNLENBQUM7QUFDdkQsVUFBTSxPQUFPLElBQUksTUFBTTtBQUN2QixVQUFNLE1BQU0sRUFBRSxNQUFNLGdCQUFnQixNQUFNLElBQUksT0FBTyxLQUFNLEVBQUU7QUFDN0QsSUFBQUMsV0FBVSxXQUFXLENBQUMsTUFBTSxTQUFTLFlBQVksUUFBUSxNQUFNLE1BQU0sV0FBVyxLQUFLLEdBQUc7QUFBQSxNQUN0RjtBQUFBLE1BQ0EsS0FBSztBQUFBLElBQ1AsQ0FBQztBQUNELElBQUFBLFdBQVUsV0FBVyxDQUFDLE1BQU1ELE9BQU0sWUFBWSxRQUFRLE1BQU0sSUFBSSxLQUFLLEdBQUcsVUFBVSxJQUFJLEdBQUc7QUFBQSxNQUN2RjtBQUFBLE1BQ0EsS0FBSztBQUFBLElBQ1AsQ0FBQztBQUNELElBQU8sVUFBRyxRQUFRLElBQUksS0FBSyxDQUFDLE1BQU0sUUFBUSxJQUFJLEtBQUssQ0FBQyxDQUFDO0FBQ3JELElBQU8sV0FBSSxRQUFRLElBQUksS0FBSyxDQUFDLE1BQU0sUUFBUSxJQUFJLE9BQU8sQ0FBQyxDQUFDO0FBQ3hELElBQU8sV0FBSUUsWUFBVyxHQUFHLElBQUksS0FBSyxDQUFDLE9BQU8sQ0FBQztBQUMzQyxVQUFNLENBQUMsU0FBUyxLQUFLLElBQUksQ0FBQyxJQUFJLElBQUksS0FBSyxHQUFHLENBQUMsR0FBRyxDQUFDLEdBQUcsSUFBSSxJQUFJLE9BQU8sR0FBRyxDQUFDLEdBQUcsQ0FBQyxDQUFDO0FBQzFFLElBQU8sVUFBRyxRQUFRLFFBQVEsTUFBTSxNQUFNO0FBQ3RDLElBQU8sVUFBRyxRQUFRLFFBQVEsd0NBQXdDO0FBQ2xFLElBQU8sVUFBRyxRQUFRLFFBQVEsQ0FBQztBQUFBLEVBQzdCLENBQUM7QUFFRCxPQUFLLDBEQUEwRCxJQUFJLEtBQUssTUFBTTtBQUM1RSxVQUFNLE9BQU9KLE1BQUssU0FBUyxHQUFHLElBQUksT0FBTztBQUN6QyxJQUFPLFVBQUcsSUFBSSxTQUFTLENBQUMsWUFBWSxRQUFRLE1BQU0sTUFBTSxXQUFXLEtBQUssQ0FBQyxFQUFFLFFBQVEsQ0FBQztBQUNwRixVQUFNLFFBQVFBLE1BQUssU0FBUyxVQUFVO0FBQ3RDLElBQUFDLGVBQWMsT0FBTyxPQUFPLFFBQVEsZ0JBQWdCLGNBQWMsQ0FBQztBQUNuRSxVQUFNLFVBQVUsSUFBSUMsT0FBTSxDQUFDLFlBQVksT0FBTyxNQUFNRixNQUFLLFNBQVMsU0FBUyxHQUFHLFVBQVUsSUFBSSxDQUFDO0FBQzdGLElBQU8sYUFBTSxRQUFRLFFBQVEsNENBQTRDO0FBQ3pFLElBQU8sVUFBRyxRQUFRLFFBQVEsR0FBRztBQUM3QixJQUFBQyxlQUFjLE1BQU0sUUFBUSxJQUFJLEVBQUUsTUFBTSxHQUFHLEVBQUUsR0FBRyxRQUFRO0FBQ3hELElBQU87QUFBQSxNQUNMLElBQUlDLE9BQU0sQ0FBQyxZQUFZLFFBQVEsTUFBTUYsTUFBSyxTQUFTLFNBQVMsR0FBRyxVQUFVLElBQUksQ0FBQyxFQUFFO0FBQUEsTUFDaEY7QUFBQSxJQUNGO0FBQ0EsSUFBTyxXQUFJSSxZQUFXSixNQUFLLFNBQVMsU0FBUyxDQUFDLENBQUM7QUFDL0MsSUFBTztBQUFBLE1BQ0wsSUFBSUUsT0FBTSxDQUFDLFlBQVksUUFBUSxNQUFNLEtBQUssV0FBVyxLQUFLLENBQUMsRUFBRTtBQUFBLE1BQzdEO0FBQUEsSUFDRjtBQUFBLEVBQ0YsQ0FBQztBQUNIO0FBRUEsS0FBSyxtRkFBbUYsTUFBTTtBQUM1RixRQUFNLFVBQVVGLE1BQUssU0FBUyxTQUFTO0FBQ3ZDLEVBQUFDO0FBQUEsSUFDRSxPQUFPLFFBQVEsVUFBVSxPQUFPO0FBQUEsSUFDaEMsR0FBRyxPQUFPLHlFQUF5RSxLQUFLLFVBQVUsT0FBTyxDQUFDO0FBQUEsRUFDNUc7QUFDQSxFQUFBQTtBQUFBLElBQ0UsTUFBTSxRQUFRLFNBQVMsYUFBYTtBQUFBLElBQ3BDO0FBQUEsRUFDRjtBQUNBLFFBQU0sVUFBVSxJQUFJLFNBQVM7QUFBQSxJQUMzQixHQUFHLENBQUMsWUFBWSxPQUFPLFFBQVEsVUFBVSxPQUFPLEdBQUcsTUFBTUQsTUFBSyxTQUFTLFlBQVksQ0FBQztBQUFBLElBQ3BGLEdBQUcsQ0FBQyxXQUFXLE1BQU0sUUFBUSxTQUFTLGFBQWEsQ0FBQztBQUFBLEVBQ3RELENBQUM7QUFDRCxFQUFPLFVBQUcsUUFBUSxRQUFRLEVBQUU7QUFDNUIsRUFBTyxVQUFHLFFBQVEsUUFBUSxDQUFDO0FBQzNCLEVBQU8sV0FBSUksWUFBVyxPQUFPLENBQUM7QUFDaEMsQ0FBQztBQUdELElBQU0sUUFBUSxJQUFJO0FBQUEsRUFDaEIsT0FBTyxRQUFRLFFBQVEsU0FBUyxRQUFRQyxNQUFTLEVBQU8sRUFBRSxJQUFJLENBQUMsQ0FBQyxNQUFNLEVBQUUsTUFBTSxDQUFDLElBQWMsSUFBSSxDQUFDO0FBQ3BHO0FBR0EsZUFBZSxpQkFBNEU7QUFDekYsUUFBTSxFQUFFLGNBQWMsSUFBSSxNQUFNLE9BQU8sVUFBVSxJQUFJO0FBQ3JELFFBQU0sU0FBU0wsTUFBSyxTQUFTLGFBQWE7QUFDMUMsUUFBTSxNQUFNO0FBQUEsSUFDVixHQUFHO0FBQUEsSUFDSCxhQUFhLENBQUMsR0FBRyxJQUFJLHdDQUF3QztBQUFBLElBQzdELFNBQVM7QUFBQSxJQUNULFFBQVEsRUFBRSxtQkFBbUIsT0FBTztBQUFBLEVBQ3RDLENBQUM7QUFDRCxRQUFNLFVBQVUsR0FBRyxJQUFJO0FBQ3ZCLFFBQU0sVUFBVSxJQUFJLFNBQVMsQ0FBQyxZQUFZLFNBQVMsTUFBTUEsTUFBSyxTQUFTLGFBQWEsR0FBRyxXQUFXLE1BQU0sQ0FBQztBQUN6RyxFQUFPLFVBQUcsUUFBUSxRQUFRLENBQUM7QUFDM0IsUUFBTU0sUUFBTyxvQkFBSSxJQUFzQjtBQUN2QyxNQUFJLFVBQW9CLENBQUM7QUFDekIsYUFBVyxRQUFRLFFBQVEsT0FBTyxNQUFNLElBQUksR0FBRztBQUM3QyxVQUFNLENBQUMsTUFBTSxFQUFFLElBQUksS0FBSyxNQUFNLEdBQUc7QUFDakMsUUFBSSxTQUFTLE1BQU8sQ0FBQUEsTUFBSyxJQUFJLEtBQUssTUFBTSxDQUFDLEdBQUksVUFBVSxDQUFDLENBQUU7QUFDMUQsUUFBSSxTQUFTLE9BQVEsU0FBUSxLQUFLLE1BQU0sSUFBSSxPQUFPLEVBQUUsQ0FBQyxLQUFLLEdBQUc7QUFBQSxFQUNoRTtBQUNBLFNBQU8sRUFBRSxNQUFBQSxPQUFNLE9BQU8sUUFBUSxPQUFPLE1BQU0sSUFBSSxFQUFFLE9BQU8sQ0FBQyxTQUFTLEtBQUssV0FBVyxNQUFNLENBQUMsRUFBRTtBQUM3RjtBQUVBLElBQU0sRUFBRSxNQUFNLE1BQU0sSUFBSSxNQUFNLGVBQWU7QUFFN0MsS0FBSyxnREFBZ0QsTUFBTTtBQUN6RCxFQUFPLGFBQU0sT0FBTyxDQUFDLENBQUM7QUFDdEIsRUFBTyxVQUFHLEtBQUssUUFBUSxFQUFFO0FBQ3pCLGFBQVcsQ0FBQyxNQUFNQyxNQUFLLEtBQUssTUFBTTtBQUNoQyxVQUFNLE9BQU8sS0FBSyxTQUFTLFdBQVcsSUFDbEMsVUFDQSxLQUFLLFdBQVcsUUFBUSxJQUN0QiwwQkFDQTtBQUNOLElBQU8sYUFBTUEsT0FBTSxHQUFHLEVBQUUsS0FBSyxJQUFJLE1BQU0sSUFBSTtBQUFBLEVBQzdDO0FBQ0YsQ0FBQztBQUVELEtBQUsscURBQXFELE1BQU07QUFDOUQsTUFBSSxRQUFRLFNBQVMsTUFBTSxLQUFLSixXQUFVLFVBQVUsQ0FBQyxJQUFJLENBQUMsRUFBRTtBQUMxRCxXQUFPLEtBQUssNEJBQTRCO0FBQzFDLFFBQU0sT0FBTyxjQUFjO0FBQzNCLFFBQU0sU0FBU0gsTUFBSyxTQUFTLFFBQVE7QUFDckMsWUFBVSxHQUFHLE1BQU0sZUFBZSxFQUFFLFdBQVcsS0FBSyxDQUFDO0FBQ3JELGFBQVcsUUFBUSxDQUFDLE9BQU8sUUFBUSxLQUFLLEVBQUcsV0FBVSxHQUFHLE1BQU0sV0FBVyxJQUFJLEVBQUU7QUFDL0UsZUFBYSxnQkFBZ0IsR0FBRyxNQUFNLGtCQUFrQjtBQUN4RCxRQUFNLFdBQVcsRUFBRSxHQUFHLEtBQUssU0FBUyxVQUFVLE9BQU8sTUFBTSxDQUFDLFdBQVcsRUFBRTtBQUN6RSxFQUFBQyxlQUFjLEdBQUcsTUFBTSxnQkFBZ0IsS0FBSyxVQUFVLEVBQUUsR0FBRyxNQUFNLFNBQVMsU0FBUyxDQUFDLENBQUM7QUFDckYsUUFBTSxLQUFLLFVBQVUsUUFBUSxHQUFHO0FBQ2hDLFFBQU0sUUFBUUQsTUFBSyxTQUFTLE9BQU87QUFDbkMsUUFBTSxTQUFTLENBQUMsT0FBTyxNQUFNLE9BQU8sR0FBRyxHQUFHLFlBQVksT0FBTyxZQUFZLFFBQVEsRUFBRTtBQUNuRixFQUFPLFVBQUcsSUFBSSxVQUFVLE1BQU0sRUFBRSxRQUFRLENBQUM7QUFDekMsUUFBTSxRQUFRLElBQUksV0FBVyxDQUFDLE1BQU0sTUFBTSxLQUFLLHNCQUFzQixDQUFDLEVBQ25FLE9BQU8sS0FBSyxFQUNaLE1BQU0sSUFBSTtBQUNiLFFBQU1PLFNBQVEsTUFBTTtBQUFBLElBQUksQ0FBQyxTQUN2QixhQUFhLE1BQU0sTUFBTSxFQUN0QixNQUFNLElBQUksRUFDVixRQUFRLENBQUMsU0FBUyxXQUFXLEtBQUssSUFBSSxJQUFJLENBQUMsS0FBSyxDQUFDLENBQUM7QUFBQSxFQUN2RDtBQUVBLFFBQU0sTUFDSjtBQUNGLFFBQU0sQ0FBQyxRQUFRLEtBQUssSUFBSUE7QUFDeEIsUUFBTSxTQUFTLENBQUMsU0FDZCxJQUFJLElBQUksQ0FBQyxHQUFHLElBQUksRUFBRSxPQUFPLENBQUMsQ0FBQyxJQUFJLE1BQU0sS0FBSyxXQUFXLEdBQUcsSUFBSSxVQUFVLENBQUMsRUFBRSxRQUFRLENBQUMsQ0FBQyxFQUFFLElBQUksTUFBTSxJQUFJLENBQUM7QUFDdEcsUUFBTSxPQUFPLENBQUMsU0FBbUIsQ0FBQyxHQUFHLElBQUksSUFBSSxJQUFJLENBQUMsRUFBRSxPQUFPLENBQUMsU0FBUyxDQUFDLElBQUksS0FBSyxJQUFJLENBQUM7QUFDcEYsUUFBTSxPQUFPLE1BQU0sUUFBUSxRQUFRO0FBQ25DLEVBQU8sVUFBRyxPQUFPLEVBQUU7QUFDbkIsUUFBTSxPQUFPLENBQUMsTUFBZ0IsU0FBaUIsS0FBSyxJQUFJLEVBQUUsT0FBTyxDQUFDLFNBQVMsQ0FBQyxPQUFPLElBQUksRUFBRSxJQUFJLElBQUksQ0FBQztBQUNsRyxFQUFPLGFBQU0sS0FBSyxPQUFPLE1BQU0sT0FBTyxZQUFZLFdBQVcsQ0FBQyxHQUFHLFFBQVEsR0FBRyxDQUFDLENBQUM7QUFDOUUsRUFBTyxhQUFNLEtBQUssTUFBTSxNQUFNLEdBQUcsSUFBSSxHQUFHLE9BQU8sR0FBRyxDQUFDLENBQUM7QUFDcEQsRUFBQUMsUUFBTyxRQUFRLEVBQUUsV0FBVyxLQUFLLENBQUM7QUFDcEMsQ0FBQztBQUVELEtBQUssSUFBSTsiLAogICJuYW1lcyI6IFsic3Bhd25TeW5jIiwgImV4aXN0c1N5bmMiLCAicm1TeW5jIiwgIndyaXRlRmlsZVN5bmMiLCAiam9pbiIsICJOUiIsICJzb3VyY2UiLCAiam9pbiIsICJ3cml0ZUZpbGVTeW5jIiwgImhvc3QiLCAic3Bhd25TeW5jIiwgImV4aXN0c1N5bmMiLCAiTlIiLCAicnVucyIsICJjYWxscyIsICJybVN5bmMiXQp9Cg==
