import { defineVerb, flag, formatTable, print } from "@isobox/toolkit";
import { discoverHierarchies } from "../hierarchy.ts";
import { UNIFIED } from "../named.ts";
import { readIfThere } from "../read.ts";
import { readWords } from "../subtree-control.ts";

/** `cg-set controllers`: which controllers there are, and in which hierarchy. */
export const controllersVerb = defineVerb({
  summary: "Print the controllers of this kernel, and where each is mounted",
  operands: "",
  options: { json: flag("as JSON") },
  run({ json }) {
    const rows = controllers();
    if (json) print(`${JSON.stringify(rows)}\n`);
    else
      print(
        formatTable(
          [
            ["CONTROLLER", "VERSION", "MOUNT", "OWN"],
            ...rows.map(({ controller, version, mount, own }) => [
              controller,
              version === null ? "-" : `v${version}`,
              mount ?? "-",
              own ?? "-",
            ]),
          ],
          { gap: 2 },
        ),
      );
    return 0;
  },
});

interface Row {
  readonly controller: string;
  /** null: the kernel has it, and no hierarchy. */
  readonly version: 1 | 2 | null;
  readonly mount: string | null;
  /** Where the caller is in that hierarchy. */
  readonly own: string | null;
}

function controllers(): Row[] {
  const rows: Row[] = [];
  for (const { version, controllers: names, mount, own } of discoverHierarchies()) {
    const here = version === 1 ? names : [UNIFIED, ...readWords(`${mount}/cgroup.controllers`)];
    for (const controller of here) rows.push({ controller, version, mount, own: own || "/" });
  }
  // #subsys_name hierarchy num_cgroups enabled
  for (const line of (readIfThere("/proc/cgroups") ?? "").split("\n").slice(1)) {
    const [controller] = line.split("\t");
    if (controller && !rows.some((row) => row.controller === controller))
      rows.push({ controller, version: null, mount: null, own: null });
  }
  return rows.sort((a, b) => (a.controller < b.controller ? -1 : 1));
}
