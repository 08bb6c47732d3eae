import * as abi from "@isobox/kernel/abi";
import { attempt, type Fd, fchdir, NR, open_tree, SyscallError } from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import { attach } from "./bind.ts";
import { isDirectory } from "./file-kind.ts";
import { labelled } from "./file-system.ts";
import { lookUp } from "./in-root.ts";
import { nullDevice } from "./null-device.ts";
import type { RootOptions } from "./options.ts";
import { addReadOnly, flagsOf, remountAttached } from "./set-attributes.ts";
import type { Setup } from "./setup.ts";

const COPY = abi.OPEN_TREE_CLONE | abi.AT_EMPTY_PATH;

/** Files and directories through which a process learns or changes what is the whole machine's. */
const MASKED = [
  "/proc/acpi",
  "/proc/asound",
  "/proc/interrupts",
  "/proc/kcore",
  "/proc/keys",
  "/proc/latency_stats",
  "/proc/sched_debug",
  "/proc/scsi",
  "/proc/timer_list",
  "/proc/timer_stats",
  "/sys/devices/virtual/powercap",
  "/sys/firmware",
];
const READ_ONLY = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];

/** The paths that container engines mask, and those of the caller. */
export function withDefaultMasks({ maskedPath = [], readonlyPath = [] }: RootOptions): RootOptions {
  return { maskedPath: [...MASKED, ...maskedPath], readonlyPath: [...READ_ONLY, ...readonlyPath] };
}

/** Makes what is at each path read-only, where there is something: a bind of it on itself. */
export function makePathsReadOnly({ root }: Setup, paths: readonly string[]): void {
  for (const path of paths) onPath(root, path, "make read-only", makeReadOnly);
}

function makeReadOnly(fd: Fd): void {
  using tree = open_tree(fd, "", COPY | abi.AT_RECURSIVE);
  const done = addReadOnly(tree);
  attach(tree, fd);
  if (!done) remountAttached(tree, abi.MS_RDONLY | flagsOf(tree));
}

/**
 * Covers what is at each path, where there is something: a file with the null device, a directory with an empty
 * read-only tmpfs.
 *
 * What it is, is looked at first: a mount(2) that fails because a file is no directory has made its tmpfs in vain.
 */
export function maskPaths(setup: Setup, paths: readonly string[]): void {
  const data = labelled(setup, "");
  using device = new Lazy(() => nullDevice(setup.root));
  for (const path of paths)
    onPath(setup.root, path, "mask", (fd) => {
      if (isDirectory(fd)) coverDirectory(fd, data);
      else coverFile(fd, device.get());
    });
}

/** A descriptor that is opened when it is first needed. */
class Lazy implements Disposable {
  readonly #open: () => Fd;
  #fd: Fd | null = null;

  constructor(open: () => Fd) {
    this.#open = open;
  }

  get(): Fd {
    this.#fd ??= this.#open();
    return this.#fd;
  }

  [Symbol.dispose](): void {
    this.#fd?.close();
  }
}

function coverFile(fd: Fd, device: Fd): void {
  using tree = open_tree(device, "", COPY);
  attach(tree, fd);
}

function coverDirectory(fd: Fd, data: string): void {
  fchdir(fd);
  const args = ["tmpfs", ".", "tmpfs", abi.MS_RDONLY, data === "" ? null : data] as const;
  const result = attempt(NR.mount, ...args);
  if (result < 0) throw new SyscallError(NR.mount, args, -result);
}

function onPath(root: Fd, path: string, what: string, cover: (fd: Fd) => void): void {
  try {
    const place = lookUp(root, path);
    if (place === null) return;
    using fd = place.fd;
    cover(fd);
  } catch (error) {
    if (!(error instanceof SyscallError)) throw error;
    throw new Failure(`cannot ${what} ${path}`, { cause: error });
  }
}
