import type { SyscallArg } from "../../host/host.ts";
import { isNull } from "./view.ts";

/** A call whose arguments are being told. */
export interface Call {
  readonly args: readonly (SyscallArg | undefined)[];
  /** What the kernel answered; undefined before the call and in an error, where out-buffers hold nothing. */
  readonly result: number | undefined;
}

/** An argument (or a field of a struct) as text; null leaves it out. */
export type Format = (value: SyscallArg | undefined, call: Call) => string | null;

/** What stands for something that is not shown. */
export const ELLIPSIS = "…";

/** A buffer that the kernel fills: an ellipsis until it has. */
export const out =
  (format: Format): Format =>
  (value, call) => {
    if (isNull(value)) return "NULL";
    return call.result === undefined || call.result < 0 ? ELLIPSIS : format(value, call);
  };

/** An argument whose meaning depends on another one. */
export const by =
  (index: number, formats: Readonly<Record<number, Format | undefined>>, otherwise: Format): Format =>
  (value, call) =>
    (formats[Number(call.args[index])] ?? otherwise)(value, call);
