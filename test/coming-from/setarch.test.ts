import { test } from "uvu";
import * as assert from "uvu/assert";
import { testComingFrom } from "../lib/coming-from.ts";
import { type Result, tool } from "../lib/tools.ts";

const capDrop = tool("cap-drop");

const persona = ["sh", "-c", "cat /proc/self/personality; uname -m; uname -r"];

function bothShow(theirs: Result, ours: Result): void {
  assert.match(theirs.stdout, /ADDR_NO_RANDOMIZE/);
  assert.match(ours.stderr, /personality\(PER_LINUX\|ADDR_NO_RANDOMIZE\)/);
}

function bothList(theirs: Result, ours: Result): void {
  assert.match(theirs.stdout, /^linux32$/m);
  assert.match(ours.stderr, /a domain \(linux, linux32\)/);
}

testComingFrom({
  name: "setarch",
  elsewhere: { "--uname-2": "--uname-2.6, which the harness reads to its dot" },
  cases: [
    {
      option: "-B, --32bit",
      theirs: ["setarch", "linux32", "--32bit"],
      ours: [capDrop, "--personality=linux32,addr_limit_32bit", "--"],
      view: persona,
    },
    {
      option: "-F, --fdpic-funcptrs",
      theirs: ["setarch", "--fdpic-funcptrs"],
      ours: [capDrop, "--personality=linux,fdpic_funcptrs", "--"],
      view: persona,
    },
    {
      option: "-I, --short-inode",
      theirs: ["setarch", "--short-inode"],
      ours: [capDrop, "--personality=linux,short_inode", "--"],
      view: persona,
    },
    {
      option: "-L, --addr-compat-layout",
      theirs: ["setarch", "--addr-compat-layout"],
      ours: [capDrop, "--personality=linux,addr_compat_layout", "--"],
      view: persona,
    },
    {
      option: "-R, --addr-no-randomize",
      theirs: ["setarch", "--addr-no-randomize"],
      ours: [capDrop, "--personality=linux,addr_no_randomize", "--"],
      view: persona,
    },
    {
      option: "-S, --whole-seconds",
      theirs: ["setarch", "--whole-seconds"],
      ours: [capDrop, "--personality=linux,whole_seconds", "--"],
      view: persona,
    },
    {
      option: "-T, --sticky-timeouts",
      theirs: ["setarch", "--sticky-timeouts"],
      ours: [capDrop, "--personality=linux,sticky_timeouts", "--"],
      view: persona,
    },
    {
      option: "-X, --read-implies-exec",
      theirs: ["setarch", "--read-implies-exec"],
      ours: [capDrop, "--personality=linux,read_implies_exec", "--"],
      view: persona,
    },
    {
      option: "-Z, --mmap-page-zero",
      theirs: ["setarch", "--mmap-page-zero"],
      ours: [capDrop, "--personality=linux,mmap_page_zero", "--"],
      view: persona,
    },
    {
      option: "-3, --3gb",
      theirs: ["setarch", "--3gb"],
      ours: [capDrop, "--personality=linux,addr_limit_3gb", "--"],
      view: persona,
    },
    { option: "--4gb", none: "does nothing there either" },
    {
      option: "--uname-2.6",
      theirs: ["setarch", "--uname-2.6"],
      ours: [capDrop, "--personality=linux,uname26", "--"],
      view: persona,
    },
    {
      option: "-v, --verbose",
      theirs: ["setarch", "--verbose", "--addr-no-randomize", "true"],
      ours: [capDrop, "--trace", "--personality=linux,addr_no_randomize", "--", "true"],
      compare: bothShow,
    },
    {
      option: "--list",
      theirs: ["setarch", "--list"],
      ours: [capDrop, "--personality=x", "--", "true"],
      compare: bothList,
    },
  ],
});

test.run();
