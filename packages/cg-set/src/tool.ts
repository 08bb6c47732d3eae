import { defineTool } from "@isobox/toolkit";
import { hints } from "./hints.ts";
import { tellMetLimits } from "./met-limits.ts";
import { options } from "./options.ts";
import { undoers } from "./remove.ts";
import { applyCgSet, checkOptions } from "./stage.ts";
import { UNDO } from "./undo-kinds.ts";
import { controllersVerb } from "./verbs/controllers.ts";
import { createVerb } from "./verbs/create.ts";
import { deleteVerb } from "./verbs/delete.ts";
import { doctorVerb } from "./verbs/doctor.ts";
import { freezeVerb, thawVerb } from "./verbs/freeze.ts";
import { getVerb } from "./verbs/get.ts";
import { killVerb } from "./verbs/kill.ts";
import { listVerb } from "./verbs/list.ts";
import { moveVerb } from "./verbs/move.ts";
import { applyVerb, saveVerb } from "./verbs/save.ts";
import { setVerb } from "./verbs/set.ts";
import { statsVerb } from "./verbs/stats.ts";
import { watchVerb } from "./verbs/watch.ts";

export const cgSet = defineTool({
  name: "cg-set",
  summary: "Make a cgroup in every hierarchy, limit it and enter it, then execute PROG",
  options,
  check: checkOptions,
  apply: applyCgSet,
  verbs: {
    create: createVerb,
    set: setVerb,
    get: getVerb,
    move: moveVerb,
    list: listVerb,
    delete: deleteVerb,
    freeze: freezeVerb,
    thaw: thawVerb,
    kill: killVerb,
    stats: statsVerb,
    watch: watchVerb,
    save: saveVerb,
    apply: applyVerb,
    controllers: controllersVerb,
    doctor: doctorVerb,
  },
  undoers,
  endingExplainers: { [UNDO.cgroup]: tellMetLimits },
  hints,
  examples: [
    {
      prompt: "#",
      command: "cg-set --name lab --memory 64M --pids 100 --rm -- sh",
      note: "a shell with at most 64 MiB and 100 tasks; nothing of it is left running",
    },
    {
      prompt: "#",
      command: "cg-set --cpus 0.5 --rm -- sha256sum /usr/bin/env",
      note: "half a processor, in a cgroup with a name of its own",
    },
    {
      prompt: "#",
      command: "cg-set --device default --device 'allow c 10:229 rw' --rm -- sh",
      note: "no device but the usual ones and /dev/fuse",
    },
    {
      prompt: "#",
      command:
        "cg-set --name /lab/a --prepare --rm -- ns-exec --user --map-root-user --pid --fork -- cg-set --enter -- ns-exec --cgroup -- sh",
      note: "enter from a user namespace in which the cgroup could not be written to any more",
    },
  ],
  seeAlso: ["cgroups(7)", "cpuset(7)", "cgroup_namespaces(7)", "ns-exec(1)"],
});
