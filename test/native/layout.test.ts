// The layout of the frozen heap: made by a rehearsal, the same bytes each time, and no change of what a program does.
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { NR as aarch64 } from "../../packages/kernel/src/abi/generated/nr.aarch64.ts";
import { NR as x86_64 } from "../../packages/kernel/src/abi/generated/nr.x86_64.ts";
import { defaultConfig } from "../../packages/oci-spec/src/default.ts";
import { builder, host, hosts, prelude, root, run, scratch, skip } from "./tools.ts";

const test = suite("layout");
const trainer = builder.buildTrainer();
const bin = process.env["ISOBOX_BIN"] ?? `${root}/dist/bin`;
const bytesOf = (file: string) => readFileSync(file, "latin1");

const source = `${prelude}
const words = Array.from({ length: 3000 }, (_, i) => "word" + i), table = new Map(words.map((w, i) => [w, { i, list: [i], again: /a(b+)c/u }]));
const big = new Uint8Array(20000).fill(3), grown = []; for (let i = 0; i < 5000; i++) grown.push({ i }); grown.length = 10;
class A { #x = 1; get x() { return this.#x; } } const hot = Array.from({ length: 20 }, (_, i) => ({ i, next: words[i * 100] }));
host.main((argv) => { let sum = 0; for (const h of hot) { h.i++; sum += h.i + table.get(h.next).list[0]; } hot.push({}); hot[0].more = 1;
  const fd = host.syscall(NR.openat, AT_FDCWD, "/proc/self/stat", 0);
  print([sum, big[19999], grown.length, new A().x, argv.length, fd > 0, table.size, Object.keys(hot[0])].join()); });`;
const rehearsal = `let calls = 0;
const status = __host__.rehearse(["program", "x"], ["A=1"], (nr, ...args) => { calls++; return args.length > 3 ? 5 : args[2]; });
if (status !== 0) throw new Error("status " + status);`;

const bundle = join(scratch, "bundle.js");
const train = join(scratch, "train.js");
writeFileSync(bundle, source);
writeFileSync(train, rehearsal);

for (const { libc, host } of hosts) {
  test(`a planned heap has the same bytes each time, and does what an unplanned one does (${libc})`, () => {
    const out = (name: string) => join(scratch, `${libc}-${name}`);
    builder.freeze({ host, bundle, out: out("plain") });
    builder.freeze({ host, bundle, out: out("one"), train });
    const plan = out("plan");
    const env = { HOME: "/nonexistent", FILL: "x".repeat(70_001) };
    spawnSync("setarch", ["-R", trainer, "--freeze", bundle, "-o", plan, "--train", train], {
      env,
      cwd: "/",
    });
    spawnSync("setarch", ["-R", host, "--freeze", bundle, "-o", out("two"), "--plan", plan], {
      env,
      cwd: "/",
    });
    assert.ok(bytesOf(out("one")) === bytesOf(out("two")));
    assert.not(bytesOf(out("one")) === bytesOf(out("plain")));
    assert.not(existsSync(`${out("one")}.plan`));
    const [planned, plain] = [run(out("one"), ["x"]), run(out("plain"), ["x"])];
    assert.is(planned.stdout, plain.stdout);
    assert.is(planned.stdout, "19210,3,10,1,2,true,3000,i,next,more\n");
    assert.is(planned.status, 0);
  });

  test(`a plan for another bundle, or half a plan, is refused (${libc})`, () => {
    const plan = join(scratch, `${libc}.plan`);
    assert.is(run(trainer, ["--freeze", bundle, "-o", plan, "--train", train]).status, 0);
    const other = join(scratch, "other.js");
    writeFileSync(other, source.replace("length: 3000", "length: 2999"));
    const refused = run(host, ["--freeze", other, "-o", join(scratch, "refused"), "--plan", plan]);
    assert.match(refused.stderr, /the plan of the heap is for another bundle/);
    assert.is(refused.status, 125);
    writeFileSync(plan, bytesOf(plan).slice(0, -4), "latin1");
    assert.match(
      run(host, ["--freeze", bundle, "-o", join(scratch, "refused"), "--plan", plan]).stderr,
      /the plan of the heap is damaged/,
    );
    assert.not(existsSync(join(scratch, "refused")));
    assert.match(
      run(host, ["--freeze", bundle, "-o", "x", "--train", train]).stderr,
      /needs the rehearsing host/,
    );
  });
}

