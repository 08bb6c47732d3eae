import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { run, scratch } from "../../../test/lib/tools.ts";
import { NAMES, nsExec } from "./lib/namespaces.ts";

/**
 * A mount namespace is pinned in an older one only, and Linux 6.18 takes its age by a number that each processor counts by
 * itself: unshare(1) fails in the same way.
 */
const onOneProcessor = ["taskset", "-c", "0"];

/** Runs a script in a directory of its own that is a private mount, in a mount namespace of its own. */
function inScratch(script: string, environment: Record<string, string> = {}) {
  const directory = scratch("pin");
  const words = [
    ...onOneProcessor,
    "unshare",
    "--mount",
    "sh",
    "-c",
    `mount --bind "$1" "$1"; cd "$1"; ${script}`,
    "sh",
    directory,
  ];
  return {
    ...run(words, { env: { ...(process.env as Record<string, string>), ...environment } }),
    directory,
  };
}
const ok = (script: string, environment?: Record<string, string>) => {
  const result = inScratch(script, environment);
  assert.is(result.status, 0, result.stderr);
  return result.stdout;
};
const CHAINS = ["", "exec"];

/** Each kind with a file of its own name; `for` is how a process without --fork sees it. */
const pins = NAMES.map((name) => `--${name === "mnt" ? "mount" : name}=${name}`).join(" ");

