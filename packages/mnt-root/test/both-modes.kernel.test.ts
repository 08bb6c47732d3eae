import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { run, scratch } from "../../../test/lib/tools.ts";
import { makeRoot, newNamespaces, write } from "./lib/chain.ts";

const root = makeRoot("modes");
const host = scratch("modes-host");
write(host, { "low/a": "low", "high/b": "high", given: "given\n" });

/** Each way to make something, with what shows it: the same in one process and by real execs. */
const cases: readonly (readonly [options: readonly string[], look: string])[] = [
  [["--overlay=dst=/d,lower=$H/high,lower=$H/low"], "cat /d/a /d/b"],
  [["--overlay=dst=/d,lower=$H/low,upper=tmpfs"], "echo x > /d/x; ls /d"],
  [["--overlay=dst=/,upper=tmpfs", "--proc"], "rm -r /bin/vi; grep -c overlay /proc/self/mountinfo"],
  [["--bind-data=fd:0:/tmp/f:0640"], "cat /tmp/f; stat -c %a /tmp/f"],
  [["--ro-bind-data=fd:0:/tmp/f"], "cat /tmp/f; ! echo x > /tmp/f"],
  [["--tmpfs=/t", "--file=fd:0:/t/f:0600"], "cat /t/f; stat -c %a /t/f"],
  [
    ["--tmpfs=/t", "--symlink=a/b:/t/l", "--dir=/t/d:0710", "--chmod=/t:0711"],
    "readlink /t/l; stat -c %a /t /t/d",
  ],
  [["--bind-try=/no/such:/x", "--ro-bind-try=$H/low:/l"], "ls /x; cat /l/a; ! touch /l/x"],
  [
    ["--proc", "--tmpfs=/t", "--remount-ro=/t", "--mount=dst=/t,shared"],
    "grep -c ' /t ro.*shared' /proc/self/mountinfo",
  ],
  [
    ["--proc", "--tmpfs=/t:size=4k", "--remount=/t:size=8k,noexec"],
    "grep -c ' /t .*noexec.*size=8k' /proc/self/mountinfo",
  ],
  [["--move=/dev/pts:/pts"], "ls /pts | grep ptmx"],
  [["--mqueue=/q", "--network-etc"], "ls /q; test -s /etc/hosts && echo hosts"],
  [["--proc", "--sys", "--dev", "--default-masks"], "cat /proc/keys; ls /sys/firmware; echo masked"],
  [["--proc", "--lxcfs=$H/none", "--read-only"], "! touch /x; echo ro"],
  [["--chroot", "--proc"], "ls /proc/self/root/bin/sh"],
];

for (const [options, look] of cases)
  test(`${options.join(" ")}: the same in one process and by real execs`, () => {
    const words = options.map((option) => option.replaceAll("$H", host));
    const [fused, exec] = ["fused", "exec"].map((mode) =>
      run(
        [
          ...["sh", "-c", 'exec "$@" < "$0"', join(host, "given")],
          ...["env", `ISOBOX_CHAIN=${mode}`, ...newNamespaces, "mnt-root", "--root", root, ...words],
          ...["--", "cap-drop", "--", "sh", "-c", look],
        ],
        { cwd: join(host, "low") },
      ),
    );
    assert.not.ok(fused!.stderr.includes("mnt-root:"), fused!.stderr);
    assert.is.not(fused!.stdout, "");
    assert.equal([exec!.status, exec!.stdout], [fused!.status, fused!.stdout], exec!.stderr);
  });

test.run();
