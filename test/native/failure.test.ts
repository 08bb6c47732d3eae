// What goes wrong ends as an exception or one clear report: no signal to a parent, no silence.
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { frozen, hosts, type Outcome, prelude, run, sh } from "./tools.ts";

const test = suite("failure");

const fork = `
const fork = (child) => {
  const pid = host.syscall(NR.clone, 17, 0, 0, 0, 0);
  if (pid === 0) child();
  const status = new Int32Array(1);
  if (host.syscall(NR.wait4, pid, status, 0, null) !== pid) throw new Error("wait4");
  return status[0];
};
`;

const reported = (outcome: Outcome, text: RegExp) => {
  assert.is(outcome.signal, null);
  assert.is(outcome.status, 125);
  assert.match(outcome.stderr, text);
};

for (const { libc, host } of hosts) {
  const program = (name: string, source: string) =>
    frozen(`${name}-${libc}`, `${prelude}${fork}${source}`, host);

  const deep = program(
    "deep",
    `const down = (n) => 1 + down(n + 1);
     const across = (n) => [n].map(() => across(n + 1));
     const nested = (n) => { let list = []; while (n--) list = [list]; return list; };
     host.main((argv) => {
       print(describe(() => down(0)));
       print(describe(() => across(0)));
       print(describe(() => JSON.stringify(nested(20000)).length));
       print(describe(() => JSON.parse("[".repeat(20000))));
       print(describe(() => new RegExp("(?:".repeat(20000) + ")".repeat(20000)).test("")));
       print(describe(() => (0, eval)("(".repeat(20000))));
       print(describe(() => { const o = {}; o.toString = () => "" + o; return "" + o; }));
       if (argv[1] === "uncaught") down(0);
     });`,
  );
  const overflow = "RangeError: Maximum call stack size exceeded";
  for (const limit of ["-s 8192", "-s 256", "-s 128", "-s unlimited", "-v 20000"]) {
    test(`deep recursion is a RangeError under ulimit ${limit} (${libc})`, () => {
      const outcome = sh(`ulimit ${limit}; exec "$0"`, deep);
      assert.is(outcome.signal, null);
      assert.is(outcome.stderr, "");
      const lines = outcome.stdout.trimEnd().split("\n");
      assert.is(lines.length, 7);
      for (const line of lines.slice(0, 2)) assert.is(line, overflow);
      // A stack of 64 MB may really hold the rest.
      for (const line of lines.slice(2)) assert.match(line, /^RangeError: Maximum|^SyntaxError|^\d+$|^true$/);
      reported(
        sh(`ulimit ${limit}; exec "$0" uncaught`, deep),
        /Maximum call stack size exceeded\n +at down/,
      );
    });
  }

  test(`deep recursion where address space ends before the stack's limit (${libc})`, () => {
    const squeezed = program(
      "squeezed",
      `const down = (n) => 1 + down(n + 1);
       host.main((argv) => {
         const kept = [];
         if (argv[1] === "full") try { for (;;) kept.push(new Uint8Array(4096)); } catch { kept.length -= 20; }
         print(describe(() => down(0)));
       });`,
    );
    for (const kib of [6000, 8192, 12000])
      for (const heap of ["empty", "full"]) {
        const outcome = sh(`ulimit -v ${kib}; exec "$0" ${heap}`, squeezed);
        assert.equal(
          outcome,
          { status: 0, signal: null, stdout: `${overflow}\n`, stderr: "" },
          `${kib} ${heap}`,
        );
      }
  });

  test(`a large environment leaves less stack, and is counted (${libc})`, () => {
    const env = Object.fromEntries(Array.from({ length: 15 }, (_, i) => [`FILL${i}`, "x".repeat(100_000)]));
    const outcome = run(deep, [], { env });
    assert.is(outcome.stderr, "");
    assert.is(outcome.stdout.split("\n")[0], overflow);
  });

  test(`a full arena is an exception, whatever filled it, and the program goes on (${libc})`, () => {
    const full = program(
      "full",
      `const fill = (make) => { const list = []; try { for (;;) list.push(make(list.length)); } finally { list.length = 0; } };
       host.main((argv) => {
         if (argv[1] === "uncaught") for (const list = []; ; ) list.push({});
         print(describe(() => fill(() => new Uint8Array(1 << 20))));
         print(describe(() => fill((i) => ({ i }))));
         print(describe(() => fill((i) => "string " + i)));
         print(describe(() => fill((i) => [i, [i], new Map([[i, i]])])));
         print(describe(() => new Uint8Array(1 << 30).length));
         print(describe(() => fill(() => new Uint8Array(12345))));
         host.collect();
         print(String(host.memory().used < 1 << 20));
       });`,
    );
    const outcome = run(full);
    assert.is(outcome.stderr, "");
    assert.is(outcome.stdout, `${"InternalError: out of memory\n".repeat(6)}true\n`);
    reported(run(full, ["uncaught"]), /^InternalError: out of memory\n +at/);
  });

  test(`an abort in a forked child ends the child alone (${libc})`, () => {
    const aborting = program(
      "aborting",
      `host.main((argv) => {
         const status = fork(() => host.abort());
         print("child: signal " + (status & 127) + ", status " + (status >> 8));
         // Blocked and ignored, it is fatal all the same.
         const again = fork(() => { host.syscall(NR.rt_sigprocmask, 0, new BigUint64Array([~0n]), null, 8); host.abort(); });
         print("child: signal " + (again & 127));
       });`,
    );
    const outcome = run(aborting);
    assert.is(outcome.signal, null);
    assert.is(outcome.status, 0);
    assert.is(outcome.stdout, "child: signal 6, status 0\nchild: signal 6\n");
    assert.is(outcome.stderr, "isobox: internal error: abort\n".repeat(2));
    // The first process of a pid namespace does not die of its own signal: it exits.
    const first = run("unshare", ["--pid", "--fork", program("first", "host.main(() => host.abort());")]);
    assert.is(first.signal, null);
    assert.is(first.status, 134);
  });

  const ends: [string, string, string[]][] = [
    ["a lost rejection", "Promise.reject(new Error('nobody looks'));", ["Error: nobody looks"]],
    [
      "a rejection in a job",
      "Promise.resolve().then(() => { throw new TypeError('later'); });",
      ["TypeError: later"],
    ],
    [
      "an async main that throws",
      "return (async () => { await 0; throw new Error('in main'); })();",
      ["Error: in main"],
    ],
    ["a main that never settles", "return new Promise(() => {});", ["never finished"]],
    ["a thrown value that is no error", "throw 'words';", ["words"]],
    ["a thrown null", "throw null;", ["null"]],
    ["a thrown object that cannot be printed", "throw { toString() { throw 1; } };", ["cannot be printed"]],
    ["a status that is none", "return 'seven';", ["must return an exit status"]],
    ["a status out of range", "return 256;", ["must return an exit status"]],
    [
      "a handler that throws",
      "host.onUncaught(() => { throw 1; }); throw new Error('kept');",
      ["Error: kept"],
    ],
    ["a handler without an answer", "host.onUncaught(() => {}); throw new Error('kept');", ["Error: kept"]],
  ];
  const each = program(
    "ends",
    `host.main((argv) => { switch (argv[1]) { ${ends.map(([, code], i) => `case "${i}": { ${code} break; }`).join("\n")} } });`,
  );
  for (const [i, [name, , texts]] of ends.entries()) {
    test(`${name} is reported (${libc})`, () => {
      const outcome = run(each, [String(i)]);
      assert.is(outcome.status, 125);
      for (const text of texts) assert.ok(outcome.stderr.includes(text), outcome.stderr);
    });
  }

  test(`a rejection that is handled later is no failure, and the status is main's (${libc})`, () => {
    const handled = program(
      "handled",
      `host.main(async () => {
         const late = Promise.reject(new Error("handled"));
         await 0; await 0;
         try { await late; } catch { return 42; }
       });`,
    );
    assert.equal(run(handled), { status: 42, signal: null, stdout: "", stderr: "" });
  });

  test(`onUncaught decides what is printed, bytes included (${libc})`, () => {
    const handler = program(
      "handler",
      `host.onUncaught((error, kind) => kind + ": " + error.message + " \\udcff" );
       host.main((argv) => { if (argv[1]) Promise.reject(new Error("r")); else throw new Error("e"); });`,
    );
    const bytes = (args: string) =>
      sh(`"$0" ${args} 2>&1 | od -An -c`, handler).stdout.replace(/\s+/g, " ").trim();
    assert.is(bytes(""), "e x c e p t i o n : e 377 \\n");
    assert.is(bytes("x"), "r e j e c t i o n : r 377 \\n");
  });

  test(`half a million cyclic objects are collected in a program that stays (${libc})`, () => {
    const cycles = program(
      "cycles",
      `const make = (n) => { for (let i = 0; i < n; i++) { const a = { i }, b = { a }; a.b = b; } };
       host.main((argv) => {
         make(1000);
         const before = host.memory();
         if (argv[1] === "on") host.gc(1 << 20);
         let most = 0;
         for (let i = 0; i < 50; i++) { make(10000); most = Math.max(most, host.memory().used); }
         const grown = most - before.used;
         host.collect();
         print([grown < 8 << 20, host.memory().used - before.used < 1 << 18].join(" "));
       });`,
    );
    assert.is(run(cycles, ["on"]).stdout, "true true\n");
    // Off is the default: what execs within milliseconds must not pay for it.
    assert.is(run(cycles, ["off"]).stdout, "false true\n");
  });

  test(`the report survives a reader that is slow, and a closed descriptor (${libc})`, () => {
    const long = program("long", `host.main(() => { throw new Error("x".repeat(300000)); });`);
    const slow = sh(`"$0" 2>&1 >/dev/null | { sleep 0.3; wc -c; }`, long);
    assert.ok(Number(slow.stdout) > 300_000);
    assert.is(sh(`"$0" 2>&-; echo $?`, long).stdout, "125\n");
  });
}

test.run();
