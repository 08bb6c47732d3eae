// What a dry run does beside listing the calls.
import { spawn, spawnSync } from "node:child_process";
import { closeSync, existsSync, openSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { busyboxRoot, runcSpecBundle } from "../lib/bundle.ts";
import { output, run, scratch, tool, uniqueName } from "../lib/tools.ts";
import { changes, changingCalls, parseLines } from "./lines.ts";
import { processesWith, snapshot } from "./machine.ts";

const rootfs = busyboxRoot(join(scratch("dry-root"), "rootfs"));
const environment = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", HOME: "/root", TERM: "dumb" };
const nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

function pipeline(name: string, more: { first?: string[]; root?: string[] } = {}): string[] {
  return [
    [tool("ns-exec"), ...(more.first ?? []), "--pid", "--fork"],
    ["cg-set", "--name", name, "--memory", "64M", "--pids", "100", "--rm"],
    ["ns-exec", "--mount", "--uts", "--ipc", "--hostname", "lab"],
    ["mnt-root", "--root", rootfs, "--proc", ...(more.root ?? [])],
    ["cap-drop", "--keep", "net_bind_service"],
    ["sh", "-c", "true"],
  ].flatMap((words, i) => (i === 0 ? words : ["--", ...words]));
}

test("--dry-run=FILE and =fd:N: the lines go there, and standard output stays the program's", () => {
  const name = uniqueName("dry-to");
  const path = join(scratch("dry-to"), "lines");
  const onStdout = output(pipeline(name, { first: ["--dry-run"] }), { env: environment });
  const toFile = run(pipeline(name, { first: [`--dry-run=${path}`] }), { env: environment });
  assert.equal([toFile.stdout, toFile.stderr, toFile.status], ["", "", 0]);
  assert.equal(changingCalls(readFileSync(path, "utf8")), changingCalls(onStdout));
  const [program, ...args] = pipeline(name, { first: ["--dry-run=fd:5"] });
  const file = openSync(path, "w");
  const stdio = ["ignore", "pipe", "pipe", "ignore", "ignore", file] as const;
  const toFd = spawnSync(program!, args, { stdio: [...stdio], env: environment, encoding: "utf8" });
  closeSync(file);
  assert.equal([toFd.stdout, toFd.stderr, toFd.status], ["", "", 0]);
  assert.equal(changingCalls(readFileSync(path, "utf8")), changingCalls(onStdout));
});

test("--dry-run: a descriptor that is none is a mistake on the command line", () => {
  const result = run([tool("cap-drop"), "--dry-run=fd:77", "--", "true"]);
  assert.equal([result.stdout, result.status], ["", 125]);
  assert.match(result.stderr, /--dry-run cannot be "fd:77": no such descriptor is open/);
});

test("--dry-run at a later stage holds for those before it too", () => {
  const name = uniqueName("dry-late");
  const was = snapshot([rootfs]);
  const late = run(pipeline(name, { root: ["--dry-run"] }), { env: environment });
  assert.is(snapshot([rootfs]), was);
  assert.equal([late.stderr, late.status], ["", 0]);
  const first = output(pipeline(name, { first: ["--dry-run"] }), { env: environment });
  assert.equal(changingCalls(late.stdout), changingCalls(first));
});

test("--dry-run, ISOBOX_CHAIN=exec: the chain is followed to its end all the same", () => {
  const name = uniqueName("dry-exec");
  const fused = output(pipeline(name, { first: ["--dry-run"] }), { env: environment });
  const env = { ...environment, ISOBOX_CHAIN: "exec" };
  assert.equal(
    changingCalls(output(pipeline(name, { first: ["--dry-run"] }), { env })),
    changingCalls(fused),
  );
});

test("--dry-run: the payload is not executed, and a missing one is an error as in a real run", () => {
  const directory = scratch("dry-payload");
  const made = join(directory, "made");
  const dry = run([tool("cap-drop"), "--dry-run", "--", "touch", made], { env: environment });
  assert.equal([dry.stderr, dry.status, existsSync(made)], ["", 0, false]);
  assert.match(dry.stdout, /execve\("\/usr\/bin\/touch", \["touch", ".*"\], \[\/\* 3 variables \*\/\]\)\n$/);
  const missing = run([tool("ns-exec"), "--dry-run", "--mount", "--", "no-such-program"], {
    env: environment,
  });
  assert.is(missing.status, 127);
  assert.match(missing.stderr, /^ns-exec: cannot execute "no-such-program"/);
  assert.match(missing.stdout, /unshare\(CLONE_NEWNS\) = 0\n/);
  // A directory, a file without the right, a program for nobody.
  assert.is(run([tool("cap-drop"), "--dry-run", "--", "/etc"], { env: environment }).status, 126);
  assert.is(run([tool("cap-drop"), "--dry-run", "--", "/etc/passwd"], { env: environment }).status, 126);
});

test("oci-run, each command with --dry-run: a container that waits stays as it is", () => {
  const name = uniqueName("dry-life");
  const state = scratch("dry-state");
  const bundle = runcSpecBundle(name, (config) => {
    config.process.args = ["/bin/sleep", "100"];
  });
  const runtime = [tool("oci-run"), "--root", state];
  const [program, ...args] = [...runtime, "create", "--bundle", bundle.path, name];
  try {
    assert.is(spawnSync(program!, args, { stdio: "ignore" }).status, 0);
    const was = snapshot([state]);
    const status = () => JSON.parse(output([...runtime, "state", name])).status;
    const dry = (...words: string[]) => {
      const result = run([...runtime, ...words, name, "--dry-run"]);
      assert.equal([result.stderr, result.status], ["", 0], words.join(" "));
      assert.is(snapshot([state]), was, words.join(" "));
      assert.is(status(), "created", words.join(" "));
      return result.stdout;
    };
    assert.match(
      dry("start"),
      /connect\(.*\/start.*\n.*(?:write|sendto)\(.*"go".* <assumed>.*\n.*unlinkat\(3, "start", 0\) = 0/,
    );
    assert.match(
      dry("kill"),
      /^\[[0-9]+\] pidfd_send_signal\([0-9]+, SIGTERM, NULL, 0x0\) = 0 # [0-9]+ is process [0-9]+\n/m,
    );
    const removal = dry("delete", "--force");
    assert.match(removal, /pidfd_send_signal\([0-9]+, SIGKILL/);
    assert.match(
      removal,
      new RegExp(`unlinkat\\(AT_FDCWD, "/sys/fs/cgroup/(?:.*/)?${name}", AT_REMOVEDIR\\) = 0`),
    );
    assert.match(removal, new RegExp(`unlinkat\\(AT_FDCWD, "${state}/${name}", AT_REMOVEDIR\\) = 0`));
    // What only reads is done, and its output printed.
    assert.match(dry("state"), new RegExp(`"id": "${name}"`));
    const listed = run([...runtime, "--dry-run", "list"]);
    assert.match(listed.stdout, new RegExp(`^${name} `, "m"));
    // A second container of this name is refused as it would be.
    const again = run([...runtime, "--dry-run", "create", "--bundle", bundle.path, name]);
    assert.is(again.status, 1);
    assert.match(again.stderr, /exists already/);
  } finally {
    run([...runtime, "delete", "--force", name]);
  }
  assert.equal(readdirSync(state), []);
});

test("cg-set delete --dry-run: lists whom it would end and what it would remove, and lets all be", async () => {
  const name = uniqueName("dry-delete");
  const child = spawn(
    tool("cg-set"),
    ["--name", name, "--pids", "10", "--", "/bin/sh", "-c", "echo; sleep 100"],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  try {
    await new Promise((resolve) => child.stdout.once("data", resolve));
    const was = snapshot([]);
    const dry = run([tool("cg-set"), "delete", "--dry-run", name], { env: environment });
    assert.equal([dry.stderr, dry.status, snapshot([]) === was, child.exitCode], ["", 0, true, null]);
    const kill = dry.stdout.search(
      new RegExp(`pidfd_send_signal\\((\\d+), SIGKILL, .*\\) = 0 # \\1 is process ${child.pid}$`, "m"),
    );
    const refused = dry.stdout.search(/unlinkat\(.*AT_REMOVEDIR\) = -1 EBUSY/);
    const removed = dry.stdout.search(/unlinkat\(.*AT_REMOVEDIR\) = 0/);
    const killed = kill >= 0 ? kill : dry.stdout.search(/cgroup\.kill"/);
    assert.ok(refused >= 0 && killed > refused && removed > killed, dry.stdout);
  } finally {
    run([tool("cg-set"), "delete", name]);
    child.kill("SIGKILL");
  }
});

test("--dry-run as an ordinary user: the same calls as root's, and no failure for want of a right to change", () => {
  const name = uniqueName("dry-nobody");
  const state = scratch("dry-state");
  const bundle = runcSpecBundle(name, (config) => {
    config.process.args = ["/bin/true"];
  });
  const cases = [
    pipeline(name, { first: ["--dry-run"] }),
    [tool("oci-run"), "--root", state, "--dry-run", "run", "--bundle", bundle.path, name],
    [tool("oci-run"), "--root", state, "--dry-run", "create", "--bundle", bundle.path, name],
  ];
  for (const words of cases) {
    const result = run([...nobody, ...words], { env: environment });
    assert.equal([result.stderr, result.status], ["", 0]);
    assert.equal(changingCalls(result.stdout), changingCalls(output(words, { env: environment })));
  }
  assert.equal(processesWith(name), []);
});

test("--dry-run as an ordinary user: ids that only newuidmap can map", () => {
  const words = [
    "--map-users",
    "0:100000:10",
    "--map-groups",
    "0:100000:10",
    "--pid",
    "--fork",
    "--",
    "true",
  ];
  const result = run([...nobody, tool("ns-exec"), "--dry-run", ...words], { env: environment });
  assert.equal([result.stderr, result.status], ["", 0]);
  assert.match(
    result.stdout,
    /write\([0-9]+, "0 100000 10\\x0a", 12\) = -1 EPERM .* <assumed> # .*\/uid_map"/,
  );
  assert.match(
    result.stdout,
    /execve\("\/usr\/bin\/newuidmap", \["newuidmap", "[0-9]+", "0", "100000", "10"\]/,
  );
});

/** Calls that change nothing but what ends with the run: its own pipes and memory, its processes, its output. */
function isOwn(line: ReturnType<typeof parseLines>[number]): boolean {
  return (
    /^(clone|exit_group|write|sendto)$/.test(line.name) ||
    (line.name === "fcntl" && line.args[1] === "F_SETFL")
  );
}

test("--dry-run with --trace: the trace shows what is really done, and nothing of it changes the machine", () => {
  const name = uniqueName("dry-traced");
  const directory = scratch("dry-trace");
  const bundle = runcSpecBundle(name);
  const trace = join(directory, "trace");
  const state = join(directory, "state");
  run([
    tool("oci-run"),
    "--root",
    state,
    "--dry-run=/dev/null",
    `--trace=${trace}`,
    "run",
    "--bundle",
    bundle.path,
    name,
  ]);
  const lines = parseLines(readFileSync(trace, "utf8"));
  assert.ok(lines.length > 500, String(lines.length));
  assert.equal(
    lines.filter((line) => changes(line) && !isOwn(line)).map(({ text }) => text),
    [],
  );
  // Written is only what the processes of the run say to each other.
  const opened = new Set(
    lines
      .filter(({ name: call }) => /^openat2?$/.test(call))
      .filter(({ args }) => /O_WRONLY|O_RDWR/.test(args.join())),
  );
  assert.equal([...opened], []);
  assert.not.ok(existsSync(state));
});

test("--dry-run, as strace sees it: not one call that changes something", () => {
  const name = uniqueName("dry-strace");
  const log = join(scratch("dry-strace"), "log");
  const calls = [
    ...[
      "mount",
      "umount2",
      "pivot_root",
      "chroot",
      "chdir",
      "fchdir",
      "move_mount",
      "open_tree",
      "mount_setattr",
    ],
    ...[
      "fsopen",
      "fsconfig",
      "fsmount",
      "mkdirat",
      "mknodat",
      "unlinkat",
      "symlinkat",
      "linkat",
      "renameat2",
    ],
    ...[
      "unshare",
      "setns",
      "sethostname",
      "setresuid",
      "setresgid",
      "setgroups",
      "capset",
      "keyctl",
      "prctl",
    ],
    ...[
      "fchmodat",
      "fchownat",
      "prlimit64",
      "openat",
      "openat2",
      "execve",
      "execveat",
      "kill",
      "clone",
      "clone3",
    ],
  ];
  const strace = ["strace", "-f", "-qq", "-o", log, "-e", `trace=${calls.join()}`];
  const result = run([...strace, ...pipeline(name, { first: ["--dry-run"] })], { env: environment });
  assert.is(result.status, 0, result.stderr);
  const made = readFileSync(log, "utf8")
    .split("\n")
    .map((line) => line.replace(/^[0-9]+ +/, ""))
    .filter((line) => line !== "" && !/^(<\.\.\.|\+\+\+|---)/.test(line));
  const harmless = [
    /^openat\(AT_FDCWD, "[^"]*", O_RDONLY\b/,
    /^prctl\((PR_CAPBSET_READ|PR_GET_[A-Z_]+)/,
    /^clone\(child_stack=NULL, flags=(CLONE_PARENT\|)?SIGCHLD\)/,
    /^prlimit64\(0, [A-Z_]+, NULL, /,
    new RegExp(`^execve\\("${tool("ns-exec")}"`),
  ];
  assert.ok(
    made.some((line) => line.startsWith("clone")),
    "it forks really",
  );
  assert.equal(
    made.filter((line) => !harmless.some((pattern) => pattern.test(line))),
    [],
  );
});

test("without --dry-run no call is made for its sake", () => {
  const trace = join(scratch("dry-hot"), "trace");
  output([tool("cap-drop"), `--trace=${trace}`, "--", "/bin/true"], { env: environment });
  assert.equal(
    parseLines(readFileSync(trace, "utf8")).map(({ name }) => name),
    ["execve"],
  );
});

test.run();
