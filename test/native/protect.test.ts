// CVE-2019-5736: the program file of a protected name cannot be written through its process.
// The mechanism is asserted (mount flags, seals, descriptors, order of calls), not an attack.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, closeSync, copyFileSync, openSync, readFileSync, readSync, writeSync } from "node:fs";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { frozen, hosts, prelude, run, scratch, sh, skip } from "./tools.ts";

const test = suite("protect");

const source = `${prelude}
host.protect(["oci-run", "ns-exec"]);
const read = (path) => {
  const fd = host.syscall(NR.openat, AT_FDCWD, path, 0, 0), bytes = new Uint8Array(4096);
  return fd < 0 ? "error " + fd : host.decode(bytes, 0, host.syscall(NR.read, fd, bytes, 4096)).trim();
};
const link = (path) => { const b = new Uint8Array(4096), n = host.syscall(NR.readlinkat, AT_FDCWD, path, b, 4096); return n < 0 ? n : host.decode(b, 0, n); };
const statfs = () => { const b = new BigUint64Array(15); const r = host.syscall(NR.statfs, "/proc/self/exe", b); return r < 0 ? { r } : { type: Number(b[0]), readOnly: Number(b[10]) & 1 }; };
const seals = () => { const fd = host.syscall(NR.openat, AT_FDCWD, "/proc/self/exe", 0, 0); return host.syscall(NR.fcntl, fd, 1034); };
host.main((argv) => {
  if (argv.includes("--quiet")) return 0;
  if (argv.includes("--wait")) { print("ready"); host.syscall(NR.read, 0, new Uint8Array(1), 1); return 0; }
  const fds = [];
  for (let fd = 0; fd < 64; fd++) if (host.syscall(NR.fcntl, fd, 1) >= 0) fds.push(fd);
  const { type, readOnly } = statfs();
  print(JSON.stringify({
    argv, fds, type, readOnly, seals: seals(), exe: link("/proc/self/exe"),
    dumpable: host.syscall(NR.prctl, 3, 0, 0, 0, 0), comm: read("/proc/self/comm"),
    marker: host.environ().filter((e) => e.startsWith("ISOBOX_PROTECTED")), kept: host.environ().includes("KEPT=yes"),
  }));
});
`;

type Seen = {
  argv: string[];
  fds: number[];
  type: number;
  readOnly: number;
  seals: number;
  exe: string;
  dumpable: number;
  comm: string;
  marker: string[];
  kept: boolean;
};
const TMPFS = 0x01021994;
const env = { KEPT: "yes", PATH: process.env["PATH"] ?? "" };

// A launcher on the same host: puts a seccomp filter before the program that answers an
// errno for some calls, as an old kernel or an engine's own profile would.
const launcher = `${prelude}
host.main((argv) => {
  const [errno, calls, program, ...rest] = argv.slice(1);
  const list = calls.split(",").map(Number);
  const filter = new DataView(new ArrayBuffer(8 * (list.length + 3)));
  const put = (i, code, jt, jf, k) => { filter.setUint16(i * 8, code, true); filter.setUint8(i * 8 + 2, jt); filter.setUint8(i * 8 + 3, jf); filter.setUint32(i * 8 + 4, k, true); };
  put(0, 0x20, 0, 0, 0);
  list.forEach((nr, i) => put(i + 1, 0x15, list.length - i, 0, nr));
  put(list.length + 1, 6, 0, 0, 0x7fff0000);
  put(list.length + 2, 6, 0, 0, 0x00050000 + Number(errno));
  const prog = new BigUint64Array([BigInt(list.length + 3), BigInt(host.address(filter))]);
  host.syscall(NR.prctl, 38, 1, 0, 0, 0);
  if (host.syscall(NR.prctl, 22, 2, prog, 0, 0) !== 0) throw new Error("seccomp");
  const words = [program, ...rest].map((w) => host.encode(w + "\\n"));
  for (const w of words) w[w.length - 1] = 0;
  const pointers = new BigUint64Array([...words.map((w) => BigInt(host.address(w))), 0n]);
  const environment = host.encode("KEPT=yes\\n"); environment[environment.length - 1] = 0;
  const e = new BigUint64Array([BigInt(host.address(environment)), 0n]);
  print("execve " + host.syscall(NR.execve, program, pointers, e));
});
`;

