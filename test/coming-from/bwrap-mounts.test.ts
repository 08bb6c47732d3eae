import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import { testComingFrom } from "../lib/coming-from.ts";
import { scratch, tool } from "../lib/tools.ts";
import { shell } from "../lib/views.ts";

const host = scratch("bwrap");
for (const name of ["low", "high", "upper", "work", "upper2", "work2"]) mkdirSync(join(host, name));
writeFileSync(join(host, "low/a"), "low");
writeFileSync(join(host, "low/b"), "low");
writeFileSync(join(host, "high/a"), "high");

/** A root in memory with the host's programs, as both make one. */
const bwrap = [
  ...["bwrap", "--unshare-pid", "--ro-bind", "/usr", "/usr", "--proc", "/proc"],
  ...["bin", "sbin", "lib", "lib64"].flatMap((name) => ["--symlink", `usr/${name}`, `/${name}`]),
];
const system = [
  "--ro-bind=/usr:/usr:rnosuid,rnodev",
  "--proc",
  ...["bin", "sbin", "lib", "lib64"].map((name) => `--symlink=usr/${name}:/${name}`),
];
const ours = (...options: readonly string[]) => [
  ...[
    tool("ns-exec"),
    "--mount",
    "--pid",
    "--fork",
    "--",
    "mnt-root",
    "--tmpfs-root",
    ...system,
    ...options,
    "--",
  ],
];
const theirs = (...options: readonly string[]) => [...bwrap, ...options, "--"];

/** Where a mount lies, what it is, and its own options; and what a shell finds there. */
const mount = (path: string, more = "true") =>
  shell(
    `sed -n 's|^[^/]*/[^ ]* \\(${path} [^ ]*\\) .*- \\([^ ]*\\) .*|\\1 \\2|p' /proc/self/mountinfo; { ${more}; } 2>&1; :`,
  );
/** With a file or a pipe as a descriptor, as both take it. */
const given = (argv: readonly string[]) => ["sh", "-c", `exec "$@" 7< ${host}/low/a`, "sh", ...argv];
const readOnly = "echo x > /d/x; ls /d";

/** What mount(8) makes of the same layers: the bwrap that is here is older than these options (0.11). */
const overlaid = (options: string) => [
  ...["unshare", "--mount", "--", "sh", "-c"],
  `mount -t tmpfs t /mnt && mkdir /mnt/u /mnt/w && mount -t overlay o -o ${options} /opt && exec "$@"`,
  "sh",
];
const inPlace = (words: string) => [
  tool("ns-exec"),
  "--mount",
  "--",
  "mnt-root",
  `--overlay=dst=/opt,${words}`,
  "--",
];
const layers = shell("cat /opt/a /opt/b; echo new > /opt/c; ls /opt");

