import * as abi from "@isobox/kernel/abi";

// What a word works on.
const FLAGS = 0;
const PROPAGATION = 1;
const RECURSIVE = 2;
const EXTENSION = 3;

/** Set and clear bits of one of the four. */
type Effect = readonly [on: number, set: number, clear: number];

/** Extensions: what a runtime does itself, without a bit of the kernel's. */
export const COPY_UP = 1;
export const SOURCE_NOFOLLOW = 2;
export const TARGET_NOFOLLOW = 4;
export const ID_MAP = 8;
export const ID_MAP_RECURSIVE = 16;
export const COPY_SYMLINK = 32;
export const TRY = 64;
export const MOVE = 128;

// A mount has one access time rule, so each word replaces what was there; mount_setattr(2) refuses anything else.
const ATIME = abi.MOUNT_ATTR__ATIME;

/**
 * The option words of mount(8) and of the OCI specification, and what each one does.
 *
 * Of two words that set the same bits this table names the usual one first: {@link flagWords} goes that way.
 */
const WORDS: Readonly<Record<string, Effect>> = {
  ro: [FLAGS, abi.MS_RDONLY, 0],
  nosuid: [FLAGS, abi.MS_NOSUID, 0],
  nodev: [FLAGS, abi.MS_NODEV, 0],
  noexec: [FLAGS, abi.MS_NOEXEC, 0],
  nosymfollow: [FLAGS, abi.MS_NOSYMFOLLOW, 0],
  sync: [FLAGS, abi.MS_SYNCHRONOUS, 0],
  dirsync: [FLAGS, abi.MS_DIRSYNC, 0],
  remount: [FLAGS, abi.MS_REMOUNT, 0],
  mand: [FLAGS, abi.MS_MANDLOCK, 0],
  noatime: [FLAGS, abi.MS_NOATIME, 0],
  nodiratime: [FLAGS, abi.MS_NODIRATIME, 0],
  rbind: [FLAGS, abi.MS_BIND | abi.MS_REC, 0],
  bind: [FLAGS, abi.MS_BIND, 0],
  silent: [FLAGS, abi.MS_SILENT, 0],
  acl: [FLAGS, abi.MS_POSIXACL, 0],
  relatime: [FLAGS, abi.MS_RELATIME, 0],
  iversion: [FLAGS, abi.MS_I_VERSION, 0],
  strictatime: [FLAGS, abi.MS_STRICTATIME, 0],
  lazytime: [FLAGS, abi.MS_LAZYTIME, 0],

  defaults: [FLAGS, 0, 0],
  rw: [FLAGS, 0, abi.MS_RDONLY],
  suid: [FLAGS, 0, abi.MS_NOSUID],
  dev: [FLAGS, 0, abi.MS_NODEV],
  exec: [FLAGS, 0, abi.MS_NOEXEC],
  symfollow: [FLAGS, 0, abi.MS_NOSYMFOLLOW],
  async: [FLAGS, 0, abi.MS_SYNCHRONOUS],
  nomand: [FLAGS, 0, abi.MS_MANDLOCK],
  atime: [FLAGS, 0, abi.MS_NOATIME],
  diratime: [FLAGS, 0, abi.MS_NODIRATIME],
  loud: [FLAGS, 0, abi.MS_SILENT],
  noacl: [FLAGS, 0, abi.MS_POSIXACL],
  norelatime: [FLAGS, 0, abi.MS_RELATIME],
  noiversion: [FLAGS, 0, abi.MS_I_VERSION],
  nostrictatime: [FLAGS, 0, abi.MS_STRICTATIME],
  nolazytime: [FLAGS, 0, abi.MS_LAZYTIME],

  rprivate: [PROPAGATION, abi.MS_PRIVATE | abi.MS_REC, 0],
  private: [PROPAGATION, abi.MS_PRIVATE, 0],
  rshared: [PROPAGATION, abi.MS_SHARED | abi.MS_REC, 0],
  shared: [PROPAGATION, abi.MS_SHARED, 0],
  rslave: [PROPAGATION, abi.MS_SLAVE | abi.MS_REC, 0],
  slave: [PROPAGATION, abi.MS_SLAVE, 0],
  runbindable: [PROPAGATION, abi.MS_UNBINDABLE | abi.MS_REC, 0],
  unbindable: [PROPAGATION, abi.MS_UNBINDABLE, 0],

  rro: [RECURSIVE, abi.MOUNT_ATTR_RDONLY, 0],
  rrw: [RECURSIVE, 0, abi.MOUNT_ATTR_RDONLY],
  rnosuid: [RECURSIVE, abi.MOUNT_ATTR_NOSUID, 0],
  rsuid: [RECURSIVE, 0, abi.MOUNT_ATTR_NOSUID],
  rnodev: [RECURSIVE, abi.MOUNT_ATTR_NODEV, 0],
  rdev: [RECURSIVE, 0, abi.MOUNT_ATTR_NODEV],
  rnoexec: [RECURSIVE, abi.MOUNT_ATTR_NOEXEC, 0],
  rexec: [RECURSIVE, 0, abi.MOUNT_ATTR_NOEXEC],
  rnosymfollow: [RECURSIVE, abi.MOUNT_ATTR_NOSYMFOLLOW, 0],
  rsymfollow: [RECURSIVE, 0, abi.MOUNT_ATTR_NOSYMFOLLOW],
  rnodiratime: [RECURSIVE, abi.MOUNT_ATTR_NODIRATIME, 0],
  rdiratime: [RECURSIVE, 0, abi.MOUNT_ATTR_NODIRATIME],
  rrelatime: [RECURSIVE, abi.MOUNT_ATTR_RELATIME, ATIME],
  rnorelatime: [RECURSIVE, abi.MOUNT_ATTR_STRICTATIME, ATIME],
  rnoatime: [RECURSIVE, abi.MOUNT_ATTR_NOATIME, ATIME],
  ratime: [RECURSIVE, abi.MOUNT_ATTR_RELATIME, ATIME],
  rstrictatime: [RECURSIVE, abi.MOUNT_ATTR_STRICTATIME, ATIME],
  rnostrictatime: [RECURSIVE, abi.MOUNT_ATTR_RELATIME, ATIME],

  tmpcopyup: [EXTENSION, COPY_UP, 0],
  "src-nofollow": [EXTENSION, SOURCE_NOFOLLOW, 0],
  "dest-nofollow": [EXTENSION, TARGET_NOFOLLOW, 0],
  "copy-symlink": [EXTENSION, COPY_SYMLINK, 0],
  try: [EXTENSION, TRY, 0],
  move: [EXTENSION, MOVE, 0],
  idmap: [EXTENSION, ID_MAP, 0],
  ridmap: [EXTENSION, ID_MAP | ID_MAP_RECURSIVE, 0],
};

