// Images whose links lead to a directory of the host, wherever the runtime goes: by trace, because a mount on a place
// outside would be in the container's namespace, where the sentinel does not show it.
import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Bundle, type Json, runcSpecBundle } from "../lib/bundle.ts";
import { long, scratch, tool, uniqueName } from "../lib/tools.ts";
import { changesOf } from "./strace.ts";

const sentinel = scratch("sentinel");
for (const name of ["dir/pts", "dir/shm", "dir/mqueue", "dir/fs/cgroup", "dir/self/attr", "dir/bin"])
  mkdirSync(join(sentinel, name), { recursive: true });
for (const name of [
  "null",
  "zero",
  "full",
  "tty",
  "random",
  "urandom",
  "ptmx",
  "console",
  "fd",
  "stdin",
  "core",
])
  writeFileSync(join(sentinel, "dir", name), "untouched");
writeFileSync(join(sentinel, "dir/self/attr/exec"), "untouched");
writeFileSync(join(sentinel, "file"), "untouched");
writeFileSync(join(sentinel, "dir/bin/prog"), "#!/bin/sh\necho the host's\n", { mode: 0o755 });

/** Everything that a change would change: names, contents, owners, modes, and the time of the last change of these. */
function fingerprint(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: "utf8" })
    .sort()
    .map((name) => {
      const path = join(directory, name);
      const { mode, uid, gid, ino, nlink, mtimeMs, ctimeMs, size } = lstatSync(path);
      const hash = lstatSync(path).isFile()
        ? createHash("sha256").update(readFileSync(path, "latin1")).digest("hex")
        : "";
      return [name, mode, uid, gid, ino, nlink, mtimeMs, ctimeMs, size, hash].join(" ");
    });
}

/** What a link says that leads to a path of the host; `depth` is how deep it lies in the image. */
const ways: Readonly<Record<string, (target: string, depth: number) => string>> = {
  absolute: (target) => target,
  relative: (target, depth) => `${"../".repeat(depth + 20)}${target.slice(1)}`,
  chained: () => "/var/first",
  "through /proc/self/root": (target) => `/proc/self/root${target}`,
  "through /proc/1/root": (target) => `/proc/1/root${target}`,
  "through /proc/self/cwd": (target) => `/proc/self/cwd/${"../".repeat(20)}${target.slice(1)}`,
};

const everything: readonly string[] = [
  "/proc",
  "/dev",
  "/dev/pts",
  "/dev/shm",
  "/dev/mqueue",
  "/sys",
  "/sys/fs/cgroup",
];
const onlyMounts =
  (...destinations: string[]) =>
  (config: Json) => {
    config.mounts = config.mounts.filter((mount: Json) => destinations.includes(mount.destination));
    config.linux.maskedPaths = [];
    config.linux.readonlyPaths = [];
  };
const device = (path: string) => ({ path, type: "c", major: 1, minor: 3, fileMode: 0o666, uid: 0, gid: 0 });

/** A place of the image, what leads to it, and what lies there on the host: a directory or a file. */
interface Place {
  readonly path: string;
  readonly to: "dir" | "file";
  /** Makes the configuration one in which nothing covers the place before it is used. */
  readonly change: (config: Json) => void;
}

const places: readonly Place[] = [
  ...["/proc", "/dev", "/sys"].map((path): Place => ({ path, to: "dir", change: onlyMounts(...everything) })),
  ...everything.map((path): Place => ({ path, to: "dir", change: onlyMounts(path) })),
  // The directory that a mount lies in.
  { path: "/dev", to: "dir", change: onlyMounts("/dev/pts", "/dev/shm") },
  { path: "/sys", to: "dir", change: onlyMounts("/sys/fs/cgroup") },
  // Devices in the image's own /dev, each a link, and the whole of it.
  { path: "/dev", to: "dir", change: onlyMounts("/proc") },
  ...["null", "zero", "full", "tty", "random", "urandom", "ptmx", "fd", "stdin", "stdout", "stderr"].map(
    (name): Place => ({ path: `/dev/${name}`, to: "file", change: onlyMounts("/proc") }),
  ),
  ...["/dev/extra", "/opt/devices/extra"].map(
    (path): Place => ({
      path,
      to: "file",
      change(config) {
        onlyMounts("/proc")(config);
        config.linux.devices = [device(path)];
      },
    }),
  ),
  {
    path: "/opt/devices",
    to: "dir",
    change(config) {
      config.linux.devices = [device("/opt/devices/extra")];
    },
  },
  // Masks and read-only paths, of the image itself.
  ...(["dir", "file"] as const).flatMap((to) =>
    (["maskedPaths", "readonlyPaths"] as const).map(
      (key): Place => ({
        path: "/srv/covered",
        to,
        change(config) {
          config.linux[key].push("/srv/covered");
        },
      }),
    ),
  ),
  ...["/proc/keys", "/proc/timer_list", "/proc/sys", "/sys/firmware"].map(
    (path): Place => ({
      path,
      to: path === "/proc/sys" || path === "/sys/firmware" ? "dir" : "file",
      // Without a mount at /proc and /sys the image's files are what is masked.
      change(config) {
        config.mounts = config.mounts.filter(({ destination }: Json) => destination.startsWith("/dev"));
      },
    }),
  ),
  // Binds of the caller.
  ...(["dir", "file"] as const).map(
    (to): Place => ({
      path: "/mnt/bound",
      to,
      change(config) {
        const source = to === "dir" ? "/usr/share" : "/etc/hostname";
        config.mounts.push({ destination: "/mnt/bound", type: "none", source, options: ["bind", "ro"] });
      },
    }),
  ),
  {
    path: "/mnt",
    to: "dir",
    change(config) {
      config.mounts.push({ destination: "/mnt/made/deep", type: "tmpfs", source: "tmpfs", options: [] });
    },
  },
  // The working directory, there and to be made, and the program.
  {
    path: "/work",
    to: "dir",
    change(config) {
      config.process.cwd = "/work";
    },
  },
  {
    path: "/work",
    to: "dir",
    change(config) {
      config.process.cwd = "/work/made/deep";
    },
  },
  {
    path: "/usr/bin",
    to: "dir",
    change(config) {
      config.process.args = ["/usr/bin/bin/prog"];
    },
  },
];

