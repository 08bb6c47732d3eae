import {
  type Box,
  commonOptions,
  complete,
  completed,
  helpText,
  kebab,
  manPage,
  programNames,
  type Subject,
  subjectOf,
  verbSubject,
} from "@isobox/toolkit";
import { test } from "uvu";
import * as assert from "uvu/assert";

// The build sets these; the box is imported once they are there.
Object.assign(globalThis, { ISOBOX_VERSION: "1.2.3", ISOBOX_LICENSES: "" });
const { box }: { box: Box } = await import("../src/box.ts");

const subjects = programNames(box).map((name) => subjectOf(box, name)!);
const optionsOf = ({ options }: Pick<Subject, "options">) =>
  Object.keys(options).map((key) => `--${kebab(key)}`);
const has = (text: string, name: string) => new RegExp(`${name}(?![a-z0-9-])`).test(text);

test("the box has programs, and each has options", () => {
  assert.ok(subjects.length > 4);
  for (const subject of subjects) assert.ok(optionsOf(subject).length > 1, subject.name);
});

test("every option of every program and verb is in its help", () => {
  for (const subject of subjects) {
    const pages = Object.entries(subject.verbs).map(([name, verb]) => verbSubject(subject, name, verb));
    for (const page of [subject, ...pages]) {
      const text = helpText(page);
      for (const name of optionsOf(page)) assert.ok(has(text, name), `${page.name} ${name}`);
    }
  }
});

test("every option of every program and verb is in the manual page", () => {
  for (const subject of subjects) {
    const text = manPage(subject, box.version).replaceAll("\\-", "-");
    const all = [subject, ...Object.values(subject.verbs)].flatMap(optionsOf);
    for (const name of all) assert.ok(has(text, name), `${subject.name} ${name}`);
  }
});

test("every option of every program and verb is completed", () => {
  const everything = completed(box);
  for (const subject of subjects) {
    const { name, verbs } = subject;
    assert.equal(complete(everything, [name, "--"], "bash").sort(), optionsOf(subject).sort(), name);
    if (name === "isobox") continue;
    for (const [verb, page] of Object.entries(verbs))
      assert.equal(
        complete(everything, [name, verb, "--"], "bash").sort(),
        optionsOf(page).sort(),
        `${name} ${verb}`,
      );
  }
});

test("help says what a tool is and where to read more, in lines that fit", () => {
  for (const subject of subjects) {
    const text = helpText(subject);
    assert.match(text, /^Usage:\n {2}[a-z-]+ /);
    assert.match(text, `For more details see ${subject.name}(1)`);
    assert.match(text, /^Exit status:/m);
    for (const line of text.split("\n"))
      if (!line.startsWith("Example:")) assert.ok(line.length <= 80, `${subject.name}: ${line}`);
    assert.not.match(subject.summary, /\.$/);
  }
});

test("every chain tool has the options that all have", () => {
  for (const subject of subjects.filter(({ chains }) => chains))
    for (const key of Object.keys(commonOptions)) assert.ok(key in subject.options, `${subject.name} ${key}`);
});

test.run();
