import * as abi from "@isobox/kernel/abi";
import { type Answers, assertOrder, record } from "@isobox/kernel/recorder";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { setApparmorProfile } from "../src/apparmor.ts";
import { makeRuleset } from "../src/landlock.ts";
import { landlockAccess, landlockRule } from "../src/landlock-options.ts";
import { setPtracer } from "../src/ptracer.ts";
import { setSelinuxLabel } from "../src/selinux.ts";

/** A kernel with these security modules, whose procfs is a procfs. */
function kernel(...modules: readonly number[]): Answers {
  return {
    lsm_list_modules([ids]) {
      for (const [i, id] of modules.entries()) (ids as DataView).setBigUint64(8 * i, BigInt(id), true);
      return modules.length;
    },
    fstatfs([, buffer]) {
      (buffer as DataView).setUint32(abi.statfs.f_type, abi.PROC_SUPER_MAGIC, true);
      return 0;
    },
  };
}

test("setApparmorProfile(): into AppArmor's own file, also beside SELinux", () => {
  const trace = record(
    () => setApparmorProfile("docker-default"),
    kernel(abi.LSM_ID_SELINUX, abi.LSM_ID_APPARMOR),
  );
  const [opened] = trace.filter((line) => line.includes("attr/apparmor/exec"));
  assert.match(opened!, /^openat2\(\d+, "self\/attr\/apparmor\/exec", .*RESOLVE_NO_XDEV.*RESOLVE_BENEATH/);
  assert.match(trace.find((line) => line.startsWith("write("))!, /"exec docker-default", 19\)/);
});

test("setApparmorProfile(): unconfined is written where AppArmor is in force, and met elsewhere", () => {
  const writes = (...modules: readonly number[]) =>
    record(() => setApparmorProfile("unconfined"), kernel(...modules)).filter((line) =>
      line.startsWith("write("),
    );
  assert.match(writes(abi.LSM_ID_APPARMOR).join(), /"exec unconfined"/);
  assert.equal(writes(abi.LSM_ID_SELINUX), []);
});

test("setSelinuxLabel(): for the program and for the keys that are made until then", () => {
  const trace = record(() => setSelinuxLabel("u:r:t:s0"), kernel(abi.LSM_ID_SELINUX));
  const files = trace.flatMap((line) => /"self\/attr\/(\w+)"/.exec(line)?.[1] ?? []);
  assert.equal(files, ["exec", "keycreate"]);
  assert.is(trace.filter((line) => /^write\(\d+, "u:r:t:s0", 8\)/.test(line)).length, 2);
});

test("setApparmorProfile(), setSelinuxLabel(): nothing is written to a kernel that has another module in force", () => {
  for (const [set, ids, name] of [
    [setApparmorProfile, [abi.LSM_ID_SELINUX, abi.LSM_ID_LANDLOCK], "AppArmor"],
    [setSelinuxLabel, [abi.LSM_ID_APPARMOR], "SELinux"],
    [setSelinuxLabel, [], "SELinux"],
  ] as const) {
    let refusal = "";
    const trace = record(
      () => {
        try {
          set("label");
        } catch (error) {
          refusal = (error as Error).message;
        }
      },
      kernel(...ids),
    );
    assert.match(refusal, new RegExp(`${name} is not in force here$`));
    assert.not.ok(
      trace.some((line) => /openat2|write/.test(line)),
      trace.join("\n"),
    );
  }
});

test("setApparmorProfile(): a kernel older than lsm_list_modules(2) is known by its procfs", () => {
  const old: Answers = { ...kernel(), lsm_list_modules: () => -abi.ENOSYS };
  const trace = record(() => setApparmorProfile("p"), { ...old, read: () => 0 });
  assert.equal(
    ["current", "exec"].map((file) => trace.filter((line) => line.includes(`attr/apparmor/${file}`)).length),
    [1, 1],
  );
  assert.throws(
    () => record(() => setApparmorProfile("p"), { ...old, openat2: () => -abi.ENOENT }),
    /AppArmor is not in force/,
  );
  const registered: Answers = {
    ...old,
    read: ([, buffer], count) => {
      if (count > 1) return 0;
      const text = new TextEncoder().encode("nodev\tproc\nnodev\tselinuxfs\n");
      (buffer as Uint8Array).set(text);
      return text.length;
    },
  };
  assert.ok(record(() => setSelinuxLabel("l"), registered).some((line) => line.includes('"self/attr/exec"')));
  assert.throws(
    () => record(() => setSelinuxLabel("l"), { ...old, read: () => 0 }),
    /SELinux is not in force/,
  );
});

