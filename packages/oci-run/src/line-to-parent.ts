import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import * as sys from "@isobox/kernel/sys";
import { encodeLossy, type Level, say, voice } from "@isobox/toolkit";

/**
 * The line between a container's first process and the runtime that makes it: packets of JSON.
 *
 * The child tells its errors here, for it may have no standard error that anybody reads, and the runtime's log
 * must not lie open in a container's process. "ready" says that everything is made; the parent answers once the
 * state is written. The end of the line is the child's exec, or its death.
 */
export type Message =
  | { readonly ready: true }
  | {
      /** Who speaks: a stage, or the runtime. */
      readonly name: string;
      readonly level: Level;
      readonly message: string;
      readonly hints: readonly string[];
    };

/** A message may quote what a configuration has, of any length; cut off, it comes through. */
const LONGEST = 8192;

export interface Line {
  readonly parent: sys.Fd;
  readonly child: sys.Fd;
}

export function openLine(): Line {
  const [parent, child] = sys.socketpair(abi.SOCK_SEQPACKET);
  return { parent, child };
}

/** In a child: what is told from now on goes along a descriptor. */
export function deliverTo(fd: sys.Fd): void {
  voice.deliver = (level, message, hints) => {
    try {
      send(fd, { name: voice.name, level, message: shortened(message), hints: hints.map(shortened) });
    } catch {
      // There is no other way to tell it.
    }
  };
  // The log is the runtime's, who writes what it is told.
  voice.also = null;
}

/** In the middle: what was wanted stands at the beginning, and what the kernel answered at the end. */
function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST / 2)}…${text.slice(-LONGEST / 2)}`;
}

export function send(fd: sys.FdArg, message: Message): void {
  sendPacket(fd, encodeLossy(JSON.stringify(message)));
}

const WORD = encodeLossy("go");

/** The parent's word: the child is on record, and may become the container's program. */
export function giveWord(fd: sys.FdArg): void {
  sendPacket(fd, WORD);
}

/** The other side may be gone: then nobody is left to be told, and the end of the line says so to whoever reads. */
function sendPacket(fd: sys.FdArg, bytes: Uint8Array): void {
  const n = sys.attempt(sys.NR.sendto, fd, bytes, bytes.length, abi.MSG_NOSIGNAL, null, 0);
  if (n < 0 && n !== -abi.EPIPE && n !== -abi.ECONNRESET)
    throw new sys.SyscallError(sys.NR.sendto, [fd, bytes, bytes.length, abi.MSG_NOSIGNAL, null, 0], -n);
}

/** The next message; null at the end of the line. */
export function receive(fd: sys.FdArg): Message | null {
  // Larger than any packet, with each byte that is no UTF-8 written as \u and four digits.
  const room = sys.takeRoom();
  try {
    const read = () => sys.attempt(sys.NR.read, fd, room, room.length);
    let n = read();
    // The peer has gone and has not read everything. This is told once, and before what the peer has said last: the
    // reason for which it has gone.
    if (n === -abi.ECONNRESET) n = read();
    if (n === 0 || n === -abi.ECONNRESET) return null;
    if (n < 0) throw new sys.SyscallError(sys.NR.read, [fd, null, room.length], -n);
    return JSON.parse(platform.decode(room, 0, n)) as Message;
  } finally {
    sys.giveRoom(room);
  }
}

/** Tells what the child has told; whether it was an error. */
export function passOn(message: Message): boolean {
  if ("ready" in message) return false;
  const level = message.level === "error" ? "error" : "warning";
  voice.name = message.name;
  say(level, message.message, message.hints);
  return level === "error";
}
