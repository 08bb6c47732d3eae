import * as abi from "@isobox/kernel/abi";

/** A right of Landlock: its bit, and the version of Landlock that brought it. */
interface Right {
  readonly bit: number;
  readonly since: number;
}

/** What Landlock governs: access to files, to the network, and to processes outside. */
export type LandlockKind = "fs" | "net" | "scope";

/** The rights by the names of setpriv(1). */
export const LANDLOCK_RIGHTS: Readonly<Record<LandlockKind, ReadonlyMap<string, Right>>> = {
  fs: new Map([
    ["execute", { bit: abi.LANDLOCK_ACCESS_FS_EXECUTE, since: 1 }],
    ["write-file", { bit: abi.LANDLOCK_ACCESS_FS_WRITE_FILE, since: 1 }],
    ["read-file", { bit: abi.LANDLOCK_ACCESS_FS_READ_FILE, since: 1 }],
    ["read-dir", { bit: abi.LANDLOCK_ACCESS_FS_READ_DIR, since: 1 }],
    ["remove-dir", { bit: abi.LANDLOCK_ACCESS_FS_REMOVE_DIR, since: 1 }],
    ["remove-file", { bit: abi.LANDLOCK_ACCESS_FS_REMOVE_FILE, since: 1 }],
    ["make-char", { bit: abi.LANDLOCK_ACCESS_FS_MAKE_CHAR, since: 1 }],
    ["make-dir", { bit: abi.LANDLOCK_ACCESS_FS_MAKE_DIR, since: 1 }],
    ["make-reg", { bit: abi.LANDLOCK_ACCESS_FS_MAKE_REG, since: 1 }],
    ["make-sock", { bit: abi.LANDLOCK_ACCESS_FS_MAKE_SOCK, since: 1 }],
    ["make-fifo", { bit: abi.LANDLOCK_ACCESS_FS_MAKE_FIFO, since: 1 }],
    ["make-block", { bit: abi.LANDLOCK_ACCESS_FS_MAKE_BLOCK, since: 1 }],
    ["make-sym", { bit: abi.LANDLOCK_ACCESS_FS_MAKE_SYM, since: 1 }],
    ["refer", { bit: abi.LANDLOCK_ACCESS_FS_REFER, since: 2 }],
    ["truncate", { bit: abi.LANDLOCK_ACCESS_FS_TRUNCATE, since: 3 }],
    ["ioctl-dev", { bit: abi.LANDLOCK_ACCESS_FS_IOCTL_DEV, since: 5 }],
  ]),
  net: new Map([
    ["bind-tcp", { bit: abi.LANDLOCK_ACCESS_NET_BIND_TCP, since: 4 }],
    ["connect-tcp", { bit: abi.LANDLOCK_ACCESS_NET_CONNECT_TCP, since: 4 }],
  ]),
  scope: new Map([
    ["abstract-unix-socket", { bit: abi.LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET, since: 6 }],
    ["signal", { bit: abi.LANDLOCK_SCOPE_SIGNAL, since: 6 }],
  ]),
};

/** The rights that a file has that is no directory; the kernel refuses a rule on it with any other. */
export const FILE_RIGHTS: number =
  abi.LANDLOCK_ACCESS_FS_EXECUTE |
  abi.LANDLOCK_ACCESS_FS_WRITE_FILE |
  abi.LANDLOCK_ACCESS_FS_READ_FILE |
  abi.LANDLOCK_ACCESS_FS_TRUNCATE |
  abi.LANDLOCK_ACCESS_FS_IOCTL_DEV;

/** All rights of a kind that a version has, as bits. */
export function rightsOf(kind: LandlockKind, version: number): number {
  let all = 0;
  for (const { bit, since } of LANDLOCK_RIGHTS[kind].values()) if (since <= version) all |= bit;
  return all;
}

/** The oldest version that has all of these rights. */
export function versionFor(kind: LandlockKind, bits: number): number {
  const needed = [...LANDLOCK_RIGHTS[kind].values()].filter(({ bit }) => (bits & bit) !== 0);
  return Math.max(1, ...needed.map(({ since }) => since));
}

export function rightNames(kind: LandlockKind, bits: number): string[] {
  return [...LANDLOCK_RIGHTS[kind]].flatMap(([name, { bit }]) => ((bits & bit) === 0 ? [] : [name]));
}
