// What somebody else has put in the way, or is to be kept from.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { run, scratch } from "../../../test/lib/tools.ts";
import { nsExec } from "./lib/namespaces.ts";

test("ns-exec list: opens no FIFO that somebody has put over a namespace's file", async () => {
  const ready = join(scratch("foreign"), "ready");
  const script = `mount -t tmpfs none /mnt && touch /mnt/ns && mkfifo /mnt/fifo &&
    unshare --net mount --bind /proc/self/ns/net /mnt/ns && mount --bind /mnt/fifo /mnt/ns && touch ${ready} && exec sleep 1000`;
  const holder = spawn("unshare", ["--mount", "sh", "-c", script], { stdio: "ignore" });
  const ended = once(holder, "close");
  try {
    while (!existsSync(ready)) await new Promise((resolve) => setTimeout(resolve, 10));
    const result = run([nsExec, "list"], { timeoutMs: 20_000 });
    assert.is(result.status, 0, `${result.signal}${result.stderr}`);
  } finally {
    holder.kill("SIGKILL");
    await ended;
  }
});

test("ns-exec --owner: nothing of root is left to the program, whatever is mapped", async () => {
  const sleeper = spawn("sleep", ["1000"], { stdio: "ignore" });
  const ended = once(sleeper, "close");
  try {
    for (const maps of [[], ["--map-users", "1000:1000:1", "--map-groups", "1000:1000:1"]]) {
      const words = [nsExec, "--fork", "--user", "--owner", "1000:1000", ...maps, "--"];
      assert.is(run([...words, "true"]).status, 0);
      const result = run([...words, "kill", "-0", `${sleeper.pid}`]);
      assert.is(result.status, 1, `with ${maps.join(" ") || "no map"}`);
      const status = run([...words, "cat", "/proc/self/status"]).stdout;
      const id = maps.length > 0 ? "1000" : "65534";
      assert.match(status, new RegExp(`^Uid:(\\t${id}){4}$`, "m"));
      assert.match(status, /^Groups:\t *$/m);
    }
  } finally {
    sleeper.kill("SIGKILL");
    await ended;
  }
});

test("ns-exec --TYPE=FILE: a symbolic link is refused, with what to do, and nothing is mounted", () => {
  const directory = scratch("foreign");
  symlinkSync(join(directory, "file"), join(directory, "link"));
  run(["touch", join(directory, "file")]);
  const result = run([nsExec, `--uts=${directory}/link`, "--", "true"]);
  assert.is(result.status, 125);
  assert.match(result.stderr, /symbolic link\n {2}hint: .*realpath/);
  assert.not.match(readFileSync("/proc/self/mountinfo", "utf8"), new RegExp(directory));
});

test("ns-exec --run-outside: a signal ends it while the command runs", async () => {
  const mark = join(scratch("foreign"), "mark");
  const child = spawn(nsExec, ["--fork", "--run-outside", `touch ${mark}; sleep 30.0625`, "--", "true"], {
    stdio: "ignore",
  });
  const ended = once(child, "close");
  while (!existsSync(mark)) await new Promise((resolve) => setTimeout(resolve, 10));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), 15_000);
  assert.equal(await ended, [143, null]);
  clearTimeout(timer);
  run(["pkill", "-xf", "sleep 30.0625"]);
});

test.run();
