import { join, type Report, show } from "../problem.ts";
import type { Config, Linux, NamespaceType } from "../types.gen.ts";
import { hasNamespace } from "./has-namespace.ts";

/** Keys of `linux` that act on a namespace, and would act on the host's without one of the container's. */
const NEEDS: readonly { readonly key: keyof Linux; readonly type: NamespaceType }[] = [
  { key: "uidMappings", type: "user" },
  { key: "gidMappings", type: "user" },
  { key: "timeOffsets", type: "time" },
  { key: "netDevices", type: "network" },
];
/** The kernel's __NEW_UTS_LEN. */
const LONGEST_NAME = 64;
/** The clocks that a time namespace can shift (time_namespaces(7)). */
const CLOCKS: ReadonlySet<string> = new Set(["monotonic", "boottime"]);

export function namespaceRules(config: Config, report: Report): void {
  const { linux, hostname, domainname } = config;
  if (hostname) utsName("hostname", hostname, linux, report);
  if (domainname) utsName("domainname", domainname, linux, report);
  if (!linux) return;
  if (linux.namespaces) once(linux.namespaces, report);
  for (let i = 0; i < NEEDS.length; i++) {
    const { key, type } = NEEDS[i]!;
    const value = linux[key] as object | undefined;
    // An empty list asks for nothing.
    if (value === undefined || Object.keys(value).length === 0 || hasNamespace(linux, type)) continue;
    report(`linux.${key}`, `means nothing without a namespace of type "${type}" in linux.namespaces`);
  }
  if (linux.timeOffsets) clocks(linux.timeOffsets, report);
  if (linux.netDevices) interfaces(linux.netDevices, report);
}

function utsName(
  key: "hostname" | "domainname",
  name: string,
  linux: Linux | undefined,
  report: Report,
): void {
  // A configuration that says nothing of namespaces leaves them to the runtime.
  if (linux?.namespaces && !hasNamespace(linux, "uts")) {
    report(key, 'would rename the host: want a namespace of type "uts" in linux.namespaces');
  }
  // A character has at most three bytes for each code unit.
  if (name.length * 3 > LONGEST_NAME && bytes(name) > LONGEST_NAME) {
    report(key, `want at most ${LONGEST_NAME} bytes, not ${bytes(name)}`);
  }
}

function once(namespaces: NonNullable<Linux["namespaces"]>, report: Report): void {
  for (let i = 1; i < namespaces.length; i++) {
    const { type } = namespaces[i]!;
    for (let j = 0; j < i; j++) {
      if (namespaces[j]!.type !== type) continue;
      report(`linux.namespaces[${i}].type`, `${show(type)} is listed already, as linux.namespaces[${j}]`);
      break;
    }
  }
}

function clocks(offsets: NonNullable<Linux["timeOffsets"]>, report: Report): void {
  for (const clock of Object.keys(offsets)) {
    if (CLOCKS.has(clock)) continue;
    report(join("linux.timeOffsets", clock), "this clock cannot be shifted: want monotonic or boottime");
  }
}

/** The kernel's IFNAMSIZ less the NUL. */
const LONGEST_INTERFACE = 15;

function interfaces(devices: NonNullable<Linux["netDevices"]>, report: Report): void {
  for (const [outside, { name = outside }] of Object.entries(devices)) {
    const path = join("linux.netDevices", outside);
    if (!isInterface(outside))
      report(path, `${show(outside)} is no name of an interface: want 1 to 15 bytes without "/" or spaces`);
    else if (!isInterface(name))
      report(`${path}.name`, `want 1 to 15 bytes without "/" or spaces, not ${show(name)}`);
  }
}

function isInterface(name: string): boolean {
  return /^[^/:\s]+$/.test(name) && name !== "." && name !== ".." && bytes(name) <= LONGEST_INTERFACE;
}

/** How many bytes a string has in UTF-8. */
function bytes(text: string): number {
  let count = 0;
  for (const c of text) {
    const code = c.codePointAt(0)!;
    count += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return count;
}
