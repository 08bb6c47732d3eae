// SyscallError: the text is made from the arguments that were really passed.
import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { type Case, equal, ok, throws } from "../case.ts";

const messageOf = (body: () => unknown): string => throws(body, sys.SyscallError).message;

export const cases: readonly Case[] = [
  {
    name: "SyscallError tells the call, its arguments, the errno and its text",
    run: () => {
      const error = throws(
        () => sys.open('/no/such "é"\udcff', abi.O_RDWR | abi.O_NOFOLLOW),
        sys.SyscallError,
      );
      equal(
        error.message,
        'openat(AT_FDCWD, "/no/such \\"\\xc3\\xa9\\"\\xff", O_RDWR|O_NOFOLLOW|O_CLOEXEC): ENOENT: no such file or directory',
      );
      equal([error.name, error.syscall, error.code, error.errno], ["SyscallError", "openat", "ENOENT", 2]);
      equal(error.parameters, ["dirfd", "pathname", "flags"]);
      equal(error.args.length, 3);
      ok(error instanceof Error && typeof error.stack === "string", "an Error with a stack");
    },
  },
  {
    name: "SyscallError decodes the structs that were passed",
    run: () => {
      const how = { flags: abi.O_RDONLY, resolve: abi.RESOLVE_IN_ROOT | abi.RESOLVE_NO_MAGICLINKS };
      equal(
        messageOf(() => sys.openat2(abi.AT_FDCWD, "/none", how)),
        'openat2(AT_FDCWD, "/none", {flags=O_RDONLY|O_CLOEXEC, mode=0, resolve=RESOLVE_NO_MAGICLINKS|RESOLVE_IN_ROOT}, 24): ENOENT: no such file or directory',
      );
    },
  },
  {
    name: "SyscallError leaves out what the kernel would have written",
    run: () => {
      equal(
        messageOf(() => sys.read(-1, new Uint8Array(8))),
        "read(-1, …, 8): EBADF: bad file descriptor",
      );
      equal(
        messageOf(() => sys.statat(abi.AT_FDCWD, "/none")),
        'statx(AT_FDCWD, "/none", AT_NO_AUTOMOUNT, STATX_BASIC_STATS|STATX_MNT_ID, …): ENOENT: no such file or directory',
      );
    },
  },
  {
    name: "call() throws for errors only; attempt() gives them back",
    run: () => {
      equal(sys.attempt(sys.NR.close, -1), -abi.EBADF);
      ok(sys.call(sys.NR.getpid) > 0, "a result");
      equal(
        messageOf(() => sys.call(sys.NR.close, -1)),
        "close(-1): EBADF: bad file descriptor",
      );
      equal(
        messageOf(() => sys.call(sys.NR.umount2, "/none", 0x80 | abi.MNT_DETACH)).split(":")[0],
        'umount2("/none", MNT_DETACH|0x80)',
      );
    },
  },
  {
    name: "errnoName() and errnoText() know the kernel's errors",
    run: () => {
      equal([abi.errnoName(1), abi.errnoText(1)], ["EPERM", "operation not permitted"]);
      equal([abi.errnoName(11), abi.errnoName(95), abi.errnoName(35)], ["EAGAIN", "EOPNOTSUPP", "EDEADLK"]);
      equal([abi.errnoName(4000), abi.errnoText(4000)], ["errno 4000", "unknown error"]);
    },
  },
];
