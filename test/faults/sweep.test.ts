import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Point, pointsOf, sample } from "../lib/faults.ts";
import { long } from "../lib/tools.ts";
import { attempt, left, restore, type Scenario, scenarios } from "./scenarios.ts";
import { toleranceOf } from "./tolerated.ts";

const ERRORS = ["EIO", "ENOMEM", "EPERM"];
/** How many faults a normal run tries. The long one tries them all. */
const SAMPLE = 150;
const SEED = 5;
/** For work on a failure: tries all faults whose line, as it is told below, matches. */
const only = process.env["ISOBOX_FAULTS"];

interface Fault {
  readonly scenario: Scenario;
  readonly point: Point;
  readonly code: string;
}

const inWords = ({ scenario, point, code }: Fault) =>
  `${scenario.name}: ${point.process} ${point.name} ${point.count} ${code}: ${point.text}`;

/** What is wrong with the result of a fault, as lines. */
function judge({ scenario, point, code }: Fault): string[] {
  const { process, name, count } = point;
  const wrong: string[] = [];
  try {
    const result = attempt(scenario, [`fail ${process} ${name} ${count} ${code}`]);
    const { status, stderr } = result;
    if (!result.report().includes(`fired fail ${process} ${name} ${count}`)) wrong.push("it never fired");
    else if (status === 0) {
      const row = toleranceOf(point, code);
      if (!row) wrong.push("success, and no reason why it may be");
      wrong.push(...scenario.differs(result).filter((line) => !row?.differs?.test(line)));
    } else {
      if (!stderr.includes(`${name}(`) || !stderr.includes(`${code}: `))
        wrong.push(`status ${status}, and the message does not name the call: ${stderr.trim()}`);
      if (!scenario.keeps) wrong.push(...left());
    }
  } catch (error) {
    wrong.push((error as Error).message);
  }
  const stuck = restore();
  if (stuck.length > 0) wrong.push(`cannot be removed: ${stuck.length} things, ${stuck[0]}`);
  return wrong;
}

const all: Fault[] = [];

test("without a fault each command does what it is for, and nothing is left in the end", () => {
  for (const scenario of scenarios) {
    const result = attempt(scenario, ["record"]);
    assert.is(result.status, 0, `${scenario.name}: ${result.stderr}`);
    assert.equal(scenario.differs(result), [], scenario.name);
    const points = pointsOf(result.report());
    assert.equal(restore(), [], scenario.name);
    const own = points.filter((point) => scenario.points?.(point, points) ?? true);
    assert.ok(own.length > 0, scenario.name);
    for (const point of own) for (const code of ERRORS) all.push({ scenario, point, code });
  }
});

test("each call fails once: its failure is told by the call's name and nothing is left, or it does no harm", () => {
  const some = long ? all : sample(all, SAMPLE, SEED);
  const chosen = only === undefined ? some : all.filter((fault) => new RegExp(only).test(inWords(fault)));
  const points = all.length / ERRORS.length;
  console.log(
    `\nNOTE ${points} points in ${scenarios.length} commands, each with ${ERRORS.join(", ")}: ${all.length} faults, of which ${chosen.length} are tried`,
  );
  assert.ok(chosen.length > 0);
  const failures = chosen.flatMap((fault) => judge(fault).map((line) => `${inWords(fault)}: ${line}`));
  for (const line of failures) console.log(line.slice(0, 500));
  assert.is(failures.length, 0, "faults did harm, or were not told");
});

test.run();
