import { CAPABILITIES } from "@isobox/kernel/abi";
import type { Capabilities, Linux, Process, Rlimit } from "@isobox/oci-spec";
import { Failure, type Writable } from "@isobox/toolkit";
import { exactly } from "./capability-change.ts";
import { type CapabilitySet, difference, intersection, isEmpty, namesOf, setOf } from "./capability-set.ts";
import { addScheduling } from "./oci-scheduling.ts";
import type { DropOptions } from "./options.ts";
import { isRlimitName, type RlimitSetting } from "./rlimit.ts";

/** The options of the last stage of a container, and what its configuration asks for in vain. */
export interface ProcessStage {
  readonly options: Writable<DropOptions>;
  readonly warnings: readonly string[];
  /** What the configuration says against itself, and every runtime passes over in silence: for a log. */
  readonly notes: readonly string[];
}

/**
 * What the `process` of an OCI configuration asks of cap-drop. Changes nothing and reads nothing but its argument.
 *
 * As runc and crun do (tried, runc 1.1.5 and crun 1.8.1): without `capabilities` every set is empty; a set that is
 * not given is empty; the mask is 0022 unless `user.umask` says otherwise; a missing working directory is made; the
 * process leads a session of its own. As the specification says: capabilities that nobody knows, or that cannot be
 * had here, are warnings; a resource limited twice is an error.
 *
 * @param linux for what the configuration keeps elsewhere: `personality` and `memoryPolicy`.
 * @throws {Failure} for what would be another process than the one that was asked for.
 */
export function processStageOptions(process: Process, linux: Linux = {}): ProcessStage {
  const {
    user,
    capabilities = {},
    cwd = "/",
    noNewPrivileges,
    rlimits,
    oomScoreAdj,
    apparmorProfile,
  } = process;
  if (cwd[0] !== "/") throw new Failure(`process.cwd is "${cwd}": it has to begin with a slash`);
  const groups = user?.additionalGids ?? [];
  const unknown = new Set<string>();
  const notes: string[] = [];
  const options: Writable<DropOptions> = {
    skipUnavailable: true,
    uid: user?.uid ?? 0,
    gid: user?.gid ?? 0,
    chdir: cwd,
    mkdir: true,
    umask: user?.umask ?? 0o022,
    setsid: true,
  };
  addCapabilities(options, capabilities, unknown, notes);
  if (noNewPrivileges) options.noNewPrivs = true;
  if (groups.length > 0) options.groups = groups;
  else options.clearGroups = true;
  if (rlimits && rlimits.length > 0) options.rlimit = limits(rlimits);
  if (oomScoreAdj !== undefined) options.oomScoreAdj = oomScoreAdj;
  addScheduling(options, process, linux);
  if (apparmorProfile) options.apparmorProfile = apparmorProfile;
  return {
    options,
    warnings: [...unknown].map((name) => `the capability ${name} is not known and left out`),
    notes,
  };
}

function addCapabilities(
  options: Writable<DropOptions>,
  given: Capabilities,
  unknown: Set<string>,
  notes: string[],
): void {
  const permitted = capabilitySet(given.permitted, unknown);
  const inheritable = capabilitySet(given.inheritable, unknown);
  const asked = capabilitySet(given.ambient, unknown);
  // Many a configuration, that of Debian's `runc spec` among them, names ambient capabilities and makes none
  // inheritable (since CVE-2022-24769). The kernel would refuse each of them.
  const ambient = intersection(asked, intersection(permitted, inheritable));
  const lost = difference(asked, ambient);
  if (!isEmpty(lost)) notes.push(`not ambient, for they are not permitted and inheritable: ${namesOf(lost)}`);
  options.boundingSet = exactly(capabilitySet(given.bounding, unknown));
  options.permitted = exactly(permitted);
  options.effective = exactly(capabilitySet(given.effective, unknown));
  options.inheritable = exactly(inheritable);
  options.ambient = exactly(ambient);
}

/** By the names of capabilities(7) exactly, as the specification has them: what is written otherwise gives nothing. */
const single: ReadonlyMap<string, CapabilitySet> = new Map(
  CAPABILITIES.map((name, number) => [`CAP_${name.toUpperCase()}`, setOf([number])]),
);

function capabilitySet(names: readonly string[] | undefined, unknown: Set<string>): CapabilitySet {
  let low = 0;
  let high = 0;
  if (names)
    for (const name of names) {
      const set = single.get(name);
      if (set === undefined) unknown.add(name);
      else {
        low |= set.low;
        high |= set.high;
      }
    }
  return { low, high };
}

function limits(rlimits: readonly Rlimit[]): RlimitSetting[] {
  const seen = new Set<string>();
  return rlimits.map(({ type, soft, hard }) => {
    const resource = type.slice("RLIMIT_".length).toLowerCase();
    if (!type.startsWith("RLIMIT_") || !isRlimitName(resource))
      throw new Failure(`process.rlimits has an unknown type "${type}"`);
    if (seen.has(resource)) throw new Failure(`process.rlimits has ${type} twice`);
    seen.add(resource);
    return { resource, soft, hard };
  });
}
