import { alias, aliasFlag, choice, flag, list, type OptionsOf, path, text, value } from "@isobox/toolkit";
import { deviceSpec } from "./device-spec.ts";
import type { Mount } from "./mount.ts";
import { bindSpec, mountSpec, tmpfsSpec } from "./mount-spec.ts";
import { PROPAGATIONS } from "./new-root.ts";
import { specFile } from "./spec.ts";

const mounts = "Mounts, made in the order given";
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

/** The options of mnt-root. A destination is a path below the new root, and stays there whatever links it meets. */
export const options = {
  root: value(path("DIR", "directory"), "directory that becomes /; without it the root stays", {
    short: "R",
  }),
  readOnly: flag("make the root read-only at the end"),
  propagation: value(choice("MODE", PROPAGATIONS), "how mounts travel between the host and the root", {
    defaultText: "rslave",
    requires: ["root"],
  }),
  noPivot: flag("move the root and chroot to it, where pivot_root(2) cannot be used: on an initramfs", {
    requires: ["root"],
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
  tmpfs: alias("mount", tmpfsSpec, "mount an empty file system in memory", { section: mounts }),
  proc: aliasFlag("mount", proc, "mount procfs on /proc", { section: mounts }),
  sys: aliasFlag("mount", sys, "mount sysfs on /sys, read-only", { section: mounts }),
  dev: aliasFlag("mount", dev, "make a /dev: default devices, pts, shm, mqueue and links", {
    section: mounts,
  }),
  dir: list(path("PATH", "directory"), "make a directory, and those above it", { section: mounts }),
  cgroupNamespace: flag("type=cgroup shows the cgroup namespace, not this process's cgroups", {
    section: mounts,
    defaultText: "found out",
  }),
  mountLabel: value(text("CONTEXT"), "SELinux context of the files of new mounts", { section: mounts }),

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
  readonlyPath: list(path("PATH"), "make what is at PATH read-only, if anything is", { section: nodes }),

  spec: value(specFile, "read further options, as JSON, from a file, a descriptor or the word itself"),
  force: flag("work even in a mount namespace that is the parent process's too"),
} as const;

/** The options of mnt-root, with their values. */
export type RootOptions = OptionsOf<typeof options>;
