import { mkdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { toArgv } from "@isobox/toolkit";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Bundle, type Json, runcSpecBundle, setCgroupNamespace } from "../../../test/lib/bundle.ts";
import { differences } from "../../../test/lib/compare.ts";
import { inGuest } from "../../../test/lib/hierarchy.ts";
import { output, run, scratch, tool, uniqueName } from "../../../test/lib/tools.ts";
import { mountStageOptions, options } from "../src/index.ts";
import { write } from "./lib/chain.ts";

// The kernel's view of a container that runc made and of one that mnt-root made from the same configuration. The
// limits and the identity are other tools' business: what is compared is the mount table and the files.

const SCRIPT = `cat /proc/self/mountinfo
echo @@
for f in / /dev /dev/* /dev/pts/* /dev/sub/* /t1 /t2 /made /made/by /work; do
  test -e $f -o -L $f && stat -c '%n %F %a %u:%g %t:%T' $f
  test -L $f && readlink $f
done
true`;

/**
 * Where runc makes the container's cgroup: below the caller's in each hierarchy. Of cgroup2 the host's mount, bound with
 * /sys, is seen from there; and without a cgroup namespace runc mounts it anew, where mnt-root binds it.
 */
function withoutCgroup(mountinfo: string, id: string): string {
  const own = readFileSync("/proc/self/cgroup", "utf8").matchAll(/^\d+:[^:]*:(\/.+)$/gm);
  const paths = [...own].map(([, path]) => path!);
  return mountinfo
    .split("\n")
    .map((line) => {
      const fields = line.split(" ");
      if (line.includes(" - cgroup ")) {
        let root = fields[3]!;
        if (root === `/${id}` || root.endsWith(`/${id}`)) root = root.slice(0, -id.length - 1) || "/";
        fields[3] = paths.includes(root) ? "/" : root;
      }
      if (line.includes(" - cgroup2 ")) {
        if (fields[3] === "/..") fields[3] = "/";
        fields.splice(-2);
      }
      return fields.join(" ");
    })
    .join("\n");
}

/** What was printed, by section. */
function view(text: string, id: string): { mountinfo: string; files: string } {
  const [mountinfo = "", files = ""] = text.split("@@\n");
  return { mountinfo: withoutCgroup(mountinfo.trim(), id), files };
}

const hasCgroup = ({ config }: Bundle): boolean =>
  config.linux.namespaces.some(({ type }: Json) => type === "cgroup");

function ours(bundle: Bundle, outer: readonly string[]): string {
  const words = toArgv(options, mountStageOptions(bundle.config, bundle.path));
  return output([
    ...[...outer, tool("ns-exec"), "--pid", "--fork", "--", "ns-exec", "--mount", "--propagation=unchanged"],
    ...["--net", "--ipc", "--uts", ...(hasCgroup(bundle) ? ["--cgroup"] : []), "--"],
    ...["mnt-root", ...words, "--", "sh", "-c", SCRIPT],
  ]);
}

/**
 * What runc and mnt-root make of a configuration, and in which lines they differ.
 *
 * @param prepare shell text that changes the host's mounts, in a namespace of its own, in front of both.
 */
function both(name: string, change: (config: Json) => void, prepare = ":") {
  const bundle = runcSpecBundle(name, (config) => {
    config.process.args = ["sh", "-c", SCRIPT];
    change(config);
  });
  mkdirSync(join(bundle.rootfs, "t1"), { mode: 0o711 });
  mkdirSync(join(bundle.rootfs, "t2"));
  symlinkSync("../run/deep/target", join(bundle.rootfs, "etc/linked"));
  symlinkSync("/run", join(bundle.rootfs, "var/run"));
  const outer = ["unshare", "--mount", "--", "sh", "-c", `${prepare} && exec "$@"`, "sh"].map((word) =>
    word.replaceAll("ROOTFS", bundle.rootfs),
  );
  const id = uniqueName(name);
  const theirs = view(output([...outer, "runc", "run", "--bundle", bundle.path, id]), id);
  const mine = view(ours(bundle, outer), id);
  return { theirs, mine, differences: differences(theirs, mine) };
}

function compare(name: string, change: (config: Json) => void, prepare?: string): void {
  assert.equal(both(name, change, prepare).differences, []);
}

// Without a cgroup namespace runc takes these words away from the machine's cgroup2.
if (inGuest)
  test.after(() => {
    output(["mount", "-o", "remount,nsdelegate,memory_recursiveprot", "/sys/fs/cgroup"]);
  });

const host = scratch("runc-host");
write(host, { file: "file" });

test("the default bundle of runc spec", () => {
  compare("default", () => {});
});

test("the same in a cgroup namespace", () => {
  compare("cgroupns", (config) => setCgroupNamespace(config, true));
});

for (const own of [false, true])
  test(`a writable view of the cgroups (${own ? "in a cgroup namespace" : "of the host"})`, () => {
    compare("cgroup-rw", (config) => {
      config.mounts.at(-1).options = ["nosuid", "rw"];
      setCgroupNamespace(config, own);
    });
  });

