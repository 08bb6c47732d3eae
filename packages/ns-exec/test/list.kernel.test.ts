import { readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { output, run, scratch } from "../../../test/lib/tools.ts";
import { relate, scan } from "../src/index.ts";
import { asNobody, NAMES, namespacesOf, nsExec, SLEEP, startSleeper } from "./lib/namespaces.ts";

const one = await startSleeper(["unshare", "-muinpCTfUr", "--kill-child", "--"]);
/** A user namespace in one. */
const nested = await startSleeper([
  "nsenter",
  "-t",
  String(one.payload),
  "-U",
  "unshare",
  "-Ufp",
  "--kill-child",
  "--",
]);
test.after(() => {
  for (const sleeper of [one, nested]) sleeper.stop();
});

const list = [nsExec, "list"];
const numberOf = (pid: number, name: (typeof NAMES)[number]) =>
  Number(namespacesOf(pid)[name].replace(/\D/g, ""));

interface Entry {
  readonly ns: number;
  readonly children?: readonly Entry[];
  readonly [column: string]: unknown;
}
function json(words: readonly string[]): readonly Entry[] {
  return (JSON.parse(output([...list, "--json", ...words])) as { namespaces: readonly Entry[] }).namespaces;
}
/** What lsns(8) prints of the namespaces of a process, in columns that both have. */
const shared = "NS,TYPE,NPROCS,PID,PPID,UID,USER,PNS,ONS,PATH,COMMAND";

test("ns-exec list --task PID: what lsns(8) prints, cell by cell", () => {
  const words = ["--raw", "--output", shared, "--task", String(one.payload)];
  const lines = output(["lsns", "--list", ...words]).split("\n");
  assert.is(lines.length, 10);
  const ours = output([...list, ...words]).split("\n");
  assert.equal(ours.sort(), lines.sort());
});

test("ns-exec list: each namespace of a process, with numbers as the kernel has them", () => {
  const entries = json(["--output-all"]);
  for (const name of NAMES) {
    const entry = entries.find(({ ns }) => ns === numberOf(one.payload, name))!;
    assert.is(entry["type"], name);
    assert.ok(Number(entry["nprocs"]) >= 1);
    assert.is(entry["user"], "root");
    assert.is(entry["ons"], name === "user" ? numberOf(process.pid, "user") : numberOf(one.payload, "user"));
  }
  const pid = entries.find(({ ns }) => ns === numberOf(one.payload, "pid"))!;
  assert.equal(
    [pid["pns"], pid["pid"], pid["ppid"], pid["command"], pid["held"]],
    [
      numberOf(process.pid, "pid"),
      one.payload,
      one.supervisor,
      `sleep ${SLEEP}`,
      `children of ${one.supervisor}`,
    ],
  );
});

test("ns-exec list: what only a descriptor, a mount or a namespace below holds", () => {
  const file = join(scratch("list-pin"), "net");
  writeFileSync(file, "");
  const python = [
    "import os, subprocess, sys, ctypes",
    "libc = ctypes.CDLL(None)",
    "def unshared(flag, name):",
    "    r, w = os.pipe(); child = os.fork()",
    "    if child == 0:",
    "        assert libc.unshare(flag) == 0",
    "        os.write(w, b'x'); os.read(go, 1); os._exit(0)",
    "    os.read(r, 1)",
    "    return child, '/proc/%d/ns/%s' % (child, name)",
    "go, gone = os.pipe()",
    "child, path = unshared(0x04000000, 'uts')",
    "fd = os.open(path, os.O_RDONLY); os.dup2(fd, 77, False); os.close(fd)",
    "child2, path2 = unshared(0x40000000, 'net')",
    `assert libc.mount(path2.encode(), b"${file}", None, 4096, None) == 0`,
    "os.write(gone, b'xx'); os.wait(); os.wait()",
    "uts = os.fstat(77).st_ino",
    `net = os.stat("${file}").st_ino`,
    `out = subprocess.run(["${nsExec}", "list", "--persistent", "--raw", "-n", "-o", "NS,TYPE,NPROCS,PID,HELD,NSFS"], capture_output=True, text=True).stdout`,
    "print(os.getpid(), uts, net); print(out)",
  ].join("\n");
  const shown = output(["unshare", "-m", "python3", "-c", python]);
  const [pid, uts, net] = shown.split("\n")[0]!.split(" ");
  assert.match(shown, new RegExp(`^${uts} uts 0  descriptor\\\\x2077\\\\x20of\\\\x20${pid} $`, "m"));
  assert.match(shown, new RegExp(`^${net} net 0  mount\\\\x20${file} ${file}$`, "m"));
});

test("ns-exec list --tree=owner and =parent: below what owns it, and below what it is nested in", () => {
  const mine = (entries: readonly Entry[], ns: number): Entry | undefined => {
    for (const entry of entries) {
      const found = entry.ns === ns ? entry : mine(entry.children ?? [], ns);
      if (found) return found;
    }
    return undefined;
  };
  const user = numberOf(one.payload, "user");
  const inner = numberOf(nested.payload, "user");
  for (const relation of ["owner", "parent"]) {
    const top = mine(json([`--tree=${relation}`]), numberOf(process.pid, "user"))!;
    const outer = mine(top.children!, user)!;
    assert.ok(mine(outer.children!, inner), relation);
  }
  const owner = mine(json(["--tree=owner"]), inner)!;
  assert.ok(mine(owner.children!, numberOf(nested.payload, "pid")), "its PID namespace is its own");
  assert.ok(
    mine(mine(json(["--tree"]), numberOf(process.pid, "pid"))!.children!, numberOf(one.payload, "pid")),
  );
  // Drawn: the inner one's line has more indentation.
  const drawn = output([...list, "--tree=owner", "--no-headings", "--output", "NS,TYPE"]).split("\n");
  const indent = (ns: number) =>
    /([│├└─ ]*)user$/.exec(drawn.find((line) => line.startsWith(`${ns} `))!)![1]!.length;
  assert.ok(indent(user) < indent(inner), drawn.join("\n"));
});

test("ns-exec list --type --filter: only those", () => {
  const user = numberOf(one.payload, "user");
  const words = (filter: string) => ["--type", "net", "--filter", filter, "--filter", `ONS=${user}`];
  const numbers = (filter: string) => json(words(filter)).map(({ ns }) => ns);
  const net = [numberOf(one.payload, "net")];
  assert.equal(numbers("COMMAND~unshare"), net);
  assert.equal(numbers("nprocs>1"), net);
  assert.equal(numbers("NPROCS>=2"), net);
  assert.equal(numbers("NPROCS<2"), []);
  assert.equal(numbers("COMMAND=unshare"), []);
  assert.equal(numbers("USER!=root"), []);
});

test("ns-exec list NS: the processes in it", () => {
  const shown = output([...list, "--no-headings", String(numberOf(one.payload, "uts"))]);
  assert.equal(
    shown
      .trimEnd()
      .split("\n")
      .map((line) => line.trim().split(/ +/).slice(0, 2).map(Number)),
    [
      [one.supervisor, process.pid],
      [one.payload, one.supervisor],
    ].sort(([a], [b]) => a! - b!),
  );
});

test("ns-exec list [not root]: what it may look at, without an error", () => {
  const shown = output([...asNobody, ...list, "--no-headings", "--output", "NS"]);
  const own = NAMES.map((name) => readlinkSync(`/proc/self/ns/${name}`).replace(/\D/g, ""));
  for (const number of own) assert.match(shown, number);
});

test("ns-exec list: a name with control characters draws no line of its own", async () => {
  const script = "import os\nif os.fork() == 0: os.execvp('sleep', ['a\\nb\\x1b[1m', '60'])\nos.wait()";
  const named = await startSleeper(["unshare", "-u", "python3", "-c", script]);
  try {
    const { payload } = named;
    const rows = output([...list, "--no-headings", "--output", "COMMAND", "--filter", `PID=${payload}`]);
    const processes = output([...list, String(numberOf(payload, "uts"))]);
    assert.is(rows, "");
    assert.match(processes, /^ *[0-9]+ +[0-9]+ root a\?b\?\[1m 60$/m);
  } finally {
    named.stop();
  }
});

test("scan() and relate(): as a library, in a Node process", () => {
  const found = scan();
  relate(found);
  const uts = found.get(numberOf(one.payload, "uts"))!;
  assert.equal(
    [uts.type, uts.owner, uts.processes.map(({ pid }) => pid).includes(one.payload)],
    ["uts", numberOf(one.payload, "user"), true],
  );
});

const refusals: readonly (readonly [string, readonly string[], RegExp])[] = [
  ["a process that is not there", ["--task", "4194305"], /there is no process 4194305.*\n {2}hint: ps/],
  ["a number that is none", ["net"], /"net" is no number of a namespace/],
  ["a number of nothing", ["7"], /there is no namespace 7.*\n {2}hint: ns-exec list/],
  ["a column that is not there", ["-o", "NS,SIZE"], /-o cannot be "NS,SIZE": want NS, TYPE/],
  ["a condition without a sign", ["-Q", "NPROCS"], /-Q cannot be "NPROCS": want a column/],
];
for (const [name, words, message] of refusals)
  test(`ns-exec list refuses ${name}`, () => {
    const result = run([...list, ...words]);
    assert.is(result.status, 125);
    assert.match(result.stderr, message);
  });

test.run();
