// The library under Node: what acts on another process works here, what would change a thread of Node's throws.
import { PRIO_PROCESS } from "@isobox/kernel/abi";
import { SingleThreadRequired } from "@isobox/kernel/host";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { output } from "../../../test/lib/tools.ts";
import {
  capabilityName,
  cpuAffinityOf,
  cpuList,
  credentialsOf,
  dropPrivileges,
  enterLandlock,
  explainCredentials,
  ioPriorityOf,
  joinSessionKeyring,
  makeRuleset,
  members,
  rlimitOf,
  setCpuAffinity,
  setDeathSignal,
  setIoPriority,
  setNice,
  setNoNewPrivs,
  setOomScoreAdj,
  setPersonality,
  setPtracer,
  setRlimits,
  setScheduling,
  setSecurebits,
  setUtilClamp,
  userNamespaceOf,
} from "../src/index.ts";
import { threads, withSleeper } from "./lib/sleeper.ts";

test("another process: its limits, scheduling and OOM score", async () => {
  await withSleeper((word) => {
    const pid = Number(word);
    setRlimits(
      [
        { resource: "nofile", soft: 77, hard: null },
        { resource: "core", soft: 1n, hard: 2 },
      ],
      pid,
    );
    assert.is(rlimitOf(pid, "nofile").soft, 77n);
    assert.match(
      output(["prlimit", "--pid", word, "--core", "--raw", "--noheadings", "-o", "SOFT,HARD"]),
      /^1 2$/m,
    );
    setCpuAffinity(cpuList.parse("0"), pid);
    assert.equal(cpuAffinityOf(pid), [[0, 0]]);
    setScheduling({ policy: "batch", flags: [], nice: 3 }, pid);
    assert.equal(threads(word, "cls,ni"), ["B 3"]);
    setNice(7, { which: PRIO_PROCESS, who: pid });
    assert.equal(threads(word, "cls,ni"), ["B 7"]);
    setIoPriority({ class: "be", level: 1 }, { which: 1, who: pid });
    assert.equal(ioPriorityOf(pid), { class: "be", level: 1 });
    assert.match(output(["ionice", "-p", word]), /best-effort: prio 1/);
    setOomScoreAdj(55, pid);
    assert.is(output(["cat", `/proc/${word}/oom_score_adj`]), "55\n");
  });
});

test("another process: who it is, in facts and in sentences", async () => {
  const words = [
    "setpriv",
    "--reuid=1000",
    "--regid=7",
    "--groups=5",
    "--inh-caps=+kill",
    "--ambient-caps=+kill",
  ];
  await withSleeper(
    (word) => {
      const facts = credentialsOf(Number(word));
      assert.equal([facts.uid[1], facts.gid[1], facts.groups], [1000, 7, [5]]);
      assert.equal(members(facts.ambient).map(capabilityName), ["kill"]);
      assert.is(facts.securebits, null);
      assert.match(
        explainCredentials(facts).join("\n"),
        /^It is user 1000 .*\n(.*\n)*.*keeps what is ambient: kill\./,
      );
      assert.ok(userNamespaceOf(Number(word)).initial);
    },
    [...words, "sleep", "60"],
  );
});

/** What the calls below would change, of the first thread. */
function own(): string {
  const fields = "^(Uid|Gid|Groups|Cap.*|NoNewPrivs|Seccomp|Cpus_allowed|Umask):";
  const number = String(process.pid);
  return output([
    "sh",
    "-c",
    `grep -E '${fields}' /proc/$0/status; cat /proc/$0/personality; ps -o ni=,cls= -p $0`,
    number,
  ]);
}

test("what would change one thread of Node throws SingleThreadRequired, and nothing has changed", () => {
  const before = own();
  const attempts: Readonly<Record<string, () => void>> = {
    setCpuAffinity: () => setCpuAffinity("all"),
    setScheduling: () => setScheduling({ policy: "other", flags: [] }),
    setNice: () => setNice(1),
    setIoPriority: () => setIoPriority({ class: "idle", level: 0 }),
    setUtilClamp: () => setUtilClamp({ utilMin: 1 }),
    setPersonality: () => setPersonality({ keep: 0, add: 8 }),
    setNoNewPrivs: () => setNoNewPrivs(),
    setPtracer: () => setPtracer("any"),
    setSecurebits: () => setSecurebits({ keep: 0, add: 1 }),
    setDeathSignal: () => setDeathSignal(9, process.ppid),
    joinSessionKeyring: () => void joinSessionKeyring(true),
    setRlimits: () => setRlimits([{ resource: "core", soft: 0, hard: 0 }]),
    enterLandlock: () => {
      const ruleset = makeRuleset([{ kind: "fs", rights: null }], []);
      try {
        enterLandlock(ruleset);
      } finally {
        ruleset[Symbol.dispose]();
      }
    },
    dropPrivileges: () => void dropPrivileges({ uid: 1000, gid: 1000 }),
  };
  for (const [name, attempt] of Object.entries(attempts))
    assert.throws(attempt, (error: unknown) => error instanceof SingleThreadRequired, name);
  const after = own();
  assert.is(after, before);
});

test.run();
