// @ts-expect-error: yargs-parser comes without types
import Parser from "yargs-parser/browser";
// cliui's entry loads string-width, which needs Intl; its layout alone takes what measures text as an argument.
// @ts-expect-error: no types, and no name that cliui exports
import { cliui } from "../../node_modules/cliui/build/lib/index.js";
import { layout, textWidth } from "./layout.ts";
import type { Shell } from "./yargs.ts";

function refuse(): never {
  throw new Error("yargs has no files here");
}

/** "%s" of yargs' messages, in order; and the messages that are said otherwise here. */
function strings() {
  const own: Record<string, string> = {};
  const say = (message: string, ...parts: unknown[]) =>
    parts.reduce<string>((text, part) => text.replace("%s", String(part)), own[message] ?? message);
  return {
    __: say,
    __n: (one: string, many: string, count: number, ...parts: unknown[]) =>
      say(count === 1 ? one : many, count, ...parts),
    getLocale: () => "en_US",
    setLocale() {},
    updateLocale(changes: Readonly<Record<string, string>>) {
      Object.assign(own, changes);
    },
  };
}

function check(holds: boolean, message = "yargs: assertion failed"): void {
  if (!holds) throw new Error(message);
}

const baseName = (path: string) => path.slice(path.lastIndexOf("/") + 1);

/** What yargs asks of its platform. It may look at nothing but the name of the shell that completion is for. */
export function platformShim(shell: Shell) {
  return {
    assert: {
      notStrictEqual: (a: unknown, b: unknown, message?: string) => check(a !== b, message),
      strictEqual: (a: unknown, b: unknown, message?: string) => check(a === b, message),
    },
    cliui: (options: unknown) => cliui(options, layout),
    findUp: () => undefined,
    getCallerFile: refuse,
    getEnv: (name: string) => (name === "SHELL" ? shell : undefined),
    getProcessArgvBin: () => "",
    inspect: String,
    mainFilename: "isobox",
    Parser,
    path: {
      basename: baseName,
      dirname: () => "",
      extname: () => "",
      join: (...parts: string[]) => parts.join("/"),
      relative: (_from: string, to: string) => to,
      resolve: (path: string) => path,
    },
    process: {
      argv: () => ["isobox"],
      cwd: () => "/",
      emitWarning() {},
      execPath: () => "",
      exit() {},
      nextTick: (task: () => void) => task(),
      stdColumns: null,
    },
    readFileSync: refuse,
    readdirSync: () => [],
    require: refuse,
    stringWidth: textWidth,
    y18n: strings(),
  };
}
