import { Failure } from "@isobox/toolkit";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type NamespaceConfig, namespaceStageOptions, nsExec } from "../src/index.ts";

type Linux = NonNullable<NamespaceConfig["linux"]>;
type Types = NonNullable<Linux["namespaces"]>[number]["type"];

const fresh = (...types: Types[]) => types.map((type) => ({ type }));
const maps = {
  uidMappings: [{ containerID: 0, hostID: 1000, size: 10 }],
  gidMappings: [{ containerID: 0, hostID: 2000, size: 10 }],
};

test("the default namespaces of runc spec: pid outside, the rest inside, loopback up", () => {
  const linux: Linux = { namespaces: fresh("pid", "network", "ipc", "uts", "mount", "cgroup") };
  assert.equal(namespaceStageOptions({ hostname: "runc", linux }), {
    outer: { fork: true, pid: true },
    inner: {
      net: true,
      ipc: true,
      uts: true,
      mount: true,
      cgroup: true,
      hostname: "runc",
      loopback: true,
      propagation: "unchanged",
    },
  });
});

test("no namespaces at all: only the fork of the supervisor", () => {
  assert.equal(namespaceStageOptions({}), { outer: { fork: true }, inner: {} });
  assert.equal(namespaceStageOptions({ linux: { namespaces: [] }, hostname: "" }), {
    outer: { fork: true },
    inner: {},
  });
});

test("a user namespace is made first, with its maps, and owns the rest", () => {
  const { outer, inner } = namespaceStageOptions({
    linux: { namespaces: fresh("mount", "user", "pid"), ...maps, sysctl: { "user.max_net_namespaces": "3" } },
  });
  assert.equal(outer, {
    fork: true,
    user: true,
    pid: true,
    mapUsers: [{ inside: 0, outside: 1000, count: 10 }],
    mapGroups: [{ inside: 0, outside: 2000, count: 10 }],
    sysctl: [{ key: "user.max_net_namespaces", value: "3" }],
  });
  assert.equal(inner, { mount: true, propagation: "unchanged" });
});

test("a network namespace by path is joined inside, and its loopback left as it is", () => {
  const { outer, inner } = namespaceStageOptions({
    linux: {
      namespaces: [
        { type: "network", path: "/run/netns/pod" },
        { type: "pid" },
        { type: "uts", path: "/proc/7/ns/uts" },
      ],
      sysctl: { "net.ipv4.ip_forward": "1" },
    },
    hostname: "pod",
  });
  assert.equal(outer, { fork: true, pid: true });
  assert.equal(inner, {
    join: [
      { type: "net", path: "/run/netns/pod" },
      { type: "uts", path: "/proc/7/ns/uts" },
    ],
    hostname: "pod",
    sysctl: [{ key: "net.ipv4.ip_forward", value: "1" }],
  });
});

test("beside a user namespace everything that is joined is so in the first stage, and set there", () => {
  const { outer, inner } = namespaceStageOptions({
    linux: {
      namespaces: [
        { type: "user", path: "/proc/7/ns/user" },
        { type: "network", path: "/proc/7/ns/net" },
        { type: "uts" },
        { type: "pid" },
      ],
      sysctl: { "net.ipv4.ip_forward": "1", "kernel.domainname": "d" },
    },
  });
  assert.equal(
    outer.join?.map(({ type }) => type),
    ["user", "net"],
  );
  assert.equal(outer.sysctl, [{ key: "net.ipv4.ip_forward", value: "1" }]);
  assert.is(outer.pid, true);
  assert.is(outer.user, undefined);
  assert.equal(inner, { uts: true, sysctl: [{ key: "kernel.domainname", value: "d" }] });
});

test("time offsets, also beyond what a bigint keeps apart from a number", () => {
  const { outer } = namespaceStageOptions({
    linux: {
      namespaces: fresh("time"),
      timeOffsets: { monotonic: { secs: -2n, nanosecs: 5 }, boottime: {} },
    },
  });
  assert.equal(outer.monotonic, { secs: -2, nanosecs: 5 });
  assert.equal(outer.boottime, { secs: 0, nanosecs: 0 });
});

