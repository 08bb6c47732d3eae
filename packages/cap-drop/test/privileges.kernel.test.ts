import { test } from "uvu";
import * as assert from "uvu/assert";
import { output, run, tool } from "../../../test/lib/tools.ts";
import { field, grepStatus, statusBehind } from "./lib/status.ts";

const capDrop = tool("cap-drop");

/** The same wish in the words of cap-drop and of setpriv(1). */
const pairs: readonly (readonly [ours: readonly string[], setpriv: readonly string[]])[] = [
  [["--bounding-set=-all,+kill"], ["--bounding-set=-all,+kill"]],
  [["--bounding-set=kill"], ["--bounding-set=-all,+kill"]],
  [["--bounding-set=-kill,-mknod"], ["--bounding-set=-kill,-mknod"]],
  [["--bounding-set=all,-kill,-mknod"], ["--bounding-set=-kill,-mknod"]],
  [
    ["--inheritable=-all,+kill", "--ambient=-all,+kill"],
    ["--inh-caps=-all,+kill", "--ambient-caps=-all,+kill"],
  ],
  [
    ["--inheritable=+kill,+net_raw", "--ambient=+kill"],
    ["--inh-caps=+kill,+net_raw", "--ambient-caps=+kill"],
  ],
  [["--ambient=kill"], ["--inh-caps=-all,+kill", "--ambient-caps=-all,+kill"]],
  [["--securebits=+noroot,+noroot_locked"], ["--securebits=+noroot,+noroot_locked"]],
  [
    ["--securebits=noroot", "--keep=kill"],
    ["--bounding-set=-all,+kill", "--securebits=+noroot"],
  ],
  [["--keep=none"], ["--bounding-set=-all"]],
  [["--keep=all"], ["--bounding-set=+all"]],
  [["--no-new-privs"], ["--no-new-privs"]],
  [
    ["--uid=1000", "--gid=1001", "--groups=5,7", "--no-new-privs"],
    ["--reuid=1000", "--regid=1001", "--groups=5,7", "--no-new-privs"],
  ],
  [
    ["--uid=1000", "--gid=1000", "--inheritable=+kill", "--ambient=+kill"],
    ["--reuid=1000", "--regid=1000", "--clear-groups", "--inh-caps=+kill", "--ambient-caps=+kill"],
  ],
  [
    ["--uid=1000", "--gid=1000", "--securebits=+no_setuid_fixup"],
    ["--reuid=1000", "--regid=1000", "--clear-groups", "--securebits=+no_setuid_fixup"],
  ],
  [
    ["--uid=1000", "--gid=1000", "--keep=kill,net_raw", "--ambient=kill"],
    [
      "--reuid=1000",
      "--regid=1000",
      "--clear-groups",
      "--bounding-set=-all,+kill,+net_raw",
      "--inh-caps=+kill",
      "--ambient-caps=+kill",
    ],
  ],
  [
    ["--ruid=1000", "--euid=1001"],
    ["--ruid=1000", "--euid=1001", "--clear-groups"],
  ],
  [["--euid=1001"], ["--euid=1001", "--clear-groups"]],
  [["--ruid=1001"], ["--ruid=1001", "--clear-groups"]],
  [
    ["--rgid=5", "--egid=6"],
    ["--rgid=5", "--egid=6", "--clear-groups"],
  ],
  [["--gid=5"], ["--regid=5", "--clear-groups"]],
  [
    ["--uid=nobody", "--gid=7", "--init-groups"],
    ["--reuid=nobody", "--regid=7", "--init-groups"],
  ],
  [
    ["--ruid=1000", "--euid=1001", "--inheritable=+kill", "--ambient=+kill"],
    ["--ruid=1000", "--euid=1001", "--clear-groups", "--inh-caps=+kill", "--ambient-caps=+kill"],
  ],
  [
    ["--euid=1001", "--keep=kill"],
    ["--euid=1001", "--clear-groups", "--bounding-set=-all,+kill"],
  ],
  [["--user=nobody"], ["--reuid=nobody", "--regid=nogroup", "--init-groups"]],
  [
    ["--user=nobody", "--keep-groups"],
    ["--reuid=nobody", "--regid=nogroup", "--keep-groups"],
  ],
];

