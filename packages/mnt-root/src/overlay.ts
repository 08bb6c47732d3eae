import * as abi from "@isobox/kernel/abi";
import { attempt, type Fd, mkdirat, NR, type Stat, SyscallError, statat } from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import { makeDetached } from "./detached.ts";
import { isInitialUserNamespace, mountFileSystem } from "./file-system.ts";
import { mustBeThere } from "./in-root.ts";
import type { Mount } from "./mount.ts";
import { type MountWords, readMountWords } from "./mount-words.ts";
import type { Setup } from "./setup.ts";
import { whileAttached } from "./while-attached.ts";

/** The word for an upper layer in memory. */
const IN_MEMORY = "tmpfs";

/** What the words of an overlay say. */
interface Layers {
  /** The uppermost first, as the kernel has them. */
  readonly lower: readonly string[];
  readonly upper: string | undefined;
  readonly work: string | undefined;
  /** For a tmpfs that holds the upper layer. */
  readonly memory: readonly string[];
  /** The rest: of the mount and of the file system. */
  readonly other: readonly string[];
}

/**
 * Mounts an overlay.
 *
 * Beside the kernel's words (`lowerdir=`, …) it takes `lower=DIR` for each lower layer, the uppermost first,
 * `upper=DIR` with `work=DIR`, or `upper=tmpfs` for changes that are in memory only. Without a lower layer what
 * lies at the destination is one, so that a part of the root, or all of it, can be written without being changed.
 *
 * @throws {SyscallError} EINVAL for layers on file systems that cannot be one; ELOOP for an upper layer that is
 *   a lower one too. The kernel's own reason is in the message.
 * @see Documentation/filesystems/overlayfs.rst
 */
export function mountOverlay(setup: Setup, mount: Mount, words: MountWords): void {
  const layers = readLayers(mount.options);
  if (words.data.includes("lowerdir")) mountFileSystem(setup, mount, words);
  else if (layers.upper === IN_MEMORY) mountInMemory(setup, mount, layers);
  else mountLayers(setup, mount, layers, upperWords(layers));
}

function readLayers(options: readonly string[] = []): Layers {
  const take = (key: string) =>
    options.filter((word) => word.startsWith(key)).map((word) => word.slice(key.length));
  const isMemory = (word: string) => /^(size|nr_inodes|nr_blocks|huge|mpol)=/.test(word);
  return {
    lower: take("lower="),
    upper: take("upper=").at(-1),
    work: take("work=").at(-1),
    memory: options.filter(isMemory),
    other: options.filter((word) => !/^(lower|upper|work)=/.test(word) && !isMemory(word)),
  };
}

function upperWords({ upper, work, memory }: Layers): string[] {
  if (memory.length > 0) throw new Failure(`${memory[0]} of an overlay wants upper=${IN_MEMORY}`);
  if (upper === undefined && work === undefined) return [];
  if (upper === undefined || work === undefined)
    throw new Failure("an overlay with a layer to write to wants upper= and work=, on one file system");
  return [`upperdir=${escaped(upper)}`, `workdir=${escaped(work)}`];
}

function mountLayers(setup: Setup, mount: Mount, { lower, other }: Layers, upper: readonly string[]): void {
  using covered = lower.length === 0 ? mustBeThere(setup.root, mount.destination).fd : null;
  const dirs = covered ? pathOf(covered) : lower.map(escaped).join(":");
  // In a user namespace the kernel keeps its notes in user.*: the trusted.* attributes are out of reach (Linux 5.11).
  const attributes = isInitialUserNamespace() || other.includes("userxattr") ? [] : ["userxattr"];
  const options = [...other, `lowerdir=${dirs}`, ...upper, ...attributes];
  mountFileSystem(setup, { source: "overlay", ...mount, options }, readMountWords(options));
}

/** The kernel keeps a mount of its own of each layer: the tmpfs goes with the overlay, and has no other place. */
function mountInMemory(setup: Setup, mount: Mount, layers: Layers): void {
  const data = ["mode=700", ...layers.memory].join(",");
  const tmpfs: Mount = { destination: "", type: "tmpfs", source: "overlay" };
  using memory = makeDetached(setup.start, tmpfs, 0, data);
  makeUpper(memory, lookAtTop(setup, mount, layers));
  mkdirat(memory, "work", 0o700);
  const path = pathOf(memory);
  whileAttached(setup.root, memory, () =>
    mountLayers(setup, mount, layers, [`upperdir=${path}/upper`, `workdir=${path}/work`]),
  );
}

/** The upper layer's directory is what the overlay's root shows: it gets the mode and owner of the layer below. */
function makeUpper(memory: Fd, { mode, uid, gid }: Stat): void {
  mkdirat(memory, "upper", mode & 0o7777);
  if (uid === 0 && gid === 0) return;
  const args = [memory.fd, "upper", uid, gid, abi.AT_SYMLINK_NOFOLLOW] as const;
  const result = attempt(NR.fchownat, ...args);
  // An owner whom this user namespace does not know cannot be given anything: root has it then.
  if (result < 0 && result !== -abi.EINVAL) throw new SyscallError(NR.fchownat, args, -result);
}

function lookAtTop({ root, start }: Setup, { destination }: Mount, { lower }: Layers): Stat {
  if (lower.length > 0) return statat(start, lower[0]!);
  using covered = mustBeThere(root, destination).fd;
  return statat(covered, "", abi.AT_EMPTY_PATH);
}

/** What has no name, or one that lies behind another mount by now, is named by its descriptor. */
function pathOf(fd: Fd): string {
  return `/proc/self/fd/${fd.fd}`;
}

/** Colons are between layers, and commas between words; overlayfs takes them behind a backslash. */
function escaped(path: string): string {
  return path.replace(/[\\:,]/g, "\\$&");
}
