import { existsSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Equivalent, testComingFrom } from "../lib/coming-from.ts";
import { NAMES } from "../lib/namespaces-view.ts";
import { tool } from "../lib/tools.ts";
import { shell } from "../lib/views.ts";

const nsExec = tool("ns-exec");
const capDrop = tool("cap-drop");
const links = ["readlink", ...NAMES.map((name) => `/proc/self/ns/${name}`)];

/**
 * Shell text around a process, `$p`, that is in namespaces of its own, with root, working directory and environment of its
 * own. What is entered differs from run to run: both commands run in one.
 */
const around = (command: string) =>
  shell(
    `unshare -muinpCTUrf --kill-child sh -c 'cd /usr && exec env -i A=1 sleep 60' >/dev/null 2>&1 & u=$!; trap 'kill -KILL $u' EXIT
     until p=$(cat /proc/$u/task/$u/children 2>/dev/null | tr -d ' ') && [ "$p" ] && grep -q sleep /proc/$p/comm; do sleep 0.01; done
     ${command}`,
  );

/** Runs both commands with the same target; what they print must be the same, and something. */
const same = (option: string, theirs: string, ours: string, view: readonly string[] = links): Equivalent => {
  const words = view.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(" ");
  const script = `a=$(nsenter ${theirs} ${words}); b=$(${nsExec} enter ${ours} ${words}); echo "$a"; [ "$a" ] && [ "$a" = "$b" ] || echo "$b"`;
  return {
    option,
    theirs: around(`a=$(nsenter ${theirs} ${words}); echo "$a" | sed 's/[0-9]\\{10\\}/N/'`),
    ours: around(script),
    compare(one, two) {
      assert.is(one.status, 0, one.stderr);
      assert.is(two.status, 0, two.stderr);
      assert.is.not(one.stdout, "");
      // The second script repeats theirs beside ours, and prints one alone where they are equal.
      assert.is(two.stdout.replaceAll(/[0-9]{10}/g, "N"), one.stdout);
    },
  };
};
const kind = (letter: string, name: string) => {
  const proc = name === "mount" ? "mnt" : name;
  return same(
    `-${letter}, --${name}`,
    `--${name}=/proc/$p/ns/${proc} --`,
    `--${name}=/proc/$p/ns/${proc} --`,
    ["readlink", `/proc/self/ns/${proc}`],
  );
};

testComingFrom({
  name: "nsenter",
  cases: [
    same("-a, --all", "-t $p -a", "-t $p -a --"),
    same("-t, --target", "--target $p --net --uts", "--target $p --net --uts --"),
    kind("m", "mount"),
    kind("u", "uts"),
    kind("i", "ipc"),
    kind("n", "net"),
    kind("p", "pid"),
    kind("C", "cgroup"),
    kind("U", "user"),
    kind("T", "time"),
    same("-S, --setuid", "-t $p -n -S 1000 -G 1000", `-t $p -n -- ${capDrop} --uid 1000 --gid 1000 --`, [
      "sh",
      "-c",
      "id -u; grep Cap /proc/self/status",
    ]),
    same("-G, --setgid", "-t $p -n -G 1000", `-t $p -n -- ${capDrop} --gid 1000 --keep-groups --`, [
      "id",
      "-g",
    ]),
    same("--preserve-credentials", "-t $p -U --preserve-credentials", "-t $p -U --preserve-credentials --", [
      "sh",
      "-c",
      "id -u; id -G",
    ]),
    same("-r, --root", "-t $p -m --root --wd=/", "-t $p -m --root --", ["/bin/pwd"]),
    same("-w, --wd", "-t $p -m --wd", "-t $p -m --wd --", ["/bin/pwd"]),
    same("-W, --wdns", "-t $p -m --wdns=/usr/bin", "-t $p -m --wdns /usr/bin --", ["/bin/pwd"]),
    same("-F, --no-fork", "-t $p -p -F", "-t $p -p -F --", ["readlink", "/proc/self/ns/pid_for_children"]),
    {
      option: "-Z, --follow-context",
      theirs: around("nsenter -t $p -n -Z true"),
      ours: around(`${nsExec} enter -t $p -n -Z -- true`),
      compare(theirs, ours) {
        // Without SELinux nsenter leaves the option out without a word.
        assert.is(theirs.status, 0, theirs.stderr);
        if (existsSync("/sys/fs/selinux/status")) return assert.is(ours.status, 0, ours.stderr);
        assert.is(ours.status, 125);
        assert.match(ours.stderr, /SELinux/);
      },
    },
  ],
});

test.run();
