import * as sys from "@isobox/kernel/sys";
import { defineVerb, doing, Failure, flag, kebab, print } from "@isobox/toolkit";
import type { Cgroup } from "../cgroup.ts";
import { isSettable } from "../limits.ts";
import { controllers } from "../options.ts";
import { readIfThere } from "../read.ts";
import { type LimitTexts, readLimits } from "../read-limits.ts";
import { fileFrom, type Version } from "../translate.ts";
import { controllerOf } from "../write.ts";
import { existing } from "./operand.ts";
import { from } from "./set.ts";

/** `cg-set get CGROUP [FILE...]`: the limits of a cgroup in the words of the options, or what its files say. */
export const getVerb = defineVerb({
  summary: "Print the limits of a cgroup, in the words of the options or by its files",
  operands: "CGROUP [FILE...]",
  options: {
    all: flag("every file of every controller", { short: "a" }),
    valuesOnly: flag("without the names", { short: "v" }),
    json: flag("as JSON"),
    from,
    controllers,
  },
  run(options, [operand, ...words]) {
    const cgroup = existing(operand!, options.controllers);
    const found = options.all
      ? allFiles(cgroup)
      : words.length === 0
        ? byOption(readLimits(cgroup))
        : files(cgroup, words, options.from);
    if (options.json) print(`${JSON.stringify(found)}\n`);
    else
      print(
        Object.entries(found)
          .map(([name, text]) => line(name, text, options.valuesOnly))
          .join(""),
      );
    return 0;
  },
});

type Found = Record<string, string | readonly string[]>;

/** More lines of one value are indented, as by cgget(1). */
function line(name: string, value: string | readonly string[], valuesOnly = false): string {
  const text = (Array.isArray(value) ? value.join("\n") : String(value)).trimEnd();
  const indented = text.replaceAll("\n", "\n\t");
  return valuesOnly ? `${indented}\n` : `${name}: ${indented}\n`;
}

function byOption(texts: LimitTexts): Found {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [kebab(key), text]));
}

function files(cgroup: Cgroup, words: readonly string[], version?: Version): Found {
  const found: Found = {};
  const limits = readLimits(cgroup);
  const options = byOption(limits);
  for (const word of words) {
    if (!word.includes(".")) {
      const text = options[word];
      if (text === undefined)
        throw new Failure(`the cgroup ${cgroup.name} has no limit "${word}"`, {
          hints: [`it has ${Object.keys(options).join(", ")}`],
        });
      found[word] = text;
    } else if (version) {
      const text = fileFrom(version, word, limits);
      if (text === null) throw new Failure(`nothing of the cgroup ${cgroup.name} stands for ${word}`);
      found[word] = text;
    } else found[word] = readOne(cgroup, word);
  }
  return found;
}

/** From the v1 hierarchy of its controller, else from v2. */
function readOne(cgroup: Cgroup, file: string): string {
  if (file.includes("/")) throw new Failure(`"${file}" is no file of a cgroup`);
  const controller = controllerOf(file);
  const part =
    cgroup.parts.find(({ hierarchy }) => hierarchy.controllers.includes(controller)) ??
    cgroup.parts.find(({ hierarchy }) => hierarchy.version === 2) ??
    cgroup.parts[0]!;
  return doing(`cannot read ${file} of the cgroup ${cgroup.name}`, () =>
    sys.readFile(`${part.directory}/${file}`),
  ).trimEnd();
}

/** All that can be read, but not the lists of processes. */
function allFiles(cgroup: Cgroup): Found {
  const found: Found = {};
  for (const { directory } of cgroup.parts)
    for (const file of sys.readdir(directory).sort()) {
      const text = isSettable(file) && !(file in found) ? readIfThere(`${directory}/${file}`) : null;
      if (text !== null) found[file] = text;
    }
  return found;
}
