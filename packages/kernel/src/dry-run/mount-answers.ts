// Calls that change where paths lead.
import * as abi from "../abi/index.ts";
import { viewOf } from "../sys/format/view.ts";
import { getU64 } from "../sys/memory.ts";
import { NR } from "../sys/nr.ts";
import type { Answers } from "./answer.ts";
import { type Args, int, text } from "./arguments.ts";
import { find, openFound, placeOfDirectory } from "./files.ts";
import { at, isDirectory } from "./lookup.ts";
import type { Found, Mount } from "./model.ts";
import { statusFlags } from "./mount-flags.ts";
import { attach, copyOf, detach, isMountRoot, isSame, leavePlace } from "./mount-table.ts";
import { newMount } from "./new-mount.ts";
import { OpenFile } from "./open-file.ts";
import type { World } from "./world.ts";

const PROPAGATION = abi.MS_SHARED | abi.MS_PRIVATE | abi.MS_SLAVE | abi.MS_UNBINDABLE;

/** Attaches a mount on what was found; a directory goes on a directory, a file on a file. */
function put(world: World, mount: Mount, target: Found): number {
  const root = at(world, { mount, path: mount.root });
  if (typeof root !== "number" && isDirectory(root) !== isDirectory(target)) return -abi.ENOTDIR;
  attach(world, mount, target.place);
  return 0;
}

function mount(world: World, [source, targetPath, type, flagsArg, words]: Args): number {
  const flags = int(flagsArg);
  const target = find(world, abi.AT_FDCWD, text(targetPath), true);
  if (typeof target === "number") return target;
  if (flags & abi.MS_REMOUNT) {
    if (!isMountRoot(world, target)) return -abi.EINVAL;
    if (target.place.mount !== world.machineMount) target.place.mount.flags = statusFlags(flags);
    return 0;
  }
  if (flags & (abi.MS_BIND | abi.MS_MOVE)) {
    const from = find(world, abi.AT_FDCWD, text(source), true);
    if (typeof from === "number") return from;
    if (flags & abi.MS_BIND) return put(world, copied(world, from, (flags & abi.MS_REC) !== 0), target);
    if (!isMountRoot(world, from)) return -abi.EINVAL;
    const moved = from.place.mount;
    if (moved === world.machineMount) return put(world, copied(world, from, true), target);
    leavePlace(world, moved);
    return put(world, moved, target);
  }
  if (flags & PROPAGATION) return propagate(world, target, flags);
  const made = newMount(world, text(type), text(source), text(words), flags);
  return typeof made === "number" ? made : put(world, made, target);
}

function propagate(world: World, target: Found, flags: number): number {
  if (!isMountRoot(world, target)) return -abi.EINVAL;
  const { mount: changed, path } = target.place;
  const shared = (flags & abi.MS_SHARED) !== 0;
  if (changed === world.machineMount)
    world.propagation.push({ path, recursive: (flags & abi.MS_REC) !== 0, shared });
  else changed.shared = shared;
  return 0;
}

/** A copy of a mount of the machine has the flags that statfs(2) says. */
function copied(world: World, found: Found, recursive: boolean): Mount {
  const copy = copyOf(world, found.place, recursive);
  if (found.place.mount === world.machineMount && found.real !== "") {
    const buffer = new DataView(new ArrayBuffer(abi.statfs.size));
    if (world.real(NR.statfs, found.real, buffer) === 0) copy.flags = getU64(buffer, abi.statfs.f_flags);
  }
  return copy;
}

function umount(world: World, [path, flags]: Args): number {
  const found = find(world, abi.AT_FDCWD, text(path), (int(flags) & abi.UMOUNT_NOFOLLOW) === 0);
  if (typeof found === "number") return found;
  if (!isMountRoot(world, found)) return -abi.EINVAL;
  const { mount: mounted } = found.place;
  if (mounted.on) detach(world, mounted);
  return 0;
}

/** pivot_root(2); a mount of the machine that becomes the root is copied into the model. */
function pivot(world: World, [newRoot, putOld]: Args): number {
  const root = find(world, abi.AT_FDCWD, text(newRoot), true);
  const old = find(world, abi.AT_FDCWD, text(putOld), true);
  if (typeof root === "number") return root;
  if (typeof old === "number") return old;
  if (!isMountRoot(world, root)) return -abi.EINVAL;
  const own = root.place.mount === world.machineMount ? copied(world, root, true) : root.place.mount;
  const before = world.root;
  leavePlace(world, own);
  const put = isSame(old.place, root.place) ? own.root : old.place.path;
  leavePlace(world, before.mount);
  before.mount.on = { mount: own, path: put };
  world.mounts.push(before.mount);
  world.root = { mount: own, path: own.root };
  if (isSame(world.cwd, before) || isSame(world.cwd, root.place)) world.cwd = world.root;
  return 0;
}

function enter(world: World, found: Found | number, what: "cwd" | "root"): number {
  if (typeof found === "number") return found;
  if (!isDirectory(found)) return -abi.ENOTDIR;
  world[what] = found.place;
  return 0;
}

