import * as abi from "@isobox/kernel/abi";
import { type PlainArg, plainArg, type SyscallArg } from "@isobox/kernel/host";
import { NR } from "@isobox/kernel/sys";
import { CHILD, contents, contentsInside, devices, ID, madeFirst, missing, PID, regular } from "./answers.ts";

type Arg = PlainArg;

/** One process in the rehearsal: what it has open, and which side of the fork it is. */
interface State {
  readonly paths: Map<number, string>;
  readonly offsets: Map<number, number>;
  readonly made: Set<string>;
  readonly unified: boolean;
  readonly child: boolean;
  readonly leave: (status: number) => never;
  forked: boolean;
  reaped: boolean;
  deathSignal: number;
}

const ends = (path: string, list: readonly string[]) => list.some((end) => path.endsWith(end));
const view = (arg: Arg) => {
  if (ArrayBuffer.isView(arg)) return new DataView(arg.buffer, arg.byteOffset, arg.byteLength);
  return arg instanceof ArrayBuffer ? new DataView(arg) : null;
};
const LE = true;

function bytes(arg: Arg, text: string): number {
  const to = view(arg);
  const size = Math.min(text.length, to?.byteLength ?? 0);
  for (let i = 0; i < size; i++) to?.setUint8(i, text.charCodeAt(i));
  return size;
}

/** The path of a relative name, without `.` and links: good enough to tell the files apart. */
function resolve(state: State, dir: Arg, name: Arg): string {
  const path = typeof name === "string" ? name : "";
  if (path.startsWith("/")) return path;
  const base = state.paths.get(Number(dir)) ?? "";
  return path === "" || path === "." ? base : `${base === "/" ? "" : base}/${path}`;
}

function isMissing(state: State, path: string): boolean {
  return ends(path, missing) || (ends(path, madeFirst) && !state.made.has(path));
}

function opened(state: State, path: string): number {
  let fd = 3;
  while (state.paths.has(fd)) fd++;
  state.paths.set(fd, path);
  state.offsets.set(fd, 0);
  return fd;
}

function open(state: State, dir: Arg, name: Arg, flags: Arg): number {
  const path = resolve(state, dir, name);
  const creates = (Number(flags) & abi.O_CREAT) !== 0;
  return isMissing(state, path) && !creates ? -abi.ENOENT : opened(state, path);
}

function make(state: State, dir: Arg, name: Arg): number {
  state.made.add(resolve(state, dir, name));
  return 0;
}

function read(state: State, fd: Arg, to: Arg): number {
  const path = state.paths.get(Number(fd)) ?? "";
  const at = state.offsets.get(Number(fd)) ?? 0;
  if (path === "signalfd") {
    view(to)?.setUint32(0, abi.SIGCHLD, LE);
    state.offsets.set(Number(fd), 1);
    return at > 0 ? -abi.EAGAIN : 128;
  }
  // The gate of a supervisor, and a container's line to its runtime: a word for the child, the end for the parent.
  if (path === "pipe") return state.child ? bytes(to, "+") : 0;
  const text = (state.forked && state.child ? contentsInside[path] : undefined) ?? contents[path] ?? "";
  const size = bytes(to, text.slice(at));
  state.offsets.set(Number(fd), at + size);
  return size;
}

function statx(state: State, dir: Arg, name: Arg, to: Arg): number {
  const path = resolve(state, dir, name);
  if (isMissing(state, path)) return -abi.ENOENT;
  const out = view(to)!;
  const standard = Number(dir) <= 2 && Number(dir) >= 0;
  const device = Object.entries(devices).find(([end]) =>
    standard ? end === "/dev/null" : path.endsWith(end),
  )?.[1];
  const type = device ? abi.S_IFCHR : ends(path, regular) ? abi.S_IFREG : abi.S_IFDIR;
  out.setUint32(abi.statx.stx_mask, abi.STATX_BASIC_STATS | abi.STATX_MNT_ID, LE);
  out.setUint16(abi.statx.stx_mode, type | 0o755, LE);
  out.setUint32(abi.statx.stx_ino, path.includes(String(PID)) ? 2 : 1, LE);
  out.setUint32(abi.statx.stx_rdev_major, device?.[0] ?? 0, LE);
  out.setUint32(abi.statx.stx_rdev_minor, device?.[1] ?? 0, LE);
  out.setUint32(abi.statx.stx_mnt_id, 22, LE);
  return 0;
}

function statfs(state: State, path: string, to: Arg): number {
  let type = 0xef53; // ext4
  if (path === "/sys/fs/cgroup/unified") type = state.unified ? abi.CGROUP2_SUPER_MAGIC : abi.TMPFS_MAGIC;
  else if (path.startsWith("/sys/fs/cgroup/")) type = abi.CGROUP_SUPER_MAGIC;
  else if (path === "/sys/fs/cgroup") type = abi.TMPFS_MAGIC;
  else if (path.startsWith("/proc")) type = abi.PROC_SUPER_MAGIC;
  view(to)?.setUint32(0, type, LE);
  return 0;
}

function fork(state: State): number {
  state.forked = true;
  return state.child ? 0 : CHILD;
}

function wait(state: State, status: Arg): number {
  if (state.reaped) return -abi.ECHILD;
  state.reaped = true;
  view(status)?.setInt32(0, 0, LE);
  return CHILD;
}

function execve(state: State, path: Arg): number {
  return ends(String(path), missing) ? -abi.ENOENT : state.leave(0);
}

