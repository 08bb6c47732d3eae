// The command line and the environment, byte for byte.
import { platform } from "@isobox/kernel/host";
import { open, readAll } from "@isobox/kernel/sys";
import { type Case, equal, ok, show } from "../case.ts";

/** What run.mjs passes: bytes that are not UTF-8, an empty word, spaces, a byte order mark. */
const WORDS = ["\udcff x\udc80", "", "é€😀", "-x --", "\ufeffbom", "\udced\udca0\udc80"];

function stringsOf(path: string): string[] {
  using file = open(path, 0);
  const bytes = readAll(file);
  const list: string[] = [];
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(0, from);
    list.push(platform.decode(bytes, from, end));
    from = end + 1;
  }
  return list;
}

const environment = (): string[] => platform.environ().filter((entry) => entry.startsWith("CONTRACT_"));

export const cases: readonly Case[] = [
  {
    name: "argv() is the script and its arguments, byte for byte",
    run: () => {
      const argv = platform.argv();
      const all = stringsOf("/proc/self/cmdline");
      equal(argv, all.slice(all.length - argv.length));
      if (environment().length === 0) return "not started by run.mjs";
      equal(argv.slice(1), WORDS);
      ok(argv[0]!.length > 0, "the script");
      return;
    },
  },
  {
    name: "environ() is the environment as it was received, byte for byte and in order",
    run: () => {
      equal(platform.environ(), stringsOf("/proc/self/environ"));
      const ours = environment();
      if (ours.length === 0) return "not started by run.mjs";
      equal(
        ours.filter((entry) => entry.startsWith("CONTRACT_B")),
        ["CONTRACT_BYTES=\udcff\udcfe=é", "CONTRACT_BLANK="],
        show(ours),
      );
      return;
    },
  },
];
