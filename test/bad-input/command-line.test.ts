import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { runcSpecBundle } from "../lib/bundle.ts";
import { scratch } from "../lib/tools.ts";
import { ociRun, oneLine, stateRoot, uniqueName } from "./lib/clean.ts";

const bundle = runcSpecBundle("line", (config) => {
  config.process.args = ["/bin/true"];
});
const ID = uniqueName("line");
const make = (command: string, ...words: string[]) => [command, "--bundle", bundle.path, ...words];

/** A wrong command line, and what the one line must say. */
const cases: readonly (readonly [words: readonly string[], says: RegExp])[] = [
  // Words
  [["rnu", ID], /there is no command "rnu" \(did you mean run\?\)/],
  [["constructor"], /there is no command "constructor"/],
  [[""], /there is no command ""/],
  [["exec"], /exec/],
  ...["run", "create", "start", "state", "kill", "delete"].map(
    (command) => [[command], new RegExp(`${command} takes ID.*, and 0 words`)] as const,
  ),
  [["start", ID, "x"], /start takes ID, and 2 words/],
  [["kill", ID, "KILL", "x"], /kill takes ID \[SIGNAL\], and 3 words/],
  [["list", "x"], /list takes no operand, and 1 words/],
  [["spec", "x"], /spec takes no operand/],

  // Options
  ...["run", "create", "start", "state", "kill", "delete", "list", "spec"].map(
    (command) => [[command, "--frob", ID], /unknown option --frob/] as const,
  ),
  [["-z", "list"], /unknown option -z/],
  [["run", "--bundel", bundle.path, ID], /unknown option --bundel \(did you mean --bundle\?\)/],
  [["run", "-bundle", bundle.path, ID], /cannot read the bundle undle|unknown option|takes ID/],
  [make("run", "--bundle", "/elsewhere", ID), /--bundle is given twice/],
  [make("run", "--detach=true", ID), /--detach takes no value/],
  [make("run", "--no-pivot=false", ID), /--no-pivot takes no value/],
  [["run", ID, "--bundle"], /--bundle needs a value/],
  [["run", "--bundle", "--detach", ID], /--bundle needs a value: --bundle DIR \(if "--detach" is the value/],
  [make("run", "--preserve-fds", "-1", ID), /--preserve-fds cannot be "-1"/],
  [make("run", "--preserve-fds", "two", ID), /--preserve-fds cannot be "two": want an integer from 0/],
  [make("run", "--preserve-fds", "0x2", ID), /--preserve-fds cannot be "0x2"/],
  [make("run", "--pid-file", "", ID), /--pid-file cannot be "": want a path/],
  [make("create", "--detach", ID), /unknown option --detach/],
  [["list", "--format", "yaml"], /--format cannot be "yaml": want table or json/],
  [["list", "--quiet=yes"], /--quiet takes no value/],
  [["--root", "", "list"], /--root/],
  [["--root=/a", "list"], /--root is given twice/],
  [["--log-level", "loud", "list"], /--log-level cannot be "loud": want debug, info, warning or error/],
  [["--log", "/no/such/directory/log", "list"], /\/no\/such\/directory\/log.*ENOENT/],
  [["--log", "fd:99", "list"], /--log.*99/],
  [["--trace=/no/such/trace", "list"], /\/no\/such\/trace.*ENOENT/],
  [["--debug=yes", "list"], /--debug takes no value/],
  [["--rootless", "maybe", "list"], /--rootless cannot be "maybe": want true, false or auto/],
  [["--systemd-cgroup", ...make("run", ID)], /--systemd-cgroup: this runtime writes the cgroup files itself/],

  // Signals
  ...["FOO", "SIG", "", "-1", "65", "9x", "1.5", "SIGSIGKILL", "0x9"].map(
    (signal) => [["kill", "--", ID, signal], new RegExp(`there is no signal "${signal}"`)] as const,
  ),

  // Files
  [make("run", "--pid-file", "/no/such/pid", ID), /cannot write the pid file \/no\/such\/pid.*ENOENT/],
  [make("run", "--pid-file", "/", ID), /cannot write the pid file \//],
  [make("create", "--pid-file", "/no/such/pid", ID), /cannot write the pid file \/no\/such\/pid.*ENOENT/],
  [make("run", "--detach", "--pid-file", "/etc/passwd/x", ID), /cannot write the pid file .*ENOTDIR/],
];

for (const [words, says] of cases) {
  test(`oci-run ${words.join(" ").replaceAll(bundle.path, "BUNDLE").replaceAll(ID, "ID")}: one line, 1`, () => {
    const result = ociRun(words, ID);
    assert.is(result.status, 1, result.stderr);
    assert.is(result.stdout, "");
    assert.match(oneLine(result).line, says);
    assert.equal(readdirSync(stateRoot), []);
  });
}

test("a wrong command line gives a pointer to the help, of the command where there is one", () => {
  assert.match(oneLine(ociRun(["--frob"], ID)).line, /; try 'oci-run --help'$/);
  assert.match(oneLine(ociRun(["run", "--frob"], ID)).line, /^oci-run run: .*; try 'oci-run run --help'$/);
});

test("messages are of the form that --log-format asks for, in the log and on standard error", () => {
  const log = join(scratch("log"), "log");
  const result = ociRun(
    ["--log", log, "--log-format", "json", ...make("run", "--preserve-fds", "x", ID)],
    ID,
  );
  assert.is(result.status, 1);
  assert.match(result.stderr, /--preserve-fds cannot be "x"/);
  assert.ok(existsSync(log));
});

test("there are enough of them", () => assert.ok(cases.length >= 50, String(cases.length)));

test.run();
