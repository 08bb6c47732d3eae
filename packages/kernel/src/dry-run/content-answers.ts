// Calls that read and write what files say.
import * as abi from "../abi/index.ts";
import { platform } from "../host/index.ts";
import { bytes } from "../sys/memory.ts";
import { NR } from "../sys/nr.ts";
import type { Answer, Answers } from "./answer.ts";
import { type Args, data, fill, int, size } from "./arguments.ts";
import { written } from "./cgroup-files.ts";
import { hierarchyOf } from "./cgroups.ts";
import { rewritten } from "./change-answers.ts";
import { contentOf, directoryRecords } from "./files.ts";
import { refusesMap } from "./id-maps.ts";
import { isDirectory, typeOf } from "./lookup.ts";
import type { Found } from "./model.ts";
import type { OpenFile } from "./open-file.ts";
import { inventedFile, onOurs } from "./owned.ts";
import type { World } from "./world.ts";

function contentFor(world: World, file: OpenFile): Uint8Array | number {
  if (!file.found) return -abi.EINVAL;
  // What a device or a fifo would say is not known, and asking it may change what it says next.
  if (!isDirectory(file.found) && typeOf(file.found) !== abi.S_IFREG) return bytes(0);
  if (file.node) return contentOf(world, latest(world, file));
  file.content ??= contentOr(contentOf(world, file.found));
  return file.content;
}

const contentOr = (content: Uint8Array | number): Uint8Array =>
  typeof content === "number" ? bytes(0) : content;

/** A file as it is now: somebody may have written it by another descriptor. */
function latest(world: World, file: OpenFile): Found {
  const found = file.found!;
  const change = world.changed.get(`${found.place.mount.fs.id}:${found.place.path}`);
  return change && "mode" in change ? { ...found, node: change } : found;
}

const readAt =
  (positioned: boolean): Answer =>
  (world, [fd, buffer, count, offset]) => {
    const socket = world.files.get(int(fd));
    if (socket?.kind === "socket" && socket.named) {
      world.assumed = true;
      return reply(socket, buffer, count);
    }
    const file = inventedFile(world, fd);
    if (!file) return undefined;
    const content = contentFor(world, file);
    if (typeof content === "number") return content;
    const from = positioned ? size(offset) : file.offset;
    const n = fill(buffer, content.subarray(from), size(count));
    if (!positioned) file.offset += n;
    return n;
  };

/** The next of what the other side is assumed to say; then the end of the connection. */
export function reply(file: OpenFile, buffer: Args[number], count: Args[number]): number {
  const next = file.replies.shift();
  return next ? fill(buffer, next, size(count)) : 0;
}

/** A write into a file that is open by an invented descriptor. */
function writeTo(world: World, fd: Args[number], content: Uint8Array, position?: number): number {
  const file = inventedFile(world, fd);
  if (!file?.found || typeOf(file.found) !== abi.S_IFREG) return content.length;
  if ((file.flags & abi.O_ACCMODE) === abi.O_RDONLY) return -abi.EBADF;
  const found = latest(world, file);
  const { place } = found;
  const isKernels = place.mount.fs === world.machine && /^\/(?:proc|sys)\//.test(place.path);
  if (isKernels) return writeToKernel(world, file, content);
  const old = contentOr(contentOf(world, found));
  const at = file.flags & abi.O_APPEND ? old.length : (position ?? file.offset);
  const next = bytes(Math.max(old.length, at + content.length));
  next.set(old);
  next.set(content, at);
  rewritten(world, found, next);
  if (position === undefined) file.offset = at + content.length;
  return content.length;
}

/** A file of procfs, sysfs or a cgroup takes each write for a whole. */
function writeToKernel(world: World, file: OpenFile, content: Uint8Array): number {
  const found = latest(world, file);
  const { path } = found.place;
  const text = platform.decode(content);
  if (refusesMap(world, path, text)) return -abi.EPERM;
  const kept = hierarchyOf(world, path)
    ? written(world, found, text)
    : text.endsWith("\n")
      ? text
      : `${text}\n`;
  if (kept !== null) rewritten(world, found, platform.encode(kept));
  return content.length;
}

const write: Answer = (world, [fd, buffer, count]) => writeTo(world, fd, data(buffer, size(count)));

/** sendfile(2) from a file that may be real: what is copied is read whole, once. */
const sendfile: Answer = (world, [out, from, , count]) => {
  const source = world.files.get(int(from));
  const content = source?.found ? contentOf(world, latest(world, source)) : -abi.EINVAL;
  if (!source || typeof content === "number") return typeof content === "number" ? content : -abi.EBADF;
  const part = content.subarray(source.offset, source.offset + size(count));
  source.offset += part.length;
  return writeTo(world, out, part);
};

const getdents: Answer = (world, [fd, buffer, room]) => {
  const file = inventedFile(world, fd);
  if (!file) return undefined;
  if (!file.found || !isDirectory(file.found)) return -abi.ENOTDIR;
  file.entries ??= directoryRecords(world, file.found);
  const to = data(buffer, size(room));
  let length = 0;
  while (file.entries[0] && length + file.entries[0].length <= to.length) {
    to.set(file.entries[0], length);
    length += file.entries.shift()!.length;
  }
  return length;
};

const lseek: Answer = (world, [fd, offset, whence]) => {
  const file = inventedFile(world, fd);
  if (!file) return undefined;
  const content = contentFor(world, file);
  const end = typeof content === "number" ? 0 : content.length;
  file.offset = [0, file.offset, end][int(whence)]! + size(offset);
  file.entries = null;
  return file.offset;
};

const nothing: Answer = () => 0;

export const contentAnswers: Answers = {
  [NR.read]: readAt(false),
  [NR.pread64]: readAt(true),
  [NR.write]: onOurs(NR.write, write),
  [NR.pwrite64]: onOurs(NR.pwrite64, (world, [fd, buffer, count, offset]) =>
    writeTo(world, fd, data(buffer, size(count)), size(offset)),
  ),
  [NR.sendfile]: sendfile,
  [NR.ftruncate]: onOurs(NR.ftruncate, (world, [fd, length]) => {
    const file = inventedFile(world, fd);
    if (!file?.found) return 0;
    const found = latest(world, file);
    rewritten(world, found, contentOr(contentOf(world, found)).slice(0, size(length)));
    return 0;
  }),
  [NR.fallocate]: onOurs(NR.fallocate, nothing),
  [NR.fchmod]: (world, [fd, mode]) => {
    const node = inventedFile(world, fd)?.node;
    if (node) node.mode = (node.mode & abi.S_IFMT) | (int(mode) & 0o7777);
    return 0;
  },
  [NR.getdents64]: getdents,
  [NR.lseek]: lseek,
};
