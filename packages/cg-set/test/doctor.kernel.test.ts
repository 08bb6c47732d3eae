// Broken trees, and what cg-set doctor says of each; its cure is run as it stands, and the tree is whole then.
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { output, type Result, run, tool } from "../../../test/lib/tools.ts";
import type { Diagnosis, Problem } from "../src/diagnose.ts";
import { directoriesNamed, freshName, remove } from "./lib/cgroups.ts";
import { onPureV2, skip, testWith, v1Mount, v2Controllers, v2Mount } from "./lib/machine.ts";

const cgSet = tool("cg-set");
const cg = (...words: string[]): string => output([cgSet, ...words]);
/** Our programs are found as a reader of the text would find them. */
const env = {
  ...(process.env as Record<string, string>),
  PATH: `${cgSet.replace(/\/[^/]*$/, "")}:${process.env["PATH"]}`,
};

const started: ChildProcess[] = [];
test.after.each(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});
function sit(directory: string): void {
  const child = spawn("sleep", ["1000"], { stdio: "ignore" });
  started.push(child);
  writeFileSync(`${directory}/cgroup.procs`, `${child.pid}`);
}

type Run = (words: readonly string[]) => Result;
const plain: Run = (words) => run(words, { env });
const pure: Run = (words) => onPureV2(words, { env });

function problems(result: Result): Problem[] {
  return (JSON.parse(result.stdout) as Diagnosis[]).flatMap(({ nodes }) =>
    nodes.flatMap((node) => node.problems),
  );
}

/** The doctor finds the rule, in JSON and in the drawing; its cures cure, one behind the other on the way down. */
function cured(rule: Problem["rule"], words: readonly string[], how: Run = plain): void {
  const found = () =>
    problems(how([cgSet, "doctor", "--json", ...words])).filter((each) => each.rule === rule);
  let left = found();
  assert.is.not(left.length, 0, `"${rule}" is found`);
  const drawing = how([cgSet, "doctor", ...words]);
  assert.is(drawing.status, 1);
  assert.match(drawing.stdout, new RegExp(`✗ ${rule}: .*\n +cure: `));
  for (let level = 0; left.length > 0 && level < 3; level++) {
    for (const { cure } of left) {
      const result = how(["sh", "-c", cure!]);
      assert.is(result.status, 0, `${cure}: ${result.stderr}`);
    }
    left = found();
  }
  assert.equal(left, [], "it is cured");
}

const [controller] = v2Controllers().filter((each) => ["hugetlb", "pids"].includes(each));

testWith("pids")("doctor has nothing to say of a cgroup that is whole", () => {
  const name = freshName("whole");
  cg("create", "--pids", "50", `/${name}/a`);
  const result = plain([cgSet, "doctor", "--all", `/${name}/a`]);
  assert.is(result.status, 0, result.stdout);
  assert.match(result.stdout, /nothing is wrong\n$/);
  assert.is(result.stdout.match(/^ +└─ a {2}/gm)!.length, directoriesNamed(name).length, result.stdout);
  assert.is(plain([cgSet, "doctor"]).status, 0);
});

test("doctor: a cgroup that is not there", () => cured("not there", [`/${freshName("nowhere")}`]));

test("doctor: frozen", () => {
  const name = freshName("frozen");
  cg("create", `/${name}`);
  cg("freeze", `/${name}`);
  cured("frozen", [`/${name}`]);
});

if (v1Mount("cpuset"))
  test("doctor: a cpuset without processors", () => {
    const name = freshName("cpuset");
    mkdirSync(`${v1Mount("cpuset")}/${name}`);
    cured("empty cpuset", ["--all", `/${name}`]);
    remove(name);
  });
else skip("doctor: a cpuset without processors", "no v1 hierarchy here has cpuset");

testWith("pids")("doctor: as many tasks as may be", () => {
  const name = freshName("full");
  cg("create", "--pids", "1", `/${name}/a`);
  const mount = v1Mount("pids") ?? v2Mount!;
  sit(`${mount}/${name}/a`);
  cured("exhausted limit", [`/${name}/a`]);
});

testWith("memory")("doctor: the OOM killer was here, at which limit", () => {
  const name = freshName("oom");
  cg("create", "--memory", "8M", "--memory-swap", "8M", `/${name}`);
  run([
    cgSet,
    "--name",
    `/${name}`,
    "--existing",
    "--",
    "dd",
    "if=/dev/zero",
    "of=/dev/null",
    "bs=64M",
    "count=1",
  ]);
  const found = problems(plain([cgSet, "doctor", "--json", `/${name}`]));
  assert.match(found[0]!.what, /ended 1 of its processes; its memory limit is 8M/);
});

