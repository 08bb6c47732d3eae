import * as abi from "@isobox/kernel/abi";
import { attempt, chdir, type Fd, fchdir, getcwd, NR, open, umask } from "@isobox/kernel/sys";
import { doing } from "@isobox/toolkit";
import { makeConsole, type Pty } from "./console.ts";
import { makeDevLinks } from "./dev-links.ts";
import { makeDevices } from "./device-nodes.ts";
import { makeDirectory } from "./in-root.ts";
import { makePathsReadOnly, maskPaths } from "./masks.ts";
import { mountAll } from "./mount-one.ts";
import { moveRoot } from "./move-root.ts";
import { newRoot, propagationRule } from "./new-root.ts";
import { reopenNullStreams } from "./null-device.ts";
import type { RootOptions } from "./options.ts";
import { pivotRoot } from "./pivot-root.ts";
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
  const { mount = [], device = [], maskedPath = [], readonlyPath = [] } = options;
  const rule = propagationRule(options.propagation);
  const hasRoot = options.root !== undefined && options.root !== "/";
  const directory = hasRoot ? "/" : getcwd();
  // Modes are meant as they are written, whatever the caller's mask.
  const mask = umask(0);

  using start = open(".", abi.O_PATH | abi.O_DIRECTORY);
  using root = hasRoot ? newRoot(options.root!, rule) : open("/", abi.O_PATH | abi.O_DIRECTORY);
  const setup: Setup = {
    root,
    start,
    label: options.mountLabel ?? null,
    cgroupNamespace: options.cgroupNamespace ? true : undefined,
    readOnlyLater: [],
  };

  mountAll(setup, mount);
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
  for (const path of options.dir ?? [])
    doing(`cannot make the directory ${path}`, () => makeDirectory(root, path).fd.close());
  for (const { destination, fd } of setup.readOnlyLater) makeReadOnly(fd, destination);
  if (readonlyPath.length > 0) makePathsReadOnly(setup, readonlyPath);
  if (maskedPath.length > 0) maskPaths(setup, maskedPath);
  if (options.readOnly) makeRootReadOnly(root);

  // Last: until here the paths of messages and the files of /proc are those that the caller knows.
  if (hasRoot) {
    if (options.noPivot) moveRoot(root);
    else pivotRoot(root, !rule.cutsPeers);
  }
  if (rule.after !== 0)
    doing("cannot set the propagation of the root", () => setPropagation(root, rule.after));
  if (hasDev) reopenNullStreams(root);
  goTo(directory);
  umask(mask);
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
