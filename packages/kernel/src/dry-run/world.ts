import * as abi from "../abi/index.ts";
import { type Host, platform, type SyscallArg } from "../host/index.ts";
import { bytes, struct } from "../sys/memory.ts";
import { NR } from "../sys/nr.ts";
import { Attributes } from "./attributes.ts";
import { Ledger } from "./ledger.ts";
import { type Alias, type FileNode, type FileSystem, type Mount, type Place, ROOT } from "./model.ts";
import { OpenFile } from "./open-file.ts";

/** Invented descriptors begin here: above every limit that a process has in practice. */
const FIRST_FD = 1_000_000;
const FIRST_INODE = 0x40000000;

/**
 * The machine as one process of a dry run sees it: what is really there, and over it what the recorded calls
 * would have made of it.
 *
 * A fork copies it with the rest of the memory. What concerns everybody's files goes to the other processes
 * through the ledger; mounts, descriptors and attributes are each process's own.
 */
export class World {
  readonly inner: Host;
  readonly ledger: Ledger;
  readonly machine: FileSystem = { id: "", magic: 0, device: 0, layers: [""] };
  /** The root of all. */
  readonly machineMount: Mount;
  root: Place;
  cwd: Place;
  /** What is attached, in the order in which it was. */
  mounts: Mount[] = [];
  /** Files that are not as the machine has them, by {@link keyOf}; null for what is removed. */
  readonly changed = new Map<string, FileNode | Alias | null>();
  readonly files = new Map<number, OpenFile>();
  readonly attributes = new Attributes();
  /** Processes that a recorded signal would have ended. */
  readonly killed = new Set<number>();
  /** Processes of this run, by their real numbers. */
  readonly family = new Set<number>();
  /** The call in progress depends on what a recorded one would have made. */
  assumed = false;
  #nextFd = FIRST_FD;
  #nextInode = FIRST_INODE;
  #nextMount = FIRST_FD;
  #fileSystems = 0;

  constructor(inner: Host) {
    this.inner = inner;
    this.ledger = new Ledger(inner);
    this.machineMount = {
      id: 0,
      fs: this.machine,
      root: ROOT,
      type: "",
      source: "",
      flags: 0,
      on: null,
      bare: false,
    };
    this.root = { mount: this.machineMount, path: ROOT };
    this.cwd = { mount: this.machineMount, path: this.#realDirectory() };
    for (const fd of [1, 2]) this.files.set(fd, new OpenFile("stream", { invented: false }));
    this.family.add(inner.syscall(NR.getpid));
  }

  #realDirectory(): string {
    const buffer = bytes(4096);
    const n = this.inner.syscall(NR.getcwd, buffer, buffer.length);
    const path = n > 0 ? platform.decode(buffer, 0, n - 1) : ROOT;
    return path.startsWith(ROOT) ? path : ROOT;
  }

  /** Makes a call really, in the middle of another. */
  real(nr: number, ...args: SyscallArg[]): number {
    const [a, b, c, d, e, f] = args;
    return this.inner.syscall(nr, a, b, c, d, e, f);
  }

  realPid(): number {
    return this.real(NR.getpid);
  }

  /** The number of this process as it would see it. */
  pid(): number {
    return this.attributes.pid ?? this.realPid();
  }

  /** Takes in what the other processes have told. */
  listen(): void {
    for (const [, kind, value] of this.ledger.news()) {
      if (kind === "pid") this.family.add(Number(value));
      else if (kind === "killed") this.killed.add(Number(value));
      else if (kind === "set") {
        const [key, change] = value as [string, Shared | null];
        this.changed.set(key, change && received(change));
      }
    }
  }

  /** Says what a file is from now on. */
  change(place: Place, node: FileNode | Alias | null): void {
    const key = keyOf(place);
    this.changed.set(key, node);
    if (place.mount.fs === this.machine) this.ledger.tell("set", [key, node && toBeShared(node)]);
  }

  kill(pid: number): void {
    this.killed.add(pid);
    this.ledger.tell("killed", pid);
  }

  /** Makes a descriptor that the kernel does not know. */
  invent(file: OpenFile): number {
    const fd = this.#nextFd++;
    this.files.set(fd, file);
    return fd;
  }

