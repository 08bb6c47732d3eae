import { defineTool, UsageError } from "@isobox/toolkit";
import { hints } from "./hints.ts";
import { options } from "./options.ts";
import { checkOwnNamespace } from "./own-namespace.ts";
import { setupRoot } from "./setup-root.ts";
import { withSpec } from "./spec.ts";

/** mnt-root: mounts, and the root file system. */
export const mntRoot = defineTool({
  name: "mnt-root",
  summary: "Mount file systems below a new root, and make it /",
  options,
  hints,
  check({ mount = [] }) {
    for (const { destination, type, options: words = [] } of mount)
      if (type === undefined && !words.includes("bind") && !words.includes("rbind"))
        throw new UsageError(`the mount on ${destination} needs a type, or the option bind`);
  },
  apply(given, rest) {
    const complete = withSpec(given);
    if (!complete.force) checkOwnNamespace();
    setupRoot(complete);
    return rest();
  },
  examples: [
    {
      prompt: "#",
      command: "ns-exec --mount --pid --fork -- mnt-root --root ./rootfs --proc --sys --dev -- sh",
      note: "a shell in another root, with the file systems of the kernel",
    },
    {
      prompt: "#",
      command: "ns-exec --mount -- mnt-root --ro-bind /etc --tmpfs /home:size=64M -- sh",
      note: "the root stays: /etc cannot be written, and /home is empty",
    },
    {
      prompt: "$",
      command: "ns-exec --map-root-user --mount --pid --fork -- mnt-root --root ./rootfs --proc -- sh",
      note: "without privileges, in a user namespace",
    },
    {
      prompt: "#",
      command:
        "ns-exec --mount -- mnt-root --root ./rootfs --mount type=overlay,src=o,dst=/data,lowerdir=/srv/a:/srv/b -- sh",
      note: "any file system of /proc/filesystems",
    },
  ],
  seeAlso: ["pivot_root(2)", "mount(2)", "mount_setattr(2)", "mount_namespaces(7)", "ns-exec(1)"],
});
