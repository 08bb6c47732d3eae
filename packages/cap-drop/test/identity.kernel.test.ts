import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { busyboxRoot } from "../../../test/lib/bundle.ts";
import { output, run, scratch, tool } from "../../../test/lib/tools.ts";
import { inRoot } from "./lib/root.ts";
import { field, grepStatus } from "./lib/status.ts";

const capDrop = tool("cap-drop");

/** What an image may put into /etc/passwd to become root. */
const hostile = [
  "root:x:0:0:root:/root:/bin/sh",
  "1000:x:0:0:named as a number:/:/bin/sh",
  "abc:x:4242:4243::/:/bin/sh",
  "zero:x:00:0::/:/bin/sh",
  "none:x::0::/:/bin/sh",
  "wide:x:4294967296:0::/:/bin/sh",
].join("\n");
const rootfs = busyboxRoot(join(scratch("identity"), "rootfs"));
writeFileSync(join(rootfs, "etc/passwd"), hostile);
writeFileSync(join(rootfs, "etc/group"), "root:x:0:\nwheel:x:4243:\nextra:x:77:root,abc\n");

/** uid, or null for an error before anything runs. */
const uids: Readonly<Record<string, number | null>> = {
  "1": 1,
  "1000": 1000,
  "4294967294": 4294967294,
  abc: 4242,
  "1:": null,
  ":1": null,
  "01": null,
  "-1": null,
  "+1": null,
  "4294967295": null,
  "4294967296": null,
  nosuch: null,
  zero: null,
  none: null,
  wide: null,
  "": null,
  " 1": null,
  "1 ": null,
  "0x1": null,
  "1e3": null,
};

for (const [word, uid] of Object.entries(uids))
  test(`cap-drop --uid=${JSON.stringify(word)} --gid=7: ${uid === null ? "refused" : `exactly ${uid}, in all four ids`}`, () => {
    const result = run(inRoot(rootfs, ["--uid", word, "--gid=7", "--"], grepStatus));
    if (uid === null) {
      assert.is(result.status, 125);
      assert.is(result.stdout, "");
    } else {
      assert.is(result.stderr, "");
      assert.is(field(result.stdout, "Uid"), [uid, uid, uid, uid].join("\t"));
      assert.is(field(result.stdout, "Gid"), "7\t7\t7\t7");
      assert.is(field(result.stdout, "Groups"), "");
    }
  });

/** uid, gid and groups; null for an error. */
const users: Readonly<Record<string, readonly [number, number, string] | null>> = {
  abc: [4242, 4243, "77 4243"],
  "abc:77": [4242, 77, "77"],
  "4242": [4242, 4243, "77 4243"],
  "1000:5": [1000, 5, "5"],
  "0:5": [0, 5, "5"],
  "5:wheel": [5, 4243, "4243"],
  "1000": null,
  "1:": null,
  ":1": null,
  "1:2:3": null,
  "01:1": null,
  "1:-1": null,
};

for (const [word, ids] of Object.entries(users))
  test(`cap-drop --user=${word}: ${ids === null ? "refused" : ids.join(", ")}`, () => {
    const result = run(inRoot(rootfs, [`--user=${word}`, "--"], grepStatus));
    if (ids === null) return assert.is(result.status, 125);
    assert.is(result.stderr, "");
    assert.is(field(result.stdout, "Uid"), Array(4).fill(ids[0]).join("\t"));
    assert.is(field(result.stdout, "Gid"), Array(4).fill(ids[1]).join("\t"));
    assert.is(field(result.stdout, "Groups"), ids[2]);
  });

test("cap-drop --user: a passwd that is a device, a fifo or a link out of the root is not believed", () => {
  const odd = busyboxRoot(join(scratch("odd"), "rootfs"));
  const replace = (command: readonly string[]) => {
    output(["rm", "-rf", join(odd, "etc/passwd")]);
    output(command);
    return run(inRoot(odd, ["--user=user", "--"], ["true"]), { timeoutMs: 10_000 });
  };
  const passwd = join(odd, "etc/passwd");
  assert.match(replace(["mkfifo", passwd]).stderr, /not a regular file/);
  assert.match(replace(["mknod", passwd, "c", "1", "5"]).stderr, /not a regular file/);
  assert.match(replace(["mkdir", passwd]).stderr, /not a regular file/);
  assert.match(replace(["ln", "-s", "/nowhere", passwd]).stderr, /no user "user"/);
  mkdirSync(join(odd, "outside"), { recursive: true });
  symlinkSync("../../../../../../etc/hostname", join(odd, "outside/link"));
  assert.match(replace(["ln", "-s", "/outside/link", passwd]).stderr, /no user "user"/);
});

test("cap-drop --uid: the change cannot be taken back", () => {
  const back = run([capDrop, "--uid=1000", "--gid=1000", "--", "setpriv", "--reuid=0", "--", "true"]);
  assert.is.not(back.status, 0);
});

test("cap-drop: a user over its process limit is told so", () => {
  const script = [
    "setpriv --reuid=65533 --regid=65533 --clear-groups sleep 20 >/dev/null 2>&1 & other=$!",
    "trap 'kill $other' EXIT",
    "sleep 0.2",
    `${capDrop} --uid=65533 --gid=65533 --keep=none --rlimit=nproc=0 -- /bin/true`,
  ].join("\n");
  const result = run(["sh", "-c", script]);
  assert.match(result.stderr, /EAGAIN.*\n.*nproc/);
  assert.is(result.status, 126);
});

test.run();
