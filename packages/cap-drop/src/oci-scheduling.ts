import type { IoPriority, Linux, MemoryPolicy, Personality, Process, Scheduler } from "@isobox/oci-spec";
import { Failure, type Writable } from "@isobox/toolkit";
import { isIoClass } from "./io-priority.ts";
import { isMemoryPolicy } from "./memory-policy.ts";
import { type NumberList, parseNumberList } from "./number-list.ts";
import type { DropOptions } from "./options.ts";
import { personality as personalityType } from "./personality.ts";
import { isScheduling, type Scheduling } from "./scheduler.ts";

/**
 * Adds what an OCI configuration says of scheduling, in our words.
 *
 * A binding to processors that the runtime's caller had does not bind the container: it may use what its cgroup allows.
 *
 * @throws {Failure} for a name or list that does not exist.
 */
export function addScheduling(
  options: Writable<DropOptions>,
  { scheduler, ioPriority }: Process,
  { personality, memoryPolicy }: Linux,
): void {
  options.cpuAffinity = "all";
  if (scheduler) options.scheduler = schedulingOf(scheduler);
  if (ioPriority) options.ioPriority = ioPriorityOf(ioPriority);
  if (memoryPolicy) options.memoryPolicy = memoryPolicyOf(memoryPolicy);
  if (personality) options.personality = domainOf(personality);
}

/** "SCHED_FIFO" and "SCHED_FLAG_RECLAIM" are "fifo" and "reclaim" on a command line. */
function word(name: string, prefix: string): string {
  return name.startsWith(prefix) ? name.slice(prefix.length).toLowerCase() : "";
}

function schedulingOf({ policy, flags = [], ...numbers }: Scheduler): Scheduling {
  const named = { policy: word(policy, "SCHED_"), flags: flags.map((flag) => word(flag, "SCHED_FLAG_")) };
  // SCHED_ISO is in the specification and in no kernel.
  if (!isScheduling(named.policy, named.flags))
    throw new Failure(`process.scheduler: Linux does not have ${[policy, ...flags].join(" or ")}`);
  return { ...numbers, ...named };
}

function ioPriorityOf({ class: name, priority }: IoPriority): NonNullable<DropOptions["ioPriority"]> {
  const named = word(name, "IOPRIO_CLASS_");
  if (!isIoClass(named)) throw new Failure(`process.ioPriority: there is no class "${name}"`);
  return { class: named, level: priority };
}

function memoryPolicyOf({ mode, flags = [], nodes }: MemoryPolicy): NonNullable<DropOptions["memoryPolicy"]> {
  const named = { mode: word(mode, "MPOL_"), flags: flags.map((flag) => word(flag, "MPOL_F_")) };
  if (!isMemoryPolicy(named.mode, named.flags))
    throw new Failure(`linux.memoryPolicy: there is no ${[mode, ...flags].join(" or ")}`);
  return { ...named, nodes: nodes ? nodeList(nodes) : [] };
}

function nodeList(nodes: string): NumberList {
  try {
    return parseNumberList(nodes);
  } catch (error) {
    throw new Failure(`linux.memoryPolicy.nodes cannot be "${nodes}"`, { cause: error });
  }
}

function domainOf({ domain, flags = [] }: Personality): NonNullable<DropOptions["personality"]> {
  // The specification has no flags yet.
  if (!/^LINUX(32)?$/.test(domain) || flags.length > 0)
    throw new Failure(`linux.personality: there is no ${[domain, ...flags].join(" or ")}`);
  return personalityType.parse(domain);
}
