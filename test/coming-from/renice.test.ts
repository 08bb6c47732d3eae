import { test } from "uvu";
import { testComingFrom } from "../lib/coming-from.ts";
import { tool } from "../lib/tools.ts";
import { onProcess } from "../lib/views.ts";

const capDrop = tool("cap-drop");

testComingFrom({
  name: "renice",
  cases: [
    {
      option: "-n, --priority",
      theirs: onProcess("renice --priority 5 $p >/dev/null", "ps -o ni= -p $p"),
      ours: onProcess(`${capDrop} sched --nice=5 $p`, "ps -o ni= -p $p"),
    },
    {
      option: "-p, --pid",
      theirs: onProcess("renice -n 6 --pid $p >/dev/null", "ps -o ni= -p $p"),
      ours: onProcess(`${capDrop} sched --nice=6 $p`, "ps -o ni= -p $p"),
    },
    {
      option: "-g, --pgrp",
      theirs: onProcess("renice -n 7 --pgrp $p >/dev/null", "ps -o ni= -p $p", "setsid"),
      ours: onProcess(`${capDrop} sched --nice=7 --pgrp=$p`, "ps -o ni= -p $p", "setsid"),
    },
    {
      option: "-u, --user",
      theirs: onProcess(
        "renice -n 8 --user 61236 >/dev/null",
        "ps -o ni= -p $p",
        "setpriv --reuid=61236 --clear-groups",
      ),
      ours: onProcess(
        `${capDrop} sched --nice=8 --user=61236`,
        "ps -o ni= -p $p",
        "setpriv --reuid=61236 --clear-groups",
      ),
    },
  ],
});

test.run();
