// Calls on descriptors.
import * as abi from "../abi/index.ts";
import { platform } from "../host/index.ts";
import { viewOf } from "../sys/format/view.ts";
import { LE, struct } from "../sys/memory.ts";
import { NR } from "../sys/nr.ts";
import type { Answer, Answers } from "./answer.ts";
import { type Args, int, size } from "./arguments.ts";
import { OpenFile } from "./open-file.ts";
import { inventedFile, isOurs } from "./owned.ts";
import { askRecordLock, takeRecordLock } from "./record-locks.ts";
import type { World } from "./world.ts";

/** The descriptor is gone, in the model as well as really. */
const close: Answer = (world, [fd]) => {
  const file = world.files.get(int(fd));
  if (world.keeps(int(fd))) return 0;
  world.files.delete(int(fd));
  if (!file?.invented) return undefined;
  if (file.assumed) world.assumed = true;
  // A number of the kernel's that a recorded file had been put on.
  if (int(fd) < FIRST_INVENTED) world.real(NR.close, int(fd));
  return 0;
};

const FIRST_INVENTED = 1_000_000;

const closeRange: Answer = (world, [firstArg, lastArg, flags]) => {
  const first = size(firstArg) >>> 0;
  const last = size(lastArg) >>> 0;
  if (int(flags) & abi.CLOSE_RANGE_CLOEXEC) return undefined;
  for (const fd of [...world.files.keys()]) if (fd >= first && fd <= last) world.files.delete(fd);
  let from = first;
  for (const fd of [...world.kept].sort((a, b) => a - b)) {
    if (fd < from || fd > last) continue;
    if (fd > from) world.real(NR.close_range, from, fd - 1, flags ?? 0);
    from = fd + 1;
  }
  return from <= last ? world.real(NR.close_range, from, last, flags ?? 0) : 0;
};

/** A copy of a descriptor is what the original is. */
function copyTo(world: World, from: number, to: number): number {
  const file = world.files.get(from);
  if (file) world.files.set(to, file);
  else world.files.delete(to);
  return to;
}

const dup: Answer = (world, [from]) => {
  const file = inventedFile(world, from);
  if (file) return world.invent(file);
  const fd = world.real(NR.dup, from ?? 0);
  return fd < 0 ? fd : copyTo(world, int(from), fd);
};

/** A recorded file on a number of the kernel's: the number is the model's from then on. */
const dup3: Answer = (world, [from, to, flags]) => {
  if (int(from) === int(to)) return -abi.EINVAL;
  if (inventedFile(world, from)) return copyTo(world, int(from), int(to));
  const result = world.real(NR.dup3, from ?? 0, to ?? 0, flags ?? 0);
  return result < 0 ? result : copyTo(world, int(from), int(to));
};

const fcntl: Answer = (world, args) => {
  const [fd, command, argument] = args;
  const file = inventedFile(world, fd);
  const copies = int(command) === abi.F_DUPFD || int(command) === abi.F_DUPFD_CLOEXEC;
  if (file) {
    if (copies) return world.invent(file);
    if (int(command) === abi.F_GETFD) return abi.FD_CLOEXEC;
    if (int(command) === abi.F_GETLK) return askRecordLock(world, file, argument);
    if (int(command) === abi.F_SETLK) return takeRecordLock(world, file, argument);
    return int(command) === abi.F_GETFL ? file.flags & ~abi.O_CLOEXEC : 0;
  }
  if (copies) {
    const copy = world.real(NR.fcntl, fd ?? 0, command ?? 0, argument ?? 0);
    return copy < 0 ? copy : copyTo(world, int(fd), copy);
  }
  if (!CHANGES.includes(int(command))) return undefined;
  return isOurs(world, fd) ? world.real(NR.fcntl, ...args.map((arg) => arg ?? 0)) : 0;
};

/** What changes the open file, which others may have too. */
const CHANGES: readonly number[] = [abi.F_SETFL, abi.F_SETPIPE_SZ, abi.F_ADD_SEALS, abi.F_SETLEASE];

/** Who holds a lock may be one that a recorded signal would have ended. */
const flock: Answer = (world, [fd, operation]) => {
  if (inventedFile(world, fd)) return 0;
  if (world.killed.size === 0) return undefined;
  const result = world.real(NR.flock, fd ?? 0, int(operation) | LOCK_NB);
  if (result !== -abi.EAGAIN || int(operation) & LOCK_NB) return result;
  world.assumed = true;
  return 0;
};
const LOCK_NB = 4;

