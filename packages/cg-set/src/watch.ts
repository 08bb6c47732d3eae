import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import * as sys from "@isobox/kernel/sys";
import { doing, Failure } from "@isobox/toolkit";
import { type Cgroup, type CgroupPart, partV1, partV2 } from "./cgroup.ts";
import { metOnV2, outOfMemory, outOfTasks, type Place, shortOfMemory, within } from "./met-limits.ts";
import { processesUnder } from "./processes.ts";
import { readCounters, readIfThere } from "./read.ts";

/** Something that happened in a cgroup. */
export interface CgroupEvent {
  readonly event:
    | "oom"
    | "oom-kill"
    | "memory-max"
    | "memory-high"
    | "pressure"
    | "pids-limit"
    | "populated"
    | "empty"
    | "frozen"
    | "thawed"
    | "removed";
  readonly cgroup: string;
  /** "low", "medium" or "critical" of v1; "some" or "full" of v2. */
  readonly level?: string;
  /** How often it has happened since the cgroup was made. */
  readonly count?: number;
  /** The limit that was met; in bytes, or in tasks. */
  readonly limit?: number | null;
  /** Whose limit it is, where it is not the cgroup's own: one above it, or below. */
  readonly at?: string;
}

/** What v2 tells by pressure stall information: waits of so much of each second (both in microseconds). */
export interface PressureTrigger {
  readonly stallUsec: number;
  readonly windowUsec: number;
}

export const USUAL_TRIGGER: PressureTrigger = { stallUsec: 100_000, windowUsec: 1_000_000 };

type Told = Omit<CgroupEvent, "cgroup">;

/** A descriptor that becomes ready when something happened, and what that was. */
interface Watched {
  readonly fd: sys.Fd;
  readonly events: number;
  happened(): readonly Told[];
}

/** What no descriptor tells is looked at so often: that a cgroup is gone; on v1 its counts, and who is in it. */
const LOOK_MS = 1000;

/**
 * Tells what happens in a cgroup: the OOM killer, memory pressure, limits met, the first process and the last, frozen and
 * thawed, and at last that it is removed.
 *
 * v1 tells by eventfd (`cgroup.event_control`), v2 by files that poll(2) watches. On a hybrid machine each controller
 * tells in the way of its hierarchy.
 *
 * @param tell is called for each; when it returns false, watching ends.
 * @throws {Failure} when nothing of the cgroup can be watched.
 */
export function watchCgroup(
  cgroup: Cgroup,
  tell: (event: CgroupEvent) => boolean,
  trigger: PressureTrigger = USUAL_TRIGGER,
): void {
  platform.stay();
  const watched = [...memoryV1(cgroup), ...filesV2(cgroup), ...stalls(cgroup, trigger)];
  const pids = pidsFile(cgroup);
  if (!partV1(cgroup, "pids")) watched.push(...pids);
  const looks = [
    oomKills(cgroup),
    ...(partV1(cgroup, "pids") ? pids.map((each) => () => each.happened()) : []),
  ];
  const directory = cgroup.parts[0]?.directory;
  if (directory === undefined) throw new Failure(`there is no cgroup ${cgroup.name}`);
  const population = partV2(cgroup) ? null : new Population(cgroup);
  for (;;) {
    const ready = sys.poll(watched, LOOK_MS);
    const gone = sys.faccessat(abi.AT_FDCWD, directory, abi.F_OK) < 0;
    const told = watched.flatMap((each, i) => (ready[i] && !gone ? each.happened() : []));
    if (!gone) told.push(...looks.flatMap((look) => look()));
    if (population && !gone) told.push(...population.look());
    if (gone) told.push({ event: "removed" });
    for (const event of strongest(told)) if (!tell({ ...event, cgroup: cgroup.name })) return;
    if (gone) return;
  }
}

/** Whoever listens for low pressure hears of medium too: only the strongest of what came at once is told. */
function strongest(told: readonly Told[]): readonly Told[] {
  const last = told.findLast(({ event }) => event === "pressure");
  return told.filter((each) => each.event !== "pressure" || each === last);
}

/** Whose limit it was and how large, in the words of an event. */
function whose({ hierarchy, directory }: CgroupPart, place: Place | null): Pick<CgroupEvent, "limit" | "at"> {
  if (place === null) return { limit: null };
  const { at, limit } = place;
  return at === directory ? { limit } : { limit, at: at.slice(hierarchy.mount.length) || "/" };
}

/** An event of memory pressure; whose limit brings it about, if one does. */
function pressed(part: CgroupPart, level: string): Told {
  const place = shortOfMemory(part.directory);
  return { event: "pressure", level, ...(place && whose(part, place)) };
}

const EFD = abi.O_CLOEXEC | abi.O_NONBLOCK;

/** Listens to a v1 file of the memory controller: the eventfd counts what happened. */
function listen(directory: string, file: string, argument: string, happened: () => readonly Told[]): Watched {
  return doing(`cannot watch ${directory}/${file}`, () => {
    const fd = new sys.Fd(sys.call(sys.NR.eventfd2, 0, EFD));
    using source = sys.open(`${directory}/${file}`, abi.O_RDONLY);
    sys.writeFile(`${directory}/cgroup.event_control`, `${fd.fd} ${source.fd}${argument}`);
    const count = sys.bytes(8);
    return {
      fd,
      events: abi.POLLIN,
      happened() {
        sys.attempt(sys.NR.read, fd.fd, count, count.length);
        return happened();
      },
    };
  });
}

