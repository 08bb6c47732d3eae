import type { Resources } from "@isobox/oci-spec";
import { Failure, type JsonSource, nearest, readJson } from "@isobox/toolkit";
import { resourceLimits } from "./oci.ts";
import type { CgSetOptions } from "./options.ts";

type Kind = "integer" | "text" | "flag" | Shape | readonly [Shape];
interface Shape {
  readonly [key: string]: Kind;
}

const device: Shape = { major: "integer", minor: "integer" };
const throttle = [{ ...device, rate: "integer" }] as const;

/** What each key holds; `*` stands for any key. */
const RESOURCES: Shape = {
  devices: [{ ...device, allow: "flag", type: "text", access: "text" }],
  memory: {
    limit: "integer",
    reservation: "integer",
    swap: "integer",
    kernel: "integer",
    kernelTCP: "integer",
    swappiness: "integer",
    disableOOMKiller: "flag",
    useHierarchy: "flag",
    checkBeforeUpdate: "flag",
  },
  cpu: {
    shares: "integer",
    quota: "integer",
    burst: "integer",
    period: "integer",
    realtimeRuntime: "integer",
    realtimePeriod: "integer",
    cpus: "text",
    mems: "text",
    idle: "integer",
  },
  pids: { limit: "integer" },
  blockIO: {
    weight: "integer",
    leafWeight: "integer",
    weightDevice: [{ ...device, weight: "integer", leafWeight: "integer" }],
    throttleReadBpsDevice: throttle,
    throttleWriteBpsDevice: throttle,
    throttleReadIOPSDevice: throttle,
    throttleWriteIOPSDevice: throttle,
  },
  hugepageLimits: [{ pageSize: "text", limit: "integer" }],
  network: { classID: "integer", priorities: [{ name: "text", priority: "integer" }] },
  rdma: { "*": { hcaHandles: "integer", hcaObjects: "integer" } },
  unified: { "*": "text" },
};

/**
 * Adds the limits of `--resources` to those of the command line, which win; lists of the command line come behind.
 *
 * @throws {Failure} for what is no `linux.resources` of an OCI configuration, by its path.
 */
export function withResources<T extends CgSetOptions>(given: T): Omit<T, "resources"> {
  const { resources, ...own } = given;
  if (resources === undefined) return own;
  const read: Record<string, unknown> = { ...resourceLimits(readResources(resources)) };
  for (const [key, value] of Object.entries(own))
    read[key] = Array.isArray(value) ? [...((read[key] as unknown[]) ?? []), ...value] : value;
  return read as Omit<T, "resources">;
}

/** Reads and checks. @throws {Failure} */
export function readResources(source: JsonSource): Resources {
  const value = readJson(source, "the resources");
  check(value, RESOURCES, "resources");
  return value as Resources;
}

function check(value: unknown, kind: Kind, path: string): void {
  const wants = (what: string): Failure => new Failure(`${path}: want ${what}`);
  if (kind === "text") {
    if (typeof value !== "string") throw wants("a string");
  } else if (kind === "flag") {
    if (typeof value !== "boolean") throw wants("true or false");
  } else if (kind === "integer") {
    if (typeof value !== "bigint" && !Number.isInteger(value)) throw wants("an integer");
  } else if (Array.isArray(kind)) {
    if (!Array.isArray(value)) throw wants("a list");
    for (const [i, each] of value.entries()) check(each, kind[0] as Shape, `${path}[${i}]`);
  } else checkObject(value, kind as Shape, path);
}

function checkObject(value: unknown, shape: Shape, path: string): void {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Failure(`${path}: want an object`);
  for (const [key, inner] of Object.entries(value)) {
    const kind = Object.hasOwn(shape, key) ? shape[key] : shape["*"];
    if (kind === undefined) {
      const meant = nearest(key, Object.keys(shape));
      throw new Failure(`${path}.${key}: no such key${meant ? ` (did you mean ${meant}?)` : ""}`);
    }
    check(inner, kind, `${path}.${key}`);
  }
}
