// The suite as a script of the static host: isobox --script bundle.js
import { runCases } from "./runner.ts";
import { suites } from "./suites.ts";

globalThis.__host__.main(() => runCases(suites));
