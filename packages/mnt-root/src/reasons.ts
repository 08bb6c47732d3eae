// What a refusal that names no reason was for, by what can be seen of the arguments and the process.
import { readFile, SyscallError } from "@isobox/kernel/sys";
import { nearest } from "@isobox/toolkit";
import { isInitialUserNamespace } from "./file-system.ts";
import { parseMountInfo } from "./mountinfo.ts";

/** ", did you mean NAME?" for the nearest known name; nothing when none is near. */
export function meant(word: string, known: Iterable<string>): string {
  const name = nearest(word, known);
  return name === null ? "" : `; did you mean ${name}?`;
}

/** Lines such as "nodev\ttmpfs" and "\text4", in /proc/filesystems. */
export function knownTypes(): string[] {
  return textOf("/proc/filesystems").match(/[^\t\n]+$/gm) ?? [];
}

function textOf(path: string): string {
  try {
    return readFile(path);
  } catch (error) {
    if (error instanceof SyscallError) return "";
    throw error;
  }
}

/** Of the reasons that pivot_root(2) has, the one that holds: by what the root in force is. */
export function whyNoPivot(): string {
  const root = parseMountInfo(textOf("/proc/self/mountinfo")).find(({ mountPoint }) => mountPoint === "/");
  if (root?.type === "rootfs")
    return "the root is the initramfs, which cannot be left: only --no-pivot works there (pivot_root(2))";
  if (root?.propagation.some((tag) => tag.startsWith("shared:")))
    return "the root in force is a shared mount, and a new root must not lie on one: --mount dst=/,rprivate before, or ns-exec --propagation private (pivot_root(2))";
  return "the root in force is no mount, as after chroot(2), or the new one is the same (pivot_root(2))";
}

/** overlayfs gives its reasons to the kernel log; from the layers they can mostly be told. */
export function whyNoOverlay({ args }: SyscallError): string {
  const words = new Map((JSON.parse(args[4]!) as string).split(/(?<!\\),/).map(keyAndValue));
  const lower = words.get("lowerdir") ?? "";
  if (!words.has("upperdir") && !/(?<!\\):/.test(lower))
    return "one layer alone is no overlay: another lower=, or upper=tmpfs to write to; --ro-bind shows a directory read-only (mount(8))";
  if (words.has("upperdir") && !words.get("upperdir")!.startsWith("/proc/self/fd/"))
    return "upper= and work= must be two directories of one file system, work= an empty one, and neither in the other; an overlay cannot be written to on an overlay (mount(8))";
  return isInitialUserNamespace()
    ? "the kernel log may name the reason (mount(2))"
    : "in a user namespace a layer must have no mounts below it that came from outside, which would come to light: take directories without (mount_namespaces(7))";
}

function keyAndValue(word: string): [string, string] {
  const equals = word.indexOf("=");
  return equals < 0 ? [word, ""] : [word.slice(0, equals), word.slice(equals + 1)];
}
