import * as abi from "../abi/index.ts";
import { viewOf } from "../sys/format/view.ts";
import { LE } from "../sys/memory.ts";
import { NR } from "../sys/nr.ts";
import type { Args } from "./arguments.ts";
import type { OpenFile } from "./open-file.ts";
import type { World } from "./world.ts";

/**
 * Who has a record lock on a file that was not really opened (F_GETLK): asked of the file itself, where there is one.
 * A process that a recorded signal would have ended has none.
 */
export function askRecordLock(world: World, file: OpenFile, lock: Args[number]): number {
  const view = viewOf(lock, abi.flock.size);
  if (!view) return -abi.EFAULT;
  const { l_type, l_pid } = abi.flock;
  const path = file.found?.real || (file.found?.place.mount.fs.id === "" ? file.found.place.path : "");
  const flags = abi.O_RDONLY | abi.O_NONBLOCK | abi.O_NOFOLLOW | abi.O_CLOEXEC;
  const fd = path === "" ? -1 : world.real(NR.openat, abi.AT_FDCWD, path, flags, 0);
  if (fd < 0) view.setInt16(l_type, abi.F_UNLCK, LE);
  else {
    world.real(NR.fcntl, fd, abi.F_GETLK, lock ?? null);
    world.real(NR.close, fd);
  }
  if (world.killed.has(view.getInt32(l_pid, LE))) view.setInt16(l_type, abi.F_UNLCK, LE);
  return 0;
}

/** Takes a record lock (F_SETLK) on a file that was not really opened: refused when another process has it. */
export function takeRecordLock(world: World, file: OpenFile, lock: Args[number]): number {
  const view = viewOf(lock, abi.flock.size);
  if (!view) return -abi.EFAULT;
  const wanted = view.getInt16(abi.flock.l_type, LE);
  if (wanted === abi.F_UNLCK) return 0;
  askRecordLock(world, file, lock);
  const free = view.getInt16(abi.flock.l_type, LE) === abi.F_UNLCK;
  view.setInt16(abi.flock.l_type, wanted, LE);
  return free ? 0 : -abi.EAGAIN;
}
