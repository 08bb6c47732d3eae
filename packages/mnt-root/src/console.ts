import * as abi from "@isobox/kernel/abi";
import { Fd, fstat, fstatfs, ioctl, LE, open_tree, openat2, struct } from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import { attach } from "./bind.ts";
import { makeFile } from "./in-root.ts";

/** A pseudo-terminal. */
export interface Pty {
  /** The end outside: what is written to it is typed in the container. */
  readonly main: Fd;
  /** The container's end, /dev/console there. */
  readonly peer: Fd;
}

/** Character devices of pseudo-terminals (Documentation/admin-guide/devices.txt). */
const PTMX_MAJOR = 5;
const PTMX_MINOR = 2;
const PTS_MAJOR = 136;

/**
 * Opens a pseudo-terminal of the container's own devpts and makes its inner end /dev/console.
 *
 * Nothing is trusted by its name: the multiplexer and the terminal are checked by what they are, the terminal is
 * opened through the multiplexer (TIOCGPTPEER) and bound by its descriptor; an image that has prepared links or
 * files at /dev/ptmx, /dev/pts/0 or /dev/console gains nothing (CVE-2025-52565).
 *
 * @param use is given both ends, and owns them.
 */
export function makeConsole(root: Fd, use: (pty: Pty) => void): void {
  const resolve = abi.RESOLVE_IN_ROOT | abi.RESOLVE_NO_SYMLINKS;
  const main = openat2(root, "dev/pts/ptmx", { flags: abi.O_RDWR | abi.O_NOCTTY, resolve });
  const { rdev } = fstat(main);
  if (rdev[0] !== PTMX_MAJOR || rdev[1] !== PTMX_MINOR || fstatfs(main).type !== abi.DEVPTS_SUPER_MAGIC)
    throw new Failure("/dev/pts of the new root is no devpts: there is no terminal to be had");
  const unlock = struct(4);
  unlock.setInt32(0, 0, LE);
  ioctl(main, abi.TIOCSPTLCK, unlock);
  const peer = new Fd(ioctl(main, abi.TIOCGPTPEER, abi.O_RDWR | abi.O_NOCTTY | abi.O_CLOEXEC));
  if (fstat(peer).rdev[0] !== PTS_MAJOR)
    throw new Failure("the terminal of the new root's devpts is no terminal");
  using place = makeFile(root, "/dev/console", 0o666).fd;
  using tree = open_tree(peer, "", abi.OPEN_TREE_CLONE | abi.AT_EMPTY_PATH);
  attach(tree, place);
  use({ main, peer });
}
