import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing, orWord, type ValueType } from "@isobox/toolkit";

/** A signal by name, with or without "SIG", or by number. */
export const signal: ValueType<number> = {
  placeholder: "SIGNAL",
  choices: Object.keys(abi.SIGNALS).map((name) => name.slice(3)),
  parse(text) {
    const name = text.toUpperCase();
    const byName = (abi.SIGNALS as Readonly<Record<string, number>>)[
      name.startsWith("SIG") ? name : `SIG${name}`
    ];
    const number = byName ?? (/^[0-9]{1,2}$/.test(text) ? Number(text) : 0);
    if (number < 1 || number > abi.NSIG) throw new RangeError(`a signal such as TERM, SIGKILL or 9`);
    return number;
  },
  format: (number) =>
    Object.entries(abi.SIGNALS)
      .find(([, value]) => value === number)?.[0]
      .slice(3) ?? String(number),
};

/** A signal, what there is ("keep"), or none ("clear"), as setpriv(1) has them. */
export const deathSignalChange = orWord("clear", orWord("keep", signal));

/** The signal that this process gets when its parent dies; 0 for none. */
export function deathSignal(): number {
  const answer = sys.struct(4);
  doing("cannot tell the parent death signal", () =>
    sys.call(sys.NR.prctl, abi.PR_GET_PDEATHSIG, answer, 0, 0, 0),
  );
  return answer.getInt32(0, sys.LE);
}

/** From now on the parent's death is no signal. Threads: single. */
export function clearDeathSignal(): void {
  doing("cannot clear the parent death signal", () => sys.prctl(abi.PR_SET_PDEATHSIG, 0));
}

/**
 * Asks for a signal when the parent dies, and makes sure that it has not died already.
 *
 * Preconditions: after ids have changed, which cancels the signal (prctl(2)). Threads: single.
 * @param parent what getppid(2) said before; 0, the answer to the first process of a pid namespace, cannot be
 *   checked: it stays 0 whether or not the parent lives.
 */
export function setDeathSignal(signal: number, parent: number): void {
  doing("cannot set the parent death signal", () => sys.prctl(abi.PR_SET_PDEATHSIG, signal));
  if (sys.getppid() !== parent) sys.kill(sys.getpid(), signal);
}
