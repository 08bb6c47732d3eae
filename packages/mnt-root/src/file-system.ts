import * as abi from "@isobox/kernel/abi";
import { type Fd, fchmodat, inodeIfThere, SyscallError, statfs } from "@isobox/kernel/sys";
import { Failure } from "@isobox/toolkit";
import { attach, attachBind } from "./bind.ts";
import { copyTree } from "./bind-source.ts";
import { copyTreeOfFiles } from "./copy-up.ts";
import { canBeDetached, makeDetached } from "./detached.ts";
import { modeOf } from "./file-kind.ts";
import { lookUp, makeDirectory, makeStraightDirectory } from "./in-root.ts";
import type { Mount } from "./mount.ts";
import { mountByPath, mountOn, refused, WITHOUT_PATHS } from "./mount-on.ts";
import { COPY_UP, type MountWords, readMountWords } from "./mount-words.ts";
import { checkNotInProc, cleanPath } from "./proc-rules.ts";
import { setAttributes, setPropagation } from "./set-attributes.ts";
import type { Setup } from "./setup.ts";

/** Mounts a file system of a type without rules of its own. */
export function mountFileSystem(setup: Setup, mount: Mount, words: MountWords): void {
  const place = makeDirectory(setup.root, mount.destination);
  using fd = place.fd;
  checkNotInProc(setup.root, mount.destination, place, () => false);
  const data = labelled(setup, words.data);
  if (!isPlain(words) || mustWait(mount, words)) putDetached(setup, fd, mount, words, data);
  else if (WITHOUT_PATHS.has(mount.type ?? "")) mountOn(fd, mount, words.flags, data);
  else mountByPath(setup.start, fd, mount, words.flags, data);
}

/** Whether mount(2) alone does all that is asked for. */
function isPlain({ propagation, attrSet, attrClear, extensions }: MountWords): boolean {
  return propagation.length === 0 && (attrSet | attrClear) === 0 && (extensions & COPY_UP) === 0;
}

/** Whether read-only has to wait until all that belongs on the mount is there: mount points, and the nodes of /dev. */
function mustWait({ type, destination }: Mount, { flags }: MountWords): boolean {
  return (flags & abi.MS_RDONLY) !== 0 && (type === "tmpfs" || cleanPath(destination) === "/dev");
}

/**
 * Makes a mount detached, sets what mount(2) cannot, and puts it on its place.
 *
 * @param fill works on the mount before anybody sees it.
 */
function putDetached(
  { start, readOnlyLater }: Setup,
  target: Fd,
  mount: Mount,
  words: MountWords,
  data: string,
  fill?: (made: Fd) => void,
): void {
  if (!canBeDetached(data))
    throw new Failure("an option of more than 255 bytes leaves no room for recursive words and propagation");
  const waits = mustWait(mount, words);
  const made = makeDetached(start, mount, waits ? words.flags & ~abi.MS_RDONLY : words.flags, data);
  fill?.(made);
  if (words.attrSet | words.attrClear)
    setAttributes(made, { set: words.attrSet, clear: words.attrClear }, abi.AT_RECURSIVE);
  attach(made, target);
  for (const propagation of words.propagation) setPropagation(made, propagation);
  if (waits) readOnlyLater.push({ destination: mount.destination, fd: made });
  else made.close();
}

/**
 * Mounts procfs or sysfs, whose place must be a real directory: through a link in the image the kernel's files
 * would come to lie where no mask covers them, and an image's files where the kernel's are expected
 * (CVE-2019-19921, CVE-2023-27561, CVE-2023-28642).
 */
export function mountKernelFiles(setup: Setup, mount: Mount, words: MountWords): void {
  using fd = makeStraightDirectory(setup.root, mount.destination);
  try {
    if (!isPlain(words)) putDetached(setup, fd, mount, words, words.data);
    // SELinux has no labels for them.
    else mountOn(fd, mount, words.flags, words.data);
  } catch (error) {
    if (!(error instanceof SyscallError) || error.errno !== abi.EPERM || !MOUNTING.has(error.syscall))
      throw error;
    if (mount.type !== "sysfs" || isInitialUserNamespace() || !bindSysfs(setup, mount))
      throw refusedAs(mount, words);
  }
}

/** The calls in which the kernel decides whether a file system may be mounted. */
const MOUNTING: ReadonlySet<string> = new Set(["mount", "fsopen", "fsconfig", "fsmount"]);

/** The refusal as that of mount(2), whose arguments tell what was to be mounted. */
function refusedAs(mount: Mount, { flags, data }: MountWords): SyscallError {
  return refused(mount, ".", flags, data, -abi.EPERM);
}

/** Its number in every kernel (<linux/proc_ns.h>, PROC_USER_INIT_INO). */
const INITIAL_USER_NAMESPACE = 0xeffffffd;

/** There nobody who may mount is refused a sysfs for the namespaces' sake: the host's must not be shown instead. */
export function isInitialUserNamespace(): boolean {
  return inodeIfThere(abi.AT_FDCWD, "/proc/self/ns/user") === INITIAL_USER_NAMESPACE;
}

/**
 * A sysfs shows the network namespace it is mounted in, and only who owns that one may mount it. Where the user
 * namespace is new and the network namespace is not, the host's is shown instead, read-only with all that is
 * mounted below: the cgroup files there are the caller's own (CVE-2023-25809).
 *
 * @returns false where no sysfs lies on /sys.
 */
function bindSysfs(setup: Setup, mount: Mount): boolean {
  if (statfs("/sys").type !== abi.SYSFS_MAGIC) return false;
  const words = readMountWords(["rbind", "rro", "rnosuid", "rnodev", "rnoexec", "rslave"]);
  using tree = copyTree(setup.start, "/sys", words.flags, 0);
  attachBind(setup, tree, mount, words);
  return true;
}

/** Mounts a tmpfs; one that takes the place of a directory takes its mode too, as runc has it. */
export function mountTmpfs(setup: Setup, mount: Mount, words: MountWords): void {
  const { fd: place, mode } = placeOfTmpfs(setup, mount.destination);
  using fd = place;
  const data = labelled(setup, words.data);
  const otherMode = mode !== null && mode !== modeIn(data);
  if (!otherMode && isPlain(words) && !mustWait(mount, words)) {
    mountOn(fd, mount, words.flags, data);
    return;
  }
  putDetached(setup, fd, mount, words, data, (made) => {
    if (words.extensions & COPY_UP) copyTreeOfFiles(fd, made);
    if (otherMode) fchmodat(made, ".", mode);
  });
}

/** Where a tmpfs comes to lie, and the mode of the directory there; null for one that had to be made. */
export function placeOfTmpfs({ root }: Setup, destination: string): { fd: Fd; mode: number | null } {
  const found = lookUp(root, destination);
  const place = found ?? makeDirectory(root, destination);
  checkNotInProc(root, destination, place, () => false);
  return { fd: place.fd, mode: found ? modeOf(place.fd) & 0o7777 : null };
}

/** The mode that the words for tmpfs set; its own default else. */
function modeIn(data: string): number {
  const at = data.startsWith("mode=") ? 0 : data.indexOf(",mode=") + 1;
  return data.startsWith("mode=", at) ? Number.parseInt(data.slice(at + "mode=".length), 8) : 0o1777;
}

/** Adds the SELinux context to the words for a file system, which must not have one already. */
export function labelled({ label }: Setup, data: string): string {
  if (label === null || data.includes("context=")) return data;
  const context = `context="${label}"`;
  return data === "" ? context : `${data},${context}`;
}
