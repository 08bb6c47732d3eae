/**
 * The name of a cgroup in a plain form: no empty and no "." components, no slash at the end.
 *
 * An absolute name ("/lab/a") counts from the root of each hierarchy, a relative one ("lab") from a place that
 * {@link Hierarchy.base} gives.
 *
 * @throws {SyntaxError} for "..", which would name somebody else's cgroup; for a newline, which the kernel
 *   refuses because /proc/PID/cgroup could not be read any more; and when nothing is left.
 */
export function normalizeName(name: string): string {
  let path = "";
  for (const part of name.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === "..") throw new SyntaxError('a cgroup path without ".."');
    path += `/${part}`;
  }
  if (path === "" || path.includes("\n") || path.includes("\0"))
    throw new SyntaxError("a cgroup path such as lab or /lab/a");
  return name[0] === "/" ? path : path.slice(1);
}

/** "/a/b" above "/a/b/c"; "" above "/a" and above "". */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
