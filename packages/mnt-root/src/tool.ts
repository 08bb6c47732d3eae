import { defineTool, kebab, UsageError } from "@isobox/toolkit";
import { hints } from "./hints.ts";
import { isChange } from "./mount-words.ts";
import { options, type RootOptions } from "./options.ts";
import { checkOwnNamespace } from "./own-namespace.ts";
import { prepareTrees } from "./prepared.ts";
import { isOnlyChroot, setupRoot } from "./setup-root.ts";
import { withSpec } from "./spec.ts";
import { listVerb } from "./verbs/list.ts";

/** What means nothing when the root stays. */
const OF_A_ROOT = ["propagation", "noPivot", "chroot"] as const;

/** @throws {UsageError} */
function check(given: RootOptions): void {
  const { root, tmpfsRoot, spec, mount = [] } = given;
  for (const key of OF_A_ROOT)
    if (given[key] !== undefined && root === undefined && tmpfsRoot === undefined && spec === undefined)
      throw new UsageError(`--${kebab(key)} needs --root or --tmpfs-root`);
  for (const { destination, type, options: words = [] } of mount)
    if (type === undefined && !words.some(saysWhat))
      throw new UsageError(`the mount on ${destination} needs a type, or the option bind`);
}

/** Words that say what to do without a type: also those for a mount that is there. */
function saysWhat(word: string): boolean {
  return ["bind", "rbind", "move", "remount"].includes(word) || isChange(word);
}

/** mnt-root: mounts, and the root file system. */
export const mntRoot = defineTool({
  name: "mnt-root",
  summary: "Mount file systems below a new root, and make it /",
  options,
  hints,
  verbs: { list: listVerb },
  check,
  apply(given, rest) {
    const complete = withSpec(given);
    if (complete.prepare) {
      prepareTrees(complete.mount ?? []);
      return rest();
    }
    if (!complete.force && !isOnlyChroot(complete)) checkOwnNamespace();
    setupRoot(complete);
    return rest();
  },
  description: [
    "All mounts and files form one list, made in the order of the command line; what it says of paths below the root holds whatever links an image has there: they lead nowhere but into the root.",
    "The options of a mount are the words of mount(8) and of the OCI specification, of which the last wins; a word that is in neither is given to the file system. Words with an r before them, such as rro, hold for all that is mounted below. Without a type, words of propagation and recursive words change the mount that is there.",
    "Behind a SRC that is fd:N there is the descriptor N, which is closed after use.",
  ],
  examples: [
    {
      prompt: "#",
      command:
        "ns-exec --mount --pid --fork -- mnt-root --root ./rootfs --proc --sys --dev -- sh -c 'ls /proc/1/exe'",
      note: "another root, with the file systems of the kernel",
    },
    {
      prompt: "#",
      command:
        "ns-exec --mount -- mnt-root --tmpfs-root --ro-bind /usr --symlink usr/bin:/bin --symlink usr/lib:/lib --symlink usr/lib64:/lib64 -- sh -c 'echo /*'",
      note: "without an image: an empty root in memory, with the host's programs",
      output: "/bin /lib /lib64 /usr\n",
    },
    {
      prompt: "#",
      command: "ns-exec --mount -- mnt-root --ro-bind /etc --tmpfs /home:size=64M -- sh -c 'ls /home'",
      note: "the root stays: /etc cannot be written, and /home is empty",
    },
    {
      prompt: "$",
      command:
        "ns-exec --map-root-user --mount --pid --fork -- mnt-root --root ./rootfs --proc -- sh -c 'id -u'",
      note: "without privileges, in a user namespace",
      output: "0\n",
    },
    {
      prompt: "#",
      command:
        "ns-exec --mount -- mnt-root --root ./rootfs --overlay dst=/,upper=tmpfs -- sh -c 'rm -r /etc; echo /*'",
      note: "a root that can be written and is not changed: the changes are in memory",
    },
    {
      prompt: "#",
      command:
        "echo nameserver 192.0.2.1 | ns-exec --mount -- mnt-root --root ./rootfs --ro-bind-data fd:0:/etc/resolv.conf:0644 -- cat /etc/resolv.conf",
      note: "a file of the root that comes out of a pipe, and leaves the root as it was",
      output: "nameserver 192.0.2.1\n",
    },
    {
      prompt: "#",
      command:
        "ns-exec --mount -- mnt-root --tmpfs /mnt --mount dst=/mnt,rshared --remount-ro /mnt -- findmnt -no VFS-OPTIONS,PROPAGATION /mnt",
      note: "a mount that is there gets other options",
      output: "ro,nosuid,nodev,relatime shared\n",
    },
    {
      prompt: "#",
      command: "mnt-root list --output target,fstype,propagation /proc/self",
      note: "the mount that a path is on",
    },
  ],
  seeAlso: ["pivot_root(2)", "mount(2)", "mount_setattr(2)", "mount_namespaces(7)", "ns-exec(1)"],
});