function memoryV1(cgroup: Cgroup): Watched[] {
  const part = partV1(cgroup, "memory");
  if (!part) return [];
  const { directory } = part;
  const oom = (): Told[] => [{ event: "oom", ...whose(part, outOfMemory(directory)) }];
  return [
    listen(directory, "memory.oom_control", "", oom),
    ...["low", "medium", "critical"].map((level) =>
      listen(directory, "memory.pressure_level", ` ${level}`, () => [pressed(part, level)]),
    ),
  ];
}

/** v1 tells that memory is out before the kill is counted, so the count is looked at. */
function oomKills(cgroup: Cgroup): () => readonly Told[] {
  const part = partV1(cgroup, "memory");
  if (!part) return () => [];
  const { directory } = part;
  const read = (): number => readCounters(`${directory}/memory.oom_control`)["oom_kill"] ?? 0;
  let before = read();
  return () => {
    const count = read();
    if (count === before) return [];
    before = count;
    return [{ event: "oom-kill", count, ...whose(part, outOfMemory(directory)) }];
  };
}

/**
 * The kernel marks a file at most once in 10 ms, and what comes sooner at the end of those (CGROUP_FILE_NOTIFY_MIN_INTV,
 * rounded up to ticks): so long a mark may be of a change that was already read, also of one from before watching began.
 */
const LATE_MARK_MS = 50;

const now = (): number => {
  const { sec, nsec } = sys.clock_gettime(abi.CLOCK_MONOTONIC);
  return sec * 1e3 + nsec / 1e6;
};

/** Watches a file that the kernel marks when it changes; tells what is new in its counters. */
function changes(
  path: string,
  happened: (key: string, value: number) => Told | null,
  /** What to tell when the kernel has marked a change that is not to be seen any more. */
  unseen: (counters: Readonly<Record<string, number>>) => readonly Told[] = () => [],
): Watched[] {
  if (readIfThere(path) === null) return [];
  const fd = sys.open(path, abi.O_RDONLY);
  let before = readCounters(path);
  let looked = now();
  // Only what was read through this descriptor counts as seen.
  const seen = sys.bytes(4096);
  sys.attempt(sys.NR.pread64, fd.fd, seen, seen.length, 0);
  return [
    {
      fd,
      events: abi.POLLPRI,
      happened() {
        sys.attempt(sys.NR.pread64, fd.fd, seen, seen.length, 0);
        const late = now() - looked < LATE_MARK_MS;
        const counters = readCounters(path);
        looked = now();
        const changed = Object.entries(counters).filter(([key, value]) => value !== before[key]);
        before = counters;
        if (changed.length === 0) return late ? [] : unseen(counters);
        return changed.flatMap(([key, value]) => happened(key, value) ?? []);
      },
    },
  ];
}

function filesV2(cgroup: Cgroup): Watched[] {
  const part = partV2(cgroup);
  if (!part) return [];
  const { directory } = part;
  return [
    ...changes(
      `${directory}/cgroup.events`,
      (key, now) => {
        if (key === "populated") return { event: now ? "populated" : "empty" };
        return key === "frozen" ? { event: now ? "frozen" : "thawed" } : null;
      },
      // Who came and went between two looks.
      ({ populated }) => (populated ? [] : [{ event: "populated" }, { event: "empty" }]),
    ),
    ...changes(`${directory}/memory.events`, (key, count) => {
      // Each is counted where its limit is, and above; a kill where the process was, and above.
      if (key === "oom")
        return { event: "oom", count, ...whose(part, outOfMemory(directory, within(directory))) };
      if (key === "oom_kill") return { event: "oom-kill", count, ...whose(part, outOfMemory(directory)) };
      if (key !== "max" && key !== "high") return null;
      return { event: `memory-${key}`, count, ...whose(part, metOnV2(directory, key)) };
    }),
  ];
}

/** v1 counts in pids.events and marks no change (tried). */
function pidsFile(cgroup: Cgroup): Watched[] {
  const part = partV1(cgroup, "pids") ?? partV2(cgroup);
  if (!part) return [];
  const { directory } = part;
  return changes(`${directory}/pids.events`, (key, count) =>
    key === "max" ? { event: "pids-limit", count, ...whose(part, outOfTasks(directory)) } : null,
  );
}

/** Pressure stall information; where v1 has memory it tells of pressure itself. EOPNOTSUPP: switched off (psi=1). */
function stalls(cgroup: Cgroup, { stallUsec, windowUsec }: PressureTrigger): Watched[] {
  const part = partV2(cgroup);
  if (!part || partV1(cgroup, "memory")) return [];
  const path = `${part.directory}/memory.pressure`;
  return ["some", "full"].flatMap((level): Watched[] => {
    const result = sys.attempt(sys.NR.openat, abi.AT_FDCWD, path, abi.O_RDWR | abi.O_CLOEXEC);
    if (result < 0) return [];
    const fd = new sys.Fd(result);
    const text = platform.encode(`${level} ${stallUsec} ${windowUsec}`);
    if (sys.attempt(sys.NR.write, fd.fd, text, text.length) < 0) {
      fd.close();
      return [];
    }
    return [{ fd, events: abi.POLLPRI, happened: () => [pressed(part, level)] }];
  });
}

/** Whether somebody is in a cgroup, where no hierarchy tells: looked at each time. */
class Population {
  readonly #cgroup: Cgroup;
  #populated: boolean;

  constructor(cgroup: Cgroup) {
    this.#cgroup = cgroup;
    this.#populated = this.#now();
  }

  #now(): boolean {
    return this.#cgroup.parts.some(({ directory }) => processesUnder(directory).length > 0);
  }

  look(): Told[] {
    const now = this.#now();
    if (now === this.#populated) return [];
    this.#populated = now;
    return [{ event: now ? "populated" : "empty" }];
  }
}
