import { join } from "../problem.ts";
import { fromBundle } from "../read-document.ts";
import type { Device, Hooks } from "../types.gen.ts";
import type { LintRule } from "./finding.ts";
import type { Host } from "./host.ts";

/** Hooks that run where the runtime does; startContainer runs in the container. */
const OUTSIDE: readonly (keyof Hooks)[] = [
  "prestart",
  "createRuntime",
  "createContainer",
  "poststart",
  "poststop",
];

/** Files, devices and interfaces that a configuration names, and the machine does not have. */
export const fileRule: LintRule = (config, { host, bundle }, report) => {
  if (!host) return;
  const { root, hooks, linux } = config;
  if (root && (root.path.startsWith("/") || bundle !== null)) {
    const path = fromBundle(bundle, root.path);
    const kind = host.kind(path);
    if (kind === null) report("root.path", `${path} is not there, or not to be seen`);
    else if (kind !== "directory") report("root.path", `${path} is no directory`);
  }
  for (const key of OUTSIDE)
    for (const [i, { path }] of (hooks?.[key] ?? []).entries())
      if (host.kind(path) === null)
        report(`hooks.${key}[${i}].path`, `${path} is not there, or not to be seen`);
  for (const name of Object.keys(linux?.netDevices ?? {}))
    if (host.kind("/sys/class/net") === "directory" && host.kind(`/sys/class/net/${name}`) === null)
      report(join("linux.netDevices", name), "there is no such interface");
  for (const [i, device] of (linux?.devices ?? []).entries()) {
    const message = deviceProblem(device, host);
    if (message !== null) report(`linux.devices[${i}]`, message);
  }
};

/** A node can be made for a driver that is not there; whoever opens it gets ENXIO. */
function deviceProblem({ type, major, path }: Device, host: Host): string | null {
  if (type === "p" || major === undefined) return null;
  const text = host.read("/proc/devices");
  if (text === null) return null;
  const [characters = "", blocks = ""] = text.split("Block devices:");
  const listed = (type === "b" ? blocks : characters)
    .split("\n")
    .some((line) => line.trim().startsWith(`${major} `));
  if (listed) return null;
  return `no driver has ${type === "b" ? "block" : "character"} devices of major number ${major} for ${path}: see /proc/devices (proc(5))`;
}
