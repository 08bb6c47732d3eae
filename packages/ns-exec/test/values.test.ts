import type { ValueType } from "@isobox/toolkit";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { idRange, joinTarget, sysctlOwner, sysctlPath, sysctlSetting, timeOffset } from "../src/index.ts";
import { signalName } from "../src/signal-name.ts";

function reads<T>(type: ValueType<T>, word: string, value: T, written = word): void {
  test(`${type.placeholder} reads "${word}"`, () => {
    assert.equal(type.parse(word), value);
    assert.is(type.format(value), written);
    assert.equal(type.parse(written), value);
  });
}

function refuses(type: ValueType<unknown>, word: string, want: RegExp): void {
  test(`${type.placeholder} refuses "${word}"`, () => {
    assert.throws(
      () => type.parse(word),
      (error: unknown) =>
        (error instanceof SyntaxError || error instanceof RangeError) && want.test(error.message),
    );
  });
}

reads(idRange, "0:100000:65536", { inside: 0, outside: 100000, count: 65536 });
reads(idRange, "0:0:4294967295", { inside: 0, outside: 0, count: 4294967295 });
reads(idRange, "4294967294:1:1", { inside: 4294967294, outside: 1, count: 1 });
for (const word of [
  "",
  "0",
  "0:1",
  "0:1:2:3",
  "a:0:1",
  "-1:0:1",
  "0:0:1 ",
  "0,0,1",
  "0x0:0:1",
  "12345678901:0:1",
])
  refuses(idRange, word, /^INSIDE:OUTSIDE:COUNT, such as/);
refuses(idRange, "0:0:0", /COUNT of at least 1/);
// The last id would be 4294967295, which is "no id".
refuses(idRange, "0:0:4294967296", /below 4294967295/);
refuses(idRange, "4294967295:0:1", /below 4294967295/);
refuses(idRange, "0:4294967294:2", /below 4294967295/);

reads(timeOffset, "86400", { secs: 86400, nanosecs: 0 });
reads(timeOffset, "-1.5", { secs: -2, nanosecs: 500000000 });
reads(timeOffset, "0.000000001", { secs: 0, nanosecs: 1 });
reads(timeOffset, "-0.25", { secs: -1, nanosecs: 750000000 });
reads(timeOffset, "+7", { secs: 7, nanosecs: 0 }, "7");
reads(timeOffset, "-0", { secs: 0, nanosecs: 0 }, "0");
for (const word of ["", "1s", ".5", "1.", "1.0000000001", "1e3", "--1", "0x10", "1234567890123456"])
  refuses(timeOffset, word, /^seconds, such as/);

reads(signalName, "KILL", 9);
reads(signalName, "SIGTERM", 15, "TERM");
reads(signalName, "hup", 1, "HUP");
reads(signalName, "9", 9, "KILL");
reads(signalName, "64", 64);
for (const word of ["", "0", "65", "KILLED", "SIG", "-9", "SIGSIGKILL"])
  refuses(signalName, word, /^a signal, such as/);

reads(joinTarget, "net=/run/netns/blue", { type: "net", path: "/run/netns/blue" });
reads(joinTarget, "mnt=/proc/1/ns/mnt", { type: "mount", path: "/proc/1/ns/mnt" }, "mount=/proc/1/ns/mnt");
reads(joinTarget, "pid=a=b", { type: "pid", path: "a=b" });
for (const word of ["", "net", "net=", "=x", "network=/x", "/proc/1/ns/net"])
  refuses(joinTarget, word, /^TYPE=PATH, TYPE/);

reads(sysctlSetting, "net.ipv4.ip_forward=1", { key: "net.ipv4.ip_forward", value: "1" });
reads(sysctlSetting, "kernel.sem=1 2 3 4", { key: "kernel.sem", value: "1 2 3 4" });
reads(sysctlSetting, "a.b=", { key: "a.b", value: "" });
reads(sysctlSetting, "a.b=c=d", { key: "a.b", value: "c=d" });
for (const word of ["", "=1", "net.ipv4"]) refuses(sysctlSetting, word, /^KEY=VALUE/);
for (const word of [
  "net..x=1",
  ".net=1",
  "net.=1",
  "net/../kernel/pid_max=1",
  "/net/x=1",
  "net/./x=1",
  "../x=1",
])
  refuses(sysctlSetting, word, /^a KEY such as/);

test("sysctlPath() lets the first separator decide, as sysctl.d(5)", () => {
  assert.is(sysctlPath("net.ipv4.conf.eth0/100.forwarding"), "net/ipv4/conf/eth0.100/forwarding");
  assert.is(sysctlPath("net/ipv4/conf/eth0.100/forwarding"), "net/ipv4/conf/eth0.100/forwarding");
  assert.is(sysctlPath("plain"), "plain");
});

test("sysctlOwner() knows what a namespace has of its own, and nothing else", () => {
  const owners = {
    "net.ipv4.ip_forward": "net",
    "net/core/somaxconn": "net",
    "kernel.shmmax": "ipc",
    "kernel.msgmni": "ipc",
    "kernel.sem": "ipc",
    "fs.mqueue.msg_max": "ipc",
    "kernel.domainname": "uts",
    "user.max_net_namespaces": "user",
    // The host's.
    "kernel.shmmax_x": null,
    "kernel.semaphore": null,
    "kernel.pid_max": null,
    "kernel.core_pattern": null,
    "kernel/core_pattern": null,
    "net/../kernel/core_pattern": null,
    "net./../kernel.core_pattern": null,
    "net/./x": null,
    "fs.mqueue": null,
    "fs.file-max": null,
    "vm.swappiness": null,
    network: null,
    net: null,
  };
  for (const [key, owner] of Object.entries(owners)) assert.is(sysctlOwner(key), owner, key);
});

test.run();
