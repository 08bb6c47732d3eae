// pnpm vm [--systemd] [SHELLCOMMAND]: runs a command, or a shell, as root in the guest. It sees the host's files, and
// what it writes is gone with it.
import { root, stop } from "../../scripts/setup.mjs";
import { Machine } from "./machine.mjs";
import { CannotRun, makeGuest } from "./make.mjs";

const systemd = process.argv[2] === "--systemd";
const command = process.argv.slice(systemd ? 3 : 2).join(" ");
if (!command && !process.stdin.isTTY) stop("a shell in the guest needs a terminal; or give a command");
try {
  const machine = new Machine(await makeGuest(), { terminal: !command });
  try {
    machine.output.pipe(process.stdout);
    await machine.waiting();
    process.exitCode = await machine.run(command, { directory: root, limitMs: 2 ** 31 - 1, systemd });
  } finally {
    await machine[Symbol.asyncDispose]();
  }
} catch (error) {
  stop(error instanceof CannotRun ? error.message : error.stack);
}
