// Makes the guest: Debian's kernel, an initial file system with busybox and nine modules, and the saved state of a
// machine that has booted and waits. Its root is the host's own, so there is no system to install. Everything lies
// in one directory outside of the repository, and is made once.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import { debian, say } from "../../scripts/setup.mjs";
import { Machine } from "./machine.mjs";

const here = import.meta.dirname;
/** Where the guest is kept. */
const cache =
  process.env.ISOBOX_VM_DIR ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "isobox/vm");
/** What the initial file system loads; the rest is loaded on demand, from the guest's /lib/modules. */
const loaded = ["virtio_pci", "virtio_console", "virtio_blk", "virtio-rng", "9p", "9pnet_virtio", "overlay"];
/** Directories of a kernel package that are unpacked: a tenth of it. */
const wanted = [
  "*boot/vmlinuz-*",
  "*lib/modules/*/modules.*",
  ...[
    ...["fs", "net", "lib", "crypto", "drivers/virtio", "drivers/block", "drivers/char"],
    // A device of RDMA that is made of a network interface.
    ...["drivers/infiniband/core", "drivers/infiniband/sw"],
  ].map((directory) => `*lib/modules/*/kernel/${directory}/*`),
  ...["veth", "dummy", "tun", "macvlan", "virtio_net", "net_failover", "ifb"].map(
    (name) => `*lib/modules/*/kernel/drivers/net/${name}.ko*`,
  ),
];

/** Why this machine cannot run a guest. */
export class CannotRun extends Error {}

/** Runs a program that must succeed; returns its output. */
function output(command, args, options = {}) {
  return execFileSync(command, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], ...options });
}

/** The kernel package that Debian's newest one stands for, as `linux-image-6.1.0-37-amd64`. */
function kernelPackage() {
  const ask = () =>
    /Depends: (linux-image-\S+)/.exec(
      spawnSync("apt-cache", ["depends", "linux-image-amd64"], { encoding: "utf8" }).stdout,
    )?.[1];
  const known = ask();
  if (known) return known;
  spawnSync("apt-get", ["-qq", "update"], { stdio: "ignore" });
  return ask();
}

/** Makes a directory under another name first, so that what has the name is whole. */
function makeDirectory(path, fill) {
  if (existsSync(path)) return path;
  const partial = `${path}.${process.pid}`;
  mkdirSync(partial, { recursive: true });
  try {
    fill(partial);
    if (!existsSync(path)) renameSync(partial, path);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
  return path;
}

/** Downloads and unpacks the kernel. */
function fetchKernel(directory) {
  const name = kernelPackage();
  if (!name) throw new CannotRun("apt knows no linux-image-amd64");
  say(`fetching ${name} for the guest into ${cache}`);
  const download = () => spawnSync("apt-get", ["-qq", "download", name], { cwd: directory, stdio: "ignore" });
  if (download().status !== 0) {
    spawnSync("apt-get", ["-qq", "update"], { stdio: "ignore" });
    if (download().status !== 0) throw new CannotRun(`apt-get download ${name} failed`);
  }
  const archive = readdirSync(directory).find((file) => file.endsWith(".deb"));
  const words = wanted.map((pattern) => `'${pattern}'`).join(" ");
  output("sh", ["-c", `dpkg-deb --fsys-tarfile ${archive} | tar -x --wildcards ${words}`], {
    cwd: directory,
    stdio: ["ignore", "pipe", "pipe"],
  });
  rmSync(join(directory, archive));
  // Where modprobe looks, also for a kernel packaged for a merged /usr.
  if (!existsSync(join(directory, "lib"))) renameSync(join(directory, "usr/lib"), join(directory, "lib"));
  const version = readdirSync(join(directory, "lib/modules"))[0];
  output("depmod", ["-b", directory, version]);
}

/** Writes the initial file system: an archive of busybox, init.sh and the modules in the order of their needs. */
function makeInitrd(kernel, version, directory) {
  const tree = join(directory, "initrd.d");
  for (const name of ["bin", "modules", "proc", "sys", "dev", "lower", "upper", "root"])
    mkdirSync(join(tree, name), { recursive: true });
  copyFileSync("/bin/busybox", join(tree, "bin/busybox"));
  copyFileSync("/bin/busybox", join(tree, "bin/sh"));
  output("install", ["-m755", join(here, "init.sh"), join(tree, "init")]);
  const paths = loaded
    .flatMap((name) => output("modprobe", ["-d", kernel, "-S", version, "--show-depends", name]).split("\n"))
    .map((line) => /^insmod (\S+)/.exec(line)?.[1])
    .filter((path) => path);
  const order = [...new Set(paths)];
  for (const path of order) copyFileSync(path, join(tree, "modules", basename(path)));
  writeFileSync(join(tree, "modules/order"), order.map((path) => `${basename(path)}\n`).join(""));
  output("sh", ["-c", `find . | busybox cpio -o -H newc > ../initrd`], { cwd: tree, stdio: "ignore" });
  rmSync(tree, { recursive: true });
}

/** The files of a guest that is ready to run. @throws {CannotRun} */
export async function makeGuest() {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new CannotRun(
      `the guest is made for Linux on x86_64 only; this is ${process.platform}, ${process.arch}`,
    );
  const packages = ["qemu-system-x86", "kmod", "busybox-static", "util-linux", "iproute2"];
  if (!debian(packages, "the guest with pure cgroup v2"))
    throw new CannotRun(`Debian's ${packages.join(", ")} are needed, and could not be installed`);

  mkdirSync(cache, { recursive: true });
  // What is unpacked is in its name.
  const parts = createHash("sha256").update(wanted.join()).digest("hex").slice(0, 12);
  const kernel = makeDirectory(join(cache, `kernel-${parts}`), fetchKernel);
  const version = readdirSync(join(kernel, "lib/modules"))[0];
  const guest = {
    image: join(kernel, "boot", `vmlinuz-${version}`),
    modules: join(kernel, "lib/modules", version),
  };

  // What is saved is of this emulator, this kernel and these files.
  const hash = createHash("sha256")
    .update(output("qemu-system-x86_64", ["--version"]))
    .update(version);
  for (const file of ["make.mjs", "machine.mjs", "init.sh"]) hash.update(readFileSync(join(here, file)));
  const path = join(cache, `guest-${hash.digest("hex").slice(0, 12)}`);
  if (!existsSync(path)) {
    for (const old of readdirSync(cache).filter((name) => name.startsWith("guest-")))
      rmSync(join(cache, old), { recursive: true, force: true });
    const partial = `${path}.${process.pid}`;
    mkdirSync(partial);
    try {
      makeInitrd(kernel, version, partial);
      say("booting the guest for the first time, and saving it");
      const machine = new Machine({ ...guest, initrd: join(partial, "initrd") });
      try {
        await machine.waiting();
        await machine.save(join(partial, "state"));
      } finally {
        await machine[Symbol.asyncDispose]();
      }
      renameSync(partial, path);
    } finally {
      rmSync(partial, { recursive: true, force: true });
    }
  }
  return { ...guest, initrd: join(path, "initrd"), state: join(path, "state") };
}
