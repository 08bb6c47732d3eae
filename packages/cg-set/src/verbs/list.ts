import { defineVerb, flag, formatTable, print } from "@isobox/toolkit";
import { describeDirectories, rootCgroup } from "../inventory.ts";
import { controllers } from "../options.ts";
import { cgroupOf } from "./operand.ts";

/** `cg-set list [CGROUP]`: the directories of a cgroup and of those below it, in each hierarchy that has it. */
export const listVerb = defineVerb({
  summary: "Print the directories of a cgroup and of those below it, as far as they are there",
  operands: "[CGROUP]",
  options: {
    long: flag("with controllers, type, owner and number of processes", { short: "l" }),
    names: flag("as CONTROLLERS:PATH, like lscgroup(1)"),
    json: flag("as JSON"),
    controllers,
  },
  run({ long, names, json, controllers: wanted }, [operand = "/"]) {
    const cgroup = /^\/+$/.test(operand) ? rootCgroup(wanted) : cgroupOf(operand, wanted);
    const rows = describeDirectories(cgroup, long === true || json === true);
    if (json) print(`${JSON.stringify(rows)}\n`);
    else if (names) print(rows.map(({ hierarchy, path }) => `${hierarchy}:${path}\n`).join(""));
    else if (!long) print(rows.map(({ directory }) => `${directory}\n`).join(""));
    else
      print(
        formatTable(
          [
            ["HIERARCHY", "CONTROLLERS", "TYPE", "OWNER", "PROCESSES", "PATH"],
            ...rows.map(({ hierarchy, controllers: on, type, uid, gid, processes, path }) => [
              hierarchy,
              on?.join(",") || "-",
              type ?? "-",
              `${uid}:${gid}`,
              `${processes}`,
              path,
            ]),
          ],
          { gap: 2 },
        ),
      );
    return 0;
  },
});