  node(mode: number, more: Partial<FileNode> = {}): FileNode {
    return {
      mode,
      uid: this.attributes.ids.euid ?? 0,
      gid: this.attributes.ids.egid ?? 0,
      rdev: [0, 0],
      ino: this.#nextInode++,
      target: "",
      data: bytes(0),
      ...more,
    };
  }

  fileSystem(magic: number, layers: readonly string[] = []): FileSystem {
    this.#fileSystems++;
    return {
      id: `${this.ledger.process}-${this.#fileSystems}`,
      magic,
      device: 0x1000 + this.#fileSystems,
      layers,
    };
  }

  mount(more: Pick<Mount, "fs" | "root" | "type"> & Partial<Mount>): Mount {
    return { id: this.#nextMount++, source: "none", flags: 0, on: null, bare: false, ...more };
  }

  /** A file's content as the machine has it now; null when it cannot be read. */
  readReal(path: string): Uint8Array | null {
    const fd = this.real(NR.openat, abi.AT_FDCWD, path, abi.O_RDONLY | abi.O_CLOEXEC | abi.O_NONBLOCK, 0);
    if (fd < 0) return null;
    let data = bytes(65536);
    let length = 0;
    for (;;) {
      if (length === data.length) {
        const larger = bytes(data.length * 2);
        larger.set(data);
        data = larger;
      }
      const n = this.real(NR.read, fd, data.subarray(length), data.length - length);
      if (n <= 0) break;
      length += n;
    }
    this.real(NR.close, fd);
    return data.slice(0, length);
  }

  textOf(path: string): string {
    const data = this.readReal(path);
    return data ? platform.decode(data) : "";
  }

  /** What a link of the machine says; null when it is none or cannot be read. */
  readRealLink(path: string): string | null {
    const buffer = bytes(4096);
    const n = this.real(NR.readlinkat, abi.AT_FDCWD, path, buffer, buffer.length);
    return n < 0 ? null : platform.decode(buffer, 0, n);
  }

  /** The names in a directory of the machine, with their types (DT_*). */
  namesIn(path: string): [name: string, type: number][] {
    const flags = abi.O_RDONLY | abi.O_DIRECTORY | abi.O_CLOEXEC;
    const fd = this.real(NR.openat, abi.AT_FDCWD, path, flags, 0);
    if (fd < 0) return [];
    const names: [string, number][] = [];
    const buffer = bytes(32768);
    const view = new DataView(buffer.buffer);
    for (;;) {
      const n = this.real(NR.getdents64, fd, buffer, buffer.length);
      if (n <= 0) break;
      for (let at = 0; at < n; at += view.getUint16(at + 16, true)) {
        const name = platform.decode(buffer, at + 19, buffer.indexOf(0, at + 19));
        if (name !== "." && name !== "..") names.push([name, buffer[at + 18]!]);
      }
    }
    this.real(NR.close, fd);
    return names;
  }

  /** statx(2) of a file of the machine, by its path; an errno, negated, or 0. */
  statReal(path: string, follow: boolean, buffer = struct(abi.statx.size)): number {
    const flags = (follow ? 0 : abi.AT_SYMLINK_NOFOLLOW) | abi.AT_NO_AUTOMOUNT;
    const mask = abi.STATX_BASIC_STATS | abi.STATX_MNT_ID;
    return this.real(NR.statx, abi.AT_FDCWD, path, flags, mask, buffer);
  }
}

/** A file of the machine has one key, by whatever mount it is reached. */
export function keyOf({ mount, path }: Place): string {
  return `${mount.fs.id}:${path}`;
}

/** JSON has no bytes: the codec's strings hold them exactly. */
type Shared = Alias | (Omit<FileNode, "data"> & { readonly text: string });

function toBeShared(change: FileNode | Alias): Shared {
  if ("alias" in change) return change;
  const { data, ...rest } = change;
  return { ...rest, text: platform.decode(data) };
}

function received(change: Shared): FileNode | Alias {
  if ("alias" in change) return change;
  const { text, ...rest } = change;
  // U+0000 is no part of the kernel's strings: such data is not read back by anybody here.
  return { ...rest, data: text.includes("\0") ? bytes(0) : platform.encode(text) };
}
