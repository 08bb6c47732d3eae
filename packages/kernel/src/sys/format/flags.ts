// The kernel's words for flags, taken from the constants of abi by their prefix, so that there is one list of each.
import * as abi from "../../abi/index.ts";
import type { Format } from "./format.ts";
import { bits, bitsText, choice, integer, type Names, namesOf, setText } from "./number.ts";

const all: Readonly<Record<string, unknown>> = { ...abi };
const named = (pattern: RegExp): Names => namesOf(all, pattern);
const only = (constants: Readonly<Record<string, number>>): Names => namesOf(constants, /./);
const flags = (pattern: RegExp): Format => bits(named(pattern));
const oneOf = (pattern: RegExp): Format => choice(named(pattern));

const OPEN = named(/^O_(?!ACCMODE|RDONLY|WRONLY|RDWR)/);
const ACCESS = ["O_RDONLY", "O_WRONLY", "O_RDWR", "O_ACCMODE"];

/** Open flags: the access mode is a number of two bits, not a set. */
export const openFlags = integer((value) => {
  const mode = Number(BigInt(value) & BigInt(abi.O_ACCMODE));
  const rest = BigInt(value) & ~BigInt(abi.O_ACCMODE);
  return rest === 0n ? ACCESS[mode]! : `${ACCESS[mode]}|${bitsText(OPEN, rest)}`;
});

const TYPES = only({
  S_IFSOCK: abi.S_IFSOCK,
  S_IFLNK: abi.S_IFLNK,
  S_IFREG: abi.S_IFREG,
  S_IFBLK: abi.S_IFBLK,
  S_IFDIR: abi.S_IFDIR,
  S_IFCHR: abi.S_IFCHR,
  S_IFIFO: abi.S_IFIFO,
});

/** A file's type and permissions: S_IFCHR|0666. */
export const fileMode = integer((value) => {
  const type = BigInt(value) & BigInt(abi.S_IFMT);
  const permissions = (Number(value) & ~abi.S_IFMT).toString(8);
  const name = TYPES.find(([, number]) => number === type)?.[0];
  if (name === undefined) return permissions === "0" ? "0" : `0${permissions}`;
  return `${name}|${permissions === "0" ? "0" : `0${permissions}`}`;
});

export const atFlags = bits(
  only({
    AT_SYMLINK_NOFOLLOW: abi.AT_SYMLINK_NOFOLLOW,
    AT_SYMLINK_FOLLOW: abi.AT_SYMLINK_FOLLOW,
    AT_NO_AUTOMOUNT: abi.AT_NO_AUTOMOUNT,
    AT_EMPTY_PATH: abi.AT_EMPTY_PATH,
    AT_STATX_FORCE_SYNC: abi.AT_STATX_FORCE_SYNC,
    AT_STATX_DONT_SYNC: abi.AT_STATX_DONT_SYNC,
    AT_RECURSIVE: abi.AT_RECURSIVE,
  }),
);
export const unlinkFlags = bits(only({ AT_REMOVEDIR: abi.AT_REMOVEDIR }));
export const accessFlags = bits(
  only({
    AT_EACCESS: abi.AT_EACCESS,
    AT_SYMLINK_NOFOLLOW: abi.AT_SYMLINK_NOFOLLOW,
    AT_EMPTY_PATH: abi.AT_EMPTY_PATH,
  }),
);
export const openTreeFlags = bits([
  ...named(/^OPEN_TREE_/),
  ...only({
    AT_SYMLINK_NOFOLLOW: abi.AT_SYMLINK_NOFOLLOW,
    AT_NO_AUTOMOUNT: abi.AT_NO_AUTOMOUNT,
    AT_EMPTY_PATH: abi.AT_EMPTY_PATH,
    AT_RECURSIVE: abi.AT_RECURSIVE,
  }),
]);
const ACCESS_MODES = named(/^[RWX]_OK$/);
export const accessMode = integer((value) => (Number(value) === 0 ? "F_OK" : bitsText(ACCESS_MODES, value)));
export const seek = oneOf(/^SEEK_/);
export const lock = flags(/^LOCK_/);
export const fcntlCommand = oneOf(/^F_(?!OK$|SEAL_)/);
export const fdFlags = flags(/^FD_CLOEXEC$/);
export const seals = flags(/^F_SEAL_/);
export const renameFlags = flags(/^RENAME_/);
export const resolve = flags(/^RESOLVE_/);
export const closeRangeFlags = flags(/^CLOSE_RANGE_/);
export const memfdFlags = flags(/^MFD_/);
export const statxMask = flags(/^STATX_(?!ATTR_)/);
export const magic = oneOf(/_MAGIC$/);
export const mountFlags = flags(/^MS_/);
export const umountFlags = flags(/^(MNT|UMOUNT)_/);
export const moveMountFlags = flags(/^MOVE_MOUNT_/);
export const mountAttributes = flags(/^MOUNT_ATTR_/);
export const fsopenFlags = flags(/^FSOPEN_/);
export const fsmountFlags = flags(/^FSMOUNT_/);
export const fspickFlags = flags(/^FSPICK_/);
export const fsconfigCommand = oneOf(/^FSCONFIG_/);
export const fsState = flags(/^ST_/);

