import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { output, run, scratch, uniqueName } from "./tools.ts";

/** Whether AppArmor is in force, and the program that loads profiles; "" when it is not here. */
export const appArmorInForce = /\bapparmor\b/.test(run(["cat", "/sys/kernel/security/lsm"]).stdout);
export const appArmorParser = run(["sh", "-c", "command -v apparmor_parser"]).stdout.trim();

/** Loads a profile that allows everything but one file, for the time of a test. */
export function withProfile<T>(
  body: (profile: string, refused: string) => T,
  profile: string = uniqueName("profile"),
): T {
  const directory = scratch("apparmor");
  const refused = join(directory, "refused");
  writeFileSync(refused, "secret\n");
  const source = join(directory, "profile");
  writeFileSync(
    source,
    `profile ${profile} { file, capability, mount, umount, signal, ptrace, network, deny ${refused} r, deny /refused r, }\n`,
  );
  output([appArmorParser, "--skip-cache", "--add", source]);
  try {
    return body(profile, refused);
  } finally {
    output([appArmorParser, "--remove", source]);
  }
}
