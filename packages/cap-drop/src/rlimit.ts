import { RLIM_INFINITY, RLIMITS, type RlimitName } from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { Failure, UsageError, type ValueType } from "@isobox/toolkit";

/** A resource limit: the resource by the name of prlimit(1), such as "nofile", and its two values. */
export interface RlimitSetting extends sys.Rlimit {
  readonly resource: RlimitName;
}

const indices: ReadonlyMap<string, number> = new Map(RLIMITS.map((name, index) => [name, index]));

/** Whether a word is the name of a resource, in lower case without "rlimit_". */
export function isRlimitName(word: string): word is RlimitName {
  return indices.has(word);
}

/** `NAME=SOFT[:HARD]`, with "unlimited" or "infinity" for none; the hard limit is the soft one where none is given. */
export const rlimitSetting: ValueType<RlimitSetting> = {
  placeholder: "NAME=SOFT[:HARD]",
  choices: RLIMITS.map((name) => `${name}=`),
  parse(text) {
    const match = /^(?:rlimit_)?([a-z]+)=([^:]+)(?::([^:]+))?$/.exec(text.toLowerCase());
    if (!match) throw new SyntaxError(wanted);
    const [, resource, soft, hard = soft] = match as unknown as [string, string, string, string | undefined];
    if (!isRlimitName(resource)) throw new RangeError(`${wanted}; the names are ${RLIMITS.join(", ")}`);
    const setting = { resource, soft: parseLimit(soft), hard: parseLimit(hard) };
    if (setting.soft > setting.hard) throw new RangeError("a soft limit that is not above the hard one");
    return setting;
  },
  format: ({ resource, soft, hard }) =>
    soft === hard
      ? `${resource}=${formatLimit(soft)}`
      : `${resource}=${formatLimit(soft)}:${formatLimit(hard)}`,
};

const wanted = 'a limit such as "nofile=1024:4096" or "core=unlimited"';

function parseLimit(word: string): number | bigint {
  if (word === "unlimited" || word === "infinity") return RLIM_INFINITY;
  if (!/^[0-9]{1,20}$/.test(word)) throw new SyntaxError(wanted);
  const exact = BigInt(word);
  if (exact > RLIM_INFINITY) throw new RangeError(`${wanted}; ${word} is more than the kernel can count`);
  return exact <= Number.MAX_SAFE_INTEGER ? Number(exact) : exact;
}

function formatLimit(limit: number | bigint): string {
  return limit === RLIM_INFINITY ? "unlimited" : String(limit);
}

/** @throws {UsageError} when a resource is limited twice: one of the two would be lost. */
export function checkRlimits(settings: readonly RlimitSetting[]): void {
  const seen = new Set<string>();
  for (const { resource } of settings) {
    if (seen.has(resource)) throw new UsageError(`the limit ${resource} is given twice`);
    seen.add(resource);
  }
}

/**
 * Sets resource limits of this process.
 *
 * Preconditions: before ids change, for root may raise hard limits.
 * @throws {Failure} as prlimit(2): EPERM above the hard limit without CAP_SYS_RESOURCE in the initial user namespace.
 * @see getrlimit(2)
 */
export function setRlimits(settings: readonly RlimitSetting[]): void {
  for (const setting of settings) {
    try {
      sys.prlimit64(0, indices.get(setting.resource)!, setting);
    } catch (error) {
      if (error instanceof sys.SyscallError) throw refused(setting, error);
      throw error;
    }
  }
}

function refused(setting: RlimitSetting, cause: sys.SyscallError): Failure {
  const hints: string[] = [];
  if (cause.code === "EPERM") {
    const { hard } = sys.getrlimit(0, indices.get(setting.resource)!);
    hints.push(
      setting.hard > hard
        ? `the hard limit is ${formatLimit(hard)}; only CAP_SYS_RESOURCE raises it (getrlimit(2))`
        : "a limit of open files may not exceed /proc/sys/fs/nr_open (getrlimit(2))",
    );
  }
  return new Failure(`cannot set the limit ${rlimitSetting.format(setting)}`, { cause, hints });
}
