// The static program, and tests: yargs' factory over a platform of ours, because yargs' own wants Node.js or, as
// `yargs/browser`, the addresses of a CDN. The factory is not among the names that yargs exports, hence the path.
// @ts-expect-error: yargs comes without types
import { YargsFactory } from "../../node_modules/yargs/build/lib/yargs-factory.js";
import { platformShim } from "./shim.ts";
import { bare, type MakeYargs } from "./yargs.ts";

export const makeYargs: MakeYargs = (shell = "bash") => bare(YargsFactory(platformShim(shell))([]));