test("setPtracer(): a process, anybody, nobody", () => {
  assert.equal(
    record(() => {
      for (const tracer of [77, "any", "none"] as const) setPtracer(tracer);
    }),
    [
      "prctl(PR_SET_PTRACER, 77, 0, 0, 0) = 0",
      "prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0) = 0",
      "prctl(PR_SET_PTRACER, 0, 0, 0, 0) = 0",
    ],
  );
});

test("landlockAccess, landlockRule: read their forms, write them, refuse the rest", () => {
  for (const text of ["fs", "net", "scope", "fs:execute,write-file", "net:bind-tcp", "scope:signal"])
    assert.is(landlockAccess.format(landlockAccess.parse(text)), text);
  for (const text of [
    "path-beneath::/",
    "path-beneath:execute,read-file:/a:b,c",
    "path-beneath:refer:.",
    "net-port::0",
    "net-port:bind-tcp,connect-tcp:65535",
  ])
    assert.is(landlockRule.format(landlockRule.parse(text)), text);
  for (const [type, texts] of [
    [
      landlockAccess,
      ["", "file", "fs:", "fs:fly", "fs:bind-tcp", "fs:execute,", "fs:execute:x", "constructor"],
    ],
    [
      landlockRule,
      [
        "",
        "path-beneath:/",
        "path-beneath::",
        "path-beneath:fly:/",
        "net-port::65536",
        "net-port::x",
        "net-port:execute:1",
        "net-port::-1",
      ],
    ],
  ] as const)
    for (const text of texts)
      assert.throws(
        () => type.parse(text),
        (error: unknown) => error instanceof SyntaxError || error instanceof RangeError,
        text,
      );
});

/** A kernel with a version of Landlock, on which `/file` is a file and the rest are directories. */
const landlock = (version: number): Answers => ({
  landlock_create_ruleset: ([, , flags]) => (flags === 1 ? version : 9),
  openat: ([, path]) => (path === "/file" ? 11 : 12),
  statx([fd, , , , buffer]) {
    (buffer as DataView).setUint16(abi.statx.stx_mode, fd === 11 ? abi.S_IFREG : abi.S_IFDIR, true);
    return 0;
  },
});
const ruleset = (version: number, access: readonly string[], rules: readonly string[] = []) =>
  record(
    () => void makeRuleset(access.map(landlockAccess.parse), rules.map(landlockRule.parse)),
    landlock(version),
  );

test("makeRuleset(): all of a kind is what the kernel's version has", () => {
  const handled = (version: number) =>
    /handled_access_fs=(.*?)[,}]/.exec(ruleset(version, ["fs"]).join("\n"))![1]!.split("|").length;
  assert.equal([1, 2, 3, 4, 5, 6, 7].map(handled), [13, 14, 15, 15, 16, 16, 16]);
  for (const [version, access, says] of [
    [3, "net", /cannot restrict net: .* version 3 here, and this takes 4/],
    [5, "scope", /cannot restrict scope: .* this takes 6/],
    [2, "fs:truncate", /cannot restrict truncate: .* this takes 3/],
    [0, "fs", /does not have it in force/],
  ] as const)
    assert.throws(() => ruleset(version, [access]), says);
});

test("makeRuleset(): a rule on a file names the rights that files have, whatever is asked", () => {
  assertOrder(
    ruleset(7, ["fs", "net:bind-tcp"], ["path-beneath::/file", "path-beneath:read-dir:/dir", "net-port::80"]),
    [
      "landlock_add_rule(9, LANDLOCK_RULE_PATH_BENEATH, {allowed_access=LANDLOCK_ACCESS_FS_EXECUTE|LANDLOCK_ACCESS_FS_WRITE_FILE|LANDLOCK_ACCESS_FS_READ_FILE|LANDLOCK_ACCESS_FS_TRUNCATE|LANDLOCK_ACCESS_FS_IOCTL_DEV, parent_fd=11}, 0x0) = 0",
      "landlock_add_rule(9, LANDLOCK_RULE_PATH_BENEATH, {allowed_access=LANDLOCK_ACCESS_FS_READ_DIR, parent_fd=12}, 0x0) = 0",
      "landlock_add_rule(9, LANDLOCK_RULE_NET_PORT, {allowed_access=LANDLOCK_ACCESS_NET_BIND_TCP, port=80}, 0x0) = 0",
    ],
  );
});

test.run();
