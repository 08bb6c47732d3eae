import { join } from "node:path";
import { test } from "uvu";
import { busyboxRoot } from "../lib/bundle.ts";
import { testComingFrom } from "../lib/coming-from.ts";
import { scratch, tool } from "../lib/tools.ts";

const root = busyboxRoot(join(scratch("pivot"), "rootfs"));
const nsExec = tool("ns-exec");

/** switch_root looks for the program by its path alone. */
function inRoot(script: string): readonly string[] {
  return ["/bin/sh", "-c", script];
}

/** What is in the root, and what is mounted: nothing but what was asked for. */
const view = inRoot("echo /*; cut -d' ' -f5 /proc/self/mountinfo; readlink /proc/self/cwd");

testComingFrom({
  name: "pivot_root",
  help: null,
  cases: [
    {
      option: "new_root put_old",
      theirs: [
        ...["unshare", "--mount", "--pid", "--fork", "sh", "-c"],
        `mount --make-rprivate / && mount --bind ${root} ${root} && mount -t proc proc ${root}/proc && cd ${root} && pivot_root . tmp && exec chroot . sh -c 'umount -l /tmp && exec "$@"' sh "$@"`,
        "sh",
      ],
      ours: [nsExec, "--mount", "--pid", "--fork", "--", "mnt-root", "--root", root, "--proc", "--"],
      view,
    },
  ],
});

/** A root in memory, as an initramfs is one, with the next root in it. */
const initramfs = [
  ...[nsExec, "--mount", "--pid", "--fork", "--", "mnt-root", "--tmpfs-root", "--ro-bind=/usr", "--proc"],
  ...[
    "--symlink=usr/bin:/bin",
    "--symlink=usr/lib:/lib",
    "--symlink=usr/lib64:/lib64",
    `--bind=${root}:/new`,
    "--",
  ],
];

testComingFrom({
  name: "switch_root",
  help: null,
  cases: [
    {
      option: "newrootdir init",
      theirs: [...initramfs, "/usr/sbin/switch_root", "/new"],
      ours: [...initramfs, "mnt-root", "--force", "--root=/new", "--no-pivot", "--move=/proc:/proc", "--"],
      view,
    },
  ],
});

test.run();
