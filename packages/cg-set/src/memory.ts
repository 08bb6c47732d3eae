import { Failure } from "@isobox/toolkit";
import type { ByteLimit, Limits } from "./limit-options.ts";
import { onlyOn } from "./only-on.ts";
import type { Write } from "./write.ts";

/**
 * The memory controller of v1.
 *
 * `memory.memsw.limit_in_bytes` may never be below `memory.limit_in_bytes`. In this order a new cgroup, which has
 * no limits, takes both; one that is to get larger takes them in the other order, which {@link writeLimits} tries.
 */
export function memoryV1(limits: Limits): Write[] {
  const writes: Write[] = [];
  const { memory, memorySwap } = limits;
  if (memory !== undefined) writes.push({ file: "memory.limit_in_bytes", text: bytesV1(memory) });
  // Lifting the limit on memory alone would leave that on memory and swap together, which is no lower bound.
  const swap = memorySwap ?? (memory === "max" ? "max" : undefined);
  if (swap !== undefined)
    writes.push({
      file: "memory.memsw.limit_in_bytes",
      text: bytesV1(swap),
      // Without swap accounting there is no such file, and no limit to lift.
      ...(memorySwap === undefined && { instead: null }),
    });
  if (limits.memoryLow !== undefined)
    writes.push({ file: "memory.soft_limit_in_bytes", text: bytesV1(limits.memoryLow) });
  if (limits.memoryHigh !== undefined) throw onlyOn(2, "--memory-high", "memory");
  if (limits.memorySwappiness !== undefined)
    writes.push({ file: "memory.swappiness", text: String(limits.memorySwappiness) });
  if (limits.oomKillDisable) writes.push({ file: "memory.oom_control", text: "1" });
  return writes;
}

/** The memory controller of v2. */
export function memoryV2(limits: Limits): Write[] {
  const writes: Write[] = [];
  if (limits.memory !== undefined) writes.push({ file: "memory.max", text: String(limits.memory) });
  if (limits.memorySwap !== undefined)
    writes.push({ file: "memory.swap.max", text: String(swapAlone(limits.memorySwap, limits.memory)) });
  // As on v1, and as runc does: no limit on memory is none on swap either.
  else if (limits.memory === "max") writes.push({ file: "memory.swap.max", text: "max", instead: null });
  if (limits.memoryHigh !== undefined) writes.push({ file: "memory.high", text: String(limits.memoryHigh) });
  if (limits.memoryLow !== undefined) writes.push({ file: "memory.low", text: String(limits.memoryLow) });
  if (limits.memorySwappiness !== undefined) throw onlyOn(1, "--memory-swappiness", "memory");
  if (limits.oomKillDisable) throw onlyOn(1, "--oom-kill-disable", "memory");
  return writes;
}

function bytesV1(limit: ByteLimit): string {
  return limit === "max" ? "-1" : String(limit);
}

/**
 * What v2 counts: swap alone. v1, OCI and Docker count memory and swap together.
 *
 * @throws {Failure} when the limit on memory is not known, or is above that on both.
 */
export function swapAlone(memorySwap: ByteLimit, memory: ByteLimit | undefined): ByteLimit {
  if (memorySwap === "max") return "max";
  if (memory === undefined || memory === "max")
    throw new Failure(
      "a limit on memory and swap together needs a limit on memory: cgroup v2 counts swap alone",
      { hints: ["limit memory, too, or limit swap alone: memory.swap.max (cgroup-v2.rst)"] },
    );
  if (memorySwap < memory)
    throw new Failure(
      `the limit on memory and swap together (${memorySwap}) is below that on memory (${memory})`,
      {
        hints: [
          "memory and swap together cannot be less than memory alone; if the two are equal, nothing is swapped",
        ],
      },
    );
  return typeof memorySwap === "number" && typeof memory === "number"
    ? memorySwap - memory
    : BigInt(memorySwap) - BigInt(memory);
}
