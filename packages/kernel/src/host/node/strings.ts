import { readFileSync } from "node:fs";
import { decode } from "./codec.ts";

// As V8 decodes what argv and the environment hold: a byte that is not UTF-8 is lost.
const lossyText = new TextDecoder("utf-8", { ignoreBOM: true });

/** The NUL-terminated strings of a file of procfs, or null when it cannot be read. */
function strings(path: string): Uint8Array[] | null {
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(readFileSync(path));
  } catch {
    // A process that may not be dumped does not own these files.
    return null;
  }
  const list: Uint8Array[] = [];
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(0, from);
    const stop = end < 0 ? bytes.length : end;
    list.push(bytes.subarray(from, stop));
    from = stop + 1;
  }
  return list;
}

/**
 * The command line without what belongs to Node: the script as it was named, then its arguments.
 *
 * Node's own `process.argv` has lost the bytes that are not UTF-8, so they come from /proc/self/cmdline. Where
 * that disagrees (process.title overwrites it; a Worker has arguments of its own), process.argv is the answer.
 */
export function argv(): string[] {
  const lossy = process.argv.slice(1);
  const exact = lossy.length === 0 ? null : strings("/proc/self/cmdline")?.slice(-lossy.length);
  const same =
    exact?.length === lossy.length &&
    exact.every((bytes, i) => i === 0 || lossyText.decode(bytes) === lossy[i]);
  return same ? exact.map((bytes) => decode(bytes)) : lossy;
}

/** The environment that this process was started with; later changes of process.env are not in it. */
export function environ(prefix = ""): string[] {
  const exact = strings("/proc/self/environ")?.map((bytes) => decode(bytes));
  const all = exact ?? Object.entries(process.env).map(([name, value]) => `${name}=${value}`);
  return all.filter((variable) => variable.startsWith(prefix));
}
