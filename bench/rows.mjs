// The rows of the benchmark: what is compared with what. The first command of a row is ours.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";

/** The bundle of `runc spec`, running busybox's `true`. */
function bundleOfTrue(path) {
  rmSync(path, { recursive: true, force: true });
  for (const directory of ["bin", "dev", "proc", "sys", "etc"])
    mkdirSync(`${path}/rootfs/${directory}`, { recursive: true });
  copyFileSync("/bin/busybox", `${path}/rootfs/bin/true`);
  execFileSync("runc", ["spec", "--bundle", path]);
  const file = `${path}/config.json`;
  const config = JSON.parse(execFileSync("cat", [file], { encoding: "utf8" }));
  config.process.terminal = false;
  config.process.args = ["/bin/true"];
  writeFileSync(file, JSON.stringify(config));
  return path;
}

/** @param {{ out: string, bin: string, compile: (name: string) => string }} places */
export function rows({ out, bin, compile }) {
  const bundle = bundleOfTrue(`${out}/bundle`);
  const floor = compile("floor");
  return [
    {
      name: "run",
      title: "run of busybox true, default bundle",
      idle: true,
      commands: [
        { name: "oci-run run", argv: [`${bin}/oci-run`, "run", "--bundle", bundle, "bench-isobox"] },
        { name: "crun run", argv: ["crun", "run", "--bundle", bundle, "bench-crun"] },
        { name: "runc run", argv: ["runc", "run", "--bundle", bundle, "bench-runc"] },
        { name: "floor in C", argv: [floor, bundle, "bench-floor"] },
      ],
    },
    {
      name: "start",
      title: "start of a tool",
      idle: false,
      commands: [
        { name: "cap-drop --version", argv: [`${bin}/cap-drop`, "--version"] },
        { name: "/bin/true", argv: ["/bin/true"] },
      ],
    },
    {
      name: "chain",
      title: "a tool that becomes /bin/true",
      idle: false,
      commands: [
        { name: "cap-drop -- /bin/true", argv: [`${bin}/cap-drop`, "--", "/bin/true"] },
        { name: "/bin/true", argv: ["/bin/true"] },
      ],
    },
  ];
}
