import { toArgv } from "./argv.ts";
import { indexOf, type Stage } from "./chain.ts";
import type { OptionsOf, OptionTable } from "./options.ts";
import { parseOptions } from "./parse.ts";

/** A stage whose options all have words, and the keys of those that have none. */
export interface Sayable {
  readonly stage: Stage;
  readonly unsayable: readonly string[];
}

/**
 * Makes a stage sayable on a command line: an option that would not be read back as it is goes into the JSON of
 * `--spec`, where the tool has one, and is left out and named elsewhere.
 */
export function sayable({ tool, options }: Stage): Sayable {
  const mute = Object.keys(options).filter(
    (key) => options[key] !== undefined && !isReadBack(tool, options, key),
  );
  if (mute.length === 0) return { stage: { tool, options }, unsayable: [] };
  const rest = Object.fromEntries(Object.entries(options).filter(([key]) => !mute.includes(key)));
  if (!Object.hasOwn(tool.options, "spec")) return { stage: { tool, options: rest }, unsayable: mute };
  const json = JSON.stringify(Object.fromEntries(mute.map((key) => [key, options[key]])));
  return { stage: { tool, options: { ...rest, spec: { json } } }, unsayable: [] };
}

function isReadBack(tool: Stage["tool"], options: Stage["options"], key: string): boolean {
  const only = { [key]: options[key] } as OptionsOf<OptionTable>;
  try {
    const { options: read } = parseOptions(indexOf(tool), toArgv(tool.options, only));
    return canonical(read) === canonical(only);
  } catch {
    return false;
  }
}

/** A value as text in which what means the same is the same: the order of keys, and what is off or empty. */
function canonical(value: unknown): string {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "";
  const entries = Object.entries(value).filter(([, each]) => !isNothing(each));
  return `{${entries
    .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`)
    .sort()
    .join(",")}}`;
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === false || (Array.isArray(value) && value.length === 0);
}
