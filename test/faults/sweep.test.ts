import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Point, pointsOf, sample } from "../lib/faults.ts";
import { long } from "../lib/tools.ts";
import { attempt, left, restore, type Scenario, scenarios } from "./scenarios.ts";
import { toleratedBecause } from "./tolerated.ts";

const ERRORS = ["EIO", "ENOMEM", "EPERM"];
/** In a normal run. The whole sweep has all of them. */
const SAMPLE = 150;
const SEED = 5;

interface Fault {
  readonly scenario: Scenario;
  readonly point: Point;
  readonly code: string;
}

/** What is wrong with the result of a fault, as lines. */
function judge({ scenario, point, code }: Fault): string[] {
  const { process, name, count } = point;
  const wrong: string[] = [];
  try {
    const result = attempt(scenario, [`fail ${process} ${name} ${count} ${code}`]);
    if (!result.report().some((line) => line === `fired fail ${process} ${name} ${count}`))
      wrong.push("the fault never fired");
    const { status, stderr } = result;
    if (status === 0) {
      if (toleratedBecause(point, code) === undefined) wrong.push("success, and no reason why it may be");
      wrong.push(...scenario.differs(result));
    } else if (!stderr.includes(`${name}(`) || !stderr.includes(`${code}: `)) {
      wrong.push(`status ${status}, and the message does not name the call: ${stderr.trim() || "(none)"}`);
    } else if (!scenario.keeps) wrong.push(...left());
  } catch (error) {
    wrong.push((error as Error).message);
  }
  const stuck = restore();
  if (stuck.length > 0) wrong.push(`cannot be removed: ${stuck.length} things, ${stuck[0]}`);
  return wrong;
}

const all: Fault[] = [];

test("the good run of each command, with every call reported", () => {
  for (const scenario of scenarios) {
    const result = attempt(scenario, ["record"]);
    assert.is(result.status, 0, `${scenario.name}: ${result.stderr}`);
    assert.equal(scenario.differs(result), [], scenario.name);
    assert.equal(restore(), [], scenario.name);
    const points = pointsOf(result.report());
    const own = points.filter((point) => scenario.points?.(point, points) ?? true);
    assert.ok(own.length > 0, scenario.name);
    for (const point of own) for (const code of ERRORS) all.push({ scenario, point, code });
  }
});

test("each call fails once: the failure is told by its name and nothing is left, or it does no harm", () => {
  const only = process.argv[2];
  const code = process.argv[3] ?? "EIO";
  const chosen = only
    ? all.filter((f) => f.scenario.name === only && f.code === code)
    : long
      ? all
      : sample(all, SAMPLE, SEED);
  console.log(
    `NOTE ${all.length / ERRORS.length} points of ${scenarios.length} commands, with ${ERRORS.join(", ")}: ${chosen.length} of ${all.length} faults tried`,
  );
  const failures = chosen.flatMap((fault) => {
    const { scenario, point, code } = fault;
    const t = Date.now();
    const w = judge(fault);
    if (Date.now() - t > 3000) console.log("SLOW", Date.now() - t, point.text);
    for (const l of w)
      console.log(`${scenario.name}: ${point.process} ${point.count} ${point.text} ${code}: ${l}`);
    return w.map(
      (line) => `${scenario.name}: ${point.process} ${point.count} ${point.text} ${code}: ${line}`,
    );
  });
  assert.equal(failures, []);
});

test.run();
