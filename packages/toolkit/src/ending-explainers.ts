import type { UndoRecord } from "./undo.ts";

/** Tells what a thing that the chain has made had to do with the failure of its command, if it had. */
export type EndingExplainer = (operand: string) => void;

let explainers: Readonly<Record<string, EndingExplainer>> = {};

/** Collects, at build time, what each tool can say of the kinds of things that it records. */
export function registerEndingExplainers(
  tools: Iterable<{ readonly endingExplainers?: Readonly<Record<string, EndingExplainer>> }>,
): void {
  explainers = Object.assign({}, ...[...tools].map((tool) => tool.endingExplainers ?? {}));
}

/**
 * After a command that failed and before what was recorded is removed: tells which of it was the reason.
 *
 * Never throws: not to know the reason is no failure.
 */
export function explainEnding(records: readonly UndoRecord[]): void {
  for (const { kind, operand } of records) {
    try {
      if (Object.hasOwn(explainers, kind)) explainers[kind]!(operand);
    } catch {
      // The thing is gone, or not to be read.
    }
  }
}
