// test/native/starts.test.ts
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
function memoryCgroup(limit) {
  const v1 = "/sys/fs/cgroup/memory/memory.limit_in_bytes";
  const v2 = "/sys/fs/cgroup/cgroup.subtree_control";
  const name = `isobox-native-${process.pid}`;
  if (existsSync(v1))
    return makeCgroup(`/sys/fs/cgroup/memory/${name}`, "memory.limit_in_bytes", limit, "tasks");
  if (existsSync(v2)) return makeCgroup(`/sys/fs/cgroup/${name}`, "memory.max", limit, "cgroup.procs");
  return void 0;
}
function makeCgroup(path, file, limit, tasks) {
  const made = run("/bin/sh", ["-c", `mkdir ${path} && echo ${limit} > ${path}/${file}`]);
  const remove = () => void spawnSync("rmdir", [path], { stdio: "ignore" });
  if (made.status !== 0) {
    remove();
    return void 0;
  }
  return { path, enter: `echo 0 > ${path}/${tasks}`, remove };
}

// test/native/starts.test.ts
var test = suite("starts");
var STARTS = 400;
var source = `${prelude}
const table = Array.from({ length: 2000 }, (_, i) => ({ name: "entry " + i, value: i }));
host.main((argv) => {
  const more = [];
  for (let i = 0; i < 16; i++) more.push(new Uint8Array(131072).fill(i));
  const brk = host.syscall(NR.brk, 0);
  const moved = host.syscall(NR.brk, brk + 65536) === brk + 65536;
  const mapped = host.syscall(NR.mmap, 0, 65536, 3, 0x22, -1, 0) > 0;
  const sum = table.reduce((total, entry) => total + entry.value, 0) + more[15][99];
  print([sum, moved, mapped, argv[1]].join(" "));
});
`;
var wanted = "1999015 true true word\n".repeat(STARTS);
var loop = `i=0; while [ $i -lt ${STARTS} ]; do "$0" word || { echo "start $i: status $?"; exit 1; }; i=$((i+1)); done`;
for (const { libc, host: host2 } of hosts) {
  const program = frozen(`start-${libc}`, source, host2);
  const conditions = [
    ["as they come", () => sh(loop, program)],
    ["without address randomisation", () => run("setarch", ["-R", "/bin/sh", "-c", loop, program])],
    ["with ulimit -s 256", () => sh(`ulimit -s 256; ${loop}`, program)],
    ["with ulimit -s unlimited", () => sh(`ulimit -s unlimited; ${loop}`, program)],
    [
      "with ulimit -s unlimited and no randomisation",
      () => run("setarch", ["-R", "/bin/sh", "-c", `ulimit -s unlimited; ${loop}`, program])
    ],
    ["with ulimit -v 8192", () => sh(`ulimit -v 8192; ${loop}`, program)]
  ];
  for (const [name, start] of conditions) {
    test(`${STARTS} starts ${name} (${libc})`, () => {
      const outcome = start();
      assert.is(outcome.stderr, "");
      assert.is(outcome.stdout, wanted);
      assert.is(outcome.status, 0);
    });
  }
  test(`${STARTS} starts in a memory cgroup of 4 MB (${libc})`, () => {
    const cgroup = memoryCgroup(4 << 20);
    if (!cgroup) return skip("a memory cgroup cannot be made here");
    try {
      const outcome = sh(`${cgroup.enter}; ${loop}`, program);
      assert.is(outcome.stderr, "");
      assert.is(outcome.stdout, wanted);
    } finally {
      cgroup.remove();
    }
  });
  test(`address space for the program but not for its work: an exception, in one place (${libc})`, () => {
    let clear = 0;
    let well = 0;
    for (let kib = 2e3; kib <= 8e3; kib += 100) {
      const outcome = sh(`ulimit -v ${kib} && exec "$0" word`, program);
      if (outcome.signal === "SIGKILL" || outcome.signal === "SIGSEGV") {
        assert.is(clear + well, 0, `killed by ${outcome.signal} at ${kib} KiB, though less was enough`);
        continue;
      }
      if (outcome.status === 0) well++;
      else {
        assert.is(outcome.status, 125, `${kib} KiB: ${outcome.stderr}`);
        assert.match(outcome.stderr, /out of memory/);
        clear++;
      }
    }
    assert.ok(well > 0);
    assert.ok(clear > 0);
  });
}
test.run();
//# sourceMappingURL=data:application/json;base64,ewogICJ2ZXJzaW9uIjogMywKICAic291cmNlcyI6IFsiLi4vbmF0aXZlL3N0YXJ0cy50ZXN0LnRzIiwgIi4uL25hdGl2ZS90b29scy50cyJdLAogICJzb3VyY2VzQ29udGVudCI6IFsiLy8gNDAwIHN0YXJ0cyBlYWNoLCBvZiBib3RoIGJ1aWxkcywgaW4gZXZlcnkgY29uZGl0aW9uIHRoYXQgb25jZSBtYWRlIGEgc3RhcnQgZmFpbC5cbmltcG9ydCB7IHN1aXRlIH0gZnJvbSBcInV2dVwiO1xuaW1wb3J0ICogYXMgYXNzZXJ0IGZyb20gXCJ1dnUvYXNzZXJ0XCI7XG5pbXBvcnQgeyBmcm96ZW4sIGhvc3RzLCBtZW1vcnlDZ3JvdXAsIHByZWx1ZGUsIHJ1biwgc2gsIHNraXAgfSBmcm9tIFwiLi90b29scy50c1wiO1xuXG5jb25zdCB0ZXN0ID0gc3VpdGUoXCJzdGFydHNcIik7XG5jb25zdCBTVEFSVFMgPSA0MDA7XG5cbi8vIFVzZXMgd2hhdCBhIHN0YXJ0IGNhbiBjb2xsaWRlIHdpdGg6IHRoZSBoZWFwIGdyb3dzIGJ5IHR3byBtZWdhYnl0ZXMgYmVoaW5kIHRoZSBwcm9ncmFtJ3Ncbi8vIG93biwgYW5kIGJyayBhbmQgbW1hcCBhcmUgYXNrZWQgZm9yIG1lbW9yeSBvZiB0aGVpciBvd24uXG5jb25zdCBzb3VyY2UgPSBgJHtwcmVsdWRlfVxuY29uc3QgdGFibGUgPSBBcnJheS5mcm9tKHsgbGVuZ3RoOiAyMDAwIH0sIChfLCBpKSA9PiAoeyBuYW1lOiBcImVudHJ5IFwiICsgaSwgdmFsdWU6IGkgfSkpO1xuaG9zdC5tYWluKChhcmd2KSA9PiB7XG4gIGNvbnN0IG1vcmUgPSBbXTtcbiAgZm9yIChsZXQgaSA9IDA7IGkgPCAxNjsgaSsrKSBtb3JlLnB1c2gobmV3IFVpbnQ4QXJyYXkoMTMxMDcyKS5maWxsKGkpKTtcbiAgY29uc3QgYnJrID0gaG9zdC5zeXNjYWxsKE5SLmJyaywgMCk7XG4gIGNvbnN0IG1vdmVkID0gaG9zdC5zeXNjYWxsKE5SLmJyaywgYnJrICsgNjU1MzYpID09PSBicmsgKyA2NTUzNjtcbiAgY29uc3QgbWFwcGVkID0gaG9zdC5zeXNjYWxsKE5SLm1tYXAsIDAsIDY1NTM2LCAzLCAweDIyLCAtMSwgMCkgPiAwO1xuICBjb25zdCBzdW0gPSB0YWJsZS5yZWR1Y2UoKHRvdGFsLCBlbnRyeSkgPT4gdG90YWwgKyBlbnRyeS52YWx1ZSwgMCkgKyBtb3JlWzE1XVs5OV07XG4gIHByaW50KFtzdW0sIG1vdmVkLCBtYXBwZWQsIGFyZ3ZbMV1dLmpvaW4oXCIgXCIpKTtcbn0pO1xuYDtcblxuY29uc3Qgd2FudGVkID0gXCIxOTk5MDE1IHRydWUgdHJ1ZSB3b3JkXFxuXCIucmVwZWF0KFNUQVJUUyk7XG5jb25zdCBsb29wID0gYGk9MDsgd2hpbGUgWyAkaSAtbHQgJHtTVEFSVFN9IF07IGRvIFwiJDBcIiB3b3JkIHx8IHsgZWNobyBcInN0YXJ0ICRpOiBzdGF0dXMgJD9cIjsgZXhpdCAxOyB9OyBpPSQoKGkrMSkpOyBkb25lYDtcblxuZm9yIChjb25zdCB7IGxpYmMsIGhvc3QgfSBvZiBob3N0cykge1xuICBjb25zdCBwcm9ncmFtID0gZnJvemVuKGBzdGFydC0ke2xpYmN9YCwgc291cmNlLCBob3N0KTtcbiAgY29uc3QgY29uZGl0aW9uczogW3N0cmluZywgKCkgPT4gUmV0dXJuVHlwZTx0eXBlb2Ygc2g+XVtdID0gW1xuICAgIFtcImFzIHRoZXkgY29tZVwiLCAoKSA9PiBzaChsb29wLCBwcm9ncmFtKV0sXG4gICAgW1wid2l0aG91dCBhZGRyZXNzIHJhbmRvbWlzYXRpb25cIiwgKCkgPT4gcnVuKFwic2V0YXJjaFwiLCBbXCItUlwiLCBcIi9iaW4vc2hcIiwgXCItY1wiLCBsb29wLCBwcm9ncmFtXSldLFxuICAgIFtcIndpdGggdWxpbWl0IC1zIDI1NlwiLCAoKSA9PiBzaChgdWxpbWl0IC1zIDI1NjsgJHtsb29wfWAsIHByb2dyYW0pXSxcbiAgICBbXCJ3aXRoIHVsaW1pdCAtcyB1bmxpbWl0ZWRcIiwgKCkgPT4gc2goYHVsaW1pdCAtcyB1bmxpbWl0ZWQ7ICR7bG9vcH1gLCBwcm9ncmFtKV0sXG4gICAgW1xuICAgICAgXCJ3aXRoIHVsaW1pdCAtcyB1bmxpbWl0ZWQgYW5kIG5vIHJhbmRvbWlzYXRpb25cIixcbiAgICAgICgpID0+IHJ1bihcInNldGFyY2hcIiwgW1wiLVJcIiwgXCIvYmluL3NoXCIsIFwiLWNcIiwgYHVsaW1pdCAtcyB1bmxpbWl0ZWQ7ICR7bG9vcH1gLCBwcm9ncmFtXSksXG4gICAgXSxcbiAgICBbXCJ3aXRoIHVsaW1pdCAtdiA4MTkyXCIsICgpID0+IHNoKGB1bGltaXQgLXYgODE5MjsgJHtsb29wfWAsIHByb2dyYW0pXSxcbiAgXTtcbiAgZm9yIChjb25zdCBbbmFtZSwgc3RhcnRdIG9mIGNvbmRpdGlvbnMpIHtcbiAgICB0ZXN0KGAke1NUQVJUU30gc3RhcnRzICR7bmFtZX0gKCR7bGliY30pYCwgKCkgPT4ge1xuICAgICAgY29uc3Qgb3V0Y29tZSA9IHN0YXJ0KCk7XG4gICAgICBhc3NlcnQuaXMob3V0Y29tZS5zdGRlcnIsIFwiXCIpO1xuICAgICAgYXNzZXJ0LmlzKG91dGNvbWUuc3Rkb3V0LCB3YW50ZWQpO1xuICAgICAgYXNzZXJ0LmlzKG91dGNvbWUuc3RhdHVzLCAwKTtcbiAgICB9KTtcbiAgfVxuXG4gIHRlc3QoYCR7U1RBUlRTfSBzdGFydHMgaW4gYSBtZW1vcnkgY2dyb3VwIG9mIDQgTUIgKCR7bGliY30pYCwgKCkgPT4ge1xuICAgIGNvbnN0IGNncm91cCA9IG1lbW9yeUNncm91cCg0IDw8IDIwKTtcbiAgICBpZiAoIWNncm91cCkgcmV0dXJuIHNraXAoXCJhIG1lbW9yeSBjZ3JvdXAgY2Fubm90IGJlIG1hZGUgaGVyZVwiKTtcbiAgICB0cnkge1xuICAgICAgY29uc3Qgb3V0Y29tZSA9IHNoKGAke2Nncm91cC5lbnRlcn07ICR7bG9vcH1gLCBwcm9ncmFtKTtcbiAgICAgIGFzc2VydC5pcyhvdXRjb21lLnN0ZGVyciwgXCJcIik7XG4gICAgICBhc3NlcnQuaXMob3V0Y29tZS5zdGRvdXQsIHdhbnRlZCk7XG4gICAgfSBmaW5hbGx5IHtcbiAgICAgIGNncm91cC5yZW1vdmUoKTtcbiAgICB9XG4gIH0pO1xuXG4gIHRlc3QoYGFkZHJlc3Mgc3BhY2UgZm9yIHRoZSBwcm9ncmFtIGJ1dCBub3QgZm9yIGl0cyB3b3JrOiBhbiBleGNlcHRpb24sIGluIG9uZSBwbGFjZSAoJHtsaWJjfSlgLCAoKSA9PiB7XG4gICAgLy8gRnJvbSB3aGVyZSBleGVjdmUoMikgaXRzZWxmIGZhaWxzICh0aGUga2VybmVsIGtpbGxzLCBhbmQgc2ggc2F5cyBzbykgdG8gd2hlcmUgYWxsIGlzIHdlbGwuXG4gICAgbGV0IGNsZWFyID0gMDtcbiAgICBsZXQgd2VsbCA9IDA7XG4gICAgZm9yIChsZXQga2liID0gMjAwMDsga2liIDw9IDgwMDA7IGtpYiArPSAxMDApIHtcbiAgICAgIGNvbnN0IG91dGNvbWUgPSBzaChgdWxpbWl0IC12ICR7a2lifSAmJiBleGVjIFwiJDBcIiB3b3JkYCwgcHJvZ3JhbSk7XG4gICAgICBpZiAob3V0Y29tZS5zaWduYWwgPT09IFwiU0lHS0lMTFwiIHx8IG91dGNvbWUuc2lnbmFsID09PSBcIlNJR1NFR1ZcIikge1xuICAgICAgICAvLyBUaGUgb2xkIGltYWdlIGlzIGdvbmUgd2hlbiBtYXBwaW5nIHRoZSBuZXcgb25lIGZhaWxzOiBubyBjb2RlIG9mIG91cnMgaGFzIHJ1bi5cbiAgICAgICAgYXNzZXJ0LmlzKGNsZWFyICsgd2VsbCwgMCwgYGtpbGxlZCBieSAke291dGNvbWUuc2lnbmFsfSBhdCAke2tpYn0gS2lCLCB0aG91Z2ggbGVzcyB3YXMgZW5vdWdoYCk7XG4gICAgICAgIGNvbnRpbnVlO1xuICAgICAgfVxuICAgICAgaWYgKG91dGNvbWUuc3RhdHVzID09PSAwKSB3ZWxsKys7XG4gICAgICBlbHNlIHtcbiAgICAgICAgYXNzZXJ0LmlzKG91dGNvbWUuc3RhdHVzLCAxMjUsIGAke2tpYn0gS2lCOiAke291dGNvbWUuc3RkZXJyfWApO1xuICAgICAgICBhc3NlcnQubWF0Y2gob3V0Y29tZS5zdGRlcnIsIC9vdXQgb2YgbWVtb3J5Lyk7XG4gICAgICAgIGNsZWFyKys7XG4gICAgICB9XG4gICAgfVxuICAgIGFzc2VydC5vayh3ZWxsID4gMCk7XG4gICAgYXNzZXJ0Lm9rKGNsZWFyID4gMCk7XG4gIH0pO1xufVxuXG50ZXN0LnJ1bigpO1xuIiwgIi8vIEJ1aWxkcyB3aGF0IHRoZSB0ZXN0cyBvZiB0aGUgc3RhdGljIGhvc3QgcnVuLCBhbmQgcnVucyBpdC5cbmltcG9ydCB7IHR5cGUgU3Bhd25TeW5jT3B0aW9ucywgc3Bhd25TeW5jIH0gZnJvbSBcIm5vZGU6Y2hpbGRfcHJvY2Vzc1wiO1xuaW1wb3J0IHsgZXhpc3RzU3luYywgbWtkdGVtcFN5bmMsIHJtU3luYywgd3JpdGVGaWxlU3luYyB9IGZyb20gXCJub2RlOmZzXCI7XG5pbXBvcnQgeyB0bXBkaXIgfSBmcm9tIFwibm9kZTpvc1wiO1xuaW1wb3J0IHsgam9pbiB9IGZyb20gXCJub2RlOnBhdGhcIjtcbmltcG9ydCB7IHBhdGhUb0ZpbGVVUkwgfSBmcm9tIFwibm9kZTp1cmxcIjtcblxuZXhwb3J0IGNvbnN0IHJvb3QgPSBwcm9jZXNzLmVudltcIklTT0JPWF9ST09UXCJdID8/IHByb2Nlc3MuY3dkKCk7XG5cbnR5cGUgQnVpbGRlciA9IHtcbiAgYnVpbGRIb3N0KG9wdGlvbnM/OiB7IGxpYmM/OiBcIm11c2xcIiB8IFwiZ2xpYmNcIiB8IFwiYXV0b1wiOyBvdXREaXI/OiBzdHJpbmcgfSk6IHN0cmluZztcbiAgYnVpbGRDb2xkKG9wdGlvbnM/OiB7IHNhbml0aXplPzogYm9vbGVhbjsgb3V0RGlyPzogc3RyaW5nIH0pOiBzdHJpbmc7XG4gIGJ1aWxkRnV6eihvcHRpb25zPzogeyBvdXREaXI/OiBzdHJpbmcgfSk6IHN0cmluZztcbiAgYnVpbGRUcmFpbmVyKG9wdGlvbnM/OiB7IG91dERpcj86IHN0cmluZyB9KTogc3RyaW5nO1xuICBmcmVlemUob3B0aW9uczogeyBob3N0OiBzdHJpbmc7IGJ1bmRsZTogc3RyaW5nOyBvdXQ6IHN0cmluZzsgdHJhaW4/OiBzdHJpbmcgfSk6IHN0cmluZztcbn07XG5cbi8vIEJ5IGEgY29tcHV0ZWQgcGF0aDogYSBidW5kbGVyIG11c3Qgbm90IGNvcHkgYSBidWlsZGVyIHRoYXQgZmluZHMgaXRzIHNvdXJjZXMgYmVzaWRlIGl0c2VsZi5cbmV4cG9ydCBjb25zdCBidWlsZGVyOiBCdWlsZGVyID0gYXdhaXQgaW1wb3J0KHBhdGhUb0ZpbGVVUkwoam9pbihyb290LCBcIm5hdGl2ZS9idWlsZC5tanNcIikpLmhyZWYpO1xuXG4vKiogQSBkaXJlY3Rvcnkgb2YgdGhpcyB0ZXN0IGZpbGUsIHJlbW92ZWQgd2hlbiB0aGUgcHJvY2VzcyBlbmRzLCB3aGF0ZXZlciBoYXBwZW5lZCBpbiBpdC4gKi9cbmV4cG9ydCBjb25zdCBzY3JhdGNoID0gbWtkdGVtcFN5bmMoam9pbih0bXBkaXIoKSwgXCJpc29ib3gtbmF0aXZlLVwiKSk7XG5wcm9jZXNzLm9uKFwiZXhpdFwiLCAoKSA9PiBybVN5bmMoc2NyYXRjaCwgeyByZWN1cnNpdmU6IHRydWUsIGZvcmNlOiB0cnVlIH0pKTtcblxuLyoqIEJvdGggc3RhdGljIGhvc3RzOiB3aGF0IGlzIHNhaWQgb2Ygb25lIG11c3QgaG9sZCBmb3IgdGhlIG90aGVyLiAqL1xuZXhwb3J0IGNvbnN0IGhvc3RzID0gW1xuICB7IGxpYmM6IFwibXVzbFwiLCBob3N0OiBidWlsZGVyLmJ1aWxkSG9zdCh7IGxpYmM6IFwiYXV0b1wiIH0pIH0sXG4gIHsgbGliYzogXCJnbGliY1wiLCBob3N0OiBidWlsZGVyLmJ1aWxkSG9zdCh7IGxpYmM6IFwiZ2xpYmNcIiB9KSB9LFxuXSBhcyBjb25zdDtcbmV4cG9ydCBjb25zdCBob3N0ID0gaG9zdHNbMF0uaG9zdDtcblxuLyoqIFdyaXRlcyBhIGJ1bmRsZSBhbmQgZnJlZXplcyBpdDsgYG5hbWVgIGJlY29tZXMgdGhlIHByb2dyYW0ncyBuYW1lLiAqL1xuZXhwb3J0IGZ1bmN0aW9uIGZyb3plbihuYW1lOiBzdHJpbmcsIHNvdXJjZTogc3RyaW5nLCBieTogc3RyaW5nID0gaG9zdCk6IHN0cmluZyB7XG4gIGNvbnN0IGJ1bmRsZSA9IGpvaW4oc2NyYXRjaCwgYCR7bmFtZX0uanNgKTtcbiAgd3JpdGVGaWxlU3luYyhidW5kbGUsIHNvdXJjZSk7XG4gIGNvbnN0IG91dCA9IGpvaW4oc2NyYXRjaCwgbmFtZSk7XG4gIGNvbnN0IHJ1biA9IHNwYXduU3luYyhieSwgW1wiLS1mcmVlemVcIiwgYnVuZGxlLCBcIi1vXCIsIG91dF0sIHsgZW5jb2Rpbmc6IFwidXRmOFwiIH0pO1xuICBpZiAocnVuLnN0YXR1cyAhPT0gMCkgdGhyb3cgbmV3IEVycm9yKGBjYW5ub3QgZnJlZXplICR7bmFtZX06ICR7cnVuLnN0ZGVycn1gKTtcbiAgcmV0dXJuIG91dDtcbn1cblxuZXhwb3J0IHR5cGUgT3V0Y29tZSA9IHsgc3RhdHVzOiBudW1iZXIgfCBudWxsOyBzaWduYWw6IHN0cmluZyB8IG51bGw7IHN0ZG91dDogc3RyaW5nOyBzdGRlcnI6IHN0cmluZyB9O1xuXG5leHBvcnQgZnVuY3Rpb24gcnVuKHByb2dyYW06IHN0cmluZywgYXJnczogc3RyaW5nW10gPSBbXSwgb3B0aW9uczogU3Bhd25TeW5jT3B0aW9ucyA9IHt9KTogT3V0Y29tZSB7XG4gIGNvbnN0IHJlc3VsdCA9IHNwYXduU3luYyhwcm9ncmFtLCBhcmdzLCB7XG4gICAgc3RkaW86IFtcImlnbm9yZVwiLCBcInBpcGVcIiwgXCJwaXBlXCJdLFxuICAgIG1heEJ1ZmZlcjogMSA8PCAyOCxcbiAgICAuLi5vcHRpb25zLFxuICAgIGVuY29kaW5nOiBcInV0ZjhcIixcbiAgfSk7XG4gIGlmIChyZXN1bHQuZXJyb3IpIHRocm93IHJlc3VsdC5lcnJvcjtcbiAgY29uc3QgeyBzdGF0dXMsIHNpZ25hbCwgc3Rkb3V0LCBzdGRlcnIgfSA9IHJlc3VsdDtcbiAgcmV0dXJuIHsgc3RhdHVzLCBzaWduYWwsIHN0ZG91dCwgc3RkZXJyIH07XG59XG5cbi8qKiBSdW5zIGEgbGluZSBvZiBzaCwgaW4gd2hpY2ggYCQwYCBpcyB0aGUgcHJvZ3JhbS4gKi9cbmV4cG9ydCBmdW5jdGlvbiBzaChsaW5lOiBzdHJpbmcsIHByb2dyYW06IHN0cmluZywgYXJnczogc3RyaW5nW10gPSBbXSk6IE91dGNvbWUge1xuICByZXR1cm4gcnVuKFwiL2Jpbi9zaFwiLCBbXCItY1wiLCBsaW5lLCBwcm9ncmFtLCAuLi5hcmdzXSk7XG59XG5cbi8vIFt4ODZfNjQsIHRoZSB0YWJsZSB0aGF0IGFsbCBuZXdlciBhcmNoaXRlY3R1cmVzIHNoYXJlXTogYXNtL3VuaXN0ZC5oXG5jb25zdCBjYWxscyA9IHtcbiAgYnJrOiBbMTIsIDIxNF0sXG4gIGNsb25lOiBbNTYsIDIyMF0sXG4gIGNsb3NlOiBbMywgNTddLFxuICBleGVjdmU6IFs1OSwgMjIxXSxcbiAgZmNudGw6IFs3MiwgMjVdLFxuICBnZXRkZW50czY0OiBbMjE3LCA2MV0sXG4gIGdldHBpZDogWzM5LCAxNzJdLFxuICBta2RpcmF0OiBbMjU4LCAzNF0sXG4gIG1tYXA6IFs5LCAyMjJdLFxuICBvcGVuYXQ6IFsyNTcsIDU2XSxcbiAgcGlwZTI6IFsyOTMsIDU5XSxcbiAgcHJjdGw6IFsxNTcsIDE2N10sXG4gIHJlYWQ6IFswLCA2M10sXG4gIHJlYWRsaW5rYXQ6IFsyNjcsIDc4XSxcbiAgcnRfc2lncHJvY21hc2s6IFsxNCwgMTM1XSxcbiAgc3RhdGZzOiBbMTM3LCA0M10sXG4gIHN5bWxpbmthdDogWzI2NiwgMzZdLFxuICB1bmxpbmthdDogWzI2MywgMzVdLFxuICB3YWl0NDogWzYxLCAyNjBdLFxuICB3cml0ZTogWzEsIDY0XSxcbn0gYXMgY29uc3Q7XG5jb25zdCBudW1iZXJzID0gT2JqZWN0LmVudHJpZXMoY2FsbHMpLm1hcCgoW25hbWUsIGJvdGhdKSA9PiBbbmFtZSwgYm90aFtwcm9jZXNzLmFyY2ggPT09IFwieDY0XCIgPyAwIDogMV1dKTtcblxuLyoqIFdoYXQgZXZlcnkgcHJvZ3JhbSBoZXJlIG5lZWRzOiBwcmludGluZywgdGhyb3VnaCB0aGUgb25lIGZ1bmN0aW9uIGl0IGhhcy4gKi9cbmV4cG9ydCBjb25zdCBwcmVsdWRlID0gYFxuY29uc3QgaG9zdCA9IF9faG9zdF9fLCBOUiA9ICR7SlNPTi5zdHJpbmdpZnkoT2JqZWN0LmZyb21FbnRyaWVzKG51bWJlcnMpKX0sIEFUX0ZEQ1dEID0gLTEwMDtcbmNvbnN0IHByaW50ID0gKHRleHQpID0+IHsgY29uc3QgYnl0ZXMgPSBob3N0LmVuY29kZSh0ZXh0ICsgXCJcXFxcblwiKTsgaG9zdC5zeXNjYWxsKE5SLndyaXRlLCAxLCBieXRlcywgYnl0ZXMubGVuZ3RoKTsgfTtcbmNvbnN0IGRlc2NyaWJlID0gKGYpID0+IHsgdHJ5IHsgcmV0dXJuIFN0cmluZyhmKCkpOyB9IGNhdGNoIChlKSB7IHJldHVybiBlLm5hbWUgKyBcIjogXCIgKyBlLm1lc3NhZ2U7IH0gfTtcbmA7XG5cbi8qKiBQcmludHMgdGhlIHJlYXNvbiB3aGVyZSBhIHRlc3QgY2Fubm90IHJ1bjsgdGhlIHJ1bm5lciBjb3VudHMgc3VjaCBsaW5lcy4gKi9cbmV4cG9ydCBmdW5jdGlvbiBza2lwKHJlYXNvbjogc3RyaW5nKTogdm9pZCB7XG4gIGNvbnNvbGUubG9nKGBTS0lQICR7cmVhc29ufWApO1xufVxuXG4vKiogQSBtZW1vcnkgY2dyb3VwIG9mIG91ciBvd24sIG9uIHYxIG9yIHYyOyB1bmRlZmluZWQgd2hlcmUgdGhlcmUgaXMgbm9uZSB0byBtYWtlLiAqL1xuZXhwb3J0IGZ1bmN0aW9uIG1lbW9yeUNncm91cChsaW1pdDogbnVtYmVyKTogeyBwYXRoOiBzdHJpbmc7IGVudGVyOiBzdHJpbmc7IHJlbW92ZSgpOiB2b2lkIH0gfCB1bmRlZmluZWQge1xuICBjb25zdCB2MSA9IFwiL3N5cy9mcy9jZ3JvdXAvbWVtb3J5L21lbW9yeS5saW1pdF9pbl9ieXRlc1wiO1xuICBjb25zdCB2MiA9IFwiL3N5cy9mcy9jZ3JvdXAvY2dyb3VwLnN1YnRyZWVfY29udHJvbFwiO1xuICBjb25zdCBuYW1lID0gYGlzb2JveC1uYXRpdmUtJHtwcm9jZXNzLnBpZH1gO1xuICBpZiAoZXhpc3RzU3luYyh2MSkpXG4gICAgcmV0dXJuIG1ha2VDZ3JvdXAoYC9zeXMvZnMvY2dyb3VwL21lbW9yeS8ke25hbWV9YCwgXCJtZW1vcnkubGltaXRfaW5fYnl0ZXNcIiwgbGltaXQsIFwidGFza3NcIik7XG4gIGlmIChleGlzdHNTeW5jKHYyKSkgcmV0dXJuIG1ha2VDZ3JvdXAoYC9zeXMvZnMvY2dyb3VwLyR7bmFtZX1gLCBcIm1lbW9yeS5tYXhcIiwgbGltaXQsIFwiY2dyb3VwLnByb2NzXCIpO1xuICByZXR1cm4gdW5kZWZpbmVkO1xufVxuXG5mdW5jdGlvbiBtYWtlQ2dyb3VwKHBhdGg6IHN0cmluZywgZmlsZTogc3RyaW5nLCBsaW1pdDogbnVtYmVyLCB0YXNrczogc3RyaW5nKSB7XG4gIGNvbnN0IG1hZGUgPSBydW4oXCIvYmluL3NoXCIsIFtcIi1jXCIsIGBta2RpciAke3BhdGh9ICYmIGVjaG8gJHtsaW1pdH0gPiAke3BhdGh9LyR7ZmlsZX1gXSk7XG4gIGNvbnN0IHJlbW92ZSA9ICgpID0+IHZvaWQgc3Bhd25TeW5jKFwicm1kaXJcIiwgW3BhdGhdLCB7IHN0ZGlvOiBcImlnbm9yZVwiIH0pO1xuICBpZiAobWFkZS5zdGF0dXMgIT09IDApIHtcbiAgICByZW1vdmUoKTtcbiAgICByZXR1cm4gdW5kZWZpbmVkO1xuICB9XG4gIHJldHVybiB7IHBhdGgsIGVudGVyOiBgZWNobyAwID4gJHtwYXRofS8ke3Rhc2tzfWAsIHJlbW92ZSB9O1xufVxuIl0sCiAgIm1hcHBpbmdzIjogIjtBQUNBLFNBQVMsYUFBYTtBQUN0QixZQUFZLFlBQVk7OztBQ0R4QixTQUFnQyxpQkFBaUI7QUFDakQsU0FBUyxZQUFZLGFBQWEsUUFBUSxxQkFBcUI7QUFDL0QsU0FBUyxjQUFjO0FBQ3ZCLFNBQVMsWUFBWTtBQUNyQixTQUFTLHFCQUFxQjtBQUV2QixJQUFNLE9BQU8sUUFBUSxJQUFJLGFBQWEsS0FBSyxRQUFRLElBQUk7QUFXdkQsSUFBTSxVQUFtQixNQUFNLE9BQU8sY0FBYyxLQUFLLE1BQU0sa0JBQWtCLENBQUMsRUFBRTtBQUdwRixJQUFNLFVBQVUsWUFBWSxLQUFLLE9BQU8sR0FBRyxnQkFBZ0IsQ0FBQztBQUNuRSxRQUFRLEdBQUcsUUFBUSxNQUFNLE9BQU8sU0FBUyxFQUFFLFdBQVcsTUFBTSxPQUFPLEtBQUssQ0FBQyxDQUFDO0FBR25FLElBQU0sUUFBUTtBQUFBLEVBQ25CLEVBQUUsTUFBTSxRQUFRLE1BQU0sUUFBUSxVQUFVLEVBQUUsTUFBTSxPQUFPLENBQUMsRUFBRTtBQUFBLEVBQzFELEVBQUUsTUFBTSxTQUFTLE1BQU0sUUFBUSxVQUFVLEVBQUUsTUFBTSxRQUFRLENBQUMsRUFBRTtBQUM5RDtBQUNPLElBQU0sT0FBTyxNQUFNLENBQUMsRUFBRTtBQUd0QixTQUFTLE9BQU8sTUFBY0EsU0FBZ0IsS0FBYSxNQUFjO0FBQzlFLFFBQU0sU0FBUyxLQUFLLFNBQVMsR0FBRyxJQUFJLEtBQUs7QUFDekMsZ0JBQWMsUUFBUUEsT0FBTTtBQUM1QixRQUFNLE1BQU0sS0FBSyxTQUFTLElBQUk7QUFDOUIsUUFBTUMsT0FBTSxVQUFVLElBQUksQ0FBQyxZQUFZLFFBQVEsTUFBTSxHQUFHLEdBQUcsRUFBRSxVQUFVLE9BQU8sQ0FBQztBQUMvRSxNQUFJQSxLQUFJLFdBQVcsRUFBRyxPQUFNLElBQUksTUFBTSxpQkFBaUIsSUFBSSxLQUFLQSxLQUFJLE1BQU0sRUFBRTtBQUM1RSxTQUFPO0FBQ1Q7QUFJTyxTQUFTLElBQUksU0FBaUIsT0FBaUIsQ0FBQyxHQUFHLFVBQTRCLENBQUMsR0FBWTtBQUNqRyxRQUFNLFNBQVMsVUFBVSxTQUFTLE1BQU07QUFBQSxJQUN0QyxPQUFPLENBQUMsVUFBVSxRQUFRLE1BQU07QUFBQSxJQUNoQyxXQUFXLEtBQUs7QUFBQSxJQUNoQixHQUFHO0FBQUEsSUFDSCxVQUFVO0FBQUEsRUFDWixDQUFDO0FBQ0QsTUFBSSxPQUFPLE1BQU8sT0FBTSxPQUFPO0FBQy9CLFFBQU0sRUFBRSxRQUFRLFFBQVEsUUFBUSxPQUFPLElBQUk7QUFDM0MsU0FBTyxFQUFFLFFBQVEsUUFBUSxRQUFRLE9BQU87QUFDMUM7QUFHTyxTQUFTLEdBQUcsTUFBYyxTQUFpQixPQUFpQixDQUFDLEdBQVk7QUFDOUUsU0FBTyxJQUFJLFdBQVcsQ0FBQyxNQUFNLE1BQU0sU0FBUyxHQUFHLElBQUksQ0FBQztBQUN0RDtBQUdBLElBQU0sUUFBUTtBQUFBLEVBQ1osS0FBSyxDQUFDLElBQUksR0FBRztBQUFBLEVBQ2IsT0FBTyxDQUFDLElBQUksR0FBRztBQUFBLEVBQ2YsT0FBTyxDQUFDLEdBQUcsRUFBRTtBQUFBLEVBQ2IsUUFBUSxDQUFDLElBQUksR0FBRztBQUFBLEVBQ2hCLE9BQU8sQ0FBQyxJQUFJLEVBQUU7QUFBQSxFQUNkLFlBQVksQ0FBQyxLQUFLLEVBQUU7QUFBQSxFQUNwQixRQUFRLENBQUMsSUFBSSxHQUFHO0FBQUEsRUFDaEIsU0FBUyxDQUFDLEtBQUssRUFBRTtBQUFBLEVBQ2pCLE1BQU0sQ0FBQyxHQUFHLEdBQUc7QUFBQSxFQUNiLFFBQVEsQ0FBQyxLQUFLLEVBQUU7QUFBQSxFQUNoQixPQUFPLENBQUMsS0FBSyxFQUFFO0FBQUEsRUFDZixPQUFPLENBQUMsS0FBSyxHQUFHO0FBQUEsRUFDaEIsTUFBTSxDQUFDLEdBQUcsRUFBRTtBQUFBLEVBQ1osWUFBWSxDQUFDLEtBQUssRUFBRTtBQUFBLEVBQ3BCLGdCQUFnQixDQUFDLElBQUksR0FBRztBQUFBLEVBQ3hCLFFBQVEsQ0FBQyxLQUFLLEVBQUU7QUFBQSxFQUNoQixXQUFXLENBQUMsS0FBSyxFQUFFO0FBQUEsRUFDbkIsVUFBVSxDQUFDLEtBQUssRUFBRTtBQUFBLEVBQ2xCLE9BQU8sQ0FBQyxJQUFJLEdBQUc7QUFBQSxFQUNmLE9BQU8sQ0FBQyxHQUFHLEVBQUU7QUFDZjtBQUNBLElBQU0sVUFBVSxPQUFPLFFBQVEsS0FBSyxFQUFFLElBQUksQ0FBQyxDQUFDLE1BQU0sSUFBSSxNQUFNLENBQUMsTUFBTSxLQUFLLFFBQVEsU0FBUyxRQUFRLElBQUksQ0FBQyxDQUFDLENBQUM7QUFHakcsSUFBTSxVQUFVO0FBQUEsOEJBQ08sS0FBSyxVQUFVLE9BQU8sWUFBWSxPQUFPLENBQUMsQ0FBQztBQUFBO0FBQUE7QUFBQTtBQU1sRSxTQUFTLEtBQUssUUFBc0I7QUFDekMsVUFBUSxJQUFJLFFBQVEsTUFBTSxFQUFFO0FBQzlCO0FBR08sU0FBUyxhQUFhLE9BQTRFO0FBQ3ZHLFFBQU0sS0FBSztBQUNYLFFBQU0sS0FBSztBQUNYLFFBQU0sT0FBTyxpQkFBaUIsUUFBUSxHQUFHO0FBQ3pDLE1BQUksV0FBVyxFQUFFO0FBQ2YsV0FBTyxXQUFXLHlCQUF5QixJQUFJLElBQUkseUJBQXlCLE9BQU8sT0FBTztBQUM1RixNQUFJLFdBQVcsRUFBRSxFQUFHLFFBQU8sV0FBVyxrQkFBa0IsSUFBSSxJQUFJLGNBQWMsT0FBTyxjQUFjO0FBQ25HLFNBQU87QUFDVDtBQUVBLFNBQVMsV0FBVyxNQUFjLE1BQWMsT0FBZSxPQUFlO0FBQzVFLFFBQU0sT0FBTyxJQUFJLFdBQVcsQ0FBQyxNQUFNLFNBQVMsSUFBSSxZQUFZLEtBQUssTUFBTSxJQUFJLElBQUksSUFBSSxFQUFFLENBQUM7QUFDdEYsUUFBTSxTQUFTLE1BQU0sS0FBSyxVQUFVLFNBQVMsQ0FBQyxJQUFJLEdBQUcsRUFBRSxPQUFPLFNBQVMsQ0FBQztBQUN4RSxNQUFJLEtBQUssV0FBVyxHQUFHO0FBQ3JCLFdBQU87QUFDUCxXQUFPO0FBQUEsRUFDVDtBQUNBLFNBQU8sRUFBRSxNQUFNLE9BQU8sWUFBWSxJQUFJLElBQUksS0FBSyxJQUFJLE9BQU87QUFDNUQ7OztBRC9HQSxJQUFNLE9BQU8sTUFBTSxRQUFRO0FBQzNCLElBQU0sU0FBUztBQUlmLElBQU0sU0FBUyxHQUFHLE9BQU87QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBQUE7QUFBQTtBQUFBO0FBYXpCLElBQU0sU0FBUywyQkFBMkIsT0FBTyxNQUFNO0FBQ3ZELElBQU0sT0FBTyx1QkFBdUIsTUFBTTtBQUUxQyxXQUFXLEVBQUUsTUFBTSxNQUFBQyxNQUFLLEtBQUssT0FBTztBQUNsQyxRQUFNLFVBQVUsT0FBTyxTQUFTLElBQUksSUFBSSxRQUFRQSxLQUFJO0FBQ3BELFFBQU0sYUFBc0Q7QUFBQSxJQUMxRCxDQUFDLGdCQUFnQixNQUFNLEdBQUcsTUFBTSxPQUFPLENBQUM7QUFBQSxJQUN4QyxDQUFDLGlDQUFpQyxNQUFNLElBQUksV0FBVyxDQUFDLE1BQU0sV0FBVyxNQUFNLE1BQU0sT0FBTyxDQUFDLENBQUM7QUFBQSxJQUM5RixDQUFDLHNCQUFzQixNQUFNLEdBQUcsa0JBQWtCLElBQUksSUFBSSxPQUFPLENBQUM7QUFBQSxJQUNsRSxDQUFDLDRCQUE0QixNQUFNLEdBQUcsd0JBQXdCLElBQUksSUFBSSxPQUFPLENBQUM7QUFBQSxJQUM5RTtBQUFBLE1BQ0U7QUFBQSxNQUNBLE1BQU0sSUFBSSxXQUFXLENBQUMsTUFBTSxXQUFXLE1BQU0sd0JBQXdCLElBQUksSUFBSSxPQUFPLENBQUM7QUFBQSxJQUN2RjtBQUFBLElBQ0EsQ0FBQyx1QkFBdUIsTUFBTSxHQUFHLG1CQUFtQixJQUFJLElBQUksT0FBTyxDQUFDO0FBQUEsRUFDdEU7QUFDQSxhQUFXLENBQUMsTUFBTSxLQUFLLEtBQUssWUFBWTtBQUN0QyxTQUFLLEdBQUcsTUFBTSxXQUFXLElBQUksS0FBSyxJQUFJLEtBQUssTUFBTTtBQUMvQyxZQUFNLFVBQVUsTUFBTTtBQUN0QixNQUFPLFVBQUcsUUFBUSxRQUFRLEVBQUU7QUFDNUIsTUFBTyxVQUFHLFFBQVEsUUFBUSxNQUFNO0FBQ2hDLE1BQU8sVUFBRyxRQUFRLFFBQVEsQ0FBQztBQUFBLElBQzdCLENBQUM7QUFBQSxFQUNIO0FBRUEsT0FBSyxHQUFHLE1BQU0sdUNBQXVDLElBQUksS0FBSyxNQUFNO0FBQ2xFLFVBQU0sU0FBUyxhQUFhLEtBQUssRUFBRTtBQUNuQyxRQUFJLENBQUMsT0FBUSxRQUFPLEtBQUsscUNBQXFDO0FBQzlELFFBQUk7QUFDRixZQUFNLFVBQVUsR0FBRyxHQUFHLE9BQU8sS0FBSyxLQUFLLElBQUksSUFBSSxPQUFPO0FBQ3RELE1BQU8sVUFBRyxRQUFRLFFBQVEsRUFBRTtBQUM1QixNQUFPLFVBQUcsUUFBUSxRQUFRLE1BQU07QUFBQSxJQUNsQyxVQUFFO0FBQ0EsYUFBTyxPQUFPO0FBQUEsSUFDaEI7QUFBQSxFQUNGLENBQUM7QUFFRCxPQUFLLG1GQUFtRixJQUFJLEtBQUssTUFBTTtBQUVyRyxRQUFJLFFBQVE7QUFDWixRQUFJLE9BQU87QUFDWCxhQUFTLE1BQU0sS0FBTSxPQUFPLEtBQU0sT0FBTyxLQUFLO0FBQzVDLFlBQU0sVUFBVSxHQUFHLGFBQWEsR0FBRyxzQkFBc0IsT0FBTztBQUNoRSxVQUFJLFFBQVEsV0FBVyxhQUFhLFFBQVEsV0FBVyxXQUFXO0FBRWhFLFFBQU8sVUFBRyxRQUFRLE1BQU0sR0FBRyxhQUFhLFFBQVEsTUFBTSxPQUFPLEdBQUcsOEJBQThCO0FBQzlGO0FBQUEsTUFDRjtBQUNBLFVBQUksUUFBUSxXQUFXLEVBQUc7QUFBQSxXQUNyQjtBQUNILFFBQU8sVUFBRyxRQUFRLFFBQVEsS0FBSyxHQUFHLEdBQUcsU0FBUyxRQUFRLE1BQU0sRUFBRTtBQUM5RCxRQUFPLGFBQU0sUUFBUSxRQUFRLGVBQWU7QUFDNUM7QUFBQSxNQUNGO0FBQUEsSUFDRjtBQUNBLElBQU8sVUFBRyxPQUFPLENBQUM7QUFDbEIsSUFBTyxVQUFHLFFBQVEsQ0FBQztBQUFBLEVBQ3JCLENBQUM7QUFDSDtBQUVBLEtBQUssSUFBSTsiLAogICJuYW1lcyI6IFsic291cmNlIiwgInJ1biIsICJob3N0Il0KfQo=
