import { test } from "uvu";
import * as assert from "uvu/assert";
import { testComingFrom } from "../lib/coming-from.ts";
import { type Result, tool } from "../lib/tools.ts";
import { shell } from "../lib/views.ts";

const capDrop = tool("cap-drop");
const bwrap = ["bwrap", "--dev-bind", "/", "/"];

const sets = ["grep", "-E", "^(CapPrm|CapEff|CapBnd|CapInh|CapAmb|NoNewPrivs)", "/proc/self/status"];

const inUserNamespace = [tool("ns-exec"), "--user", "--map-root-user", "--", capDrop];

function bothRefuse(theirs: Result, ours: Result): void {
  assert.is.not(theirs.status, 0);
  assert.is(ours.status, 125);
  assert.match(ours.stderr, /SELinux/);
}

testComingFrom({
  name: "bwrap lockdown",
  help: ["bwrap", "--help"],
  elsewhere: {
    "--(un)?share-.*|--userns.*|--pidns|--(disable|assert)-userns.*|--[ug]id|--hostname": "ns-exec",
    "--(chdir|clearenv|setenv|unsetenv|args|argv0|level-prefix)": "ns-exec",
    "--(lock-file|sync-fd|block-fd|info-fd|json-status-fd|as-pid-1)": "ns-exec",
    "--((dev-|ro-)?bind(-try|-fd|-data)?|ro-bind-(try|fd|data)|remount-ro|.*overlay.*)": "mnt-root",
    "--(proc|dev|tmpfs|mqueue|dir|file|symlink|perms|size|chmod)": "mnt-root",
  },
  cases: [
    {
      option: "--cap-add",
      theirs: [...bwrap, "--unshare-user", "--cap-drop", "ALL", "--cap-add", "CAP_KILL"],
      ours: [...inUserNamespace, "--keep=kill", "--ambient=kill", "--no-new-privs", "--"],
      view: sets,
    },
    {
      option: "--cap-drop",
      theirs: [...bwrap, "--unshare-user", "--cap-drop", "CAP_KILL", "--cap-drop", "CAP_SYS_RESOURCE"],
      ours: [
        ...inUserNamespace,
        "--keep=all,-kill,-sys_resource",
        "--ambient=all,-kill,-sys_resource",
        "--no-new-privs",
        "--",
      ],
      view: sets,
    },
    {
      option: "--exec-label",
      theirs: [...bwrap, "--exec-label", "no:such:label", "true"],
      ours: [capDrop, "--selinux-label=no:such:label", "--", "true"],
      compare: bothRefuse,
    },
    { option: "--file-label", none: "the label of a mount is an option of the mount" },
    { option: "--seccomp", none: "a filter is loaded by sec-filter" },
    { option: "--add-seccomp-fd", none: "a filter is loaded by sec-filter" },
    {
      option: "--new-session",
      theirs: [...bwrap, "--new-session"],
      ours: [tool("ns-exec"), "--fork", "--", capDrop, "--setsid", "--"],
      view: shell("ps -o sid= -p $$ | grep -qw $$ && echo leads a session"),
    },
    {
      option: "--die-with-parent",
      theirs: [...bwrap, "--die-with-parent"],
      ours: [capDrop, "--pdeathsig=KILL", "--"],
      view: ["sh", "-c", "setpriv --dump | grep -i death"],
    },
  ],
});

test.run();
