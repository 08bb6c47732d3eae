import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import * as sys from "@isobox/kernel/sys";
import { Failure, getVariable } from "@isobox/toolkit";
import { absolute } from "../bundle.ts";

/**
 * The directory that has the tools, by an absolute path: where this program was found.
 *
 * /proc/self/exe does not tell. The program runs from a clone of its file's mount, or from a copy in memory, that
 * has no path (CVE-2019-5736); so it is looked for again, by the name it was called by.
 *
 * @param tool a tool that must be there.
 * @throws {Failure}
 */
export function toolsDirectory(tool: string): string {
  for (const file of candidates(platform.argv()[0] ?? "")) {
    if (!isThisProgram(file)) continue;
    // A link of another name, such as /usr/bin/runc, may stand alone: then the tools are where it leads.
    for (const path of [file, realPath(file)]) {
      const directory = path.slice(0, path.lastIndexOf("/")) || "/";
      if (sys.faccessat(abi.AT_FDCWD, `${directory}/${tool}`, abi.X_OK) === 0) return directory;
    }
  }
  throw new Failure(`cannot find ${tool}, which belongs beside this program`, {
    hints: ["call the program by its path: /usr/lib/isobox/bin/oci-run explain …"],
  });
}

function candidates(name: string): string[] {
  if (name.includes("/")) return [absolute(name)];
  const path = getVariable("PATH") ?? "/usr/bin:/bin";
  return path.split(":").map((directory) => absolute(`${directory || "."}/${name}`));
}

/** The clone of a mount keeps device and inode; a copy in memory has its own, and then any program will do. */
function isThisProgram(file: string): boolean {
  const found = sys.statIfThere(abi.AT_FDCWD, file);
  const own = sys.statIfThere(abi.AT_FDCWD, "/proc/self/exe");
  if (!found || (found.mode & abi.S_IFMT) !== abi.S_IFREG) return false;
  return !own || own.nlink === 0 || (own.ino === found.ino && own.dev.join() === found.dev.join());
}

function realPath(file: string): string {
  using fd = sys.open(file, abi.O_PATH);
  return sys.readlinkat(abi.AT_FDCWD, `/proc/self/fd/${fd.fd}`);
}
