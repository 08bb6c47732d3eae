// Unix sockets between descriptors of one process.
import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import * as sys from "@isobox/kernel/sys";
import { type Case, equal, throws } from "../case.ts";

const text = (fd: sys.FdArg): string => {
  const buffer = sys.bytes(64);
  return platform.decode(buffer, 0, sys.read(fd, buffer));
};

export const cases: readonly Case[] = [
  {
    name: "socketpair() connects two descriptors; the end of one is the end of the other's input",
    run: () => {
      const [a, b] = sys.socketpair(abi.SOCK_SEQPACKET);
      using _a = a;
      using _b = b;
      equal(
        [a, b].map((fd) => sys.fcntl(fd, abi.F_GETFD)),
        [abi.FD_CLOEXEC, abi.FD_CLOEXEC],
      );
      sys.write(a, "one");
      sys.write(a, "two");
      equal([text(b), text(b)], ["one", "two"]);
      a.close();
      equal(text(b), "");
    },
  },
  {
    name: "bindUnix(), listen(), connectUnix() and accept() by a path; ECONNREFUSED once nobody listens",
    run: () => {
      const path = `/tmp/isobox-contract-${sys.getpid()}-${sys.clock_gettime(1).nsec}.sock`;
      using server = sys.socket(abi.AF_UNIX, abi.SOCK_STREAM);
      sys.bindUnix(server, path);
      try {
        sys.listen(server, 1);
        using client = sys.socket(abi.AF_UNIX, abi.SOCK_STREAM);
        sys.connectUnix(client, path);
        using connection = sys.accept(server);
        equal(sys.fcntl(connection, abi.F_GETFD), abi.FD_CLOEXEC);
        sys.write(client, "hello");
        equal(text(connection), "hello");
        using second = sys.socket(abi.AF_UNIX, abi.SOCK_STREAM);
        equal(throws(() => sys.bindUnix(second, path), sys.SyscallError).code, "EADDRINUSE");
        server.close();
        using late = sys.socket(abi.AF_UNIX, abi.SOCK_STREAM);
        equal(throws(() => sys.connectUnix(late, path), sys.SyscallError).code, "ECONNREFUSED");
        throws(() => sys.bindUnix(late, `/tmp/${"x".repeat(110)}`), RangeError);
      } finally {
        sys.unlinkat(abi.AT_FDCWD, path);
      }
    },
  },
];
