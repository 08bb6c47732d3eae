import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  type AnyTool,
  complete,
  completed,
  defineStageVerb,
  flag,
  helpText,
  parseChain,
  toolSubject,
  UsageError,
  verbSubject,
} from "../src/index.ts";
import { box, mntRoot, nsExec } from "./sample.ts";

const enter = defineStageVerb({
  name: "ns-exec enter",
  summary: "Enter namespaces, then execute PROG in them",
  options: { all: flag("all of them", { short: "a" }) },
  check({ all }) {
    if (!all) throw new UsageError("nothing to enter");
  },
  apply: () => {
    throw new Error("not applied here");
  },
});
const tool: AnyTool = { ...nsExec, verbs: { ...nsExec.verbs, enter } };
const tools = new Map([...box.tools, [tool.name, tool]]);

test("parseChain() [a verb that is a stage]: its own options, and the chain goes on behind it", () => {
  const words = ["ns-exec", "enter", "-a", "--", "mnt-root", "-R", "/x", "--", "sh", "-c", "true"];
  const { stages, starts, payload } = parseChain(tools, words, enter);
  assert.equal(stages, [
    { tool: enter, options: { all: true } },
    { tool: mntRoot, options: { root: "/x" } },
  ]);
  assert.equal(
    [starts, payload],
    [
      [0, 4],
      ["sh", "-c", "true"],
    ],
  );
});

test("parseChain() [a verb that is a stage]: a mistake is told as the verb's", () => {
  for (const words of [["--pid"], ["--", "sh"]])
    try {
      parseChain(tools, ["ns-exec", "enter", ...words], enter);
      assert.unreachable();
    } catch (error) {
      assert.instance(error, UsageError);
      assert.equal([(error as { tool?: unknown }).tool, (error as { verb?: unknown }).verb], [tool, "enter"]);
    }
});

test("help and completion of a verb that is a stage: PROG, and the stages", () => {
  const subject = toolSubject(tool);
  const help = helpText(verbSubject(subject, "enter", subject.verbs["enter"]!));
  assert.match(help, "ns-exec enter [options] [--] PROG [ARG...]");
  assert.match(help, "PROG may be the next tool of a chain");
  assert.match(help, "126/127");
  const all = completed({ ...box, tools });
  assert.equal(complete(all, ["ns-exec", "enter", "-a", "--", ""], "bash"), ["ns-exec", "mnt-root"]);
  assert.ok(complete(all, ["ns-exec", "enter", "--"], "bash").includes("--all"));
});

test.run();
