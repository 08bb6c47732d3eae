import { test } from "uvu";
import * as assert from "uvu/assert";
import { commonOptions, complete, completed, completionScript } from "../src/index.ts";
import { box, listVerb, mntRoot, names, nsExec } from "./sample.ts";

const all = completed(box);
const bash = (...words: string[]) => complete(all, words, "bash");
const zsh = (...words: string[]) => complete(all, words, "zsh");

test("completion offers every option of every tool and verb", () => {
  for (const tool of [mntRoot, nsExec])
    assert.equal(bash(tool.name, "--").sort(), names({ ...tool.options, ...commonOptions }).sort());
  assert.equal(bash("ns-exec", "list", "--").sort(), names({ ...listVerb.options, ...commonOptions }).sort());
});

test("completion follows the chain to the stage that is being typed", () => {
  assert.ok(bash("ns-exec", "-p", "--", "mnt-root", "--ro").includes("--root"));
  assert.ok(bash("ns-exec", "--hostname", "mnt-root", "--", "--pi").length === 0, "-- has ended the options");
  assert.ok(bash("ns-exec", "--hostname", "mnt-root", "--pi").includes("--pid"), "mnt-root is a value here");
});

test("completion offers stages behind options, and verbs as the first word alone", () => {
  assert.equal(bash("ns-exec", ""), ["list", "ns-exec", "mnt-root"]);
  assert.equal(bash("ns-exec", "-p", ""), ["ns-exec", "mnt-root"]);
  assert.equal(bash("ns-exec", "-p", "--", ""), ["ns-exec", "mnt-root"]);
  assert.equal(bash("isobox", ""), ["ns-exec", "mnt-root", "oci-run", "man", "completion"]);
});

test("completion leaves payload and paths to the shell", () => {
  assert.equal(bash("ns-exec", "sh", "-"), []);
  assert.equal(bash("ns-exec", "--", "sh", ""), []);
  assert.equal(bash("mnt-root", "--root", ""), []);
  assert.equal(bash("mnt-root", "-R", ""), []);
  assert.equal(bash("unknown", ""), []);
});

test("completion offers the choices of a value, in every spelling of the option", () => {
  assert.equal(bash("mnt-root", "--propagation", ""), ["slave", "private"]);
  assert.equal(bash("mnt-root", "--propagation", "sl"), ["slave"]);
  assert.equal(bash("mnt-root", "--propagation", "=", "sl"), ["slave"], "as bash splits it");
  assert.equal(zsh("mnt-root", "--propagation=sl"), ["--propagation=slave"]);
  assert.equal(bash("ns-exec", "list", "--type", ""), ["mnt", "net"]);
});

test("completion offers an option once, a list again and again", () => {
  const words = bash("mnt-root", "--bind", "a:b", "--bind-self", "--propagation", "slave", "--");
  assert.ok(words.includes("--bind") && words.includes("--proc"));
  assert.not.ok(words.includes("--bind-self") || words.includes("--propagation"));
});

test("completion describes words to zsh", () => {
  assert.ok(zsh("ns-exec", "--p").includes("--pid:new PID namespace"));
  assert.ok(zsh("ns-exec", "").includes("list:List namespaces"));
});

test("completionScript() asks the program itself", () => {
  for (const shell of ["bash", "zsh"] as const) {
    const script = completionScript(shell, "ns-exec");
    assert.match(script, "ns-exec --get-yargs-completions");
    assert.match(script, shell === "bash" ? "complete -o" : "compdef");
    assert.match(script, `isobox completion ${shell} ns-exec >>`);
  }
});

test.run();
