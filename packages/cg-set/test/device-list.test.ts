import { test } from "uvu";
import * as assert from "uvu/assert";
import { devicesV1, foldDeviceRules } from "../src/device-list.ts";
import { type DeviceRule, formatDeviceRule, parseDeviceRule } from "../src/device-rules.ts";

function rules(...texts: string[]): (DeviceRule | "default")[] {
  return texts.map((text) => {
    const rule = text === "default" ? text : parseDeviceRule(text);
    if (!rule) throw new Error(`not a rule: ${text}`);
    return rule;
  });
}

function writes(...texts: string[]): string[] {
  return devicesV1(foldDeviceRules(rules(...texts))).map(({ file, text }) => `${file}=${text}`);
}

test("parseDeviceRule() reads what formatDeviceRule() writes", () => {
  for (const text of ["allow c 1:3 rwm", "deny b 8:* r", "allow c *:* m", "deny a"])
    assert.is(formatDeviceRule(parseDeviceRule(text)!), text);
  assert.is(formatDeviceRule(parseDeviceRule("allow c 1:3 mr")!), "allow c 1:3 rm");
  assert.is(formatDeviceRule(parseDeviceRule("allow b 8:1")!), "allow b 8:1 rwm");
});

test("parseDeviceRule() refuses what the kernel would read otherwise", () => {
  for (const text of [
    "",
    "c 1:3 rwm",
    "allow d 1:3",
    "allow c 1 rwm",
    "allow c 1:3 x",
    "allow a 1:3 r",
    "allow c -1:3",
  ])
    assert.is(parseDeviceRule(text), undefined, text);
});

test("foldDeviceRules() starts from none, and sorts by number", () => {
  assert.equal(writes("allow c 10:229 rw", "allow b 8:* r", "allow c 1:3 r", "allow c 1:3 w"), [
    "devices.deny=a",
    "devices.allow=c 1:3 rw",
    "devices.allow=b 8:* r",
    "devices.allow=c 10:229 rw",
  ]);
});

test("foldDeviceRules() lets a rule for all wipe out those before it", () => {
  assert.equal(writes("allow c 1:3", "deny a", "allow c 1:5 r"), ["devices.deny=a", "devices.allow=c 1:5 r"]);
  assert.equal(writes("allow a", "deny c 1:8 rw", "allow c 1:8 r"), [
    "devices.allow=a",
    "devices.deny=c 1:8 w",
  ]);
});

test("foldDeviceRules() lets default devices win over a denial before them", () => {
  assert.equal(writes("deny c 1:8 rw", "default"), writes("default"));
  assert.equal(writes("default", "deny c 1:8 rw").includes("devices.allow=c 1:8 m"), true);
});

test("foldDeviceRules() refuses a hole in a wildcard", () => {
  assert.throws(() => foldDeviceRules(rules("allow c 136:*", "deny c 136:1 w")), /hole in "c 136:\* rwm"/);
  assert.throws(() => foldDeviceRules(rules("default", "deny c 1:8 m")), /hole in "c \*:\* m"/);
});

test("foldDeviceRules() takes off all that a denial covers", () => {
  assert.equal(writes("allow c 10:1", "allow c 10:2 r", "deny c 10:* rw"), [
    "devices.deny=a",
    "devices.allow=c 10:1 m",
  ]);
});

test("foldDeviceRules() grants by one exception what two allow", () => {
  assert.equal(writes("allow c 10:* r", "allow c *:1 w"), [
    "devices.deny=a",
    "devices.allow=c *:1 w",
    "devices.allow=c 10:* r",
    "devices.allow=c 10:1 rw",
  ]);
});

test("devicesV1() writes only what changes in a list that is there", () => {
  const list = foldDeviceRules(rules("allow c 10:229 rw", "allow b 8:* r"));
  const now = "c 10:229 rm\nb 8:* r\nc 1:3 rwm\n";
  assert.equal(
    devicesV1(list, now).map(({ file, text }) => `${file}=${text}`),
    ["devices.allow=c 10:229 w", "devices.deny=c 10:229 m", "devices.deny=c 1:3 rwm"],
  );
  assert.equal(devicesV1(list, "b 8:* r\nc 10:229 rw\n"), []);
  assert.is(devicesV1(list, "a *:* rwm\n")[0]!.text, "a");
});

test.run();
