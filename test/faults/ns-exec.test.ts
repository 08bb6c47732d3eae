// Whatever call of ns-exec fails: the program does not run, and nothing is left, or it runs in what was asked for.
import { readdirSync, readFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Point, pointsOf, runWithFaults } from "../lib/faults.ts";
import { NAMES } from "../lib/namespaces-view.ts";
import { run, scratch, tool } from "../lib/tools.ts";
import { toleranceOf } from "./tolerated.ts";

const nsExec = tool("ns-exec");
const kept = scratch("faults-kept");
const own = NAMES.map((name) => `[ /proc/self/ns/${name} -ef /proc/${process.pid}/ns/${name} ]`);

/** Which namespaces are new, and who the program is in them. */
const VIEW = [
  ...NAMES.map((name, i) => `${own[i]} && echo ${name} same || echo ${name} new`),
  "id -u; cat /proc/self/uid_map; uname -n; cat /proc/self/timens_offsets; echo $A",
].join("; ");

/** Options that have, together, every way of making and entering namespaces. */
const chains: Readonly<Record<string, readonly string[]>> = {
  "kept in files, without a fork": [
    ...[`--net=${kept}/net`, `--uts=${kept}/uts`, "--hostname=lab", "--run-outside=:", "--setenv=A=b"],
  ],
  "kept in files, in a child with maps": [
    ...["--fork", "--kill-child", `--uts=${kept}/uts`, `--user=${kept}/user`, "--hostname=lab"],
    ...["--map-users=0:100000:65536", "--map-groups=0:100000:65536", "--disable-userns"],
  ],
  "clocks, by two children": ["--time", "--fork", "--boottime=5", "--ipc", `--net=${kept}/net`],
  "a first process": ["--pid", "--init", "--mount", "--propagation=slave"],
  "another's namespace": ["--owner=1000:1000", "-r", "--uts", "--hostname=lab"],
};

/** A refusal, and what is nobody's rule. */
const CODES = ["EPERM", "EIO"];

/** What is still mounted or there of what was to be kept. */
function remains(): string[] {
  const mounts = readFileSync("/proc/self/mountinfo", "utf8").split("\n");
  return [...mounts.filter((line) => line.includes(kept)), ...readdirSync(kept)];
}

function removeAll(): void {
  for (const name of readdirSync(kept)) run([nsExec, "unpin", `${kept}/${name}`]);
  assert.equal(remains(), []);
}

/** What a supervisor does beside the program, which has run by then. */
const isBeside = ({ text, process }: Point, all: readonly Point[]): boolean => {
  const waits = all.findIndex(
    (point) => point.process === process && /^ppoll\(.*, NULL, NULL/.test(point.text),
  );
  return (
    (waits >= 0 && all.findIndex((point) => point.text === text && point.process === process) >= waits) ||
    /^getpid\(|^getpgid\(|^wait4\(-1/.test(text)
  );
};

/** Calls for which there is another way, or that nothing depends on: the equal view has shown it. */
function isFallBack({ text, process }: Point): boolean {
  if (/^(fsopen|fsconfig|fsmount|readlinkat|openat\(AT_FDCWD, "\/proc\/self",)/.test(text)) return true;
  // Helpers are waited for so that they are no zombies; and the last thing that one reads is whether to undo.
  return (
    /^wait4\(/.test(text) ||
    (process !== "0" && /^read\(\d+, …, (1|32)\)/.test(text)) ||
    /^rt_sigaction\(/.test(text)
  );
}

for (const [name, words] of Object.entries(chains))
  test(`ns-exec, ${name}: a call that fails is told, and nothing is left`, () => {
    const argv = [nsExec, ...words, "--", "sh", "-c", VIEW];
    const good = runWithFaults(argv, ["record"]);
    assert.is(good.status, 0, good.stderr);
    removeAll();
    const all = pointsOf(good.report());
    const points = all.filter((point) => !isBeside(point, all));
    assert.ok(points.length > 10, `${points.length} calls`);
    const failures: string[] = [];
    for (const point of points)
      for (const code of CODES) {
        const result = runWithFaults(argv, [`fail ${point.process} ${point.name} ${point.count} ${code}`], {
          timeoutMs: 3000,
        });
        const wrong = (what: string) => failures.push(`${point.process} ${point.text}: ${code}: ${what}`);
        // A helper reads what comes in one piece or in two.
        if (!result.report().some((line) => line.startsWith("fired fail"))) {
          removeAll();
          continue;
        }
        if (result.status === 0) {
          if (result.stdout !== good.stdout) wrong(`the program is another one: ${result.stdout}`);
          else if (!toleranceOf(point, code) && !isFallBack(point)) wrong("ends in success");
          removeAll();
          continue;
        }
        if (result.stdout !== "") wrong(`status ${result.status}, and the program has run: ${result.stdout}`);
        if (![125, 126, 127].includes(result.status ?? 0)) wrong(`status ${result.status ?? result.signal}`);
        if (!/^ns-exec: /.test(result.stderr)) wrong(`not told: ${result.stderr}`);
        const left = remains();
        if (left.length > 0) {
          wrong(`left: ${left.join(", ")}`);
          removeAll();
        }
      }
    assert.equal(failures, []);
  });

test.run();
