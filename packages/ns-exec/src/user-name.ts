import * as sys from "@isobox/kernel/sys";

let names: ReadonlyMap<number, string> | null = null;

/** The name of a user, by /etc/passwd; the number where it has none. */
export function userName(uid: number): string {
  names ??= readNames();
  return names.get(uid) ?? String(uid);
}

function readNames(): ReadonlyMap<number, string> {
  const map = new Map<number, string>();
  try {
    for (const line of sys.readFile("/etc/passwd").split("\n")) {
      const [name, , uid] = line.split(":");
      if (name && uid && /^[0-9]+$/.test(uid) && !map.has(Number(uid))) map.set(Number(uid), name);
    }
  } catch (error) {
    // A root without one: numbers do.
    if (!(error instanceof sys.SyscallError)) throw error;
  }
  return map;
}
