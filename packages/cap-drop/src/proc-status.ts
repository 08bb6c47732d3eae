import { RLIMITS, type RlimitName } from "@isobox/kernel/abi";
import { parseMask } from "./capability-name.ts";
import type { CapabilitySet } from "./capability-set.ts";

/** Who a process is and what it may do, as procfs tells. */
export interface Privileges {
  /** Real, effective, saved and file system id. */
  readonly uid: readonly number[];
  readonly gid: readonly number[];
  readonly groups: readonly number[];
  readonly inheritable: CapabilitySet;
  readonly permitted: CapabilitySet;
  readonly effective: CapabilitySet;
  readonly boundingSet: CapabilitySet;
  readonly ambient: CapabilitySet;
  readonly noNewPrivs: boolean;
  /** 0 none, 1 strict, 2 filter. */
  readonly seccomp: number;
  /** How many seccomp filters look at each call. Since Linux 5.9. */
  readonly seccompFilters: number;
  readonly umask: number;
}

/** Reads the text of /proc/PID/status, lines of `CapEff:\t000001ffffffffff`. */
export function parseStatus(text: string): Privileges {
  const fields = new Map(
    text.split("\n").map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
    }),
  );
  const numbers = (name: string) => (fields.get(name) ?? "").split(/\s+/).filter(Boolean).map(Number);
  const set = (name: string): CapabilitySet => parseMask(fields.get(name) ?? "0");
  return {
    uid: numbers("Uid"),
    gid: numbers("Gid"),
    groups: numbers("Groups"),
    inheritable: set("CapInh"),
    permitted: set("CapPrm"),
    effective: set("CapEff"),
    boundingSet: set("CapBnd"),
    ambient: set("CapAmb"),
    noNewPrivs: fields.get("NoNewPrivs") === "1",
    seccomp: Number(fields.get("Seccomp") ?? 0),
    seccompFilters: Number(fields.get("Seccomp_filters") ?? 0),
    umask: Number.parseInt(fields.get("Umask") ?? "0", 8),
  };
}

/** The limits of a process in the words of procfs: digits or "unlimited". */
export type Limits = Readonly<Record<RlimitName, { readonly soft: string; readonly hard: string }>>;

/** Reads the text of /proc/PID/limits: under a heading a line for each resource, in the order of their numbers. */
export function parseLimits(text: string): Limits {
  const lines = text.split("\n").slice(1);
  return Object.fromEntries(
    RLIMITS.map((name, i) => {
      // "Max open files            1024                 4096                 files     "
      const columns = lines[i] ?? "";
      return [name, { soft: columns.slice(26, 47).trim(), hard: columns.slice(47, 68).trim() }];
    }),
  ) as Limits;
}
