import { test } from "uvu";
import * as assert from "uvu/assert";
import { testComingFrom } from "../lib/coming-from.ts";
import { type Result, tool } from "../lib/tools.ts";
import { onProcess } from "../lib/views.ts";

const capDrop = tool("cap-drop");

function bothTell(theirs: Result, ours: Result): void {
  assert.match(theirs.stdout, /CORE.*5:6/s);
  assert.match(ours.stdout, /^core of process \d+: .* is now 5:6$/m);
}

testComingFrom({
  name: "prlimit",
  cases: [
    {
      option: "-p, --pid",
      theirs: onProcess("prlimit --pid $p --nofile=10:20", "cat /proc/$p/limits"),
      ours: onProcess(`${capDrop} limits --nofile=10:20 $p`, "cat /proc/$p/limits"),
    },
    {
      option: "-o, --output",
      theirs: ["prlimit", "--raw", "--output", "RESOURCE,SOFT,HARD"],
      ours: [capDrop, "limits", "--raw", "--output", "resource,soft,hard"],
      normalize: (text) => text.toLowerCase(),
    },
    {
      option: "--noheadings",
      theirs: ["prlimit", "--raw", "--noheadings", "--output", "SOFT,HARD"],
      ours: [capDrop, "limits", "--raw", "--noheadings", "--output", "soft,hard"],
    },
    {
      option: "--raw",
      theirs: ["prlimit", "--raw", "--output", "HARD,SOFT"],
      ours: [capDrop, "limits", "--raw", "--output", "hard,soft"],
    },
    {
      option: "--verbose",
      theirs: onProcess("prlimit --pid $p --verbose --core=5:6", "true"),
      ours: onProcess(`${capDrop} limits --verbose --core=5:6 $p`, "true"),
      compare: bothTell,
    },
    {
      option: "-c, --core",
      theirs: onProcess(
        "prlimit --pid $p --core=3:400 && prlimit --pid $p --core=:300",
        "cat /proc/$p/limits",
      ),
      ours: onProcess(
        `${capDrop} limits --core=3:400 $p && ${capDrop} limits --core=:300 $p`,
        "cat /proc/$p/limits",
      ),
    },
    {
      option: "-d, --data",
      theirs: ["prlimit", "--data=1000000:2000000"],
      ours: [capDrop, "--rlimit=data=1000000:2000000", "--"],
      view: ["cat", "/proc/self/limits"],
    },
    {
      option: "-e, --nice",
      theirs: ["prlimit", "--nice=0:0"],
      ours: [capDrop, "--rlimit=nice=0:0", "--"],
      view: ["cat", "/proc/self/limits"],
    },
    {
      option: "-f, --fsize",
      theirs: ["prlimit", "--fsize=5:6"],
      ours: [capDrop, "--rlimit=fsize=5:6", "--"],
      view: ["cat", "/proc/self/limits"],
    },
    {
      option: "-i, --sigpending",
      theirs: ["prlimit", "--sigpending=5:6"],
      ours: [capDrop, "--rlimit=sigpending=5:6", "--"],
      view: ["cat", "/proc/self/limits"],
    },
    {
      option: "-l, --memlock",
      theirs: ["prlimit", "--memlock=4096:8192"],
      ours: [capDrop, "--rlimit=memlock=4096:8192", "--"],
      view: ["cat", "/proc/self/limits"],
    },
    {
      option: "-m, --rss",
      theirs: ["prlimit", "--rss=4096:8192"],
      ours: [capDrop, "--rlimit=rss=4096:8192", "--"],
      view: ["cat", "/proc/self/limits"],
    },
    {
      option: "-n, --nofile",
      theirs: ["prlimit", "--nofile=10:20"],
      ours: [capDrop, "--rlimit=nofile=10:20", "--"],
      view: ["cat", "/proc/self/limits"],
    },
    {
      option: "-q, --msgqueue",
      theirs: ["prlimit", "--msgqueue=5:6"],
      ours: [capDrop, "--rlimit=msgqueue=5:6", "--"],
      view: ["cat", "/proc/self/limits"],
    },
    {
      option: "-r, --rtprio",
      theirs: ["prlimit", "--rtprio=0:0"],
      ours: [capDrop, "--rlimit=rtprio=0:0", "--"],
      view: ["cat", "/proc/self/limits"],
    },
    {
      option: "-s, --stack",
      theirs: ["prlimit", "--stack=65536:131072"],
      ours: [capDrop, "--rlimit=stack=65536:131072", "--"],
      view: ["cat", "/proc/self/limits"],
    },
    {
      option: "-t, --cpu",
      theirs: ["prlimit", "--cpu=100:200"],
      ours: [capDrop, "--rlimit=cpu=100:200", "--"],
      view: ["cat", "/proc/self/limits"],
    },
    {
      option: "-u, --nproc",
      theirs: ["prlimit", "--nproc=1000:2000"],
      ours: [capDrop, "--rlimit=nproc=1000:2000", "--"],
      view: ["cat", "/proc/self/limits"],
    },
    {
      option: "-v, --as",
      theirs: ["prlimit", "--as=1073741824:2147483648"],
      ours: [capDrop, "--rlimit=as=1073741824:2147483648", "--"],
      view: ["cat", "/proc/self/limits"],
    },
    {
      option: "-x, --locks",
      theirs: ["prlimit", "--locks=5:6"],
      ours: [capDrop, "--rlimit=locks=5:6", "--"],
      view: ["cat", "/proc/self/limits"],
    },
    {
      option: "-y, --rttime",
      theirs: ["prlimit", "--rttime=5:6"],
      ours: [capDrop, "--rlimit=rttime=5:6", "--"],
      view: ["cat", "/proc/self/limits"],
    },
  ],
});

test.run();
