import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Equivalent, testComingFrom } from "../lib/coming-from.ts";
import { whichNew } from "../lib/namespaces-view.ts";
import { type Result, scratch, tool } from "../lib/tools.ts";
import { shell } from "../lib/views.ts";

const nsExec = tool("ns-exec");
const capDrop = tool("cap-drop");
const bwrap = ["bwrap", "--dev-bind", "/", "/"];
/** bwrap always makes a mount namespace. */
const ours = [nsExec, "--mount"];

const pair = (
  option: string,
  theirs: readonly string[],
  words: readonly string[],
  view: readonly string[] = whichNew,
): Equivalent => ({ option, theirs: [...bwrap, ...theirs], ours: [...ours, ...words, "--"], view });

const directory = scratch("bwrap");
const file = join(directory, "file");
writeFileSync(file, "");
const args = join(directory, "args");
writeFileSync(args, ["--unshare-uts", "--hostname", "lab", ""].join("\0"));
const ourArgs = join(directory, "our-args");
writeFileSync(ourArgs, ["--uts", "--hostname", "lab", "--", "uname", "-n", ""].join("\0"));

/** Runs both with a descriptor, 7, that is open on what a shell word says. */
const withFd = (open: string, words: readonly string[], after = ""): readonly string[] => [
  ...shell(`cd ${directory}; "$@" ${open} ${after}`),
  "sh",
  ...words,
];
/** A user namespace of another process, `$p`, by descriptor. */
const besideOther = (words: readonly string[], name: string): readonly string[] => [
  ...shell(
    `unshare -Urpf --kill-child sleep 60 >/dev/null 2>&1 & u=$!; trap 'kill -KILL $u' EXIT; until p=$(cat /proc/$u/task/$u/children | tr -d ' ') && [ "$p" ] && grep -q sleep /proc/$p/comm; do sleep 0.01; done
     "$@" sh -c '[ $(readlink /proc/self/ns/${name}) = $1 ] && echo the same; id -u' sh $(readlink /proc/$p/ns/${name}) 7</proc/$p/ns/${name}`,
  ),
  "sh",
  ...words,
];

/** The same with a second user namespace, 8, inside of the first, 7. */
const besideNested = (words: readonly string[]): readonly string[] =>
  besideOther(words, "user").map((word) =>
    word
      .replace(
        "\n",
        "\nnsenter -t $p -U unshare -U sleep 60 & q=$!; trap 'kill -KILL $u $q' EXIT; until grep -q sleep /proc/$q/comm; do sleep 0.01; done\n",
      )
      .replaceAll("readlink /proc/$p/ns/user", "readlink /proc/$q/ns/user")
      .replace("7</proc/$p/ns/user", "7</proc/$p/ns/user 8</proc/$q/ns/user"),
  );