test("a start finds the shapes of its objects, and has not to make them", () => {
  const made = `${prelude}
    class Point { constructor(x, y) { this.x = x; this.y = y; } }
    const make = (n) => ({ first: n, second: [n], third: { deep: n, deeper: new Point(n, n) }, fourth: n, fifth: n });
    host.main((argv) => {
      const kept = [1, 2, 3], used = [0, 0, 0, 0];
      for (let i = 0; i < 3; i++) { used[i] = host.memory().used; kept[i] = make(i); }
      used[3] = host.memory().used;
      if (argv[1] === "more") kept[0].sixth = 1;
      print(JSON.stringify([used, kept])); });`;
  const script = join(scratch, "shapes.js");
  const rehearsed = join(scratch, "shapes-train.js");
  writeFileSync(script, made);
  // The objects of the script itself are of such a shape too, while it rehearses.
  writeFileSync(
    rehearsed,
    `for (const first of [1, 2]) { const own = { first, second: 2 }; __host__.rehearse(["x"], [], (nr, fd, b, n) => own.first && n); }`,
  );
  const [planned, plain] = ["planned", "plain"].map((how) => {
    const out = join(scratch, `shapes-${how}`);
    builder.freeze({ host, bundle: script, out, ...(how === "planned" && { train: rehearsed }) });
    const [few, more] = [run(out), run(out, ["more"])].map(({ stdout, stderr }) => {
      assert.is(stderr, "");
      const [used, kept] = JSON.parse(stdout) as [number[], unknown];
      return { taken: used.slice(1).map((each, n) => each - used[n]!), kept };
    });
    return { few: few!, more: more! };
  });
  assert.equal(planned!.few.kept, plain!.few.kept);
  assert.equal(planned!.more.kept, plain!.more.kept);
  const [first, second, third] = planned!.few.taken;
  assert.is(second, third);
  assert.is(first, second, "the first object of a kind takes what the second takes");
  assert.ok(plain!.few.taken[0]! > plain!.few.taken[1]!, "without a rehearsal the first one takes more");
});

test("no call of a rehearsal reaches the kernel, and each starts from the frozen heap", () => {
  const witness = join(scratch, "witness");
  writeFileSync(
    bundle.replace("bundle", "calls"),
    `${prelude} let n = 0; host.main(() => { n++; host.syscall(NR.mkdirat, AT_FDCWD, ${JSON.stringify(witness)}, 511); return n; });`,
  );
  writeFileSync(
    train.replace("train", "calls-train"),
    `for (let i = 0; i < 3; i++) { const status = __host__.rehearse(["x"], [], () => 0); if (status !== 1) throw new Error("status " + status); }`,
  );
  const outcome = run(trainer, [
    ...["--freeze", bundle.replace("bundle", "calls"), "-o", join(scratch, "calls.plan")],
    ...["--train", train.replace("train", "calls-train")],
  ]);
  assert.is(outcome.stderr, "");
  assert.is(outcome.status, 0);
  assert.not(existsSync(witness));
});

// The rehearsal of isobox itself.
const names = new Map(
  Object.entries(process.arch === "x64" ? x86_64 : aarch64).map(([name, nr]) => [nr as number, name]),
);

