import {
  alias,
  aliasFlag,
  choice,
  flag,
  jsonSource,
  list,
  type OptionsOf,
  optional,
  path,
  text,
  value,
} from "@isobox/toolkit";
import { deviceSpec } from "./device-spec.ts";
import { chmodSpec, dataSpec, dirSpec, fileSpec, symlinkSpec } from "./file-spec.ts";
import type { Mount } from "./mount.ts";
import {
  bindSpec,
  lxcfsSpec,
  mountSpec,
  moveSpec,
  mqueueSpec,
  overlaySpec,
  remountRoSpec,
  remountSpec,
  tmpfsSpec,
} from "./mount-spec.ts";
import { PROPAGATIONS } from "./new-root.ts";

const mounts = "Mounts, made in the order given";
const files = "Files, made in the same order";
const nodes = "Devices and masks";

const proc: Mount = {
  destination: "/proc",
  type: "proc",
  source: "proc",
  options: ["nosuid", "noexec", "nodev"],
};
const sys: Mount = {
  destination: "/sys",
  type: "sysfs",
  source: "sysfs",
  options: ["nosuid", "noexec", "nodev", "ro"],
};
const dev: Mount = { destination: "/dev", type: "dev" };

const networkEtc: Mount = { destination: "/etc", type: "network-etc" };

/** The options of mnt-root. A destination is a path below the new root, and stays there whatever links it meets. */
export const options = {
  root: value(path("DIR", "directory"), "directory that becomes /; without it the root stays", {
    short: "R",
    forbids: ["tmpfsRoot"],
  }),
  tmpfsRoot: optional(text("OPTS"), "an empty root in memory; OPTS are those of --tmpfs"),
  readOnly: flag("make the root read-only at the end"),
  propagation: value(choice("MODE", PROPAGATIONS), "how mounts travel between the host and the root", {
    defaultText: "rslave",
  }),
  noPivot: flag("move the root and chroot to it, where pivot_root(2) cannot be used: on an initramfs"),
  chroot: flag("chroot(2) alone, without a mount of the root: no boundary for who has CAP_SYS_CHROOT", {
    forbids: ["noPivot"],
  }),

  mount: list(
    mountSpec,
    "MOUNT is type=TYPE,src=SRC,dst=DST,OPTION,…; the option bind or rbind shows the directory SRC",
    {
      section: mounts,
    },
  ),
  bind: alias("mount", bindSpec("rbind"), "show SRC, and all mounted below it, at DST", { section: mounts }),
  roBind: alias("mount", bindSpec("rbind", "rro"), "as --bind, all of it read-only", { section: mounts }),
  bindTry: alias("mount", bindSpec("rbind", "try"), "as --bind, unless there is no SRC", { section: mounts }),
  roBindTry: alias("mount", bindSpec("rbind", "rro", "try"), "as --ro-bind, unless there is no SRC", {
    section: mounts,
  }),
  tmpfs: alias("mount", tmpfsSpec, "mount an empty file system in memory", { section: mounts }),
  overlay: alias(
    "mount",
    overlaySpec,
    "mount layers: OVERLAY is dst=DST,lower=DIR,…, the uppermost first, and upper=DIR,work=DIR or upper=tmpfs to write to; without lower=, what is at DST is the layer below",
    { section: mounts },
  ),
  proc: aliasFlag("mount", proc, "mount procfs on /proc", { section: mounts }),
  sys: aliasFlag("mount", sys, "mount sysfs on /sys, read-only", { section: mounts }),
  dev: aliasFlag("mount", dev, "make a /dev: default devices, pts, shm, mqueue and links", {
    section: mounts,
  }),
  mqueue: alias("mount", mqueueSpec, "mount the message queues of the IPC namespace", { section: mounts }),
  networkEtc: aliasFlag("mount", networkEtc, "show /etc/hosts and /etc/resolv.conf, read-only", {
    section: mounts,
  }),
  lxcfs: alias("mount", lxcfsSpec, "show the files of /proc that lxcfs has, mounted on DIR", {
    section: mounts,
  }),
  move: alias("mount", moveSpec, "move the mount SRC to DST", { section: mounts }),
  remount: alias("mount", remountSpec, "change options of the mount on DST, and of no other", {
    section: mounts,
  }),
  remountRo: alias("mount", remountRoSpec, "make the mount on DST read-only, and not those below it", {
    section: mounts,
  }),
  prepare: flag("map the ids of binds only, for a later mnt-root that is in a user namespace", {
    section: mounts,
    requires: ["mount"],
  }),
  cgroupNamespace: flag("type=cgroup shows the cgroup namespace, not this process's cgroups", {
    section: mounts,
    defaultText: "found out",
  }),
  mountLabel: value(text("CONTEXT"), "SELinux context of the files of new mounts", { section: mounts }),

  dir: alias("mount", dirSpec, "make a directory, and those above it", { section: files }),
  symlink: alias("mount", symlinkSpec, "make a symbolic link at DST that says TARGET", { section: files }),
  file: alias("mount", fileSpec, "make a file at DST with what SRC or descriptor N holds", {
    section: files,
  }),
  bindData: alias("mount", dataSpec(), "show at DST, in memory only, what SRC or descriptor N holds", {
    section: files,
  }),
  roBindData: alias("mount", dataSpec("ro"), "as --bind-data, read-only", { section: files }),
  chmod: alias("mount", chmodSpec, "change the mode of what is at DST", { section: files }),

  defaultDevices: flag("make null, zero, full, random, urandom, tty, ptmx and the links in /dev", {
    section: nodes,
    defaultText: "with --dev",
  }),
  device: list(
    deviceSpec,
    "DEVICE is PATH:TYPE:MAJOR:MINOR[:MODE[:UID[:GID]]], or a PATH that the host has too",
    { section: nodes },
  ),
  maskedPath: list(path("PATH"), "hide what is at PATH, if anything is", { section: nodes }),
  defaultMasks: flag("hide and make read-only the paths of /proc and /sys that containers must not have", {
    section: nodes,
  }),
  readonlyPath: list(path("PATH"), "make what is at PATH read-only, if anything is", { section: nodes }),

  spec: value(jsonSource, "read further options, as JSON, from a file, a descriptor or the word itself"),
  force: flag("work even in a mount namespace that is the parent process's too"),
} as const;

/** The options of mnt-root, with their values. */
export type RootOptions = OptionsOf<typeof options>;
