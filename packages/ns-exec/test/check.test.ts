import { parseChain, toArgv, UsageError } from "@isobox/toolkit";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type NsOptions, nsExec, options } from "../src/index.ts";

const tools = new Map([[nsExec.name, nsExec]]);

function parse(line: string): NsOptions {
  return parseChain(tools, ["ns-exec", ...line.split(" ").filter(Boolean), "--", "prog"]).stages[0]!
    .options as NsOptions;
}

const refused: readonly (readonly [string, RegExp])[] = [
  ["--hostname x", /--hostname needs --uts/],
  ["--domainname x", /--domainname needs --uts/],
  ["--loopback", /--loopback needs --net/],
  ["--net --sysctl kernel.shmmax=1", /--sysctl kernel.shmmax needs --ipc/],
  ["--ipc --sysctl net.core.somaxconn=1", /needs --net/],
  ["--net --ipc --uts --sysctl kernel.pid_max=1", /would change the whole machine/],
  ["--join pid=/proc/1/ns/pid", /--join pid=… needs --fork/],
  ["--join net=/a --join net=/b", /--join net=… is given twice/],
  ["--net --join net=/a", /--net and --join net=… exclude/],
  ["--map-root-user --join user=/a", /--user and --join user=… exclude/],
  ["--setgroups deny", /--setgroups needs --user/],
  ["--propagation slave", /--propagation needs --mount/],
  ["--monotonic 1", /--monotonic needs --time/],
  ["--boottime 1", /--boottime needs --time/],
  ["-r -c", /exclude each other/],
  ["--map-users 0:0:2 --map-users 1:9:1", /0:0:2 and 1:9:1 overlap inside/],
  ["--map-groups 5:7:2 --map-groups 0:8:1", /5:7:2 and 0:8:1 overlap outside/],
  [
    Array.from({ length: 341 }, (_, i) => `--map-users ${i}:${i}:1`).join(" "),
    /341 ranges are more than the 340/,
  ],
];
for (const [line, message] of refused)
  test(`ns-exec ${line.slice(0, 60)}: refused before anything is done`, () => {
    assert.throws(
      () => parse(line),
      (error: unknown) => error instanceof UsageError && message.test(error.message),
    );
  });

const accepted = [
  "--uts --hostname x --domainname y",
  "--join uts=/a --hostname x",
  "--net --loopback --sysctl net.ipv4.ip_forward=1",
  "--join ipc=/a --sysctl kernel.sem=1",
  "--join pid=/a --fork",
  "--join pid=/a --kill-child",
  "--join net=/a --join uts=/b --pid --fork",
  "--map-users 0:1000:1 --map-users 1:100000:5",
  "-r --setgroups allow",
  "-U --sysctl user.max_net_namespaces=1",
];
for (const line of accepted) test(`ns-exec ${line}: accepted`, () => assert.type(parse(line), "object"));

test("--kill-child takes its signal only behind an equals sign, as unshare(1)", () => {
  assert.is(parse("--kill-child").killChild, true);
  assert.is(parse("--kill-child=TERM").killChild, 15);
});

test("toArgv() is the parser's inverse for every option", () => {
  const range = { inside: 0, outside: 100000, count: 65536 };
  const all: NsOptions = {
    mount: true,
    uts: true,
    ipc: true,
    net: true,
    pid: true,
    user: true,
    cgroup: true,
    time: true,
    fork: true,
    killChild: 15,
    mapUsers: [range, { inside: 65536, outside: 7, count: 1 }],
    mapGroups: [range],
    setgroups: "allow",
    propagation: "slave",
    hostname: "-h",
    domainname: "--",
    loopback: true,
    sysctl: [{ key: "net.ipv4.ip_forward", value: "1" }],
    monotonic: { secs: -2, nanosecs: 500000000 },
    boottime: { secs: 86400, nanosecs: 0 },
  };
  const others: readonly NsOptions[] = [
    {
      killChild: true,
      join: [
        { type: "mount", path: "/a b=c" },
        { type: "pid", path: "-x" },
      ],
    },
    { mapRootUser: true },
    { mapCurrentUser: true, mapUsers: ["auto", range], mapGroups: ["subids", "all"] },
    { mount: "/a b", uts: "-x", ipc: "=", net: "n", pid: "p", user: "u", cgroup: "c", time: "t", fork: true },
    {
      try: ["user", "mount"],
      pid: true,
      init: true,
      runOutside: ["ip link add a", "--"],
      mapUser: 0,
      mapGroup: 7,
      mapAuto: true,
      mapSubids: true,
      owner: { uid: 1000, gid: 0 },
      usernsBlockFd: 0,
      disableUserns: true,
      assertUsernsDisabled: true,
      keepCaps: true,
      infoFd: 1,
      jsonStatusFd: 2147483647,
      blockFd: 9,
      lockFile: ["/a", "-b"],
      clearEnv: true,
      whitelistEnv: ["A", "B"],
      unsetenv: ["C", "-D"],
      setenv: [
        { name: "E", value: "" },
        { name: "-F", value: "x=y" },
      ],
    },
  ];
  for (const given of [all, ...others]) {
    const words = ["ns-exec", ...toArgv(options, given), "--", "prog"];
    assert.equal(parseChain(tools, words).stages[0]!.options, given);
  }
  const tried = [all, ...others].flatMap((given) => Object.keys(given));
  assert.equal(
    Object.keys(options).filter((key) => !tried.includes(key)),
    [],
  );
});

test("the short options are those of unshare(1)", () => {
  const given = parse("-muinpUCTfr");
  const keys = ["mount", "uts", "ipc", "net", "pid", "user", "cgroup", "time", "fork", "mapRootUser"];
  assert.equal(Object.keys(given).sort(), keys.sort());
});

test.run();
