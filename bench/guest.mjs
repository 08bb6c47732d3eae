// Times our programs beside peers that need systemd and cgroup v2, in the guest of test/vm. Its processor is emulated, so
// that ratios are worth something and times are not.
//
//   node bench/guest.mjs [--rounds N]
import { text } from "node:stream/consumers";
import { build } from "../scripts/build.mjs";
import { debian, root, stop } from "../scripts/setup.mjs";
import { Machine, quoted } from "../test/vm/machine.mjs";
import { CannotRun, makeGuest } from "../test/vm/make.mjs";
import { argument, compile, launchWords, medians, roundsOf, show } from "./measure.mjs";
import { guestRows } from "./rows.mjs";

const rounds = Number(argument("rounds", "60"));
const LIMIT_MS = 60 * 60_000;

/** What a command in a guest of its own prints. */
async function inGuest(guest, words) {
  const machine = new Machine(guest);
  const printed = text(machine.output);
  let status;
  try {
    await machine.waiting();
    const options = { directory: root, limitMs: LIMIT_MS, systemd: true };
    status = await machine.run(words.map(quoted).join(" "), options);
  } finally {
    await machine[Symbol.asyncDispose]();
  }
  const output = await printed;
  if (status !== 0) throw new Error(`in the guest: status ${status}\n${output}`);
  return output;
}

await build();
debian(["dbus", "systemd", "cgroup-tools"], "the peers of the benchmarks in the guest");
const launch = compile("launch");
try {
  const guest = await makeGuest();
  for (const row of guestRows(`${root}/dist/bin`))
    for (const idle of row.idle ? [0, 200] : [0]) {
      const words = launchWords(launch, row.commands, idle, roundsOf(rounds, idle));
      show(row, idle, medians(await inGuest(guest, words), row.commands));
    }
} catch (error) {
  stop(error instanceof CannotRun ? error.message : error.stack);
}
