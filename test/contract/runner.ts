import { F_GETFD } from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import { NR, writeAll } from "@isobox/kernel/sys";
import { Broken, type Case } from "./case.ts";

function stackOf(error: unknown): string {
  return error instanceof Error && !(error instanceof Broken) && error.stack ? `\n${error.stack}` : "";
}

function openDescriptors(): number {
  let open = 0;
  for (let fd = 0; fd < 256; fd++) if (platform.syscall(NR.fcntl, fd, F_GETFD) >= 0) open++;
  return open;
}

/** Runs the cases of this host and reports on standard output; returns the exit status. */
export function runCases(suites: Readonly<Record<string, readonly Case[]>>): number {
  const count = { passed: 0, failed: 0, skipped: 0 };
  for (const [suite, cases] of Object.entries(suites))
    for (const { name, only, run } of cases) {
      if (only !== undefined && only !== platform.kind) continue;
      const open = openDescriptors();
      try {
        const skipped = run();
        if (openDescriptors() !== open) throw new Broken("a descriptor was left open, or closed");
        if (typeof skipped === "string") {
          count.skipped++;
          writeAll(1, `SKIP ${suite}: ${name}: ${skipped}\n`);
        } else count.passed++;
      } catch (error) {
        count.failed++;
        writeAll(1, `FAIL ${suite}: ${name}: ${String(error)}${stackOf(error)}\n`);
      }
    }
  writeAll(1, `${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`);
  return count.failed === 0 && count.passed > 0 ? 0 : 1;
}