function hostile(place: Place, way: (target: string, depth: number) => string): Bundle {
  const target = join(sentinel, place.to);
  const bundle = runcSpecBundle("links", (config) => {
    config.process.args = ["/bin/busybox", "echo", "ran"];
    config.root.readonly = false;
    place.change(config);
  });
  const path = join(bundle.rootfs, place.path);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(way(target, place.path.split("/").length), path);
  symlinkSync(`${"../".repeat(20)}var/second`, join(bundle.rootfs, "var/first"));
  symlinkSync(target, join(bundle.rootfs, "var/second"));
  return bundle;
}

test("the trace shows what a program does outside of the root: the tests below can fail", () => {
  const victim = scratch("victim");
  const script = `mkdir ${victim}/made; mount -t tmpfs none ${victim}/made; cd ${victim}; echo x > file; chmod 600 file; ln -s a link; mv link other; rm other`;
  const { result, changes } = changesOf(["unshare", "--mount", "sh", "-c", script]);
  assert.is(result.status, 0, result.stderr);
  const seen = new Set(
    changes.map(({ call, path }) => `${call.replace(/at2?$/, "")} ${path.replace(victim, "")}`),
  );
  for (const wanted of ["mkdir /made", "mount /made", "open /file"])
    assert.ok(seen.has(wanted), `${wanted}: ${[...seen]}`);
  assert.ok(
    [...seen].some((line) => /^(fchmod|chmod)/.test(line)),
    [...seen].join(),
  );
});

const state = scratch("links-state");
const mounts = () => readFileSync("/proc/self/mountinfo", "utf8");

/** Seconds each, so a normal run takes the two that differ most. */
const usual = ["absolute", "through /proc/self/root"];
const tried = Object.entries(ways).filter(([name]) => long || usual.includes(name));

for (const [name, way] of tried)
  test(`cve-2015-3629, 2019-18837, 2019-19921, 2023-27561, 2023-28642, 2024-45310, 2025-31133, 2026-41579, 2026-47766: ${places.length} places of the image are links, ${name}: nothing outside of the root is made, written or mounted on`, () => {
    const before = fingerprint(sentinel);
    const mountsBefore = mounts();
    const wrong: string[] = [];
    let refused = 0;
    for (const place of places) {
      const bundle = hostile(place, way);
      const id = uniqueName("links");
      const { result, changes } = changesOf([
        ...[tool("oci-run"), "--root", state, "run", "--bundle", bundle.path],
        id,
      ]);
      const here = (line: string) => wrong.push(`${place.path} (${place.to}): ${line}`);
      if (result.status === 0) {
        if (result.stdout !== "ran\n") here(`printed ${JSON.stringify(result.stdout)}`);
      } else {
        refused++;
        if (result.status !== 1 || !/^\S+: .+\n/.test(result.stderr))
          here(`${result.status}: ${result.stderr}`);
      }
      if (changes.length < 10) here(`only ${changes.length} changes were seen`);
      const allowed = [bundle.rootfs, join(state, id), "/dev/null"];
      for (const { path, line } of changes)
        if (!allowed.some((each) => path === each || path.startsWith(`${each}/`)) && !isOwnCgroup(path, id))
          here(line);
      rmSync(bundle.path, { recursive: true });
    }
    console.log(`\nNOTE ${name}: ${refused} of ${places.length} refused, the others led nowhere`);
    for (const line of wrong) console.log(line);
    assert.is(wrong.length, 0);
    assert.equal(fingerprint(sentinel), before);
    assert.is(mounts(), mountsBefore);
  });

/** A cgroup of the container, made or one of its files written. */
function isOwnCgroup(path: string, id: string): boolean {
  return path.startsWith("/sys/fs/cgroup/") && path.split("/").includes(id);
}

test.run();
