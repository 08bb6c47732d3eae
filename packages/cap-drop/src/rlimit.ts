import { RLIM_INFINITY, RLIMITS, type RlimitName } from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { Failure, UsageError, type ValueType } from "@isobox/toolkit";

/** The two values of a limit; null leaves one as it is. Safe integers, or bigints up to RLIM_INFINITY. */
export interface LimitChange {
  readonly soft: number | bigint | null;
  readonly hard: number | bigint | null;
}

/** A resource limit: the resource by the name of prlimit(1), such as "nofile", and its two values. */
export interface RlimitSetting extends LimitChange {
  readonly resource: RlimitName;
}

const indices: ReadonlyMap<string, number> = new Map(RLIMITS.map((name, index) => [name, index]));

/** Whether a word is the name of a resource, in lower case without "rlimit_". */
export function isRlimitName(word: string): word is RlimitName {
  return indices.has(word);
}

const wantedLimit = 'a limit such as "4096", "1024:4096" (soft and hard), "1024:", ":4096" or "unlimited"';

/** `SOFT:HARD`, `SOFT:` and `:HARD` for one of the two, or one value for both. */
export const limitChange: ValueType<LimitChange> = {
  placeholder: "SOFT[:HARD]",
  choices: ["unlimited"],
  parse(text) {
    const [soft, hard = soft, more] = text.toLowerCase().split(":") as [string, string?, string?];
    if (more !== undefined || (soft === "" && hard === "")) throw new SyntaxError(wantedLimit);
    const change = {
      soft: soft === "" ? null : parseLimit(soft),
      hard: hard === "" ? null : parseLimit(hard),
    };
    if (change.soft !== null && change.hard !== null && change.soft > change.hard)
      throw new RangeError("a soft limit that is not above the hard one");
    return change;
  },
  format({ soft, hard }) {
    const words = [soft, hard].map((limit) => (limit === null ? "" : formatLimit(limit)));
    return soft === hard ? words[0]! : words.join(":");
  },
};

/** `NAME=SOFT[:HARD]`, with "unlimited" or "infinity" for none; the hard limit is the soft one where none is given. */
export const rlimitSetting: ValueType<RlimitSetting> = {
  placeholder: "NAME=SOFT[:HARD]",
  choices: RLIMITS.map((name) => `${name}=`),
  parse(text) {
    const match = /^(?:rlimit_)?([a-z]+)=(.*)$/.exec(text.toLowerCase());
    if (!match) throw new SyntaxError(wanted);
    const [, resource, limit] = match as unknown as [string, string, string];
    if (!isRlimitName(resource)) throw new RangeError(`${wanted}; the names are ${RLIMITS.join(", ")}`);
    return { resource, ...limitChange.parse(limit) };
  },
  format: ({ resource, ...change }) => `${resource}=${limitChange.format(change)}`,
};

const wanted = 'a limit such as "nofile=1024:4096" or "core=unlimited"';

function parseLimit(word: string): number | bigint {
  if (word === "unlimited" || word === "infinity") return RLIM_INFINITY;
  if (!/^[0-9]{1,20}$/.test(word)) throw new SyntaxError(wantedLimit);
  const exact = BigInt(word);
  if (exact > RLIM_INFINITY)
    throw new RangeError(`${wantedLimit}; ${word} is more than the kernel can count`);
  return exact <= Number.MAX_SAFE_INTEGER ? Number(exact) : exact;
}

export function formatLimit(limit: number | bigint): string {
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

/** A limit of a process (0: this one). @throws {SyscallError} ESRCH, EPERM for a process of another user. */
export function rlimitOf(pid: number, resource: RlimitName): { soft: bigint; hard: bigint } {
  return sys.getrlimit(pid, indices.get(resource)!);
}

/**
 * Sets resource limits of a process.
 *
 * Preconditions: before ids change, for root may raise hard limits.
 * Threads: any for another process. Privilege: for another process its user's ids, or CAP_SYS_RESOURCE.
 * @param pid 0 is this process.
 * @throws {Failure} as prlimit(2): EPERM above the hard limit without CAP_SYS_RESOURCE in the initial user namespace.
 * @see getrlimit(2)
 */
export function setRlimits(settings: readonly RlimitSetting[], pid = 0): void {
  for (const setting of settings) {
    try {
      sys.prlimit64(pid, indices.get(setting.resource)!, whole(setting, pid));
    } catch (error) {
      if (error instanceof sys.SyscallError) throw refused(setting, pid, error);
      throw error;
    }
  }
}

/** With both values, for the kernel takes no half. */
function whole({ resource, soft, hard }: RlimitSetting, pid: number): sys.Rlimit {
  if (soft !== null && hard !== null) return { soft, hard };
  const now = rlimitOf(pid, resource);
  return { soft: soft ?? now.soft, hard: hard ?? now.hard };
}

function refused(setting: RlimitSetting, pid: number, cause: sys.SyscallError): Failure {
  const what = `cannot set the limit ${rlimitSetting.format(setting)}${pid === 0 ? "" : ` of process ${pid}`}`;
  return new Failure(what, { cause, hints: why(setting, pid, cause.code) });
}

function why({ resource, soft, hard }: RlimitSetting, pid: number, code: string): readonly string[] {
  if (code === "ESRCH") return [`no process has the number ${pid} in this pid namespace`];
  if (code !== "EPERM" && code !== "EINVAL") return [];
  const now = limitIfVisible(pid, resource);
  if (now === null) return [`process ${pid} belongs to another user: it takes CAP_SYS_RESOURCE (prlimit(2))`];
  if (code === "EINVAL")
    return [`soft may not exceed hard; the limits are ${formatLimit(now.soft)}:${formatLimit(now.hard)}`];
  if (hard !== null && hard > now.hard)
    return [
      `the hard limit is ${formatLimit(now.hard)}; only CAP_SYS_RESOURCE in the initial user namespace raises it (getrlimit(2)): ask for ${soft === null ? ":" : ""}${formatLimit(now.hard)} at most`,
    ];
  return ["a limit of open files may not exceed /proc/sys/fs/nr_open (getrlimit(2))"];
}

function limitIfVisible(pid: number, resource: RlimitName): { soft: bigint; hard: bigint } | null {
  try {
    return rlimitOf(pid, resource);
  } catch (error) {
    if (error instanceof sys.SyscallError) return null;
    throw error;
  }
}