const CLONE = named(/^CLONE_/);
export const namespaces = bits(CLONE);
const signalNames = namesOf(abi.SIGNALS, /./);
export const signal = choice(signalNames);

/** clone(2): the low byte is the signal that the parent gets. */
export const cloneFlags = integer((value) => {
  const exit = Number(BigInt(value) & 0xffn);
  const rest = BigInt(value) & ~0xffn;
  const words = [rest === 0n ? "" : bitsText(CLONE, rest), exit === 0 ? "" : (signal(exit, noCall) ?? "")];
  return words.filter((word) => word !== "").join("|") || "0";
});
const noCall = { args: [], result: undefined };

export const waitOptions = flags(/^(WNOHANG|WUNTRACED|WEXITED|WCONTINUED|WNOWAIT|__W\w+)$/);
export const idType = oneOf(/^P_(ALL|PID|PGID|PIDFD)$/);
export const clock = oneOf(/^CLOCK_/);

const SIGNAL_WORDS = Array.from(
  { length: abi.NSIG },
  (_, i) => signalNames.find(([, number]) => number === BigInt(i + 1))?.[0] ?? `SIG${i + 1}`,
);
/** A mask of signals: `[SIGINT SIGTERM]`, or what is missing from it: `~[SIGKILL]`. */
export const signalMask = (mask: number | bigint): string => {
  const text = setText(SIGNAL_WORDS, BigInt.asUintN(64, BigInt(mask)), " ", "[]");
  return text.startsWith("~") ? text : `[${text === "0" ? "" : text}]`;
};
export const maskHow = oneOf(/^SIG_(BLOCK|UNBLOCK|SETMASK)$/);
export const signalfdFlags = flags(/^SFD_/);
export const sigactionFlags = flags(/^SA_/);

const CAPABILITY_WORDS = abi.CAPABILITIES.map((name) => `CAP_${name.toUpperCase()}`);
export const capability = integer((value) => CAPABILITY_WORDS[Number(value)] ?? String(value));
/** A mask of capabilities by their names. */
export const capabilities = (mask: bigint): string => setText(CAPABILITY_WORDS, mask);
export const securebits = flags(/^SECBIT_/);
export const prctlOption = oneOf(/^PR_(?!CAP_AMBIENT_|SET_PTRACER_)/);
export const ambient = oneOf(/^PR_CAP_AMBIENT_/);
export const ptracer = oneOf(/^PR_SET_PTRACER_/);
export const resource = integer((value) => {
  const name = abi.RLIMITS[Number(value)];
  return name === undefined ? String(value) : `RLIMIT_${name.toUpperCase()}`;
});
export const limit = integer((value) =>
  BigInt(value) === abi.RLIM_INFINITY ? "RLIM_INFINITY" : String(value),
);
export const keyctlOperation = oneOf(/^KEYCTL_/);
export const key = choice(named(/^KEY_SPEC_/));

/** A number in the low bits that is one of several, and a set of bits above it. */
const withFlags = (names: Names, mask: bigint, set: Names): Format =>
  integer((value) => {
    const low = BigInt(value) & mask;
    const rest = BigInt(value) & ~mask;
    const name = names.find(([, number]) => number === low)?.[0] ?? String(low);
    return rest === 0n ? name : `${name}|${bitsText(set, rest)}`;
  });

