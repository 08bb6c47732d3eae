// 1,000 random lists of device rules on v1 and on v2: real opens of nodes that no driver has, so that ENXIO says that
// the cgroup allowed it and EPERM that it did not.
import { closeSync, mkdirSync, openSync, readFileSync, rmdirSync, unlinkSync, writeFileSync } from "node:fs";
import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { runcSpecBundle } from "../../../test/lib/bundle.ts";
import { inGuest } from "../../../test/lib/hierarchy.ts";
import { output, run, scratch, tool } from "../../../test/lib/tools.ts";
import { attachDeviceRules, countDevicePrograms } from "../src/device-attach.ts";
import { type DeviceRequest, isDeviceAllowed } from "../src/device-decision.ts";
import { devicesV1, foldDeviceRules } from "../src/device-list.ts";
import { type DeviceRule, formatDeviceRule } from "../src/device-rules.ts";
import { directoriesNamed, freshName } from "./lib/cgroups.ts";
import { allRequests, MINORS, randomRules, textOf, unregistered } from "./lib/devices.ts";
import { onPureV2, pureV2, seeded, skip, v1Mount, v2Mount } from "./lib/machine.ts";

const cgSet = tool("cg-set");
const LISTS = inGuest ? 50 : 1000;
const majors = unregistered();
const nodes = scratch("nodes");
for (const type of ["b", "c"])
  for (const major of majors)
    for (const minor of MINORS)
      output(["mknod", `${nodes}/${type}${major}-${minor}`, type, `${major}`, `${minor}`]);

const FLAGS: Readonly<Record<string, string>> = { r: "r", rw: "r+" };

/** Whether the kernel lets this process do it. */
function ask({ type, major, minor, access }: DeviceRequest): boolean {
  if (access === "m") {
    const path = `${nodes}/new`;
    const mode = 0o600 | (type === "b" ? abi.S_IFBLK : abi.S_IFCHR);
    const result = sys.attempt(sys.NR.mknodat, abi.AT_FDCWD, path, mode, (major << 8) | minor);
    if (result === 0) unlinkSync(path);
    else assert.is(result, -abi.EPERM);
    return result === 0;
  }
  try {
    // "a" would be O_CREAT too, which is all the same for a node that is there.
    closeSync(openSync(`${nodes}/${type}${major}-${minor}`, FLAGS[access] ?? "a"));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENXIO") return true;
    if (code === "EPERM") return false;
    throw error;
  }
  throw new Error(`a driver has ${type} ${major}:${minor}`);
}

/** Runs a body with this process in a cgroup's directory of its own. */
function inside(mount: string, body: (directory: string) => void): void {
  const directory = `${mount}/${freshName("nodes")}`;
  const self = readFileSync("/proc/self/cgroup", "utf8");
  const controllers = mount === v2Mount ? "" : "devices";
  const path = self
    .split("\n")
    .find((line) => line.split(":")[1] === controllers)!
    .split(":")[2]!;
  mkdirSync(directory);
  try {
    writeFileSync(`${directory}/cgroup.procs`, `${process.pid}`);
    body(directory);
  } finally {
    writeFileSync(`${mount}${path}/cgroup.procs`, `${process.pid}`);
    rmdirSync(directory);
  }
}

/** Asks for a few things under each of many lists of rules. */
function sweep(seed: number, enforce: (rules: readonly DeviceRule[]) => boolean): void {
  const random = seeded(seed);
  const requests = allRequests(majors);
  const seen = { true: 0, false: 0 };
  for (let lists = 0; lists < LISTS; ) {
    const rules = randomRules(random, majors);
    if (!enforce(rules)) continue;
    lists++;
    for (let i = 0; i < 8; i++) {
      const request = requests[random(requests.length)]!;
      const wanted = isDeviceAllowed(rules, request);
      seen[`${wanted}`]++;
      assert.is(ask(request), wanted, `${textOf(rules)} | ${JSON.stringify(request)}`);
    }
  }
  assert.ok(seen.true > LISTS && seen.false > LISTS, JSON.stringify(seen));
}

const v1 = v1Mount("devices");
if (v1 === null) skip("device rules on v1", "no v1 hierarchy has the devices controller here");
else
  test(`${LISTS} random lists of device rules on v1 mean what isDeviceAllowed() says`, () =>
    inside(v1, (directory) =>
      sweep(2, (rules) => {
        let writes: ReturnType<typeof devicesV1>;
        try {
          writes = devicesV1(foldDeviceRules(rules));
        } catch {
          return false;
        }
        for (const { file, text } of writes) writeFileSync(`${directory}/${file}`, text);
        return true;
      }),
    ));

