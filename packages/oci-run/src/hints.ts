import { geteuid, type SyscallError } from "@isobox/kernel/sys";
import type { Hint } from "@isobox/toolkit";

/** Whether the path of the call is, or ends in, this. */
const at =
  (end: string) =>
  ({ args }: SyscallError): boolean =>
    args.some((argument) => argument === `"${end}"` || argument.endsWith(`/${end}"`));

const isConfig = at("config.json");
const wantsDirectory = ({ args }: SyscallError): boolean =>
  args.some((argument) => argument.includes("O_DIRECTORY"));

/** Where the state of containers is for somebody who may not write to it. */
function whereElse(): string {
  return geteuid() === 0
    ? "the state of containers is kept below --root, /run/isobox without it: the directory above may be mounted read-only, or be of a file system that takes no directories (mount(8))"
    : "an ordinary user keeps the state of containers elsewhere: --root DIR, or XDG_RUNTIME_DIR (environ(7))";
}

/**
 * What to do when a call of the runtime itself fails; the calls of a stage are explained by its tool: namespaces by
 * ns-exec, mounts by mnt-root, cgroups by cg-set, identity by cap-drop.
 */
export const hints: readonly Hint[] = [
  {
    syscall: "openat",
    code: "ENOENT",
    when: isConfig,
    hint: "a bundle is a directory with config.json and the root file system: oci-run spec --bundle DIR writes one to start from (oci-run(1))",
  },
  {
    syscall: "openat",
    code: "EACCES",
    when: isConfig,
    hint: "this user may not read it: ls -l shows whose it is (path_resolution(7))",
  },
  {
    syscall: "openat",
    code: "ENOTDIR",
    when: wantsDirectory,
    hint: "want the directory, and not a file in it (open(2), O_DIRECTORY)",
  },
  {
    syscall: "openat",
    code: "EACCES",
    when: (error) => wantsDirectory(error) && !isConfig(error),
    hint: "the containers of another user are not to be seen: run as that user, or with another --root (path_resolution(7))",
  },
  ...(["EACCES", "EPERM", "EROFS", "ENOENT"] as const).map(
    (code): Hint => ({ syscall: "mkdirat", code, hint: whereElse }),
  ),
  {
    syscall: "mkdirat",
    code: "ENOSPC",
    hint: "the file system of the state is full: df -h and df -i show by what (mkdir(2))",
  },
  {
    syscall: "mkdirat",
    code: "ENOTDIR",
    hint: "a part of the path of --root is a file (mkdir(2))",
  },
  {
    syscall: "mkdirat",
    code: "ENAMETOOLONG",
    hint: "a path has at most 4095 bytes, and a name in it 255: choose a shorter --root (path_resolution(7))",
  },
  {
    syscall: "write",
    code: "ENOSPC",
    hint: "the file system is full: df -h shows which (write(2))",
  },
  {
    syscall: "pidfd_send_signal",
    code: "EPERM",
    hint: "the container belongs to another user, and this one may not signal it (kill(2))",
  },
  {
    syscall: "kill",
    code: "EPERM",
    hint: "the container belongs to another user, and this one may not signal it (kill(2))",
  },
  {
    syscall: "pidfd_open",
    code: "ENOSYS",
    hint: "signals by pidfd want Linux 5.3; a seccomp filter around this runtime, as an old Docker's, may hide the call (pidfd_open(2))",
  },
  {
    syscall: "pidfd_open",
    code: "EMFILE",
    hint: "this process has as many descriptors open as it may: ulimit -n (getrlimit(2), RLIMIT_NOFILE)",
  },
];
