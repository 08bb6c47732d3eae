import { RLIMITS } from "@isobox/kernel/abi";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { output, run, tool } from "../../../test/lib/tools.ts";
import { withSleeper } from "./lib/sleeper.ts";

const capDrop = tool("cap-drop");

/** What prlimit(1) says, without headings and without the words that each tool has of its own. */
const theirs = (pid: string) =>
  output(["prlimit", "--raw", "--noheadings", "-o", "RESOURCE,SOFT,HARD", "-p", pid]).toLowerCase();
const ours = (pid: string) =>
  output([capDrop, "limits", "--raw", "--noheadings", "-o", "resource,soft,hard", pid]);

test("cap-drop limits PID: all sixteen, as prlimit shows them", async () => {
  await withSleeper((pid) => {
    output(["prlimit", "-p", pid, "--nofile=17:1700", "--core=0", "--nproc=4000:5000"]);
    assert.is(ours(pid).trim().split("\n").length, 16);
    assert.is(ours(pid), theirs(pid));
    assert.match(ours(pid), /^nofile 17 1700$/m);
  });
});

test("cap-drop limits PID: sets each of the sixteen, and no other", async () => {
  for (const name of RLIMITS)
    await withSleeper((pid) => {
      const before = theirs(pid).split("\n");
      // Not 0, which older kernels read as one second of CPU time. Limits of priorities are 0 as a rule, and may not rise.
      const [soft, hard] = name === "nice" || name === "rtprio" ? ["0", "0"] : ["100", "200"];
      output([capDrop, "limits", `--${name}=${soft}:${hard}`, pid]);
      const after = theirs(pid).split("\n");
      assert.ok(after.includes(`${name} ${soft} ${hard}`), after.join("\n"));
      assert.equal(
        after.filter((line) => !line.startsWith(`${name} `)),
        before.filter((line) => !line.startsWith(`${name} `)),
      );
    });
});

test("cap-drop limits PID: half a limit leaves the other half", async () => {
  await withSleeper((pid) => {
    output([capDrop, "limits", "--nofile=100:1000", "--core=5:50", pid]);
    output([capDrop, "limits", "--nofile=:900", "--core=7:", pid]);
    assert.match(theirs(pid), /^core 7 50\n(.*\n)*nofile 100 900$/m);
    const refused = run([capDrop, "limits", "--nofile=901:", pid]);
    assert.is(refused.status, 125);
    assert.match(refused.stderr, /EINVAL.*\n.*soft may not exceed hard; the limits are 100:900/);
  });
});

test("cap-drop limits --json: numbers, and the word for none", () => {
  const { limits } = JSON.parse(
    output(["prlimit", "--nofile=5:6", "--cpu=unlimited", capDrop, "limits", "--json"]),
  );
  assert.is(limits.length, 16);
  const of = (name: string) => limits.find(({ resource }: { resource: string }) => resource === name);
  assert.equal([of("nofile").soft, of("nofile").hard, of("nofile").units], [5, 6, "files"]);
  assert.is(of("cpu").soft, "unlimited");
});

test("cap-drop limits: what is named alone is shown, what has a value is set and told with --verbose", async () => {
  await withSleeper((pid) => {
    const lines = output([
      capDrop,
      "limits",
      "--verbose",
      "--core=3:4",
      "--nofile",
      "-o",
      "resource,hard",
      pid,
    ]);
    assert.match(
      lines,
      new RegExp(`^core of process ${pid}: .* is now 3:4\nRESOURCE +HARD\nnofile +\\d+\n$`),
    );
  });
});

test("cap-drop limits: a mistake is one line", () => {
  for (const [words, says] of [
    [["--core=1"], /--core with a value needs a PID.*cap-drop --rlimit/],
    [["4194305"], /limits of process 4194305.*ESRCH/],
    [["--core=5:4", "1"], /soft limit that is not above/],
    [["--core=x", "1"], /--core/],
    [["0"], /"0" is no process id/],
    [["2147483648"], /is no process id/],
    [["--json", "--raw"], /--raw/],
  ] as const) {
    const { status, stderr } = run([capDrop, "limits", ...words]);
    assert.is(status, 125, words.join(" "));
    assert.match(stderr, says);
  }
});

test.run();
