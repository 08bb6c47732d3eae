import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { runcSpecBundle } from "./lib/bundle.ts";
import { hierarchies } from "./lib/hierarchy.ts";
import { run, scratch, tool, uniqueName } from "./lib/tools.ts";

interface Case {
  readonly words: readonly string[];
  readonly status: number;
  /** What the one line must say. */
  readonly says: RegExp;
}

const sh = ["--", "/bin/true"];

/** Wrong use of the chain tools: 125, one line that names what is wrong. */
const wrongUse: readonly Case[] = [
  ...["ns-exec", "cg-set", "mnt-root", "cap-drop"].flatMap((name): Case[] => [
    { words: [name], status: 125, says: /no program|--name/ },
    { words: [name, "--no-such-option", ...sh], status: 125, says: /--no-such-option/ },
    { words: [name, "-~", ...sh], status: 125, says: /-~/ },
    { words: [name, "--help=yes", ...sh], status: 125, says: /--help/ },
    { words: [name, "--"], status: 125, says: /no program|--name/ },
  ]),
  { words: ["ns-exec", "--fork=true", ...sh], status: 125, says: /--fork takes no value/ },
  { words: ["ns-exec", "--hostname", "x", ...sh], status: 125, says: /--uts/ },
  { words: ["ns-exec", "--map-users", "0:0", ...sh], status: 125, says: /--map-users/ },
  { words: ["ns-exec", "--propagation", "sideways", "--mount", ...sh], status: 125, says: /private/ },
  { words: ["cg-set", "--memory", "lots", "--name", "x", ...sh], status: 125, says: /--memory/ },
  { words: ["cg-set", "--pids", "-3", "--name", "x", ...sh], status: 125, says: /--pids/ },
  { words: ["cg-set", "--pids", "3", ...sh], status: 125, says: /--name/ },
  { words: ["cg-set", "--name", "../x", ...sh], status: 125, says: /\.\./ },
  {
    words: ["ns-exec", "--mount", "--", "mnt-root", "--root", "/no/such/root", ...sh],
    status: 125,
    says: /\/no\/such\/root/,
  },
  { words: ["mnt-root", "--root", "/", ...sh], status: 125, says: /mount namespace/ },
  { words: ["cap-drop", "--keep", "fly", ...sh], status: 125, says: /fly/ },
  { words: ["cap-drop", "--uid", "-1", ...sh], status: 125, says: /--uid/ },
  { words: ["cap-drop", "--rlimit", "nofile", ...sh], status: 125, says: /--rlimit/ },
  { words: ["cap-drop", "--no-new-privs=yes", ...sh], status: 125, says: /takes no value/ },
  { words: ["cap-drop", "--", "ns-exec", "--bogus", ...sh], status: 125, says: /--bogus/ },
  { words: ["cap-drop", "--", "no-such-program-here"], status: 127, says: /ENOENT/ },
  { words: ["cap-drop", "--", "/etc/passwd"], status: 126, says: /EACCES/ },
  { words: ["cap-drop", "--", "/"], status: 126, says: /EACCES/ },
  { words: ["oci-run"], status: 1, says: /command/ },
  { words: ["oci-run", "frobnicate"], status: 1, says: /frobnicate/ },
  { words: ["oci-run", "run"], status: 1, says: /takes ID/ },
  { words: ["oci-run", "run", "a", "b"], status: 1, says: /takes ID/ },
  { words: ["oci-run", "run", "--bundle"], status: 1, says: /--bundle/ },
  { words: ["oci-run", "run", "--bundle", "/no/such/bundle", "x"], status: 1, says: /\/no\/such\/bundle/ },
  { words: ["oci-run", "run", "../x"], status: 1, says: /"\.\.\/x"/ },
  { words: ["oci-run", "run", ".."], status: 1, says: /"\.\."/ },
  { words: ["oci-run", "run", "new\nline"], status: 1, says: /control character/ },
  { words: ["oci-run", "run", "x".repeat(256)], status: 1, says: /255/ },
  { words: ["oci-run", "--log-format", "xml", "run", "x"], status: 1, says: /xml/ },
];