if (v2Mount === null) skip("doctor on v2", "cgroup v2 is not mounted");
else {
  test("doctor: as many cgroups below as may be", () => {
    const name = freshName("descendants");
    cg("create", `/${name}/a`);
    writeFileSync(`${v2Mount}/${name}/cgroup.max.descendants`, "1");
    cured("exhausted limit", [`/${name}/a`]);
  });

  test("doctor: a cgroup beside threaded ones", () => {
    const name = freshName("threaded");
    // Without controllers, most of which no threaded cgroup can have.
    for (const each of ["a", "b"]) mkdirSync(`${v2Mount}/${name}/${each}`, { recursive: true });
    writeFileSync(`${v2Mount}/${name}/a/cgroup.type`, "threaded");
    const found = (): Problem | undefined =>
      problems(plain([cgSet, "doctor", "--json", `/${name}/b`])).find(
        ({ rule }) => rule === "threaded domain",
      );
    assert.is(plain(["sh", "-c", found()!.cure!]).status, 0);
    assert.match(found()!.what, /it is threaded/);
  });

  test("doctor: a user whose cgroup is not theirs, and one who comes from outside", () => {
    const name = freshName("user");
    cg("create", `/${name}`);
    const asUser: Run = (words) =>
      run(["setpriv", "--reuid=12345", "--regid=12345", "--clear-groups", "--", ...words], { env });
    const [first] = problems(asUser([cgSet, "doctor", "--json", `/${name}`]));
    assert.is(first!.rule, "common ancestor");
    assert.match(
      first!.cure!,
      new RegExp(
        `systemd-run .* as root: cg-set move /${name} PID|as root: cg-set create --owner 12345 /${name}`,
      ),
    );
    cg("create", "--owner", "12345", `/${name}`);
    const [second] = problems(asUser([cgSet, "doctor", "--json", `/${name}`]));
    assert.match(second!.what, /their common ancestor \/ is not theirs/);
    const inside = output(
      [
        cgSet,
        "--name",
        `/${name}`,
        "--existing",
        "--",
        "setpriv",
        "--reuid=12345",
        "--regid=12345",
        "--clear-groups",
        "--",
        cgSet,
        "doctor",
        "--json",
        `/${name}`,
      ],
      { env },
    );
    assert.equal(problems({ stdout: inside } as Result), []);
  });
}

// What the cures switch on at the root of v2 is switched off again: it is the machine's.
if (controller !== undefined) {
  const control = `${v2Mount}/cgroup.subtree_control`;
  const wasOn = output(["cat", control]).includes(controller);
  process.on("exit", () => {
    if (!wasOn) run(["sh", "-c", `echo -${controller} > ${control}`]);
  });
}

if (controller === undefined) skip("doctor: controllers on v2", "v2 has neither hugetlb nor pids here");
else {
  test("doctor: a controller that a cgroup above does not hand on", () => {
    const name = freshName("missing");
    mkdirSync(`${v2Mount}/${name}/a`, { recursive: true });
    writeFileSync(`${v2Mount}/cgroup.subtree_control`, `+${controller}`);
    cured("missing controller", ["--need", controller, `/${name}/a`], pure);
  });

  test("doctor: processes where controllers are to be handed on", () => {
    const name = freshName("internal");
    mkdirSync(`${v2Mount}/${name}/a`, { recursive: true });
    const control = `${v2Mount}/cgroup.subtree_control`;
    const before = output(["cat", control]).includes(controller);
    writeFileSync(control, `+${controller}`);
    sit(`${v2Mount}/${name}`);
    cured("no internal processes", ["--need", controller, `/${name}/a`], pure);
    remove(name);
    if (!before) writeFileSync(control, `-${controller}`);
  });

  test("doctor: a cgroup that hands controllers on takes no processes", () => {
    const name = freshName("handing");
    assert.is(
      pure([cgSet, "create", controller === "pids" ? "--pids=9" : "--hugetlb=2MB=4M", `/${name}/a`]).status,
      0,
    );
    const [first] = problems(pure([cgSet, "doctor", "--json", `/${name}`]));
    assert.is(first?.rule, "no internal processes");
    assert.match(first!.what, new RegExp(`hands on .*${controller}`));
    assert.is(pure([cgSet, "--name", `/${name}/leaf`, "--", "true"]).status, 0);
    remove(name);
  });
}

test("doctor: a cure can be copied into a shell, whatever the cgroup is called", () => {
  const name = `${freshName("odd")};touch x 'y'`;
  try {
    const { stdout } = plain([cgSet, "doctor", `/${name}`]);
    const [, cure] = /cure: (.*)/.exec(stdout)!;
    assert.is(run(["sh", "-c", cure!], { env }).status, 0, cure);
    assert.is(plain([cgSet, "doctor", `/${name}`]).status, 0);
  } finally {
    run([cgSet, "delete", `/${name}`]);
  }
});

test.run();
