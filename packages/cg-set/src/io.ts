import type { ByteLimit, IoMax, Limits } from "./limit-options.ts";
import type { Write } from "./write.ts";

/**
 * The blkio controller of v1.
 *
 * The weight file is the scheduler's: `blkio.weight` of CFQ (until Linux 5.0), `blkio.bfq.weight` of BFQ.
 */
export function blkioV1(limits: Limits): Write[] {
  const writes: Write[] = [];
  const weight =
    limits.blkioWeight ?? (limits.ioWeight === undefined ? undefined : ioToBlkio(limits.ioWeight));
  if (weight !== undefined) {
    const text = String(weight);
    writes.push({ file: "blkio.weight", text, instead: { file: "blkio.bfq.weight", text } });
  }
  for (const { major, minor, weight: own } of limits.blkioWeightDevice ?? []) {
    const text = `${major}:${minor} ${own}`;
    writes.push({
      file: "blkio.weight_device",
      text,
      instead: { file: "blkio.bfq.weight_device", text },
    });
  }
  for (const max of limits.ioMax ?? [])
    for (const [key, file] of THROTTLES) {
      const rate = max[key];
      // v1 says "no limit" by 0.
      if (rate !== undefined)
        writes.push({ file, text: `${max.major}:${max.minor} ${rate === "max" ? 0 : rate}` });
    }
  return writes;
}

/** The rates of io.max, and the file of each in v1. */
export const THROTTLES = [
  ["rbps", "blkio.throttle.read_bps_device"],
  ["wbps", "blkio.throttle.write_bps_device"],
  ["riops", "blkio.throttle.read_iops_device"],
  ["wiops", "blkio.throttle.write_iops_device"],
] as const;

/** The io controller of v2; `io.bfq.weight` is there with the BFQ scheduler, and is the one that counts then. */
export function ioV2(limits: Limits): Write[] {
  const writes: Write[] = [];
  const { blkioWeight, ioWeight } = limits;
  if (blkioWeight !== undefined || ioWeight !== undefined)
    writes.push({
      file: "io.bfq.weight",
      text: String(blkioWeight ?? ioToBlkio(ioWeight!)),
      instead: { file: "io.weight", text: `default ${ioWeight ?? blkioToIo(blkioWeight!)}` },
    });
  for (const { major, minor, weight } of limits.blkioWeightDevice ?? [])
    writes.push({
      file: "io.bfq.weight",
      text: `${major}:${minor} ${weight}`,
      instead: { file: "io.weight", text: `${major}:${minor} ${blkioToIo(weight)}` },
    });
  for (const max of limits.ioMax ?? []) writes.push({ file: "io.max", text: formatIoMax(max) });
  return writes;
}

/** A line of `io.max`: "8:16 rbps=2097152 wiops=120". */
export function formatIoMax(max: IoMax): string {
  let text = `${max.major}:${max.minor}`;
  for (const [key] of THROTTLES) {
    const rate: ByteLimit | undefined = max[key];
    if (rate !== undefined) text += ` ${key}=${rate === 0 ? "max" : rate}`;
  }
  return text;
}

/** A blkio weight (10 to 1000) as an io weight (1 to 10000), on the straight line that runc and crun use. */
export function blkioToIo(weight: number): number {
  return 1 + Math.floor(((weight - 10) * 9999) / 990);
}

/** The inverse of {@link blkioToIo}. */
export function ioToBlkio(weight: number): number {
  return 10 + Math.ceil(((weight - 1) * 990) / 9999);
}
