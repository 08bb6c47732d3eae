// npm start: builds everything, makes a bundle around busybox and runs a container that shows itself.

import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { debian, root, run, say, setup, stop } from "./setup.mjs";

const bundle = `${root}/out/hello`;

const script = `
echo "hostname      $(hostname)"
echo "process id    $$"
echo "processes     $(ls -d /proc/[0-9]* | wc -l)"
echo "mounts        $(wc -l < /proc/mounts): $(cut -d' ' -f2 /proc/mounts | head -n 7 | tr '\\n' ' ')…"
grep -E '^(CapEff|NoNewPrivs)' /proc/self/status | sed 's/:\\t/        /'
`;

function makeBundle() {
  const busybox = "/bin/busybox";
  if (!debian(["busybox-static"], "the programs of the container"))
    stop("npm start runs a container made of Debian's busybox-static: apt-get install busybox-static");
  rmSync(bundle, { recursive: true, force: true });
  for (const directory of ["bin", "dev", "proc", "sys", "etc", "tmp"])
    mkdirSync(`${bundle}/rootfs/${directory}`, { recursive: true });
  copyFileSync(busybox, `${bundle}/rootfs/bin/busybox`);
  const { stdout } = spawnSync(busybox, ["--list"], { encoding: "utf8" });
  for (const applet of stdout.split("\n"))
    if (applet && applet !== "busybox") symlinkSync("busybox", `${bundle}/rootfs/bin/${applet}`);
  const { stdout: text, status } = spawnSync(`${root}/dist/bin/oci-spec`, ["default"], { encoding: "utf8" });
  if (status !== 0) stop("oci-spec default failed");
  const config = JSON.parse(text);
  config.process.terminal = false;
  config.process.args = ["sh", "-c", script];
  config.hostname = "hello-from-isobox";
  config.root.path = "rootfs";
  writeFileSync(`${bundle}/config.json`, `${JSON.stringify(config, null, 2)}\n`);
}

setup();
const { build } = await import("./build.mjs");
await build();
if (process.getuid() !== 0) stop("built; running the container needs root: sudo npm start");
makeBundle();
say(`made the bundle ${bundle} (${readdirSync(bundle).join(", ")})`);
say(`running: dist/bin/oci-run run --bundle ${bundle} hello`);
run(`${root}/dist/bin/oci-run`, ["run", "--bundle", bundle, "hello"]);
say("that was a container. The same one tool by tool, in out/hello/rootfs: README.md");
