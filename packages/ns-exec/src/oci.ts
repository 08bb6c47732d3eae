import { geteuid } from "@isobox/kernel/sys";
import type { Config, IdMapping, TimeOffset as OciTimeOffset } from "@isobox/oci-spec";
import { Failure, type Writable } from "@isobox/toolkit";
import { type IdRange, rangeProblem, rangesProblem } from "./id-range.ts";
import type { Join } from "./join.ts";
import { NAMESPACES, type NamespaceType } from "./namespaces.ts";
import type { NsOptions } from "./options.ts";
import { type Sysctl, sysctlOwner, sysctlPath } from "./sysctl.ts";
import type { TimeOffset } from "./time-offset.ts";

/** The options of the two ns-exec stages of a container. */
export interface NamespaceStages {
  /** Forks; makes what holds for children, and the user namespace that owns the rest. */
  readonly outer: NsOptions;
  /** After the child has entered its cgroup: the rest. */
  readonly inner: NsOptions;
}

type Stage = Writable<NsOptions>;

/** The part of a configuration that is about namespaces. */
export type NamespaceConfig = Pick<Config, "hostname" | "domainname" | "linux">;

const typeByName = new Map<string, NamespaceType>(NAMESPACES.map(({ oci, type }) => [oci, type]));

/**
 * The namespaces of an OCI configuration, and what is set in them, as options of two stages.
 *
 * A namespace that is not listed is the runtime's own.
 * @throws {Failure} for what the specification forbids and for what would change the host.
 */
export function namespaceStageOptions(spec: NamespaceConfig): NamespaceStages {
  const linux = spec.linux ?? {};
  const found = readNamespaces(linux.namespaces ?? []);
  const hasUser = found.has("user");
  const outer: Stage = { fork: true };
  const inner: Stage = {};
  const joins = { outer: [] as Join[], inner: [] as Join[] };
  // Where a user namespace is made or joined, all that is joined must be so around it, in one process.
  const isOuter = (type: NamespaceType) =>
    type === "user" || type === "pid" || type === "time" || (hasUser && found.get(type) !== "");
  for (const [type, path] of found) {
    if (path === "") (isOuter(type) ? outer : inner)[type] = true;
    else joins[isOuter(type) ? "outer" : "inner"].push({ type, path });
  }
  if (joins.outer.length > 0) outer.join = joins.outer;
  if (joins.inner.length > 0) inner.join = joins.inner;

  const stageOf = (type: NamespaceType) => (isOuter(type) ? outer : inner);
  addIdMaps(outer, found, linux.uidMappings ?? [], linux.gidMappings ?? []);
  if (linux.timeOffsets) addTimeOffsets(outer, found, linux.timeOffsets);
  if (spec.hostname) addName("hostname", spec.hostname, found, stageOf);
  if (spec.domainname) addName("domainname", spec.domainname, found, stageOf);
  if (linux.sysctl) addSysctls(linux.sysctl, found, stageOf);
  // In a new network namespace lo is down; every runtime brings it up.
  if (inner.net) inner.loopback = true;
  // The stage that makes the root file system decides on propagation; a second walk over all mounts is waste.
  if (inner.mount) inner.propagation = "unchanged";
  return { outer, inner };
}

/** By kind: the path to join, "" for a new one. In the order of the configuration. */
type Found = ReadonlyMap<NamespaceType, string>;

function readNamespaces(list: readonly { type: string; path?: string }[]): Found {
  const found = new Map<NamespaceType, string>();
  for (const { type: name, path = "" } of list) {
    const type = typeByName.get(name);
    if (!type) throw new Failure(`linux.namespaces: there is no namespace type "${name}"`);
    if (found.has(type)) throw new Failure(`linux.namespaces: the type "${name}" is listed twice`);
    found.set(type, path);
  }
  return found;
}

function addIdMaps(
  outer: Stage,
  found: Found,
  users: readonly IdMapping[],
  groups: readonly IdMapping[],
): void {
  const path = found.get("user");
  if (path === undefined && users.length + groups.length > 0)
    throw new Failure("linux.uidMappings and linux.gidMappings need a user namespace in linux.namespaces");
  // The maps of a namespace that exists are what they are.
  if (path !== "") return;
  if (users.length === 0 || groups.length === 0)
    throw new Failure("a new user namespace needs linux.uidMappings and linux.gidMappings");
  outer.mapUsers = ranges("linux.uidMappings", users);
  outer.mapGroups = ranges("linux.gidMappings", groups);
  // An ordinary user may map a group without newgidmap only when setgroups(2) is denied (user_namespaces(7)).
  if (groups.length === 1 && groups[0]!.size === 1 && geteuid() !== 0) outer.setgroups = "deny";
}

function ranges(key: string, mappings: readonly IdMapping[]): IdRange[] {
  const list = mappings.map(({ containerID, hostID, size }) => ({
    inside: containerID,
    outside: hostID,
    count: size,
  }));
  for (const [i, range] of list.entries()) {
    const problem = rangeProblem(range);
    if (problem) throw new Failure(`${key}[${i}]: want ${problem}`);
  }
  const problem = rangesProblem(list);
  if (problem) throw new Failure(`${key}: ${problem}`);
  return list;
}

function addTimeOffsets(outer: Stage, found: Found, offsets: Readonly<Record<string, OciTimeOffset>>): void {
  for (const [clock, { secs = 0, nanosecs = 0 }] of Object.entries(offsets)) {
    if (clock !== "monotonic" && clock !== "boottime")
      throw new Failure(`linux.timeOffsets: there is no clock "${clock}"; want monotonic or boottime`);
    if (found.get("time") !== "")
      throw new Failure("linux.timeOffsets need a new time namespace in linux.namespaces");
    const offset: TimeOffset = { secs: Number(secs), nanosecs };
    if (!Number.isSafeInteger(offset.secs) || !(nanosecs >= 0 && nanosecs < 1_000_000_000))
      throw new Failure(`linux.timeOffsets.${clock}: want seconds, and nanoseconds from 0 to 999999999`);
    outer[clock] = offset;
  }
}

type StageOf = (type: NamespaceType) => Stage;

function addName(key: "hostname" | "domainname", name: string, found: Found, stageOf: StageOf): void {
  if (!found.has("uts"))
    throw new Failure(`${key}: without a UTS namespace in linux.namespaces it would be the host's`);
  stageOf("uts")[key] = name;
}

function addSysctls(settings: Readonly<Record<string, string>>, found: Found, stageOf: StageOf): void {
  const lists = new Map<Stage, Sysctl[]>();
  for (const [key, value] of Object.entries(settings)) {
    const owner = sysctlOwner(key);
    if (!owner)
      throw new Failure(`linux.sysctl: ${key} belongs to no namespace: it would change the whole host`);
    if (!found.has(owner))
      throw new Failure(
        `linux.sysctl: ${key} needs a namespace of type ${ociName(owner)} in linux.namespaces`,
      );
    if (sysctlPath(key) === "kernel/hostname")
      throw new Failure(`linux.sysctl: ${key} is what "hostname" sets`);
    const stage = stageOf(owner);
    const list = lists.get(stage);
    if (list) list.push({ key, value });
    else lists.set(stage, [{ key, value }]);
  }
  for (const [stage, list] of lists) stage.sysctl = list;
}

function ociName(type: NamespaceType): string {
  return NAMESPACES.find((namespace) => namespace.type === type)!.oci;
}
