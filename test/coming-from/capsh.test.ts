import { test } from "uvu";
import * as assert from "uvu/assert";
import { testComingFrom } from "../lib/coming-from.ts";
import { type Result, tool } from "../lib/tools.ts";
import { credentials } from "../lib/views.ts";

const capDrop = tool("cap-drop");

const STATUS = credentials.map((word) => `'${word}'`).join(" ");

/** Names without "cap_", and without the mask that capsh repeats. */
const plainNames = (text: string) => text.replace(/^0x[0-9a-f]+=/, "").replaceAll("cap_", "");

const sameAnswer = (theirs: Result, ours: Result) => assert.is(ours.status, theirs.status, ours.stderr);

/** Each of them in its own words. */
const bothSay = (both: RegExp, our: RegExp) => (theirs: Result, ours: Result) => {
  assert.is(theirs.status, 0, theirs.stderr);
  assert.is(ours.status, 0, ours.stderr);
  assert.match(theirs.stdout, both);
  assert.match(ours.stdout, our);
};

function showsInheritable(theirs: Result, ours: Result): void {
  assert.match(theirs.stdout, /cap_kill\+i|Current IAB: .*cap_kill/);
  assert.match(ours.stdout, /^inheritable +kill$/m);
}

testComingFrom({
  name: "capsh",
  // It writes its options to standard error when it is asked for nothing else.
  help: ["capsh", "--help"],
  cases: [
    {
      option: "--addamb",
      theirs: ["capsh", "--inh=cap_kill", "--addamb=cap_kill", "--", "-c", STATUS],
      ours: [capDrop, "--ambient=+kill", "--", "bash", "-c", STATUS],
    },
    {
      option: "--cap-uid",
      theirs: ["capsh", "--cap-uid=1000", "--", "-c", STATUS],
      ours: [capDrop, "--uid=1000", "--gid=0", "--keep-groups", "--", "bash", "-c", STATUS],
    },
    {
      option: "--caps",
      theirs: ["capsh", "--caps=cap_kill,cap_setpcap+eip", "--", "-c", STATUS],
      ours: [
        capDrop,
        "--permitted=kill,setpcap",
        "--effective=kill,setpcap",
        "--inheritable=kill,setpcap",
        "--",
        "bash",
        "-c",
        STATUS,
      ],
    },
    {
      option: "--chroot",
      theirs: ["capsh", "--chroot=/usr", "--shell=/bin/sh", "--", "-c", "echo /*"],
      ours: [
        tool("ns-exec"),
        "--mount",
        "--",
        tool("mnt-root"),
        "--root=/usr",
        "--",
        "/bin/sh",
        "-c",
        "echo /*",
      ],
      run: {},
      normalize: (text) => text.replaceAll(/\s+/g, " "),
    },
    {
      option: "--current",
      theirs: ["capsh", "--inh=cap_kill", "--current"],
      ours: [capDrop, "--inheritable=kill", "--", capDrop, "show"],
      compare: showsInheritable,
    },
    {
      option: "--decode",
      theirs: ["capsh", "--decode=00000000a80425fb"],
      ours: [capDrop, "show", "--decode=00000000a80425fb"],
      normalize: plainNames,
    },
    {
      option: "--delamb",
      theirs: [
        "capsh",
        "--inh=cap_kill,cap_chown",
        "--addamb=cap_kill,cap_chown",
        "--delamb=cap_kill",
        "--",
        "-c",
        STATUS,
      ],
      ours: [
        capDrop,
        "--inheritable=+kill,+chown",
        "--ambient=+kill,+chown",
        "--",
        capDrop,
        "--ambient=-kill",
        "--",
        "bash",
        "-c",
        STATUS,
      ],
    },
    {
      option: "--drop",
      theirs: ["capsh", "--drop=cap_kill,cap_mknod", "--", "-c", STATUS],
      ours: [capDrop, "--bounding-set=-kill,-mknod", "--", "bash", "-c", STATUS],
    },
    {
      option: "--explain",
      theirs: ["capsh", "--explain=cap_sys_chroot"],
      ours: [capDrop, "show", "--explain=cap_sys_chroot"],
      compare: bothSay(/chroot \(18\)/, /root/),
    },
    { option: "--forkfor", none: "a shell does it" },
    {
      option: "--gid",
      theirs: ["capsh", "--gid=5", "--", "-c", STATUS],
      ours: [capDrop, "--gid=5", "--keep-groups", "--", "bash", "-c", STATUS],
    },
    {
      option: "--groups",
      theirs: ["capsh", "--groups=5,7", "--", "-c", STATUS],
      ours: [capDrop, "--groups=5,7", "--", "bash", "-c", STATUS],
    },
    {
      option: "--has-a",
      theirs: ["capsh", "--has-a=cap_kill"],
      ours: [capDrop, "show", "--has=ambient=kill"],
      compare: sameAnswer,
    },
    {
      option: "--has-b",
      theirs: ["capsh", "--has-b=cap_kill"],
      ours: [capDrop, "show", "--has=bounding-set=kill"],
      compare: sameAnswer,
    },
    { option: "--has-ambient", none: "every kernel since Linux 4.3 has it" },
    {
      option: "--has-i",
      theirs: ["capsh", "--has-i=cap_kill"],
      ours: [capDrop, "show", "--has=inheritable=kill"],
      compare: sameAnswer,
    },
    {
      option: "--has-p",
      theirs: ["capsh", "--has-p=cap_kill"],
      ours: [capDrop, "show", "--has=permitted=kill"],
      compare: sameAnswer,
    },
    {
      option: "--has-no-new-privs",
      theirs: ["setpriv", "--no-new-privs", "capsh", "--has-no-new-privs"],
      ours: ["setpriv", "--no-new-privs", capDrop, "show"],
      compare: bothSay(/^/, /^no-new-privs +yes$/m),
    },
    {
      option: "--iab",
      theirs: ["capsh", "--iab=!cap_mknod,^cap_kill,cap_chown", "--", "-c", STATUS],
      ours: [
        capDrop,
        "--inheritable=+kill,+chown",
        "--ambient=kill",
        "--bounding-set=-mknod",
        "--",
        "bash",
        "-c",
        STATUS,
      ],
    },
    {
      option: "--inh",
      theirs: ["capsh", "--inh=cap_kill,cap_chown", "--", "-c", STATUS],
      ours: [capDrop, "--inheritable=kill,chown", "--", "bash", "-c", STATUS],
    },
    { option: "--is-uid", none: "id(1) tells it" },
    { option: "--is-gid", none: "id(1) tells it" },
    { option: "--keep", none: "an execve clears it" },
    { option: "--killit", none: "a shell does it" },
    { option: "--license", none: "a file" },
    {
      option: "--mode",
      theirs: ["capsh", "--mode=NOPRIV", "--", "-c", STATUS],
      ours: [
        capDrop,
        "--keep=none",
        "--inheritable=none",
        "--securebits=0xef",
        "--no-new-privs",
        "--",
        "bash",
        "-c",
        STATUS,
      ],
    },
    { option: "--inmode", none: "modes are names for securebits and sets" },
    { option: "--modes", none: "modes are names for securebits and sets" },
    {
      option: "--no-new-privs",
      theirs: ["capsh", "--no-new-privs", "--", "-c", STATUS],
      ours: [capDrop, "--no-new-privs", "--", "bash", "-c", STATUS],
    },
    {
      option: "--noamb",
      theirs: ["capsh", "--inh=cap_kill", "--addamb=cap_kill", "--noamb", "--", "-c", STATUS],
      ours: [
        capDrop,
        "--inheritable=kill",
        "--ambient=kill",
        "--",
        capDrop,
        "--ambient=none",
        "--",
        "bash",
        "-c",
        STATUS,
      ],
    },
    { option: "--noenv", none: "the environment stays as it is" },
    {
      option: "--print",
      theirs: ["capsh", "--print"],
      ours: [capDrop, "show"],
      compare: bothSay(/^uid=0/m, /^uid +0$/m),
    },
    { option: "--quiet", none: "nothing to be silenced" },
    {
      option: "--secbits",
      theirs: ["capsh", "--secbits=0x2f", "--", "-c", "capsh --print"],
      ours: [capDrop, "--securebits=0x2f", "--", "bash", "-c", "capsh --print"],
    },
    {
      option: "--shell",
      theirs: ["capsh", "--shell=/bin/sh", "--", "-c", "echo $0"],
      ours: [capDrop, "--", "/bin/sh", "-c", "echo $0"],
    },
    { option: "--strict", none: "it is always strict" },
    {
      option: "--suggest",
      theirs: ["capsh", "--suggest=chroot"],
      ours: [capDrop, "show", "--suggest=chroot"],
      compare: bothSay(/sys_chroot \(18\)/, /sys_chroot/),
    },
    {
      option: "--supports",
      theirs: ["capsh", "--supports=cap_bpf"],
      ours: [capDrop, "show", "--supports=cap_bpf"],
      compare: sameAnswer,
    },
    {
      option: "--uid",
      theirs: ["capsh", "--uid=1000", "--", "-c", STATUS],
      ours: [capDrop, "--uid=1000", "--gid=0", "--keep-groups", "--", "bash", "-c", STATUS],
    },
    {
      option: "--user",
      theirs: ["capsh", "--user=nobody", "--", "-c", STATUS],
      ours: [capDrop, "--user=nobody", "--", "bash", "-c", STATUS],
    },
  ],
});

test.run();
