import { defineVerb, flag, integer, print, value } from "@isobox/toolkit";
import { USUAL_TRIGGER, watchCgroup } from "../watch.ts";
import { existing } from "./operand.ts";

/** `cg-set watch CGROUP`: a line for each thing that happens in it, until it is removed. */
export const watchVerb = defineVerb({
  summary: "Print a line when a cgroup meets a limit, fills, empties, freezes; until it is removed",
  operands: "CGROUP",
  options: {
    json: flag("each as a line of JSON"),
    count: value(integer("N", 1), "end after so many"),
    stall: value(integer("USEC", 1), "v2: tell of memory pressure from such a wait in each window", {
      defaultText: `${USUAL_TRIGGER.stallUsec}`,
    }),
    window: value(integer("USEC", 500_000, 10_000_000), "v2: that window", {
      defaultText: `${USUAL_TRIGGER.windowUsec}`,
    }),
  },
  run({ json, count = Number.POSITIVE_INFINITY, stall, window }, [operand]) {
    let left = count;
    watchCgroup(
      existing(operand!),
      (event) => {
        const { event: what, cgroup, ...more } = event;
        const details = Object.entries(more).map(([key, text]) => ` ${key}=${text ?? "max"}`);
        print(json ? `${JSON.stringify(event)}\n` : `${cgroup}: ${what}${details.join("")}\n`);
        return --left > 0;
      },
      { stallUsec: stall ?? USUAL_TRIGGER.stallUsec, windowUsec: window ?? USUAL_TRIGGER.windowUsec },
    );
    return 0;
  },
});
