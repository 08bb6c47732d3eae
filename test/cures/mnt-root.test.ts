import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import { busyboxRoot } from "../lib/bundle.ts";
import { testCures } from "../lib/cures.ts";
import { scratch, tool } from "../lib/tools.ts";

const root = busyboxRoot(join(scratch("cures"), "rootfs"));
mkdirSync(join(root, "data"));
writeFileSync(join(root, "file"), "");
const dir = scratch("cures-layers");
for (const name of ["low", "upper", "work", "other"]) mkdirSync(join(dir, name));

const nsExec = tool("ns-exec");
const nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
const namespaces = ["--mount", "--pid", "--fork"];

/** Behind new namespaces, as root. */
const asRoot = (...options: string[]) => [nsExec, ...namespaces, "--", "mnt-root", ...options, "--", "true"];

/** As an ordinary user, who is root in a user namespace; with these namespaces. */
const asUser = (more: readonly string[], ...options: string[]) => [
  ...[...nobody, nsExec, "--map-root-user", ...more, "--", "mnt-root", ...options, "--", "true"],
];

/** With a tmpfs that nobody may take a flag back of: it is mounted outside of the user namespace. */
const behindLocked = (argv: readonly string[]) => [
  ...["unshare", "--mount", "--", "sh", "-c"],
  ...[`mount -t tmpfs -o nosuid,nodev,mode=755 t ${dir}/other && exec "$@"`, "sh", ...argv],
];

const inRoot = ["--root", root];

/** A root in memory behind another root, which was changed to with these options. */
const behindAnother = (...options: string[]) => [
  ...[nsExec, ...namespaces, "--", "mnt-root", ...inRoot, ...options, "--"],
  ...["mnt-root", "--force", "--tmpfs-root", "--bind=/bin", "--", "/bin/true"],
];

const idMapped = `src=${dir}/low,dst=/mnt,bind,idmap=uids=0-0-10;gids=0-0-10`;
const asUserNamespace = (first = nsExec) => [
  ...[first, "--map-users=0:100000:65536", "--map-groups=0:100000:65536", ...namespaces, "--"],
  ...["mnt-root", `--mount=${idMapped}`, "--", "true"],
];

