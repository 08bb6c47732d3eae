import { test } from "uvu";
import * as assert from "uvu/assert";
import { inside, makeRoot, show, write } from "./lib/chain.ts";

const root = makeRoot("devices");
const kernel = ["--proc", "--sys", "--dev"];

test("--dev makes what every program expects, with these modes and owners", () => {
  const listing = show(
    ["--root", root, ...kernel],
    "cd /dev && stat -c '%n %F %a %u:%g %t:%T' null zero full random urandom tty && for l in ptmx fd stdin stdout stderr; do readlink $l; done && stat -c %a . pts shm mqueue pts/ptmx && echo x > /dev/null && head -c 2 /dev/zero | wc -c",
  );
  assert.is(
    listing,
    [
      "null character special file 666 0:0 1:3",
      "zero character special file 666 0:0 1:5",
      "full character special file 666 0:0 1:7",
      "random character special file 666 0:0 1:8",
      "urandom character special file 666 0:0 1:9",
      "tty character special file 666 0:0 5:0",
      ...["pts/ptmx", "/proc/self/fd", "/proc/self/fd/0", "/proc/self/fd/1", "/proc/self/fd/2"],
      ...["755", "755", "1777", "1777", "666", "2", ""],
    ].join("\n"),
  );
});

test("--dev makes no /dev/console: that is for who has a terminal", () => {
  assert.is(show(["--root", root, "--dev"], "ls /dev/console 2>/dev/null || echo none"), "none\n");
});

test("--device makes a node with mode and owner, also below a directory that is not there", () => {
  const options = [
    "--root",
    root,
    "--dev",
    "--device=/dev/net/tun:c:10:200:0640:7:8",
    "--device=/dev/pipe:p",
  ];
  assert.is(
    show(options, "stat -c '%n %F %a %u:%g %t:%T' /dev/net/tun /dev/pipe"),
    "/dev/net/tun character special file 640 7:8 a:c8\n/dev/pipe fifo 666 0:0 0:0\n",
  );
});

test("--device with only a path is the like of the host's", () => {
  assert.is(show(["--root", root, "--dev", "--device=/dev/kmsg"], "stat -c '%t:%T' /dev/kmsg"), "1:b\n");
});

test("--device replaces a default device of the same path", () => {
  const options = ["--root", root, "--dev", "--device=/dev/tty:c:5:0:0600"];
  assert.is(show(options, "stat -c %a /dev/tty /dev/zero"), "600\n666\n");
});

test("a node that is there already must be the device that was asked for", () => {
  const bad = makeRoot("bad-node");
  write(bad, { "dev/null": "not a device" });
  const { status, stderr } = inside(["--root", bad, "--default-devices"], "true");
  assert.is(status, 125);
  assert.match(stderr, /\/dev\/null is there already, and is not the device 1:3/);
});

test("standard streams that are the host's /dev/null become the container's", () => {
  const script = "stat -Lc %d /proc/self/fd/0 /dev/null | uniq | wc -l";
  assert.is(show(["--root", root, ...kernel], script), "1\n");
});

test.run();