const words: ReadonlyMap<string, Effect> = new Map(Object.entries(WORDS));

/** The words that this table knows; every other word belongs to the file system. */
export const mountWords: readonly string[] = Object.keys(WORDS);

/** Whether a word changes a mount that is there, without a type: of propagation, and the recursive ones. */
export function isChange(word: string): boolean {
  const on = words.get(word)?.[0];
  return on === PROPAGATION || on === RECURSIVE;
}

/** What the options of a mount ask for. */
export interface MountWords {
  /** MS_* to mount with. */
  flags: number;
  /** MS_* that a word such as "rw" cleared in so many words. */
  cleared: number;
  /** MS_SHARED and the like, each perhaps with MS_REC, in order. */
  propagation: readonly number[];
  /** MOUNT_ATTR_* for the mount and all below it. */
  attrSet: number;
  attrClear: number;
  /** {@link COPY_UP}, {@link TRY} and the like. */
  extensions: number;
  /** The options that belong to the file system, between commas. */
  data: string;
  /** The mapping of `idmap=…`, as it was written. */
  idMap: string | null;
}

const NONE: readonly number[] = [];

/** Reads option words; a later word wins over an earlier one. */
export function readMountWords(options: readonly string[] | undefined): MountWords {
  const read: MountWords = {
    flags: 0,
    cleared: 0,
    propagation: NONE,
    attrSet: 0,
    attrClear: 0,
    extensions: 0,
    data: "",
    idMap: null,
  };
  if (options) for (const word of options) add(read, word);
  return read;
}

function add(read: MountWords, word: string): void {
  const effect = words.get(word);
  if (effect === undefined) {
    if (!addIdMap(read, word)) read.data = read.data === "" ? word : `${read.data},${word}`;
    return;
  }
  // By index: taken apart as a list it would go through an iterator, for each word of a configuration.
  const on = effect[0];
  const set = effect[1];
  const clear = effect[2];
  if (on === FLAGS) {
    read.flags = (read.flags & ~clear) | set;
    read.cleared = (read.cleared & ~set) | clear;
  } else if (on === PROPAGATION) read.propagation = [...read.propagation, set];
  else if (on === RECURSIVE) {
    read.attrSet = (read.attrSet & ~clear) | set;
    read.attrClear = (read.attrClear & ~set) | clear;
  } else read.extensions |= set;
}

function addIdMap(read: MountWords, word: string): boolean {
  const recursive = word.startsWith("ridmap=");
  if (!recursive && !word.startsWith("idmap=")) return false;
  read.extensions |= recursive ? ID_MAP | ID_MAP_RECURSIVE : ID_MAP;
  read.idMap = word.slice(word.indexOf("=") + 1);
  return true;
}

/** MS_* as option words, and a number for what has none: the inverse of {@link readMountWords} for flags. */
export function flagWords(flags: number): string[] {
  const found: string[] = [];
  let rest = flags;
  for (const [word, [on, set]] of words) {
    if ((on !== FLAGS && on !== PROPAGATION) || set === 0 || (rest & set) !== set) continue;
    found.push(word);
    rest &= ~set;
  }
  if (rest !== 0) found.push(`0x${(rest >>> 0).toString(16)}`);
  return found;
}
