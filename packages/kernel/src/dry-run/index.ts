export { DryRun } from "./dry-run.ts";
