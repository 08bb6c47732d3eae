import type { Config } from "@isobox/oci-spec";
import { Failure } from "@isobox/toolkit";

/**
 * What a configuration can ask for and this runtime does not do yet. Nothing that was asked for is left out in
 * silence: a container without its seccomp filter or its hooks is another container.
 */
const keys: readonly (readonly [key: string, asked: (config: Config) => boolean])[] = [
  ["process.terminal", (c) => c.process?.terminal === true],
  ["process.selinuxLabel", (c) => isSet(c.process?.selinuxLabel)],
  ["process.execCPUAffinity", (c) => c.process?.execCPUAffinity !== undefined],
  ["hooks", (c) => Object.values(c.hooks ?? {}).some((list) => Array.isArray(list) && list.length > 0)],
  ["linux.seccomp", (c) => c.linux?.seccomp !== undefined],
  ["linux.intelRdt", (c) => c.linux?.intelRdt !== undefined],
  ["linux.mountLabel", (c) => isSet(c.linux?.mountLabel)],
  ["linux.netDevices", (c) => Object.keys(c.linux?.netDevices ?? {}).length > 0],
];

function isSet(text: string | undefined): boolean {
  return text !== undefined && text !== "";
}

/** Whether this runtime honours a key; `path` is one of those above, or any other. */
export function isSupported(path: string): boolean {
  return !keys.some(([key]) => key === path);
}

/** @throws {Failure} naming the first key that this runtime cannot honour. */
export function refuseUnsupported(config: Config): void {
  for (const [key, asked] of keys)
    if (asked(config)) throw new Failure(`config.json asks for ${key}, which oci-run cannot do yet`);
}
