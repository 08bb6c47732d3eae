import type { Stage } from "./chain.ts";
import { kebab, type OptionsOf, type OptionTable } from "./options.ts";

/**
 * The words of a command line that give these options: the parser's inverse.
 *
 * Values are always attached (`--name=VALUE`), so that none can be taken for an option.
 */
export function toArgv<T extends OptionTable>(table: T, options: OptionsOf<T>): string[] {
  const words: string[] = [];
  for (const [key, option] of Object.entries(table)) {
    const value = (options as Readonly<Record<string, unknown>>)[key];
    if (value === undefined || value === false || option.kind === "alias") continue;
    const name = `--${kebab(key)}`;
    if (option.kind === "flag" || (option.kind === "optional" && value === true)) words.push(name);
    else if (option.kind === "list")
      for (const each of value as readonly unknown[]) words.push(`${name}=${option.type.format(each)}`);
    else words.push(`${name}=${option.type.format(value)}`);
  }
  return words;
}

/** The command line of a chain: the inverse of `parseChain`. The payload is one whatever its name. */
export function chainWords(stages: readonly Stage[], payload: readonly string[]): string[] {
  const words = stages.flatMap(({ tool, options }) => [tool.name, ...toArgv(tool.options, options), "--"]);
  return [...words, "--", ...payload];
}
