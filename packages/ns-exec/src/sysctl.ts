import * as abi from "@isobox/kernel/abi";
import { write } from "@isobox/kernel/sys";
import { doing, openProcfs, type ValueType } from "@isobox/toolkit";
import type { NamespaceType } from "./namespaces.ts";

/** A kernel parameter and its new value. */
export interface Sysctl {
  readonly key: string;
  readonly value: string;
}

/** `KEY=VALUE`; the key with dots or with slashes, as sysctl(8) takes it. */
export const sysctlSetting: ValueType<Sysctl> = {
  placeholder: "KEY=VALUE",
  parse(word) {
    const equals = word.indexOf("=");
    if (equals < 1) throw new SyntaxError("KEY=VALUE, such as net.ipv4.ip_forward=1");
    const setting = { key: word.slice(0, equals), value: word.slice(equals + 1) };
    if (!isPath(sysctlPath(setting.key))) throw new SyntaxError("a KEY such as net.ipv4.ip_forward");
    return setting;
  },
  format: ({ key, value }) => `${key}=${value}`,
};

/**
 * The path of a key below /proc/sys. The first separator decides, as in sysctl.d(5): after a dot, dots separate
 * and a slash stands for a dot in a name (`net.ipv4.conf.eth0/100.forwarding`); after a slash it is a path already.
 */
export function sysctlPath(key: string): string {
  const first = /[./]/.exec(key);
  if (first?.[0] !== ".") return key;
  return key.replace(/[./]/g, (separator) => (separator === "." ? "/" : "."));
}

function isPath(path: string): boolean {
  return (
    path.split("/").every((part) => part !== "" && part !== "." && part !== "..") && !path.includes("\0")
  );
}

/** Keys of a namespace by their first components, the longest first. namespaces(7), ipc_namespaces(7) */
const OWNERS: readonly (readonly [prefix: string, type: NamespaceType])[] = [
  ["net/", "net"],
  ["fs/mqueue/", "ipc"],
  ["kernel/msgmax", "ipc"],
  ["kernel/msgmnb", "ipc"],
  ["kernel/msgmni", "ipc"],
  ["kernel/sem", "ipc"],
  ["kernel/shmall", "ipc"],
  ["kernel/shmmax", "ipc"],
  ["kernel/shmmni", "ipc"],
  ["kernel/shm_rmid_forced", "ipc"],
  ["kernel/hostname", "uts"],
  ["kernel/domainname", "uts"],
  ["user/", "user"],
];

/** The kind of namespace that a key belongs to; null when setting it would change the whole machine. */
export function sysctlOwner(key: string): NamespaceType | null {
  const path = sysctlPath(key);
  // "net/../kernel/core_pattern" begins like a key of the network namespace, and is the machine's.
  if (!isPath(path)) return null;
  for (const [prefix, type] of OWNERS)
    if (prefix.endsWith("/") ? path.startsWith(prefix) : path === prefix) return type;
  return null;
}

/**
 * Sets kernel parameters of the namespaces that the process is in.
 *
 * Through a private procfs: neither a link nor a mount in /proc/sys can turn the write to another file.
 * @throws {Failure}
 */
export function setSysctls(settings: readonly Sysctl[]): void {
  for (const { key, value } of settings)
    doing(`cannot set the kernel parameter ${key} to "${value}"`, () => {
      using file = openProcfs(`sys/${sysctlPath(key)}`, abi.O_WRONLY);
      write(file, value);
    });
}
