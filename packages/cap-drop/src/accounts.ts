import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import * as sys from "@isobox/kernel/sys";
import { doing, Failure } from "@isobox/toolkit";
import { type Id, parseIdNumber } from "./id.ts";

/** A line of passwd(5), as far as we need it. */
export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly shell: string;
}

/** Larger files are not read: the image decides what lies there, and its text has to fit into memory. */
const MAX_FILE = 4 * 1024 * 1024;

/**
 * A user of the /etc/passwd of the root in force, by number or name; null when it has none.
 *
 * @throws {Failure} when the file cannot be trusted to mean anything: not a regular file, too large, or an id in it
 *   that is no number. A wrong line must never end as user 0.
 */
export function findUser(key: Id): User | null {
  const fields = findLine(readAccounts("/etc/passwd"), key);
  if (fields === null) return null;
  return {
    name: fields[0]!,
    uid: idField("/etc/passwd", fields, 2),
    gid: idField("/etc/passwd", fields, 3),
    home: fields[5] ?? "",
    shell: fields[6] ?? "",
  };
}

/** The id of a group of the /etc/group of the root in force, by name; null when it has none. */
export function findGroup(name: string): number | null {
  const fields = findLine(readAccounts("/etc/group"), name);
  return fields === null ? null : idField("/etc/group", fields, 2);
}

/** The groups that list a user as a member in /etc/group, in the order of the file. */
export function groupsOf(userName: string): number[] {
  const gids: number[] = [];
  for (const line of readAccounts("/etc/group").split("\n")) {
    const fields = line.split(":");
    if (fields[3]?.split(",").includes(userName)) gids.push(idField("/etc/group", fields, 2));
  }
  return gids;
}

/** The fields of the line with this name, or with this number in its third field. */
function findLine(text: string, key: Id): string[] | null {
  const mark = typeof key === "string" ? `\n${key}:` : `:${key}:`;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
    const start = text.lastIndexOf("\n", at) + 1;
    const end = text.indexOf("\n", at + 1);
    const fields = text.slice(start, end < 0 ? undefined : end).split(":");
    if (typeof key === "string" || fields[2] === String(key)) return fields;
  }
  return null;
}

function idField(file: string, fields: readonly string[], index: number): number {
  const id = parseIdNumber(fields[index] ?? "");
  if (id === null)
    throw new Failure(`${file} gives "${fields[0]}" an id that is no number: "${fields[index] ?? ""}"`);
  return id;
}

/** The text of a file with a line feed before its first line; empty when there is no file. */
function readAccounts(path: string): string {
  // Not blocking, not a terminal: the image may have put a fifo or a device here.
  const flags = abi.O_RDONLY | abi.O_NONBLOCK | abi.O_NOCTTY | abi.O_CLOEXEC;
  const opened = sys.attempt(sys.NR.openat, abi.AT_FDCWD, path, flags, 0);
  if (opened === -abi.ENOENT || opened === -abi.ENOTDIR) return "\n";
  if (opened < 0)
    throw new Failure(`cannot read ${path}`, {
      cause: new sys.SyscallError(sys.NR.openat, [abi.AT_FDCWD, path, flags], -opened),
    });
  using file = new sys.Fd(opened);
  const { mode, size } = doing(`cannot read ${path}`, () => sys.fstat(file));
  if ((mode & abi.S_IFMT) !== abi.S_IFREG) throw new Failure(`${path} is not a regular file`);
  if (size > MAX_FILE) throw new Failure(`${path} is larger than ${MAX_FILE} bytes`);
  return doing(`cannot read ${path}`, () => `\n${platform.decode(sys.readAll(file, size + 1))}`);
}
