import type { SyscallArg } from "../../host/host.ts";
import type { Format } from "../format/format.ts";

/** The arguments of a call as they were passed. */
export type Args = readonly (SyscallArg | undefined)[];

/** What the table says of a call. */
export interface Row {
  /** The parameters by the names of the manual page. */
  readonly parameters: readonly string[];
  readonly formats: readonly Format[];
  /**
   * Whether the call may alter something that outlives the calling process or lies outside of it, or an attribute
   * of the process that later calls depend on (identity, root, namespaces). Its memory, its descriptors and its
   * signal mask do not count.
   */
  readonly changes: boolean;
  /** Whether it does with these arguments. */
  readonly changesWith: (args: Args) => boolean;
  /** The result, where it is no plain number. */
  readonly result?: Format;
}

type Parameters = Readonly<Record<string, Format>>;

function row(
  parameters: Parameters,
  changes: boolean,
  changesWith: Row["changesWith"],
  result?: Format,
): Row {
  const names = Object.keys(parameters);
  const base = { parameters: names, formats: Object.values(parameters), changes, changesWith };
  return result === undefined ? base : { ...base, result };
}

const never = () => false;
const always = () => true;

/** A call that only reads, or acts on what ends with the process. */
export const reads = (parameters: Parameters = {}, result?: Format): Row =>
  row(parameters, false, never, result);

/** A call that changes something. */
export const changes = (parameters: Parameters = {}): Row => row(parameters, true, always);

/** A call that changes something with some arguments only. */
export const changesIf = (when: (args: Args) => boolean, parameters: Parameters, result?: Format): Row =>
  row(parameters, true, when, result);

/** The bits of an argument; all of them when it is no integer. */
export function bitsOf(argument: SyscallArg | undefined): number {
  if (argument === undefined || argument === null) return 0;
  if (typeof argument === "number") return argument | 0;
  return typeof argument === "bigint" ? Number(BigInt.asIntN(32, argument)) : -1;
}