/** The calls of each run of packages/isobox/src/training, by `parent` or `child` and its command line. */
async function rehearsedCalls(): Promise<{ runs: Map<string, string[]>; notes: string[] }> {
  const { bundleOptions } = await import(`file://${root}/scripts/build.mjs`);
  const script = join(scratch, "training.js");
  await build({
    ...bundleOptions,
    entryPoints: [`${root}/packages/isobox/src/training/index.ts`],
    outfile: script,
    define: { ISOBOX_SHOW_CALLS: "true" },
  });
  const program = `${root}/native/out/isobox.js`;
  const outcome = run(trainer, ["--freeze", program, "-o", join(scratch, "isobox.plan"), "--train", script]);
  assert.is(outcome.status, 0);
  const runs = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of outcome.stderr.split("\n")) {
    const [word, nr] = line.split(" ");
    if (word === "RUN") {
      current = [];
      runs.set(line.slice(4), current);
    }
    if (word === "CALL") current.push(names.get(Number(nr)) ?? "?");
  }
  return { runs, notes: outcome.stderr.split("\n").filter((line) => line.startsWith("NOTE")) };
}

const { runs, notes } = await rehearsedCalls();

test("each rehearsed run of isobox goes to its end", () => {
  assert.equal(notes, []);
  assert.ok(runs.size >= 14);
  for (const [name, calls] of runs) {
    const last = name.endsWith("--version")
      ? "write"
      : name.startsWith("parent")
        ? /^(execve|exit_group)$/
        : "execve";
    assert.match(calls.at(-1) ?? "", last, name);
  }
});

test("a rehearsed oci-run makes the calls of a real one", () => {
  if (process.getuid?.() !== 0 || spawnSync("strace", ["-V"]).error)
    return skip("root and strace are needed");
  const base = defaultConfig();
  const folder = join(scratch, "bundle");
  mkdirSync(`${folder}/rootfs/bin`, { recursive: true });
  for (const name of ["dev", "proc", "sys"]) mkdirSync(`${folder}/rootfs/${name}`);
  copyFileSync("/bin/busybox", `${folder}/rootfs/bin/true`);
  const process_ = { ...base.process, terminal: false, args: ["/bin/true"] };
  writeFileSync(`${folder}/config.json`, JSON.stringify({ ...base, process: process_ }));
  const id = `layout-${process.pid}`;
  const trace = join(scratch, "trace");
  const strace = ["-ff", "-o", trace, `${bin}/oci-run`, "run", "--bundle", folder, id];
  assert.is(run("strace", strace).status, 0);
  const files = run("/bin/sh", ["-c", `ls ${trace}.* | sort -t. -k2 -n`])
    .stdout.trim()
    .split("\n");
  const calls = files.map((file) =>
    readFileSync(file, "utf8")
      .split("\n")
      .flatMap((line) => /^(\w+)\(/.exec(line)?.[1] ?? []),
  );
  // The host's own calls before main (native/src/protect.c, run.c), its heap's growth, its clock; behind the exec, the
  // payload's.
  const own =
    /^(arch_prctl|clock_gettime|set_tid_address|execveat|prlimit64|mmap|munmap|faccessat|rt_sigprocmask|mount_setattr)$/;
  const [parent, child] = calls as [string[], string[]];
  const played = (side: string) =>
    new Set([...runs].filter(([name]) => name.startsWith(`${side} oci-run`)).flatMap(([, list]) => list));
  const real = (list: string[]) => [...new Set(list)].filter((name) => !own.test(name));
  const ends = child.indexOf("execve");
  assert.ok(ends > 50);
  const only = (list: string[], side: string) => real(list).filter((name) => !played(side).has(name));
  assert.equal(only(parent.slice(parent.lastIndexOf("prlimit64")), "parent"), []);
  assert.equal(only(child.slice(0, ends), "child"), []);
  rmSync(folder, { recursive: true });
});

test("what evaluation needed for a while is not in the program, which stays within 6 MiB", () => {
  const script = join(scratch, "memory.js");
  writeFileSync(script, `${prelude} host.main(() => print(JSON.stringify(host.memory())));`);
  const { used, arena } = JSON.parse(run(`${bin}/isobox`, ["--script", script]).stdout);
  // The reserve (native/src/host.h), what is left of the last 64 KiB, and headers.
  assert.ok(arena - used < 300 << 10, `${arena - used} bytes of the heap are not used`);
  assert.ok(readFileSync(`${bin}/isobox`).length <= 6 << 20);
});

test.run();