for (const [ours, theirs] of pairs)
  test(`cap-drop ${ours.join(" ")}: the kernel sees what setpriv makes`, () => {
    assert.is(statusBehind([capDrop, ...ours, "--"]), statusBehind(["setpriv", ...theirs, "--"]));
  });

test("cap-drop without options changes nothing", () => {
  assert.is(statusBehind([capDrop, "--"]), statusBehind(["env"]));
});

test("cap-drop --keep: bounding, permitted and effective are exactly it, nothing is inheritable or ambient", () => {
  const inherited = ["setpriv", "--inh-caps=+kill,+net_raw", "--ambient-caps=+kill", "--"];
  const status = statusBehind([...inherited, capDrop, "--keep=chown,kill", "--"]);
  const set = "0000000000000021";
  for (const name of ["CapBnd", "CapPrm", "CapEff"]) assert.is(field(status, name), set, name);
  for (const name of ["CapInh", "CapAmb"]) assert.is(field(status, name), "0000000000000000", name);
});

test("cap-drop --keep --ambient: of all that is kept, or of what was ambient, as much as is permitted", () => {
  const sets = (...words: string[]) => {
    const inherited = ["setpriv", "--inh-caps=+kill,+net_raw,+chown", "--ambient-caps=+kill,+net_raw", "--"];
    const status = statusBehind([...inherited, capDrop, ...words, "--"]);
    return ["CapInh", "CapAmb"].map((name) => Number.parseInt(field(status, name), 16));
  };
  assert.equal(sets("--keep=kill,mknod", "--ambient=all"), [0x8000020, 0x8000020]);
  assert.equal(sets("--keep=kill,mknod", "--ambient=all,-kill"), [0x8000000, 0x8000000]);
  assert.equal(sets("--keep=kill,mknod", "--ambient=+mknod"), [0x8000020, 0x8000020]);
  assert.equal(sets("--keep=kill,net_raw", "--ambient=-kill"), [0x2000, 0x2000]);
  assert.equal(sets("--keep=kill,net_raw"), [0, 0]);
});

test("cap-drop --ambient: what was ambient before and is not named goes, and a change keeps the rest", () => {
  const inherited = ["setpriv", "--inh-caps=+kill,+net_raw", "--ambient-caps=+kill,+net_raw", "--", capDrop];
  const ambient = (...words: string[]) => field(statusBehind([...inherited, ...words, "--"]), "CapAmb");
  assert.is(ambient(), "0000000000002020");
  assert.is(ambient("--inheritable=kill,net_raw", "--ambient=kill"), "0000000000000020");
  assert.is(ambient("--ambient=-kill"), "0000000000002000");
  assert.is(ambient("--ambient=-kill,+chown"), "0000000000002001");
  assert.is(ambient("--ambient=none"), "0000000000000000");
  assert.is(ambient("--inheritable=-kill"), "0000000000002000");
});

test("cap-drop --effective, --permitted: another user holds them until the exec, and loses them there", () => {
  const status = statusBehind([
    capDrop,
    "--uid=1000",
    "--gid=1000",
    "--permitted=kill",
    "--effective=kill",
    "--",
  ]);
  assert.is(field(status, "CapPrm"), "0000000000000000");
  // dac_override is still in force when the file is opened for execution, as under runc.
  const guarded = [capDrop, "--uid=1000", "--gid=1000"];
  assert.is(run([...guarded, "--", "/root/x"]).status, 126);
  assert.is(
    run([...guarded, "--permitted=dac_override", "--effective=dac_override", "--", "/root/x"]).status,
    127,
  );
});

test("cap-drop --securebits=no_cap_ambient_raise: what is ambient was raised before", () => {
  const words = [
    capDrop,
    "--ambient=kill",
    "--securebits=no_cap_ambient_raise,no_cap_ambient_raise_locked",
    "--",
  ];
  assert.is(field(statusBehind(words), "CapAmb"), "0000000000000020");
  const again = run([...words, capDrop, "--ambient=net_raw", "--", "true"]);
  assert.is(again.status, 125);
  assert.match(again.stderr, /EPERM/);
});

