// Calls on sockets that others could reach.
import * as abi from "../abi/index.ts";
import { platform } from "../host/index.ts";
import { viewOf } from "../sys/format/view.ts";
import { LE } from "../sys/memory.ts";
import { NR } from "../sys/nr.ts";
import type { Answer, Answers } from "./answer.ts";
import { type Args, int, size } from "./arguments.ts";
import { reply } from "./content-answers.ts";
import { find, freePlace, resolve } from "./files.ts";
import { typeOf } from "./lookup.ts";
import type { OpenFile } from "./open-file.ts";
import { inventedFile, onOurs } from "./owned.ts";
import type { World } from "./world.ts";

/** The path in a struct sockaddr_un; null for another family, or a name that is no path. */
function pathIn(address: Args[number], length: Args[number]): string | null {
  const view = viewOf(address, size(length));
  if (!view || view.getUint16(0, LE) !== abi.AF_UNIX) return null;
  const name = new Uint8Array(view.buffer, view.byteOffset + 2, Math.max(size(length) - 2, 0));
  const end = name.indexOf(0);
  return end === 0 ? null : platform.decode(name, 0, end < 0 ? name.length : end);
}

function socketOf(world: World, fd: Args[number]): OpenFile | null {
  const file = world.files.get(int(fd));
  return file?.kind === "socket" ? file : null;
}

const bind: Answer = (world, [fd, address, length]) => {
  const path = pathIn(address, length);
  if (path !== null) {
    const found = resolve(world, abi.AT_FDCWD, path, false);
    if (typeof found === "number") return found;
    if (!("missing" in found)) return -abi.EADDRINUSE;
    const mode = abi.S_IFSOCK | (0o777 & ~world.mask());
    world.change(freePlace(found), world.node(mode));
  }
  const socket = socketOf(world, fd);
  if (socket) socket.named = true;
  return 0;
};

/** Whether somebody listens cannot be asked without a connection: a socket that is there is assumed to be served. */
const connect: Answer = (world, [fd, address, length]) => {
  const path = pathIn(address, length);
  if (path !== null) {
    const found = find(world, abi.AT_FDCWD, path, true);
    if (typeof found === "number") return found;
    if (typeOf(found) !== abi.S_IFSOCK) return -abi.ECONNREFUSED;
  }
  const socket = socketOf(world, fd);
  if (socket) {
    socket.named = true;
    socket.assumed = true;
  }
  return 0;
};

/** Nobody knocks in a dry run: here the process would wait, and is followed no further. */
const accept =
  (nr: number): Answer =>
  (world, args) => {
    if (!socketOf(world, args[0])?.named && !inventedFile(world, args[0])) return undefined;
    return world.stop(nr, args, "waits for another process, and is followed no further");
  };

const receive: Answer = (world, [fd, buffer, count]) => {
  const socket = socketOf(world, fd);
  if (!socket?.named) return undefined;
  world.assumed = true;
  return reply(socket, buffer, count);
};

const lengthAt =
  (at: number): Answer =>
  (_, args) =>
    size(args[at]);

/** struct msghdr: what all of its pieces hold together. */
const messageLength: Answer = (_, [, message]) => {
  const view = viewOf(message, abi.msghdr.size);
  if (!view) return -abi.EFAULT;
  const count = view.getUint32(abi.msghdr.msg_iovlen, LE);
  const pieces = viewOf(view.getBigUint64(abi.msghdr.msg_iov, LE), count * abi.iovec.size);
  let total = 0;
  for (let i = 0; pieces && i < count; i++)
    total += pieces.getUint32(i * abi.iovec.size + abi.iovec.iov_len, LE);
  return total;
};

export const socketAnswers: Answers = {
  [NR.bind]: bind,
  [NR.connect]: connect,
  [NR.listen]: (world, [fd]) => (socketOf(world, fd)?.named ? 0 : undefined),
  [NR.accept]: accept(NR.accept),
  [NR.accept4]: accept(NR.accept4),
  [NR.recvfrom]: receive,
  [NR.sendto]: onOurs(NR.sendto, lengthAt(2)),
  [NR.sendmsg]: onOurs(NR.sendmsg, messageLength),
  [NR.shutdown]: onOurs(NR.shutdown, () => 0),
};
