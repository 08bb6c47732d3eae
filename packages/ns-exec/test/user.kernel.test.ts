import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { output, run, scratch } from "../../../test/lib/tools.ts";
import { asNobody, nsExec } from "./lib/namespaces.ts";

/** Who the payload is, and what the kernel says of its user namespace. */
const script = [
  "id -u; id -g; id -G",
  "cat /proc/self/uid_map",
  "echo -; cat /proc/self/gid_map",
  "cat /proc/self/setgroups",
  "grep -E '^Cap(Prm|Eff)' /proc/self/status",
].join("\n");
const who = ["sh", "-c", script];
const table = (text: string) => text.replaceAll(/ +/g, " ");

const ranges = (option: string, ...list: readonly string[]) => list.flatMap((range) => [option, range]);
const two = [
  ...ranges("--map-users", "0:100000:1000", "1000:200000:5"),
  ...ranges("--map-groups", "0:300000:1000", "1000:400000:7"),
];
const twoMaps = " 0 100000 1000\n 1000 200000 5\n-\n 0 300000 1000\n 1000 400000 7\n";

for (const words of [
  ["--user"],
  ["--user", "--fork"],
  ["--pid", "--fork"],
  ["--pid", "--time", "--boottime=1", "--fork"],
])
  test(`ns-exec ${words.join(" ")} with two id ranges: root inside, with every capability and no groups`, () => {
    const text = table(output([nsExec, ...words, ...two, "--", ...who]));
    assert.ok(text.startsWith(`0\n0\n0\n${twoMaps}allow\n`), text);
    const [permitted, effective] = text.match(/[0-9a-f]{16}/g) ?? [];
    assert.is(permitted, effective);
    assert.match(permitted!, /^0{4,6}[13]?f+$/);
  });

test("ns-exec with two id ranges: files made inside belong to the mapped ids outside", () => {
  const directory = scratch("ns-exec-ids");
  chmodSync(directory, 0o777);
  const make = `touch ${directory}/root ${directory}/other && chown 1004:1006 ${directory}/other`;
  output([nsExec, ...two, "--", "sh", "-c", make]);
  assert.is(
    output(["stat", "-c", "%u:%g", `${directory}/root`, `${directory}/other`]),
    "100000:300000\n200004:400006\n",
  );
});

test("ns-exec -r and -c: as unshare(1), fork or not, root or not", () => {
  for (const before of [[], asNobody])
    for (const words of [["-r"], ["-c"], ["-rf"], ["-cfp"], ["-Ur", "-m"], ["-rTpf"]]) {
      const ours = run([...before, nsExec, ...words, "--", ...who]);
      const theirs = run([...before, "unshare", ...words, "--", ...who]);
      assert.is(ours.stderr, theirs.stderr);
      assert.is(ours.stdout, theirs.stdout, [...before, ...words].join(" "));
      assert.is(ours.status, 0);
    }
});

test("ns-exec --user without maps: nobody inside, as with unshare(1)", () => {
  for (const words of [["-U"], ["-Uf"], ["-U", "--setgroups", "deny"]]) {
    const ours = output([nsExec, ...words, "--", ...who]);
    assert.is(ours, output(["unshare", ...words, "--", ...who]));
    assert.match(ours, /^65534\n65534\n/);
  }
});

test("ns-exec: a map without root leaves the process who it is", () => {
  const words = ["--map-users", "7:65534:1", "--map-groups", "8:65534:1", "--setgroups", "deny", "--"];
  const text = table(output([...asNobody, nsExec, ...words, ...who]));
  assert.ok(text.startsWith("7\n8\n8\n 7 65534 1\n-\n 8 65534 1\ndeny\n"), text);
});

test("ns-exec: the largest map there is", () => {
  const all = [...ranges("--map-users", "0:0:4294967295"), ...ranges("--map-groups", "0:0:4294967295")];
  assert.is(table(output([nsExec, ...all, "--", "cat", "/proc/self/uid_map"])), " 0 0 4294967295\n");
});

