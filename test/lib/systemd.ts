// For tests with systemd as process 1, which the guest has: units of it, and what is asked of them.
import { readFileSync } from "node:fs";
import { pureV2, skip } from "./hierarchy.ts";
import { output } from "./tools.ts";

const first = readFileSync("/proc/1/comm", "utf8").trim();

/** Whether systemd is process 1, over cgroup v2. */
const systemd = first === "systemd" && pureV2;

/** Registers tests where systemd is process 1; elsewhere says why they are left out. */
export function withSystemd(what: string, register: () => void): void {
  if (systemd) register();
  else skip(what, `process 1 is ${first} here; the guest has systemd (pnpm test:vm)`);
}

/** Options of systemd-run; a word without "--" is a property. */
const optionsOf = (words: readonly string[]): string[] =>
  words.map((word) => (word.startsWith("--") ? word : `--property=${word}`));

/** The words before a command that runs as a scope: a unit of its caller's own process. */
export const scope = (...options: readonly string[]): string[] => [
  ...["systemd-run", "--quiet", "--scope", ...optionsOf(options), "--"],
];

/** The words before a command that process 1 starts, and whose output and status are the caller's. */
export const service = (...options: readonly string[]): string[] => [
  ...["systemd-run", "--quiet", "--pipe", "--wait", "--collect", ...optionsOf(options), "--"],
];

/** The names of the settings of a section of unit files, as this systemd knows them. */
export function settingsOf(section: string): string[] {
  const text = output(["/lib/systemd/systemd", "--dump-configuration-items"]);
  const start = text.indexOf(`[${section}]\n`);
  if (start < 0) throw new Error(`systemd knows no section ${section}`);
  const lines = text.slice(start).split("\n\n")[0]!.split("\n").slice(1);
  return lines.map((line) => line.split("=")[0]!).filter(Boolean);
}

/** Shell text that goes to the directory of the process's cgroup. */
export const toCgroup = 'cd "/sys/fs/cgroup$(cut -d: -f3 /proc/self/cgroup)"';
