import type { SyscallArg } from "../../host/host.ts";
import { ELLIPSIS, type Format } from "./format.ts";
import { quotedBytes, stringAt } from "./text.ts";
import { field, isNull, viewOf } from "./view.ts";

const SHOWN = 32;

/** The pointers of an array, without the null pointer that ends it. */
function pointers(value: SyscallArg | undefined): number[] | null {
  const view = viewOf(value);
  if (view === null) return null;
  const list: number[] = [];
  for (let offset = 0; ; offset += 8) {
    const pointer = Number(field(view, offset, "u64") ?? 0);
    if (pointer === 0) return list;
    list.push(pointer);
  }
}

/** `char *const argv[]` */
export const argv: Format = (value) => {
  const list = pointers(value);
  if (list === null) return isNull(value) ? "NULL" : ELLIPSIS;
  const words = list.slice(0, SHOWN).map((pointer) => {
    const bytes = stringAt(pointer);
    return bytes === null ? `0x${pointer.toString(16)}` : quotedBytes(bytes);
  });
  if (list.length > SHOWN) words.push("...");
  return `[${words.join(", ")}]`;
};

/** `char *const envp[]`: only how many, because environments hold secrets and errors are printed. */
export const envp: Format = (value) => {
  const list = pointers(value);
  if (list === null) return isNull(value) ? "NULL" : ELLIPSIS;
  return `[/* ${list.length} variables */]`;
};

/** An array of equal things, as many as `count` says. */
export const arrayOf =
  (
    size: number,
    count: (args: readonly (SyscallArg | undefined)[], result: number | undefined) => number,
    element: (view: DataView, call: Parameters<Format>[1]) => string,
  ): Format =>
  (value, call) => {
    if (isNull(value)) return "NULL";
    const view = viewOf(value);
    if (view === null) return ELLIPSIS;
    const total = count(call.args, call.result);
    const words: string[] = [];
    for (let i = 0; i < Math.min(total, SHOWN) && (i + 1) * size <= view.byteLength; i++)
      words.push(element(new DataView(view.buffer, view.byteOffset + i * size, size), call));
    if (total > SHOWN) words.push("...");
    return `[${words.join(", ")}]`;
  };
