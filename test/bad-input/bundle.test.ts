import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { runcSpecBundle } from "../lib/bundle.ts";
import { scratch } from "../lib/tools.ts";
import { ociRun, oneLine, uniqueName } from "./lib/clean.ts";

/** What is wrong with a bundle: a change to a good one, which may name another place; and what the line must say. */
interface Case {
  readonly wrong: (bundle: { path: string; rootfs: string }) => string | undefined;
  readonly says: RegExp;
}

const cases: Readonly<Record<string, Case>> = {
  "an empty name": { wrong: () => "", says: /--bundle cannot be "": want a path, not an empty word/ },
  "a name that is too long": {
    wrong: () => `/${"x".repeat(5000)}`,
    says: /cannot read the bundle .*ENAMETOOLONG/,
  },
  "a link that leads nowhere": {
    wrong({ path }) {
      symlinkSync("/no/such", join(path, "link"));
      return join(path, "link");
    },
    says: /cannot read the bundle .*\/link: .*ENOENT/,
  },
  "a link in a ring": {
    wrong({ path }) {
      symlinkSync("ring", join(path, "ring"));
      return join(path, "ring");
    },
    says: /cannot read the bundle .*ELOOP/,
  },
  "a device": { wrong: () => "/dev/null", says: /cannot read the bundle \/dev\/null: .*ENOTDIR/ },
  "a configuration that is a directory": {
    wrong({ path }) {
      rmSync(join(path, "config.json"));
      mkdirSync(join(path, "config.json"));
      return undefined;
    },
    says: /cannot read the bundle .*EISDIR/,
  },
  "a configuration that is a fifo": {
    wrong({ path }) {
      rmSync(join(path, "config.json"));
      execFileSync("mkfifo", [join(path, "config.json")]);
      return undefined;
    },
    says: /line 1, column 1/,
  },
  "a configuration that is a link to nowhere": {
    wrong({ path }) {
      rmSync(join(path, "config.json"));
      symlinkSync("/no/such", join(path, "config.json"));
      return undefined;
    },
    says: /cannot read the bundle .*"config\.json".*ENOENT/,
  },
  "a configuration by another name": {
    wrong({ path }) {
      renameSync(join(path, "config.json"), join(path, "config.JSON"));
      return undefined;
    },
    says: /cannot read the bundle .*"config\.json".*ENOENT/,
  },
  "no root file system": {
    wrong({ rootfs }) {
      rmSync(rootfs, { recursive: true });
      return undefined;
    },
    says: /mnt-root: .*rootfs.*ENOENT/,
  },
  "a root file system that is a link to nowhere": {
    wrong({ rootfs }) {
      rmSync(rootfs, { recursive: true });
      symlinkSync("/no/such", rootfs);
      return undefined;
    },
    says: /mnt-root: .*rootfs.*ENOENT/,
  },
  "an empty root file system": {
    wrong({ rootfs }) {
      rmSync(rootfs, { recursive: true });
      mkdirSync(rootfs);
      return undefined;
    },
    says: /exec: "\/bin\/true": no such file or directory/,
  },
  "a fifo in the place of /dev": {
    wrong({ rootfs }) {
      rmSync(join(rootfs, "dev"), { recursive: true });
      execFileSync("mkfifo", [join(rootfs, "dev")]);
      return undefined;
    },
    says: /mnt-root: cannot mount tmpfs on \/dev: .*(ENOTDIR|EINVAL)/,
  },
  "a file in the place of /proc": {
    wrong({ rootfs }) {
      rmSync(join(rootfs, "proc"), { recursive: true });
      writeFileSync(join(rootfs, "proc"), "");
      return undefined;
    },
    says: /mnt-root: cannot mount proc on \/proc: .*ENOTDIR/,
  },
};

for (const [name, { wrong, says }] of Object.entries(cases)) {
  for (const command of ["run", "create"]) {
    test(`oci-run ${command}: ${name} for a bundle gives one line, 1, and leaves nothing`, () => {
      const bundle = runcSpecBundle("bundle", (config) => {
        config.process.args = ["/bin/true"];
      });
      const path = wrong(bundle) ?? bundle.path;
      const id = uniqueName("bundle");
      const result = ociRun([command, "--bundle", path, id], id);
      assert.is(result.status, 1, result.stderr);
      assert.is(result.stdout, "");
      assert.match(oneLine(result).line, says);
    });
  }
}

test("the bundle is the working directory, and that is no bundle", () => {
  const id = uniqueName("bundle");
  const result = ociRun(["run", id], id, { cwd: scratch("none") });
  assert.is(result.status, 1);
  assert.match(oneLine(result).line, /cannot read the bundle \.: .*"config\.json".*ENOENT/);
});

test("oci-run spec: a configuration that is there is left alone", () => {
  const path = scratch("spec");
  writeFileSync(join(path, "config.json"), "mine");
  const result = ociRun(["spec", "--bundle", path], "none");
  assert.is(result.status, 1);
  assert.match(oneLine(result).line, /cannot write .*config\.json: .*EEXIST/);
  assert.is(readFileSync(join(path, "config.json"), "utf8"), "mine");
});

test("oci-run spec: a directory that is not there, or is a file, is not made", () => {
  for (const [path, code] of [
    [join(scratch("spec"), "none"), "ENOENT"],
    ["/etc/passwd", "ENOTDIR"],
  ] as const) {
    const result = ociRun(["spec", "--bundle", path], "none");
    assert.is(result.status, 1);
    assert.match(oneLine(result).line, new RegExp(`cannot write ${path}/config\\.json: .*${code}`));
    assert.is(existsSync(join(path, "config.json")), false);
  }
});

test("a link in the place of a mount's destination leads nowhere outside of the root", () => {
  const outside = scratch("outside");
  chmodSync(outside, 0o777);
  const bundle = runcSpecBundle("bundle", (config) => {
    config.process.args = ["/bin/true"];
    config.mounts.push({ destination: "/data/x", type: "tmpfs", source: "tmpfs" });
  });
  symlinkSync(outside, join(bundle.rootfs, "data"));
  const id = uniqueName("bundle");
  ociRun(["run", "--bundle", bundle.path, id], id);
  assert.equal(readdirSync(outside), []);
});

test.run();
