// Whatever call of cap-drop fails: the program does not run, or it runs with exactly what was asked for.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { pointsOf, runWithFaults } from "../lib/faults.ts";
import { tool } from "../lib/tools.ts";
import { toleranceOf } from "./tolerated.ts";

/** What the program sees of itself; the number of its process differs from run to run. */
const VIEW = [
  "grep -E '^(Umask|Uid|Gid|Groups|Cap|NoNewPrivs|Cpus_allowed|SigBlk|SigIgn)' /proc/self/status",
  "cat /proc/self/limits /proc/self/oom_score_adj /proc/self/personality",
  "nice; ionice; chrt -p $$ | sed 's/pid [0-9]*//'; pwd; env | grep -v ^_= | sort",
  "setpriv --dump | grep -iE 'death|securebits'",
  "grep -c bind:0 /proc/self/numa_maps > /dev/null && echo bound to node 0",
  "ps -o sid= -p $$ | grep -qw $$ && echo leads a session",
  "mkfifo here 2>/dev/null && rm here && echo may make a fifo; true",
].join("; ");

/** Chains of stages that have, together, every option that changes something. */
const chains: Readonly<Record<string, readonly string[]>> = {
  "another user, with a capability": [
    ...["--user=nobody", "--keep=kill,net_raw", "--ambient=kill", "--securebits=noroot", "--no-new-privs"],
    ...["--rlimit=nofile=64:128", "--rlimit=core=:7", "--oom-score-adj=300", "--umask=027", "--chdir=/tmp"],
    ...["--pdeathsig=KILL", "--session-keyring", "--setsid", "--reset-signals", "--close-fds", "--reset-env"],
  ],
  "root that has less": [
    ...["--bounding-set=-mknod", "--permitted=-mknod", "--inheritable=+chown", "--rgid=5", "--egid=6"],
    ...["--scheduler=batch", "--nice=5", "--io-priority=be:6", "--cpu-affinity=0", "--memory-policy=bind:0"],
    ...[
      "--personality=linux32,whole_seconds",
      "--landlock-access=fs:make-fifo",
      "--landlock-rule=path-beneath::/proc",
    ],
    ...["--pdeathsig=clear", "--no-new-privs", "--chdir=/tmp"],
  ],
};

/** Refusals of the kernel or of a filter, and what a kernel answers that does not have the call. */
const CODES = ["EPERM", "EINVAL", "ENOSYS"];

/** Calls that are made for many things alike: each after the second is as the one before. */
const ALIKE = /^(prctl\(PR_CAPBSET_DROP|rt_sigaction|prctl\(PR_CAPBSET_READ)/;
const TRIED = 2;

for (const [name, words] of Object.entries(chains))
  test(`cap-drop, ${name}: a call that fails is told, and nothing runs with more than was asked for`, () => {
    const argv = [tool("cap-drop"), ...words, "--", "sh", "-c", VIEW];
    const good = runWithFaults(argv, ["record"]);
    assert.is(good.status, 0, good.stderr);
    const seen = new Map<string, number>();
    const points = pointsOf(good.report()).filter(({ text }) => {
      const [alike] = ALIKE.exec(text) ?? [];
      if (alike === undefined) return true;
      seen.set(alike, (seen.get(alike) ?? 0) + 1);
      return seen.get(alike)! <= TRIED;
    });
    assert.ok(points.length > 25, `${points.length} calls`);
    const failures: string[] = [];
    for (const point of points)
      for (const code of CODES) {
        const result = runWithFaults(argv, [`fail ${point.process} ${point.name} ${point.count} ${code}`]);
        const wrong = (what: string) => failures.push(`${point.text}: ${code}: ${what}`);
        if (!result.report().some((line) => line.startsWith("fired fail"))) wrong("never fired");
        if (result.status !== 0) {
          if (result.stdout !== "")
            wrong(`status ${result.status}, and the program has run: ${result.stdout}`);
          if (![125, 126, 127].includes(result.status ?? 0))
            wrong(`status ${result.status ?? result.signal}`);
          if (!/^cap-drop: (cannot |getppid\()/.test(result.stderr)) wrong(`not told: ${result.stderr}`);
        } else if (result.stdout !== good.stdout) wrong(`the program is another one: ${result.stdout}`);
        else if (!toleranceOf(point, code) && !isFallBack(point.text)) wrong("ends in success");
      }
    assert.equal(failures, []);
  });

/** Calls for which there is another way, or none is needed; the equal view has shown that it leads to the same. */
function isFallBack(text: string): boolean {
  return /^(fsopen|fsconfig|fsmount|close_range|getsid|chdir|keyctl)\(/.test(text);
}

test.run();
