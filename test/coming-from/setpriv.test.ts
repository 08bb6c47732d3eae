import { existsSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { testComingFrom } from "../lib/coming-from.ts";
import { type Result, tool } from "../lib/tools.ts";
import { credentials } from "../lib/views.ts";

const capDrop = tool("cap-drop");

const sortedLines = (text: string) => text.split("\n").sort().join("\n");

/** Ids, groups, sets and securebits of `setpriv --dump` and of `cap-drop show --json`. */
function sameDump(theirs: Result, ours: Result): void {
  const list = (name: string) =>
    new RegExp(`^${name}: (.*)$`, "m")
      .exec(theirs.stdout)![1]!
      .replace("[none]", "")
      .split(",")
      .filter(Boolean);
  const shown = JSON.parse(ours.stdout);
  assert.equal(list("uid"), [String(shown.uid[0])]);
  assert.equal(list("egid"), [String(shown.gid[1])]);
  assert.equal(list("Supplementary groups"), shown.groups.map(String));
  assert.equal(list("Capability bounding set"), shown.boundingSet);
  assert.equal(list("Inheritable capabilities"), shown.inheritable);
  assert.equal(list("Ambient capabilities"), shown.ambient);
  assert.equal(list("Securebits"), shown.securebits);
  assert.equal(list("no_new_privs"), [shown.noNewPrivs ? "1" : "0"]);
}

function sameNames(theirs: Result, ours: Result): void {
  const names = JSON.parse(ours.stdout).map(({ name }: { name: string }) => name);
  assert.equal(names, theirs.stdout.trim().split("\n"));
}

/** Where the module is in force, the policy refuses a label that it does not know; elsewhere nothing can be set. */
const bothRefuse = (module: string) => (theirs: Result, ours: Result) => {
  assert.is.not(theirs.status, 0);
  assert.is(ours.status, 125);
  assert.match(ours.stderr, module);
};

/** Options that came to setpriv after util-linux 2.38, which refuses them; what ours does is asked of the kernel. */
function effect(ours: Result, status: number): void {
  assert.is(ours.status, status, ours.stderr);
}

testComingFrom({
  name: "setpriv",
  cases: [
    {
      option: "-d, --dump",
      theirs: ["setpriv", "--dump"],
      ours: [capDrop, "show", "--json"],
      compare: sameDump,
    },
    {
      option: "--nnp, --no-new-privs",
      theirs: ["setpriv", "--nnp"],
      ours: [capDrop, "--no-new-privs", "--"],
      view: credentials,
    },
    {
      option: "--ambient-caps",
      theirs: ["setpriv", "--inh-caps=+kill,+net_raw", "--ambient-caps=+kill"],
      ours: [capDrop, "--inheritable=+kill,+net_raw", "--ambient=+kill", "--"],
      view: credentials,
    },
    {
      option: "--inh-caps",
      theirs: ["setpriv", "--inh-caps=-all,+kill"],
      ours: [capDrop, "--inheritable=kill", "--"],
      view: credentials,
    },
    {
      option: "--bounding-set",
      theirs: ["setpriv", "--bounding-set=-all,+kill,+net_raw"],
      ours: [capDrop, "--bounding-set=kill,net_raw", "--"],
      view: credentials,
    },
    {
      option: "--list-caps",
      theirs: ["setpriv", "--list-caps"],
      ours: [capDrop, "show", "--explain=all", "--json"],
      compare: sameNames,
    },
    {
      option: "--ruid",
      theirs: ["setpriv", "--ruid=1000", "--clear-groups"],
      ours: [capDrop, "--ruid=1000", "--"],
      view: credentials,
    },
    {
      option: "--euid",
      theirs: ["setpriv", "--euid=1000", "--clear-groups"],
      ours: [capDrop, "--euid=1000", "--"],
      view: credentials,
    },
    {
      option: "--rgid",
      theirs: ["setpriv", "--rgid=5", "--clear-groups"],
      ours: [capDrop, "--rgid=5", "--"],
      view: credentials,
    },
    {
      option: "--egid",
      theirs: ["setpriv", "--egid=5", "--clear-groups"],
      ours: [capDrop, "--egid=5", "--"],
      view: credentials,
    },
    {
      option: "--reuid",
      theirs: ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"],
      ours: [capDrop, "--uid=nobody", "--gid=nogroup", "--"],
      view: credentials,
    },
    {
      option: "--regid",
      theirs: ["setpriv", "--regid=5", "--clear-groups"],
      ours: [capDrop, "--gid=5", "--"],
      view: credentials,
    },
    {
      option: "--clear-groups",
      theirs: ["setpriv", "--reuid=1000", "--regid=1000", "--clear-groups"],
      ours: [capDrop, "--uid=1000", "--gid=1000", "--clear-groups", "--"],
      view: credentials,
    },
    {
      option: "--keep-groups",
      theirs: ["setpriv", "--groups=5,7", "setpriv", "--reuid=1000", "--regid=1000", "--keep-groups"],
      ours: ["setpriv", "--groups=5,7", capDrop, "--uid=1000", "--gid=1000", "--keep-groups", "--"],
      view: credentials,
    },
    {
      option: "--init-groups",
      theirs: ["setpriv", "--reuid=nobody", "--regid=7", "--init-groups"],
      ours: [capDrop, "--uid=nobody", "--gid=7", "--init-groups", "--"],
      view: credentials,
    },
    {
      option: "--groups",
      theirs: ["setpriv", "--groups=5,staff"],
      ours: [capDrop, "--groups=5,staff", "--"],
      view: credentials,
    },
    {
      option: "--securebits",
      theirs: ["setpriv", "--securebits=+noroot,+noroot_locked"],
      ours: [capDrop, "--securebits=+noroot,+noroot_locked", "--"],
      view: ["setpriv", "--dump"],
    },
    {
      option: "--pdeathsig",
      theirs: ["setpriv", "--pdeathsig=HUP"],
      ours: [capDrop, "--pdeathsig=HUP", "--"],
      view: ["setpriv", "--dump"],
    },
    {
      option: "--selinux-label",
      theirs: ["setpriv", "--selinux-label=no:such:label", "true"],
      ours: [capDrop, "--selinux-label=no:such:label", "--", "true"],
      compare: bothRefuse("SELinux"),
    },
    {
      option: "--apparmor-profile",
      theirs: ["setpriv", "--apparmor-profile=isobox-no-such-profile", "true"],
      ours: [capDrop, "--apparmor-profile=isobox-no-such-profile", "--", "true"],
      compare: bothRefuse("AppArmor"),
    },
    {
      option: "--reset-env",
      theirs: ["setpriv", "--reuid=nobody", "--regid=nogroup", "--init-groups", "--reset-env"],
      ours: [capDrop, "--user=nobody", "--reset-env", "--"],
      view: ["/usr/bin/env"],
      normalize: sortedLines,
    },
    {
      option: "--ptracer",
      theirs: ["setpriv", "--ptracer=any", "true"],
      ours: [capDrop, "--ptracer=any", "--", "true"],
      compare: (_, ours) => effect(ours, existsSync("/proc/sys/kernel/yama") ? 0 : 125),
    },
    {
      option: "--landlock-access",
      theirs: ["setpriv", "--landlock-access=fs:write-file", "true"],
      ours: [
        capDrop,
        "--no-new-privs",
        "--landlock-access=fs:write-file",
        "--",
        "sh",
        "-c",
        "! (: > /dev/null)",
      ],
      compare: (_, ours) => effect(ours, 0),
    },
    {
      option: "--landlock-rule",
      theirs: [
        "setpriv",
        "--landlock-access=fs:write-file",
        "--landlock-rule=path-beneath:write-file:/dev",
        "true",
      ],
      ours: [
        capDrop,
        "--no-new-privs",
        "--landlock-access=fs:write-file",
        "--landlock-rule=path-beneath:write-file:/dev",
        "--",
        "sh",
        "-c",
        ": > /dev/null",
      ],
      compare: (_, ours) => effect(ours, 0),
    },
    {
      option: "--landlock-support, --list-landlock-access, --list-landlock-rights",
      theirs: ["setpriv", "--landlock-support"],
      ours: [capDrop, "show", "--landlock"],
      compare: (_, ours) => effect(ours, 0),
    },
    { option: "--seccomp-filter", none: "a filter is loaded by sec-filter" },
  ],
});

test.run();
