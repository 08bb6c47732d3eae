import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing, Failure, getVariable } from "@isobox/toolkit";

/**
 * The state of containers: one directory each, on a tmpfs.
 *
 *     ROOT/ID/journal      what was made outside, each line before the thing, and whose the container is
 *     ROOT/ID/config.json  the configuration as it was read; later edits of the bundle do not matter
 *     ROOT/ID/state.json   the versioned state; written before the container's process goes on
 *     ROOT/ID/start        the socket at which a created container waits
 *
 * Only the owner may look: ids and bundle paths are nobody else's business.
 */
const DEFAULT_ROOT = "/run/isobox";
const STATE_VERSION = 1;
const FILES = ["state.json", "state.json.new", "config.json", "start", "start.new", "journal"];

/** The directory of all containers of this user. */
export function stateRoot(given: string | undefined): string {
  if (given !== undefined) return given;
  const runtime = getVariable("XDG_RUNTIME_DIR");
  return runtime !== undefined && sys.geteuid() !== 0 ? `${runtime}/isobox` : DEFAULT_ROOT;
}

/** What `state.json` holds. */
export interface ContainerState {
  readonly version: number;
  readonly ociVersion: string;
  readonly id: string;
  /** Absolute path of the bundle. */
  readonly bundle: string;
  /** The first process, and its start time in clock ticks since boot: a pid alone may be another's by now. */
  readonly pid: number;
  readonly startTime: string;
  /** RFC 3339. */
  readonly created: string;
  /** Who made it, by effective user id. */
  readonly owner: number;
  readonly cgroupManager: "cgroupfs";
  /** Its directory in each hierarchy. */
  readonly cgroups: readonly string[];
  readonly rootless: boolean;
  readonly annotations: Readonly<Record<string, string>>;
  /** Absolute path of the root file system. */
  readonly rootfs: string;
}

/** The directory of one container. */
export interface StateDirectory {
  readonly id: string;
  readonly path: string;
  readonly fd: sys.Fd;
}

/** Not O_PATH: flock(2) refuses such a descriptor. */
const directoryFlags = abi.O_RDONLY | abi.O_DIRECTORY | abi.O_NOFOLLOW;

/**
 * Makes a container's directory; the name is taken from now on. Nothing is recorded for it: until it is locked and
 * known to be there still, its name may be another's, and an undo goes by the name.
 * @throws {Failure} when a container of this id exists.
 */
export function makeStateDirectory(root: string, id: string): StateDirectory {
  const path = `${root}/${id}`;
  let made = sys.attempt(sys.NR.mkdirat, abi.AT_FDCWD, path, 0o700);
  if (made === -abi.ENOENT) {
    makeRoot(root);
    made = sys.attempt(sys.NR.mkdirat, abi.AT_FDCWD, path, 0o700);
  }
  if (made === -abi.EEXIST)
    throw new Failure(`a container with the id "${id}" exists already`, {
      hints: [`see it: oci-run state ${id}; remove it: oci-run delete ${id}`],
    });
  if (made < 0)
    throw refused(
      `cannot make the state directory of "${id}"`,
      sys.NR.mkdirat,
      [abi.AT_FDCWD, path, 0o700],
      made,
    );
  try {
    return { id, path, fd: sys.open(path, directoryFlags) };
  } catch (error) {
    sys.attempt(sys.NR.unlinkat, abi.AT_FDCWD, path, abi.AT_REMOVEDIR);
    throw error;
  }
}

/** Makes the directory of all containers, and those above it. */
function makeRoot(path: string): void {
  const make = () => sys.attempt(sys.NR.mkdirat, abi.AT_FDCWD, path, 0o711);
  let result = make();
  const slash = path.lastIndexOf("/");
  if (result === -abi.ENOENT && slash > 0) {
    makeRoot(path.slice(0, slash));
    // Not until it succeeds: in some file systems, such as procfs, no directory can be made, with the same answer.
    result = make();
  }
  if (result < 0 && result !== -abi.EEXIST)
    throw refused(`cannot make ${path}`, sys.NR.mkdirat, [abi.AT_FDCWD, path, 0o711], result);
}

function refused(what: string, nr: number, args: readonly (number | string)[], result: number): Failure {
  return new Failure(what, { cause: new sys.SyscallError(nr, args, -result) });
}

/**
 * Opens the directory of a container.
 * @throws {Failure} when there is none.
 */
