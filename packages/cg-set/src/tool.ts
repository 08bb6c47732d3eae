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
      command: "cg-set --name /lab --memory 64M --pids 100 --rm -- sh -c 'echo built'",
      note: "at most 64 MiB and 100 tasks; nothing of it is left running",
      output: "built\n",
    },
    {
      prompt: "#",
      command: "cg-set --cpus 0.5 --rm -- sh -c 'sleep 0.1'",
      note: "half a processor, in a cgroup with a name of its own",
    },
    {
      prompt: "#",
      command:
        "cg-set --device default --device 'allow c 10:229 rw' --rm -- sh -c 'head -c 1 /dev/zero | wc -c'",
      note: "no device but the usual ones and /dev/fuse; on v2 a BPF program sees to it",
      output: "1\n",
    },
    {
      prompt: "#",
      command:
        "cg-set --name /lab/a --prepare --rm -- ns-exec --user --map-root-user --pid --fork -- cg-set --enter -- ns-exec --cgroup -- true",
      note: "enter from a user namespace in which the cgroup could not be written to any more",
    },
    {
      prompt: "#",
      command: "cg-set create --owner 1000:1000 --set cgroup.max.depth=3 /lab",
      note: "a cgroup that stays, in which user 1000 may run processes and make others",
    },
    {
      prompt: "#",
      command: "cg-set set /lab cgroup.max.depth=5 && cg-set get /lab cgroup.max.depth",
      output: "cgroup.max.depth: 5\n",
    },
    { prompt: "#", command: "cg-set --name /lab --existing -- true", note: "run in it" },
    {
      prompt: "#",
      command:
        "sleep 100 & cg-set move /lab $! && cg-set freeze /lab && cg-set thaw /lab && cg-set kill /lab",
      note: "move a process into it; stop all of it, go on, end it",
    },
    {
      prompt: "#",
      command: "cg-set list -l /lab",
      note: "where it is, whose it is, and how many processes it has",
    },
    { prompt: "#", command: "cg-set stats --json /lab", note: "what it has used" },
    {
      prompt: "#",
      command: "cg-set save /lab > lab.json && cg-set apply --name /lab2 lab.json",
      note: "the same tree again",
    },
    { prompt: "#", command: "cg-set doctor /lab", note: "is there a rule that it breaks?" },
    {
      prompt: "#",
      command: "(sleep 1; cg-set --name /lab2 --existing -- sleep 1) & cg-set watch --count 1 /lab2",
      note: "tells when somebody comes",
    },
    { prompt: "#", command: "cg-set delete /lab /lab2" },
    { prompt: "#", command: "cg-set controllers" },
  ],
  seeAlso: ["cgroups(7)", "cpuset(7)", "cgroup_namespaces(7)", "ns-exec(1)"],
});
