// Calls that look at files.
import * as abi from "../abi/index.ts";
import { platform } from "../host/index.ts";
import { LE, setU64 } from "../sys/memory.ts";
import { NR } from "../sys/nr.ts";
import type { Answers } from "./answer.ts";
import { type Args, data, fill, int, size, terminated, text } from "./arguments.ts";
import { find } from "./files.ts";
import { typeOf } from "./lookup.ts";
import type { FileNode, Found } from "./model.ts";
import { isMountRoot, pathOf } from "./mount-table.ts";
import { linkText, namespaceInode } from "./procfs.ts";
import type { World } from "./world.ts";

/** The path by which a file of the machine is looked at. */
function follows({ magic }: Found): number {
  return magic ? 0 : abi.AT_SYMLINK_NOFOLLOW;
}

function viewOf(out: Uint8Array): DataView {
  return new DataView(out.buffer, out.byteOffset, out.byteLength);
}

function statx(world: World, [dir, path, flagsArg, mask, buffer]: Args): number | undefined {
  const flags = int(flagsArg);
  const directory = int(dir);
  const isEmpty = text(path) === "" && (flags & abi.AT_EMPTY_PATH) !== 0;
  // Standard streams, pipes and the like: they are what they are.
  if (isEmpty && directory !== abi.AT_FDCWD && !world.files.get(directory)?.found) {
    if (!world.files.get(directory)?.invented) return undefined;
    return answerStat(data(buffer, abi.statx.size), world.node(abi.S_IFREG | 0o600));
  }
  const found = find(world, directory, text(path), (flags & abi.AT_SYMLINK_NOFOLLOW) === 0, isEmpty);
  if (typeof found === "number") return found;
  const out = data(buffer, abi.statx.size);
  let result = 0;
  if (found.node) answerStat(out, found.node);
  else {
    const how = (flags & ~(abi.AT_EMPTY_PATH | abi.AT_SYMLINK_NOFOLLOW)) | follows(found);
    result = world.real(NR.statx, abi.AT_FDCWD, found.real, how, mask ?? 0, buffer ?? null);
    const namespace = found.magic && result === 0 ? namespaceInode(world, found.real) : null;
    if (namespace !== null) setU64(viewOf(out), abi.statx.stx_ino, namespace);
  }
  if (result === 0) patchMount(found, world, out);
  return result;
}

function answerStat(out: Uint8Array, node: FileNode): number {
  if (out.length < abi.statx.size) return -abi.EFAULT;
  const view = viewOf(out);
  const s = abi.statx;
  out.fill(0);
  view.setUint32(s.stx_mask, abi.STATX_BASIC_STATS | abi.STATX_MNT_ID, LE);
  view.setUint32(s.stx_nlink, 1, LE);
  view.setUint32(s.stx_uid, node.uid, LE);
  view.setUint32(s.stx_gid, node.gid, LE);
  view.setUint16(s.stx_mode, node.mode, LE);
  setU64(view, s.stx_ino, node.ino);
  setU64(view, s.stx_size, node.data.length);
  view.setUint32(s.stx_rdev_major, node.rdev[0], LE);
  view.setUint32(s.stx_rdev_minor, node.rdev[1], LE);
  return 0;
}

function patchMount(found: Found, world: World, out: Uint8Array): void {
  const { mount } = found.place;
  if (mount === world.machineMount) return;
  const view = viewOf(out);
  const s = abi.statx;
  setU64(view, s.stx_mnt_id, mount.id);
  if (mount.fs.id !== "") view.setUint32(s.stx_dev_minor, mount.fs.device, LE);
  const attributes = view.getUint32(s.stx_attributes, LE) & ~abi.STATX_ATTR_MOUNT_ROOT;
  const root = isMountRoot(world, found) ? abi.STATX_ATTR_MOUNT_ROOT : 0;
  view.setUint32(s.stx_attributes, attributes | root, LE);
}

