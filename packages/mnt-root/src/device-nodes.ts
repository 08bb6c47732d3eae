import * as abi from "@isobox/kernel/abi";
import {
  attempt,
  Fd,
  fchownat,
  fstat,
  makedev,
  NR,
  open_tree,
  openat,
  type Stat,
  SyscallError,
  statat,
} from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import { attach } from "./bind.ts";
import { DEFAULT_DEVICES, type Device, NODE_TYPES } from "./device.ts";
import { makeDirectory } from "./in-root.ts";

/**
 * Makes device nodes below the root: the default ones, unless `devices` names them too, then `devices`.
 *
 * Preconditions: umask 0.
 */
export function makeDevices(root: Fd, devices: readonly Device[], withDefaults: boolean): void {
  using nodes = new NodeMaker(root);
  if (withDefaults)
    for (const device of DEFAULT_DEVICES)
      if (devices.length === 0 || !devices.some(({ path }) => path === device.path)) nodes.make(device);
  for (const device of devices) if (device.path !== "/dev/ptmx") nodes.make(device);
}

/** Makes nodes, with the directory of the last one open, and with what is known of this process's rights. */
class NodeMaker implements Disposable {
  readonly #root: Fd;
  #path = "";
  #directory: Fd = new Fd(-1);
  /** In a user namespace mknod(2) makes no devices: the host's are bound. */
  #mayMknod = true;

  constructor(root: Fd) {
    this.#root = root;
  }

  make(device: Device): void {
    const slash = device.path.lastIndexOf("/");
    const directory = this.#enter(device.path.slice(0, slash));
    const name = device.path.slice(slash + 1);
    try {
      this.#makeIn(directory, name, device);
    } catch (error) {
      if (!(error instanceof SyscallError)) throw error;
      throw new Failure(`cannot make the device ${device.path}`, { cause: error });
    }
  }

  #makeIn(directory: Fd, name: string, device: Device): void {
    const {
      type,
      major = 0,
      minor = 0,
      fileMode = 0o666,
      uid = 0,
      gid = 0,
    } = device.type ? device : ofHost(device);
    const mode = NODE_TYPES[type!] | (fileMode & 0o7777);
    if (this.#mayMknod || type === "p") {
      const result = attempt(NR.mknodat, directory.fd, name, mode, makedev(major, minor));
      if (result === 0) {
        if (uid !== 0 || gid !== 0) fchownat(directory, name, uid, gid, abi.AT_SYMLINK_NOFOLLOW);
        return;
      }
      if (result === -abi.EEXIST) {
        checkNode(device.path, statat(directory, name, abi.AT_SYMLINK_NOFOLLOW), mode, major, minor);
        return;
      }
      if (result !== -abi.EPERM) throw new SyscallError(NR.mknodat, [directory.fd, name, mode], -result);
      this.#mayMknod = false;
    }
    bindNode(directory, name, device.path, mode, major, minor);
  }

  #enter(path: string): Fd {
    if (this.#directory.fd < 0 || path !== this.#path) {
      this.#directory.close();
      this.#directory = makeDirectory(this.#root, path === "" ? "/" : path).fd;
      this.#path = path;
    }
    return this.#directory;
  }

  [Symbol.dispose](): void {
    this.#directory.close();
  }
}

/** A device that is given by its path alone is the host's. */
function ofHost(device: Device): Device {
  const { mode, rdev, uid, gid } = statat(abi.AT_FDCWD, device.path);
  const type = (["c", "b", "p"] as const).find((t) => NODE_TYPES[t] === (mode & abi.S_IFMT));
  if (type === undefined) throw new Failure(`${device.path} is no device here`);
  return {
    uid,
    gid,
    ...device,
    type,
    major: rdev[0],
    minor: rdev[1],
    fileMode: device.fileMode ?? mode & 0o7777,
  };
}

/** @throws {Failure} when a file is not the device that it should be. */
function checkNode(path: string, stat: Stat, mode: number, major: number, minor: number): void {
  const isSame =
    (stat.mode & abi.S_IFMT) === (mode & abi.S_IFMT) &&
    ((mode & abi.S_IFMT) === abi.S_IFIFO || (stat.rdev[0] === major && stat.rdev[1] === minor));
  if (!isSame) throw new Failure(`${path} is there already, and is not the device ${major}:${minor}`);
}

function bindNode(
  directory: Fd,
  name: string,
  path: string,
  mode: number,
  major: number,
  minor: number,
): void {
  using source = open_tree(abi.AT_FDCWD, path, abi.OPEN_TREE_CLONE);
  checkNode(path, fstat(source), mode, major, minor);
  const made = attempt(NR.mknodat, directory.fd, name, abi.S_IFREG | 0o666, 0);
  if (made < 0 && made !== -abi.EEXIST) throw new SyscallError(NR.mknodat, [directory.fd, name], -made);
  using target = openat(directory, name, abi.O_PATH | abi.O_NOFOLLOW);
  attach(source, target);
}
