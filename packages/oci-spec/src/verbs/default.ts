import { defineVerb, print } from "@isobox/toolkit";
import { defaultConfig } from "../default.ts";

export const defaultVerb = defineVerb({
  summary: "Print a configuration to start from",
  options: {},
  run() {
    // Tabs, as runc spec writes them: the two can be compared.
    print(`${JSON.stringify(defaultConfig(), null, "\t")}\n`);
    return 0;
  },
});