export const policy = withFlags(
  named(/^SCHED_(OTHER|FIFO|RR|BATCH|IDLE|DEADLINE|EXT)$/),
  0xffffn,
  named(/^SCHED_RESET_ON_FORK$/),
);
export const schedFlags = flags(/^SCHED_FLAG_/);
export const priorityWhich = oneOf(/^PRIO_/);
export const ioprioWho = oneOf(/^IOPRIO_WHO_/);
const IOPRIO = named(/^IOPRIO_CLASS_(?!SHIFT)/);
export const ioprio = integer((value) => {
  const io = Number(value);
  const name = IOPRIO.find(([, number]) => number === BigInt(io >> abi.IOPRIO_CLASS_SHIFT))?.[0];
  return name === undefined
    ? String(value)
    : `${name}<<${abi.IOPRIO_CLASS_SHIFT}|${io & ((1 << abi.IOPRIO_CLASS_SHIFT) - 1)}`;
});
export const memoryPolicy = withFlags(named(/^MPOL_(?!F_)/), 0xffn, named(/^MPOL_F_/));

export const family = oneOf(/^AF_/);
const SOCKET_FLAGS = named(/^SOCK_(CLOEXEC|NONBLOCK)$/);
export const socketType = withFlags(named(/^SOCK_(STREAM|DGRAM|RAW|SEQPACKET)$/), 0xfn, SOCKET_FLAGS);
export const socketFlags = bits(SOCKET_FLAGS);
export const netlinkFamily = oneOf(/^NETLINK_(ROUTE|AUDIT|NETFILTER|KOBJECT_UEVENT|GENERIC)$/);
export const netlinkOption = oneOf(/^NETLINK_(ADD_MEMBERSHIP|PKTINFO|CAP_ACK|EXT_ACK|GET_STRICT_CHK)$/);
export const socketLevel = oneOf(/^SOL_/);
export const socketOption = oneOf(/^SO_/);
export const messageFlags = flags(/^MSG_/);
export const shutdownHow = oneOf(/^SHUT_/);
export const ioctlRequest = oneOf(/^(NS_GET_|SIOC|TIOC|TC[GS]ETS|FIONREAD|SECCOMP_IOCTL_)/);
export const interfaceFlags = flags(/^IFF_/);

export const pollEvents = flags(/^POLL/);
export const epollEvents = flags(/^EPOLL(?!_)/);
export const epollFlags = flags(/^EPOLL_CLOEXEC$/);
export const epollOperation = oneOf(/^EPOLL_CTL_/);
export const eventfdFlags = flags(/^EFD_/);
export const timerfdFlags = flags(/^TFD_(CLOEXEC|NONBLOCK)$/);
export const timerfdSetFlags = flags(/^TFD_TIMER_/);
export const inotifyFlags = flags(/^IN_(CLOEXEC|NONBLOCK)$/);
export const inotifyMask = flags(/^IN_(?!CLOEXEC|NONBLOCK)/);

const PROTECTION = named(/^PROT_/);
export const protection = integer((value) =>
  Number(value) === 0 ? "PROT_NONE" : bitsText(PROTECTION, value),
);
const MAP_TYPES = named(/^MAP_(SHARED|PRIVATE|SHARED_VALIDATE)$/);
export const mapFlags = withFlags(MAP_TYPES, 0xfn, named(/^MAP_(?!SHARED|PRIVATE)/));

export const seccompOperation = oneOf(/^SECCOMP_(SET_MODE_|GET_)/);
export const seccompFlags = flags(/^SECCOMP_FILTER_FLAG_/);
export const landlockFlags = flags(/^LANDLOCK_CREATE_/);
export const landlockRule = oneOf(/^LANDLOCK_RULE_/);
export const landlockAccess = flags(/^LANDLOCK_ACCESS_FS_/);
export const landlockNetAccess = flags(/^LANDLOCK_ACCESS_NET_/);
export const landlockScope = flags(/^LANDLOCK_SCOPE_/);
export const bpfCommand = oneOf(/^BPF_(MAP|PROG|OBJ|LINK)_(?!TYPE_)/);
export const bpfProgramType = oneOf(/^BPF_PROG_TYPE_/);
export const bpfAttachType = oneOf(/^BPF_CGROUP_/);
export const bpfAttachFlags = flags(/^BPF_F_/);
const PERSONA = withFlags(
  named(/^PER_(?!MASK)/),
  0xffn,
  named(
    /^(UNAME26|ADDR_\w+|FDPIC_FUNCPTRS|MMAP_PAGE_ZERO|READ_IMPLIES_EXEC|SHORT_INODE|WHOLE_SECONDS|STICKY_TIMEOUTS)$/,
  ),
);
/** personality(2): all bits set asks for the present one. */
export const persona: Format = (value, call) =>
  Number(value) === 0xffffffff ? "0xffffffff" : PERSONA(value, call);
