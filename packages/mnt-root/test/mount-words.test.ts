import * as abi from "@isobox/kernel/abi";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { flagWords, mountWords, readMountWords } from "../src/index.ts";
import { COPY_UP, ID_MAP, ID_MAP_RECURSIVE } from "../src/mount-words.ts";

/** Every option word of the OCI specification (config.md, "Linux mount options"), and tmpcopyup. */
const SPECIFIED =
  "async atime bind defaults dev diratime dirsync exec iversion lazytime loud mand noatime nodev nodiratime noexec noiversion nolazytime nomand norelatime nostrictatime nosuid nosymfollow private rbind relatime remount ro rprivate rshared rslave runbindable rw shared silent slave strictatime suid symfollow sync unbindable ratime rdev rdiratime rexec rnoatime rnodev rnodiratime rnoexec rnorelatime rnostrictatime rnosuid rnosymfollow rrelatime rro rrw rstrictatime rsuid rsymfollow idmap ridmap tmpcopyup".split(
    " ",
  );

/** The words that set a flag of mount(2), by the number in <linux/mount.h>. */
const FLAGS: Readonly<Record<string, number>> = {
  ro: 1,
  nosuid: 2,
  nodev: 4,
  noexec: 8,
  sync: 16,
  remount: 32,
  mand: 64,
  dirsync: 128,
  nosymfollow: 256,
  noatime: 1024,
  nodiratime: 2048,
  bind: 4096,
  rbind: 4096 + 16384,
  silent: 32768,
  acl: 65536,
  relatime: 1 << 21,
  iversion: 1 << 23,
  strictatime: 1 << 24,
  lazytime: 1 << 25,
};

/** Each word that clears, and the one that it takes back. */
const INVERSE: Readonly<Record<string, string>> = {
  rw: "ro",
  suid: "nosuid",
  dev: "nodev",
  exec: "noexec",
  async: "sync",
  nomand: "mand",
  symfollow: "nosymfollow",
  atime: "noatime",
  diratime: "nodiratime",
  loud: "silent",
  noacl: "acl",
  norelatime: "relatime",
  noiversion: "iversion",
  nostrictatime: "strictatime",
  nolazytime: "lazytime",
};

test("mountWords has every word of the specification", () => {
  assert.equal(
    SPECIFIED.filter((word) => !mountWords.includes(word)),
    [],
  );
});

test("readMountWords() gives the kernel's number for each flag", () => {
  for (const [word, flag] of Object.entries(FLAGS)) assert.is(readMountWords([word]).flags, flag, word);
});

test("readMountWords() lets a later word win", () => {
  for (const [off, on] of Object.entries(INVERSE)) {
    const flag = FLAGS[on]!;
    assert.is(readMountWords([on, off]).flags, 0, `${on},${off}`);
    assert.is(readMountWords([on, off]).cleared, flag, `${on},${off}`);
    assert.is(readMountWords([off, on]).flags, flag, `${off},${on}`);
    assert.is(readMountWords([off, on]).cleared, 0, `${off},${on}`);
  }
});

test("every word that is in neither table above is a propagation, a recursive one or an extension", () => {
  const rest = mountWords.filter((word) => !(word in FLAGS) && !(word in INVERSE) && word !== "defaults");
  for (const word of rest) {
    const { flags, cleared, propagation, attrSet, attrClear, extensions, data } = readMountWords([word]);
    assert.is(flags | cleared, 0, word);
    assert.is(data, "", word);
    assert.ok(propagation.length > 0 || (attrSet | attrClear | extensions) !== 0, word);
  }
});

test("readMountWords() keeps propagations in their order, with MS_REC for the recursive ones", () => {
  assert.equal(readMountWords(["rslave", "ro", "shared"]).propagation, [
    abi.MS_SLAVE | abi.MS_REC,
    abi.MS_SHARED,
  ]);
});

test("readMountWords() replaces the whole access time rule, as mount_setattr(2) wants it", () => {
  for (const word of ["ratime", "rnoatime", "rrelatime", "rnorelatime", "rstrictatime", "rnostrictatime"]) {
    const { attrSet, attrClear } = readMountWords([word]);
    assert.is(attrClear & abi.MOUNT_ATTR__ATIME, abi.MOUNT_ATTR__ATIME, word);
    assert.is(attrSet & ~abi.MOUNT_ATTR__ATIME, 0, word);
  }
  assert.is(readMountWords(["rstrictatime", "rnoatime"]).attrSet, abi.MOUNT_ATTR_NOATIME);
});

test("readMountWords() gives the file system what it does not know, in order", () => {
  const { data, flags } = readMountWords(["mode=755", "nosuid", "size=64k", "newinstance"]);
  assert.is(data, "mode=755,size=64k,newinstance");
  assert.is(flags, abi.MS_NOSUID);
});

test("readMountWords() reads the extensions", () => {
  assert.is(readMountWords(["tmpcopyup"]).extensions, COPY_UP);
  assert.is(readMountWords(["ridmap"]).extensions, ID_MAP | ID_MAP_RECURSIVE);
  const mapped = readMountWords(["idmap=uids=0-1000-1;gids=0-1000-1"]);
  assert.is(mapped.extensions, ID_MAP);
  assert.is(mapped.idMap, "uids=0-1000-1;gids=0-1000-1");
  assert.is(mapped.data, "");
});

test("flagWords() is the inverse for any flags", () => {
  const all = Object.values(FLAGS);
  let seed = 1;
  for (let i = 0; i < 500; i++) {
    let flags = 0;
    for (const flag of all) {
      seed = (seed * 1103515245 + 12345) & 0x7fffffff;
      if (seed & 0x10000) flags |= flag;
    }
    assert.is(readMountWords(flagWords(flags)).flags, flags, flagWords(flags).join());
  }
  assert.equal(flagWords(abi.MS_SLAVE | abi.MS_REC), ["rslave"]);
  assert.equal(flagWords(1 << 9), ["0x200"]);
});

test.run();