function statfsOf(world: World, found: Found, buffer: Args[number]): number {
  const { mount } = found.place;
  const out = data(buffer, abi.statfs.size);
  const view = viewOf(out);
  // The nearest directory that is really there is on the same file system.
  let real = found.real;
  if (real === "" && mount.fs.id === "") real = nearestReal(world, found.place.path);
  if (real !== "") {
    const result = world.real(NR.statfs, real, buffer ?? null);
    if (result < 0) return result;
  } else {
    out.fill(0);
    setU64(view, abi.statfs.f_type, mount.fs.magic);
  }
  if (mount !== world.machineMount) setU64(view, abi.statfs.f_flags, mount.flags);
  return 0;
}

function nearestReal(world: World, path: string): string {
  let at = path;
  while (at !== "" && world.statReal(at, false) < 0) at = at.slice(0, at.lastIndexOf("/"));
  return at || "/";
}

function fstatfs(world: World, [fd, buffer]: Args): number | undefined {
  const file = world.files.get(int(fd));
  if (!file?.found || (!file.invented && file.found.place.mount === world.machineMount)) return undefined;
  if (file.assumed) world.assumed = true;
  return statfsOf(world, file.found, buffer);
}

/** Whether somebody may: a right to change is not asked about, for nothing is changed. */
function access(world: World, [dir, path, mode, flags]: Args): number | undefined {
  const how = int(flags);
  const found = find(
    world,
    int(dir),
    text(path),
    (how & abi.AT_SYMLINK_NOFOLLOW) === 0,
    (how & abi.AT_EMPTY_PATH) !== 0,
  );
  if (typeof found === "number") return found;
  const asked = int(mode) & ~W_OK;
  if (!found.node) {
    const kept = how & ~(abi.AT_EMPTY_PATH | abi.AT_SYMLINK_NOFOLLOW);
    return world.real(NR.faccessat2, abi.AT_FDCWD, found.real, asked, kept | follows(found));
  }
  const executes = (asked & X_OK) !== 0 && typeOf(found) !== abi.S_IFDIR;
  return executes && (found.mode & 0o111) === 0 ? -abi.EACCES : 0;
}

const X_OK = 1;
const W_OK = 2;

function readlink(world: World, [dir, path, buffer, room]: Args): number | undefined {
  const directory = int(dir);
  const name = text(path);
  if (name === "" && !world.files.get(directory)?.found) return undefined;
  const found = find(world, directory, name, false, true);
  if (typeof found === "number") return found;
  if (typeOf(found) !== abi.S_IFLNK) return -abi.EINVAL;
  const target = found.node ? found.node.target : linkText(world, found);
  if (target === null) return world.real(NR.readlinkat, abi.AT_FDCWD, found.real, buffer ?? null, room ?? 0);
  world.assumed = true;
  return fill(buffer, platform.encode(target), size(room));
}

function getcwd(world: World, [buffer, room]: Args): number {
  const path = pathOf(world, world.cwd) ?? `(unreachable)${world.cwd.path}`;
  const content = terminated(path);
  return content.length > size(room) ? -abi.ERANGE : fill(buffer, content, size(room));
}

/** Extended attributes by path; what the model has made has none. */
const attributes =
  (nr: number, follow: boolean) =>
  (world: World, [path, ...rest]: Args): number => {
    const found = find(world, abi.AT_FDCWD, text(path), follow);
    if (typeof found === "number") return found;
    if (found.node) return nr === NR.listxattr || nr === NR.llistxattr ? 0 : -abi.ENODATA;
    return world.real(nr, found.real, ...rest.map((arg) => arg ?? 0));
  };

export const lookAnswers: Answers = {
  [NR.statx]: statx,
  [NR.statfs]: (world, [path, buffer]) => {
    const found = find(world, abi.AT_FDCWD, text(path), true);
    return typeof found === "number" ? found : statfsOf(world, found, buffer);
  },
  [NR.fstatfs]: fstatfs,
  [NR.faccessat]: (world, [dir, path, mode]) => access(world, [dir, path, mode, 0]),
  [NR.faccessat2]: access,
  [NR.readlinkat]: readlink,
  [NR.getcwd]: getcwd,
  [NR.getxattr]: attributes(NR.getxattr, true),
  [NR.lgetxattr]: attributes(NR.lgetxattr, false),
  [NR.listxattr]: attributes(NR.listxattr, true),
  [NR.llistxattr]: attributes(NR.llistxattr, false),
};
