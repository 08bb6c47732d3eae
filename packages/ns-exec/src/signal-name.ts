import { NSIG, SIGNALS } from "@isobox/kernel/abi";
import type { ValueType } from "@isobox/toolkit";

const numbers = new Map<string, number>(Object.entries(SIGNALS));
const names = new Map<number, string>(Object.entries(SIGNALS).map(([name, number]) => [number, name]));

/** A signal: `KILL`, `SIGKILL` or `9`. */
export const signalName: ValueType<number> = {
  placeholder: "SIG",
  choices: Object.keys(SIGNALS).map((name) => name.slice(3)),
  parse(word) {
    const name = word.toUpperCase();
    const number = /^[0-9]{1,2}$/.test(word)
      ? Number(word)
      : (numbers.get(name) ?? numbers.get(`SIG${name}`) ?? 0);
    if (number < 1 || number > NSIG) throw new RangeError("a signal, such as KILL, SIGTERM or 15");
    return number;
  },
  format: (number) => names.get(number)?.slice(3) ?? String(number),
};
