// The suite under Node.js, with what can be compared with Node's own view of the system.
import { cases as nodeFs } from "./cases/node-fs.ts";
import { cases as singleThread } from "./cases/single-thread.ts";
import { runCases } from "./runner.ts";
import { suites } from "./suites.ts";

process.exitCode = runCases({ ...suites, "node-fs": nodeFs, "single-thread": singleThread });
