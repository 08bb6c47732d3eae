import { platform } from "@isobox/kernel/host";
import { UsageError } from "@isobox/toolkit";

/** An id names a directory and cgroups, so it obeys NAME_MAX (255 bytes: tried, mkdir answers ENAMETOOLONG above). */
const NAME_MAX = 255;

/**
 * Checks a container's id.
 * @throws {UsageError} naming the rule: it must be one file name, and no word that a command line mistakes.
 */
export function checkId(id: string): void {
  const wrong = (rule: string) => new UsageError(`the container id ${JSON.stringify(id)} ${rule}`);
  if (id === "") throw wrong("is empty");
  if (id === "." || id === "..") throw wrong("is a directory's own name");
  if (id.startsWith("-")) throw wrong('begins with "-", like an option');
  if (id.includes("/")) throw wrong('contains "/"');
  if (hasControlCharacter(id)) throw wrong("contains a control character");
  if (platform.byteLength(id) > NAME_MAX) throw wrong(`has more than ${NAME_MAX} bytes`);
}

// Most ids need no escape as JSON, which costs a tenth of the first regular expression of a process.
function hasControlCharacter(id: string): boolean {
  if (JSON.stringify(id).length === id.length + 2 && !id.includes("\x7f")) return false;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  return /[\x00-\x1f\x7f]/.test(id);
}
