import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { Failure, openProcfs, privateProcfs } from "@isobox/toolkit";
import { givenDescriptor } from "./content.ts";
import type { IdMapping, Mount } from "./mount.ts";
import { ID_MAP_RECURSIVE, type MountWords } from "./mount-words.ts";

type Mappings = Pick<Mount, "uidMappings" | "gidMappings">;

/**
 * Maps the ids of a detached mount: what the file system has as `containerID` is seen as `hostID`.
 *
 * The kernel takes a mapping only as a user namespace, so one is made for the purpose.
 *
 * @throws {SyscallError} EPERM without CAP_SYS_ADMIN in the user namespace that owns the file system; EINVAL
 *   for a file system that cannot do it (Linux 5.12: ext4, xfs, fat; later most).
 * @see mount_setattr(2), "ID-mapped mounts"
 */
export function applyIdMap(tree: sys.Fd, words: MountWords, mappings: Mappings): void {
  const given = words.idMap === null ? null : givenNamespace(words.idMap);
  using userns = given ?? namespaceFor(words.idMap === null ? mappings : parseIdMap(words.idMap));
  const flags = abi.AT_EMPTY_PATH | (words.extensions & ID_MAP_RECURSIVE ? abi.AT_RECURSIVE : 0);
  sys.mount_setattr(tree, "", flags, { set: abi.MOUNT_ATTR_IDMAP, usernsFd: userns.fd });
}

/**
 * A user namespace that is named by its path or descriptor: its ids are those that the mount shows.
 *
 * @throws {Failure} when it is something else: the kernel's EINVAL would not say so.
 */
function givenNamespace(text: string): sys.Fd | null {
  const fd = text.startsWith("/") ? sys.open(text, abi.O_RDONLY) : givenDescriptor(text);
  if (fd === null || sys.attempt(sys.NR.ioctl, fd.fd, abi.NS_GET_NSTYPE, 0) === abi.CLONE_NEWUSER) return fd;
  fd.close();
  throw new Failure(`cannot map ids by "idmap=${text}": it is no user namespace`, {
    hints: [
      "that of a process is /proc/PID/ns/user; or say the ids: idmap=uids=FROM-TO-COUNT;gids=FROM-TO-COUNT",
    ],
  });
}

/** Without mappings: those of the process's own user namespace. */
function namespaceFor({ uidMappings = [], gidMappings = [] }: Mappings): sys.Fd {
  if (uidMappings.length + gidMappings.length === 0)
    return sys.openat(privateProcfs(), "self/ns/user", abi.O_RDONLY);
  const { readEnd, writeEnd } = sys.pipe();
  // The child lives only as long as the namespace has no descriptor: it waits for the end of the pipe.
  const pid = sys.fork(
    () => {
      writeEnd.close();
      sys.read(readEnd, sys.bytes(1));
      return sys.exit_group(0);
    },
    () => sys.exit_group(1),
    { flags: abi.CLONE_NEWUSER },
  );
  try {
    write(pid, "uid_map", uidMappings);
    write(pid, "gid_map", gidMappings);
    return sys.openat(privateProcfs(), `${pid}/ns/user`, abi.O_RDONLY);
  } finally {
    readEnd.close();
    writeEnd.close();
    sys.wait4(pid);
  }
}

function write(pid: number, file: string, ranges: readonly IdMapping[]): void {
  using map = openProcfs(`${pid}/${file}`, abi.O_WRONLY);
  sys.write(map, ranges.map((range) => `${range.containerID} ${range.hostID} ${range.size}\n`).join(""));
}

/**
 * Reads the mapping of an option word, in crun's form: `uids=0-100000-65536;gids=0-100000-65536`, further ranges
 * behind `#`. A range behind `@` counts from the container's user namespace; here every one does, for the process
 * is in it.
 *
 * @throws {Failure}
 */
export function parseIdMap(text: string): Mappings {
  const found: { uids?: IdMapping[]; gids?: IdMapping[] } = {};
  for (const part of text.split(";")) {
    const [kind = "", ranges = ""] = part.split("=");
    if (kind !== "uids" && kind !== "gids") throw badMap(text);
    found[kind] = ranges.split("#").map((range) => {
      const match = /^@?([0-9]{1,10})-([0-9]{1,10})-([0-9]{1,10})$/.exec(range);
      if (!match) throw badMap(text);
      return { containerID: Number(match[1]), hostID: Number(match[2]), size: Number(match[3]) };
    });
  }
  return { uidMappings: found.uids, gidMappings: found.gids };
}

function badMap(text: string): Failure {
  return new Failure(
    `cannot map ids by "idmap=${text}": want uids=FROM-TO-COUNT;gids=FROM-TO-COUNT, the path of a user namespace, or fd:N`,
  );
}