function prctl(state: State, what: Arg, value: Arg): number {
  if (what === abi.PR_SET_PDEATHSIG) state.deathSignal = Number(value);
  if (what === abi.PR_GET_PDEATHSIG) view(value)?.setInt32(0, state.deathSignal, LE);
  const isCapability = what === abi.PR_CAPBSET_READ || what === abi.PR_CAPBSET_DROP;
  if (isCapability && Number(value) > 40) return -abi.EINVAL;
  return what === abi.PR_CAPBSET_READ ? 1 : 0;
}

function keyctl(what: Arg, to: Arg): number {
  if (what === abi.KEYCTL_JOIN_SESSION_KEYRING) return 171850131;
  return what === abi.KEYCTL_DESCRIBE ? bytes(to, `keyring;0;0;3f130000;_ses.${ID}\0`) : 0;
}

/** Everything is ready, but no parent has died. */
function poll(state: State, to: Arg): number {
  const fds = view(to);
  for (let at = 0; fds && at + 8 <= fds.byteLength; at += 8) {
    const isProcess = state.paths.get(fds.getInt32(at, LE)) === "pidfd";
    fds.setInt16(at + 6, isProcess ? 0 : abi.POLLIN, LE);
  }
  return 1;
}

function pipe(state: State, to: Arg): number {
  view(to)?.setInt32(0, opened(state, "pipe"), LE);
  view(to)?.setInt32(4, opened(state, "pipe"), LE);
  return 0;
}

type Answer = (s: State, a: Arg, b: Arg, c: Arg, d: Arg, e: Arg) => number;

/** All other calls succeed with 0. */
const answers: Readonly<Record<number, Answer>> = {
  [NR.openat]: (s, dir, name, flags) => open(s, dir, name, flags),
  [NR.openat2]: (s, dir, name) => open(s, dir, name, 0),
  [NR.open_tree]: (s, dir, name) => opened(s, resolve(s, dir, name)),
  [NR.fsopen]: (s) => opened(s, "fsopen"),
  [NR.fsmount]: (s) => opened(s, "/"),
  [NR.pidfd_open]: (s) => opened(s, "pidfd"),
  [NR.signalfd4]: (s) => opened(s, "signalfd"),
  [NR.socket]: (s) => opened(s, "socket"),
  [NR.pipe2]: (s, to) => pipe(s, to),
  [NR.socketpair]: (s, _domain, _type, _protocol, to) => pipe(s, to),
  [NR.close]: (s, fd) => (s.paths.delete(Number(fd)) ? 0 : -abi.EBADF),
  [NR.read]: read,
  [NR.write]: (_s, _fd, data, size) => Number(size ?? view(data)?.byteLength ?? 0),
  [NR.mkdirat]: make,
  [NR.symlinkat]: () => 0,
  [NR.faccessat2]: (s, dir, name) => (isMissing(s, resolve(s, dir, name)) ? -abi.ENOENT : 0),
  [NR.unlinkat]: (s, dir, name) => (ends(resolve(s, dir, name), missing) ? -abi.ENOENT : 0),
  [NR.statx]: (s, dir, name, _flags, _mask, to) => statx(s, dir, name, to),
  [NR.statfs]: (s, path, to) => statfs(s, String(path), to),
  [NR.fstatfs]: (s, fd, to) => statfs(s, s.paths.get(Number(fd)) ?? "", to),
  [NR.getcwd]: (_s, to) => bytes(to, "/\0"),
  [NR.readlinkat]: (_s, _dir, _name, to) => bytes(to, "/dev/null"),
  [NR.getpid]: (s) => (s.child ? CHILD : PID),
  [NR.getppid]: () => PID - 1,
  [NR.clone]: fork,
  [NR.clone3]: fork,
  [NR.wait4]: (s, _pid, status) => wait(s, status),
  [NR.ppoll]: (s, fds) => poll(s, fds),
  [NR.prctl]: (s, what, value) => prctl(s, what, value),
  [NR.keyctl]: (_s, what, _key, to) => keyctl(what, to),
  [NR.umask]: () => 0o22,
  [NR.dup3]: (_s, _from, to) => Number(to),
  [NR.fcntl]: () => 0,
  [NR.setsid]: () => 1,
  [NR.execve]: execve,
  [NR.execveat]: (s, dir, name) => execve(s, resolve(s, dir, name)),
  [NR.exit_group]: (s, status) => s.leave(Number(status)),
};

/**
 * A kernel that answers by rules, as a machine with cgroups of v1 does when nothing is in the way.
 *
 * @param unified whether the unified hierarchy is mounted beside those of v1.
 * @param child which side of a fork goes on. @param leave what an exec and an exit do.
 * @param observe is told of each call before it is answered.
 */
export function makeKernel(
  unified: boolean,
  child: boolean,
  leave: State["leave"],
  observe?: (nr: number, path: string) => void,
) {
  const state: State = {
    paths: new Map(),
    offsets: new Map(),
    made: new Set(),
    unified,
    child,
    leave,
    forked: false,
    reaped: false,
    deathSignal: 0,
  };
  return (nr: number, ...args: (SyscallArg | undefined)[]): number => {
    const [a, b, c, d, e] = args.map(plainArg);
    observe?.(nr, String(args.find((arg) => typeof arg === "string") ?? ""));
    return answers[nr]?.(state, a, b, c, d, e) ?? 0;
  };
}