test("mount options of every kind, on files and directories, through links and on what is missing", () => {
  compare("options", (config) => {
    config.process.cwd = "/work";
    config.root.readonly = false;
    const add = (destination: string, type: string, source: string, ...words: string[]) =>
      config.mounts.push({ destination, type, source, options: words });
    add("/t1", "tmpfs", "tmpfs", "mode=700", "ro", "size=4k", "nr_inodes=10");
    add("/t2", "tmpfs", "t", "noatime", "sync", "dirsync", "lazytime", "nodiratime", "size=4k");
    add("/made/by", "bind", host, "rbind", "ro");
    add("/etc/linked", "bind", `${host}/file`, "bind", "nosuid", "noatime");
    add("/new-file", "bind", `${host}/file`, "bind");
    add("/var/run/x/y", "none", host, "rbind", "rro", "rnosuid", "rnodiratime");
    add("/proc/cpuinfo", "bind", `${host}/file`, "bind", "ro");
    add("/binds", "none", host, "bind", "rprivate", "nodev", "strictatime");
    add("/slave", "none", "/dev/shm", "rbind", "rslave");
    add("/shared", "none", "/dev/shm", "rbind", "rshared", "rw");
    add("/again", "proc", "proc", "nosuid", "ro");
    config.linux.maskedPaths.push("/t1", "/new-file", "/etc/linked");
    config.linux.readonlyPaths.push("/binds", "/new-file");
  });
});

test("devices of the configuration beside the default ones, and a /dev that ends read-only", () => {
  compare("devices", (config) => {
    config.mounts = config.mounts.filter((mount: Json) => mount.destination !== "/dev");
    config.mounts.unshift({ destination: "/dev", type: "tmpfs", source: "d", options: ["ro", "nosuid"] });
    config.linux.devices = [
      { path: "/dev/fuse", type: "c", major: 10, minor: 229, fileMode: 0o660, uid: 5, gid: 7 },
      { path: "/dev/sub/fifo", type: "p", fileMode: 0o600 },
      { path: "/dev/ptmx", type: "c", major: 5, minor: 2 },
    ];
  });
});

test("a root on a file system with flags of its own", () => {
  for (const readonly of [true, false])
    compare(
      "flags",
      (config) => {
        config.root.readonly = readonly;
      },
      "mount -t tmpfs -o nosuid,nodev,noatime t /mnt && cp -a ROOTFS/. /mnt && mount --bind /mnt ROOTFS",
    );
});

for (const propagation of ["", "rslave", "slave", "rprivate", "private"])
  for (const shared of [false, true])
    test(`rootfsPropagation "${propagation}" on a ${shared ? "shared" : "private"} host`, () => {
      compare(
        "propagation",
        (config) => {
          config.linux.rootfsPropagation = propagation;
          config.mounts.push(
            { destination: "/a", type: "bind", source: "/dev/shm", options: ["rbind"] },
            { destination: "/b", type: "bind", source: "/dev/shm", options: ["rbind", "rshared"] },
            { destination: "/c", type: "bind", source: "/sys", options: ["rbind", "rslave"] },
          );
        },
        shared ? "mount --make-rshared /" : "mount --make-rprivate /",
      );
    });

for (const propagation of ["shared", "rshared"])
  test(`rootfsPropagation "${propagation}" differs from runc's in the root alone, which runc leaves private before 1.2`, () => {
    const change = (config: Json) => {
      config.linux.rootfsPropagation = propagation;
      config.mounts.push({ destination: "/a", type: "bind", source: "/dev/shm", options: ["rbind"] });
    };
    const { theirs, mine } = both("shared", change, "mount --make-rshared /");
    const [root, ...rest] = mine.mountinfo.split("\n");
    const [theirRoot, ...theirRest] = theirs.mountinfo.split("\n");
    assert.match(root!, / \/ ro,relatime shared:\d+ - /);
    assert.match(theirRoot!, / \/ ro,relatime - /);
    const list = (lines: string[]) => ({ mountinfo: lines.join("\n") });
    assert.equal(differences(list(theirRest), list(rest)), []);
  });

test('rootfsPropagation "unbindable" works, which it does not under runc with a root on the mount of "/"', () => {
  const bundle = runcSpecBundle("unbindable", (config) => {
    config.linux.rootfsPropagation = "unbindable";
  });
  const onRoot = statSync(bundle.path).dev === statSync("/").dev;
  const theirs = run(["runc", "run", "--bundle", bundle.path, uniqueName("unbindable")]);
  assert.is(theirs.status, onRoot ? 1 : 0, theirs.stderr);
  assert.match(ours(bundle, []), / \/ ro,relatime unbindable - /);
});

test("--no-pivot", () => {
  const bundle = runcSpecBundle("no-pivot", (config) => {
    config.process.args = ["sh", "-c", SCRIPT];
  });
  const id = uniqueName("no-pivot");
  const theirs = view(output(["runc", "run", "--no-pivot", "--bundle", bundle.path, id]), id);
  const words = toArgv(options, { ...mountStageOptions(bundle.config, bundle.path), noPivot: true });
  const chain = [
    "ns-exec",
    "--mount",
    "--propagation=unchanged",
    "--net",
    "--ipc",
    ...(hasCgroup(bundle) ? ["--cgroup"] : []),
    "--",
    "mnt-root",
    ...words,
  ];
  const mine = run([tool("ns-exec"), "--pid", "--fork", "--", ...chain, "--", "sh", "-c", SCRIPT]);
  assert.equal(differences(theirs, view(mine.stdout, id)), [], mine.stderr);
});

test.run();
