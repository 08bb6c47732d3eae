import { test } from "uvu";
import { testComingFrom } from "../lib/coming-from.ts";
import { tool } from "../lib/tools.ts";
import { onProcess, shell } from "../lib/views.ts";

const capDrop = tool("cap-drop");

testComingFrom({
  name: "ionice",
  cases: [
    {
      option: "-c, --class",
      theirs: shell("ionice --class 3 ionice"),
      ours: shell(`${capDrop} --io-priority=idle -- ionice`),
    },
    {
      option: "-n, --classdata",
      theirs: shell("ionice --class 2 --classdata 6 ionice"),
      ours: shell(`${capDrop} --io-priority=be:6 -- ionice`),
    },
    {
      option: "-p, --pid",
      theirs: onProcess("ionice --class 1 --classdata 2 --pid $p", "ionice -p $p"),
      ours: onProcess(`${capDrop} sched --io-priority=rt:2 $p`, "ionice -p $p"),
    },
    {
      option: "-P, --pgid",
      theirs: onProcess("ionice --class 2 --classdata 1 --pgid $p", "ionice -p $p", "setsid"),
      ours: onProcess(`${capDrop} sched --io-priority=be:1 --pgrp=$p`, "ionice -p $p", "setsid"),
    },
    {
      option: "-u, --uid",
      theirs: onProcess(
        "ionice --class 2 --classdata 3 --uid 61235",
        "ionice -p $p",
        "setpriv --reuid=61235 --clear-groups",
      ),
      ours: onProcess(
        `${capDrop} sched --io-priority=be:3 --user=61235`,
        "ionice -p $p",
        "setpriv --reuid=61235 --clear-groups",
      ),
    },
    {
      option: "-t, --ignore",
      theirs: onProcess("ionice --ignore --class 2 --classdata 4 --pid 4194305 $p", "ionice -p $p"),
      ours: onProcess(`${capDrop} sched --ignore --io-priority=be:4 4194305 $p`, "ionice -p $p"),
    },
  ],
});

test.run();
