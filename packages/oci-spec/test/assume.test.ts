import { test } from "uvu";
import * as assert from "uvu/assert";
import { assume, type Config, configProblems, defaultConfig, lintConfig } from "../src/index.ts";
import { fullConfig } from "./lib/full.ts";

/** Only a command, a user, a root and a name. */
const minimal: Config = {
  ociVersion: "1.0.0",
  process: { args: ["/bin/sh", "-c", "echo 'Hello container!' && ls -l"], user: { uid: 0, gid: 0 } },
  root: { path: "rootfs" },
  hostname: "my-container",
};

test("assume: a configuration that lists its namespaces is left as it is", () => {
  for (const config of [fullConfig(), defaultConfig(), { ...minimal, linux: { namespaces: [] } }]) {
    const { config: same, assumed } = assume(config);
    assert.is(same, config);
    assert.equal(assumed, []);
  }
});

test("assume: a minimal configuration gets what keeps a container apart, and each value is told", () => {
  const { config, assumed } = assume(minimal);
  assert.equal(
    assumed.map(([path]) => path),
    [
      "linux.namespaces",
      "process.cwd",
      "process.env",
      "mounts",
      "linux.maskedPaths",
      "linux.readonlyPaths",
      "linux.resources.devices",
    ],
  );
  assert.equal(
    config.linux?.namespaces?.map(({ type }) => type),
    ["pid", "network", "ipc", "uts", "mount"],
  );
  assert.equal(
    config.mounts?.map(({ destination }) => destination),
    ["/proc", "/dev", "/dev/pts", "/dev/shm", "/dev/mqueue", "/sys"],
  );
  const model = defaultConfig();
  assert.equal(config.linux?.maskedPaths, model.linux?.maskedPaths);
  assert.equal(config.linux?.resources?.devices, [{ allow: false, access: "rwm" }]);
  assert.equal(config.process?.env, [model.process?.env?.[0]]);
  assert.is(config.hostname, "my-container");
  assert.equal(config.process?.args, minimal.process?.args);
  assert.equal(configProblems(config), []);
  assert.equal(lintConfig(config, { host: null, bundle: null }), []);
  for (const [path, value] of assumed) assert.ok(value.length > 0 && !value.includes("\n"), path);
});

test("assume: what is given stays, also when it is empty", () => {
  const given: Config = {
    ...minimal,
    process: { args: ["sh"], env: [], cwd: "/tmp" },
    mounts: [],
    linux: {
      maskedPaths: [],
      sysctl: { "net.ipv4.ip_forward": "1" },
      resources: { devices: [{ allow: true, access: "rwm" }], pids: { limit: 5 } },
    },
  };
  const { config, assumed } = assume(given);
  assert.equal(
    assumed.map(([path]) => path),
    ["linux.namespaces", "process.user", "linux.readonlyPaths"],
  );
  assert.equal(config.mounts, []);
  assert.equal(config.process, { args: ["sh"], env: [], cwd: "/tmp", user: { uid: 0, gid: 0 } });
  assert.equal(config.linux?.resources, given.linux?.resources);
  assert.equal(config.linux?.sysctl, given.linux?.sysctl);
});

test("assume: the same is assumed for everybody, and nobody's change reaches the next", () => {
  const first = assume(minimal).config;
  (first.mounts as unknown[]).pop();
  (first.linux!.namespaces as unknown[]).pop();
  assert.is(assume(minimal).config.mounts?.length, 6);
  assert.is(assume(minimal).config.linux?.namespaces?.length, 5);
  assert.equal(Object.keys(minimal), ["ociVersion", "process", "root", "hostname"]);
});

test("assume: a configuration without a process gets none", () => {
  assert.is(assume({ ociVersion: "1.0.0", root: { path: "r" } }).config.process, undefined);
});

test.run();
