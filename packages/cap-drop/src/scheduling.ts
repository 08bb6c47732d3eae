import { setCpuAffinity } from "./cpu-affinity.ts";
import { setIoPriority } from "./io-priority.ts";
import { setMemoryPolicy } from "./memory-policy.ts";
import { setNice } from "./nice.ts";
import type { DropOptions } from "./options.ts";
import { setPersonality } from "./personality.ts";
import { setScheduling } from "./scheduler.ts";
import { setUtilClamp } from "./util-clamp.ts";

/**
 * Where and when the process runs. All of it is inherited and survives execve(2).
 *
 * Processors first: a deadline is granted for the processors in force. Before ids change, for CAP_SYS_NICE, and before
 * limits, for RLIMIT_NICE and RLIMIT_RTPRIO bind those who lack it.
 */
export function setSchedulingOptions(options: DropOptions): void {
  const { cpuAffinity, scheduler, nice, utilMin, utilMax, ioPriority, memoryPolicy, personality } = options;
  if (cpuAffinity !== undefined) setCpuAffinity(cpuAffinity);
  if (scheduler !== undefined) setScheduling(scheduler);
  if (nice !== undefined) setNice(nice);
  if (utilMin !== undefined || utilMax !== undefined) setUtilClamp(options);
  if (ioPriority !== undefined) setIoPriority(ioPriority);
  if (memoryPolicy !== undefined) setMemoryPolicy(memoryPolicy);
  if (personality !== undefined) setPersonality(personality);
}