function oneClearLine(stderr: string): string {
  const lines = stderr.trimEnd().split("\n");
  const messages = lines.filter((line) => !line.startsWith("  hint: "));
  assert.is(messages.length, 1, `one line, and hints:\n${stderr}`);
  assert.not.match(stderr, / at .*\.(ts|js):\d+/, "no stack trace");
  return messages[0]!;
}

for (const { words, status, says } of wrongUse) {
  test(`wrong use: ${words.map((word) => (word.length > 40 ? `${word.slice(0, 40)}…` : JSON.stringify(word))).join(" ")}`, () => {
    const [name, ...rest] = words;
    const result = run([tool(name!), ...rest]);
    assert.is(result.status, status, result.stderr);
    assert.is(result.stdout, "");
    const line = oneClearLine(result.stderr);
    assert.ok(words.some((word) => line.startsWith(`${word}: `)) || line.startsWith("oci-run run: "), line);
    assert.match(line, says);
  });
}

const brokenConfigs: Readonly<
  Record<string, { text: string | ((config: unknown) => unknown); says: RegExp }>
> = {
  "an empty file": { text: "", says: /line 1/ },
  "half a file": { text: '{"ociVersion": "1.0.2", ', says: /line 1, column 2\d/ },
  "no process": { text: edit((c) => delete c["process"]), says: /process/ },
  "no args": { text: edit((c) => delete c["process"].args), says: /process\.args/ },
  "a number for a word": { text: edit((c) => (c["process"].args = [7])), says: /process\.args\[0\]/ },
  "a terminal, which is not done yet": {
    text: edit((c) => (c["process"].terminal = true)),
    says: /process\.terminal/,
  },
  "a filter, which is not done yet": {
    text: edit((c) => (c["linux"].seccomp = { defaultAction: "SCMP_ACT_ALLOW" })),
    says: /linux\.seccomp/,
  },
  "a version of the future": { text: edit((c) => (c["ociVersion"] = "9.0.0")), says: /ociVersion/ },
  "a root that is not there": { text: edit((c) => (c["root"].path = "no-such-root")), says: /no-such-root/ },
  "a program that is not there": {
    text: edit((c) => (c["process"].args = ["no-such-program"])),
    says: /exec: "no-such-program": executable file not found in \$PATH/,
  },
  "a path that is not there": {
    text: edit((c) => (c["process"].args = ["/no/such/program"])),
    says: /exec: "\/no\/such\/program": no such file or directory/,
  },
  "a program that is a directory": {
    text: edit((c) => (c["process"].args = ["/etc"])),
    says: /exec: "\/etc": permission denied/,
  },
};

// biome-ignore lint/suspicious/noExplicitAny: any key of the JSON is edited
function edit(change: (config: any) => unknown): (config: unknown) => unknown {
  return (config) => {
    change(config);
    return config;
  };
}

for (const [name, { text, says }] of Object.entries(brokenConfigs)) {
  test(`oci-run run: a configuration with ${name} gives one line, 1, and leaves nothing`, () => {
    const bundle = runcSpecBundle("broken");
    const file = join(bundle.path, "config.json");
    writeFileSync(file, typeof text === "string" ? text : JSON.stringify(text(bundle.config)));
    const state = scratch("state");
    const id = uniqueName("broken");
    const result = run([tool("oci-run"), "--root", state, "run", "--bundle", bundle.path, id]);
    assert.is(result.status, 1, result.stderr);
    assert.match(oneClearLine(result.stderr), says);
    assert.equal(readdirSync(state), []);
    for (const hierarchy of hierarchies) assert.not.ok(readdirSync(hierarchy).includes(id));
  });
}

test.run();
