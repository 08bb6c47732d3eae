import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import * as assert from "uvu/assert";
import { scratch } from "../../../../test/lib/tools.ts";
import { write } from "./chain.ts";

/** Names that a runtime makes or replaces in /dev and below. */
const NAMES = ["null", "zero", "ptmx", "fd", "stdin", "stdout", "stderr", "core", "console", "hosts", "f"];

/** A directory of the host with a file of every name that could be hit, and what is in it. */
export class Sentinel {
  readonly path = scratch("host");
  readonly #before: string;

  constructor() {
    write(this.path, Object.fromEntries(NAMES.map((name) => [name, `host's ${name}`])));
    this.#before = snapshot(this.path);
  }

  /** @throws {Assertion} when anything was made, removed or changed. */
  check(why: string): void {
    assert.is(snapshot(this.path), this.#before, why);
  }
}

function snapshot(directory: string): string {
  return readdirSync(directory)
    .sort()
    .map((name) => {
      const path = join(directory, name);
      const stat = lstatSync(path);
      const content = stat.isDirectory()
        ? snapshot(path)
        : stat.isSymbolicLink()
          ? readlinkSync(path)
          : stat.isFile()
            ? readFileSync(path, "utf8")
            : `${stat.rdev}`;
      return `${name} ${stat.mode.toString(8)} ${stat.uid} ${stat.ino} ${content}`;
    })
    .join("\n");
}
