// 400 starts each, of both builds, in every condition that once made a start fail.
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { frozen, hosts, memoryCgroup, prelude, run, sh, skip } from "./tools.ts";

const test = suite("starts");
const STARTS = 400;

// Uses what a start can collide with: the heap grows by two megabytes behind the program's
// own, and brk and mmap are asked for memory of their own.
const source = `${prelude}
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

const wanted = "1999015 true true word\n".repeat(STARTS);
const loop = `i=0; while [ $i -lt ${STARTS} ]; do "$0" word || { echo "start $i: status $?"; exit 1; }; i=$((i+1)); done`;

for (const { libc, host } of hosts) {
  const program = frozen(`start-${libc}`, source, host);
  const conditions: [string, () => ReturnType<typeof sh>][] = [
    ["as they come", () => sh(loop, program)],
    ["without address randomisation", () => run("setarch", ["-R", "/bin/sh", "-c", loop, program])],
    ["with ulimit -s 256", () => sh(`ulimit -s 256; ${loop}`, program)],
    ["with ulimit -s unlimited", () => sh(`ulimit -s unlimited; ${loop}`, program)],
    [
      "with ulimit -s unlimited and no randomisation",
      () => run("setarch", ["-R", "/bin/sh", "-c", `ulimit -s unlimited; ${loop}`, program]),
    ],
    ["with ulimit -v 8192", () => sh(`ulimit -v 8192; ${loop}`, program)],
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
    // From where execve(2) itself fails (the kernel kills, and sh says so) to where all is well.
    let clear = 0;
    let well = 0;
    for (let kib = 2000; kib <= 8000; kib += 100) {
      const outcome = sh(`ulimit -v ${kib} && exec "$0" word`, program);
      if (outcome.signal === "SIGKILL" || outcome.signal === "SIGSEGV") {
        // The old image is gone when mapping the new one fails: no code of ours has run.
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