export function openStateDirectory(root: string, id: string): StateDirectory {
  const directory = lookForStateDirectory(root, id);
  if (!directory) throw new Failure(`container "${id}" does not exist`);
  return directory;
}

/** The directory of a container; null when there is none. */
export function lookForStateDirectory(root: string, id: string): StateDirectory | null {
  const path = `${root}/${id}`;
  const fd = sys.attempt(sys.NR.openat, abi.AT_FDCWD, path, directoryFlags | abi.O_CLOEXEC, 0);
  if (fd === -abi.ENOENT || fd === -abi.ENOTDIR) return null;
  if (fd < 0)
    throw refused(
      `cannot open the state of "${id}"`,
      sys.NR.openat,
      [abi.AT_FDCWD, path, directoryFlags | abi.O_CLOEXEC, 0],
      fd,
    );
  return { id, path, fd: new sys.Fd(fd) };
}

/** Whether a directory that was opened before is still the one of its name: another may have removed it since. */
export function isThere({ path, fd }: StateDirectory): boolean {
  const named = sys.inodeIfThere(abi.AT_FDCWD, path, abi.AT_SYMLINK_NOFOLLOW);
  return named === sys.inodeIfThere(fd, "", abi.AT_EMPTY_PATH);
}

/** Writes the state so that a reader sees the old file or the new one, never half of one. */
export function writeState(directory: StateDirectory, state: Omit<ContainerState, "version">): void {
  writeFile(directory, "state.json.new", JSON.stringify({ version: STATE_VERSION, ...state }));
  sys.renameat(directory.fd, "state.json.new", directory.fd, "state.json");
}

export function writeFile(directory: StateDirectory, name: string, data: string | Uint8Array): void {
  const flags = abi.O_WRONLY | abi.O_CREAT | abi.O_TRUNC | abi.O_NOFOLLOW;
  using file = sys.openat(directory.fd, name, flags, 0o600);
  sys.writeAll(file, data);
}

/** The text of a file of the state; null when it was not written yet. */
export function readStateFile(directory: StateDirectory, name: string): string | null {
  const fd = sys.attempt(
    sys.NR.openat,
    directory.fd.fd,
    name,
    abi.O_RDONLY | abi.O_NOFOLLOW | abi.O_CLOEXEC,
    0,
  );
  if (fd === -abi.ENOENT) return null;
  if (fd < 0)
    throw refused(
      `cannot read ${directory.path}/${name}`,
      sys.NR.openat,
      [directory.fd.fd, name, abi.O_RDONLY | abi.O_NOFOLLOW | abi.O_CLOEXEC, 0],
      fd,
    );
  using file = new sys.Fd(fd);
  return sys.readText(file);
}

function parseState(id: string, text: string): ContainerState {
  try {
    return JSON.parse(text) as ContainerState;
  } catch (error) {
    throw new Failure(`the state of "${id}" is damaged: state.json is no JSON`, { cause: error });
  }
}

/**
 * The recorded state; null when the runtime has not come so far, or was killed before.
 * @throws {Failure} when a later version of this program wrote it, or it is damaged.
 */
export function readState(directory: StateDirectory): ContainerState | null {
  const text = readStateFile(directory, "state.json");
  if (text === null) return null;
  const state = parseState(directory.id, text);
  if (state.version !== STATE_VERSION)
    throw new Failure(
      `the state of "${directory.id}" has version ${state.version}; this program knows ${STATE_VERSION}`,
    );
  return state;
}

/**
 * The ids of all containers, in the order of their names; none where no container was ever made.
 * @throws {Failure}
 */
export function containerIds(root: string): string[] {
  return doing(`cannot list the containers below ${root}`, () => {
    try {
      return sys.readdir(root).sort();
    } catch (error) {
      if (error instanceof sys.SyscallError && error.code === "ENOENT") return [];
      throw error;
    }
  });
}

/** Removes a container's directory and the files that this runtime puts into it. The journal goes last. */
export function removeStateDirectory(path: string): void {
  for (const name of FILES) sys.attempt(sys.NR.unlinkat, abi.AT_FDCWD, `${path}/${name}`, 0);
  const result = sys.attempt(sys.NR.unlinkat, abi.AT_FDCWD, path, abi.AT_REMOVEDIR);
  if (result < 0 && result !== -abi.ENOENT)
    throw new sys.SyscallError(sys.NR.unlinkat, [abi.AT_FDCWD, path, abi.AT_REMOVEDIR], -result);
}
