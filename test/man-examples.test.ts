import { chmodSync, cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Box, programNames, subjectOf } from "@isobox/toolkit";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { busyboxRoot, runcSpecBundle } from "./lib/bundle.ts";
import { run, scratch, tool } from "./lib/tools.ts";

// The build sets these; the box is imported once they are there.
Object.assign(globalThis, { ISOBOX_VERSION: "0", ISOBOX_LICENSES: "" });
const { box }: { box: Box } = await import("../packages/isobox/src/box.ts");

/** Where the examples of the manual pages are at home: a root file system and bundles lie beside the reader. */
function workplace(): string {
  const directory = scratch("examples");
  busyboxRoot(join(directory, "rootfs"));
  for (const home of ["home", "data", "mnt"]) mkdirSync(join(directory, "rootfs", home));
  for (const name of ["hello", "bundle"])
    cpSync(runcSpecBundle(name, (config) => (config.process.args = ["true"])).path, join(directory, name), {
      recursive: true,
      verbatimSymlinks: true,
    });
  writeFileSync(join(directory, "rootfs/etc/hostname"), "image\n");
  // Also for an ordinary user, who writes here.
  chmodSync(directory, 0o777);
  return directory;
}

/** What the examples find on the machine, in mounts that nobody else sees; and nothing of it is left. */
const SURROUNDINGS = [
  "mount -t tmpfs none /srv",
  "mkdir /srv/a /srv/b",
  "mkdir -p /run/netns",
  "mount -t tmpfs none /run/netns",
  "ip netns add blue",
].join(" && ");

const path = `${dirname(tool("ns-exec"))}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`;

function follow(command: string, prompt: string, cwd: string) {
  const user = prompt === "$" ? "setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all" : "";
  const script = `${SURROUNDINGS} && exec ${user} bash -c "$0"`;
  const env = { PATH: path, HOME: cwd, LC_ALL: "C", MANPAGER: "cat", TERM: "dumb" };
  return run(["unshare", "--mount", "bash", "-c", script, command], { cwd, env });
}

for (const name of programNames(box)) {
  const examples = subjectOf(box, name)!.examples;
  if (examples.length === 0) continue;
  // In their order, at one place: a later one may need what an earlier one made.
  const cwd = workplace();
  for (const { command, prompt, output } of examples)
    test(`${name}(1), example: ${prompt} ${command}`, () => {
      const result = follow(command, prompt, cwd);
      assert.is(result.status, 0, `${result.signal ?? ""}${result.stderr}`);
      if (output !== undefined) assert.is(result.stdout, output);
    });
}

test.run();
