import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import { testComingFrom } from "../lib/coming-from.ts";
import { scratch, tool } from "../lib/tools.ts";
import { onProcess, shell } from "../lib/views.ts";

const host = scratch("mount");
for (const name of ["a", "b"]) mkdirSync(join(host, name));
writeFileSync(join(host, "a/f"), "a");

/** In a mount namespace of its own, of which nothing is left; the view comes behind. */
const theirs = (script: string) => ["unshare", "--mount", "sh", "-c", `${script} && exec "$@"`, "sh"];
const ours = (...options: readonly string[]) => [
  tool("ns-exec"),
  "--mount",
  "--",
  "mnt-root",
  ...options,
  "--",
];

const at = (path: string) => ["findmnt", "-rno", "TARGET,SOURCE,FSTYPE,VFS-OPTIONS,PROPAGATION", path];
const mnt = at("/mnt");
/** A mount at a place of our own that propagation can be set of. */
const made = (...words: readonly string[]) =>
  ours("--mount=type=tmpfs,src=t,dst=/mnt", "--dir=/mnt/b", "--mount=type=tmpfs,src=b,dst=/mnt/b", ...words);
const base = "mount -t tmpfs t /mnt && mkdir /mnt/b && mount -t tmpfs b /mnt/b";
const both = shell("findmnt -rno TARGET,PROPAGATION /mnt; findmnt -rno TARGET,PROPAGATION /mnt/b");

const propagation = ["shared", "slave", "private", "unbindable"].flatMap((word) =>
  [word, `r${word}`].map((each) => ({
    option: `--make-${each}`,
    theirs: theirs(`${base} && mount --make-shared /mnt && mount --make-${each} /mnt`),
    ours: made("--mount=dst=/mnt,shared", `--mount=dst=/mnt,${each}`),
    view: both,
  })),
);

const table = "mnt-root reads no table of mounts";
const tags = "a device is given by its path";

testComingFrom({
  name: "mount",
  cases: [
    {
      option: "-t, --types",
      theirs: theirs("mount -t tmpfs x /mnt"),
      ours: ours("--mount=type=tmpfs,src=x,dst=/mnt"),
      view: mnt,
    },
    {
      option: "-o, --options",
      theirs: theirs("mount -t tmpfs -o size=64k,nosuid,noexec,noatime x /mnt"),
      ours: ours("--mount=type=tmpfs,src=x,dst=/mnt,size=64k,nosuid,noexec,noatime"),
      view: [...mnt.slice(0, 2), "SOURCE,OPTIONS", "/mnt"],
    },
    {
      option: "-r, --read-only",
      theirs: theirs("mount -r -t tmpfs x /mnt"),
      ours: ours("--mount=type=tmpfs,src=x,dst=/mnt,ro"),
      view: mnt,
    },
    {
      option: "-w, --rw, --read-write",
      theirs: theirs("mount -w -t tmpfs x /mnt"),
      ours: ours("--mount=type=tmpfs,src=x,dst=/mnt,rw"),
      view: mnt,
    },
    {
      option: "--source",
      theirs: theirs("mount -t tmpfs --source x --target /mnt"),
      ours: ours("--mount=type=tmpfs,src=x,dst=/mnt"),
      view: mnt,
    },
    {
      option: "--target",
      theirs: theirs("mount -t tmpfs --source x --target /mnt"),
      ours: ours("--mount=type=tmpfs,src=x,dst=/mnt"),
      view: mnt,
    },
    {
      option: "--target-prefix",
      theirs: theirs(`mount -t tmpfs --target-prefix ${host} --source x --target /b`),
      ours: ours(`--mount=type=tmpfs,src=x,dst=${host}/b`),
      view: at(join(host, "b")),
    },
    {
      option: "-m, --mkdir",
      theirs: theirs(`mount -t tmpfs x /mnt && mount --mkdir -t tmpfs y /mnt/new/deep`),
      ours: ours("--mount=type=tmpfs,src=x,dst=/mnt", "--mount=type=tmpfs,src=y,dst=/mnt/new/deep"),
      view: shell("stat -c %a /mnt/new; findmnt -rno SOURCE /mnt/new/deep"),
    },
    {
      option: "-B, --bind",
      theirs: theirs(`mount --bind ${host} /mnt`),
      ours: ours(`--mount=src=${host},dst=/mnt,bind`),
      view: mnt,
    },
    {
      option: "-R, --rbind",
      theirs: theirs(`mount -t tmpfs b ${host}/b && mount --rbind ${host} /mnt`),
      ours: ours(`--mount=type=tmpfs,src=b,dst=${host}/b`, `--bind=${host}:/mnt`),
      view: at("/mnt/b"),
    },
    {
      option: "-M, --move",
      theirs: theirs(`mount -t tmpfs b ${host}/b && mount --move ${host}/b /mnt`),
      ours: ours(`--mount=type=tmpfs,src=b,dst=${host}/b`, `--move=${host}/b:/mnt`),
      view: shell(`findmnt -rno TARGET,SOURCE /mnt; findmnt ${host}/b || echo moved`),
    },
    ...propagation,
    {
      option: "-N, --namespace",
      theirs: onProcess(
        "mount -N $p -t tmpfs x /mnt",
        "nsenter -t $p -m findmnt -rno SOURCE,FSTYPE /mnt",
        "unshare --mount",
      ),
      ours: onProcess(
        `${tool("ns-exec")} --join mnt=/proc/$p/ns/mnt -- mnt-root --force --mount type=tmpfs,src=x,dst=/mnt -- true`,
        "nsenter -t $p -m findmnt -rno SOURCE,FSTYPE /mnt",
        "unshare --mount",
      ),
    },
    {
      option: "-f, --fake",
      theirs: theirs("mount -f -t tmpfs x /mnt"),
      // A dry run ends before the next program would begin: what is there is looked at behind it.
      ours: [
        "sh",
        "-c",
        `${ours("--dry-run=/dev/null", "--mount=type=tmpfs,dst=/mnt").join(" ")} true && exec "$@"`,
        "sh",
      ],
      view: shell("findmnt /mnt || echo nothing was mounted"),
    },
    {
      option: "-v, --verbose",
      theirs: theirs("mount -v -t tmpfs x /mnt > /dev/null"),
      ours: ours("--trace=/dev/null", "--mount=type=tmpfs,src=x,dst=/mnt"),
      view: mnt,
    },
    { option: "-a, --all", none: table },
    { option: "-F, --fork", none: table },
    { option: "-T, --fstab", none: table },
    { option: "--options-mode", none: table },
    { option: "--options-source", none: table },
    { option: "--options-source-force", none: table },
    { option: "-O, --test-opts", none: table },
    { option: "-n, --no-mtab", none: table },
    { option: "-i, --internal-only", none: "no helper is ever called" },
    { option: "-c, --no-canonicalize", none: "paths are taken as they are" },
    { option: "-l, --show-labels", none: tags },
    { option: "-L, --label", none: tags },
    { option: "-U, --uuid", none: tags },
  ],
});

test.run();
