// Evaluated by the static host: makes a root with a terminal, and shows what lies at /dev/console.
import { CLONE_NEWNS } from "@isobox/kernel/abi";
import { dup3, execve, exit_group, fork, setCloexec, unshare, wait4, writeAll } from "@isobox/kernel/sys";
import { formatUncaught, UsageError } from "@isobox/toolkit";
import { setupRoot } from "../../src/index.ts";

const native = globalThis.__host__;

const SHOW =
  "stat -c '%F %t:%T' /dev/console; grep ' /dev/console ' /proc/self/mountinfo; read line && echo got $line";

native.main(([, root]) => {
  if (root === undefined) throw new UsageError("want a root");
  fork(
    () => {
      unshare(CLONE_NEWNS);
      const mount = [
        { destination: "/proc", type: "proc" },
        { destination: "/dev", type: "dev" },
      ];
      setupRoot(
        { root, mount },
        {
          console({ main, peer }) {
            dup3(peer, 0);
            setCloexec(main, false);
            writeAll(main, "hello\n");
          },
        },
      );
      execve("/bin/sh", ["sh", "-c", SHOW], ["PATH=/bin"]);
      return exit_group(1);
    },
    (error) => {
      writeAll(2, formatUncaught(error, "failed"));
      return exit_group(1);
    },
  );
  return (wait4(-1)!.status >> 8) & 0xff;
});
