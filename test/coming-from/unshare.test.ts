import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import { type Equivalent, testComingFrom } from "../lib/coming-from.ts";
import { inPrivateDirectory, whichNew, whoAndMaps } from "../lib/namespaces-view.ts";
import { scratch, tool } from "../lib/tools.ts";
import { shell } from "../lib/views.ts";

const nsExec = tool("ns-exec");
const mntRoot = ["--", tool("mnt-root")];
const capDrop = tool("cap-drop");

/** A new namespace by the same letter on both sides, and kept in a file. */
const kind = (letter: string, name: string, more: readonly string[] = []): Equivalent => {
  const file = name === "mount" ? "mnt" : name;
  const pinned = (command: string) =>
    `: >${file}; ${command} true && stat -fc %T ${file} && [ $(stat -Lc %i ${file}) != $(stat -Lc %i /proc/self/ns/${file}) ] && echo another`;
  const words = more.join(" ");
  const directory = scratch("unshare");
  return {
    option: `-${letter}, --${name}`,
    theirs: inPrivateDirectory(
      directory,
      `unshare -${letter} ${words} ${whichNew.map(quote).join(" ")}; ${pinned(`unshare --${name}=${file} ${words}`)}`,
    ),
    ours: inPrivateDirectory(
      directory,
      `${nsExec} -${letter} ${words} -- ${whichNew.map(quote).join(" ")}; ${pinned(`${nsExec} --${name}=${file} ${words} --`)}`,
    ),
  };
};
const quote = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;

const tables = scratch("unshare-subids");
for (const name of ["subuid", "subgid"])
  writeFileSync(join(tables, name), "root:100000:65536\nnobody:100000:65536\n");
const withTables = (words: readonly string[]) => [
  ...["unshare", "--mount", "sh", "-c"],
  'for each in subuid subgid; do mount --bind "$0/$each" /etc/$each; done; exec "$@"',
  tables,
  ...words,
];
const both = (option: string, words: readonly string[], view = whoAndMaps, ours = words): Equivalent => ({
  option,
  theirs: withTables(["unshare", ...words]),
  ours: withTables([nsExec, ...ours, "--"]),
  view,
});

testComingFrom({
  name: "unshare",
  cases: [
    kind("m", "mount"),
    kind("u", "uts"),
    kind("i", "ipc"),
    kind("n", "net"),
    kind("p", "pid", ["--fork"]),
    // unshare(1) of this version cannot keep one in a file: it tries from within (EPERM).
    both("-U, --user", ["-U"], whichNew),
    kind("C", "cgroup"),
    kind("T", "time"),
    both("-f, --fork", ["--pid", "--fork"], shell("echo $$")),
    both("--map-user", ["--map-user=7"]),
    both("--map-group", ["--map-group=8"]),
    both("-r, --map-root-user", ["-r"]),
    both("-c, --map-current-user", ["-c"]),
    both("--map-auto", ["-r", "--map-auto"]),
    both(
      "--map-users",
      ["--map-users=100000,0,1000"],
      ["cat", "/proc/self/uid_map"],
      ["--map-users", "0:100000:1000"],
    ),
    both(
      "--map-groups",
      ["--map-groups=100000,0,1000"],
      ["cat", "/proc/self/gid_map"],
      ["--map-groups", "0:100000:1000"],
    ),
    {
      option: "--kill-child",
      theirs: shell(
        'unshare --fork --kill-child=TERM sh -c \'trap "echo asked; exit" TERM; echo up; while :; do sleep 0.05; done\' >"$0" & until grep -q up "$0"; do sleep 0.01; done; kill -KILL $!; until grep -q asked "$0"; do sleep 0.01; done; cat "$0"',
      ).concat(join(scratch("kill"), "theirs")),
      ours: shell(
        `${nsExec} --fork --kill-child=TERM -- sh -c 'trap "echo asked; exit" TERM; echo up; while :; do sleep 0.05; done' >"$0" & until grep -q up "$0"; do sleep 0.01; done; kill -KILL $!; until grep -q asked "$0"; do sleep 0.01; done; cat "$0"`,
      ).concat(join(scratch("kill"), "ours")),
    },
    {
      option: "--mount-proc",
      theirs: ["unshare", "--pid", "--fork", "--mount-proc"],
      ours: [nsExec, "--pid", "--fork", "--mount", ...mntRoot, "--proc", "--"],
      // Single digits alone: the shell, and what it runs.
      view: shell("echo $$; ls -d /proc/[0-9]* | grep -cvx '/proc/[0-9]'; true"),
    },
    {
      option: "--propagation",
      theirs: ["unshare", "--mount", "--propagation", "shared"],
      ours: [nsExec, "--mount", "--propagation", "shared", "--"],
      view: shell("grep -c ' shared:' /proc/self/mountinfo; grep -vc ' shared:' /proc/self/mountinfo; true"),
    },
    both("--setgroups", ["--user", "--setgroups", "deny"], ["cat", "/proc/self/setgroups"]),
    both("--keep-caps", ["-c", "--keep-caps"]),
    {
      option: "-R, --root",
      setup: () => writeFileSync(join(tables, "here"), ""),
      theirs: ["unshare", "--mount", "--root=/etc", "--wd=/"],
      ours: [nsExec, "--mount", ...mntRoot, "--root", "/etc", "--"],
      view: ["/no/such/program"],
      compare(theirs, ours) {
        // Neither finds a program there: it is the root of both.
        if (theirs.status !== 127 || ours.status !== 127) throw new Error(`${theirs.stderr}${ours.stderr}`);
      },
    },
    {
      option: "-w, --wd",
      theirs: ["unshare", "--wd=/proc"],
      ours: [nsExec, "--", capDrop, "--chdir", "/proc", "--"],
      view: ["/bin/pwd"],
    },
    {
      option: "-S, --setuid",
      theirs: ["unshare", "--setuid", "1000", "--setgid", "1000"],
      ours: [nsExec, "--", capDrop, "--uid", "1000", "--gid", "1000", "--"],
      view: shell("id -u; grep Cap /proc/self/status"),
    },
    {
      option: "-G, --setgid",
      theirs: ["unshare", "--setgid", "1000"],
      ours: [nsExec, "--", capDrop, "--gid", "1000", "--keep-groups", "--"],
      view: shell("id -u; id -g"),
    },
    both("--monotonic", ["--time", "--fork", "--monotonic", "86400"], ["cat", "/proc/self/timens_offsets"]),
    both("--boottime", ["--time", "--fork", "--boottime", "86400"], ["cat", "/proc/self/timens_offsets"]),
  ],
});

test.run();
