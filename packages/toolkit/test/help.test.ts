import { test } from "uvu";
import * as assert from "uvu/assert";
import { commonOptions, helpText, manPage, subjectOf, toolSubject, verbSubject } from "../src/index.ts";
import { box, listVerb, mntRoot, names, nsExec } from "./sample.ts";

const subject = toolSubject(mntRoot);

test("help has the shape of the house", () => {
  const lines = helpText(subject).split("\n");
  assert.is(lines[0], "Usage:");
  assert.is(lines[1], "  mnt-root [options] --root DIR [--] PROG [ARG...]");
  assert.is(lines[3], "Make DIR the root file system, then execute PROG in it.");
  assert.is(lines[5], "Options:");
  assert.is(lines[6], "  -R, --root DIR          directory that becomes /");
  assert.is(lines[7], "      --bind-self         bind DIR on itself first, so that it is a mount point");
  assert.is(lines[8], "      --propagation MODE  how mounts travel: slave or private  [slave]");
  assert.is(lines[9], "  -r, --read-only[=PATH]  no writing below PATH");
  assert.is(lines[11], "Mounts:");
  assert.is(lines[12], "      --bind SRC:DST  bind SRC on DST below the new root; repeatable");
  assert.is(lines[13], "      --proc          a new procfs on /proc; repeatable");
  assert.equal(lines.slice(-6), [
    "PROG may be the next tool of a chain, with options of its own: isobox(1).",
    "Exit status: 125 the tool failed, 126/127 PROG not runnable/not found",
    "Example:     mnt-root -R ./rootfs -- /bin/sh",
    "Manual:      isobox man mnt-root | man -l -",
    "For more details see mnt-root(1), pivot_root(2).",
    "",
  ]);
});

test("help contains every option, with help and version last", () => {
  const text = helpText(subject);
  for (const name of names({ ...mntRoot.options, ...commonOptions }))
    assert.match(text, new RegExp(`^ {2}(-., | {4})${name}[ [\n]`, "m"));
  const options = [...text.matchAll(/^ {2}(?:-., | {4})(--[a-z-]+)/gm)].map((match) => match[1]);
  assert.equal(options.slice(-2), ["--help", "--version"]);
  assert.is(options.length, names(subject.options).length);
});

test("help fits 80 columns, all but what must be copied", () => {
  const wide = { ...mntRoot.options.bind, help: "word ".repeat(60).trim() };
  for (const line of helpText({ ...subject, options: { wide } }).split("\n"))
    if (!line.startsWith("Example:")) assert.ok(line.length <= 80, line);
});

test("help of a verb has the verb's options and operands", () => {
  const { list: withAll } = toolSubject(nsExec).verbs;
  const text = helpText(verbSubject(toolSubject(nsExec), "list", withAll!));
  assert.match(text, /^ {2}ns-exec list \[options\] \[PID\]$/m);
  assert.match(text, /^List namespaces\.$/m);
  for (const name of names({ ...listVerb.options, ...commonOptions })) assert.match(text, name);
  assert.not.match(text, "--hostname");
});

test("statuses that do not fit a line have one each, and a verb has no other verb's", () => {
  const statuses = [
    { status: "0", meaning: "done; and this one says so much that no other has a place beside it" },
    { status: "3", meaning: "list: there is none" },
    { status: "4", meaning: "other: there is one" },
  ];
  const { list } = toolSubject(nsExec).verbs;
  const owner = {
    ...toolSubject(nsExec),
    chains: false,
    exitStatus: statuses,
    verbs: { list: list!, other: list! },
  };
  assert.match(helpText(owner), /^Exit status:\n {2}0 {4}done; .*\n {2}3 {4}list: .*\n {2}4 {4}other: /m);
  const text = helpText(verbSubject(owner, "list", list!));
  assert.match(text, "3    list: there is none");
  assert.not.match(text, "other: there is one");
});

test("help of a tool lists its verbs, that of the box its programs", () => {
  assert.match(helpText(toolSubject(nsExec)), /^Verbs:\n {2}ns-exec list \[PID\] {2}List namespaces$/m);
  const text = helpText(subjectOf(box, "isobox")!);
  for (const name of ["ns-exec", "mnt-root", "oci-run", "man", "completion"])
    assert.match(text, new RegExp(`^ {2}isobox ${name} `, "m"));
});

test("the manual page contains every option, of verbs too, and each of its parts", () => {
  const page = manPage(subject, "1.2.3");
  for (const name of names(subject.options)) assert.match(page, `\\fB${name.replaceAll("-", "\\-")}\\fR`);
  for (const title of ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "EXAMPLES", "SEE ALSO"])
    assert.match(page, `\n.SH "${title}"\n`);
  assert.match(page, /^\.TH "MNT\\-ROOT" 1 /);
  assert.match(page, "Needs \\-\\-root.");
  assert.match(page, "Not with \\-\\-bind\\-self.");
  assert.match(page, "Adds to \\-\\-bind.");
  assert.match(page, "\\fBpivot_root\\fR(2)");
  const verbs = manPage(toolSubject(nsExec), "1.2.3");
  for (const name of names(listVerb.options)) assert.match(verbs, `\\fB${name.replaceAll("-", "\\-")}\\fR`);
});

test("the manual page lets no text be taken for a request", () => {
  const page = manPage(subject, "1.2.3");
  const known = /^\.(TH|SH|SS|TP|PP|RS|RE|nf|fi)\b/;
  for (const line of page.split("\n")) assert.ok(!/^[.']/.test(line) || known.test(line), line);
  assert.match(page, "\n\\&.begins with a dot, and has a back\\eslash\n");
  assert.match(page, "\n\\&.b\n");
});

test.run();
