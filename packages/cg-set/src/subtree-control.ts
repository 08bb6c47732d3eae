import * as sys from "@isobox/kernel/sys";
import { parentOf } from "./name.ts";

/** The words of a file such as cgroup.controllers. */
export function readWords(file: string): string[] {
  return sys.readFile(file).split(/\s+/).filter(Boolean);
}

/**
 * Switches controllers on for a cgroup of v2, in each cgroup above it (`cgroup.subtree_control`).
 *
 * Starts below the nearest one that has them all, for those above may not be ours to write. One that the kernel
 * refuses does not stop the others; whether it matters shows when a limit is written.
 *
 * @param wanted all that the hierarchy has, when it is left out.
 * @returns what was refused, by controller. EBUSY: the parent has processes; EACCES: it is not ours.
 * @see cgroups(7), "Cgroups v2 subtree control"
 */
export function enableControllers(
  mount: string,
  directory: string,
  wanted: readonly string[] = readWords(`${mount}/cgroup.controllers`),
): Map<string, sys.SyscallError> {
  const refused = new Map<string, sys.SyscallError>();
  const incomplete: string[] = [];
  for (let at = parentOf(directory); at.length >= mount.length; at = parentOf(at)) {
    const enabled = readWords(`${at}/cgroup.subtree_control`);
    if (wanted.every((controller) => enabled.includes(controller))) break;
    incomplete.push(at);
  }
  for (let at = incomplete.pop(); at !== undefined; at = incomplete.pop()) enableIn(at, wanted, refused);
  return refused;
}

function enableIn(
  directory: string,
  wanted: readonly string[],
  refused: Map<string, sys.SyscallError>,
): void {
  const file = `${directory}/cgroup.subtree_control`;
  const whole = refusal(file, wanted.map((controller) => `+${controller}`).join(" "));
  if (whole === null) return;
  // It has processes. One at a time it would take those that may be threaded (cpu, pids): that makes it the root of a
  // threaded tree, and the cgroups below it take no process any more ("domain invalid").
  if (whole.code === "EBUSY") {
    for (const controller of wanted) if (!refused.has(controller)) refused.set(controller, whole);
    return;
  }
  // The kernel takes all of a line or nothing.
  for (const controller of wanted) {
    const error = refusal(file, `+${controller}`);
    if (error && !refused.has(controller)) refused.set(controller, error);
  }
}

function refusal(file: string, text: string): sys.SyscallError | null {
  try {
    sys.writeFile(file, text);
    return null;
  } catch (error) {
    if (!(error instanceof sys.SyscallError)) throw error;
    // By the path, which says which cgroup refuses, and not by a descriptor.
    return error.syscall === "write" ? new sys.SyscallError(sys.NR.write, [file, text], error.errno) : error;
  }
}