/** An invented file is always ready, and so is a pidfd of a process that a recorded signal would have ended. */
const ppoll: Answer = (world, [list, count, , mask, maskSize]) => {
  const n = int(count);
  const view = n > 0 ? viewOf(list, n * abi.pollfd.size) : null;
  if (!view) return undefined;
  const ready = new Map<number, number>();
  for (let i = 0; i < n; i++) {
    const base = i * abi.pollfd.size;
    const file = world.files.get(view.getInt32(base, LE));
    if (!file || !(file.invented || (file.kind === "process" && world.killed.has(file.pid)))) continue;
    ready.set(i, view.getInt32(base, LE));
    view.setInt32(base, -1, LE);
  }
  if (ready.size === 0) return undefined;
  world.assumed = true;
  const others = world.real(NR.ppoll, list!, n, struct(16), mask ?? null, maskSize ?? 8);
  for (const [i, fd] of ready) {
    const base = i * abi.pollfd.size;
    view.setInt32(base, fd, LE);
    const events = view.getInt16(base + abi.pollfd.events, LE) & (abi.POLLIN | abi.POLLOUT);
    view.setInt16(base + abi.pollfd.revents, events, LE);
  }
  return Math.max(others, 0) + ready.size;
};

/** The terminal behind a multiplexer that was only assumed to be opened. */
const ioctl: Answer = (world, args) => {
  const [fd, request] = args;
  const file = inventedFile(world, fd);
  if (file && int(request) === abi.TIOCGPTPEER) {
    const node = world.node(abi.S_IFCHR | 0o620, { rdev: [136, 0] });
    const found = file.found && { ...file.found, node, mode: node.mode };
    return world.invent(new OpenFile("file", { found, flags: abi.O_RDWR, assumed: true }));
  }
  if (!file && int(request) === abi.SIOCGIFFLAGS) return interfaceFlags(world, args);
  return file ? 0 : undefined;
};

/** A new network namespace has the interface lo, which is down, and no other. */
function interfaceFlags(world: World, [, , request]: Args): number | undefined {
  if (!world.attributes.namespaces.has(abi.CLONE_NEWNET)) return undefined;
  const view = viewOf(request, abi.ifreq.size);
  if (!view) return -abi.EFAULT;
  world.assumed = true;
  const name = new Uint8Array(view.buffer, view.byteOffset, abi.ifreq.ifr_flags);
  if (platform.decode(name, 0, Math.max(name.indexOf(0), 0)) !== "lo") return -abi.ENODEV;
  view.setUint16(abi.ifreq.ifr_flags, abi.IFF_LOOPBACK, LE);
  return 0;
}

/** Descriptors that a call has just made, all of one kind. */
const made =
  (nr: number, kind: "channel" | "socket"): Answer =>
  (world, args) => {
    const fd = world.real(nr, ...args.map((arg) => arg ?? 0));
    if (fd >= 0) world.files.set(fd, new OpenFile(kind, { invented: false }));
    return fd;
  };

const pair =
  (nr: number, at: number): Answer =>
  (world, args) => {
    const result = world.real(nr, ...args.map((arg) => arg ?? 0));
    const view = viewOf(args[at], 8);
    if (result === 0 && view)
      for (const offset of [0, 4])
        world.files.set(view.getInt32(offset, LE), new OpenFile("channel", { invented: false }));
    return result;
  };

export const descriptorAnswers: Answers = {
  [NR.close]: close,
  [NR.close_range]: closeRange,
  [NR.dup]: dup,
  [NR.dup3]: dup3,
  [NR.fcntl]: fcntl,
  [NR.flock]: flock,
  [NR.ppoll]: ppoll,
  [NR.ioctl]: ioctl,
  [NR.socket]: made(NR.socket, "socket"),
  [NR.memfd_create]: made(NR.memfd_create, "channel"),
  [NR.eventfd2]: made(NR.eventfd2, "channel"),
  [NR.timerfd_create]: made(NR.timerfd_create, "channel"),
  [NR.signalfd4]: made(NR.signalfd4, "channel"),
  [NR.epoll_create1]: made(NR.epoll_create1, "channel"),
  [NR.pipe2]: pair(NR.pipe2, 0),
  [NR.socketpair]: pair(NR.socketpair, 3),
};
