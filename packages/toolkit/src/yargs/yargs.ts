/** What help is drawn with: yargs, as far as it is used here. Its own types are a package apart. */
export interface Yargs {
  scriptName(name: string): Yargs;
  usage(text: string): Yargs;
  option(key: string, settings: YargsOption): Yargs;
  group(keys: readonly string[], title: string): Yargs;
  command(name: string, description: string | false): Yargs;
  completion(command: string, description: false): Yargs;
  recommendCommands(): Yargs;
  updateStrings(strings: Readonly<Record<string, string>>): Yargs;
  parserConfiguration(settings: Readonly<Record<string, boolean>>): Yargs;
  wrap(columns: number): Yargs;
  help(on: false): Yargs;
  version(on: false): Yargs;
  exitProcess(on: false): Yargs;
  fail(report: (message: string) => void): Yargs;
  showHelp(print: (text: string) => void): Yargs;
  parse(words: readonly string[], done?: (error: unknown, argv: unknown, output: string) => void): unknown;
  getCompletion(
    words: readonly string[],
    done: (error: unknown, completions: readonly string[]) => void,
  ): void;
}

export interface YargsOption {
  readonly alias?: string;
  readonly describe: string;
  readonly choices?: readonly string[];
}

/** The shells whose completion yargs writes. */
export type Shell = "bash" | "zsh";

/** A new yargs that knows nothing, and that neither prints, exits nor reads anything of the process. */
export type MakeYargs = (shell?: Shell) => Yargs;

/** Nothing of what yargs adds by itself: words mean what our parser says. */
export function bare(yargs: Yargs): Yargs {
  return yargs
    .help(false)
    .version(false)
    .exitProcess(false)
    .parserConfiguration({ "camel-case-expansion": false, "boolean-negation": false });
}
