import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { testSince } from "../../../test/lib/kernel-version.ts";
import { run, scratch } from "../../../test/lib/tools.ts";
import { inside, makeRoot, mounts, newNamespaces, show, write } from "./lib/chain.ts";

const root = makeRoot("mounts");

test("--read-only makes the root read-only, and a tmpfs on it not", () => {
  const result = inside(
    ["--root", root, "--read-only", "--tmpfs=/tmp", "--proc"],
    "touch /tmp/a && ! touch /a && sed -n 1p /proc/self/mountinfo",
  );
  assert.is(result.status, 0, result.stderr);
  assert.match(result.stdout, / \/ ro,/);
  assert.match(result.stderr, /Read-only file system/);
});

test("tmpfs takes the mode of the directory that it covers, and the mode= of others", () => {
  const fresh = makeRoot("modes");
  mkdirSync(join(fresh, "covered"), { mode: 0o711 });
  const options = [
    "--root",
    fresh,
    "--tmpfs=/covered",
    "--tmpfs=/new",
    "--tmpfs=/given:mode=700",
    "--dir=/d/e",
  ];
  assert.is(show(options, "stat -c %a /covered /new /given /d /d/e"), "711\n1777\n700\n755\n755\n");
});

test("mounts made on a read-only tmpfs have their mount points", () => {
  const options = ["--root", root, "--proc", "--mount=type=tmpfs,dst=/t,ro", "--tmpfs=/t/below"];
  const result = inside(options, "touch /t/below/a && ! touch /t/a");
  assert.is(result.status, 0, result.stderr);
});

test("propagation and recursive words work for file systems, and long words for an overlay", () => {
  const options = [
    "--root",
    root,
    "--proc",
    "--mount=type=tmpfs,src=t,dst=/s,rshared,rnosuid,size=4k,noatime",
  ];
  const found = mounts(options).find(({ mountPoint }) => mountPoint === "/s");
  assert.is(found!.options, "rw,nosuid,noatime");
  assert.match(found!.propagation.join(), /^shared:\d+$/);
  assert.match(found!.superOptions, /^rw,size=4k(,inode64)?$/);
  const layers = scratch("layers");
  const names = Array.from({ length: 12 }, (_, i) => join(layers, `layer-with-a-long-name-${i}`));
  for (const name of names) write(name, { [name.split("-").at(-1)!]: "" });
  const overlay = `--mount=type=overlay,src=o,dst=/o,lowerdir=${names.join(":").replaceAll(",", "")}`;
  assert.is(show(["--root", root, overlay], "ls /o | wc -l").trim(), "12");
  const refused = inside(["--root", root, `${overlay},rslave`], "true");
  assert.is(refused.status, 125);
  assert.match(refused.stderr, /more than 255 bytes/);
});

test("tmpcopyup fills a tmpfs with what it covers", () => {
  const fresh = makeRoot("copy-up");
  write(fresh, { "data/a": "1", "data/sub/b": "2" });
  symlinkSync("a", join(fresh, "data/link"));
  const options = ["--root", fresh, "--mount=type=tmpfs,dst=/data,tmpcopyup"];
  assert.is(show(options, "cat /data/a /data/sub/b /data/link; echo new > /data/a"), "121");
  assert.is(show(["--root", fresh], "cat /data/a"), "1");
});

test("--ro-bind is read-only with all that is mounted below, --bind is not", () => {
  const host = scratch("binds");
  write(host, { f: "" });
  const below = ["sh", "-c", `mkdir -p ${host}/below && mount -t tmpfs t ${host}/below && exec "$@"`, "sh"];
  const script = "touch /rw/f /rw/below/f && ! touch /ro/f && ! touch /ro/below/f";
  const { status, stderr } = run([
    ...["unshare", "--mount", "--", ...below, ...newNamespaces],
    ...["mnt-root", "--root", root, `--bind=${host}:/rw`, `--ro-bind=${host}:/ro`, "--", "sh", "-c", script],
  ]);
  assert.is(status, 0, stderr);
});

test("a file is bound on a file, which is made, also at the end of a link that leads nowhere", () => {
  const fresh = makeRoot("resolv");
  symlinkSync("../run/systemd/resolve/stub", join(fresh, "etc/resolv.conf"));
  assert.is(
    show(["--root", fresh, "--bind=/etc/hostname:/etc/resolv.conf"], "cat /run/systemd/resolve/stub"),
    show(["--root", fresh, "--bind=/etc/hostname:/x"], "cat /x"),
  );
  assert.not(existsSync("/run/systemd/resolve/stub"));
});

test("attribute words work recursively and per mount", () => {
  const options = ["--root", root, "--proc", "--mount=src=/etc,dst=/e,rbind,rnosuid,nodev,noatime"];
  const found = mounts(options).find(({ mountPoint }) => mountPoint === "/e");
  assert.is(found!.options, "rw,nosuid,nodev,noatime");
});

// The scratch directory of the guest is in memory.
testSince("6.3", "id-mapped mounts of tmpfs")("an id-mapped mount shows other owners", () => {
  const host = scratch("idmap");
  write(host, { f: "" });
  const { status, stdout, stderr } = inside(
    ["--root", root, `--mount=src=${host},dst=/m,bind,idmap=uids=0-1000-1;gids=0-2000-1`],
    "stat -c %u:%g /m/f",
  );
  assert.is(status, 0, stderr);
  assert.is(stdout, "1000:2000\n");
});

test.run();
