import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import { testComingFrom } from "../lib/coming-from.ts";
import { scratch, tool } from "../lib/tools.ts";
import { onProcess } from "../lib/views.ts";

const host = scratch("findmnt");
for (const name of ["m", "plain"]) mkdirSync(join(host, name));
const mounted = join(host, "m");

/** In a namespace with a few mounts of our own, below one place, which both lists show alone. */
const among = (words: string) => [
  ...["unshare", "--mount", "sh", "-c"],
  `mount -t tmpfs -o size=64k,nosuid one ${mounted} && mkdir ${mounted}/x ${mounted}/y && mount --make-shared ${mounted} && mount -t ramfs two ${mounted}/x && mount --bind -o ro /etc ${mounted}/y && ${words}`,
];
const findmnt = (words: string) => among(`findmnt ${words}`);
const ours = (words: string) => among(`${tool("mnt-root")} list ${words}`);
const spaces = (text: string) => text.replace(/ +/g, " ").replace(/^ | $/gm, "");
const columns = "TARGET,SOURCE,FSTYPE,VFS-OPTIONS,PROPAGATION";

const inside = `nsenter -t $p -m mount -t tmpfs t ${mounted}`;

const table = "the kernel's table is the only one";
const devices = "the sizes and labels of devices are df's and lsblk's";

testComingFrom({
  name: "findmnt",
  cases: [
    {
      option: "-T, --target",
      theirs: findmnt(`-no ${columns} --target ${mounted}/y/passwd`),
      ours: ours(`-no ${columns} ${mounted}/y/passwd`),
      normalize: spaces,
    },
    {
      option: "-M, --mountpoint",
      theirs: findmnt(`-no ${columns} --mountpoint ${mounted}/x`),
      ours: ours(`-no ${columns} ${mounted}/x`),
      normalize: spaces,
    },
    {
      option: "-R, --submounts",
      theirs: findmnt(`-lno ${columns} --submounts ${mounted}`),
      ours: ours(`-lno ${columns} --submounts ${mounted}`),
      normalize: spaces,
    },
    {
      option: "-o, --output",
      theirs: findmnt(`-lno ID,PARENT,FSROOT,OPT-FIELDS,TARGET -R ${mounted} | sed 's/[0-9][0-9]*/N/g'`),
      ours: ours(`-lno ID,PARENT,FSROOT,OPT-FIELDS,TARGET -R ${mounted} | sed 's/[0-9][0-9]*/N/g'`),
      normalize: spaces,
    },
    {
      option: "-n, --noheadings",
      theirs: findmnt(`-no FSTYPE ${mounted}`),
      ours: ours(`-no FSTYPE ${mounted}`),
    },
    {
      option: "-l, --list",
      theirs: findmnt("-lno TARGET"),
      ours: ours("-lno TARGET"),
      normalize: spaces,
    },
    {
      option: "--tree",
      theirs: findmnt("--tree -no TARGET"),
      ours: ours("-no TARGET"),
      normalize: spaces,
    },
    {
      option: "-t, --types",
      theirs: findmnt("-lno TARGET,FSTYPE -t ramfs"),
      ours: ours("-lno TARGET,FSTYPE -t ramfs"),
      normalize: spaces,
    },
    {
      option: "-J, --json",
      theirs: findmnt(`-lJo TARGET,FSTYPE,PROPAGATION -R ${mounted}`),
      ours: ours(`-lJo TARGET,FSTYPE,PROPAGATION -R ${mounted}`),
      normalize: (text) => JSON.stringify(JSON.parse(text)),
    },
    {
      option: "-N, --task",
      theirs: onProcess(inside, "findmnt -lno TARGET --task $p | tail -1", "unshare --mount"),
      ours: onProcess(inside, `${tool("mnt-root")} list -lno TARGET --task $p | tail -1`, "unshare --mount"),
      normalize: spaces,
    },
    { option: "-k, --kernel", none: "it is what is always read" },
    { option: "-s, --fstab", none: table },
    { option: "-m, --mtab", none: table },
    { option: "-F, --tab-file", none: table },
    { option: "-x, --verify", none: table },
    { option: "--verbose", none: table },
    { option: "-d, --direction", none: "the order is the kernel's" },
    { option: "-p, --poll", none: "a watch is no list" },
    { option: "-w, --timeout", none: "a watch is no list" },
    { option: "-A, --all", none: "nothing is left out" },
    { option: "-a, --ascii", none: "--list has no lines" },
    { option: "-b, --bytes", none: devices },
    { option: "-D, --df", none: devices },
    { option: "-e, --evaluate", none: devices },
    { option: "-C, --nocanonicalize", none: "a path is followed to its mount" },
    { option: "-c, --canonicalize", none: "a path is followed to its mount" },
    { option: "-f, --first-only", none: "head -1 does it" },
    { option: "-i, --invert", none: "JSON is for such questions" },
    { option: "-O, --options", none: "JSON is for such questions" },
    { option: "-S, --source", none: "JSON is for such questions" },
    { option: "-U, --uniq", none: "JSON is for such questions" },
    { option: "--pseudo", none: "JSON is for such questions" },
    { option: "--real", none: "JSON is for such questions" },
    { option: "--shadowed", none: "JSON is for such questions" },
    { option: "--output-all", none: "each column is named" },
    { option: "-P, --pairs", none: "JSON is the form for programs" },
    { option: "-r, --raw", none: "JSON is the form for programs" },
    { option: "-y, --shell", none: "JSON is the form for programs" },
    { option: "-u, --notruncate", none: "nothing is ever cut off" },
    { option: "-v, --nofsroot", none: "the column FSROOT has it" },
    { option: "--vfs-all", none: "an option that is off is not said" },
  ],
});

test.run();