testCures([
  {
    name: "a flag taken back that is locked",
    argv: behindLocked(asUser(namespaces, `--mount=src=${dir}/other,dst=/mnt,bind,noexec,dev`)),
    says: [/mount_setattr\(.*EPERM/, /cannot mount .*\/other on \/mnt/],
    hint: /hint: the flag is locked.*cannot be taken back/,
    cure: behindLocked(asUser(namespaces, `--mount=src=${dir}/other,dst=/mnt,bind,noexec`)),
  },
  {
    name: "a locked flag taken back by a remount",
    argv: behindLocked(asUser(namespaces, `--remount=${dir}/other:bind,suid`)),
    says: [/cannot change the mount on .*\/other: mount_setattr\(.*EPERM/],
    hint: /hint: the flag is locked/,
    cure: behindLocked(asUser(namespaces, `--remount=${dir}/other:bind,noexec`)),
  },
  {
    name: "sysfs in a user namespace without a network namespace, where there is no other to be shown",
    argv: [
      ...[...nobody, nsExec, "--map-root-user", ...namespaces, "--", "mnt-root", ...inRoot, "--proc", "--"],
      ...["mnt-root", "--force", "--sys", "--", "true"],
    ],
    says: [/cannot mount sysfs on \/sys: mount\("sysfs".*EPERM/],
    hint: /hint: .*new network namespace \(ns-exec --net\).*give --sys to the stage that changes the root/,
    cure: [
      ...[
        ...nobody,
        nsExec,
        "--map-root-user",
        ...namespaces,
        "--net",
        "--",
        "mnt-root",
        ...inRoot,
        "--proc",
      ],
      ...["--sys", "--", "true"],
    ],
  },
  {
    name: "procfs in a user namespace without a PID namespace",
    argv: asUser(["--mount"], ...inRoot, "--proc"),
    says: [/cannot mount proc on \/proc: mount\("proc".*EPERM/],
    hint: /hint: .*new PID namespace \(ns-exec --pid --fork\)/,
    cure: asUser(["--mount", "--pid", "--fork"], ...inRoot, "--proc"),
  },
  {
    name: "message queues in a user namespace without an IPC namespace",
    argv: asUser(namespaces, "--mqueue=/mnt"),
    says: [/cannot mount mqueue on \/mnt: mount\("mqueue".*EPERM/],
    hint: /hint: .*ns-exec --ipc/,
    cure: asUser([...namespaces, "--ipc"], "--mqueue=/mnt"),
  },
  {
    name: "no right to mount",
    argv: [...nobody, tool("mnt-root"), "--force", "--tmpfs=/mnt", "--", "true"],
    says: [/cannot mount tmpfs on \/mnt: fsopen\("tmpfs".*EPERM/],
    hint: /hint: .*ns-exec --user --mount makes both/,
    cure: [
      ...nobody,
      nsExec,
      "--user",
      "--map-root-user",
      "--mount",
      "--",
      "mnt-root",
      "--tmpfs=/mnt",
      "--",
      "true",
    ],
  },
  {
    name: "the mount namespace of the parent process",
    argv: [tool("mnt-root"), ...inRoot, "--", "true"],
    says: [/this mount namespace is the parent process's too/],
    hint: /hint: .*ns-exec --mount -- mnt-root/,
    cure: [nsExec, "--mount", "--", "mnt-root", ...inRoot, "--", "true"],
  },
  {
    name: "an id-mapped mount of a file system that has none",
    argv: asRoot("--mount=src=/sys/kernel,dst=/mnt,bind,idmap=uids=0-1000-1;gids=0-1000-1"),
    says: [/mount_setattr\(.*MOUNT_ATTR_IDMAP.*EINVAL/],
    hint: /hint: this file system has no id-mapped mounts/,
    cure: asRoot(`--mount=src=${dir}/low,dst=/mnt,bind,idmap=uids=0-1000-1;gids=0-1000-1`),
  },
  {
    name: "an id mapping by something that is no user namespace",
    argv: asRoot(`--mount=src=${dir}/low,dst=/mnt,bind,idmap=/proc/self/ns/mnt`),
    says: [/cannot map ids by "idmap=\/proc\/self\/ns\/mnt": it is no user namespace/],
    hint: /hint: .*\/proc\/PID\/ns\/user; or say the ids: idmap=uids=/,
    cure: asRoot(`--mount=src=${dir}/low,dst=/mnt,bind,idmap=uids=0-1000-1;gids=0-1000-1`),
  },
  {
    name: "an id-mapped mount in a user namespace",
    argv: asUserNamespace(),
    says: [/cannot mount .*\/low on \/mnt: mount_setattr\(.*MOUNT_ATTR_IDMAP.*EPERM/],
    hint: /hint: .*mnt-root --prepare too, before the user namespace is made/,
    cure: [tool("mnt-root"), "--prepare", `--mount=${idMapped}`, "--", ...asUserNamespace("ns-exec")],
  },
  {
    name: "an overlay whose upper layer lies on an overlay",
    argv: asRoot(
      ...["--overlay=dst=/mnt,lower=/etc,upper=tmpfs", "--dir=/mnt/u", "--dir=/mnt/w"],
      "--overlay=dst=/opt,lower=/etc,upper=/mnt/u,work=/mnt/w",
    ),
    says: [/cannot mount overlay on \/opt: .*not supported as upperdir.*fsconfig\(.*EINVAL/],
    hint: /hint: what is written to cannot lie on an overlay.*upper=tmpfs/,
    cure: asRoot("--overlay=dst=/mnt,lower=/etc,upper=tmpfs", "--overlay=dst=/opt,lower=/mnt,upper=tmpfs"),
  },
  {
    name: "an overlay of one layer",
    argv: asRoot(`--overlay=dst=/mnt,lower=${dir}/low`),
    says: [/cannot mount overlay on \/mnt: mount\("overlay".*EINVAL/],
    hint: /hint: one layer alone is no overlay: another lower=/,
    cure: asRoot(`--overlay=dst=/mnt,lower=${dir}/low,lower=${dir}/other`),
  },
  {
    name: "an overlay whose layers to write to are one directory",
    argv: asRoot(`--overlay=dst=/mnt,lower=${dir}/low,upper=${dir}/upper,work=${dir}/upper`),
    says: [/mount\("overlay".*EINVAL/],
    hint: /hint: upper= and work= must be two directories of one file system/,
    cure: asRoot(`--overlay=dst=/mnt,lower=${dir}/low,upper=${dir}/upper,work=${dir}/work`),
  },
  {
    name: "a layer that is not there",
    argv: asRoot(`--overlay=dst=/mnt,lower=${dir}/none,upper=tmpfs`),
    says: [/cannot mount overlay on \/mnt: statx\(.*none.*ENOENT/],
    hint: /hint: it is not there: .*make it before/,
    cure: () => {
      mkdirSync(join(dir, "none"));
      return asRoot(`--overlay=dst=/mnt,lower=${dir}/none,upper=tmpfs`);
    },
  },
  {
    name: "an overlay in a user namespace over a directory with mounts below",
    argv: asUser(namespaces, "--overlay=dst=/mnt,lower=/,upper=tmpfs"),
    says: [/cannot mount overlay on \/mnt: mount\("overlay".*EINVAL/],
    hint: /hint: in a user namespace a layer must have no mounts below it.*take directories without/,
    cure: asUser(namespaces, "--overlay=dst=/mnt,lower=/etc,upper=tmpfs"),
  },
  {
    name: "a new root on a shared one",
    argv: asRoot("--mount=dst=/,rshared", "--overlay=dst=/,upper=tmpfs"),
    says: [/cannot change the root: pivot_root\(".", "."\): EINVAL/, /shared mount/],
    hint: /hint: .*--mount dst=\/,rprivate before/,
    cure: asRoot("--mount=dst=/,rprivate", "--overlay=dst=/,upper=tmpfs"),
  },
  {
    name: "propagation where the root is no mount",
    argv: behindAnother("--chroot"),
    says: [/cannot make a root in memory: mount\(NULL, "\/", NULL, MS_REC\|MS_SLAVE.*EINVAL/, /is no mount/],
    hint: /hint: .*as after chroot\(2\): change to it by pivot_root\(2\), that is without --chroot/,
    cure: behindAnother(),
  },
  {
    name: "the place of a mount missing in a read-only root",
    argv: [
      ...[nsExec, ...namespaces, "--", "mnt-root", ...inRoot, "--proc", "--read-only", "--"],
      ...["mnt-root", "--force", "--tmpfs=/x/y", "--", "true"],
    ],
    says: [/cannot mount tmpfs on \/x\/y: mkdirat\(.*EROFS/],
    hint: /hint: .*make it in the root file system beforehand/,
    cure: [
      ...[nsExec, ...namespaces, "--", "mnt-root", ...inRoot, "--proc", "--dir=/x/y", "--read-only", "--"],
      ...["mnt-root", "--force", "--tmpfs=/x/y", "--", "true"],
    ],
    cleanup: () => rmSync(join(root, "x"), { recursive: true, force: true }),
  },
  {
    name: "an image whose /proc is a link that leads out",
    setup: () => {
      rmSync(join(root, "proc"), { recursive: true });
      symlinkSync("/proc/self/root/proc", join(root, "proc"));
    },
    argv: asRoot(...inRoot, "--proc"),
    says: [/cannot mount proc on \/proc: openat2\(.*ELOOP/],
    hint: /hint: .*\/proc and \/sys must be real directories/,
    cure: () => {
      rmSync(join(root, "proc"));
      mkdirSync(join(root, "proc"));
      return asRoot(...inRoot, "--proc");
    },
  },
  {
    name: "a misspelt word of a mount",
    argv: asRoot("--mount=type=tmpfs,dst=/mnt,nosiud"),
    says: [/cannot mount tmpfs on \/mnt: tmpfs: Unknown parameter 'nosiud': fsconfig\(.*EINVAL/],
    hint: /hint: did you mean nosuid\?/,
    cure: asRoot("--mount=type=tmpfs,dst=/mnt,nosuid"),
  },
  {
    name: "a misspelt option",
    argv: asRoot("--tmfps=/mnt"),
    says: [/unknown option --tmfps/],
    hint: /did you mean --tmpfs\?/,
    cure: asRoot("--tmpfs=/mnt"),
  },
  {
    name: "a type of file system that the kernel does not know",
    argv: asRoot("--mount=type=tmfps,dst=/mnt"),
    says: [/cannot mount tmfps on \/mnt: mount\(.*ENODEV/],
    hint: /hint: the kernel does not know this type.*did you mean tmpfs\?.*\/proc\/filesystems/,
    cure: asRoot("--mount=type=tmpfs,dst=/mnt"),
  },
  {
    name: "more options than mount(2) takes",
    argv: asRoot(
      `--overlay=dst=/mnt,${Array.from({ length: 60 }, () => `lower=${dir}/${"./".repeat(40)}low`).join(",")}`,
    ),
    says: [/cannot mount overlay on \/mnt|more than 4095 bytes/],
    hint: /hint: make the paths shorter/,
    cure: asRoot(`--overlay=dst=/mnt,lower=${dir}/low,lower=${dir}/other`),
  },
  {
    name: "a source that is not there",
    argv: asRoot(`--bind=${dir}/missing:/mnt`),
    says: [/cannot mount .*\/missing on \/mnt: open_tree\(.*ENOENT/],
    hint: /hint: there is no such source here.*--bind-try/,
    cure: asRoot(`--bind-try=${dir}/missing:/mnt`),
  },
  {
    name: "a file on a directory",
    argv: asRoot(...inRoot, "--bind=/etc/hostname:/data"),
    says: [/cannot mount \/etc\/hostname on \/data: move_mount\(.*EINVAL/],
    hint: /hint: a file can be bound only on a file/,
    cure: asRoot(...inRoot, "--bind=/etc/hostname:/file"),
  },
  {
    name: "a directory that is no mount, moved",
    argv: asRoot(`--move=${dir}/low:/mnt`),
    says: [/cannot move .*\/low: no mount lies there/],
    hint: /hint: --bind shows a directory at another place/,
    cure: asRoot(`--bind=${dir}/low:/mnt`),
  },
  {
    name: "a directory that is no mount, made read-only",
    argv: asRoot(`--remount-ro=${dir}/low`),
    says: [/cannot change the mount on .*\/low: mount_setattr\(.*EINVAL/],
    hint: /hint: no mount lies there that could be changed: --bind PATH makes one/,
    cure: asRoot(`--bind=${dir}/low`, `--remount-ro=${dir}/low`),
  },
  {
    name: "a part of the host's tree, bound without the mounts below it in a user namespace",
    argv: asUser(namespaces, "--mount=src=/,dst=/mnt,bind"),
    says: [/cannot mount \/ on \/mnt: open_tree\(.*EINVAL/],
    hint: /hint: .*can only be bound whole: rbind/,
    cure: asUser(namespaces, "--mount=src=/,dst=/mnt,rbind"),
  },
  {
    name: "a descriptor that is not open",
    argv: asRoot("--bind-data=fd:9:/mnt/f"),
    says: [/cannot mount data \(fd:9\) on \/mnt\/f: read\(9.*EBADF/],
    hint: /hint: .*the shell opens one with 3< FILE/,
    cure: ["sh", "-c", 'exec "$@" 9< /etc/hostname', "sh", ...asRoot(...inRoot, "--bind-data=fd:9:/file")],
  },
  {
    name: "a device that is there and is another",
    argv: asRoot(...inRoot, "--device=/file:c:1:3"),
    says: [/\/file is there already, and is not the device 1:3/],
    hint: /is there already/,
    cure: asRoot(...inRoot, "--tmpfs=/dev", "--device=/dev/file:c:1:3"),
  },
  {
    name: "the group of a terminal that the user namespace does not have",
    argv: asUser(namespaces, "--mount=type=devpts,dst=/mnt,newinstance,gid=5"),
    says: [/cannot mount devpts on \/mnt: .*EINVAL/],
    hint: /hint: .*gid=/,
    cure: asUser(namespaces, "--mount=type=devpts,dst=/mnt,newinstance,gid=0"),
  },
]);

test.run();
