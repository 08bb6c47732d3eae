// test/native/protect.test.ts
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, closeSync, copyFileSync, openSync, readFileSync, readSync, writeSync } from "node:fs";
import { join as join2 } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";

// test/native/tools.ts
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
var root = process.env["ISOBOX_ROOT"] ?? process.cwd();
var builder = await import(pathToFileURL(join(root, "native/build.mjs")).href);
var scratch = mkdtempSync(join(tmpdir(), "isobox-native-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));
var hosts = [
  { libc: "musl", host: builder.buildHost({ libc: "auto" }) },
  { libc: "glibc", host: builder.buildHost({ libc: "glibc" }) }
];
var host = hosts[0].host;
function frozen(name, source2, by = host) {
  const bundle = join(scratch, `${name}.js`);
  writeFileSync(bundle, source2);
  const out = join(scratch, name);
  const run2 = spawnSync(by, ["--freeze", bundle, "-o", out], { encoding: "utf8" });
  if (run2.status !== 0) throw new Error(`cannot freeze ${name}: ${run2.stderr}`);
  return out;
}
function run(program, args = [], options = {}) {
  const result = spawnSync(program, args, {
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 1 << 28,
    ...options,
    encoding: "utf8"
  });
  if (result.error) throw result.error;
  const { status, signal, stdout, stderr } = result;
  return { status, signal, stdout, stderr };
}
function sh(line, program, args = []) {
  return run("/bin/sh", ["-c", line, program, ...args]);
}
var calls = {
  brk: [12, 214],
  clone: [56, 220],
  close: [3, 57],
  execve: [59, 221],
  fcntl: [72, 25],
  getdents64: [217, 61],
  getpid: [39, 172],
  mkdirat: [258, 34],
  mmap: [9, 222],
  openat: [257, 56],
  pipe2: [293, 59],
  prctl: [157, 167],
  read: [0, 63],
  readlinkat: [267, 78],
  rt_sigprocmask: [14, 135],
  statfs: [137, 43],
  symlinkat: [266, 36],
  unlinkat: [263, 35],
  wait4: [61, 260],
  write: [1, 64]
};
var numbers = Object.entries(calls).map(([name, both]) => [name, both[process.arch === "x64" ? 0 : 1]]);
var prelude = `
const host = __host__, NR = ${JSON.stringify(Object.fromEntries(numbers))}, AT_FDCWD = -100;
const print = (text) => { const bytes = host.encode(text + "\\n"); host.syscall(NR.write, 1, bytes, bytes.length); };
const describe = (f) => { try { return String(f()); } catch (e) { return e.name + ": " + e.message; } };
`;
function skip(reason) {
  console.log(`SKIP ${reason}`);
}

// test/native/protect.test.ts
var test = suite("protect");
var source = `${prelude}
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
var TMPFS = 16914836;
var env = { KEPT: "yes", PATH: process.env["PATH"] ?? "" };
var launcher = `${prelude}
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
chmodSync(scratch, 493);
var ENOSYS = 38;
var EPERM = 1;
var OPEN_TREE = 428;
var MOUNT_SETATTR = 442;
var MEMFD_CREATE = process.arch === "x64" ? 319 : 279;
for (const { libc, host: host2 } of hosts) {
  const plain = frozen(`plain-${libc}`, source, host2);
  const launch = frozen(`launch-${libc}`, launcher, host2);
  const program = join2(scratch, `${libc}-oci`, "oci-run");
  run("mkdir", ["-p", join2(program, "..")]);
  copyFileSync(plain, program);
  const see = (stdout) => JSON.parse(stdout);
  const asNobody = ["--reuid=65534", "--regid=65534", "--clear-groups"];
  const isProtected = (seen, comm) => {
    assert.ok(seen.readOnly === 1 || seen.type === TMPFS && (seen.seals & 15) === 15, JSON.stringify(seen));
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
    const seen = see(run(program, ["a", "b\xE9"], { env }).stdout);
    isProtected(seen, "oci-run");
    assert.is(seen.readOnly, 1);
    assert.is.not(seen.type, TMPFS);
    assert.equal(seen.argv, [program, "a", "b\xE9"]);
  });
  test(`a handle on /proc/PID/exe, kept until the process has ended, cannot be written through (${libc})`, async () => {
    const attack = async (command, args) => {
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
        return error.code;
      } finally {
        closeSync(handle);
      }
    };
    assert.is(await attack(program, []), "EROFS");
    assert.is(await attack("setpriv", [...asNobody, program]), "EPERM");
    assert.is(await attack(plain, []), "written");
  });
  test(`isobox with the tool as its first word is the same (${libc})`, () => {
    const isobox = join2(program, "..", "isobox");
    copyFileSync(plain, isobox);
    isProtected(see(run(isobox, ["ns-exec", "x"], { env }).stdout), "isobox");
    assert.is(see(run(isobox, ["cap-drop"], { env }).stdout).dumpable, 1);
  });
  test(`an ordinary user: a sealed copy in memory (${libc})`, () => {
    const seen = see(run("setpriv", [...asNobody, program, "a"], { env }).stdout);
    isProtected(seen, "oci-run");
    assert.is(seen.type, TMPFS);
    assert.is(seen.seals & 15, 15);
  });
  for (const [errno, calls2, what] of [
    [ENOSYS, [OPEN_TREE], "open_tree is unknown"],
    [ENOSYS, [MOUNT_SETATTR], "mount_setattr is unknown"],
    [EPERM, [OPEN_TREE], "open_tree is refused"]
  ]) {
    test(`where ${what}: a sealed copy in memory (${libc})`, () => {
      const outcome = run(launch, [String(errno), calls2.join(), program, "a"]);
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
      stderr: "oci-run: cannot protect its own program file (CVE-2019-5736): memfd_create: EPERM\n"
    });
    const other = join2(program, "..", "ns-exec");
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
    const trace = join2(scratch, `trace-${libc}`);
    const line = `umount -l /proc && exec strace -o ${trace} -e trace=open_tree,execveat,exit_group "$0" --quiet`;
    const outcome = run("unshare", ["--mount", "/bin/sh", "-c", line, program]);
    if (/strace: not found|not permitted/.test(outcome.stderr)) return skip(outcome.stderr);
    assert.is(outcome.status, 0, outcome.stderr);
    const calls2 = readFileSync(trace, "utf8");
    assert.match(
      calls2,
      new RegExp(`open_tree\\(AT_FDCWD, "${program}", OPEN_TREE_CLONE\\|OPEN_TREE_CLOEXEC\\) = 3`)
    );
    assert.is(calls2.match(/execveat\(.*= 0/g)?.length, 1);
  });
  test(`a marker in the environment of a first start is not believed (${libc})`, () => {
    const outcome = sh(`export KEPT=yes; ISOBOX_PROTECTED=$$ exec "$0"`, program);
    assert.is(outcome.status, 1);
    assert.match(outcome.stderr, /still writable after the second exec/);
    isProtected(see(sh(`export KEPT=yes; ISOBOX_PROTECTED=1 exec "$0"`, program).stdout), "oci-run");
  });
}
test.run();
//# sourceMappingURL=data:application/json;base64,ewogICJ2ZXJzaW9uIjogMywKICAic291cmNlcyI6IFsiLi4vbmF0aXZlL3Byb3RlY3QudGVzdC50cyIsICIuLi9uYXRpdmUvdG9vbHMudHMiXSwKICAic291cmNlc0NvbnRlbnQiOiBbIi8vIENWRS0yMDE5LTU3MzY6IHRoZSBwcm9ncmFtIGZpbGUgb2YgYSBwcm90ZWN0ZWQgbmFtZSBjYW5ub3QgYmUgd3JpdHRlbiB0aHJvdWdoIGl0cyBwcm9jZXNzLlxuLy8gVGhlIG1lY2hhbmlzbSBpcyBhc3NlcnRlZCAobW91bnQgZmxhZ3MsIHNlYWxzLCBkZXNjcmlwdG9ycywgb3JkZXIgb2YgY2FsbHMpLCBub3QgYW4gYXR0YWNrLlxuaW1wb3J0IHsgc3Bhd24gfSBmcm9tIFwibm9kZTpjaGlsZF9wcm9jZXNzXCI7XG5pbXBvcnQgeyBvbmNlIH0gZnJvbSBcIm5vZGU6ZXZlbnRzXCI7XG5pbXBvcnQgeyBjaG1vZFN5bmMsIGNsb3NlU3luYywgY29weUZpbGVTeW5jLCBvcGVuU3luYywgcmVhZEZpbGVTeW5jLCByZWFkU3luYywgd3JpdGVTeW5jIH0gZnJvbSBcIm5vZGU6ZnNcIjtcbmltcG9ydCB7IGpvaW4gfSBmcm9tIFwibm9kZTpwYXRoXCI7XG5pbXBvcnQgeyBzdWl0ZSB9IGZyb20gXCJ1dnVcIjtcbmltcG9ydCAqIGFzIGFzc2VydCBmcm9tIFwidXZ1L2Fzc2VydFwiO1xuaW1wb3J0IHsgZnJvemVuLCBob3N0cywgcHJlbHVkZSwgcnVuLCBzY3JhdGNoLCBzaCwgc2tpcCB9IGZyb20gXCIuL3Rvb2xzLnRzXCI7XG5cbmNvbnN0IHRlc3QgPSBzdWl0ZShcInByb3RlY3RcIik7XG5cbmNvbnN0IHNvdXJjZSA9IGAke3ByZWx1ZGV9XG5ob3N0LnByb3RlY3QoW1wib2NpLXJ1blwiLCBcIm5zLWV4ZWNcIl0pO1xuY29uc3QgcmVhZCA9IChwYXRoKSA9PiB7XG4gIGNvbnN0IGZkID0gaG9zdC5zeXNjYWxsKE5SLm9wZW5hdCwgQVRfRkRDV0QsIHBhdGgsIDAsIDApLCBieXRlcyA9IG5ldyBVaW50OEFycmF5KDQwOTYpO1xuICByZXR1cm4gZmQgPCAwID8gXCJlcnJvciBcIiArIGZkIDogaG9zdC5kZWNvZGUoYnl0ZXMsIDAsIGhvc3Quc3lzY2FsbChOUi5yZWFkLCBmZCwgYnl0ZXMsIDQwOTYpKS50cmltKCk7XG59O1xuY29uc3QgbGluayA9IChwYXRoKSA9PiB7IGNvbnN0IGIgPSBuZXcgVWludDhBcnJheSg0MDk2KSwgbiA9IGhvc3Quc3lzY2FsbChOUi5yZWFkbGlua2F0LCBBVF9GRENXRCwgcGF0aCwgYiwgNDA5Nik7IHJldHVybiBuIDwgMCA/IG4gOiBob3N0LmRlY29kZShiLCAwLCBuKTsgfTtcbmNvbnN0IHN0YXRmcyA9ICgpID0+IHsgY29uc3QgYiA9IG5ldyBCaWdVaW50NjRBcnJheSgxNSk7IGNvbnN0IHIgPSBob3N0LnN5c2NhbGwoTlIuc3RhdGZzLCBcIi9wcm9jL3NlbGYvZXhlXCIsIGIpOyByZXR1cm4gciA8IDAgPyB7IHIgfSA6IHsgdHlwZTogTnVtYmVyKGJbMF0pLCByZWFkT25seTogTnVtYmVyKGJbMTBdKSAmIDEgfTsgfTtcbmNvbnN0IHNlYWxzID0gKCkgPT4geyBjb25zdCBmZCA9IGhvc3Quc3lzY2FsbChOUi5vcGVuYXQsIEFUX0ZEQ1dELCBcIi9wcm9jL3NlbGYvZXhlXCIsIDAsIDApOyByZXR1cm4gaG9zdC5zeXNjYWxsKE5SLmZjbnRsLCBmZCwgMTAzNCk7IH07XG5ob3N0Lm1haW4oKGFyZ3YpID0+IHtcbiAgaWYgKGFyZ3YuaW5jbHVkZXMoXCItLXF1aWV0XCIpKSByZXR1cm4gMDtcbiAgaWYgKGFyZ3YuaW5jbHVkZXMoXCItLXdhaXRcIikpIHsgcHJpbnQoXCJyZWFkeVwiKTsgaG9zdC5zeXNjYWxsKE5SLnJlYWQsIDAsIG5ldyBVaW50OEFycmF5KDEpLCAxKTsgcmV0dXJuIDA7IH1cbiAgY29uc3QgZmRzID0gW107XG4gIGZvciAobGV0IGZkID0gMDsgZmQgPCA2NDsgZmQrKykgaWYgKGhvc3Quc3lzY2FsbChOUi5mY250bCwgZmQsIDEpID49IDApIGZkcy5wdXNoKGZkKTtcbiAgY29uc3QgeyB0eXBlLCByZWFkT25seSB9ID0gc3RhdGZzKCk7XG4gIHByaW50KEpTT04uc3RyaW5naWZ5KHtcbiAgICBhcmd2LCBmZHMsIHR5cGUsIHJlYWRPbmx5LCBzZWFsczogc2VhbHMoKSwgZXhlOiBsaW5rKFwiL3Byb2Mvc2VsZi9leGVcIiksXG4gICAgZHVtcGFibGU6IGhvc3Quc3lzY2FsbChOUi5wcmN0bCwgMywgMCwgMCwgMCwgMCksIGNvbW06IHJlYWQoXCIvcHJvYy9zZWxmL2NvbW1cIiksXG4gICAgbWFya2VyOiBob3N0LmVudmlyb24oKS5maWx0ZXIoKGUpID0+IGUuc3RhcnRzV2l0aChcIklTT0JPWF9QUk9URUNURURcIikpLCBrZXB0OiBob3N0LmVudmlyb24oKS5pbmNsdWRlcyhcIktFUFQ9eWVzXCIpLFxuICB9KSk7XG59KTtcbmA7XG5cbnR5cGUgU2VlbiA9IHtcbiAgYXJndjogc3RyaW5nW107XG4gIGZkczogbnVtYmVyW107XG4gIHR5cGU6IG51bWJlcjtcbiAgcmVhZE9ubHk6IG51bWJlcjtcbiAgc2VhbHM6IG51bWJlcjtcbiAgZXhlOiBzdHJpbmc7XG4gIGR1bXBhYmxlOiBudW1iZXI7XG4gIGNvbW06IHN0cmluZztcbiAgbWFya2VyOiBzdHJpbmdbXTtcbiAga2VwdDogYm9vbGVhbjtcbn07XG5jb25zdCBUTVBGUyA9IDB4MDEwMjE5OTQ7XG5jb25zdCBlbnYgPSB7IEtFUFQ6IFwieWVzXCIsIFBBVEg6IHByb2Nlc3MuZW52W1wiUEFUSFwiXSA/PyBcIlwiIH07XG5cbi8vIEEgbGF1bmNoZXIgb24gdGhlIHNhbWUgaG9zdDogcHV0cyBhIHNlY2NvbXAgZmlsdGVyIGJlZm9yZSB0aGUgcHJvZ3JhbSB0aGF0IGFuc3dlcnMgYW5cbi8vIGVycm5vIGZvciBzb21lIGNhbGxzLCBhcyBhbiBvbGQga2VybmVsIG9yIGFuIGVuZ2luZSdzIG93biBwcm9maWxlIHdvdWxkLlxuY29uc3QgbGF1bmNoZXIgPSBgJHtwcmVsdWRlfVxuaG9zdC5tYWluKChhcmd2KSA9PiB7XG4gIGNvbnN0IFtlcnJubywgY2FsbHMsIHByb2dyYW0sIC4uLnJlc3RdID0gYXJndi5zbGljZSgxKTtcbiAgY29uc3QgbGlzdCA9IGNhbGxzLnNwbGl0KFwiLFwiKS5tYXAoTnVtYmVyKTtcbiAgY29uc3QgZmlsdGVyID0gbmV3IERhdGFWaWV3KG5ldyBBcnJheUJ1ZmZlcig4ICogKGxpc3QubGVuZ3RoICsgMykpKTtcbiAgY29uc3QgcHV0ID0gKGksIGNvZGUsIGp0LCBqZiwgaykgPT4geyBmaWx0ZXIuc2V0VWludDE2KGkgKiA4LCBjb2RlLCB0cnVlKTsgZmlsdGVyLnNldFVpbnQ4KGkgKiA4ICsgMiwganQpOyBmaWx0ZXIuc2V0VWludDgoaSAqIDggKyAzLCBqZik7IGZpbHRlci5zZXRVaW50MzIoaSAqIDggKyA0LCBrLCB0cnVlKTsgfTtcbiAgcHV0KDAsIDB4MjAsIDAsIDAsIDApO1xuICBsaXN0LmZvckVhY2goKG5yLCBpKSA9PiBwdXQoaSArIDEsIDB4MTUsIGxpc3QubGVuZ3RoIC0gaSwgMCwgbnIpKTtcbiAgcHV0KGxpc3QubGVuZ3RoICsgMSwgNiwgMCwgMCwgMHg3ZmZmMDAwMCk7XG4gIHB1dChsaXN0Lmxlbmd0aCArIDIsIDYsIDAsIDAsIDB4MDAwNTAwMDAgKyBOdW1iZXIoZXJybm8pKTtcbiAgY29uc3QgcHJvZyA9IG5ldyBCaWdVaW50NjRBcnJheShbQmlnSW50KGxpc3QubGVuZ3RoICsgMyksIEJpZ0ludChob3N0LmFkZHJlc3MoZmlsdGVyKSldKTtcbiAgaG9zdC5zeXNjYWxsKE5SLnByY3RsLCAzOCwgMSwgMCwgMCwgMCk7XG4gIGlmIChob3N0LnN5c2NhbGwoTlIucHJjdGwsIDIyLCAyLCBwcm9nLCAwLCAwKSAhPT0gMCkgdGhyb3cgbmV3IEVycm9yKFwic2VjY29tcFwiKTtcbiAgY29uc3Qgd29yZHMgPSBbcHJvZ3JhbSwgLi4ucmVzdF0ubWFwKCh3KSA9PiBob3N0LmVuY29kZSh3ICsgXCJcXFxcblwiKSk7XG4gIGZvciAoY29uc3QgdyBvZiB3b3Jkcykgd1t3Lmxlbmd0aCAtIDFdID0gMDtcbiAgY29uc3QgcG9pbnRlcnMgPSBuZXcgQmlnVWludDY0QXJyYXkoWy4uLndvcmRzLm1hcCgodykgPT4gQmlnSW50KGhvc3QuYWRkcmVzcyh3KSkpLCAwbl0pO1xuICBjb25zdCBlbnZpcm9ubWVudCA9IGhvc3QuZW5jb2RlKFwiS0VQVD15ZXNcXFxcblwiKTsgZW52aXJvbm1lbnRbZW52aXJvbm1lbnQubGVuZ3RoIC0gMV0gPSAwO1xuICBjb25zdCBlID0gbmV3IEJpZ1VpbnQ2NEFycmF5KFtCaWdJbnQoaG9zdC5hZGRyZXNzKGVudmlyb25tZW50KSksIDBuXSk7XG4gIHByaW50KFwiZXhlY3ZlIFwiICsgaG9zdC5zeXNjYWxsKE5SLmV4ZWN2ZSwgcHJvZ3JhbSwgcG9pbnRlcnMsIGUpKTtcbn0pO1xuYDtcblxuY2htb2RTeW5jKHNjcmF0Y2gsIDBvNzU1KTtcbmNvbnN0IEVOT1NZUyA9IDM4O1xuY29uc3QgRVBFUk0gPSAxO1xuY29uc3QgT1BFTl9UUkVFID0gNDI4O1xuY29uc3QgTU9VTlRfU0VUQVRUUiA9IDQ0MjtcbmNvbnN0IE1FTUZEX0NSRUFURSA9IHByb2Nlc3MuYXJjaCA9PT0gXCJ4NjRcIiA/IDMxOSA6IDI3OTtcblxuZm9yIChjb25zdCB7IGxpYmMsIGhvc3QgfSBvZiBob3N0cykge1xuICBjb25zdCBwbGFpbiA9IGZyb3plbihgcGxhaW4tJHtsaWJjfWAsIHNvdXJjZSwgaG9zdCk7XG4gIGNvbnN0IGxhdW5jaCA9IGZyb3plbihgbGF1bmNoLSR7bGliY31gLCBsYXVuY2hlciwgaG9zdCk7XG4gIGNvbnN0IHByb2dyYW0gPSBqb2luKHNjcmF0Y2gsIGAke2xpYmN9LW9jaWAsIFwib2NpLXJ1blwiKTtcbiAgcnVuKFwibWtkaXJcIiwgW1wiLXBcIiwgam9pbihwcm9ncmFtLCBcIi4uXCIpXSk7XG4gIGNvcHlGaWxlU3luYyhwbGFpbiwgcHJvZ3JhbSk7XG4gIGNvbnN0IHNlZSA9IChzdGRvdXQ6IHN0cmluZyk6IFNlZW4gPT4gSlNPTi5wYXJzZShzdGRvdXQpO1xuICBjb25zdCBhc05vYm9keSA9IFtcIi0tcmV1aWQ9NjU1MzRcIiwgXCItLXJlZ2lkPTY1NTM0XCIsIFwiLS1jbGVhci1ncm91cHNcIl07XG5cbiAgY29uc3QgaXNQcm90ZWN0ZWQgPSAoc2VlbjogU2VlbiwgY29tbTogc3RyaW5nKSA9PiB7XG4gICAgYXNzZXJ0Lm9rKHNlZW4ucmVhZE9ubHkgPT09IDEgfHwgKHNlZW4udHlwZSA9PT0gVE1QRlMgJiYgKHNlZW4uc2VhbHMgJiAxNSkgPT09IDE1KSwgSlNPTi5zdHJpbmdpZnkoc2VlbikpO1xuICAgIGFzc2VydC5lcXVhbChzZWVuLmZkcywgWzAsIDEsIDJdKTtcbiAgICBhc3NlcnQuZXF1YWwoc2Vlbi5tYXJrZXIsIFtdKTtcbiAgICBhc3NlcnQuaXMoc2Vlbi5kdW1wYWJsZSwgMCk7XG4gICAgYXNzZXJ0LmlzKHNlZW4uY29tbSwgY29tbSk7XG4gICAgYXNzZXJ0Lm9rKHNlZW4ua2VwdCk7XG4gIH07XG5cbiAgdGVzdChgYSBuYW1lIHRoYXQgaXMgbm90IHByb3RlY3RlZCBzdGFydHMgb25jZSwgZnJvbSBpdHMgZmlsZSAoJHtsaWJjfSlgLCAoKSA9PiB7XG4gICAgY29uc3Qgc2VlbiA9IHNlZShydW4ocGxhaW4sIFtcImFcIl0sIHsgZW52IH0pLnN0ZG91dCk7XG4gICAgYXNzZXJ0LmlzKHNlZW4uZXhlLCBwbGFpbik7XG4gICAgYXNzZXJ0LmlzKHNlZW4ucmVhZE9ubHksIDApO1xuICAgIGFzc2VydC5pcyhzZWVuLmR1bXBhYmxlLCAxKTtcbiAgfSk7XG5cbiAgdGVzdChgcm9vdDogYSByZWFkLW9ubHkgY2xvbmUgb2YgdGhlIG1vdW50LCBhbmQgbm8gZGVzY3JpcHRvciBvZiBpdCBpcyBsZWZ0ICgke2xpYmN9KWAsICgpID0+IHtcbiAgICBjb25zdCBzZWVuID0gc2VlKHJ1bihwcm9ncmFtLCBbXCJhXCIsIFwiYlxcdTAwZTlcIl0sIHsgZW52IH0pLnN0ZG91dCk7XG4gICAgaXNQcm90ZWN0ZWQoc2VlbiwgXCJvY2ktcnVuXCIpO1xuICAgIGFzc2VydC5pcyhzZWVuLnJlYWRPbmx5LCAxKTtcbiAgICBhc3NlcnQuaXMubm90KHNlZW4udHlwZSwgVE1QRlMpO1xuICAgIGFzc2VydC5lcXVhbChzZWVuLmFyZ3YsIFtwcm9ncmFtLCBcImFcIiwgXCJiXFx1MDBlOVwiXSk7XG4gIH0pO1xuXG4gIHRlc3QoYGEgaGFuZGxlIG9uIC9wcm9jL1BJRC9leGUsIGtlcHQgdW50aWwgdGhlIHByb2Nlc3MgaGFzIGVuZGVkLCBjYW5ub3QgYmUgd3JpdHRlbiB0aHJvdWdoICgke2xpYmN9KWAsIGFzeW5jICgpID0+IHtcbiAgICBjb25zdCBhdHRhY2sgPSBhc3luYyAoY29tbWFuZDogc3RyaW5nLCBhcmdzOiBzdHJpbmdbXSkgPT4ge1xuICAgICAgY29uc3QgY2hpbGQgPSBzcGF3bihjb21tYW5kLCBbLi4uYXJncywgXCItLXdhaXRcIl0sIHsgc3RkaW86IFtcInBpcGVcIiwgXCJwaXBlXCIsIFwiaW5oZXJpdFwiXSB9KTtcbiAgICAgIGF3YWl0IG9uY2UoY2hpbGQuc3Rkb3V0LCBcImRhdGFcIik7XG4gICAgICBjb25zdCBoYW5kbGUgPSBvcGVuU3luYyhgL3Byb2MvJHtjaGlsZC5waWR9L2V4ZWAsIFwiclwiKTtcbiAgICAgIGNoaWxkLnN0ZGluLmVuZCgpO1xuICAgICAgYXdhaXQgb25jZShjaGlsZCwgXCJleGl0XCIpO1xuICAgICAgdHJ5IHtcbiAgICAgICAgY29uc3Qgd3JpdGFibGUgPSBvcGVuU3luYyhgL3Byb2Mvc2VsZi9mZC8ke2hhbmRsZX1gLCBcInIrXCIpO1xuICAgICAgICBjb25zdCBieXRlID0gbmV3IFVpbnQ4QXJyYXkoMSk7XG4gICAgICAgIHJlYWRTeW5jKHdyaXRhYmxlLCBieXRlLCAwLCAxLCAwKTtcbiAgICAgICAgd3JpdGVTeW5jKHdyaXRhYmxlLCBieXRlLCAwLCAxLCAwKTtcbiAgICAgICAgY2xvc2VTeW5jKHdyaXRhYmxlKTtcbiAgICAgICAgcmV0dXJuIFwid3JpdHRlblwiO1xuICAgICAgfSBjYXRjaCAoZXJyb3IpIHtcbiAgICAgICAgcmV0dXJuIChlcnJvciBhcyBOb2RlSlMuRXJybm9FeGNlcHRpb24pLmNvZGU7XG4gICAgICB9IGZpbmFsbHkge1xuICAgICAgICBjbG9zZVN5bmMoaGFuZGxlKTtcbiAgICAgIH1cbiAgICB9O1xuICAgIGFzc2VydC5pcyhhd2FpdCBhdHRhY2socHJvZ3JhbSwgW10pLCBcIkVST0ZTXCIpO1xuICAgIGFzc2VydC5pcyhhd2FpdCBhdHRhY2soXCJzZXRwcml2XCIsIFsuLi5hc05vYm9keSwgcHJvZ3JhbV0pLCBcIkVQRVJNXCIpO1xuICAgIC8vIFRoZSBjb250cm9sOiB3aXRob3V0IHByb3RlY3Rpb24gdGhlIHNhbWUgc3RlcHMgcmVhY2ggdGhlIGZpbGUuXG4gICAgYXNzZXJ0LmlzKGF3YWl0IGF0dGFjayhwbGFpbiwgW10pLCBcIndyaXR0ZW5cIik7XG4gIH0pO1xuXG4gIHRlc3QoYGlzb2JveCB3aXRoIHRoZSB0b29sIGFzIGl0cyBmaXJzdCB3b3JkIGlzIHRoZSBzYW1lICgke2xpYmN9KWAsICgpID0+IHtcbiAgICBjb25zdCBpc29ib3ggPSBqb2luKHByb2dyYW0sIFwiLi5cIiwgXCJpc29ib3hcIik7XG4gICAgY29weUZpbGVTeW5jKHBsYWluLCBpc29ib3gpO1xuICAgIGlzUHJvdGVjdGVkKHNlZShydW4oaXNvYm94LCBbXCJucy1leGVjXCIsIFwieFwiXSwgeyBlbnYgfSkuc3Rkb3V0KSwgXCJpc29ib3hcIik7XG4gICAgYXNzZXJ0LmlzKHNlZShydW4oaXNvYm94LCBbXCJjYXAtZHJvcFwiXSwgeyBlbnYgfSkuc3Rkb3V0KS5kdW1wYWJsZSwgMSk7XG4gIH0pO1xuXG4gIHRlc3QoYGFuIG9yZGluYXJ5IHVzZXI6IGEgc2VhbGVkIGNvcHkgaW4gbWVtb3J5ICgke2xpYmN9KWAsICgpID0+IHtcbiAgICBjb25zdCBzZWVuID0gc2VlKHJ1bihcInNldHByaXZcIiwgWy4uLmFzTm9ib2R5LCBwcm9ncmFtLCBcImFcIl0sIHsgZW52IH0pLnN0ZG91dCk7XG4gICAgaXNQcm90ZWN0ZWQoc2VlbiwgXCJvY2ktcnVuXCIpO1xuICAgIGFzc2VydC5pcyhzZWVuLnR5cGUsIFRNUEZTKTtcbiAgICBhc3NlcnQuaXMoc2Vlbi5zZWFscyAmIDE1LCAxNSk7XG4gIH0pO1xuXG4gIGZvciAoY29uc3QgW2Vycm5vLCBjYWxscywgd2hhdF0gb2YgW1xuICAgIFtFTk9TWVMsIFtPUEVOX1RSRUVdLCBcIm9wZW5fdHJlZSBpcyB1bmtub3duXCJdLFxuICAgIFtFTk9TWVMsIFtNT1VOVF9TRVRBVFRSXSwgXCJtb3VudF9zZXRhdHRyIGlzIHVua25vd25cIl0sXG4gICAgW0VQRVJNLCBbT1BFTl9UUkVFXSwgXCJvcGVuX3RyZWUgaXMgcmVmdXNlZFwiXSxcbiAgXSBhcyBjb25zdCkge1xuICAgIHRlc3QoYHdoZXJlICR7d2hhdH06IGEgc2VhbGVkIGNvcHkgaW4gbWVtb3J5ICgke2xpYmN9KWAsICgpID0+IHtcbiAgICAgIGNvbnN0IG91dGNvbWUgPSBydW4obGF1bmNoLCBbU3RyaW5nKGVycm5vKSwgY2FsbHMuam9pbigpLCBwcm9ncmFtLCBcImFcIl0pO1xuICAgICAgaXNQcm90ZWN0ZWQoc2VlKG91dGNvbWUuc3Rkb3V0KSwgXCJvY2ktcnVuXCIpO1xuICAgICAgYXNzZXJ0LmlzKHNlZShvdXRjb21lLnN0ZG91dCkudHlwZSwgVE1QRlMpO1xuICAgIH0pO1xuICB9XG5cbiAgdGVzdChgd2hlcmUgbmVpdGhlciBpcyBhbGxvd2VkOiBhIGNsZWFyIHJlZnVzYWwsIGFuZCB0aGUgZW5naW5lIG5ldmVyIHN0YXJ0cyAoJHtsaWJjfSlgLCAoKSA9PiB7XG4gICAgY29uc3QgcmVmdXNlZCA9IHJ1bihsYXVuY2gsIFtTdHJpbmcoRVBFUk0pLCBgJHtPUEVOX1RSRUV9LCR7TUVNRkRfQ1JFQVRFfWAsIHByb2dyYW0sIFwiYVwiXSk7XG4gICAgYXNzZXJ0LmVxdWFsKHJlZnVzZWQsIHtcbiAgICAgIHN0YXR1czogMSxcbiAgICAgIHNpZ25hbDogbnVsbCxcbiAgICAgIHN0ZG91dDogXCJcIixcbiAgICAgIHN0ZGVycjogXCJvY2ktcnVuOiBjYW5ub3QgcHJvdGVjdCBpdHMgb3duIHByb2dyYW0gZmlsZSAoQ1ZFLTIwMTktNTczNik6IG1lbWZkX2NyZWF0ZTogRVBFUk1cXG5cIixcbiAgICB9KTtcbiAgICBjb25zdCBvdGhlciA9IGpvaW4ocHJvZ3JhbSwgXCIuLlwiLCBcIm5zLWV4ZWNcIik7XG4gICAgY29weUZpbGVTeW5jKHBsYWluLCBvdGhlcik7XG4gICAgYXNzZXJ0LmlzKHJ1bihsYXVuY2gsIFtTdHJpbmcoRVBFUk0pLCBgJHtPUEVOX1RSRUV9LCR7TUVNRkRfQ1JFQVRFfWAsIG90aGVyXSkuc3RhdHVzLCAxMjUpO1xuICAgIGNvbnN0IGZpbGVzID0gc2goYHVsaW1pdCAtbiAzOyBleGVjIFwiJDBcImAsIHByb2dyYW0pO1xuICAgIGFzc2VydC5pcyhmaWxlcy5zdGF0dXMsIDEpO1xuICAgIGFzc2VydC5tYXRjaChmaWxlcy5zdGRlcnIsIC9jYW5ub3QgcHJvdGVjdCAuKiBFTUZJTEUvKTtcbiAgICBjb25zdCBzaXplID0gc2goYHVsaW1pdCAtZiA4OyBleGVjIHNldHByaXYgLS1yZXVpZD02NTUzNCAtLWNsZWFyLWdyb3VwcyBcIiQwXCJgLCBwcm9ncmFtKTtcbiAgICBhc3NlcnQuaXMoc2l6ZS5zaWduYWwsIG51bGwpO1xuICAgIGFzc2VydC5tYXRjaChzaXplLnN0ZGVyciwgL2Nhbm5vdCBwcm90ZWN0IC4qY29weTogRUZCSUcvKTtcbiAgfSk7XG5cbiAgdGVzdChgYSBmaWxlIG9uIGEgcmVhZC1vbmx5IG1vdW50IGlzIGxlZnQgd2hlcmUgaXQgaXMgKCR7bGliY30pYCwgKCkgPT4ge1xuICAgIGNvbnN0IGxpbmUgPSBgbW91bnQgLS1iaW5kIFwiJDBcIiBcIiQwXCIgJiYgbW91bnQgLW8gcmVtb3VudCxiaW5kLHJvIFwiJDBcIiAmJiBLRVBUPXllcyBcIiQwXCIgJiYgZ3JlcCAtYyAuIC9wcm9jL3NlbGYvbW91bnRpbmZvID4vZGV2L251bGxgO1xuICAgIGNvbnN0IG91dGNvbWUgPSBydW4oXCJ1bnNoYXJlXCIsIFtcIi0tbW91bnRcIiwgXCIvYmluL3NoXCIsIFwiLWNcIiwgbGluZSwgcHJvZ3JhbV0sIHsgZW52IH0pO1xuICAgIGlmIChvdXRjb21lLnN0YXR1cyAhPT0gMCkgcmV0dXJuIHNraXAoYG5vIHByaXZhdGUgbW91bnQgbmFtZXNwYWNlOiAke291dGNvbWUuc3RkZXJyfWApO1xuICAgIGNvbnN0IHNlZW4gPSBzZWUob3V0Y29tZS5zdGRvdXQpO1xuICAgIGlzUHJvdGVjdGVkKHNlZW4sIFwib2NpLXJ1blwiKTtcbiAgICBhc3NlcnQuaXMoc2Vlbi5leGUsIHByb2dyYW0pO1xuICB9KTtcblxuICB0ZXN0KGB3aXRob3V0IC9wcm9jIHRoZSBwYXRoIGZyb20gZXhlY3ZlKDIpIHNlcnZlcywgYW5kIHRoZSBzZWNvbmQgc3RhcnQgYmVsaWV2ZXMgaXRzIG1hcmtlciAoJHtsaWJjfSlgLCAoKSA9PiB7XG4gICAgY29uc3QgdHJhY2UgPSBqb2luKHNjcmF0Y2gsIGB0cmFjZS0ke2xpYmN9YCk7XG4gICAgY29uc3QgbGluZSA9IGB1bW91bnQgLWwgL3Byb2MgJiYgZXhlYyBzdHJhY2UgLW8gJHt0cmFjZX0gLWUgdHJhY2U9b3Blbl90cmVlLGV4ZWN2ZWF0LGV4aXRfZ3JvdXAgXCIkMFwiIC0tcXVpZXRgO1xuICAgIGNvbnN0IG91dGNvbWUgPSBydW4oXCJ1bnNoYXJlXCIsIFtcIi0tbW91bnRcIiwgXCIvYmluL3NoXCIsIFwiLWNcIiwgbGluZSwgcHJvZ3JhbV0pO1xuICAgIGlmICgvc3RyYWNlOiBub3QgZm91bmR8bm90IHBlcm1pdHRlZC8udGVzdChvdXRjb21lLnN0ZGVycikpIHJldHVybiBza2lwKG91dGNvbWUuc3RkZXJyKTtcbiAgICBhc3NlcnQuaXMob3V0Y29tZS5zdGF0dXMsIDAsIG91dGNvbWUuc3RkZXJyKTtcbiAgICBjb25zdCBjYWxscyA9IHJlYWRGaWxlU3luYyh0cmFjZSwgXCJ1dGY4XCIpO1xuICAgIGFzc2VydC5tYXRjaChcbiAgICAgIGNhbGxzLFxuICAgICAgbmV3IFJlZ0V4cChgb3Blbl90cmVlXFxcXChBVF9GRENXRCwgXCIke3Byb2dyYW19XCIsIE9QRU5fVFJFRV9DTE9ORVxcXFx8T1BFTl9UUkVFX0NMT0VYRUNcXFxcKSA9IDNgKSxcbiAgICApO1xuICAgIGFzc2VydC5pcyhjYWxscy5tYXRjaCgvZXhlY3ZlYXRcXCguKj0gMC9nKT8ubGVuZ3RoLCAxKTtcbiAgfSk7XG5cbiAgdGVzdChgYSBtYXJrZXIgaW4gdGhlIGVudmlyb25tZW50IG9mIGEgZmlyc3Qgc3RhcnQgaXMgbm90IGJlbGlldmVkICgke2xpYmN9KWAsICgpID0+IHtcbiAgICAvLyBUaGUgc2FtZSBwcm9jZXNzIGlkLCBhcyBhbiBlbmdpbmUgdGhhdCBpcyB0byBiZSBkZWNlaXZlZCB3b3VsZCBoYXZlIHRvIGd1ZXNzOiBleGVjIGtlZXBzIGl0LlxuICAgIGNvbnN0IG91dGNvbWUgPSBzaChgZXhwb3J0IEtFUFQ9eWVzOyBJU09CT1hfUFJPVEVDVEVEPSQkIGV4ZWMgXCIkMFwiYCwgcHJvZ3JhbSk7XG4gICAgYXNzZXJ0LmlzKG91dGNvbWUuc3RhdHVzLCAxKTtcbiAgICBhc3NlcnQubWF0Y2gob3V0Y29tZS5zdGRlcnIsIC9zdGlsbCB3cml0YWJsZSBhZnRlciB0aGUgc2Vjb25kIGV4ZWMvKTtcbiAgICBpc1Byb3RlY3RlZChzZWUoc2goYGV4cG9ydCBLRVBUPXllczsgSVNPQk9YX1BST1RFQ1RFRD0xIGV4ZWMgXCIkMFwiYCwgcHJvZ3JhbSkuc3Rkb3V0KSwgXCJvY2ktcnVuXCIpO1xuICB9KTtcbn1cblxudGVzdC5ydW4oKTtcbiIsICIvLyBCdWlsZHMgd2hhdCB0aGUgdGVzdHMgb2YgdGhlIHN0YXRpYyBob3N0IHJ1biwgYW5kIHJ1bnMgaXQuXG5pbXBvcnQgeyB0eXBlIFNwYXduU3luY09wdGlvbnMsIHNwYXduU3luYyB9IGZyb20gXCJub2RlOmNoaWxkX3Byb2Nlc3NcIjtcbmltcG9ydCB7IGV4aXN0c1N5bmMsIG1rZHRlbXBTeW5jLCBybVN5bmMsIHdyaXRlRmlsZVN5bmMgfSBmcm9tIFwibm9kZTpmc1wiO1xuaW1wb3J0IHsgdG1wZGlyIH0gZnJvbSBcIm5vZGU6b3NcIjtcbmltcG9ydCB7IGpvaW4gfSBmcm9tIFwibm9kZTpwYXRoXCI7XG5pbXBvcnQgeyBwYXRoVG9GaWxlVVJMIH0gZnJvbSBcIm5vZGU6dXJsXCI7XG5cbmV4cG9ydCBjb25zdCByb290ID0gcHJvY2Vzcy5lbnZbXCJJU09CT1hfUk9PVFwiXSA/PyBwcm9jZXNzLmN3ZCgpO1xuXG50eXBlIEJ1aWxkZXIgPSB7XG4gIGJ1aWxkSG9zdChvcHRpb25zPzogeyBsaWJjPzogXCJtdXNsXCIgfCBcImdsaWJjXCIgfCBcImF1dG9cIjsgb3V0RGlyPzogc3RyaW5nIH0pOiBzdHJpbmc7XG4gIGJ1aWxkQ29sZChvcHRpb25zPzogeyBzYW5pdGl6ZT86IGJvb2xlYW47IG91dERpcj86IHN0cmluZyB9KTogc3RyaW5nO1xuICBidWlsZEZ1enoob3B0aW9ucz86IHsgb3V0RGlyPzogc3RyaW5nIH0pOiBzdHJpbmc7XG4gIGJ1aWxkVHJhaW5lcihvcHRpb25zPzogeyBvdXREaXI/OiBzdHJpbmcgfSk6IHN0cmluZztcbiAgZnJlZXplKG9wdGlvbnM6IHsgaG9zdDogc3RyaW5nOyBidW5kbGU6IHN0cmluZzsgb3V0OiBzdHJpbmc7IHRyYWluPzogc3RyaW5nIH0pOiBzdHJpbmc7XG59O1xuXG4vLyBCeSBhIGNvbXB1dGVkIHBhdGg6IGEgYnVuZGxlciBtdXN0IG5vdCBjb3B5IGEgYnVpbGRlciB0aGF0IGZpbmRzIGl0cyBzb3VyY2VzIGJlc2lkZSBpdHNlbGYuXG5leHBvcnQgY29uc3QgYnVpbGRlcjogQnVpbGRlciA9IGF3YWl0IGltcG9ydChwYXRoVG9GaWxlVVJMKGpvaW4ocm9vdCwgXCJuYXRpdmUvYnVpbGQubWpzXCIpKS5ocmVmKTtcblxuLyoqIEEgZGlyZWN0b3J5IG9mIHRoaXMgdGVzdCBmaWxlLCByZW1vdmVkIHdoZW4gdGhlIHByb2Nlc3MgZW5kcywgd2hhdGV2ZXIgaGFwcGVuZWQgaW4gaXQuICovXG5leHBvcnQgY29uc3Qgc2NyYXRjaCA9IG1rZHRlbXBTeW5jKGpvaW4odG1wZGlyKCksIFwiaXNvYm94LW5hdGl2ZS1cIikpO1xucHJvY2Vzcy5vbihcImV4aXRcIiwgKCkgPT4gcm1TeW5jKHNjcmF0Y2gsIHsgcmVjdXJzaXZlOiB0cnVlLCBmb3JjZTogdHJ1ZSB9KSk7XG5cbi8qKiBCb3RoIHN0YXRpYyBob3N0czogd2hhdCBpcyBzYWlkIG9mIG9uZSBtdXN0IGhvbGQgZm9yIHRoZSBvdGhlci4gKi9cbmV4cG9ydCBjb25zdCBob3N0cyA9IFtcbiAgeyBsaWJjOiBcIm11c2xcIiwgaG9zdDogYnVpbGRlci5idWlsZEhvc3QoeyBsaWJjOiBcImF1dG9cIiB9KSB9LFxuICB7IGxpYmM6IFwiZ2xpYmNcIiwgaG9zdDogYnVpbGRlci5idWlsZEhvc3QoeyBsaWJjOiBcImdsaWJjXCIgfSkgfSxcbl0gYXMgY29uc3Q7XG5leHBvcnQgY29uc3QgaG9zdCA9IGhvc3RzWzBdLmhvc3Q7XG5cbi8qKiBXcml0ZXMgYSBidW5kbGUgYW5kIGZyZWV6ZXMgaXQ7IGBuYW1lYCBiZWNvbWVzIHRoZSBwcm9ncmFtJ3MgbmFtZS4gKi9cbmV4cG9ydCBmdW5jdGlvbiBmcm96ZW4obmFtZTogc3RyaW5nLCBzb3VyY2U6IHN0cmluZywgYnk6IHN0cmluZyA9IGhvc3QpOiBzdHJpbmcge1xuICBjb25zdCBidW5kbGUgPSBqb2luKHNjcmF0Y2gsIGAke25hbWV9LmpzYCk7XG4gIHdyaXRlRmlsZVN5bmMoYnVuZGxlLCBzb3VyY2UpO1xuICBjb25zdCBvdXQgPSBqb2luKHNjcmF0Y2gsIG5hbWUpO1xuICBjb25zdCBydW4gPSBzcGF3blN5bmMoYnksIFtcIi0tZnJlZXplXCIsIGJ1bmRsZSwgXCItb1wiLCBvdXRdLCB7IGVuY29kaW5nOiBcInV0ZjhcIiB9KTtcbiAgaWYgKHJ1bi5zdGF0dXMgIT09IDApIHRocm93IG5ldyBFcnJvcihgY2Fubm90IGZyZWV6ZSAke25hbWV9OiAke3J1bi5zdGRlcnJ9YCk7XG4gIHJldHVybiBvdXQ7XG59XG5cbmV4cG9ydCB0eXBlIE91dGNvbWUgPSB7IHN0YXR1czogbnVtYmVyIHwgbnVsbDsgc2lnbmFsOiBzdHJpbmcgfCBudWxsOyBzdGRvdXQ6IHN0cmluZzsgc3RkZXJyOiBzdHJpbmcgfTtcblxuZXhwb3J0IGZ1bmN0aW9uIHJ1bihwcm9ncmFtOiBzdHJpbmcsIGFyZ3M6IHN0cmluZ1tdID0gW10sIG9wdGlvbnM6IFNwYXduU3luY09wdGlvbnMgPSB7fSk6IE91dGNvbWUge1xuICBjb25zdCByZXN1bHQgPSBzcGF3blN5bmMocHJvZ3JhbSwgYXJncywge1xuICAgIHN0ZGlvOiBbXCJpZ25vcmVcIiwgXCJwaXBlXCIsIFwicGlwZVwiXSxcbiAgICBtYXhCdWZmZXI6IDEgPDwgMjgsXG4gICAgLi4ub3B0aW9ucyxcbiAgICBlbmNvZGluZzogXCJ1dGY4XCIsXG4gIH0pO1xuICBpZiAocmVzdWx0LmVycm9yKSB0aHJvdyByZXN1bHQuZXJyb3I7XG4gIGNvbnN0IHsgc3RhdHVzLCBzaWduYWwsIHN0ZG91dCwgc3RkZXJyIH0gPSByZXN1bHQ7XG4gIHJldHVybiB7IHN0YXR1cywgc2lnbmFsLCBzdGRvdXQsIHN0ZGVyciB9O1xufVxuXG4vKiogUnVucyBhIGxpbmUgb2Ygc2gsIGluIHdoaWNoIGAkMGAgaXMgdGhlIHByb2dyYW0uICovXG5leHBvcnQgZnVuY3Rpb24gc2gobGluZTogc3RyaW5nLCBwcm9ncmFtOiBzdHJpbmcsIGFyZ3M6IHN0cmluZ1tdID0gW10pOiBPdXRjb21lIHtcbiAgcmV0dXJuIHJ1bihcIi9iaW4vc2hcIiwgW1wiLWNcIiwgbGluZSwgcHJvZ3JhbSwgLi4uYXJnc10pO1xufVxuXG4vLyBbeDg2XzY0LCB0aGUgdGFibGUgdGhhdCBhbGwgbmV3ZXIgYXJjaGl0ZWN0dXJlcyBzaGFyZV06IGFzbS91bmlzdGQuaFxuY29uc3QgY2FsbHMgPSB7XG4gIGJyazogWzEyLCAyMTRdLFxuICBjbG9uZTogWzU2LCAyMjBdLFxuICBjbG9zZTogWzMsIDU3XSxcbiAgZXhlY3ZlOiBbNTksIDIyMV0sXG4gIGZjbnRsOiBbNzIsIDI1XSxcbiAgZ2V0ZGVudHM2NDogWzIxNywgNjFdLFxuICBnZXRwaWQ6IFszOSwgMTcyXSxcbiAgbWtkaXJhdDogWzI1OCwgMzRdLFxuICBtbWFwOiBbOSwgMjIyXSxcbiAgb3BlbmF0OiBbMjU3LCA1Nl0sXG4gIHBpcGUyOiBbMjkzLCA1OV0sXG4gIHByY3RsOiBbMTU3LCAxNjddLFxuICByZWFkOiBbMCwgNjNdLFxuICByZWFkbGlua2F0OiBbMjY3LCA3OF0sXG4gIHJ0X3NpZ3Byb2NtYXNrOiBbMTQsIDEzNV0sXG4gIHN0YXRmczogWzEzNywgNDNdLFxuICBzeW1saW5rYXQ6IFsyNjYsIDM2XSxcbiAgdW5saW5rYXQ6IFsyNjMsIDM1XSxcbiAgd2FpdDQ6IFs2MSwgMjYwXSxcbiAgd3JpdGU6IFsxLCA2NF0sXG59IGFzIGNvbnN0O1xuY29uc3QgbnVtYmVycyA9IE9iamVjdC5lbnRyaWVzKGNhbGxzKS5tYXAoKFtuYW1lLCBib3RoXSkgPT4gW25hbWUsIGJvdGhbcHJvY2Vzcy5hcmNoID09PSBcIng2NFwiID8gMCA6IDFdXSk7XG5cbi8qKiBXaGF0IGV2ZXJ5IHByb2dyYW0gaGVyZSBuZWVkczogcHJpbnRpbmcsIHRocm91Z2ggdGhlIG9uZSBmdW5jdGlvbiBpdCBoYXMuICovXG5leHBvcnQgY29uc3QgcHJlbHVkZSA9IGBcbmNvbnN0IGhvc3QgPSBfX2hvc3RfXywgTlIgPSAke0pTT04uc3RyaW5naWZ5KE9iamVjdC5mcm9tRW50cmllcyhudW1iZXJzKSl9LCBBVF9GRENXRCA9IC0xMDA7XG5jb25zdCBwcmludCA9ICh0ZXh0KSA9PiB7IGNvbnN0IGJ5dGVzID0gaG9zdC5lbmNvZGUodGV4dCArIFwiXFxcXG5cIik7IGhvc3Quc3lzY2FsbChOUi53cml0ZSwgMSwgYnl0ZXMsIGJ5dGVzLmxlbmd0aCk7IH07XG5jb25zdCBkZXNjcmliZSA9IChmKSA9PiB7IHRyeSB7IHJldHVybiBTdHJpbmcoZigpKTsgfSBjYXRjaCAoZSkgeyByZXR1cm4gZS5uYW1lICsgXCI6IFwiICsgZS5tZXNzYWdlOyB9IH07XG5gO1xuXG4vKiogUHJpbnRzIHRoZSByZWFzb24gd2hlcmUgYSB0ZXN0IGNhbm5vdCBydW47IHRoZSBydW5uZXIgY291bnRzIHN1Y2ggbGluZXMuICovXG5leHBvcnQgZnVuY3Rpb24gc2tpcChyZWFzb246IHN0cmluZyk6IHZvaWQge1xuICBjb25zb2xlLmxvZyhgU0tJUCAke3JlYXNvbn1gKTtcbn1cblxuLyoqIEEgbWVtb3J5IGNncm91cCBvZiBvdXIgb3duLCBvbiB2MSBvciB2MjsgdW5kZWZpbmVkIHdoZXJlIHRoZXJlIGlzIG5vbmUgdG8gbWFrZS4gKi9cbmV4cG9ydCBmdW5jdGlvbiBtZW1vcnlDZ3JvdXAobGltaXQ6IG51bWJlcik6IHsgcGF0aDogc3RyaW5nOyBlbnRlcjogc3RyaW5nOyByZW1vdmUoKTogdm9pZCB9IHwgdW5kZWZpbmVkIHtcbiAgY29uc3QgdjEgPSBcIi9zeXMvZnMvY2dyb3VwL21lbW9yeS9tZW1vcnkubGltaXRfaW5fYnl0ZXNcIjtcbiAgY29uc3QgdjIgPSBcIi9zeXMvZnMvY2dyb3VwL2Nncm91cC5zdWJ0cmVlX2NvbnRyb2xcIjtcbiAgY29uc3QgbmFtZSA9IGBpc29ib3gtbmF0aXZlLSR7cHJvY2Vzcy5waWR9YDtcbiAgaWYgKGV4aXN0c1N5bmModjEpKVxuICAgIHJldHVybiBtYWtlQ2dyb3VwKGAvc3lzL2ZzL2Nncm91cC9tZW1vcnkvJHtuYW1lfWAsIFwibWVtb3J5LmxpbWl0X2luX2J5dGVzXCIsIGxpbWl0LCBcInRhc2tzXCIpO1xuICBpZiAoZXhpc3RzU3luYyh2MikpIHJldHVybiBtYWtlQ2dyb3VwKGAvc3lzL2ZzL2Nncm91cC8ke25hbWV9YCwgXCJtZW1vcnkubWF4XCIsIGxpbWl0LCBcImNncm91cC5wcm9jc1wiKTtcbiAgcmV0dXJuIHVuZGVmaW5lZDtcbn1cblxuZnVuY3Rpb24gbWFrZUNncm91cChwYXRoOiBzdHJpbmcsIGZpbGU6IHN0cmluZywgbGltaXQ6IG51bWJlciwgdGFza3M6IHN0cmluZykge1xuICBjb25zdCBtYWRlID0gcnVuKFwiL2Jpbi9zaFwiLCBbXCItY1wiLCBgbWtkaXIgJHtwYXRofSAmJiBlY2hvICR7bGltaXR9ID4gJHtwYXRofS8ke2ZpbGV9YF0pO1xuICBjb25zdCByZW1vdmUgPSAoKSA9PiB2b2lkIHNwYXduU3luYyhcInJtZGlyXCIsIFtwYXRoXSwgeyBzdGRpbzogXCJpZ25vcmVcIiB9KTtcbiAgaWYgKG1hZGUuc3RhdHVzICE9PSAwKSB7XG4gICAgcmVtb3ZlKCk7XG4gICAgcmV0dXJuIHVuZGVmaW5lZDtcbiAgfVxuICByZXR1cm4geyBwYXRoLCBlbnRlcjogYGVjaG8gMCA+ICR7cGF0aH0vJHt0YXNrc31gLCByZW1vdmUgfTtcbn1cbiJdLAogICJtYXBwaW5ncyI6ICI7QUFFQSxTQUFTLGFBQWE7QUFDdEIsU0FBUyxZQUFZO0FBQ3JCLFNBQVMsV0FBVyxXQUFXLGNBQWMsVUFBVSxjQUFjLFVBQVUsaUJBQWlCO0FBQ2hHLFNBQVMsUUFBQUEsYUFBWTtBQUNyQixTQUFTLGFBQWE7QUFDdEIsWUFBWSxZQUFZOzs7QUNOeEIsU0FBZ0MsaUJBQWlCO0FBQ2pELFNBQVMsWUFBWSxhQUFhLFFBQVEscUJBQXFCO0FBQy9ELFNBQVMsY0FBYztBQUN2QixTQUFTLFlBQVk7QUFDckIsU0FBUyxxQkFBcUI7QUFFdkIsSUFBTSxPQUFPLFFBQVEsSUFBSSxhQUFhLEtBQUssUUFBUSxJQUFJO0FBV3ZELElBQU0sVUFBbUIsTUFBTSxPQUFPLGNBQWMsS0FBSyxNQUFNLGtCQUFrQixDQUFDLEVBQUU7QUFHcEYsSUFBTSxVQUFVLFlBQVksS0FBSyxPQUFPLEdBQUcsZ0JBQWdCLENBQUM7QUFDbkUsUUFBUSxHQUFHLFFBQVEsTUFBTSxPQUFPLFNBQVMsRUFBRSxXQUFXLE1BQU0sT0FBTyxLQUFLLENBQUMsQ0FBQztBQUduRSxJQUFNLFFBQVE7QUFBQSxFQUNuQixFQUFFLE1BQU0sUUFBUSxNQUFNLFFBQVEsVUFBVSxFQUFFLE1BQU0sT0FBTyxDQUFDLEVBQUU7QUFBQSxFQUMxRCxFQUFFLE1BQU0sU0FBUyxNQUFNLFFBQVEsVUFBVSxFQUFFLE1BQU0sUUFBUSxDQUFDLEVBQUU7QUFDOUQ7QUFDTyxJQUFNLE9BQU8sTUFBTSxDQUFDLEVBQUU7QUFHdEIsU0FBUyxPQUFPLE1BQWNDLFNBQWdCLEtBQWEsTUFBYztBQUM5RSxRQUFNLFNBQVMsS0FBSyxTQUFTLEdBQUcsSUFBSSxLQUFLO0FBQ3pDLGdCQUFjLFFBQVFBLE9BQU07QUFDNUIsUUFBTSxNQUFNLEtBQUssU0FBUyxJQUFJO0FBQzlCLFFBQU1DLE9BQU0sVUFBVSxJQUFJLENBQUMsWUFBWSxRQUFRLE1BQU0sR0FBRyxHQUFHLEVBQUUsVUFBVSxPQUFPLENBQUM7QUFDL0UsTUFBSUEsS0FBSSxXQUFXLEVBQUcsT0FBTSxJQUFJLE1BQU0saUJBQWlCLElBQUksS0FBS0EsS0FBSSxNQUFNLEVBQUU7QUFDNUUsU0FBTztBQUNUO0FBSU8sU0FBUyxJQUFJLFNBQWlCLE9BQWlCLENBQUMsR0FBRyxVQUE0QixDQUFDLEdBQVk7QUFDakcsUUFBTSxTQUFTLFVBQVUsU0FBUyxNQUFNO0FBQUEsSUFDdEMsT0FBTyxDQUFDLFVBQVUsUUFBUSxNQUFNO0FBQUEsSUFDaEMsV0FBVyxLQUFLO0FBQUEsSUFDaEIsR0FBRztBQUFBLElBQ0gsVUFBVTtBQUFBLEVBQ1osQ0FBQztBQUNELE1BQUksT0FBTyxNQUFPLE9BQU0sT0FBTztBQUMvQixRQUFNLEVBQUUsUUFBUSxRQUFRLFFBQVEsT0FBTyxJQUFJO0FBQzNDLFNBQU8sRUFBRSxRQUFRLFFBQVEsUUFBUSxPQUFPO0FBQzFDO0FBR08sU0FBUyxHQUFHLE1BQWMsU0FBaUIsT0FBaUIsQ0FBQyxHQUFZO0FBQzlFLFNBQU8sSUFBSSxXQUFXLENBQUMsTUFBTSxNQUFNLFNBQVMsR0FBRyxJQUFJLENBQUM7QUFDdEQ7QUFHQSxJQUFNLFFBQVE7QUFBQSxFQUNaLEtBQUssQ0FBQyxJQUFJLEdBQUc7QUFBQSxFQUNiLE9BQU8sQ0FBQyxJQUFJLEdBQUc7QUFBQSxFQUNmLE9BQU8sQ0FBQyxHQUFHLEVBQUU7QUFBQSxFQUNiLFFBQVEsQ0FBQyxJQUFJLEdBQUc7QUFBQSxFQUNoQixPQUFPLENBQUMsSUFBSSxFQUFFO0FBQUEsRUFDZCxZQUFZLENBQUMsS0FBSyxFQUFFO0FBQUEsRUFDcEIsUUFBUSxDQUFDLElBQUksR0FBRztBQUFBLEVBQ2hCLFNBQVMsQ0FBQyxLQUFLLEVBQUU7QUFBQSxFQUNqQixNQUFNLENBQUMsR0FBRyxHQUFHO0FBQUEsRUFDYixRQUFRLENBQUMsS0FBSyxFQUFFO0FBQUEsRUFDaEIsT0FBTyxDQUFDLEtBQUssRUFBRTtBQUFBLEVBQ2YsT0FBTyxDQUFDLEtBQUssR0FBRztBQUFBLEVBQ2hCLE1BQU0sQ0FBQyxHQUFHLEVBQUU7QUFBQSxFQUNaLFlBQVksQ0FBQyxLQUFLLEVBQUU7QUFBQSxFQUNwQixnQkFBZ0IsQ0FBQyxJQUFJLEdBQUc7QUFBQSxFQUN4QixRQUFRLENBQUMsS0FBSyxFQUFFO0FBQUEsRUFDaEIsV0FBVyxDQUFDLEtBQUssRUFBRTtBQUFBLEVBQ25CLFVBQVUsQ0FBQyxLQUFLLEVBQUU7QUFBQSxFQUNsQixPQUFPLENBQUMsSUFBSSxHQUFHO0FBQUEsRUFDZixPQUFPLENBQUMsR0FBRyxFQUFFO0FBQ2Y7QUFDQSxJQUFNLFVBQVUsT0FBTyxRQUFRLEtBQUssRUFBRSxJQUFJLENBQUMsQ0FBQyxNQUFNLElBQUksTUFBTSxDQUFDLE1BQU0sS0FBSyxRQUFRLFNBQVMsUUFBUSxJQUFJLENBQUMsQ0FBQyxDQUFDO0FBR2pHLElBQU0sVUFBVTtBQUFBLDhCQUNPLEtBQUssVUFBVSxPQUFPLFlBQVksT0FBTyxDQUFDLENBQUM7QUFBQTtBQUFBO0FBQUE7QUFNbEUsU0FBUyxLQUFLLFFBQXNCO0FBQ3pDLFVBQVEsSUFBSSxRQUFRLE1BQU0sRUFBRTtBQUM5Qjs7O0FEckZBLElBQU0sT0FBTyxNQUFNLFNBQVM7QUFFNUIsSUFBTSxTQUFTLEdBQUcsT0FBTztBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQW1DekIsSUFBTSxRQUFRO0FBQ2QsSUFBTSxNQUFNLEVBQUUsTUFBTSxPQUFPLE1BQU0sUUFBUSxJQUFJLE1BQU0sS0FBSyxHQUFHO0FBSTNELElBQU0sV0FBVyxHQUFHLE9BQU87QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBc0IzQixVQUFVLFNBQVMsR0FBSztBQUN4QixJQUFNLFNBQVM7QUFDZixJQUFNLFFBQVE7QUFDZCxJQUFNLFlBQVk7QUFDbEIsSUFBTSxnQkFBZ0I7QUFDdEIsSUFBTSxlQUFlLFFBQVEsU0FBUyxRQUFRLE1BQU07QUFFcEQsV0FBVyxFQUFFLE1BQU0sTUFBQUMsTUFBSyxLQUFLLE9BQU87QUFDbEMsUUFBTSxRQUFRLE9BQU8sU0FBUyxJQUFJLElBQUksUUFBUUEsS0FBSTtBQUNsRCxRQUFNLFNBQVMsT0FBTyxVQUFVLElBQUksSUFBSSxVQUFVQSxLQUFJO0FBQ3RELFFBQU0sVUFBVUMsTUFBSyxTQUFTLEdBQUcsSUFBSSxRQUFRLFNBQVM7QUFDdEQsTUFBSSxTQUFTLENBQUMsTUFBTUEsTUFBSyxTQUFTLElBQUksQ0FBQyxDQUFDO0FBQ3hDLGVBQWEsT0FBTyxPQUFPO0FBQzNCLFFBQU0sTUFBTSxDQUFDLFdBQXlCLEtBQUssTUFBTSxNQUFNO0FBQ3ZELFFBQU0sV0FBVyxDQUFDLGlCQUFpQixpQkFBaUIsZ0JBQWdCO0FBRXBFLFFBQU0sY0FBYyxDQUFDLE1BQVksU0FBaUI7QUFDaEQsSUFBTyxVQUFHLEtBQUssYUFBYSxLQUFNLEtBQUssU0FBUyxVQUFVLEtBQUssUUFBUSxRQUFRLElBQUssS0FBSyxVQUFVLElBQUksQ0FBQztBQUN4RyxJQUFPLGFBQU0sS0FBSyxLQUFLLENBQUMsR0FBRyxHQUFHLENBQUMsQ0FBQztBQUNoQyxJQUFPLGFBQU0sS0FBSyxRQUFRLENBQUMsQ0FBQztBQUM1QixJQUFPLFVBQUcsS0FBSyxVQUFVLENBQUM7QUFDMUIsSUFBTyxVQUFHLEtBQUssTUFBTSxJQUFJO0FBQ3pCLElBQU8sVUFBRyxLQUFLLElBQUk7QUFBQSxFQUNyQjtBQUVBLE9BQUssNERBQTRELElBQUksS0FBSyxNQUFNO0FBQzlFLFVBQU0sT0FBTyxJQUFJLElBQUksT0FBTyxDQUFDLEdBQUcsR0FBRyxFQUFFLElBQUksQ0FBQyxFQUFFLE1BQU07QUFDbEQsSUFBTyxVQUFHLEtBQUssS0FBSyxLQUFLO0FBQ3pCLElBQU8sVUFBRyxLQUFLLFVBQVUsQ0FBQztBQUMxQixJQUFPLFVBQUcsS0FBSyxVQUFVLENBQUM7QUFBQSxFQUM1QixDQUFDO0FBRUQsT0FBSywwRUFBMEUsSUFBSSxLQUFLLE1BQU07QUFDNUYsVUFBTSxPQUFPLElBQUksSUFBSSxTQUFTLENBQUMsS0FBSyxPQUFTLEdBQUcsRUFBRSxJQUFJLENBQUMsRUFBRSxNQUFNO0FBQy9ELGdCQUFZLE1BQU0sU0FBUztBQUMzQixJQUFPLFVBQUcsS0FBSyxVQUFVLENBQUM7QUFDMUIsSUFBTyxVQUFHLElBQUksS0FBSyxNQUFNLEtBQUs7QUFDOUIsSUFBTyxhQUFNLEtBQUssTUFBTSxDQUFDLFNBQVMsS0FBSyxPQUFTLENBQUM7QUFBQSxFQUNuRCxDQUFDO0FBRUQsT0FBSywyRkFBMkYsSUFBSSxLQUFLLFlBQVk7QUFDbkgsVUFBTSxTQUFTLE9BQU8sU0FBaUIsU0FBbUI7QUFDeEQsWUFBTSxRQUFRLE1BQU0sU0FBUyxDQUFDLEdBQUcsTUFBTSxRQUFRLEdBQUcsRUFBRSxPQUFPLENBQUMsUUFBUSxRQUFRLFNBQVMsRUFBRSxDQUFDO0FBQ3hGLFlBQU0sS0FBSyxNQUFNLFFBQVEsTUFBTTtBQUMvQixZQUFNLFNBQVMsU0FBUyxTQUFTLE1BQU0sR0FBRyxRQUFRLEdBQUc7QUFDckQsWUFBTSxNQUFNLElBQUk7QUFDaEIsWUFBTSxLQUFLLE9BQU8sTUFBTTtBQUN4QixVQUFJO0FBQ0YsY0FBTSxXQUFXLFNBQVMsaUJBQWlCLE1BQU0sSUFBSSxJQUFJO0FBQ3pELGNBQU0sT0FBTyxJQUFJLFdBQVcsQ0FBQztBQUM3QixpQkFBUyxVQUFVLE1BQU0sR0FBRyxHQUFHLENBQUM7QUFDaEMsa0JBQVUsVUFBVSxNQUFNLEdBQUcsR0FBRyxDQUFDO0FBQ2pDLGtCQUFVLFFBQVE7QUFDbEIsZUFBTztBQUFBLE1BQ1QsU0FBUyxPQUFPO0FBQ2QsZUFBUSxNQUFnQztBQUFBLE1BQzFDLFVBQUU7QUFDQSxrQkFBVSxNQUFNO0FBQUEsTUFDbEI7QUFBQSxJQUNGO0FBQ0EsSUFBTyxVQUFHLE1BQU0sT0FBTyxTQUFTLENBQUMsQ0FBQyxHQUFHLE9BQU87QUFDNUMsSUFBTyxVQUFHLE1BQU0sT0FBTyxXQUFXLENBQUMsR0FBRyxVQUFVLE9BQU8sQ0FBQyxHQUFHLE9BQU87QUFFbEUsSUFBTyxVQUFHLE1BQU0sT0FBTyxPQUFPLENBQUMsQ0FBQyxHQUFHLFNBQVM7QUFBQSxFQUM5QyxDQUFDO0FBRUQsT0FBSyx1REFBdUQsSUFBSSxLQUFLLE1BQU07QUFDekUsVUFBTSxTQUFTQSxNQUFLLFNBQVMsTUFBTSxRQUFRO0FBQzNDLGlCQUFhLE9BQU8sTUFBTTtBQUMxQixnQkFBWSxJQUFJLElBQUksUUFBUSxDQUFDLFdBQVcsR0FBRyxHQUFHLEVBQUUsSUFBSSxDQUFDLEVBQUUsTUFBTSxHQUFHLFFBQVE7QUFDeEUsSUFBTyxVQUFHLElBQUksSUFBSSxRQUFRLENBQUMsVUFBVSxHQUFHLEVBQUUsSUFBSSxDQUFDLEVBQUUsTUFBTSxFQUFFLFVBQVUsQ0FBQztBQUFBLEVBQ3RFLENBQUM7QUFFRCxPQUFLLDhDQUE4QyxJQUFJLEtBQUssTUFBTTtBQUNoRSxVQUFNLE9BQU8sSUFBSSxJQUFJLFdBQVcsQ0FBQyxHQUFHLFVBQVUsU0FBUyxHQUFHLEdBQUcsRUFBRSxJQUFJLENBQUMsRUFBRSxNQUFNO0FBQzVFLGdCQUFZLE1BQU0sU0FBUztBQUMzQixJQUFPLFVBQUcsS0FBSyxNQUFNLEtBQUs7QUFDMUIsSUFBTyxVQUFHLEtBQUssUUFBUSxJQUFJLEVBQUU7QUFBQSxFQUMvQixDQUFDO0FBRUQsYUFBVyxDQUFDLE9BQU9DLFFBQU8sSUFBSSxLQUFLO0FBQUEsSUFDakMsQ0FBQyxRQUFRLENBQUMsU0FBUyxHQUFHLHNCQUFzQjtBQUFBLElBQzVDLENBQUMsUUFBUSxDQUFDLGFBQWEsR0FBRywwQkFBMEI7QUFBQSxJQUNwRCxDQUFDLE9BQU8sQ0FBQyxTQUFTLEdBQUcsc0JBQXNCO0FBQUEsRUFDN0MsR0FBWTtBQUNWLFNBQUssU0FBUyxJQUFJLDhCQUE4QixJQUFJLEtBQUssTUFBTTtBQUM3RCxZQUFNLFVBQVUsSUFBSSxRQUFRLENBQUMsT0FBTyxLQUFLLEdBQUdBLE9BQU0sS0FBSyxHQUFHLFNBQVMsR0FBRyxDQUFDO0FBQ3ZFLGtCQUFZLElBQUksUUFBUSxNQUFNLEdBQUcsU0FBUztBQUMxQyxNQUFPLFVBQUcsSUFBSSxRQUFRLE1BQU0sRUFBRSxNQUFNLEtBQUs7QUFBQSxJQUMzQyxDQUFDO0FBQUEsRUFDSDtBQUVBLE9BQUssMkVBQTJFLElBQUksS0FBSyxNQUFNO0FBQzdGLFVBQU0sVUFBVSxJQUFJLFFBQVEsQ0FBQyxPQUFPLEtBQUssR0FBRyxHQUFHLFNBQVMsSUFBSSxZQUFZLElBQUksU0FBUyxHQUFHLENBQUM7QUFDekYsSUFBTyxhQUFNLFNBQVM7QUFBQSxNQUNwQixRQUFRO0FBQUEsTUFDUixRQUFRO0FBQUEsTUFDUixRQUFRO0FBQUEsTUFDUixRQUFRO0FBQUEsSUFDVixDQUFDO0FBQ0QsVUFBTSxRQUFRRCxNQUFLLFNBQVMsTUFBTSxTQUFTO0FBQzNDLGlCQUFhLE9BQU8sS0FBSztBQUN6QixJQUFPLFVBQUcsSUFBSSxRQUFRLENBQUMsT0FBTyxLQUFLLEdBQUcsR0FBRyxTQUFTLElBQUksWUFBWSxJQUFJLEtBQUssQ0FBQyxFQUFFLFFBQVEsR0FBRztBQUN6RixVQUFNLFFBQVEsR0FBRywwQkFBMEIsT0FBTztBQUNsRCxJQUFPLFVBQUcsTUFBTSxRQUFRLENBQUM7QUFDekIsSUFBTyxhQUFNLE1BQU0sUUFBUSwwQkFBMEI7QUFDckQsVUFBTSxPQUFPLEdBQUcsK0RBQStELE9BQU87QUFDdEYsSUFBTyxVQUFHLEtBQUssUUFBUSxJQUFJO0FBQzNCLElBQU8sYUFBTSxLQUFLLFFBQVEsOEJBQThCO0FBQUEsRUFDMUQsQ0FBQztBQUVELE9BQUssb0RBQW9ELElBQUksS0FBSyxNQUFNO0FBQ3RFLFVBQU0sT0FBTztBQUNiLFVBQU0sVUFBVSxJQUFJLFdBQVcsQ0FBQyxXQUFXLFdBQVcsTUFBTSxNQUFNLE9BQU8sR0FBRyxFQUFFLElBQUksQ0FBQztBQUNuRixRQUFJLFFBQVEsV0FBVyxFQUFHLFFBQU8sS0FBSywrQkFBK0IsUUFBUSxNQUFNLEVBQUU7QUFDckYsVUFBTSxPQUFPLElBQUksUUFBUSxNQUFNO0FBQy9CLGdCQUFZLE1BQU0sU0FBUztBQUMzQixJQUFPLFVBQUcsS0FBSyxLQUFLLE9BQU87QUFBQSxFQUM3QixDQUFDO0FBRUQsT0FBSywyRkFBMkYsSUFBSSxLQUFLLE1BQU07QUFDN0csVUFBTSxRQUFRQSxNQUFLLFNBQVMsU0FBUyxJQUFJLEVBQUU7QUFDM0MsVUFBTSxPQUFPLHFDQUFxQyxLQUFLO0FBQ3ZELFVBQU0sVUFBVSxJQUFJLFdBQVcsQ0FBQyxXQUFXLFdBQVcsTUFBTSxNQUFNLE9BQU8sQ0FBQztBQUMxRSxRQUFJLGtDQUFrQyxLQUFLLFFBQVEsTUFBTSxFQUFHLFFBQU8sS0FBSyxRQUFRLE1BQU07QUFDdEYsSUFBTyxVQUFHLFFBQVEsUUFBUSxHQUFHLFFBQVEsTUFBTTtBQUMzQyxVQUFNQyxTQUFRLGFBQWEsT0FBTyxNQUFNO0FBQ3hDLElBQU87QUFBQSxNQUNMQTtBQUFBLE1BQ0EsSUFBSSxPQUFPLDBCQUEwQixPQUFPLCtDQUErQztBQUFBLElBQzdGO0FBQ0EsSUFBTyxVQUFHQSxPQUFNLE1BQU0sa0JBQWtCLEdBQUcsUUFBUSxDQUFDO0FBQUEsRUFDdEQsQ0FBQztBQUVELE9BQUssaUVBQWlFLElBQUksS0FBSyxNQUFNO0FBRW5GLFVBQU0sVUFBVSxHQUFHLGtEQUFrRCxPQUFPO0FBQzVFLElBQU8sVUFBRyxRQUFRLFFBQVEsQ0FBQztBQUMzQixJQUFPLGFBQU0sUUFBUSxRQUFRLHNDQUFzQztBQUNuRSxnQkFBWSxJQUFJLEdBQUcsaURBQWlELE9BQU8sRUFBRSxNQUFNLEdBQUcsU0FBUztBQUFBLEVBQ2pHLENBQUM7QUFDSDtBQUVBLEtBQUssSUFBSTsiLAogICJuYW1lcyI6IFsiam9pbiIsICJzb3VyY2UiLCAicnVuIiwgImhvc3QiLCAiam9pbiIsICJjYWxscyJdCn0K
