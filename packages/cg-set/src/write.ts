/**
 * One write into a file of a cgroup. The file's name says which controller, and so which hierarchy: "memory.max".
 *
 * `instead` is what to write when this cgroup has no such file; null when it does no harm to leave it out.
 */
export interface Write {
  readonly file: string;
  readonly text: string;
  readonly instead?: Write | null;
}

/** The controller that a file of a cgroup belongs to: "hugetlb" for "hugetlb.2MB.max". */
export function controllerOf(file: string): string {
  return file.slice(0, file.indexOf("."));
}
