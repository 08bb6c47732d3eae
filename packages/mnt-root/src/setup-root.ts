import * as abi from "@isobox/kernel/abi";
import { attempt, chdir, chroot, type Fd, fchdir, getcwd, NR, open, umask } from "@isobox/kernel/sys";
import { doing } from "@isobox/toolkit";
import { makeConsole, type Pty } from "./console.ts";
import { makeDevLinks } from "./dev-links.ts";
import { makeDevices } from "./device-nodes.ts";
import { makePathsReadOnly, maskPaths, withDefaultMasks } from "./masks.ts";
import { mountAll } from "./mount-one.ts";
import { moveRoot } from "./move-root.ts";
import { newRoot, newTmpfsRoot, propagationRule, type Rule, withoutDotDot } from "./new-root.ts";
import { reopenNullStreams } from "./null-device.ts";
import type { RootOptions } from "./options.ts";
import { pivotRoot } from "./pivot-root.ts";
import { preparedTrees } from "./prepared.ts";
import { addReadOnly, flagsOf, remountAttached, replaceFlags, setPropagation } from "./set-attributes.ts";
import type { Setup } from "./setup.ts";

/** What a runtime does between the steps. */
export interface RootSteps {
  /**
   * When the mounts and devices are made and the old root is still there, in the caller's directory and with its
   * umask: createContainer hooks.
   */
  readonly beforePivot?: () => void;
  /** Asks for a terminal: gets the pair whose inner end is the new /dev/console. */
  readonly console?: (pty: Pty) => void;
}

/**
 * Mounts what the options ask for, below a new root, and makes that the root of the mount namespace.
 *
 * Without `root` the mounts are made in the root in force. The directory is / afterwards, or what it was when the
 * root stays.
 *
 * Preconditions: a mount namespace of its own ({@link checkOwnNamespace}).
 * Threads: single. Privilege: CAP_SYS_ADMIN in the user namespace that owns the mount namespace.
 * @throws {Failure} naming the mount, device or path; nothing is undone: the namespace ends with the process.
 * @see pivot_root(2), mount_namespaces(7)
 */
export function setupRoot(options: RootOptions, steps: RootSteps = {}): void {
  const { mount = [], device = [], tmpfsRoot } = options;
  const { maskedPath = [], readonlyPath = [] } = options.defaultMasks ? withDefaultMasks(options) : options;
  const rule = propagationRule(options.propagation);
  const isNew = tmpfsRoot !== undefined || (options.root !== undefined && options.root !== "/");
  const directory = isNew ? "/" : getcwd();
  // Modes are meant as they are written, whatever the caller's mask.
  const mask = umask(0);

  using start = open(".", abi.O_PATH | abi.O_DIRECTORY);
  const mounts = tmpfsRoot === undefined ? mount : withoutDotDot(mount, start);
  const setup: Setup = {
    root: openRoot(options, start, rule, isNew),
    start,
    label: options.mountLabel ?? null,
    cgroupNamespace: options.cgroupNamespace ? true : undefined,
    trees: preparedTrees(mounts),
    readOnlyLater: [],
  };
  using _ = { [Symbol.dispose]: () => setup.root.close() };

  const first = setup.root;
  mountAll(setup, mounts);
  const hasRoot = isNew || setup.root !== first;
  const { root } = setup;
  if (tmpfsRoot !== undefined) setPropagation(root, abi.MS_PRIVATE);
  const hasDev = options.defaultDevices || mount.some(({ type }) => type === "dev");
  if (hasDev || device.length > 0) makeDevices(root, device, hasDev);
  if (hasDev) makeDevLinks(root);
  if (steps.beforePivot) {
    // As the caller had them: what is run here is the host's.
    umask(mask);
    fchdir(start);
    steps.beforePivot();
    umask(0);
  }

  if (steps.console) makeConsole(root, steps.console);
  for (const { destination, fd } of setup.readOnlyLater) makeReadOnly(fd, destination);
  if (readonlyPath.length > 0) makePathsReadOnly(setup, readonlyPath);
  if (maskedPath.length > 0) maskPaths(setup, maskedPath);
  if (options.readOnly) makeRootReadOnly(root);

  // Last: until here the paths of messages and the files of /proc are those that the caller knows.
  if (hasRoot) {
    if (options.chroot) changeRootOnly(root);
    else if (options.noPivot) moveRoot(root);
    else pivotRoot(root, !rule.cutsPeers);
  }
  if (rule.after !== 0)
    doing("cannot set the propagation of the root", () => setPropagation(root, rule.after));
  if (hasDev) reopenNullStreams(root);
  goTo(directory);
  umask(mask);
}

/** The new root, prepared to be one; else the root in force. */
function openRoot(options: RootOptions, start: Fd, rule: Rule, isNew: boolean): Fd {
  const { root = "/", tmpfsRoot } = options;
  if (tmpfsRoot !== undefined) return newTmpfsRoot(tmpfsRoot === true ? "" : tmpfsRoot, start, rule);
  return isNew && !isOnlyChroot(options) ? newRoot(root, rule) : open(root, abi.O_PATH | abi.O_DIRECTORY);
}

/** Whether nothing is mounted, so that a mount namespace, and the right to change it, are not needed. */
export function isOnlyChroot(options: RootOptions): boolean {
  if (options.chroot !== true || options.root === undefined) return false;
  const { mount, device, defaultDevices, defaultMasks, maskedPath, readonlyPath } = options;
  const { readOnly, propagation } = options;
  const mounting = [mount, device, defaultDevices, defaultMasks, maskedPath, readonlyPath];
  return [...mounting, readOnly, propagation].every((option) => option === undefined);
}

function changeRootOnly(root: Fd): void {
  doing("cannot change the root", () => {
    fchdir(root);
    chroot(".");
  });
}

/** The directory of before, by its name, so that a mount over it counts; / when it is not there any more. */
function goTo(directory: string): void {
  if (attempt(NR.chdir, directory) < 0) chdir("/");
}

function makeReadOnly(made: Fd, destination: string): void {
  doing(`cannot make ${destination} read-only`, () => {
    if (!addReadOnly(made)) remountAttached(made, abi.MS_RDONLY | flagsOf(made));
  });
  made.close();
}

/** As runc: the root loses the other flags of the mount that it is a copy of, unless they are locked. */
function makeRootReadOnly(root: Fd): void {
  doing("cannot make the root read-only", () => {
    if (!replaceFlags(root, abi.MS_RDONLY, 0)) remountAttached(root, abi.MS_RDONLY);
  });
}