function openTree(world: World, [dir, path, flagsArg]: Args): number {
  const flags = int(flagsArg);
  const found = find(
    world,
    int(dir),
    text(path),
    (flags & abi.AT_SYMLINK_NOFOLLOW) === 0,
    (flags & abi.AT_EMPTY_PATH) !== 0,
  );
  if (typeof found === "number") return found;
  if ((flags & abi.OPEN_TREE_CLONE) === 0) return openFound(world, found, abi.O_PATH | abi.O_CLOEXEC);
  return rootOf(world, copied(world, found, (flags & abi.AT_RECURSIVE) !== 0), found);
}

/** A descriptor of a detached mount's root. */
function rootOf(world: World, mount: Mount, like: Found | null = null): number {
  const place = { mount, path: mount.root };
  const root = at(world, place);
  // What a file of procfs stands for (a namespace, a terminal) is found by no path.
  const found =
    typeof root === "number" ? like && { ...like, place, assumed: true } : { ...root, assumed: true };
  return world.invent(new OpenFile("file", { found, flags: abi.O_PATH, assumed: true }));
}

function moveMount(world: World, [fromDir, from, toDir, to, flagsArg]: Args): number {
  const flags = int(flagsArg);
  const source = find(
    world,
    int(fromDir),
    text(from),
    (flags & abi.MOVE_MOUNT_F_SYMLINKS) !== 0,
    (flags & abi.MOVE_MOUNT_F_EMPTY_PATH) !== 0,
  );
  if (typeof source === "number") return source;
  const target = find(
    world,
    int(toDir),
    text(to),
    (flags & abi.MOVE_MOUNT_T_SYMLINKS) !== 0,
    (flags & abi.MOVE_MOUNT_T_EMPTY_PATH) !== 0,
  );
  if (typeof target === "number") return target;
  if (!isMountRoot(world, source)) return -abi.EINVAL;
  const { mount: moved } = source.place;
  if (moved === world.machineMount) return put(world, copied(world, source, true), target);
  leavePlace(world, moved);
  return put(world, moved, target);
}

function setAttributes(world: World, [dir, path, flagsArg, attributes]: Args): number {
  const flags = int(flagsArg);
  const found = find(
    world,
    int(dir),
    text(path),
    (flags & abi.AT_SYMLINK_NOFOLLOW) === 0,
    (flags & abi.AT_EMPTY_PATH) !== 0,
  );
  if (typeof found === "number") return found;
  if (!isMountRoot(world, found)) return -abi.EINVAL;
  const view = viewOf(attributes, abi.mount_attr.size);
  const { mount: changed } = found.place;
  if (!view || changed === world.machineMount) return 0;
  // MOUNT_ATTR_RDONLY, NOSUID, NODEV and NOEXEC are the same bits as ST_*.
  const SAME = 0xf;
  const cleared = getU64(view, abi.mount_attr.attr_clr) & SAME;
  changed.flags = (changed.flags & ~cleared) | (getU64(view, abi.mount_attr.attr_set) & SAME);
  return 0;
}

function contextOf(world: World, fd: Args[number]): OpenFile | null {
  const file = world.files.get(int(fd));
  if (file?.kind !== "context") return null;
  world.assumed = true;
  return file;
}

function fsopen(world: World, [type]: Args): number {
  const file = new OpenFile("context", { assumed: true });
  file.context = { type: text(type), source: "none", words: [], flags: 0, made: null };
  return world.invent(file);
}

function fsconfig(world: World, [fd, command, key, value]: Args): number {
  const context = contextOf(world, fd)?.context;
  if (!context) return world.files.has(int(fd)) ? -abi.EINVAL : -abi.EBADF;
  const name = text(key);
  if (int(command) === abi.FSCONFIG_SET_STRING) {
    if (name === "source") context.source = text(value);
    else context.words.push(`${name}=${text(value)}`);
  } else if (int(command) === abi.FSCONFIG_SET_FLAG) {
    if (name === "ro") context.flags |= abi.MS_RDONLY;
    else context.words.push(name);
  } else if (int(command) === abi.FSCONFIG_CMD_CREATE || int(command) === abi.FSCONFIG_CMD_CREATE_EXCL) {
    const made = newMount(world, context.type, context.source, context.words.join(","), context.flags);
    if (typeof made === "number") return made;
    context.made = made;
  }
  return 0;
}

function fsmount(world: World, [fd, , attributes]: Args): number {
  const context = contextOf(world, fd)?.context;
  if (!context) return -abi.EBADF;
  if (!context.made) return -abi.EINVAL;
  context.made.flags |= int(attributes) & 0xf;
  return rootOf(world, context.made);
}

export const mountAnswers: Answers = {
  [NR.mount]: mount,
  [NR.umount2]: umount,
  [NR.pivot_root]: pivot,
  [NR.chroot]: (world, [path]) => enter(world, find(world, abi.AT_FDCWD, text(path), true), "root"),
  [NR.chdir]: (world, [path]) => enter(world, find(world, abi.AT_FDCWD, text(path), true), "cwd"),
  [NR.fchdir]: (world, [fd]) => enter(world, placeOfDirectory(world, int(fd)), "cwd"),
  [NR.open_tree]: openTree,
  [NR.open_tree_attr]: openTree,
  [NR.move_mount]: moveMount,
  [NR.mount_setattr]: setAttributes,
  [NR.fsopen]: fsopen,
  [NR.fsconfig]: fsconfig,
  [NR.fsmount]: fsmount,
  [NR.fspick]: fsopen,
};
