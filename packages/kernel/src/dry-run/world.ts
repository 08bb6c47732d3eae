import { type Host, platform, type SyscallArg } from "../host/index.ts";
import { bytes } from "../sys/memory.ts";
import { NR } from "../sys/nr.ts";
import { Attributes } from "./attributes.ts";
import { Ledger } from "./ledger.ts";
import { type Alias, type FileNode, type FileSystem, type Mount, type Place, ROOT } from "./model.ts";
import type { PropagationChange } from "./mount-table.ts";
import { OpenFile } from "./open-file.ts";
import { Reader } from "./reader.ts";

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
export class World extends Reader {
  readonly ledger: Ledger;
  readonly machine: FileSystem = { id: "", magic: 0, device: 0, layers: [""] };
  /** The root of all. */
  readonly machineMount: Mount;
  root: Place;
  cwd: Place;
  /** What is attached, in the order in which it was. */
  mounts: Mount[] = [];
  /** Recorded changes of how the machine's mounts travel, in their order. */
  readonly propagation: PropagationChange[] = [];
  /** Files that are not as the machine has them, by {@link keyOf}; null for what is removed. */
  readonly changed = new Map<string, FileNode | Alias | null>();
  readonly files = new Map<number, OpenFile>();
  readonly attributes = new Attributes();
  /** Processes that a recorded signal would have ended. */
  readonly killed = new Set<number>();
  /** Processes of this run, by their real numbers. */
  readonly family = new Set<number>();
  /** Descriptors of ours that must stay open and are written really: where the output and the traces go. */
  readonly kept = new Set<number>();
  /** Ends this process in the middle of a call, and says why. */
  stop: (nr: number, args: readonly (SyscallArg | undefined)[], why: string) => never;
  /** The call in progress depends on what a recorded one would have made. */
  assumed = false;
  #nextFd = FIRST_FD;
  #nextInode = FIRST_INODE;
  #nextMount = FIRST_FD;
  #fileSystems = 0;

  constructor(inner: Host, stop: World["stop"]) {
    super(inner);
    this.stop = stop;
    this.ledger = new Ledger(inner);
    this.machineMount = {
      id: 0,
      fs: this.machine,
      root: ROOT,
      type: "",
      source: "",
      flags: 0,
      on: null,
      shared: false,
      bare: false,
    };
    this.root = { mount: this.machineMount, path: ROOT };
    this.cwd = { mount: this.machineMount, path: this.#realDirectory() };
    for (const fd of [1, 2]) this.files.set(fd, new OpenFile("stream", { invented: false }));
    this.family.add(inner.syscall(NR.getpid));
    for (const fd of this.ledger.descriptors) this.kept.add(fd);
  }

  keeps(fd: number): boolean {
    return this.kept.has(fd);
  }

  #realDirectory(): string {
    const buffer = bytes(4096);
    const n = this.inner.syscall(NR.getcwd, buffer, buffer.length);
    const path = n > 0 ? platform.decode(buffer, 0, n - 1) : ROOT;
    return path.startsWith(ROOT) ? path : ROOT;
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

  /** The file mode creation mask in force. */
  mask(): number {
    this.attributes.umask ??= Number.parseInt(
      /^Umask:\s*([0-7]+)/m.exec(this.textOf("/proc/self/status"))?.[1] ?? "22",
      8,
    );
    return this.attributes.umask;
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
    return { id: this.#nextMount++, source: "none", flags: 0, on: null, shared: false, bare: false, ...more };
  }
}

/** A file of the machine has one key, by whatever mount it is reached. */
export function keyOf({ mount, path }: Place): string {
  return `${mount.fs.id}:${path}`;
}

/** JSON has no bytes: the codec's strings hold them exactly. */
type Shared = Alias | (Omit<FileNode, "data"> & { readonly text: string });

/** What processes write for each other to read is short. */
const LONGEST_SHARED = 65536;

function toBeShared(change: FileNode | Alias): Shared {
  if ("alias" in change) return change;
  const { data, ...rest } = change;
  return { ...rest, text: data.length > LONGEST_SHARED ? "" : platform.decode(data) };
}

function received(change: Shared): FileNode | Alias {
  if ("alias" in change) return change;
  const { text, ...rest } = change;
  // U+0000 is no part of the kernel's strings: such data is not read back by anybody here.
  return { ...rest, data: text.includes("\0") ? bytes(0) : platform.encode(text) };
}
