import { ERRNO } from "./generated/errno.ts";

export * from "./generated/errno.ts";

// The first name of a number wins: EAGAIN before EWOULDBLOCK, ENOTSUP is EOPNOTSUPP's other name.
const byNumber = new Map<number, readonly [string, string]>();
for (const [name, errno, text] of ERRNO) if (!byNumber.has(errno)) byNumber.set(errno, [name, text]);

/** The name of an error number: `errnoName(1)` is "EPERM"; an unknown number gives "errno 4000". */
export function errnoName(errno: number): string {
  return byNumber.get(errno)?.[0] ?? `errno ${errno}`;
}

/** What strerror(3) says of an error number, in lower case. */
export function errnoText(errno: number): string {
  return byNumber.get(errno)?.[1] ?? "unknown error";
}
