// The npm package under Node.js: yargs as it is published, with its own platform.
// @ts-expect-error: yargs comes without types
import yargs from "yargs";
import { bare, type MakeYargs } from "./yargs.ts";

export const makeYargs: MakeYargs = () => bare(yargs([]));
