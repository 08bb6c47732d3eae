// Mounts, and what else changes where paths lead.
import * as abi from "../../abi/index.ts";
import * as flag from "../format/flags.ts";
import { by, out } from "../format/format.ts";
import { dec, dirfd, fd, hex, pointer } from "../format/number.ts";
import { mountAttr } from "../format/structs.ts";
import { string } from "../format/text.ts";
import { bitsOf, changes, changesIf, reads } from "./row.ts";

const configured = by(1, { [abi.FSCONFIG_SET_BINARY]: pointer, [abi.FSCONFIG_SET_FD]: pointer }, string);

export const mount = {
  mount: changes({
    source: string,
    target: string,
    filesystemtype: string,
    mountflags: flag.mountFlags,
    data: string,
  }),
  umount2: changes({ target: string, flags: flag.umountFlags }),
  pivot_root: changes({ new_root: string, put_old: string }),
  chroot: changes({ path: string }),
  chdir: changes({ path: string }),
  fchdir: changes({ fd }),
  umask: changes({ mask: (value, call) => flag.fileMode(value, call) }),
  // Without OPEN_TREE_CLONE it is an open with O_PATH.
  open_tree: changesIf((args) => (bitsOf(args[2]) & abi.OPEN_TREE_CLONE) !== 0, {
    dirfd,
    path: string,
    flags: flag.openTreeFlags,
  }),
  open_tree_attr: changes({ dirfd, path: string, flags: flag.openTreeFlags, attr: mountAttr, size: dec }),
  move_mount: changes({
    from_dirfd: dirfd,
    from_path: string,
    to_dirfd: dirfd,
    to_path: string,
    flags: flag.moveMountFlags,
  }),
  mount_setattr: changes({ dirfd, path: string, flags: flag.atFlags, attr: mountAttr, size: dec }),
  fsopen: changes({ fsname: string, flags: flag.fsopenFlags }),
  fsconfig: changes({ fd, cmd: flag.fsconfigCommand, key: string, value: configured, aux: dec }),
  fsmount: changes({ fsfd: fd, flags: flag.fsmountFlags, attr_flags: flag.mountAttributes }),
  fspick: changes({ dirfd, path: string, flags: flag.fspickFlags }),
  statmount: reads({ req: pointer, buf: out(pointer), bufsize: dec, flags: hex }),
  listmount: reads({ req: pointer, mnt_ids: out(pointer), nr_mnt_ids: dec, flags: hex }),
  listns: reads({ req: pointer, ns_ids: out(pointer), nr_ns_ids: dec, flags: hex }),
  swapon: changes({ path: string, swapflags: hex }),
  swapoff: changes({ path: string }),
  quotactl: changes({ op: hex, special: string, id: dec, addr: pointer }),
  quotactl_fd: changes({ fd, op: hex, id: dec, addr: pointer }),
};
