import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { deliverTo, giveWord } from "./line-to-parent.ts";
import type { StateDirectory } from "./state.ts";

/**
 * What a created container waits at: a socket that listens in its state directory.
 *
 * The container's process holds a socket and no file of the host. `start` connects and sends a byte; the
 * connection's end without a byte was only a look, by which `state` tells a created container from a running
 * one. Errors of the exec go back along the connection.
 */
const NAME = "start";
/** Its name until everything is made: a container is created when its gate has its final name, and not before. */
const UNFINISHED = "start.new";
/** How often a container tries to take a connection: what it has no memory for now it may have later. */
const ACCEPTS = 100;

/** By the directory's descriptor: a socket's path has 107 bytes at most, and an id alone may have 255. */
const pathOf = (directory: StateDirectory, name: string) => `/proc/self/fd/${directory.fd.fd}/${name}`;

/** Makes the socket; in the parent, because a child in a user namespace may not write there. */
export function makeGate(directory: StateDirectory): sys.Fd {
  const socket = sys.socket(abi.AF_UNIX, abi.SOCK_SEQPACKET);
  sys.bindUnix(socket, pathOf(directory, UNFINISHED));
  sys.listen(socket, 8);
  return socket;
}

/** Declares the container created. */
export function finishGate(directory: StateDirectory): void {
  sys.renameat(directory.fd, UNFINISHED, directory.fd, NAME);
}

/** Whether a container was never declared created. */
export function isUnfinished(directory: StateDirectory): boolean {
  return sys.statIfThere(directory.fd, UNFINISHED, abi.AT_SYMLINK_NOFOLLOW) !== null;
}

/** In the container's process: waits for `start`; returns the connection along which errors are told. */
export function waitAtGate(gate: sys.Fd): sys.Fd {
  for (let failures = 0; ; ) {
    const fd = sys.attempt(sys.NR.accept4, gate.fd, null, null, abi.SOCK_CLOEXEC);
    if (fd < 0) {
      // Nobody could be told: the caller of `create` is gone, and that of `start` has not come.
      if (++failures === ACCEPTS) throw new sys.SyscallError(sys.NR.accept4, [gate.fd], -fd);
      sys.poll([], 10);
      continue;
    }
    const connection = new sys.Fd(fd);
    const word = sys.bytes(8);
    const n = sys.attempt(sys.NR.read, fd, word, word.length);
    if (n > 0) return connection;
    if (n < 0 && n !== -abi.ECONNRESET) {
      deliverTo(connection);
      throw new sys.SyscallError(sys.NR.read, [fd, null, word.length], -n);
    }
    connection.close();
  }
}

/** Connects to a container that waits; null when none does. @throws {SyscallError} EAGAIN with SOCK_NONBLOCK. */
function connect(directory: StateDirectory, flags = 0): sys.Fd | null {
  const socket = sys.socket(abi.AF_UNIX, abi.SOCK_SEQPACKET | flags);
  try {
    sys.connectUnix(socket, pathOf(directory, NAME));
    return socket;
  } catch (error) {
    socket.close();
    if (error instanceof sys.SyscallError && ["ENOENT", "ECONNREFUSED"].includes(error.code)) return null;
    throw error;
  }
}

/** Whether a container waits at its gate. */
export function isWaiting(directory: StateDirectory): boolean {
  // Cheaper than a connection, and the answer for every container that was started.
  if (!sys.statIfThere(directory.fd, NAME, abi.AT_SYMLINK_NOFOLLOW)) return false;
  try {
    const connection = connect(directory, abi.SOCK_NONBLOCK);
    connection?.close();
    return connection !== null;
  } catch (error) {
    // The queue is full of such looks, because the process is stopped or frozen: it listens, so it waits.
    if (error instanceof sys.SyscallError && error.code === "EAGAIN") return true;
    throw error;
  }
}

/** Lets a waiting container go; returns the connection, whose end is the exec. Null when none waits. */
export function openGate(directory: StateDirectory): sys.Fd | null {
  const connection = connect(directory);
  if (connection) giveWord(connection);
  return connection;
}

/** Removes the socket of a container that was started. */
export function removeGate(directory: StateDirectory): void {
  sys.attempt(sys.NR.unlinkat, directory.fd.fd, NAME, 0);
}
