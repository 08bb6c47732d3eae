import { Failure, indexOptions, parseOptions, toArgv } from "@isobox/toolkit";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { mountStageOptions, options, type RootOptions } from "../src/index.ts";
import { withSpec } from "../src/spec.ts";

const base = { ociVersion: "1.0.2", root: { path: "rootfs" } };

test("mountStageOptions() takes paths from the bundle, and leaves the host's alone", () => {
  const made = mountStageOptions(
    {
      ...base,
      root: { path: "rootfs", readonly: true },
      process: { cwd: "/work", args: ["x"] },
      mounts: [
        { destination: "/proc", type: "proc", source: "proc" },
        { destination: "/data", type: "none", source: "data", options: ["rbind"] },
        { destination: "/etc/hosts", source: "/srv/hosts", options: ["bind", "ro"] },
      ],
      linux: {
        maskedPaths: ["/proc/keys"],
        readonlyPaths: ["/proc/sys"],
        rootfsPropagation: "rshared",
        mountLabel: "a:b",
        devices: [{ path: "/dev/fuse", type: "c", major: 10, minor: 229 }],
        namespaces: [{ type: "mount" }, { type: "cgroup" }],
      },
    },
    "/b",
  );
  assert.equal(made, {
    root: "/b/rootfs",
    mount: [
      { destination: "/proc", type: "proc", source: "proc" },
      { destination: "/data", type: "bind", source: "/b/data", options: ["rbind"] },
      { destination: "/etc/hosts", type: "bind", source: "/srv/hosts", options: ["bind", "ro"] },
      { destination: "/work", type: "dir" },
    ],
    readOnly: true,
    defaultDevices: true,
    device: [{ path: "/dev/fuse", type: "c", major: 10, minor: 229 }],
    maskedPath: ["/proc/keys"],
    readonlyPath: ["/proc/sys"],
    propagation: "rshared",
    mountLabel: "a:b",
    cgroupNamespace: true,
  } satisfies RootOptions);
  const again = parseOptions(indexOptions(options), toArgv(options, made)).options;
  assert.equal(again, made, "the same on a command line");
});

test("mountStageOptions() makes no devices in a /dev that is bound", () => {
  const made = mountStageOptions(
    { ...base, mounts: [{ destination: "/dev/", type: "bind", source: "/dev", options: ["rbind"] }] },
    "/b",
  );
  assert.is(made.defaultDevices, undefined);
  assert.is(made.device, undefined);
});

test("mountStageOptions() maps the ids of a mount as the user namespace does, where the mount has no mapping", () => {
  const range = { containerID: 0, hostID: 1000, size: 10 };
  const mounts = [
    { destination: "/a", source: "/a", options: ["rbind", "idmap", "ro"] },
    {
      destination: "/b",
      source: "/b",
      options: ["bind", "ridmap"],
      uidMappings: [range],
      gidMappings: [range],
    },
    { destination: "/c", source: "/c", options: ["bind"] },
  ];
  const made = (user: object) =>
    mountStageOptions(
      {
        ...base,
        mounts,
        linux: { namespaces: [{ type: "user", ...user }], uidMappings: [{ ...range, size: 1 }] },
      },
      "/b",
    ).mount!;
  const [a, b, c] = made({});
  assert.equal([a!.uidMappings, a!.gidMappings], [[{ ...range, size: 1 }], undefined]);
  assert.equal(b!.uidMappings, [range]);
  assert.is(c!.uidMappings, undefined);
  const [joined] = made({ path: "/proc/7/ns/user" });
  assert.equal(joined!.options, ["rbind", "idmap=/proc/7/ns/user", "ro"]);
});

test("mountStageOptions() takes the type bind for the option", () => {
  const made = mountStageOptions(
    { ...base, mounts: [{ destination: "/a", type: "bind", source: "a", options: ["ro"] }] },
    "/b",
  );
  assert.is(made.mount?.[0]?.source, "/b/a");
});

test("withSpec() puts the lists of --spec first, and lets single values of the command line win", () => {
  const json = JSON.stringify({
    root: "/spec",
    readOnly: true,
    mount: [{ destination: "/a", type: "tmpfs" }],
    maskedPath: ["/x"],
  });
  const merged = withSpec({ root: "/line", mount: [{ destination: "/b", type: "tmpfs" }], spec: { json } });
  assert.equal(merged, {
    root: "/line",
    readOnly: true,
    mount: [
      { destination: "/a", type: "tmpfs" },
      { destination: "/b", type: "tmpfs" },
    ],
    maskedPath: ["/x"],
  });
});

test("withSpec() refuses what it does not know", () => {
  for (const [json, why] of [
    ["[]", /no JSON object/],
    ["{", /no JSON/],
    ['{"rooot":"/a"}', /"rooot"/],
    ['{"mount":{}}', /list of objects/],
    ['{"mount":[{}]}', /destination/],
    ['{"device":[{"type":"c"}]}', /path/],
    ['{"maskedPath":[1]}', /strings/],
    ['{"tmpfsRoot":1}', /true or a string/],
    ['{"readOnly":1}', /true or false/],
    ['{"propagation":"sideways"}', /propagation/],
  ] as const)
    assert.throws(
      () => withSpec({ spec: { json } }),
      (error: Error) => why.test(error.message),
      json,
    );
});

test("mountStageOptions() takes mnt-root's own words for no file systems", () => {
  for (const type of ["chmod", "data", "dev", "dir", "file", "lxcfs", "network-etc", "symlink"]) {
    const mounts = [{ destination: "/bin/sh", type, source: "fd:0" }];
    assert.throws(
      () => mountStageOptions({ ociVersion: "1.0.0", mounts } as never, "/b"),
      (error: unknown) => error instanceof Failure && /no such file system/.test(error.message),
      type,
    );
  }
});

test("withSpec() refuses a value of another type, wherever it stands", () => {
  const slips = [
    { mount: [{ destination: "/x", type: ["tmpfs"] }] },
    { mount: [{ destination: "/x", type: "tmpfs", options: [5] }] },
    { mount: [{ destination: "/x", type: "tmpfs", options: "ro" }] },
    { mount: [{ destination: "/x", source: 7 }] },
    { mount: [{ destination: "/x", uidMappings: 5 }] },
    { mount: [{ destination: "/x", uidMappings: [{ containerID: 0, hostID: -1, size: 1 }] }] },
    { mount: [{ destination: "/x", colour: "red" }] },
    { mount: [{ type: "tmpfs" }] },
    { device: [{ path: "/dev/x", type: "c", major: "1", minor: 3 }] },
    { device: [{ path: "/dev/x", type: "c", major: 1, minor: -3 }] },
    { device: [{ path: "/dev/x", type: "z" }] },
  ];
  for (const slip of slips)
    assert.throws(
      () => withSpec({ spec: { json: JSON.stringify(slip) } }),
      (error: unknown) => error instanceof Failure && /of --spec wants/.test(error.message),
      JSON.stringify(slip),
    );
});

test.run();