test("cap-drop --securebits as another user: no capability is left over", () => {
  const words = [capDrop, "--uid=1000", "--gid=1000", "--securebits=noroot,keep_caps_locked", "--"];
  assert.is(field(statusBehind(words), "CapPrm"), "0000000000000000");
});

/** A process that lacks sys_resource in every set, whatever the machine's root has. */
const confined = ["setpriv", "--bounding-set=-sys_resource", "--"];

test("cap-drop: a capability that the process lacks is an error that names it", () => {
  for (const [words, says] of [
    [["--keep=kill,sys_resource"], /cannot keep sys_resource in the bounding set/],
    [["--permitted=kill,sys_resource"], /permitted: sys_resource/],
    [["--inheritable=sys_resource"], /inheritable: sys_resource/],
    [["--ambient=sys_resource"], /ambient: sys_resource/],
    [["--permitted=kill", "--effective=net_raw"], /effective: net_raw/],
    [["--inheritable=none", "--ambient=kill"], /ambient: kill/],
  ] as const) {
    const result = run([...confined, capDrop, ...words, "--", "true"]);
    assert.is(result.status, 125, words.join(" "));
    assert.match(result.stderr, says);
    assert.match(result.stderr, /hint: /, words.join(" "));
  }
});

test("cap-drop --skip-unavailable: what the process lacks is left out, with a warning", () => {
  const words = [...confined, capDrop, "--keep=kill,sys_resource", "--skip-unavailable", "--"];
  const result = run([...words, ...grepStatus]);
  assert.is(result.status, 0);
  assert.match(result.stderr, /^cap-drop: warning: .*permitted: sys_resource/);
  assert.is(field(result.stdout, "CapPrm"), "0000000000000020");
  assert.is(field(result.stdout, "CapBnd"), "0000000000000020");
});

test("cap-drop as an ordinary user: no_new_privs works, and a refused step says what it takes", () => {
  const user = ["setpriv", "--reuid=1000", "--regid=1000", "--clear-groups", "--", capDrop];
  assert.is(field(statusBehind([...user, "--no-new-privs", "--"]), "NoNewPrivs"), "1");
  for (const [words, says] of [
    [["--bounding-set=none"], /CAP_SETPCAP/],
    [["--keep=kill"], /CAP_SETPCAP/],
    [["--uid=0", "--gid=0"], /CAP_SETGID/],
    [["--uid=0", "--gid=1000"], /CAP_SETUID/],
    [["--groups=5"], /CAP_SETGID/],
    [["--securebits=noroot"], /CAP_SETPCAP/],
  ] as const) {
    const result = run([...user, ...words, "--", "true"]);
    assert.is(result.status, 125, words.join(" "));
    assert.match(result.stderr, says, words.join(" "));
  }
});

test("cap-drop in a user namespace: an id that is not mapped, and setgroups that is denied, are explained", () => {
  const inside = ["unshare", "--user", "--map-root-user", "--", capDrop];
  const unmapped = run([...inside, "--uid=5", "--gid=0", "--keep-groups", "--", "true"]);
  assert.match(unmapped.stderr, /EINVAL.*\n.*uid_map/);
  const denied = run([...inside, "--groups=5", "--", "true"]);
  assert.match(denied.stderr, /EPERM.*\n.*user_namespaces\(7\)/);
  assert.is(
    field(statusBehind([...inside, "--uid=0", "--gid=0", "--keep-groups", "--keep=kill", "--"]), "CapBnd"),
    "0000000000000020",
  );
});

test("--ambient all gives another user all that the process has", () => {
  const has = (words: readonly string[]) =>
    /^CapAmb:\t(.*)$/m.exec(output([capDrop, ...words, "--", "cat", "/proc/self/status"]))![1];
  const all = has(["--keep", "all", "--ambient", "all"]);
  assert.is.not(all, "0000000000000000");
  assert.is(has(["--user", "nobody", "--ambient", "all"]), all);
});

test.run();
