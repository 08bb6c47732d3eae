import * as abi from "@isobox/kernel/abi";
import { attempt, fchmod, fchmodat, NR, open_tree, openat, SyscallError } from "@isobox/kernel/sys";
import { doing, privateProcfs } from "@isobox/toolkit";
import { attachBind } from "./bind.ts";
import { copyContent, modeWord, openContent } from "./content.ts";
import { makeDetached } from "./detached.ts";
import { makeDirectory, mustBeThere, nameIn } from "./in-root.ts";
import type { Mount } from "./mount.ts";
import type { MountWords } from "./mount-words.ts";
import { checkNotInProc } from "./proc-rules.ts";
import type { Setup } from "./setup.ts";
import { whileAttached } from "./while-attached.ts";

/** Makes a directory below the root; one that is there stays as it is. */
export function makeDir({ root }: Setup, { destination }: Mount, { data }: MountWords): void {
  doing(`cannot make the directory ${destination}`, () =>
    makeDirectory(root, destination, modeWord(data, 0o755)).fd.close(),
  );
}

/**
 * Makes a file below the root and fills it; a file or link of that name is replaced and never followed, so that
 * nothing is written through a link that an image has there.
 */
export function makeFileOf(setup: Setup, { destination, source = "" }: Mount, { data }: MountWords): void {
  const mode = modeWord(data, 0o644);
  doing(`cannot make the file ${destination}`, () => {
    using content = openContent(setup, source);
    const { fd: directory, name, viaLink } = nameIn(setup.root, destination);
    using fd = directory;
    checkNotInProc(setup.root, destination, { fd, viaLink }, () => false);
    const result = attempt(NR.unlinkat, fd.fd, name, 0);
    if (result < 0 && result !== -abi.ENOENT) throw new SyscallError(NR.unlinkat, [fd.fd, name, 0], -result);
    using file = openat(fd, name, abi.O_WRONLY | abi.O_CREAT | abi.O_EXCL | abi.O_NOFOLLOW, mode);
    copyContent(content, file);
    // Not by the caller's mask only: a default ACL of the directory changes the mode at creation too (acl(5)).
    fchmod(file, mode);
  });
}

const MEMORY: Mount = { destination: "", type: "tmpfs", source: "data" };

/** Mounts a file that is in memory only and holds what a descriptor or file of the caller does. */
export function mountData(setup: Setup, mount: Mount, words: MountWords): void {
  const mode = modeWord(words.data, 0o600);
  using memory = makeDetached(setup.start, MEMORY, abi.MS_NOSUID | abi.MS_NODEV, "mode=700");
  using content = openContent(setup, mount.source ?? "");
  using file = openat(memory, "data", abi.O_WRONLY | abi.O_CREAT | abi.O_EXCL, mode);
  copyContent(content, file);
  fchmod(file, mode);
  using tree = whileAttached(setup.root, memory, () => open_tree(memory, "data", abi.OPEN_TREE_CLONE));
  attachBind(setup, tree, mount, words);
}

/** Changes the permissions of what is below the root. */
export function changeMode({ root }: Setup, { destination }: Mount, { data }: MountWords): void {
  doing(`cannot change the mode of ${destination}`, () => {
    const place = mustBeThere(root, destination);
    using fd = place.fd;
    checkNotInProc(root, destination, place, () => false);
    // A descriptor of O_PATH has a mode to change by its name in procfs only: fchmodat2(2) is of Linux 6.6.
    fchmodat(privateProcfs(), `self/fd/${fd.fd}`, modeWord(data, 0o755));
  });
}
