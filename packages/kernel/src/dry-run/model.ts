/**
 * A file system: the machine's own tree, or an instance that a recorded call would have made.
 *
 * A bind mount, a copy of a mount and a new procfs, sysfs or cgroup show the machine's tree: there a file is the
 * same file by whatever mount it is reached.
 */
export interface FileSystem {
  /** "" for the machine's tree. Part of the key of what is changed in it. */
  readonly id: string;
  /** What statfs(2) says, for files that exist in the model only. */
  readonly magic: number;
  /** The minor number of its anonymous device. */
  readonly device: number;
  /** Directories of the machine that show through where nothing was changed, the upper one first. */
  readonly layers: readonly string[];
}

export interface Mount {
  readonly id: number;
  readonly fs: FileSystem;
  /** What of the file system is seen at its root: an absolute path. */
  readonly root: string;
  readonly type: string;
  readonly source: string;
  /** ST_* */
  flags: number;
  /** What it is attached on; null for the root of all, and for what has no place. */
  on: Place | null;
  /** Mounts below it travel to its peers. */
  shared: boolean;
  /** A new instance of procfs or sysfs is empty where the machine has mounted other file systems. */
  readonly bare: boolean;
}

/** Where a file is: the mount by which it was reached, and its path in that mount's file system. */
export interface Place {
  readonly mount: Mount;
  readonly path: string;
}

/** A file as a recorded call has made or changed it. */
export interface FileNode {
  /** S_IFMT and permission bits. */
  mode: number;
  uid: number;
  gid: number;
  readonly rdev: readonly [major: number, minor: number];
  readonly ino: number;
  /** What a symbolic link says. */
  readonly target: string;
  data: Uint8Array;
}

/** A file of the machine that a recorded call gave another name. */
export interface Alias {
  readonly alias: string;
}

/** What a lookup finds. */
export interface Found {
  readonly place: Place;
  /** The file, where it is not as the machine has it. */
  readonly node: FileNode | null;
  /** Where the machine has the file; "" when it has none. */
  readonly real: string;
  readonly mode: number;
  /** A link of procfs that the kernel answers: it is opened through `real`, and not by what it says. */
  readonly magic: boolean;
  /** Recorded calls have led here. */
  readonly assumed: boolean;
}

/** A name that is free, in a directory that is there. */
export interface Missing {
  readonly parent: Found;
  readonly missing: string;
}

export const ROOT = "/";

export function joined(directory: string, name: string): string {
  return directory === ROOT ? `/${name}` : `${directory}/${name}`;
}

export function parentOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash <= 0 ? ROOT : path.slice(0, slash);
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Whether a path is `directory` or lies below it. */
export function isWithin(path: string, directory: string): boolean {
  return path === directory || directory === ROOT || path.startsWith(`${directory}/`);
}
