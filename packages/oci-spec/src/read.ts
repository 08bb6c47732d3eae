import { platform } from "@isobox/kernel/host";
import { CONFIG, type Kind, PROCESS, RESOURCES } from "./kind.ts";
import { parseConfig } from "./parse.ts";
import type { Problem } from "./problem.ts";
import type { Config, Process, Resources } from "./types.gen.ts";
import { assertValid, refuse } from "./validate.ts";

const BACKSLASH = 0x5c;

/**
 * Reads and validates the bytes of a configuration: what `parseConfig` and `validateConfig` do together, in less time.
 *
 * @throws {Failure} when the text is not JSON, or not a configuration for Linux.
 */
export function readConfig(data: Uint8Array): Config {
  return read(CONFIG, data);
}

/** Reads and validates a process, as `exec --process` has it. @throws {Failure} */
export function readProcess(data: Uint8Array): Process {
  return read(PROCESS, data);
}

/** Reads and validates resources, as `update --resources` has them. @throws {Failure} */
export function readResources(data: Uint8Array): Resources {
  return read(RESOURCES, data);
}

/**
 * The fast path never looks at the text for integers beyond 2^53 or for null: JSON.parse makes of the first a number that
 * the check of the schema refuses, and null fits nowhere. Then the text is read once more, exactly.
 */
function read<T>(kind: Kind<T>, data: Uint8Array): T {
  const text = platform.decode(data);
  const document = data.indexOf(BACKSLASH) < 0 || !text.includes("\\u0000") ? parsed(text) : undefined;
  if (!kind.fits(document)) {
    const exact = parseConfig(text);
    assertValid(kind, exact);
    return exact;
  }
  let problems: Problem[] | undefined;
  kind.rules(document as T, (path, message) => {
    problems ??= [];
    problems.push({ path, message });
  });
  if (problems) refuse(kind, problems);
  return document as T;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The exact reader says where and why.
    return undefined;
  }
}
