// What is changed in the engine's text. Cargo.lock pins the text by checksum, and each passage must be there
// as often as is said, so a change can neither be lost nor land somewhere else.
//
// `frozen`, `layout`, `compiler` and `shapes` are what a frozen heap needs. The others do in place what a run does most,
// where there is nothing to it; all else goes the engine's way. Nearly all of a run is cold, so what counts is how many
// instructions lie on the way, how many lines of the cache, and how many jumps go where a table says.
//
// A later passage may lie in the text of an earlier one.
import { compiler } from "./changes/compiler.mjs";
import { copies } from "./changes/copies.mjs";
import { frozen } from "./changes/frozen.mjs";
import { interpreter } from "./changes/interpreter.mjs";
import { json } from "./changes/json.mjs";
import { layout } from "./changes/layout.mjs";
import { loops } from "./changes/loops.mjs";
import { memory } from "./changes/memory.mjs";
import { properties } from "./changes/properties.mjs";
import { references } from "./changes/references.mjs";
import { shapes } from "./changes/shapes.mjs";
import { strings } from "./changes/strings.mjs";
import { values } from "./changes/values.mjs";

export const changes = [
  ...frozen,
  ...layout,
  ...compiler,
  ...references,
  ...shapes,
  ...loops,
  ...memory,
  ...interpreter,
  ...properties,
  ...strings,
  ...copies,
  ...values,
  ...json,
];

/** The changed text. */
export function change(text) {
  for (const { find, put, times = 1 } of changes) {
    const parts = text.split(find);
    if (parts.length !== times + 1)
      throw new Error(`the engine's text has this passage ${parts.length - 1} times, not ${times}:\n${find}`);
    text = parts.join(put);
  }
  return text;
}