test("both stages pass the tool's own rules", () => {
  const { outer, inner } = namespaceStageOptions({
    hostname: "a",
    domainname: "b",
    linux: {
      namespaces: fresh("user", "pid", "time", "mount", "network", "ipc", "uts", "cgroup"),
      ...maps,
      timeOffsets: { boottime: { secs: 1 } },
      sysctl: {
        "net.core.somaxconn": "9",
        "kernel.shmmax": "1",
        "user.max_ipc_namespaces": "1",
        "kernel.domainname": "c",
      },
    },
  });
  for (const options of [outer, inner]) nsExec.check?.(options);
});

const big = { containerID: 0, hostID: 0, size: 4294967296 };
const refused: readonly (readonly [string, NamespaceConfig, RegExp])[] = [
  ["a type twice", { linux: { namespaces: fresh("pid", "pid") } }, /"pid" is listed twice/],
  [
    "a type twice, once by path",
    { linux: { namespaces: [{ type: "network" }, { type: "network", path: "/x" }] } },
    /"network" is listed twice/,
  ],
  ["an unknown type", { linux: { namespaces: [{ type: "net" as "network" }] } }, /no namespace type "net"/],
  ["maps without a user namespace", { linux: maps }, /need a user namespace/],
  ["a user namespace without maps", { linux: { namespaces: fresh("user") } }, /needs linux.uidMappings and/],
  [
    "a user namespace without gid maps",
    { linux: { namespaces: fresh("user"), uidMappings: maps.uidMappings } },
    /needs/,
  ],
  [
    "a range that is too large",
    { linux: { namespaces: fresh("user"), ...maps, uidMappings: [big] } },
    /linux.uidMappings\[0\]: want ids below/,
  ],
  [
    "an empty range",
    { linux: { namespaces: fresh("user"), ...maps, gidMappings: [{ ...big, size: 0 }] } },
    /linux.gidMappings\[0\]: want a COUNT/,
  ],
  [
    "overlapping ranges",
    {
      linux: { namespaces: fresh("user"), ...maps, gidMappings: [...maps.gidMappings, ...maps.gidMappings] },
    },
    /linux.gidMappings: 0:2000:10 and 0:2000:10 overlap/,
  ],
  ["a host name without a uts namespace", { hostname: "x", linux: {} }, /hostname: without a UTS namespace/],
  ["a domain name without a uts namespace", { domainname: "x" }, /domainname: without a UTS namespace/],
  [
    "a sysctl of the host",
    { linux: { namespaces: fresh("network"), sysctl: { "kernel.pid_max": "9" } } },
    /whole host/,
  ],
  [
    "a sysctl of a namespace that is the host's",
    { linux: { namespaces: fresh("ipc"), sysctl: { "net.core.somaxconn": "9" } } },
    /needs a namespace of type network/,
  ],
  [
    "kernel.hostname as a sysctl",
    { linux: { namespaces: fresh("uts"), sysctl: { "kernel/hostname": "x" } } },
    /is what "hostname" sets/,
  ],
  [
    "time offsets without a time namespace",
    { linux: { timeOffsets: { boottime: { secs: 1 } } } },
    /need a new time/,
  ],
  [
    "time offsets for a namespace by path",
    { linux: { namespaces: [{ type: "time", path: "/x" }], timeOffsets: { boottime: { secs: 1 } } } },
    /need a new time namespace/,
  ],
  [
    "an unknown clock",
    { linux: { namespaces: fresh("time"), timeOffsets: { realtime: { secs: 1 } } } },
    /no clock "realtime"/,
  ],
  [
    "nanoseconds of a whole second",
    { linux: { namespaces: fresh("time"), timeOffsets: { boottime: { nanosecs: 1e9 } } } },
    /nanoseconds from 0 to 999999999/,
  ],
];
for (const [name, config, message] of refused)
  test(`namespaceStageOptions() refuses ${name}`, () => {
    assert.throws(
      () => namespaceStageOptions(config),
      (error: unknown) => error instanceof Failure && message.test(error.message),
    );
  });

test.run();
