import { EINTR } from "../abi/errno.ts";
import type { Calls, Host, Refusal } from "./host.ts";

const MAX_ERRNO = 4095;

/** {@link Calls} around the `syscall` that a host has at the time of each call. */
export function callsThrough(host: Host, refusal: Refusal): Calls {
  const attempt: Calls["attempt"] = (nr, a, b, c, d, e, f) => {
    for (;;) {
      const result = host.syscall(nr, a, b, c, d, e, f);
      if (result !== -EINTR) return result;
    }
  };
  return {
    attempt,
    call(nr, a, b, c, d, e, f) {
      const result = attempt(nr, a, b, c, d, e, f);
      if (result >= 0 || result < -MAX_ERRNO) return result;
      throw refusal(-result, nr, a, b, c, d, e, f);
    },
  };
}
