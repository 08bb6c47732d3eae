// The verbs of cg-set, each against the files of the kernel, on whatever hierarchies the machine has.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { output, run, scratch, tool } from "../../../test/lib/tools.ts";
import { directoriesNamed, freshName, membership, processes } from "./lib/cgroups.ts";
import { pureV2, testWith, testWithV2, v1Mount, v2Controllers, v2Mount } from "./lib/machine.ts";

const cgSet = tool("cg-set");
const cg = (...words: string[]): string => output([cgSet, ...words]);

/** What a test has started; it goes with the test. */
const started: ChildProcess[] = [];
test.after.each(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

/** The directory of a cgroup that has a controller. */
function home(controller: string, name: string): string {
  return `${v1Mount(controller) ?? v2Mount}/${name}`;
}
const has = (controller: string): boolean =>
  v1Mount(controller) !== null || v2Controllers().includes(controller === "blkio" ? "io" : controller);
const read = (path: string): string => readFileSync(path, "utf8").trim();
const memoryFile = v1Mount("memory") ? "memory.limit_in_bytes" : "memory.max";

/** A process that sleeps in a cgroup. */
function sleeper(name: string): ChildProcess & { readonly pid: number } {
  const words = ["--name", `/${name}`, "--existing", "--", "sleep", "1000"];
  const child = spawn(cgSet, words, { stdio: "ignore" });
  started.push(child);
  return child as ChildProcess & { readonly pid: number };
}

async function until(what: string, done: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) {
    if (done()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`${what}: not within ten seconds`);
}

/** A sleeper that has arrived in every part of a cgroup. */
async function inhabited(name: string): Promise<ChildProcess & { readonly pid: number }> {
  const child = sleeper(name);
  const [top, ...below] = name.split("/");
  await until("the sleeper is inside", () =>
    directoriesNamed(top!).every((path) => processes([path, ...below].join("/")).includes(child.pid)),
  );
  return child;
}

testWith("pids")(
  "create makes a cgroup in every hierarchy, limited, and leaves it; delete removes it with all below",
  () => {
    const name = freshName("create");
    cg("create", "--pids", "7", `/${name}/a`);
    assert.is(directoriesNamed(name).length, Object.keys(membership()).length);
    if (has("pids")) assert.is(read(`${home("pids", name)}/a/pids.max`), "7");
    cg("create", "--pids", "8", `/${name}/a`);
    if (has("pids")) assert.is(read(`${home("pids", name)}/a/pids.max`), "8");
    cg("delete", `/${name}`);
    assert.equal(directoriesNamed(name), []);
    assert.match(run([cgSet, "delete", `/${name}`]).stderr, /there is no cgroup .*\n {2}hint: cg-set create/);
    cg("delete", "--force", `/${name}`);
  },
);

test("create --controllers makes it in those hierarchies alone", () => {
  const name = freshName("some");
  const controller = v1Mount("pids") ? "pids" : "unified";
  cg("create", "--controllers", controller, `/${name}`);
  assert.equal(directoriesNamed(name), [home("pids", name)]);
});

test("a failing create leaves nothing", () => {
  const name = freshName("createfails");
  const { status } = run([cgSet, "create", "--cpuset-cpus", "4000", `/${name}/a`]);
  assert.is(status, 125);
  assert.equal(directoriesNamed(name), []);
});

test("create --owner hands over what running processes takes, and not the limits", () => {
  const name = freshName("owner");
  cg("create", "--owner", "12345:23456", `/${name}`);
  for (const directory of directoriesNamed(name)) {
    const owner = (file: string): string => {
      const { uid, gid } = statSync(`${directory}/${file}`);
      return `${uid}:${gid}`;
    };
    assert.is(owner(""), "12345:23456");
    assert.is(owner("cgroup.procs"), "12345:23456");
    for (const limit of ["pids.max", memoryFile, "cgroup.max.depth", "cpu.weight", "cpu.shares"])
      if (existsSync(`${directory}/${limit}`)) assert.is(owner(limit), "0:0", limit);
    if (existsSync(`${directory}/cgroup.subtree_control`))
      for (const file of read("/sys/kernel/cgroup/delegate").split("\n"))
        if (existsSync(`${directory}/${file}`)) assert.is(owner(file), "12345:23456", file);
  }
});

if (has("pids") && has("memory"))
  test("set and get: options, files, and those of the other version", () => {
    const name = freshName("set");
    cg("create", `/${name}`);
    cg("set", "--memory", "64M", `/${name}`, "pids.max=9");
    assert.is(cg("get", `/${name}`, "memory", "pids.max"), "memory: 67108864\npids.max: 9\n");
    assert.is(cg("get", "-v", `/${name}`, memoryFile), "67108864\n");
    assert.match(cg("get", `/${name}`), /^memory: 67108864$[\s\S]*^pids: 9$/m);
    assert.is(JSON.parse(cg("get", "--json", `/${name}`)).pids, "9");
    assert.match(cg("get", "--all", `/${name}`), /^pids\.current: 0$/m);
    cg("set", "--from", "v1", `/${name}`, "memory.limit_in_bytes=33554432");
    assert.is(cg("get", "-v", "--from", "v2", `/${name}`, "memory.max"), "33554432\n");
    cg("set", "--from", "v2", `/${name}`, "memory.max=max");
    assert.is(cg("get", "-v", "--from", "v1", `/${name}`, "memory.limit_in_bytes"), "-1\n");
    assert.match(
      run([cgSet, "set", "--from", "v2", `/${name}`, "memory.mx=1"]).stderr,
      /did you mean memory\.max/,
    );
    assert.match(
      run([cgSet, "get", `/${name}`, "nothing"]).stderr,
      /no limit "nothing"\n {2}hint: it has memory/,
    );
  });

if (has("cpu"))
  test("set --from translates weights and quotas both ways", () => {
    const name = freshName("translate");
    cg("create", `/${name}`);
    cg(
      "set",
      "--from",
      "v1",
      `/${name}`,
      "cpu.shares=1024",
      "cpu.cfs_quota_us=20000",
      "cpu.cfs_period_us=50000",
    );
    assert.is(cg("get", "-v", "--from", "v2", `/${name}`, "cpu.weight", "cpu.max"), "100\n20000 50000\n");
    cg("set", "--from", "v2", `/${name}`, "cpu.weight=50", "cpu.max=max 100000");
    assert.is(cg("get", "-v", "--from", "v2", `/${name}`, "cpu.weight"), "50\n");
    assert.is(
      cg("get", "-v", "--from", "v1", `/${name}`, "cpu.cfs_quota_us", "cpu.cfs_period_us"),
      "-1\n100000\n",
    );
    cg("set", "--from", "v1", `/${name}`, "cpu.cfs_period_us=25000");
    assert.is(cg("get", "-v", "--from", "v2", `/${name}`, "cpu.max"), "max 25000\n");
  });

if (has("pids"))
  test("set --recursive and --copy-from", () => {
    const name = freshName("copy");
    cg("create", `/${name}/a/b`);
    cg("set", "--recursive", "--pids", "5", `/${name}/a`);
    assert.is(read(`${home("pids", name)}/a/b/pids.max`), "5");
    cg("create", `/${name}/c`);
    cg("set", "--copy-from", `/${name}/a`, `/${name}/c`);
    assert.is(read(`${home("pids", name)}/c/pids.max`), "5");
  });

test("--resources takes the limits of an OCI configuration from a file, a descriptor or the word itself", () => {
  const name = freshName("resources");
  const file = `${scratch("resources")}/resources.json`;
  const resources = JSON.stringify({ pids: { limit: 6 }, memory: { limit: 67108864 } });
  writeFileSync(file, resources);
  if (!has("pids") || !has("memory")) return;
  cg("create", "--resources", file, `/${name}`);
  assert.is(cg("get", "-v", `/${name}`, "pids", "memory"), "6\n67108864\n");
  cg("set", "--resources", '{"pids":{"limit":9}}', "--memory", "max", `/${name}`);
  assert.is(cg("get", "-v", `/${name}`, "pids", "memory"), "9\nmax\n");
  output([cgSet, "--name", `/${name}`, "--resources", "fd:0", "--", "true"], { input: resources });
  assert.is(cg("get", "-v", `/${name}`, "pids", "memory"), "6\n67108864\n");
  const huge = '{"memory":{"limit":9223372036854771712}}';
  cg("set", "--resources", huge, `/${name}`);
  assert.is(cg("get", "-v", `/${name}`, "memory"), "max\n");
});

for (const [words, message] of [
  ['{"pids":{"limit":"6"}}', /resources\.pids\.limit: want an integer/],
  ['{"pid":{"limit":6}}', /resources\.pid: no such key \(did you mean pids\?\)/],
  ['{"devices":[{"allow":true,"type":"c","major":"1"}]}', /resources\.devices\[0\]\.major: want an integer/],
  ['{"pids":', /cannot be read as JSON/],
  ["/no/such/file", /cannot read the resources: openat\(.*ENOENT/],
] as const)
  test(`--resources refuses ${words}`, () => {
    const name = freshName("resources");
    const result = run([cgSet, "create", "--resources", words, `/${name}`]);
    assert.is(result.status, 125);
    assert.match(result.stderr, message);
    assert.equal(directoriesNamed(name), []);
  });

testWith("pids")("--existing enters a cgroup that is there, and makes none", () => {
  const name = freshName("existing");
  const words = [cgSet, "--name", `/${name}`, "--existing", "--", "cat", "/proc/self/cgroup"];
  const refused = run(words);
  assert.is(refused.status, 125);
  assert.match(refused.stderr, /there is no cgroup/);
  assert.equal(directoriesNamed(name), []);
  cg("create", `/${name}`);
  assert.ok(Object.values(membership(output(words))).every((path) => path === `/${name}`));
});

test("list shows a cgroup and those below it", () => {
  const name = freshName("list");
  cg("create", `/${name}/a`);
  const directories = cg("list", `/${name}`).trim().split("\n");
  assert.equal(
    directories.sort(),
    directoriesNamed(name)
      .flatMap((path) => [path, `${path}/a`])
      .sort(),
  );
  const rows = JSON.parse(cg("list", "--json", `/${name}`)) as {
    path: string;
    processes: number;
    uid: number;
  }[];
  assert.ok(rows.every(({ path, processes: n, uid }) => path.startsWith(`/${name}`) && n === 0 && uid === 0));
  assert.match(cg("list", "-l", `/${name}`), /^HIERARCHY +CONTROLLERS +TYPE +OWNER +PROCESSES +PATH\n/);
  const names = cg("list", "--names", "--controllers", v1Mount("pids") ? "pids" : "unified", `/${name}`);
  assert.is(
    names,
    `${v1Mount("pids") ? "pids" : "unified"}:/${name}\n${v1Mount("pids") ? "pids" : "unified"}:/${name}/a\n`,
  );
  assert.match(cg("list"), new RegExp(`/${name}/a$`, "m"));
});

test("move takes other processes along; freeze, thaw and kill them", async () => {
  const name = freshName("life");
  cg("create", `/${name}/from`);
  cg("create", `/${name}/to`);
  const child = await inhabited(`${name}/from`);
  cg("move", `/${name}/to`, `${child.pid}`);
  for (const path of directoriesNamed(name)) assert.equal(processes(`${path}/to`), [child.pid]);
  const state = (): string => / ([A-Z]) /.exec(readFileSync(`/proc/${child.pid}/stat`, "utf8"))![1]!;
  cg("freeze", `/${name}`);
  const frozen = v1Mount("freezer")
    ? read(`${home("freezer", name)}/freezer.state`) === "FROZEN"
    : /^frozen 1$/m.test(read(`${v2Mount}/${name}/cgroup.events`));
  assert.ok(frozen);
  cg("thaw", `/${name}`);
  await until("it goes on", () => state() === "S");
  const ended = new Promise((resolve) => child.on("exit", (_, signal) => resolve(signal)));
  cg("kill", "--signal", "TERM", `/${name}`);
  assert.is(await ended, "SIGTERM");
  const second = await inhabited(`${name}/to`);
  const killed = new Promise((resolve) => second.on("exit", (_, signal) => resolve(signal)));
  cg("freeze", `/${name}/to`);
  cg("kill", `/${name}`);
  assert.is(await killed, "SIGKILL");
  assert.match(run([cgSet, "move", `/${name}/to`, "4194303"]).stderr, /cannot move process 4194303 .*ESRCH/);
  assert.match(run([cgSet, "move", `/${name}/to`, "x"]).stderr, /"x" is no process id/);
});

testWith("pids")("stats counts what a cgroup has used, in one vocabulary", () => {
  const name = freshName("stats");
  cg("create", "--pids", "50", "--memory", "512M", `/${name}`);
  output([
    cgSet,
    "--name",
    `/${name}`,
    "--existing",
    "--",
    "sh",
    "-c",
    "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done",
  ]);
  const stats = JSON.parse(cg("stats", "--json", `/${name}`));
  assert.is(stats.cgroup, `/${name}`);
  assert.is(stats.processes, 0);
  if (has("pids")) assert.equal([stats.pids.usage, stats.pids.limit, stats.pids.failures], [0, 50, 0]);
  if (has("memory")) {
    assert.is(stats.memory.limit, 512 * 2 ** 20);
    assert.ok(stats.memory.peak > 0);
    assert.is(stats.memory.oomKills, 0);
  }
  assert.ok(stats.cpu.usageUsec > 1000, JSON.stringify(stats.cpu));
  if (v2Mount && existsSync(`${v2Mount}/${name}/cpu.pressure`))
    assert.ok(stats.pressure.cpu.some.totalUsec >= 0);
  const table = cg("stats", `/${name}`);
  assert.match(table, /^cgroup +\//m);
  assert.match(table, /^cpu\.usage-usec +\d+$/m);
  for (const size of Object.keys(stats.hugetlb ?? {}))
    assert.match(table, new RegExp(`^hugetlb\\.${size}\\.usage +0$`, "m"));
});

test("save and apply give the same tree under another name", () => {
  const name = freshName("save");
  const other = freshName("apply");
  const file = `${scratch("save")}/tree.json`;
  const limits = has("pids") && has("memory") ? ["--pids", "9", "--memory", "64M", "--cpus", "0.5"] : [];
  cg("create", ...limits, `/${name}`);
  cg("create", ...(has("pids") ? ["--pids", "4"] : []), `/${name}/a`);
  writeFileSync(file, cg("save", `/${name}`));
  cg("apply", "--name", `/${other}`, file);
  assert.is(cg("save", `/${other}`).replaceAll(other, name), readFileSync(file, "utf8"));
  const broken = JSON.parse(readFileSync(file, "utf8"));
  broken.cgroups[1].limits.cpusetCpus = "4000";
  cg("delete", `/${other}`);
  assert.is(run([cgSet, "apply", "--name", `/${other}`, JSON.stringify(broken)]).status, 125);
  assert.equal(directoriesNamed(other), [], "a tree that cannot be made leaves nothing");
  broken.cgroups[1].limits = { colour: "red" };
  assert.match(
    run([cgSet, "apply", "--name", `/${other}`, JSON.stringify(broken)]).stderr,
    /no limit "colour"/,
  );
  assert.match(run([cgSet, "apply", "{}"]).stderr, /no tree of cgroups/);
});

testWith("pids")("--dry-run of the verbs that change something: the calls are said, nothing is done", () => {
  const name = freshName("dry");
  const there = freshName("there");
  cg("create", "--pids", "9", `/${there}`);
  const before = cg("get", `/${there}`);
  const dry = (verb: string, ...words: string[]): string => cg(verb, "--dry-run", ...words);
  assert.match(dry("create", "--pids", "5", "--owner", "1000", `/${name}`), /mkdirat\(.*\n[\s\S]*fchownat\(/);
  assert.match(
    dry("set", "--set", "cgroup.max.depth=3", `/${there}`),
    /write\(.*"3"|openat\(.*cgroup\.max\.depth/,
  );
  assert.match(dry("move", `/${there}`, `${process.pid}`), new RegExp(`write\\(.*"${process.pid}"`));
  assert.match(dry("delete", `/${there}`), /unlinkat\(/);
  assert.equal(directoriesNamed(name), []);
  assert.is(cg("get", `/${there}`), before);
  for (const path of directoriesNamed(there)) assert.equal(processes(path), []);
});

test("--trace of a verb prints its calls with the step", () => {
  const name = freshName("trace");
  const file = `${scratch("trace")}/trace`;
  cg("create", `--trace=${file}`, `/${name}`);
  const text = readFileSync(file, "utf8");
  for (const path of directoriesNamed(name)) assert.ok(text.includes(`mkdirat(AT_FDCWD, "${path}", `), path);
});

test("controllers lists where each is", () => {
  const rows = JSON.parse(cg("controllers", "--json")) as { controller: string; mount: string | null }[];
  for (const controller of ["memory", "pids", "cpu"]) {
    const mount = v1Mount(controller) ?? (v2Controllers().includes(controller) ? v2Mount : null);
    if (mount !== null) assert.is(rows.find((row) => row.controller === controller)?.mount, mount);
  }
});

/** Starts watch, and gives the lines that it has printed. */
function watch(name: string, ...words: string[]): { lines: string[]; child: ChildProcess } {
  const child = spawn(cgSet, ["watch", ...words, `/${name}`], { stdio: ["ignore", "pipe", "inherit"] });
  started.push(child);
  const lines: string[] = [];
  child.stdout!.on("data", (data: Buffer) => lines.push(...data.toString().trim().split("\n")));
  return { lines, child };
}

/** Whether a process waits in poll(2), as watch does once it listens. */
const listens = (pid: number): boolean => {
  try {
    return /ppoll|poll_schedule|do_sys_poll|^0$/.test(readFileSync(`/proc/${pid}/wchan`, "utf8"));
  } catch {
    return false;
  }
};

/** Until a watch listens, and a mark is no longer taken for one of before it began. */
async function listening(child: ChildProcess): Promise<void> {
  await until("watch listens", () => listens(child.pid!));
  await new Promise((resolve) => setTimeout(resolve, 100));
}

testWith("pids")("watch tells when a cgroup fills and empties, meets limits, and is removed", async () => {
  const name = freshName("watch");
  cg("create", "--pids", "1", "--memory", "8M", "--memory-swap", "8M", `/${name}`);
  const { lines, child } = watch(name, "--json");
  // Behind the last line.
  const ended = new Promise((resolve) => child.on("close", resolve));
  await listening(child);
  const events = (): string[] => lines.map((line) => JSON.parse(line).event);
  run([cgSet, "--name", `/${name}`, "--existing", "--", "/bin/busybox", "sh", "-c", "/bin/true & wait"]);
  await until("populated and empty", () => events().includes("populated") && events().includes("empty"));
  if (has("pids")) {
    await until("the limit on tasks", () => events().includes("pids-limit"));
    assert.is(JSON.parse(lines.find((line) => line.includes("pids-limit"))!).limit, 1);
  }
  if (has("memory")) {
    const dd = ["dd", "if=/dev/zero", "of=/dev/null", "bs=64M", "count=1"];
    assert.is(run([cgSet, "--name", `/${name}`, "--existing", "--", ...dd]).signal, "SIGKILL");
    await until("the OOM killer", () => events().includes("oom-kill"));
    assert.is(JSON.parse(lines.find((line) => line.includes("oom-kill"))!).limit, 8 * 2 ** 20);
  }
  cg("delete", `/${name}`);
  assert.is(await ended, 0);
  assert.is(events().at(-1), "removed");
});

if (has("memory") && has("pids"))
  test("watch names the cgroup whose limit was met, above and below, and its value", async () => {
    const name = freshName("whose");
    cg("create", "--pids", "2", "--memory", "16M", "--memory-swap", "16M", `/${name}`);
    cg("create", `/${name}/a`);
    const below = watch(`${name}/a`, "--json");
    const above = watch(name, "--json");
    const told = (lines: string[], event: string) =>
      lines.map((line) => JSON.parse(line)).findLast((each) => each.event === event);
    for (const { child } of [below, above]) await listening(child);
    const inside = [cgSet, "--name", `/${name}/a`, "--existing", "--"];
    run([...inside, "/bin/busybox", "sh", "-c", "sleep 0.1 & sleep 0.1 & wait"]);
    await until("the limit on tasks", () => told(below.lines, "pids-limit") !== undefined);
    const { at, limit } = told(below.lines, "pids-limit");
    assert.equal([at, limit], [`/${name}`, 2]);

    const dd = ["dd", "if=/dev/zero", "of=/dev/null", "bs=64M", "count=1"];
    assert.is(run([...inside, ...dd]).signal, "SIGKILL");
    await until("the OOM killer", () => told(below.lines, "oom-kill") !== undefined);
    const killed = told(below.lines, "oom-kill");
    assert.equal([killed.at, killed.limit], [`/${name}`, 16 * 2 ** 20]);
    if (pureV2) {
      await until("its end above", () => told(above.lines, "oom-kill") !== undefined);
      const own = told(above.lines, "oom-kill");
      assert.equal([own.at, own.limit], [undefined, 16 * 2 ** 20]);
    }
  });

testWithV2("memory")("watch names the cgroup above whose limit makes memory short", async () => {
  const name = freshName("short");
  cg("create", "--memory-high", "4M", "--set", "memory.swap.max=0", `/${name}`);
  cg("create", `/${name}/a`);
  const { lines, child } = watch(`${name}/a`, "--json");
  await listening(child);
  // It is slowed down and not killed, so it never ends by itself.
  const dd = ["dd", "if=/dev/zero", "of=/dev/null", "bs=32M", "count=1"];
  started.push(spawn(cgSet, ["--name", `/${name}/a`, "--existing", "--", ...dd], { stdio: "ignore" }));
  const pressed = () => lines.map((line) => JSON.parse(line)).find(({ event }) => event === "pressure");
  await until("memory pressure", () => pressed() !== undefined);
  assert.equal([pressed().at, pressed().limit], [`/${name}`, 4 * 2 ** 20]);
});

test("watch --count ends, and prints plain lines", async () => {
  const name = freshName("count");
  cg("create", `/${name}`);
  const { lines, child } = watch(name, "--count", "1");
  // Behind the last line.
  const ended = new Promise((resolve) => child.on("close", resolve));
  await listening(child);
  sleeper(name);
  assert.is(await ended, 0);
  assert.equal(lines, [`/${name}: populated`]);
});

test("watch does not tell of who left before it began", async () => {
  const name = freshName("before");
  cg("create", `/${name}`);
  // The kernel marks the second change of 10 ms late, when the watcher listens already.
  for (let i = 0; i < 10; i++) {
    run([cgSet, "--name", `/${name}`, "--existing", "--", "/bin/true"]);
    const { lines, child } = watch(name);
    const ended = new Promise((resolve) => child.on("close", resolve));
    await new Promise((resolve) => setTimeout(resolve, 100));
    child.kill();
    await ended;
    assert.equal(lines, []);
  }
});

test("watch tells of who came and went between two looks", async () => {
  const name = freshName("brief");
  cg("create", `/${name}`);
  const { lines, child } = watch(name);
  await listening(child);
  child.kill("SIGSTOP");
  run([cgSet, "--name", `/${name}`, "--existing", "--", "/bin/true"]);
  child.kill("SIGCONT");
  await until("both", () => lines.length >= 2);
  assert.equal(lines, [`/${name}: populated`, `/${name}: empty`]);
});

testWith("pids")("--resources fd:0 is read, and standard input stays the program's", () => {
  const words = ["--rm", "--resources", "fd:0", "--", "sh", "-c", "readlink /proc/self/fd/0"];
  const result = run([cgSet, ...words], { input: '{"pids":{"limit":7}}' });
  assert.is(result.status, 0, result.stderr);
  assert.match(result.stdout, /^(pipe|socket):/);
});

test.run();