test("ns-exec: 340 ranges arrive, in their order", () => {
  const list = Array.from({ length: 340 }, (_, i) => `${339 - i}:${i + 1000}:1`);
  const map = output([nsExec, ...ranges("--map-users", ...list), "--", "cat", "/proc/self/uid_map"]);
  const lines = map
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/ +/).join(":"));
  // The kernel sorts what is longer than five lines.
  assert.equal(lines.sort(), list.sort());
});

test("ns-exec in a user namespace: what the parent namespace does not map is told", () => {
  const inner = [nsExec, ...ranges("--map-users", "0:500:10"), "--fork", "--", "true"];
  const outer = [...ranges("--map-users", "0:100000:505"), ...ranges("--map-groups", "0:100000:505")];
  const result = run([nsExec, ...outer, "--", ...inner]);
  assert.is(result.status, 125);
  assert.match(result.stderr, /^ns-exec: cannot map user ids 0:500:10: write\(.*EPERM/);
  assert.match(result.stderr, /hint: id 505 is not mapped in this user namespace/);
});

test("ns-exec [/proc is another PID namespace's, or none]: the maps are those of the right process", () => {
  const inner = ["--fork", "", "--time --boottime 1 --fork"]
    .map((words) => `${nsExec} ${two.join(" ")} ${words} -- id -u`)
    .join(" && ");
  for (const before of ["", "umount -l /proc && "]) {
    const result = run([nsExec, "--mount", "--pid", "--fork", "--", "sh", "-c", before + inner]);
    assert.is(result.stderr, "");
    assert.is(result.stdout, "0\n0\n0\n");
  }
});

test("ns-exec [not root, /proc is another PID namespace's]: its own id it can map, another process's not", () => {
  const inside = (words: string) =>
    run([...asNobody, nsExec, "-rpf", "--", "sh", "-c", `${nsExec} ${words} -- id -u; exit $?`]);
  assert.is(inside("-r").stdout, "0\n");
  const result = inside("-r --fork");
  assert.is(result.status, 125);
  assert.match(
    result.stderr,
    /cannot find process \d+: \/proc is another PID namespace's\n {2}hint: mount a new one/,
  );
});

// An ordinary user. newuidmap reads the host's tables, so the tests bring their own, in a mount namespace.
const tables = scratch("ns-exec-subids");
writeFileSync(join(tables, "subuid"), "65534:100000:70000\n");
writeFileSync(join(tables, "subgid"), "65534:300000:70000\n");
const withTables = [
  "unshare",
  "--mount",
  "sh",
  "-c",
  `mount --bind ${tables}/subuid /etc/subuid && mount --bind ${tables}/subgid /etc/subgid && exec "$@"`,
  "sh",
];
const rootless = [
  "-r",
  "--map-users",
  "1:100000:65536",
  "--map-groups",
  "1:300000:65536",
  "--setgroups",
  "allow",
];

for (const words of [[], ["--fork"], ["--pid", "--mount", "--fork"], ["--time", "--boottime=3", "--fork"]])
  test(`ns-exec ${words.join(" ")} [not root] with two id ranges: newuidmap writes them`, () => {
    const text = table(output([...withTables, ...asNobody, nsExec, ...rootless, ...words, "--", ...who]));
    assert.ok(
      text.startsWith("0\n0\n0\n 0 65534 1\n 1 100000 65536\n-\n 0 65534 1\n 1 300000 65536\nallow\n"),
      text,
    );
  });

test("ns-exec [not root] with a range that is not the user's: newuidmap's refusal, and where to look", () => {
  for (const words of [[], ["--fork"]]) {
    const result = run([...asNobody, nsExec, ...rootless, ...words, "--", "true"]);
    assert.is(result.status, 125);
    assert.match(
      result.stderr,
      /^ns-exec: newuidmap [0-9]+ 0 65534 1 1 100000 65536: status 1: newuidmap: uid range .* not allowed$/m,
    );
    assert.match(
      result.stderr,
      /hint: the ranges must be listed for this user in \/etc\/subuid \(subuid\(5\)\)/,
    );
    assert.is(result.stdout, "");
  }
});

test("ns-exec [not root, no newuidmap]: says so", () => {
  const empty = scratch("ns-exec-path");
  mkdirSync(join(empty, "bin"));
  const result = run([
    ...asNobody,
    "env",
    `PATH=${empty}/bin`,
    nsExec,
    ...rootless,
    "--fork",
    "--",
    "/bin/true",
  ]);
  assert.is(result.status, 125);
  assert.match(
    result.stderr,
    /^ns-exec: only newuidmap can write this map for an ordinary user, and it is not in PATH$/m,
  );
  assert.match(result.stderr, /hint: install it/);
});

test("ns-exec [SIGCHLD ignored by the caller]: the maps are written all the same", () => {
  const ignoring = ["sh", "-c", `trap '' CHLD; exec "$@"`, "sh"];
  for (const words of [[], ["--fork"]])
    assert.is(
      output([...ignoring, ...withTables, ...asNobody, nsExec, ...rootless, ...words, "--", "id", "-u"]),
      "0\n",
    );
});

test("ns-exec: leaves its payload no child, no descriptor and no signal of its own", () => {
  const script =
    "wc -w < /proc/$$/task/$$/children; ls /proc/self/fd | tr '\\n' ' '; grep -E 'Sig(Pnd|Blk|Ign)|ShdPnd' /proc/self/status";
  const want = output(["sh", "-c", script]);
  for (const words of [[], ["--fork"], ["--fork", "--kill-child"], ["--time", "--boottime=2", "--fork"]])
    assert.is(output([nsExec, ...two, ...words, "--", "sh", "-c", script]), want, words.join(" "));
});

test("ns-exec --map-auto, --map-subids and the words of --map-users: as unshare(1)", () => {
  const view = ["cat", "/proc/self/uid_map", "/proc/self/gid_map", "/proc/self/setgroups"];
  for (const words of [["--map-auto"], ["-r", "--map-auto"], ["--map-user=5", "--map-auto"]]) {
    const theirs = output([...withTables, ...asNobody, "unshare", ...words, ...view]);
    assert.is(table(output([...withTables, ...asNobody, nsExec, ...words, "--", ...view])), table(theirs));
  }
  const of = (...words: string[]) =>
    table(output([...withTables, ...asNobody, nsExec, ...words, "--", "cat", "/proc/self/uid_map"]));
  assert.is(of("--map-users", "auto"), table(" 0 100000 70000\n"));
  assert.is(of("--map-subids"), table(" 100000 100000 70000\n"));
  assert.is(
    table(output([nsExec, "--map-users", "all", "--", "cat", "/proc/self/uid_map"])),
    table(" 0 0 4294967295\n"),
  );
  assert.is(
    table(
      output([
        nsExec,
        ...two,
        "--",
        nsExec,
        "--map-users=all",
        "--map-groups=all",
        "--",
        "cat",
        "/proc/self/uid_map",
      ]),
    ),
    table(
      output([
        nsExec,
        ...two,
        "--",
        "sh",
        "-c",
        "sed -E 's/ +([0-9]+) +[0-9]+/ \\1 \\1/' /proc/self/uid_map",
      ]),
    ),
  );
});

test("ns-exec --map-auto [no range for the user]: says where to add one", () => {
  const result = run([...asNobody, nsExec, "--map-auto", "--", "true"]);
  assert.is(result.status, 125);
  assert.match(
    result.stderr,
    /\/etc\/subuid gives no ids to the user nobody\n {2}hint: as root: usermod --add-subuids/,
  );
});

test("ns-exec --map-user --map-group: the current user, and setgroups denied", () => {
  for (const fork of [[], ["--fork"]]) {
    const words = [nsExec, "--map-user", "7", "--map-group", "8", ...fork, "--"];
    const view = ["sh", "-c", "id -u; id -g; cat /proc/self/setgroups"];
    assert.is(output([...asNobody, ...words, ...view]), "7\n8\ndeny\n");
  }
});

test("ns-exec --owner: the user namespace is another user's, who has every capability in it from outside", () => {
  for (const words of [[], ["--fork"], ["--pid", "--fork"]])
    for (const maps of [["-r"], two]) {
      const shown = output([
        ...[nsExec, ...words, ...maps, "--owner", "1000:1000"],
        ...["--run-outside", `${nsExec} list --no-headings --output OUID --type user --task $NS_EXEC_PID`],
        ...["--", "id", "-u"],
      ]);
      assert.match(shown, /^ *1000\n0\n$/, [...words, ...maps].join(" "));
    }
});

test("ns-exec --disable-userns: no user namespace can be made any more, nor the limit raised", () => {
  const tries =
    "unshare -U true 2>&1; echo 5 2>/dev/null >/proc/sys/user/max_user_namespaces; unshare -U true 2>&1; id -u";
  const refusal = "unshare: unshare failed: No space left on device\n";
  for (const words of [
    ["-r"],
    ["-r", "--fork"],
    ["-r", "--pid", "--fork"],
    two,
    [...two, "--fork", "--kill-child"],
  ]) {
    const shown = output([
      nsExec,
      ...words,
      "--disable-userns",
      "--assert-userns-disabled",
      "--",
      "sh",
      "-c",
      tries,
    ]);
    assert.is(shown, `${refusal}${refusal}0\n`, words.join(" "));
  }
  assert.is(
    output([...asNobody, nsExec, "-r", "--disable-userns", "--", "sh", "-c", tries]),
    `${refusal}${refusal}0\n`,
  );
});

test("ns-exec --disable-userns: as a stage of its own behind what needs the namespace's capabilities", () => {
  const chain = [
    nsExec,
    "-r",
    "--mount",
    "--",
    "mnt-root",
    "--tmpfs",
    "/mnt",
    "--",
    "ns-exec",
    "--disable-userns",
    "--",
  ];
  for (const ISOBOX_CHAIN of ["", "exec"])
    assert.is(
      output([...chain, "sh", "-c", "stat -fc %T /mnt; unshare -U true 2>/dev/null || echo refused"], {
        env: { ...(process.env as Record<string, string>), ISOBOX_CHAIN },
      }),
      "tmpfs\nrefused\n",
    );
});

test("ns-exec --disable-userns [the machine's user namespace], --assert-userns-disabled [they are not]: refused", () => {
  const refused = (...words: string[]) => {
    const result = run([nsExec, ...words, "--", "true"]);
    assert.is(result.status, 125);
    return result.stderr;
  };
  const before = readFileSync("/proc/sys/user/max_user_namespaces", "utf8");
  assert.match(refused("--disable-userns"), /the whole machine\n {2}hint: .*--user/);
  assert.is(readFileSync("/proc/sys/user/max_user_namespaces", "utf8"), before);
  assert.match(refused("--assert-userns-disabled"), /can be made here\n {2}hint: add --disable-userns/);
});

test("ns-exec --keep-caps: capabilities outlive the execve of a user who is not root", () => {
  const view = ["--", "sh", "-c", "grep -E 'Cap(Eff|Amb)' /proc/self/status"];
  for (const words of [["--user"], ["-c"], ["-c", "--fork"]]) {
    assert.match(output([...asNobody, nsExec, ...words, ...view]), /^CapEff:\t0{16}\nCapAmb:\t0{16}\n$/);
    assert.match(
      output([...asNobody, nsExec, ...words, "--keep-caps", ...view]),
      /^CapEff:\t0{4,6}[13]?f+\nCapAmb:\t0{4,6}[13]?f+\n$/,
    );
  }
});

test.run();
