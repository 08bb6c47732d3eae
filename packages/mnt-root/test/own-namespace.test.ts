import { EACCES, ENOENT, statx } from "@isobox/kernel/abi";
import { type Answers, record } from "@isobox/kernel/recorder";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { checkOwnNamespace } from "../src/index.ts";

const STAT = "77 (a) b (c) S 76 77 77 0 -1 4194560 112";

/** A /proc in which the process is `stat`, and in which mount namespaces have these numbers. */
function proc(stat: string, namespaces: Readonly<Record<string, number>>): Answers {
  let done = false;
  return {
    statx([, path, , , buffer]) {
      const ino = namespaces[/^\/proc\/(.*)\/ns\/mnt$/.exec(String(path))?.[1] ?? ""];
      if (ino === undefined) return -ENOENT;
      if (ino === 0) return -EACCES;
      (buffer as DataView).setUint32(statx.stx_ino, ino, true);
      return 0;
    },
    read([, buffer]) {
      if (done) return 0;
      done = true;
      const bytes = new TextEncoder().encode(stat);
      (buffer as Uint8Array).set(bytes);
      return bytes.length;
    },
  };
}

const check = (answers: Answers) => record(checkOwnNamespace, answers);

test("checkOwnNamespace() refuses the parent's mount namespace", () => {
  assert.throws(() => check(proc(STAT, { self: 5, 76: 5 })), /parent process's too/);
});

test("checkOwnNamespace() accepts another one, whatever the program is called", () => {
  check(proc(STAT, { self: 5, 76: 4 }));
});

test("checkOwnNamespace() accepts a parent outside of the pid namespace that /proc shows", () => {
  check(proc("1 (init) S 0 1 1", { self: 5 }));
});

test("checkOwnNamespace() accepts a parent whom it may not look at", () => {
  check(proc(STAT, { self: 5, 76: 0 }));
});

test("checkOwnNamespace() refuses where /proc tells nothing", () => {
  assert.throws(() => check({ statx: -ENOENT, openat: -ENOENT }), /cannot tell/);
});

test.run();
