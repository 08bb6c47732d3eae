import * as abi from "../abi/index.ts";

/** MS_* and ST_* agree in these. */
const SAME =
  abi.ST_RDONLY | abi.ST_NOSUID | abi.ST_NODEV | abi.ST_NOEXEC | abi.ST_NOATIME | abi.ST_NODIRATIME;

/** The ST_* of a mount that was made with these MS_*. */
export function statusFlags(flags: number): number {
  const relative = flags & (abi.MS_NOATIME | abi.MS_STRICTATIME) ? 0 : abi.ST_RELATIME;
  return (flags & SAME) | relative | 0x20;
}
