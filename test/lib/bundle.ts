import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { output, scratch } from "./tools.ts";

const BUSYBOX = "/bin/busybox";

/** Makes a root file system of Debian's static busybox: every applet, and the empty directories of an image. */
export function busyboxRoot(path: string): string {
  for (const directory of ["bin", "dev", "etc", "proc", "root", "sys", "tmp", "var"])
    mkdirSync(join(path, directory), { recursive: true });
  copyFileSync(BUSYBOX, join(path, "bin/busybox"));
  for (const applet of output([BUSYBOX, "--list"]).split("\n"))
    if (applet && applet !== "busybox") symlinkSync("busybox", join(path, "bin", applet));
  writeFileSync(
    join(path, "etc/passwd"),
    "root:x:0:0:root:/root:/bin/sh\nuser:x:1000:1000::/home/user:/bin/sh\n",
  );
  writeFileSync(join(path, "etc/group"), "root:x:0:\nuser:x:1000:\n");
  return path;
}

// A configuration in JSON; the tests change any key of it, also into what no type would allow.
// biome-ignore lint/suspicious/noExplicitAny: free-form JSON
export type Json = any;

/** Gives a configuration a cgroup namespace, or none: `runc spec` asks for one on cgroup v2 alone. */
export function setCgroupNamespace({ linux }: Json, own: boolean): void {
  linux.namespaces = linux.namespaces.filter(({ type }: Json) => type !== "cgroup");
  if (own) linux.namespaces.push({ type: "cgroup" });
}

export interface Bundle {
  readonly path: string;
  readonly rootfs: string;
  readonly config: Json;
}

/**
 * A bundle as Debian's `runc spec` writes it, around a busybox root, with the terminal off.
 *
 * @param change edits the configuration before it is written.
 */
export function runcSpecBundle(name: string, change: (config: Json) => void = () => {}): Bundle {
  const path = scratch(name);
  const rootfs = busyboxRoot(join(path, "rootfs"));
  output(["runc", "spec", "--bundle", path]);
  const config = JSON.parse(readFileSync(join(path, "config.json"), "utf8")) as Json;
  config.process.terminal = false;
  change(config);
  writeFileSync(join(path, "config.json"), JSON.stringify(config, null, 2));
  return { path, rootfs, config };
}