testComingFrom({
  name: "bwrap file systems",
  help: ["bwrap", "--help"],
  elsewhere: {
    "--(un)?share-.*|--userns.*|--pidns|--(disable|assert)-userns.*|--[ug]id|--hostname": "ns-exec",
    "--(chdir|clearenv|setenv|unsetenv|args|argv0|level-prefix)": "ns-exec",
    "--(lock-file|sync-fd|block-fd|info-fd|json-status-fd|as-pid-1)": "ns-exec",
    "--(cap-add|cap-drop|exec-label|file-label|seccomp|add-seccomp-fd|new-session|die-with-parent)":
      "cap-drop",
  },
  cases: [
    {
      option: "--bind",
      theirs: theirs("--bind", `${host}/low`, "/d"),
      ours: ours(`--bind=${host}/low:/d:rnosuid,rnodev`),
      view: mount("/d", "cat /d/a"),
    },
    {
      option: "--bind-try",
      theirs: theirs("--bind-try", "/no/such", "/d", "--bind-try", `${host}/low`, "/e"),
      ours: ours("--bind-try=/no/such:/d", `--bind-try=${host}/low:/e:rnosuid,rnodev`),
      view: mount("/e", "ls /"),
    },
    {
      option: "--dev-bind",
      theirs: theirs("--dev-bind", "/dev", "/d"),
      ours: ours("--bind=/dev:/d:rnosuid"),
      view: mount("/d", "echo x > /d/null; stat -c %t:%T /d/zero"),
    },
    {
      option: "--dev-bind-try",
      theirs: theirs("--dev-bind-try", "/no/such", "/d", "--dev-bind-try", "/dev/null", "/null"),
      ours: ours("--bind-try=/no/such:/d", "--bind-try=/dev/null:/null:rnosuid"),
      view: mount("/null", "echo x > /null; ls /"),
    },
    {
      option: "--ro-bind",
      theirs: theirs("--ro-bind", `${host}/low`, "/d"),
      ours: ours(`--ro-bind=${host}/low:/d:rnosuid,rnodev`),
      view: mount("/d", readOnly),
    },
    {
      option: "--ro-bind-try",
      theirs: theirs("--ro-bind-try", "/no/such", "/e", "--ro-bind-try", `${host}/low`, "/d"),
      ours: ours("--ro-bind-try=/no/such:/e", `--ro-bind-try=${host}/low:/d:rnosuid,rnodev`),
      view: mount("/d", readOnly),
    },
    {
      option: "--bind-fd",
      theirs: given(theirs("--bind-fd", "7", "/d")),
      ours: given(ours("--bind=fd:7:/d:rnosuid,rnodev")),
      view: mount("/d", "cat /d; ls /proc/self/fd"),
    },
    {
      option: "--ro-bind-fd",
      theirs: given(theirs("--ro-bind-fd", "7", "/d")),
      ours: given(ours("--ro-bind=fd:7:/d:rnosuid,rnodev")),
      view: mount("/d", "cat /d; echo x > /d"),
    },
    {
      option: "--remount-ro",
      theirs: theirs("--tmpfs", "/d", "--tmpfs", "/d/below", "--remount-ro", "/d"),
      ours: ours("--tmpfs=/d:mode=755", "--tmpfs=/d/below:mode=755", "--remount-ro=/d"),
      view: mount("/d", "touch /d/below/x; touch /d/x; ls /d/below"),
    },
    {
      option: "--proc",
      theirs: [...["bwrap", "--unshare-pid", "--ro-bind", "/", "/", "--proc", "/proc"], "--"],
      ours: [
        ...[tool("ns-exec"), "--mount", "--pid", "--fork", "--", "mnt-root", "--ro-bind=/", "--proc"],
        "--",
      ],
      view: shell("ls -d /proc/[0-9]* | wc -l | grep -c '^[2-5]$'; stat -f -c %T /proc"),
    },
    {
      option: "--dev",
      theirs: theirs("--dev", "/dev"),
      ours: ours("--dev"),
      view: shell(
        "for n in null zero full random urandom tty; do stat -c '%n %t:%T' /dev/$n; done; stat -f -c %T /dev /dev/pts; readlink /dev/fd /dev/stdin /dev/ptmx; test -d /dev/shm",
      ),
    },
    {
      option: "--tmpfs",
      theirs: theirs("--tmpfs", "/d"),
      ours: ours("--tmpfs=/d:mode=755"),
      view: mount("/d", "stat -c %a /d; touch /d/x; ls /d"),
    },
    {
      option: "--mqueue",
      theirs: theirs("--mqueue", "/d"),
      ours: ours("--mqueue=/d"),
      view: shell("stat -f -c %T /d; stat -c %a /d"),
    },
    {
      option: "--dir",
      theirs: theirs("--dir", "/a/b"),
      ours: ours("--dir=/a/b"),
      view: shell("stat -c '%a %n' /a /a/b"),
    },
    {
      option: "--file",
      theirs: given(theirs("--file", "7", "/f")),
      ours: given(ours("--file=fd:7:/f:0666")),
      view: shell("cat /f; stat -c %a /f"),
    },
    {
      option: "--bind-data",
      theirs: given(theirs("--bind-data", "7", "/f")),
      ours: given(ours("--bind-data=fd:7:/f")),
      view: mount("/f", "cat /f; stat -c %a /f; echo x > /f; cat /f"),
    },
    {
      option: "--ro-bind-data",
      theirs: given(theirs("--ro-bind-data", "7", "/f")),
      ours: given(ours("--ro-bind-data=fd:7:/f")),
      view: mount("/f", "cat /f; stat -c %a /f; echo x > /f"),
    },
    {
      option: "--symlink",
      theirs: theirs("--symlink", "../to", "/a/b"),
      ours: ours("--symlink=../to:/a/b"),
      view: ["readlink", "/a/b"],
    },
    {
      option: "--perms",
      theirs: given([
        ...bwrap,
        ...[
          "--perms",
          "0710",
          "--dir",
          "/a",
          "--perms",
          "1777",
          "--tmpfs",
          "/t",
          "--perms",
          "0640",
          "--file",
          "7",
          "/f",
        ],
      ]),
      ours: given(ours("--dir=/a:0710", "--tmpfs=/t:mode=1777", "--file=fd:7:/f:0640")),
      view: ["stat", "-c", "%a %n", "/a", "/t", "/f"],
    },
    {
      option: "--size",
      theirs: theirs("--size", "65536", "--tmpfs", "/d"),
      ours: ours("--tmpfs=/d:mode=755,size=64K"),
      view: ["stat", "-f", "-c", "%b %S", "/d"],
    },
    {
      option: "--chmod",
      theirs: theirs("--dir", "/a", "--chmod", "0711", "/a"),
      ours: ours("--dir=/a", "--chmod=/a:0711"),
      view: ["stat", "-c", "%a", "/a"],
    },
    {
      option: "--overlay-src, --overlay",
      theirs: overlaid(`lowerdir=${host}/high:${host}/low,upperdir=${host}/upper,workdir=${host}/work`),
      ours: inPlace(`lower=${host}/high,lower=${host}/low,upper=${host}/upper2,work=${host}/work2`),
      view: layers,
    },
    {
      option: "--tmp-overlay",
      theirs: overlaid(`lowerdir=${host}/high:${host}/low,upperdir=/mnt/u,workdir=/mnt/w`),
      ours: inPlace(`lower=${host}/high,lower=${host}/low,upper=tmpfs`),
      view: layers,
    },
    {
      option: "--ro-overlay",
      theirs: overlaid(`lowerdir=${host}/high:${host}/low`),
      ours: inPlace(`lower=${host}/high,lower=${host}/low`),
      view: shell("cat /opt/a /opt/b; ls /opt; touch /opt/c || echo no"),
    },
  ],
});

test.run();