if (v2Mount === null) skip("device rules on v2", "cgroup v2 is not mounted");
else {
  test(`${LISTS} random lists of device rules on v2 mean what isDeviceAllowed() says`, () =>
    inside(v2Mount!, (directory) => {
      sweep(3, (rules) => {
        attachDeviceRules(directory, rules, false);
        return true;
      });
      assert.is(countDevicePrograms(directory), 1, "each program replaces the one before it");
    }));

  test("a list of a thousand rules is not too long for the verifier", () =>
    inside(v2Mount!, (directory) => {
      const random = seeded(4);
      const rules = Array.from({ length: 200 }, () => randomRules(random, majors))
        .flat()
        .filter(({ type }) => type !== "a")
        .slice(0, 1000);
      assert.ok(rules.length > 700);
      attachDeviceRules(directory, rules, true);
      for (const request of allRequests(majors))
        if (request.access !== "m") assert.is(ask(request), isDeviceAllowed(rules, request));
    }));

  const open = (major: number): string[] => [
    "sh",
    "-c",
    `for mode in '<' '>'; do (eval ": $mode ${nodes}/c${major}-0") 2>&1; done; true`,
  ];

  for (const chain of ["", "exec"])
    test(`cg-set --device on v2 alone is enforced${chain && ", by real execs"}`, () => {
      const name = freshName("program");
      const [first] = majors;
      const env = { ...(process.env as Record<string, string>), ...(chain && { ISOBOX_CHAIN: chain }) };
      const device = formatDeviceRule({ allow: true, type: "c", major: first!, minor: 0, access: "r" });
      const words = [cgSet, "--name", `/${name}`, "--device", device, "--rm", "--", ...open(first!)];
      const { stdout } = onPureV2(words, { env });
      assert.match(stdout, /No such device or address[\s\S]*not permitted/);
      assert.equal(directoriesNamed(name), []);
    });

  for (const rules of [[], [{ allow: true, type: "c", major: majors[0], minor: 0, access: "r" }]])
    test(`oci-run enforces device rules on v2 alone [${rules.length} of its own]`, () => {
      const bundle = runcSpecBundle("devices", (config) => {
        const device = { path: "/dev/none", type: "c", major: majors[0], minor: 0 };
        config.process.args = ["sh", "-c", "cat /dev/none; cat /dev/null && echo usual"];
        config.linux.devices = [device];
        config.linux.resources.devices = [{ allow: false, access: "rwm" }, ...rules];
      });
      const words = ["--root", scratch("state"), "run", "--bundle", bundle.path, freshName("oci")];
      const result = onPureV2([tool("oci-run"), ...words]);
      assert.is(result.stdout, "usual\n", result.stderr);
      assert.match(result.stderr, rules.length > 0 ? /No such device or address/ : /not permitted/);
    });

  test("cg-set --device on v2 alone replaces the rules of an earlier run", () => {
    const name = freshName("replace");
    const [first] = majors;
    const set = (...rules: string[]): string => {
      const words = rules.flatMap((rule) => ["--device", rule]);
      return onPureV2([cgSet, "--name", `/${name}`, ...words, "--", ...open(first!)]).stdout;
    };
    assert.match(set("deny a"), /not permitted/);
    assert.not.match(set("allow a"), /not permitted/);
    assert.is(countDevicePrograms(`${v2Mount}/${name}`), 1);
  });

  test("cg-set says what device rules on v2 need, where they may not be loaded", () => {
    const name = freshName("unprivileged");
    const words = [cgSet, "--name", `/${name}`, "--device", "deny a", "--", "echo", "started"];
    const result = onPureV2([
      "capsh",
      "--drop=cap_sys_admin,cap_bpf,cap_perfmon",
      "--",
      "-c",
      'exec "$0" "$@"',
      ...words,
    ]);
    assert.is(result.status, 125);
    assert.is(result.stdout, "");
    assert.match(
      result.stderr,
      /cannot enforce device rules in the cgroup .*: bpf\(BPF_PROG_LOAD.*EPERM[\s\S]*hint: .*CAP_BPF/,
    );
    assert.equal(directoriesNamed(name), []);
  });
}

if (!pureV2)
  test("cg-set refuses on v1 what only v2 can say", () => {
    const name = freshName("hole");
    const words = [
      cgSet,
      "--name",
      `/${name}`,
      "--device",
      "allow c 60:*",
      "--device",
      "deny c 60:1",
      "--",
      "true",
    ];
    assert.match(run(words).stderr, /would make a hole/);
  });

test.run();
