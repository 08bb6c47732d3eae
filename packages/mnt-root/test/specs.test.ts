import { indexOptions, parseOptions, toArgv, UsageError } from "@isobox/toolkit";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { deviceSpec } from "../src/device-spec.ts";
import { type Mount, options, type RootOptions } from "../src/index.ts";
import { bindSpec, mountSpec, tmpfsSpec } from "../src/mount-spec.ts";

const index = indexOptions(options);

function parse(...words: string[]): RootOptions {
  return parseOptions(index, words).options as RootOptions;
}

test("--mount reads the words of mount(8) and docker(1)", () => {
  assert.equal(mountSpec.parse("type=tmpfs,src=none,dst=/tmp,nosuid,size=4k"), {
    type: "tmpfs",
    source: "none",
    destination: "/tmp",
    options: ["nosuid", "size=4k"],
  });
  assert.equal(mountSpec.parse("source=/a,target=/b,rbind"), {
    source: "/a",
    destination: "/b",
    options: ["rbind"],
  });
});

test("--mount refuses what has no destination, or two", () => {
  assert.throws(() => mountSpec.parse("type=proc"), /dst=/);
  assert.throws(() => mountSpec.parse("type=proc,dst=/a,dst=/b"), /one destination/);
});

/** Words with everything that separates something. */
const WORDS = ["a", "a,b", "a\\b", "\\", "type=x", "dst=,", "x=y:z", "a b", "ä", ":", "\\,", "src"];

test("--mount reads what it writes, whatever is in the words", () => {
  for (const a of WORDS)
    for (const b of WORDS) {
      const mount: Mount = { type: a, source: b, destination: `/${a}`, options: [a, b, "ro"] };
      assert.equal(mountSpec.parse(mountSpec.format(mount)), mount, mountSpec.format(mount));
    }
});

test("--mount writes id mappings as the option that crun reads", () => {
  const mount: Mount = {
    type: "bind",
    source: "/a",
    destination: "/b",
    options: ["rbind", "ridmap"],
    uidMappings: [
      { containerID: 0, hostID: 1000, size: 1 },
      { containerID: 1, hostID: 2000, size: 10 },
    ],
    gidMappings: [{ containerID: 0, hostID: 5, size: 2 }],
  };
  assert.is(
    mountSpec.format(mount),
    "type=bind,src=/a,dst=/b,rbind,ridmap=uids=0-1000-1#1-2000-10;gids=0-5-2",
  );
});

test("--bind reads SRC, SRC:DST and SRC:DST:OPTIONS", () => {
  const type = bindSpec("rbind");
  const rbind = { type: "bind", options: ["rbind"] };
  assert.equal(type.parse("/a"), { ...rbind, source: "/a", destination: "/a" });
  assert.equal(type.parse("a:/b"), { ...rbind, source: "a", destination: "/b" });
  assert.equal(type.parse("/a\\:b:/c:ro,nosuid"), {
    type: "bind",
    source: "/a:b",
    destination: "/c",
    options: ["rbind", "ro", "nosuid"],
  });
  assert.throws(() => type.parse("a"), /relative/);
  assert.throws(() => type.parse(""), /SRC:DST/);
});

test("--tmpfs reads DST and DST:OPTIONS", () => {
  assert.equal(tmpfsSpec.parse("/tmp:size=4k,mode=1777").options, [
    "nosuid",
    "nodev",
    "size=4k",
    "mode=1777",
  ]);
  assert.is(tmpfsSpec.parse("/a\\:b").destination, "/a:b");
});

test("mounts of all spellings keep the order of the command line", () => {
  const { mount } = parse(
    "--proc",
    "--bind=/a:/b",
    "--mount=type=tmpfs,dst=/c",
    "--dev",
    "--tmpfs=/d",
    "--ro-bind=/e",
    "--sys",
  );
  assert.equal(
    mount?.map(({ destination }) => destination),
    ["/proc", "/b", "/c", "/dev", "/d", "/e", "/sys"],
  );
});

test("--device reads PATH, and PATH with numbers", () => {
  assert.equal(deviceSpec.parse("/dev/fuse"), { path: "/dev/fuse" });
  assert.equal(deviceSpec.parse("/dev/fuse:c:10:229:0660:5:7"), {
    path: "/dev/fuse",
    type: "c",
    major: 10,
    minor: 229,
    fileMode: 0o660,
    uid: 5,
    gid: 7,
  });
  assert.equal(deviceSpec.parse("/dev/f:p"), { path: "/dev/f", type: "p" });
  for (const wrong of ["fuse", "/f:x:1:2", "/f:c:1", "/f:c:1:2:999", "/f:c:-1:2", "/f:c:1:2:0666:1:1:1"])
    assert.throws(() => deviceSpec.parse(wrong), undefined, wrong);
});

test("--device reads what it writes", () => {
  for (const device of [
    { path: "/dev/a:b" },
    { path: "/dev/x", type: "b" as const, major: 8, minor: 0 },
    { path: "/dev/x", type: "c" as const, major: 8, minor: 0, uid: 3 },
    { path: "/dev/x", type: "p" as const, fileMode: 0o600 },
  ])
    assert.equal(deviceSpec.parse(deviceSpec.format(device)), device);
});

test("toArgv() writes every option so that it is read again", () => {
  const all: RootOptions = {
    readOnly: true,
    propagation: "rshared",
    noPivot: true,
    mount: [{ type: "tmpfs", source: "t", destination: "/a,b", options: ["ro"] }],
    cgroupNamespace: true,
    mountLabel: "a:b",
    defaultDevices: true,
    device: [{ path: "/dev/fuse" }],
    maskedPath: ["/m"],
    readonlyPath: ["/n"],
    defaultMasks: true,
    spec: { json: '{"maskedPath":["/z"]}' },
    force: true,
  };
  const others: RootOptions[] = [
    { root: "/r", chroot: true },
    { mount: [{ destination: "/a", options: ["bind", "idmap"] }], prepare: true },
    { tmpfsRoot: "size=4M" },
    { tmpfsRoot: true },
  ];
  for (const given of [all, ...others]) assert.equal(parse(...toArgv(options, given)), given);
  const listed = Object.keys(options).filter((key) => options[key as keyof typeof options].kind !== "alias");
  assert.equal([...new Set([all, ...others].flatMap(Object.keys))].sort(), listed.sort());
});

test("--propagation refuses a word that is none", () => {
  assert.throws(
    () => parse("--propagation", "sideways"),
    (error: unknown) => error instanceof UsageError,
  );
});

test.run();
