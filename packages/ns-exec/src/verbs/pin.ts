import { defineVerb, flag, path, UsageError, value } from "@isobox/toolkit";
import { NAMESPACES, procNameOf } from "../namespaces.ts";
import { type Pinned, pinNamespace, unpin } from "../pin.ts";
import { checkAlive, openTarget, targetWord } from "../target.ts";

const file = path("FILE");

/** The options of ns-exec pin. */
export const pinOptions = {
  target: value(targetWord, "the process whose namespaces are kept", { short: "t" }),
  mount: value(file, "keep its mount namespace", { short: "m" }),
  uts: value(file, "keep its UTS namespace", { short: "u" }),
  ipc: value(file, "keep its IPC namespace", { short: "i" }),
  net: value(file, "keep its network namespace", { short: "n" }),
  pid: value(file, "keep its PID namespace, which ends all the same with its first process", { short: "p" }),
  user: value(file, "keep its user namespace", { short: "U" }),
  cgroup: value(file, "keep its cgroup namespace", { short: "C" }),
  time: value(file, "keep its time namespace", { short: "T" }),
} as const;

/** `ns-exec pin`: namespaces of a process, kept by bind mounts of their files. All of them, or none. */
export const pinVerb = defineVerb({
  summary: "Keep namespaces of a process by mounting each on a FILE, made where it is missing",
  options: pinOptions,
  run(options) {
    if (options.target === undefined)
      throw new UsageError("--target is missing: the process whose namespaces are kept");
    const pins = NAMESPACES.flatMap(({ type }) => {
      const given = options[type];
      return given === undefined ? [] : [{ type, file: given }];
    });
    if (pins.length === 0) throw new UsageError("nothing to pin: give --net FILE, or another kind");
    const target = openTarget(options.target);
    const done: Pinned[] = [];
    try {
      for (const pin of pins) done.push(pinNamespace(target.directory, procNameOf(pin.type), pin));
      checkAlive(target);
    } catch (error) {
      for (const pinned of done.reverse()) pinned.undo();
      throw error;
    }
    return 0;
  },
});

/** `ns-exec unpin`. */
export const unpinVerb = defineVerb({
  summary: "Unmount the namespace that is mounted on each FILE, and remove the file if it is empty",
  operands: "FILE...",
  options: { keepFile: flag("leave the file") },
  run({ keepFile }, files) {
    for (const each of files) unpin(each, keepFile === true);
    return 0;
  },
});
