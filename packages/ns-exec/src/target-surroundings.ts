import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing, Failure } from "@isobox/toolkit";
import type { Target } from "./target.ts";

const DIRECTORY = abi.O_PATH | abi.O_DIRECTORY;

/** Opens a directory by path, or one that a target has (`root`, `cwd`). */
export function openDirectory(word: string | true, target: Target | null, name: "root" | "cwd"): sys.Fd {
  const what = name === "root" ? "root" : "working";
  if (word !== true)
    return doing(`cannot open the ${what} directory "${word}"`, () => sys.open(word, DIRECTORY));
  return doing(`cannot open the ${what} directory of process ${target!.pid}`, () =>
    sys.openat(target!.directory, name, DIRECTORY),
  );
}

/**
 * Makes an open directory the root and, so that nothing outside of it stays in reach, the working directory.
 *
 * Threads: single. Privilege: CAP_SYS_CHROOT.
 */
export function changeRoot(root: sys.Fd): void {
  doing("cannot change the root directory", () => {
    sys.fchdir(root);
    sys.chroot(".");
  });
}

/** The environment that a process was started with. */
export function environmentOf({ pid, directory }: Target): string[] {
  const text = doing(`cannot read the environment of process ${pid}`, () =>
    sys.readFileAt(directory, "environ"),
  );
  return text.split("\0").filter((variable) => variable !== "");
}

/**
 * Opens the files by which a process goes into the cgroups of a target: of each hierarchy that is mounted here.
 *
 * Before the namespaces are joined, for the paths are those of this mount and cgroup namespace. The right to write goes
 * with the descriptor (cgroups(7)).
 */
export function openCgroupsOf({ pid, directory }: Target): sys.Fd[] {
  const mounts = sys.readFile("/proc/self/mountinfo");
  const opened = sys
    .readFileAt(directory, "cgroup")
    .trimEnd()
    .split("\n")
    .flatMap((line) => {
      const [, controllers, path] = /^[0-9]+:([^:]*):(.*)$/.exec(line) ?? [];
      const mountPoint = path === undefined ? null : hierarchyMount(mounts, controllers!);
      if (mountPoint === null) return [];
      return [
        doing(`cannot open the cgroup "${path}" of process ${pid}`, () =>
          sys.open(`${mountPoint}${path}/cgroup.procs`, abi.O_WRONLY),
        ),
      ];
    });
  if (opened.length === 0)
    throw new Failure(
      `cannot go into the cgroups of process ${pid}: no hierarchy of cgroups is mounted here as a whole`,
      {
        hints: [
          "a container's view of /sys/fs/cgroup begins at its own cgroup: run this outside of it (cgroups(7))",
        ],
      },
    );
  return opened;
}

/** Where a hierarchy is mounted as a whole: "" is v2, `name=x` and `cpu,cpuacct` are of v1. */
function hierarchyMount(mountinfo: string, controllers: string): string | null {
  for (const line of mountinfo.split("\n")) {
    const [left = "", right = ""] = line.split(" - ");
    const [, , , mountRoot, mountPoint] = left.split(" ");
    const [type, , options = ""] = right.split(" ");
    if (mountRoot !== "/") continue;
    const words = options.split(",");
    const isIt =
      controllers === ""
        ? type === "cgroup2"
        : type === "cgroup" && controllers.split(",").every((one) => words.includes(one));
    if (isIt) return sys.unescapeOctal(mountPoint!);
  }
  return null;
}

/** Moves this process into opened cgroups, and closes them. It has a single thread, and "0" means itself. */
export function enterCgroups(cgroups: readonly sys.Fd[]): void {
  for (const cgroup of cgroups) {
    doing("cannot enter a cgroup of the target", () => sys.write(cgroup, "0"));
    cgroup.close();
  }
}

/** The SELinux context of a target. */
export function contextOf({ pid, directory }: Target): string {
  if (sys.statIfThere(abi.AT_FDCWD, "/sys/fs/selinux/status") === null)
    throw new Failure("--follow-context needs SELinux, which this kernel does not have or has not mounted", {
      hints: ["leave it out: where there is no SELinux, a process has no context to follow"],
    });
  return doing(`cannot read the SELinux context of process ${pid}`, () =>
    sys.readFileAt(directory, "attr/current"),
  ).replace(/\0$/, "");
}

/** Gives the next execve(2) of this process an SELinux context. */
export function setExecContext(context: string): void {
  doing(`cannot set the SELinux context ${context}`, () => sys.writeFile("/proc/self/attr/exec", context));
}
