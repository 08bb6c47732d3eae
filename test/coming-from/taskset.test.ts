import { test } from "uvu";
import { testComingFrom } from "../lib/coming-from.ts";
import { tool } from "../lib/tools.ts";
import { onProcess, statusField } from "../lib/views.ts";

const capDrop = tool("cap-drop");

testComingFrom({
  name: "taskset",
  cases: [
    {
      option: "-c, --cpu-list",
      theirs: ["taskset", "--cpu-list", "0-0:2"],
      ours: [capDrop, "--cpu-affinity=0-0:2", "--"],
      view: statusField("Cpus_allowed"),
    },
    {
      option: "-p, --pid",
      theirs: onProcess("taskset --pid 1 $p >/dev/null", "grep Cpus_allowed: /proc/$p/status"),
      ours: onProcess(`${capDrop} sched --cpu-affinity=0x1 $p`, "grep Cpus_allowed: /proc/$p/status"),
    },
    {
      option: "-a, --all-tasks",
      theirs: onProcess("taskset --all-tasks --pid 1 $p >/dev/null", "grep Cpus_allowed: /proc/$p/status"),
      ours: onProcess(
        `${capDrop} sched --all-tasks --cpu-affinity=0 $p`,
        "grep Cpus_allowed: /proc/$p/status",
      ),
    },
  ],
});

test.run();
