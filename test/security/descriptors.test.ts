// What the container's program inherits, and what a bundle may not reach through the runtime's own descriptors.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Bundle, runcSpecBundle } from "../lib/bundle.ts";
import { type Result, run, scratch, tool, uniqueName } from "../lib/tools.ts";

function start(bundle: Bundle, launcher: readonly string[] = []): Result {
  const id = uniqueName("security");
  return run([...launcher, tool("oci-run"), "run", "--bundle", bundle.path, id]);
}

const script = (text: string, change: (config: Bundle["config"]) => void = () => {}) =>
  runcSpecBundle("security", (config) => {
    config.process.args = ["/bin/sh", "-c", text];
    change(config);
  });

/** A caller that leaves descriptors 3 to 20 open, on a directory and a file of the host. */
const leaky = [
  "bash",
  "-c",
  'for fd in {3..20}; do eval "exec $fd< /etc/passwd"; done; exec 9< /; exec "$@"',
  "bash",
];

test("the program gets descriptors 0, 1 and 2 and no other, whatever the caller left open", () => {
  // 3 is the directory that the shell itself reads.
  const result = start(script("echo /proc/$$/fd/*"), leaky);
  assert.is(result.stdout, "/proc/1/fd/0 /proc/1/fd/1 /proc/1/fd/2 /proc/1/fd/3\n", result.stderr);
});

test("--preserve-fds N passes 3 to 2+N on, and no further one", () => {
  const bundle = script("for fd in 3 4 5 6; do read -r line <&$fd && echo $fd; done 2>/dev/null; true");
  const words = [tool("oci-run"), "run", "--preserve-fds", "2", "--bundle", bundle.path, uniqueName("fds")];
  assert.is(run([...leaky, ...words]).stdout, "3\n4\n");
});

test("--preserve-fds N is refused when one of them is not open, for it would become one of the runtime's own", () => {
  const bundle = script("true");
  const words = [tool("oci-run"), "run", "--preserve-fds", "40", "--bundle", bundle.path, uniqueName("fds")];
  const result = run([...leaky, ...words]);
  assert.is(result.status, 1);
  assert.match(result.stderr, /^oci-run: --preserve-fds 40 passes descriptor 21 on, which is not open\n$/);
});

test("the program has default signals, none blocked, and the umask of the bundle, whatever the caller had", () => {
  const hostile = ["bash", "-c", 'trap "" HUP INT QUIT USR1 TERM PIPE CHLD; umask 0777; exec "$@"', "bash"];
  const result = start(script("grep -E '^Sig(Blk|Ign)' /proc/self/status; umask"), hostile);
  assert.is(result.stdout, "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n0022\n", result.stderr);
});

test("a caller with closed standard descriptors is no way to let files of the runtime slip into 0 to 2", () => {
  const closed = ["bash", "-c", 'exec "$@" <&- 2>&-', "bash"];
  const bundle = runcSpecBundle("closed", (config) => {
    config.process.args = ["/bin/ls", "-l", "/proc/self/fd"];
  });
  const { stdout, stderr } = start(bundle, closed);
  const found = [...stdout.matchAll(/(\d+) -> (\S+)$/gm)].map(
    ([, fd, to]) => `${fd} ${to!.replace(/\d+/g, "N")}`,
  );
  // What was closed is the container's own null device; 3 is the directory that ls reads.
  assert.equal(found.slice(0, 3), ["0 /dev/null", "1 socket:[N]", "2 /dev/null"], stdout + stderr);
  assert.is(
    stdout
      .trim()
      .split("\n")
      .filter((line) => line !== "" && !line.startsWith("total")).length,
    4,
  );
});

for (let fd = 3; fd <= 20; fd++) {
  test(`cve-2024-21626: process.cwd /proc/self/fd/${fd} leads nowhere`, () => {
    const result = start(
      script("pwd; ls", (config) => {
        config.process.cwd = `/proc/self/fd/${fd}`;
      }),
      leaky,
    );
    assert.is(result.status, 1, result.stdout);
    assert.is(result.stdout, "");
  });
}

