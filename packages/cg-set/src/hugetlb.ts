import type { ByteLimit, Limits } from "./limit-options.ts";
import type { Write } from "./write.ts";

/**
 * The hugetlb controller: two counters for each page size, of pages in use and (since Linux 5.7) of pages
 * reserved. Both get the limit: reserving fails with ENOMEM, where using without a reservation kills by SIGBUS.
 */
export function hugetlbV1(limits: Limits): Write[] {
  return both(limits, "limit_in_bytes", (bytes) => (bytes === "max" ? "-1" : String(bytes)));
}

export function hugetlbV2(limits: Limits): Write[] {
  return both(limits, "max", String);
}

function both(limits: Limits, file: string, format: (bytes: ByteLimit) => string): Write[] {
  const writes: Write[] = [];
  for (const { size, bytes } of limits.hugetlb ?? []) {
    const text = format(bytes);
    writes.push({ file: `hugetlb.${size}.${file}`, text });
    writes.push({ file: `hugetlb.${size}.rsvd.${file}`, text, instead: null });
  }
  return writes;
}
