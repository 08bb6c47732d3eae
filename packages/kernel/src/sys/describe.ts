import { errnoName, errnoText } from "../abi/errno.ts";
import { plainArg, type SyscallArg } from "../host/host.ts";
import { type Call, ELLIPSIS, type Format } from "./format/format.ts";
import { dec } from "./format/number.ts";
import { quoted } from "./format/text.ts";
import { syscallOf } from "./table.ts";

/** A call in words. */
export interface Description {
  /** The kernel's name of the call. */
  readonly name: string;
  /** The arguments, decoded. */
  readonly args: readonly string[];
  /** What the manual page calls them; as many as `args`. */
  readonly parameters: readonly string[];
}

/**
 * A call by its name, with its arguments decoded.
 *
 * @param result what the kernel answered. Without it, and when it is an error, the buffers that the kernel fills
 *   are an ellipsis.
 */
export function describe(
  nr: number,
  args: readonly (SyscallArg | undefined)[],
  result?: number,
): Description {
  const { name, parameters, formats } = syscallOf(nr);
  const call: Call = { args: args.map(plainArg), result };
  const words: string[] = [];
  const names: string[] = [];
  call.args.forEach((arg, i) => {
    const text = arg === undefined ? null : safely(formats[i] ?? plain, arg, call);
    if (text === null) return;
    words.push(text);
    names.push(parameters[i] ?? `arg${i + 1}`);
  });
  return { name, args: words, parameters: names };
}

/** A call as one line: `umount2("/mnt", MNT_DETACH) = -1 EBUSY (device or resource busy)`. */
export function describeCall(nr: number, args: readonly (SyscallArg | undefined)[], result?: number): string {
  const { name, args: words } = describe(nr, args, result);
  const call = `${name}(${words.join(", ")})`;
  return result === undefined ? call : `${call} = ${describeResult(nr, args, result)}`;
}

/** The answer of the kernel as strace writes it. */
export function describeResult(
  nr: number,
  args: readonly (SyscallArg | undefined)[],
  result: number,
): string {
  if (result < 0 && result >= -4095) return `-1 ${errnoName(-result)} (${errnoText(-result)})`;
  const format = syscallOf(nr).result;
  return (format && safely(format, result, { args, result })) ?? String(result);
}

// A description is often part of an error: it must not fail, whatever was passed.
function safely(format: Format, arg: SyscallArg, call: Call): string | null {
  try {
    return format(arg, call);
  } catch {
    return ELLIPSIS;
  }
}

function plain(arg: SyscallArg | undefined, call: Call): string | null {
  return typeof arg === "string" ? quoted(arg) : dec(arg, call);
}