test("cve-2024-21626: the same through a link in the image", () => {
  for (const fd of [3, 7, 9, 12]) {
    const bundle = script("pwd; ls", (config) => {
      config.process.cwd = "/way";
    });
    symlinkSync(`/proc/self/fd/${fd}`, join(bundle.rootfs, "way"));
    const result = start(bundle, leaky);
    assert.is(result.status, 1, result.stdout);
    assert.is(result.stdout, "");
  }
});

test("cve-2024-21626: process.args through /proc/self/fd does not execute a file of the host", () => {
  for (const fd of [3, 5, 7, 9]) {
    const bundle = runcSpecBundle("args", (config) => {
      config.process.args = [`/proc/self/fd/${fd}/bin/true`];
    });
    assert.is(start(bundle, leaky).status, 1);
  }
});

test("cve-2019-5736: through /proc/PID/exe of a runtime in a shared pid namespace nothing can be written", () => {
  const file = tool("isobox");
  const hash = () => createHash("sha256").update(readFileSync(file, "latin1"), "latin1").digest("hex");
  const before = hash();
  const note = join(scratch("attack"), "attack");
  const bundle = script(
    // Looks at every process that runs our program, and tries each file of it for writing.
    `i=0; while [ $i -lt 300 ]; do i=$((i+1)); for p in /proc/[0-9]*; do
       case $(readlink $p/exe 2>/dev/null) in *busybox*|"") ;; *isobox*|*oci-run*|/)
         echo seen; (echo x > $p/exe) 2>/dev/null && echo WRITTEN $p;; esac; done; done; echo done`,
    (config) => {
      config.linux.namespaces = config.linux.namespaces.filter((n: { type: string }) => n.type !== "pid");
      const all = ["CAP_SYS_ADMIN", "CAP_SYS_PTRACE", "CAP_DAC_OVERRIDE", "CAP_KILL"];
      for (const set of ["bounding", "effective", "permitted"]) config.process.capabilities[set].push(...all);
    },
  );
  const quick = runcSpecBundle("quick", (config) => {
    config.process.args = ["/bin/true"];
    config.linux.namespaces = config.linux.namespaces.filter((n: { type: string }) => n.type !== "pid");
  });
  const attacker = `"$1" run --bundle "$2" "$4" > "$5" 2>&1 & a=$!; i=0;
    while kill -0 $a 2>/dev/null && [ $i -lt 200 ]; do i=$((i+1)); "$1" run --bundle "$3" "$4-q" 2>/dev/null; done; wait $a; echo $i`;
  const words = [tool("oci-run"), bundle.path, quick.path, uniqueName("attack"), note];
  const result = run(["sh", "-c", attacker, "sh", ...words], { timeoutMs: 180_000 });
  const seen = readFileSync(note, "utf8");
  assert.is(result.status, 0, result.stderr);
  assert.ok(Number(result.stdout) > 5, `${result.stdout.trim()} starts while the attack ran`);
  assert.match(seen, /seen/, "the attacker met a runtime");
  assert.match(seen, /done/);
  assert.not.match(seen, /WRITTEN/);
  assert.is(hash(), before);
});

test("a bundle's root that is a link out of the bundle is the host's choice; links below it stay inside", () => {
  const sentinel = scratch("sentinel");
  mkdirSync(join(sentinel, "pts"), { recursive: true });
  writeFileSync(join(sentinel, "null"), "untouched");
  const bundle = script("echo inside > /out/null 2>/dev/null; echo ran", (config) => {
    config.root.readonly = false;
  });
  symlinkSync(sentinel, join(bundle.rootfs, "out"));
  const result = start(bundle);
  assert.is(result.stdout, "ran\n", result.stderr);
  assert.is(readFileSync(join(sentinel, "null"), "utf8"), "untouched");
});

test.run();
