import * as abi from "@isobox/kernel/abi";
import { defineVerb, type ValueType, value } from "@isobox/toolkit";
import { killCgroup, signalCgroup } from "../kill.ts";
import { existing } from "./operand.ts";

/** A signal by its name or number. */
const signal: ValueType<number> = {
  placeholder: "SIGNAL",
  choices: Object.keys(abi.SIGNALS).map((name) => name.slice(3)),
  parse(word) {
    const named = (abi.SIGNALS as Readonly<Record<string, number>>)[
      `SIG${word.toUpperCase().replace(/^SIG/, "")}`
    ];
    const number = named ?? (/^[0-9]{1,2}$/.test(word) ? Number(word) : 0);
    if (number < 1 || number > 64) throw new SyntaxError("a signal such as TERM, SIGTERM or 15");
    return number;
  },
  format: String,
};

/** `cg-set kill CGROUP`: kills all that is in a cgroup, or sends it another signal. */
export const killVerb = defineVerb({
  summary: "Kill every process of a cgroup and of those below it, or send them another signal",
  operands: "CGROUP",
  options: { signal: value(signal, "this signal instead, to each process once", { short: "s" }) },
  run(options, [operand]) {
    const cgroup = existing(operand!);
    if (options.signal === undefined || options.signal === abi.SIGKILL) killCgroup(cgroup);
    else signalCgroup(cgroup, options.signal);
    return 0;
  },
});
