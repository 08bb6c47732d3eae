import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { busyboxRoot, runcSpecBundle } from "../lib/bundle.ts";
import { output, run, scratch, tool, uniqueName } from "../lib/tools.ts";

interface Event {
  readonly name: string;
  readonly ph: string;
  readonly cat: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur: number;
  readonly tts: number;
  readonly tdur: number;
  readonly args: Readonly<Record<string, unknown>>;
}

const files = scratch("profile");
const rootfs = busyboxRoot(join(scratch("profile-root"), "rootfs"));
const environment = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", HOME: "/root", TERM: "dumb" };

/** Runs with a profile; its events by process, checked one by one. */
function profile(before: readonly string[], after: readonly string[], env = {}): Map<number, Event[]> {
  const path = join(files, uniqueName("profile"));
  const result = run([...before, `--profile=${path}`, ...after], { env: { ...environment, ...env } });
  assert.equal([result.stderr, result.status], ["", 0]);
  assert.is(statSync(path).mode & 0o777, 0o600);
  const events = JSON.parse(readFileSync(path, "utf8")) as Event[];
  const byProcess = new Map<number, Event[]>();
  for (const event of events) {
    assert.ok(Number.isInteger(event.pid) && event.pid > 1, JSON.stringify(event));
    assert.is(event.tid, event.pid);
    assert.type(event.name, "string");
    if (event.ph === "M") assert.is(event.name, "process_name");
    else {
      assert.is(event.ph, "X");
      assert.ok(["call", "stage"].includes(event.cat));
      for (const time of [event.ts, event.dur, event.tts, event.tdur])
        assert.ok(Number.isFinite(time) && time >= 0, JSON.stringify(event));
    }
    byProcess.set(event.pid, [...(byProcess.get(event.pid) ?? []), event]);
  }
  for (const own of byProcess.values()) checkOrder(own);
  return byProcess;
}

/** Stages follow each other, calls follow each other, and each call lies in a stage. */
function checkOrder(own: readonly Event[]): void {
  const starting = (cat: string) => own.filter((event) => event.cat === cat).sort((a, b) => a.ts - b.ts);
  const [stages, calls] = [starting("stage"), starting("call")];
  assert.ok(stages.length > 0 && calls.length > 0);
  for (const list of [stages, calls])
    list.slice(1).forEach((event, i) => {
      assert.ok(
        event.ts >= list[i]!.ts + list[i]!.dur,
        `${JSON.stringify(list[i])} ${JSON.stringify(event)}`,
      );
    });
  for (const call of calls)
    assert.ok(
      stages.some(({ ts, dur }) => call.ts >= ts && call.ts + call.dur <= ts + dur),
      JSON.stringify(call),
    );
}

function named(events: readonly Event[] | undefined, cat: string): string[] {
  return [...(events ?? [])]
    .filter((event) => event.cat === cat)
    .sort((a, b) => a.ts - b.ts)
    .map(({ name }) => name);
}

function pipeline(name: string): string[] {
  return [
    ["--pid", "--fork"],
    ["cg-set", "--name", name, "--pids", "100", "--rm"],
    ["ns-exec", "--mount", "--uts", "--hostname", "lab"],
    ["mnt-root", "--root", rootfs, "--proc"],
    ["cap-drop", "--keep", "net_bind_service", "--close-fds"],
    ["/bin/true"],
  ].flatMap((words, i) => (i === 0 ? words : ["--", ...words]));
}

for (const [mode, env] of Object.entries({ fused: {}, "exec by exec": { ISOBOX_CHAIN: "exec" } }))
  test(`--profile of a pipeline [${mode}]: both processes in one file, stage by stage`, () => {
    const [parent, child, ...others] = [
      ...profile([tool("ns-exec")], pipeline(uniqueName("profile")), env).values(),
    ];
    assert.equal(others, []);
    const stages = [...new Set([...named(parent, "stage"), ...named(child, "stage")])].sort();
    assert.equal(stages, ["cap-drop", "cg-set", "mnt-root", "ns-exec"]);
    const all = [parent, child].map((events) => named(events, "call"));
    const inChild = all.find((calls) => calls.includes("pivot_root"))!;
    const inParent = all.find((calls) => calls.includes("wait4"))!;
    assert.is.not(inChild, inParent);
    assert.is(inChild.at(-1), "execve", "the payload's exec is there");
    assert.is(inParent.at(-1), "exit_group");
  });

test("--profile of oci-run run: where the time goes, with what each call is about and answers", () => {
  const name = uniqueName("profile-oci");
  const bundle = runcSpecBundle(name, (config) => {
    config.process.args = ["/bin/true"];
  });
  const processes = profile(
    [tool("oci-run"), "--root", join(files, "state")],
    ["run", "--bundle", bundle.path, name],
  );
  const events = [...processes.values()].flat();
  const mount = events.find((event) => event.name === "mount" && event.args["about"] === "proc");
  assert.equal(mount?.args, { about: "proc", result: 0 });
  const names = events.filter(({ ph }) => ph === "M").map(({ args }) => args["name"]);
  assert.equal([...new Set(names)], ["oci-run"]);
  assert.equal(named(events, "stage")[0], "oci-run");
});

test("--profile of a verb: written when it ends by itself", () => {
  const [events, ...others] = [...profile([tool("cap-drop"), "show"], []).values()];
  assert.equal(others, []);
  assert.ok(named(events, "call").includes("read"));
});

test("--profile with --dry-run: what the dry run really does", () => {
  const name = uniqueName("profile-dry");
  const processes = profile([tool("ns-exec"), "--dry-run=/dev/null"], pipeline(name));
  const calls = [...processes.values()].flatMap((events) => named(events, "call"));
  assert.ok(calls.includes("statx") && calls.includes("clone"));
  for (const call of ["mount", "mkdirat", "unshare", "execve"]) assert.not.ok(calls.includes(call), call);
});

test("--profile: a file that cannot be made is an error, and nothing is done", () => {
  const result = run([tool("cap-drop"), "--profile=/no/such/dir/file", "--", "true"], { env: environment });
  assert.is(result.status, 125);
  assert.match(result.stderr, /cannot open \/no\/such\/dir\/file for the profile: .*ENOENT/);
});

test("without --profile no call is made for its sake", () => {
  const trace = join(files, "trace");
  output([tool("cap-drop"), `--trace=${trace}`, "--", "/bin/true"], { env: environment });
  assert.match(readFileSync(trace, "utf8"), /^\[[0-9]+\] \[cap-drop\] execve\(.*\)\n$/);
});

test.run();
