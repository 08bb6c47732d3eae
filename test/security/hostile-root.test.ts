// Root file systems that are made to lead the runtime astray: nothing outside of the root is created, opened for
// writing or mounted on. Asserted on a sentinel, on the host's mount table and by trace.
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { runcSpecBundle } from "../lib/bundle.ts";
import { run, scratch, tool, uniqueName } from "../lib/tools.ts";

/** Where the default bundle mounts, makes devices and masks. */
const places = [
  "dev",
  "dev/pts",
  "dev/shm",
  "dev/mqueue",
  "dev/null",
  "dev/zero",
  "dev/ptmx",
  "dev/console",
  "proc",
  "sys",
  "sys/fs/cgroup",
  "etc",
  "root",
];

/** How a link may lead out. `SENTINEL` is a directory of the host. */
const ways: Readonly<Record<string, (sentinel: string, place: string) => string>> = {
  absolute: (sentinel) => sentinel,
  relative: (sentinel, place) => `${"../".repeat(place.split("/").length + 12)}${sentinel.slice(1)}`,
  "through /proc/self/root": (sentinel) => `/proc/self/root${sentinel}`,
  "through /proc/1/root": (sentinel) => `/proc/1/root${sentinel}`,
  chained: () => "/first",
};

function snapshot(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .sort()
    .map((name) => {
      const { mode, ino, mtimeMs, size } = lstatSync(join(directory, name));
      return `${name} ${mode} ${ino} ${mtimeMs} ${size}`;
    });
}

function makeSentinel(): string {
  const sentinel = scratch("sentinel");
  for (const name of ["pts", "shm", "mqueue", "fs/cgroup", "self"])
    mkdirSync(join(sentinel, name), { recursive: true });
  for (const name of ["null", "zero", "ptmx", "console", "kcore"])
    writeFileSync(join(sentinel, name), "untouched");
  return sentinel;
}

for (const place of places) {
  for (const [way, target] of Object.entries(ways)) {
    test(`/${place} is a link, ${way}: the sentinel stays as it is, and the host's mounts`, () => {
      const sentinel = makeSentinel();
      const bundle = runcSpecBundle("hostile", (config) => {
        config.process.args = ["/bin/sh", "-c", "echo ran"];
        config.root.readonly = false;
      });
      const path = join(bundle.rootfs, place);
      rmSync(path, { recursive: true, force: true });
      mkdirSync(dirname(path), { recursive: true });
      symlinkSync(target(sentinel, place), path);
      symlinkSync(sentinel, join(bundle.rootfs, "first"));
      const before = snapshot(sentinel);
      const mounts = readFileSync("/proc/self/mountinfo", "utf8");
      const id = uniqueName("hostile");
      const result = run([tool("oci-run"), "run", "--bundle", bundle.path, id]);
      // Either a clean refusal, or a container in which the link led nowhere outside.
      assert.ok(result.status === 1 || result.stdout === "ran\n", `${result.status} ${result.stderr}`);
      assert.equal(snapshot(sentinel), before);
      assert.is(readFileSync("/proc/self/mountinfo", "utf8"), mounts);
    });
  }
}

/** A line of strace that creates, or opens for writing. */
const WRITES =
  /^(?:\[pid +\d+\] )?(?:\d+ +)?(?:openat2?\(.*O_(?:WRONLY|RDWR|CREAT)|mkdirat|mknodat|symlinkat|linkat|renameat)/;

test("the default bundle: what is created or opened for writing is the runtime's state, its cgroups, or below the root", () => {
  const bundle = runcSpecBundle("traced", (config) => {
    config.process.args = ["/bin/true"];
  });
  const state = scratch("state");
  const log = join(scratch("trace"), "log");
  const calls = "trace=openat,openat2,mkdirat,mknodat,symlinkat,linkat,renameat2,unlinkat";
  const id = uniqueName("traced");
  const words = [
    "strace",
    "-f",
    "-y",
    "-o",
    log,
    "-e",
    calls,
    tool("oci-run"),
    "--root",
    state,
    "run",
    "-b",
    bundle.path,
    id,
  ];
  assert.is(run(words).status, 0);
  const lines = readFileSync(log, "utf8")
    .split("\n")
    .filter((line) => WRITES.test(line) && !line.includes("= -1"));
  assert.ok(lines.length > 30, `${lines.length} calls`);
  const strange = lines.filter(
    (line) =>
      !line.includes(state) && // its state
      !/\/sys\/fs\/cgroup[^"]*"/.test(line) && // its cgroups
      !/AT_FDCWD<[^>]*>, "\/sys\/fs\/cgroup/.test(line) &&
      !/\d+<\/(?:sys\/fs\/cgroup|proc|dev|[^>]*rootfs)[^>]*>/.test(line) && // by a descriptor below the new root
      !/\(\d+<\/>, "(?:dev|proc|sys)/.test(line) && // by the descriptor of the new root, detached
      !/RESOLVE_IN_ROOT/.test(line),
  );
  assert.equal(strange, []);
});

test.run();