chmodSync(scratch, 0o755);
const ENOSYS = 38;
const EPERM = 1;
const OPEN_TREE = 428;
const MOUNT_SETATTR = 442;
const MEMFD_CREATE = process.arch === "x64" ? 319 : 279;

for (const { libc, host } of hosts) {
  const plain = frozen(`plain-${libc}`, source, host);
  const launch = frozen(`launch-${libc}`, launcher, host);
  const program = join(scratch, `${libc}-oci`, "oci-run");
  run("mkdir", ["-p", join(program, "..")]);
  copyFileSync(plain, program);
  const see = (stdout: string): Seen => JSON.parse(stdout);
  const asNobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];

  const isProtected = (seen: Seen, comm: string) => {
    assert.ok(seen.readOnly === 1 || (seen.type === TMPFS && (seen.seals & 15) === 15), JSON.stringify(seen));
    assert.equal(seen.fds, [0, 1, 2]);
    assert.equal(seen.marker, []);
    assert.is(seen.dumpable, 0);
    assert.is(seen.comm, comm);
    assert.ok(seen.kept);
  };

  test(`a name that is not protected starts once, from its file (${libc})`, () => {
    const seen = see(run(plain, ["a"], { env }).stdout);
    assert.is(seen.exe, plain);
    assert.is(seen.readOnly, 0);
    assert.is(seen.dumpable, 1);
  });

  test(`root: a read-only clone of the mount, and no descriptor of it is left (${libc})`, () => {
    const seen = see(run(program, ["a", "b\u00e9"], { env }).stdout);
    isProtected(seen, "oci-run");
    assert.is(seen.readOnly, 1);
    assert.is.not(seen.type, TMPFS);
    assert.equal(seen.argv, [program, "a", "b\u00e9"]);
  });

  test(`a handle on /proc/PID/exe, kept until the process has ended, cannot be written through (${libc})`, async () => {
    const attack = async (command: string, args: string[]) => {
      const child = spawn(command, [...args, "--wait"], { stdio: ["pipe", "pipe", "inherit"] });
      await once(child.stdout, "data");
      const handle = openSync(`/proc/${child.pid}/exe`, "r");
      child.stdin.end();
      await once(child, "exit");
      try {
        const writable = openSync(`/proc/self/fd/${handle}`, "r+");
        const byte = new Uint8Array(1);
        readSync(writable, byte, 0, 1, 0);
        writeSync(writable, byte, 0, 1, 0);
        closeSync(writable);
        return "written";
      } catch (error) {
        return (error as NodeJS.ErrnoException).code;
      } finally {
        closeSync(handle);
      }
    };
    assert.is(await attack(program, []), "EROFS");
    assert.is(await attack("setpriv", [...asNobody, program]), "EPERM");
    // The control: without protection the same steps reach the file.
    assert.is(await attack(plain, []), "written");
  });

  test(`isobox with the tool as its first word is the same (${libc})`, () => {
    const isobox = join(program, "..", "isobox");
    copyFileSync(plain, isobox);
    isProtected(see(run(isobox, ["ns-exec", "x"], { env }).stdout), "isobox");
    assert.is(see(run(isobox, ["cap-drop"], { env }).stdout).dumpable, 1);
  });

  test(`any program that is told to --join is protected too, and stays dumpable for its id maps (${libc})`, () => {
    const tool = join(program, "..", "isobox-tool");
    copyFileSync(plain, tool);
    for (const words of [
      ["--join", "net=/x"],
      ["-a", "--join=net=/x"],
    ]) {
      const seen = see(run(tool, words, { env }).stdout);
      assert.is(seen.readOnly, 1);
      assert.is(seen.dumpable, 1);
    }
    for (const words of [["--joint"], ["join"], []])
      assert.is(see(run(tool, words, { env }).stdout).readOnly, 0, words.join(" "));
  });

  test(`an ordinary user: a sealed copy in memory (${libc})`, () => {
    const seen = see(run("setpriv", [...asNobody, program, "a"], { env }).stdout);
    isProtected(seen, "oci-run");
    assert.is(seen.type, TMPFS);
    assert.is(seen.seals & 15, 15);
  });

  for (const [errno, calls, what] of [
    [ENOSYS, [OPEN_TREE], "open_tree is unknown"],
    [ENOSYS, [MOUNT_SETATTR], "mount_setattr is unknown"],
    [EPERM, [OPEN_TREE], "open_tree is refused"],
  ] as const) {
    test(`where ${what}: a sealed copy in memory (${libc})`, () => {
      const outcome = run(launch, [String(errno), calls.join(), program, "a"]);
      isProtected(see(outcome.stdout), "oci-run");
      assert.is(see(outcome.stdout).type, TMPFS);
    });
  }

  test(`where neither is allowed: a clear refusal, and the engine never starts (${libc})`, () => {
    const refused = run(launch, [String(EPERM), `${OPEN_TREE},${MEMFD_CREATE}`, program, "a"]);
    assert.equal(refused, {
      status: 1,
      signal: null,
      stdout: "",
      stderr: "oci-run: cannot protect its own program file (CVE-2019-5736): memfd_create: EPERM\n",
    });
    const other = join(program, "..", "ns-exec");
    copyFileSync(plain, other);
    assert.is(run(launch, [String(EPERM), `${OPEN_TREE},${MEMFD_CREATE}`, other]).status, 125);
    const files = sh(`ulimit -n 3; exec "$0"`, program);
    assert.is(files.status, 1);
    assert.match(files.stderr, /cannot protect .* EMFILE/);
    const size = sh(`ulimit -f 8; exec setpriv --reuid=65534 --clear-groups "$0"`, program);
    assert.is(size.signal, null);
    assert.match(size.stderr, /cannot protect .*copy: EFBIG/);
  });

  test(`a file on a read-only mount is left where it is (${libc})`, () => {
    const line = `mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && KEPT=yes "$0" && grep -c . /proc/self/mountinfo >/dev/null`;
    const outcome = run("unshare", ["--mount", "/bin/sh", "-c", line, program], { env });
    if (outcome.status !== 0) return skip(`no private mount namespace: ${outcome.stderr}`);
    const seen = see(outcome.stdout);
    isProtected(seen, "oci-run");
    assert.is(seen.exe, program);
  });

  test(`without /proc the path from execve(2) serves, and the second start believes its marker (${libc})`, () => {
    const trace = join(scratch, `trace-${libc}`);
    const line = `umount -l /proc && exec strace -o ${trace} -e trace=open_tree,execveat,exit_group "$0" --quiet`;
    const outcome = run("unshare", ["--mount", "/bin/sh", "-c", line, program]);
    if (/strace: not found|not permitted/.test(outcome.stderr)) return skip(outcome.stderr);
    assert.is(outcome.status, 0, outcome.stderr);
    const calls = readFileSync(trace, "utf8");
    assert.match(
      calls,
      new RegExp(`open_tree\\(AT_FDCWD, "${program}", OPEN_TREE_CLONE\\|OPEN_TREE_CLOEXEC\\) = 3`),
    );
    assert.is(calls.match(/execveat\(.*= 0/g)?.length, 1);
  });

  test(`a marker in the environment of a first start is not believed (${libc})`, () => {
    // The same process id, as an engine that is to be deceived would have to guess: exec keeps it.
    const outcome = sh(`export KEPT=yes; ISOBOX_PROTECTED=$$ exec "$0"`, program);
    assert.is(outcome.status, 1);
    assert.match(outcome.stderr, /still writable after the second exec/);
    isProtected(see(sh(`export KEPT=yes; ISOBOX_PROTECTED=1 exec "$0"`, program).stdout), "oci-run");
  });
}

test.run();
