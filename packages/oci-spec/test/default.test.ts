import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { configProblems, defaultConfig, parseConfig } from "../src/index.ts";

/** Where the default configuration is meant to differ from Debian's `runc spec`. */
const differences: Readonly<Record<string, readonly [runc: unknown, ours: unknown]>> = {
  ociVersion: ["1.0.2-dev", "1.3.0"],
  hostname: ["runc", "isobox"],
  "linux.namespaces.5.type": [undefined, "cgroup"],
};

function specOf(runtime: string): unknown {
  const directory = mkdtempSync(`${tmpdir()}/oci-spec-`);
  try {
    execFileSync(runtime, ["spec"], { cwd: directory });
    return parseConfig(readFileSync(`${directory}/config.json`, "utf8"));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const has = (runtime: string) => spawnSync(runtime, ["--version"]).status === 0;

for (const runtime of ["runc", "crun"]) {
  if (!has(runtime)) {
    console.log(`SKIP ${runtime} spec: ${runtime} is not installed`);
    continue;
  }
  test(`what ${runtime} spec prints is valid`, () => assert.equal(configProblems(specOf(runtime)), []));
}

if (has("runc")) {
  test("defaultConfig() is what runc spec prints, but for a known list", () => {
    const runc = flat(withoutMaskOfPower(specOf("runc")));
    const ours = flat(withoutMaskOfPower(defaultConfig()));
    const found: Record<string, readonly [unknown, unknown]> = {};
    for (const path of new Set([...Object.keys(runc), ...Object.keys(ours)])) {
      if (runc[path] !== ours[path]) found[path] = [runc[path], ours[path]];
    }
    assert.equal(found, differences);
  });
}

/** A path in the middle of the list would shift the others; it is looked at by itself. */
function withoutMaskOfPower(config: unknown): unknown {
  const { linux } = config as { linux: { maskedPaths: string[] } };
  linux.maskedPaths = linux.maskedPaths.filter((path) => path !== "/sys/devices/virtual/powercap");
  return config;
}

function flat(value: unknown, path = "", into: Record<string, unknown> = {}): Record<string, unknown> {
  if (typeof value !== "object" || value === null) into[path] = value;
  else for (const [key, child] of Object.entries(value)) flat(child, path ? `${path}.${key}` : key, into);
  return into;
}

test("defaultConfig() is valid, masks the power meter, and is new at each call", () => {
  assert.equal(configProblems(defaultConfig()), []);
  assert.ok(defaultConfig().linux?.maskedPaths?.includes("/sys/devices/virtual/powercap"));
  const first = defaultConfig();
  first.process!.capabilities!.bounding!.push("CAP_SYS_ADMIN");
  first.mounts!.pop();
  assert.not.equal(first, defaultConfig());
  assert.is(defaultConfig().process!.capabilities!.bounding!.length, 3);
});

test.run();