testComingFrom({
  name: "bwrap namespaces",
  help: ["bwrap", "--help"],
  elsewhere: {
    "--((dev-|ro-)?bind(-try|-fd|-data)?|ro-bind-(try|fd|data)|remount-ro|.*overlay.*)": "mnt-root",
    "--(proc|dev|tmpfs|mqueue|dir|file|symlink|perms|size|chmod)": "mnt-root",
    "--(cap-(add|drop)|seccomp|add-seccomp-fd|exec-label|file-label|new-session|die-with-parent)": "cap-drop",
  },
  cases: [
    pair("--unshare-all", ["--unshare-all"], ["-uinp", "--init", "--try", "user", "--try", "cgroup"]),
    pair(
      "--share-net",
      ["--unshare-all", "--share-net"],
      ["-uip", "--init", "--try", "user", "--try", "cgroup"],
    ),
    pair("--unshare-user", ["--unshare-user"], ["--user", "-c"]),
    pair("--unshare-user-try", ["--unshare-user-try"], ["--try", "user"]),
    pair("--unshare-ipc", ["--unshare-ipc"], ["--ipc"]),
    pair("--unshare-pid", ["--unshare-pid"], ["--pid", "--init"], shell("echo $$")),
    pair("--unshare-net", ["--unshare-net"], ["--net", "--loopback"], ["ip", "-o", "link"]),
    pair("--unshare-uts", ["--unshare-uts"], ["--uts"]),
    pair("--unshare-cgroup", ["--unshare-cgroup"], ["--cgroup"]),
    pair("--unshare-cgroup-try", ["--unshare-cgroup-try"], ["--try", "cgroup"]),
    {
      option: "--userns",
      theirs: besideOther([...bwrap, "--userns", "7"], "user"),
      ours: besideOther([nsExec, "--join", "user=fd:7", "--mount", "--"], "user"),
    },
    {
      option: "--userns2",
      theirs: besideNested([...bwrap, "--userns", "7", "--userns2", "8"]),
      ours: besideNested([
        nsExec,
        "--join",
        "user=fd:7",
        "--mount",
        "--",
        nsExec,
        "--join",
        "user=fd:8",
        "--",
      ]),
    },
    {
      option: "--pidns",
      theirs: besideOther([...bwrap, "--userns", "7", "--pidns", "8"], "pid").map((word) =>
        word.replace("7</proc/$p/ns/pid", "7</proc/$p/ns/user 8</proc/$p/ns/pid"),
      ),
      ours: besideOther(
        [nsExec, "--join", "user=fd:7", "--join", "pid=fd:8", "--mount", "--fork", "--"],
        "pid",
      ).map((word) => word.replace("7</proc/$p/ns/pid", "7</proc/$p/ns/user 8</proc/$p/ns/pid")),
    },
    pair(
      "--disable-userns",
      ["--unshare-user", "--disable-userns"],
      ["--user", "-c", "--disable-userns"],
      shell("unshare -U true 2>&1; id -u"),
    ),
    {
      option: "--assert-userns-disabled",
      theirs: [...bwrap, "--unshare-user", "--assert-userns-disabled", "true"],
      ours: [...ours, "--user", "-c", "--assert-userns-disabled", "--", "true"],
      compare(theirs: Result, result: Result) {
        assert.is.not(theirs.status, 0);
        assert.is(result.status, 125);
      },
    },
    pair("--uid", ["--unshare-user", "--uid", "7"], ["--map-user", "7"], ["id", "-u"]),
    pair("--gid", ["--unshare-user", "--gid", "8"], ["--map-group", "8"], ["id", "-g"]),
    pair(
      "--hostname",
      ["--unshare-uts", "--hostname", "lab"],
      ["--uts", "--hostname", "lab"],
      ["uname", "-n"],
    ),
    pair("--chdir", ["--chdir", "/usr"], ["--", capDrop, "--chdir", "/usr"], ["/bin/pwd"]),
    {
      ...pair("--clearenv", ["--clearenv"], ["--clear-env"], ["/usr/bin/env"]),
      // bwrap sets PWD.
      normalize: (output) => `${output.replace(/^PWD=.*\n/m, "")}.`,
    },
    pair("--setenv", ["--setenv", "A", "b=c"], ["--setenv", "A=b=c"], shell('echo "$A"')),
    pair("--unsetenv", ["--unsetenv", "HOME"], ["--unsetenv", "HOME"], shell("printenv HOME || echo unset")),
    {
      option: "--args",
      theirs: withFd("7<args", [...bwrap, "--args", "7", "uname", "-n"]),
      ours: withFd("7<our-args", ["xargs", "-0", "-a", "/dev/fd/7", nsExec]),
    },
    pair(
      "--lock-file",
      ["--unshare-pid", "--lock-file", file],
      ["--pid", "--fork", "--lock-file", file],
      shell(`grep -c "POSIX .* READ .*:$(stat -c %i ${file}) " /proc/locks`),
    ),
    {
      option: "--sync-fd",
      theirs: withFd("7>pipe | cat", [...bwrap, "--sync-fd", "7", "sh", "-c", "sleep 0.1; echo ended"]),
      ours: withFd("7>pipe | cat", [...ours, "--fork", "--", "sh", "-c", "sleep 0.1; echo ended"]),
    },
    {
      option: "--block-fd",
      theirs: withFd("7</dev/null", [...bwrap, "--block-fd", "7", "echo", "on"]),
      ours: withFd("7</dev/null", [...ours, "--block-fd", "7", "--", "echo", "on"]),
    },
    {
      option: "--userns-block-fd",
      theirs: withFd("7</dev/null 8>info", [
        ...bwrap,
        "--unshare-user",
        "--userns-block-fd",
        "7",
        "--info-fd",
        "8",
        "id",
        "-u",
      ]),
      ours: withFd("7</dev/null 8>info", [
        ...ours,
        "--fork",
        "--user",
        "--userns-block-fd",
        "7",
        "--info-fd",
        "8",
        "--",
        "id",
        "-u",
      ]),
      compare(theirs, result) {
        // Nobody has written the maps: bwrap finds out, and ours runs as nobody.
        assert.is(theirs.status, 1, theirs.stdout);
        assert.is(result.stdout, "65534\n");
      },
    },
    {
      option: "--info-fd",
      theirs: withFd(
        "8>info",
        [...bwrap, "--info-fd", "8", "true"],
        '; tr -d " \\n" <info | grep -o "child-pid"',
      ),
      ours: withFd(
        "8>info",
        [...ours, "--fork", "--info-fd", "8", "--", "true"],
        '; grep -o "child-pid" info',
      ),
    },
    {
      option: "--json-status-fd",
      theirs: withFd(
        "8>info",
        [...bwrap, "--json-status-fd", "8", "sh", "-c", "exit 5"],
        '; grep -o "exit-code.*[0-9]" info | tr -d " "',
      ),
      ours: withFd(
        "8>info",
        [...ours, "--fork", "--json-status-fd", "8", "--", "sh", "-c", "exit 5"],
        '; grep -o "exit-code.*[0-9]" info',
      ),
    },
    pair("--as-pid-1", ["--unshare-pid", "--as-pid-1"], ["--pid", "--fork"], shell("echo $$")),
  ],
});

test.run();
