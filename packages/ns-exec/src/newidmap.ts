import { EACCES, ENOENT } from "@isobox/kernel/abi";
import {
  dup3,
  execve,
  exitStatus,
  fork,
  geteuid,
  NR,
  pipe,
  readText,
  SyscallError,
  wait4,
} from "@isobox/kernel/sys";
import { EXIT, environment, exit, Failure, fail, getVariable } from "@isobox/toolkit";
import type { IdRange } from "./id-range.ts";

const programs = { uid_map: "newuidmap", gid_map: "newgidmap" } as const;

/**
 * Lets newuidmap(1) or newgidmap(1) write a map, as an ordinary user must for ranges that are not its own id.
 *
 * @returns false for root: what the kernel refuses to root it refuses to these programs too.
 * @throws {Failure} when the program is missing or refuses; with what it says.
 */
export function runNewIdMap(file: "uid_map" | "gid_map", pid: number, ranges: readonly IdRange[]): boolean {
  if (geteuid() === 0) return false;
  const program = programs[file];
  const argv = [program, String(pid)];
  for (const { inside, outside, count } of ranges) argv.push(String(inside), String(outside), String(count));
  const said = pipe();
  const child = fork(() => {
    dup3(said.writeEnd, 2);
    return execIn(program, argv);
  }, fail);
  said.writeEnd.close();
  const words = readText(said.readEnd).trim().replaceAll("\n", "; ");
  said.readEnd.close();
  const status = exitStatus(wait4(child)!.status);
  if (status === EXIT.notFound)
    throw new Failure(`only ${program} can write this map for an ordinary user, and it is not in PATH`, {
      hints: ["install it: Debian's package uidmap, elsewhere shadow-utils (newuidmap(1))"],
    });
  if (status !== 0) {
    const table = file === "uid_map" ? "/etc/subuid" : "/etc/subgid";
    throw new Failure(`${argv.join(" ")}: status ${status}: ${words}`, {
      hints: [
        `the ranges must be listed for this user in ${table} (subuid(5))`,
        `${program} must be setuid root or have file capabilities, and no_new_privs be off (newuidmap(1))`,
      ],
    });
  }
  return true;
}

/** Searches PATH as execvp(3) does. */
function execIn(program: string, argv: readonly string[]): never {
  let status: number = EXIT.notFound;
  for (const directory of (getVariable("PATH") ?? "/usr/bin:/bin").split(":")) {
    const path = `${directory || "."}/${program}`;
    const errno = -execve(path, argv, environment());
    if (errno === EACCES) status = EXIT.notExecutable;
    else if (errno !== ENOENT)
      throw new Failure(`cannot run ${program}`, { cause: new SyscallError(NR.execve, [path], errno) });
  }
  exit(status);
}
