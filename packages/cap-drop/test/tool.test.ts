import { errnoName } from "@isobox/kernel/abi";
import { NR, SyscallError } from "@isobox/kernel/sys";
import { type AnyTool, hintsFor, parseChain } from "@isobox/toolkit";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { hints } from "../src/hints.ts";
import { capDrop } from "../src/tool.ts";

const tools: ReadonlyMap<string, AnyTool> = new Map([[capDrop.name, capDrop]]);

test("cap-drop: another user without a group is refused before anything is done", () => {
  assert.throws(() => parseChain(tools, ["cap-drop", "--uid=1000", "--", "sh"]), /give --gid too/);
  assert.throws(() => parseChain(tools, ["cap-drop", "--uid=alice", "--", "sh"]), /give --gid too/);
  assert.is(parseChain(tools, ["cap-drop", "--uid=0", "--", "sh"]).stages.length, 1);
});

test("cap-drop: options that contradict each other are refused", () => {
  for (const words of [
    ["--groups=1", "--clear-groups"],
    ["--groups=1", "--keep-groups"],
    ["--clear-groups", "--keep-groups"],
    ["--user=1:1", "--uid=1", "--gid=1"],
    ["--mkdir"],
    ["--uid=1", "--gid=1", "--ruid=1"],
    ["--gid=1", "--egid=1"],
    ["--user=1:1", "--rgid=1"],
    ["--init-groups"],
    ["--uid=1", "--gid=1", "--init-groups", "--groups=1"],
    ["--landlock-rule=path-beneath::/"],
    ["--apparmor-profile="],
    ["--rlimit=core=0", "--rlimit=core=1"],
  ])
    assert.throws(() => parseChain(tools, ["cap-drop", ...words, "--", "sh"]), undefined, words.join(" "));
});

test("cap-drop: every example is a chain that it can read", () => {
  for (const { command } of capDrop.examples!) {
    const own = command.slice(command.indexOf("cap-drop")).split(" ");
    assert.ok(parseChain(tools, own).payload.length > 0, command);
  }
});

test("hints: each names its source and is given for its error", () => {
  const errnos = new Map(Array.from({ length: 134 }, (_, i) => [errnoName(i), i]));
  const firstArgument: Readonly<Record<string, number>> = {
    PR_CAPBSET_DROP: 24,
    PR_SET_SECUREBITS: 28,
    PR_CAP_AMBIENT: 47,
    PR_SET_PTRACER: 0x59616d61,
  };
  for (const { syscall, code, hint } of hints) {
    // Given only once a ruleset is in force, and for a profile: test/cures and apparmor.kernel.test.ts have them.
    if (/Landlock is in force|no such profile/.test(hint as string)) continue;
    const nr = (NR as Readonly<Record<string, number>>)[syscall];
    assert.type(nr, "number", syscall);
    const firsts = syscall === "prctl" ? Object.values(firstArgument) : [0];
    const given = firsts.flatMap((first) =>
      hintsFor(new SyscallError(nr!, [first, 0, 0, 0, 0], errnos.get(code)!), hints),
    );
    assert.ok(given.includes(hint as string), `${syscall} ${code}`);
    if (!/Docker|--mkdir/.test(hint as string))
      assert.match(hint as string, /\([2578](const)?\)|\(1\)/, `${syscall} ${code}`);
  }
});

test.run();