test("ns-exec --TYPE=FILE --fork: each namespace of the child is kept, and can be entered", () => {
  for (const ISOBOX_CHAIN of CHAINS) {
    const shown = ok(
      `${nsExec} --fork -r ${pins} --hostname lab -- readlink ${NAMES.map((name) => `/proc/self/ns/${name}`).join(" ")}
       stat -Lc %i ${NAMES.join(" ")}
       ${nsExec} enter ${pins.replace("--pid=pid", "")} -- uname -n
       ${nsExec} list --persistent --no-headings --output NSFS 
       ${nsExec} unpin ${NAMES.join(" ")}; ls -A`,
      { ISOBOX_CHAIN },
    ).split("\n");
    const links = shown.slice(0, 8).map((line) => line.replace(/\D/g, ""));
    assert.equal(shown.slice(8, 16), links);
    // The PID namespace has ended with its first process: it cannot be entered, and the rest can without it.
    assert.is(shown[16], "lab");
    const held = shown
      .slice(17)
      .filter((line) => line.includes("/isobox-pin-"))
      .map((line) => line.replace(/.*\//, ""));
    assert.equal(held.sort(), [...NAMES]);
  }
});

test("ns-exec --TYPE=FILE: without --fork too, the clocks for children", () => {
  const names = NAMES.filter((name) => name !== "pid");
  const words = names.map((name) => `--${name === "mnt" ? "mount" : name}=${name}`).join(" ");
  const shown = ok(
    `${nsExec} -r ${words} --hostname lab --boottime 86400 -- true
     ${nsExec} enter ${words} -- sh -c 'uname -n; tail -n1 /proc/self/timens_offsets; id -u'
     ${nsExec} unpin ${names.join(" ")}; ls -A`,
  );
  assert.match(shown, /^lab\nboottime +86400.*\n0\n$/);
});

test("ns-exec --TYPE=FILE: a file that is there is used, and left by unpin --keep-file", () => {
  const shown = ok(
    `echo data >mine; : >empty; ${nsExec} --net=mine --uts=empty -- true; stat -fc %T mine empty
     ${nsExec} unpin mine; ${nsExec} unpin --keep-file empty; ls; cat mine`,
  );
  assert.is(shown, "nsfs\nnsfs\nempty\nmine\ndata\n");
});

const failures: Readonly<Record<string, string>> = {
  "a second pin fails": `${nsExec} --net=a --uts=/no/such/b -- true`,
  "the child's second pin fails": `${nsExec} --fork --net=a --uts=/no/such/b -- true`,
  "PROG is not there": `${nsExec} --net=a -- no-such-program`,
  "PROG is not there, in a child": `${nsExec} --fork --net=a -- no-such-program`,
  "the kernel refuses what is set": `${nsExec} --net=a --sysctl net.ipv4.ip_forward=lots -- true`,
  "a later stage fails": `${nsExec} --net=a -- cap-drop --rlimit nofile=1:9999999999999 -- true`,
  "a command outside fails": `${nsExec} --net=a --run-outside 'exit 3' -- true`,
  "pin cannot do all": `${nsExec} pin --target $$ --net a --uts /no/such/b`,
};
for (const [name, script] of Object.entries(failures))
  test(`ns-exec --net=FILE [${name}]: nothing is left pinned, and no file made`, () => {
    const result = inScratch(`${script}; echo $?; grep nsfs /proc/self/mountinfo | grep -c " $1/"; ls -A`);
    assert.match(result.stdout, /^12[57]\n0\n$/, result.stderr);
    assert.is.not(result.stderr, "");
    assert.equal(readdirSync(result.directory), []);
  });

test("ns-exec pin: the namespaces of a process that is there", () => {
  const shown = ok(`${nsExec} pin --target $$ --net n --uts u; stat -Lc %i n u; ${nsExec} unpin n u; ls -A`);
  const own = ["net", "uts"].map((name) => readlinkSync(`/proc/self/ns/${name}`).replace(/\D/g, ""));
  assert.is(shown, `${own.join("\n")}\n`);
});

test("ns-exec --run-outside: in the old namespaces, told who is in the new ones, and before PROG", () => {
  for (const words of ["", "--fork", "--pid --fork", "-r", "-r --pid --fork", "--time --boottime 1 --fork"])
    for (const ISOBOX_CHAIN of CHAINS) {
      const shown = ok(
        `${nsExec} ${words} --uts --net --run-outside 'readlink /proc/self/ns/net /proc/$NS_EXEC_PID/ns/net' --run-outside 'echo second' -- cap-drop -- readlink /proc/self/ns/net`,
        { ISOBOX_CHAIN },
      ).split("\n");
      assert.is(shown[0], readlinkSync("/proc/self/ns/net"), words);
      assert.is.not(shown[1], shown[0]);
      assert.equal(shown.slice(1), [shown[3], "second", shown[3], ""], words);
    }
});

test("ns-exec --net=FILE --run-outside: leaves PROG no child, no descriptor and no variable of its own", () => {
  const script =
    "mount -t proc proc /proc; wc -w </proc/$$/task/$$/children; ls /proc/self/fd | wc -l; env | grep -c NS_EXEC";
  const want = inScratch(`sh -c '${script}'`).stdout;
  for (const words of ["", "--fork", "--pid --init"])
    assert.is(inScratch(`${nsExec} -m ${words} --net=n --run-outside : -- sh -c '${script}'`).stdout, want);
});

const refusals: readonly (readonly [string, RegExp])[] = [
  [`${nsExec} --pid=p -- true`, /--pid=FILE needs --fork/],
  [`${nsExec} unpin /etc/passwd`, /no namespace is mounted on it\n {2}hint: ns-exec list/],
  [`${nsExec} unpin nothing`, /openat\(.*"nothing".*ENOENT/],
  [`${nsExec} pin --net n`, /--target is missing/],
  [`${nsExec} pin --target $$`, /nothing to pin/],
];
for (const [script, message] of refusals)
  test(`${script.replace(nsExec, "ns-exec")}: refused`, () => {
    const result = inScratch(script);
    assert.is(result.status, 125);
    assert.match(result.stderr, message);
    assert.equal(readdirSync(result.directory), []);
  });

test("ns-exec --net=FILE --dry-run: says what it would do, and makes neither file nor mount", () => {
  const result = inScratch(
    `${nsExec} --net=n --dry-run -- true; grep nsfs /proc/self/mountinfo | grep -c " $1/"`,
  );
  assert.match(
    result.stdout,
    /mount\("\/proc\/self\/fd\/\d+\/ns\/net", "\/proc\/self\/fd\/\d+", NULL, MS_BIND, NULL\)/,
  );
  assert.match(result.stdout, /\n0\n$/);
  assert.not.ok(existsSync(join(result.directory, "n")));
});

test("a pinned network outlives its processes, and ends with unpin", () => {
  const file = join(scratch("pin-file"), "log");
  writeFileSync(file, "");
  ok(
    `${nsExec} --net=n --loopback -- true; ${nsExec} list -P -n -o HELD >${file}; ${nsExec} unpin n; ${nsExec} list -P -n -o HELD | grep -c "$1/n" >>${file}; true`,
  );
  const [held, after] = readFileSync(file, "utf8").split(/\n(?=\d+\n$)/);
  assert.match(held!, /mount \/.*\/n\b/);
  assert.is(after, "0\n");
});

test.run();
