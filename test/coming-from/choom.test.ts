import { test } from "uvu";
import { testComingFrom } from "../lib/coming-from.ts";
import { tool } from "../lib/tools.ts";
import { onProcess } from "../lib/views.ts";

const capDrop = tool("cap-drop");

testComingFrom({
  name: "choom",
  cases: [
    {
      option: "-n, --adjust",
      theirs: ["choom", "--adjust=300", "--"],
      ours: [capDrop, "--oom-score-adj=300", "--"],
      view: ["cat", "/proc/self/oom_score_adj"],
    },
    {
      option: "-p, --pid",
      theirs: onProcess("choom --adjust 200 --pid $p >/dev/null", "cat /proc/$p/oom_score_adj"),
      ours: onProcess(`${capDrop} sched --oom-score-adj=200 $p`, "cat /proc/$p/oom_score_adj"),
    },
  ],
});

test.run();
