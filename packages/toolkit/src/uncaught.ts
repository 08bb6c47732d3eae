import { originalPlaces, type SourceMap } from "./sourcemap.ts";
import { voice } from "./voice.ts";

declare global {
  /** The program's source map; the build appends it to the bundle. */
  var __sourceMap: string | SourceMap | undefined;
}

/**
 * The text for an error that nobody has caught: a bug of ours, told with the TypeScript lines it happened at.
 *
 * @param kind "exception", or "rejection" for a promise's.
 */
export function formatUncaught(error: unknown, kind: string): string {
  const thrown = kind === "rejection" ? "unhandled rejection: " : "";
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const stack = error instanceof Error ? mapStack(stackOf(error), programMap()) : "";
  const cause =
    error instanceof Error && error.cause instanceof Error ? `  caused by ${error.cause.message}\n` : "";
  return `${voice.name}: bug: ${thrown}${what}\n${stack}${cause}  this is a bug in ${voice.name}, not in what you asked for: please report it with these lines\n`;
}

function programMap(): SourceMap | null {
  const map = globalThis.__sourceMap;
  if (map === undefined) return null;
  try {
    return typeof map === "string" ? (JSON.parse(map) as SourceMap) : map;
  } catch {
    return null;
  }
}

/** The frames alone; V8 puts the message in front of them. */
function stackOf({ stack = "" }: Error): string {
  const frames = stack.split("\n").filter((line) => /^\s+at /.test(line));
  return frames.map((frame) => `    ${frame.trim()}\n`).join("");
}

/** Replaces `FILE:LINE:COLUMN` of the program by the source's; a frame that the map does not know stays. */
export function mapStack(stack: string, map: SourceMap | null): string {
  if (!map) return stack;
  const position = /([^\s()]+):([0-9]+):([0-9]+)/g;
  const found = [...stack.matchAll(position)];
  const places = originalPlaces(
    map,
    found.map(([, , line, column]) => ({ line: Number(line), column: Number(column) })),
  );
  let i = 0;
  return stack.replace(position, (raw) => {
    const place = places[i++];
    return place ? `${place.source}:${place.line}:${place.column}` : raw;
  });
}
