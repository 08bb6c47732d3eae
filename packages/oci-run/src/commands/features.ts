import { CAPABILITIES } from "@isobox/kernel/abi";
import { mountWords } from "@isobox/mnt-root";
import { knownWords } from "@isobox/oci-spec";
import { print } from "@isobox/toolkit";
import { isSupported } from "../unsupported.ts";

/** `oci-run features`: what this runtime can do, whatever the machine can, as the specification's features document. */
export function features(version: string): number {
  print(`${JSON.stringify(describe(version), null, 4)}\n`);
  return 0;
}

/** The oldest and the newest version of a configuration that is accepted. */
export const VERSIONS = { oldest: "1.0.0", newest: "1.3.0" } as const;

function describe(version: string): object {
  return {
    ociVersionMin: VERSIONS.oldest,
    ociVersionMax: VERSIONS.newest,
    hooks: isSupported("hooks") ? knownWords("hooks") : [],
    mountOptions: mountWords.toSorted(),
    linux: {
      namespaces: knownWords("linux.namespaces.[].type").toSorted(),
      capabilities: CAPABILITIES.map((name) => `CAP_${name.toUpperCase()}`),
      cgroup: { v1: true, v2: true, systemd: false, systemdUser: false, rdma: true },
      seccomp: isSupported("linux.seccomp") ? seccomp() : { enabled: false },
      apparmor: { enabled: isSupported("process.apparmorProfile") },
      selinux: { enabled: isSupported("process.selinuxLabel") && isSupported("linux.mountLabel") },
      intelRdt: { enabled: isSupported("linux.intelRdt") },
      mountExtensions: { idmap: { enabled: true } },
      netDevices: { enabled: isSupported("linux.netDevices") },
      memoryPolicy: {
        modes: knownWords("linux.memoryPolicy.mode").toSorted(),
        flags: knownWords("linux.memoryPolicy.flags.[]").toSorted(),
      },
    },
    annotations: { "org.isobox.oci-run.version": version },
    potentiallyUnsafeConfigAnnotations: [],
  };
}

function seccomp(): object {
  const flags = knownWords("linux.seccomp.flags.[]");
  return {
    enabled: true,
    actions: knownWords("linux.seccomp.defaultAction").toSorted(),
    operators: knownWords("linux.seccomp.syscalls.[].args.[].op").toSorted(),
    archs: knownWords("linux.seccomp.architectures.[]").toSorted(),
    knownFlags: flags,
    supportedFlags: flags,
  };
}
