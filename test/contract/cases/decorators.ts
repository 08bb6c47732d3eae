// Hosts around the host: the trace and the recorder.
import * as abi from "@isobox/kernel/abi";
import { decorate, host, platform } from "@isobox/kernel/host";
import { assertOrder, failing, ProcessEnded, Recorder, record } from "@isobox/kernel/recorder";
import * as sys from "@isobox/kernel/sys";
import { step, type TraceOptions, traceHost } from "@isobox/kernel/trace";
import { type Case, equal, ok, throws } from "../case.ts";

function traced(
  body: () => void,
  options: TraceOptions = {},
  onLine: (line: string) => void = () => {},
): string[] {
  const lines: string[] = [];
  const undo = decorate((inner) =>
    traceHost(
      inner,
      (line) => {
        lines.push(line);
        onLine(line);
      },
      options,
    ),
  );
  try {
    body();
  } finally {
    undo();
    step("");
  }
  return lines;
}

const pid = sys.getpid;

export const cases: readonly Case[] = [
  {
    name: "a decorator is given the number of a descriptor, and each repetition after EINTR",
    run: () => {
      using file = sys.open("/proc/self/comm", abi.O_RDONLY);
      const given: unknown[] = [];
      const { attempt, call } = sys; // kept from before
      const undo = decorate((inner) => ({
        syscall: (nr, ...args) => {
          given.push(args[0]);
          return given.length % 3 === 0 ? inner.syscall(nr, ...args) : -abi.EINTR;
        },
      }));
      try {
        ok(attempt(sys.NR.fcntl, file, abi.F_GETFD) >= 0, "attempt");
        ok(call(sys.NR.fcntl, file, abi.F_GETFD) >= 0, "call");
        throws(() => call(sys.NR.fcntl, file, -1), sys.SyscallError, "EINVAL");
      } finally {
        undo();
      }
      equal(given.join(), Array(9).fill(file.fd).join());
      ok(attempt(sys.NR.fcntl, file, abi.F_GETFD) >= 0, "without it");
      equal(given.length, 9);
    },
  },
  {
    name: "traceHost() writes a line for each call, with the step and what the kernel wrote",
    run: () => {
      const self = pid();
      const lines = traced(() => {
        sys.getuid();
        step("mnt-root");
        using file = sys.open("/proc/self/comm", abi.O_RDONLY);
        sys.attempt(sys.NR.close, -1);
        equal(file.fd > 2, true);
        step("");
        sys.attempt(sys.NR.umount2, "/none", abi.MNT_DETACH);
      });
      equal(lines.length, 5);
      equal(lines[0], `[${self}] getuid() = ${sys.getuid()}`);
      ok(
        lines[1]!.startsWith(
          `[${self}] [mnt-root] openat(AT_FDCWD, "/proc/self/comm", O_RDONLY|O_CLOEXEC) = `,
        ),
        lines[1]!,
      );
      equal(lines[2], `[${self}] [mnt-root] close(-1) = -1 EBADF (bad file descriptor)`);
      ok(lines[3]!.startsWith(`[${self}] umount2("/none", MNT_DETACH) = -1 E`), lines[3]!);
      ok(/^\[\d+\] close\(\d+\) = 0$/.test(lines[4]!), lines[4]!);
    },
  },
  {
    name: "traceHost() shows what was read",
    run: () => {
      const lines = traced(() => {
        equal(sys.readFile("/proc/sys/kernel/ostype"), "Linux\n");
      });
      ok(
        lines.some((line) => /read\(\d+, "Linux\\x0a", 4096\) = 6$/.test(line)),
        lines.join("\n"),
      );
    },
  },
  {
    name: "traceHost() gives the time that a call took",
    run: () => {
      const [line] = traced(() => void sys.poll([], 5), { durations: true });
      const [, time] = / = 0 <(\d+) us>$/.exec(line!) ?? [];
      ok(Number(time) >= 4900 && Number(time) < 5_000_000, line!);
    },
  },
  {
    name: "traceHost() does not trace its sink, and its sink's failure is not swallowed",
    run: () => {
      const lines = traced(
        () => void sys.getppid(),
        {},
        () => void sys.getuid(),
      );
      equal(lines.length, 1);
      throws(
        () =>
          traced(
            () => void sys.getppid(),
            {},
            () => {
              throw new RangeError("full");
            },
          ),
        RangeError,
      );
      // And goes on afterwards.
      equal(traced(() => void sys.getppid()).length, 1);
    },
  },
  {
    name: "traceHost() writes the line of an exec before it, and its failure after it",
    run: () => {
      const recorder = new Recorder({ execve: -abi.ENOENT });
      const lines: string[] = [];
      const undo = decorate(() => traceHost(recorder, (line) => lines.push(line)));
      try {
        equal(sys.execve("/none", ["none"], []), -abi.ENOENT);
      } finally {
        undo();
      }
      equal(lines, [
        '[1000] execve("/none", ["none"], [/* 0 variables */])',
        '[1000] execve("/none", ["none"], [/* 0 variables */]) = -1 ENOENT (no such file or directory)',
      ]);
    },
  },
  {
    name: "decorate() nests, and takes off again",
    run: () => {
      const before = host.syscall;
      const order: string[] = [];
      const around = (name: string) =>
        decorate((inner) => ({
          syscall: (nr, ...args) => {
            order.push(name);
            return inner.syscall(nr, ...args);
          },
        }));
      const first = around("first");
      const second = around("second");
      sys.getuid();
      equal(order, ["second", "first"]);
      second();
      sys.getuid();
      equal(order, ["second", "first", "first"]);
      first();
      ok(host.syscall === before, "the host is back");
    },
  },
  {
    name: "record() writes down calls that no host could make here, and makes none",
    run: () => {
      const trace = record(() => {
        using root = sys.open("/srv/rootfs", abi.O_PATH | abi.O_DIRECTORY);
        sys.unshare(abi.CLONE_NEWNS);
        sys.fchdir(root);
        sys.pivot_root(".", ".");
        sys.mount(null, ".", null, abi.MS_SLAVE | abi.MS_REC);
        sys.umount2(".", abi.MNT_DETACH);
        sys.setresuid(1000, 1000, 1000);
      });
      equal(trace, [
        'openat(AT_FDCWD, "/srv/rootfs", O_RDONLY|O_DIRECTORY|O_CLOEXEC|O_PATH) = 3',
        "unshare(CLONE_NEWNS) = 0",
        "fchdir(3) = 0",
        'pivot_root(".", ".") = 0',
        'mount(NULL, ".", NULL, MS_REC|MS_SLAVE, NULL) = 0',
        'umount2(".", MNT_DETACH) = 0',
        "setresuid(1000, 1000, 1000) = 0",
        "close(3) = 0",
      ]);
      assertOrder(trace, ["unshare(CLONE_NEWNS) = 0", 'umount2(".", MNT_DETACH) = 0']);
      const early = throws(() => assertOrder(trace, ["fchdir(3) = 0", "unshare(CLONE_NEWNS) = 0"]), Error);
      ok(early.message.includes("is line 2, too early"), early.message);
      ok(throws(() => assertOrder(trace, ["x"]), Error).message.includes("is missing"), "missing");
    },
  },
  {
    name: "record() answers from a script, and fails the call that it is told to fail",
    run: () => {
      const fill = (args: readonly unknown[]) => {
        (args[1] as Uint8Array).set([0x6f, 0x6b]);
        return 2;
      };
      let text = "";
      record(
        () => {
          text = sys.readFile("/x");
        },
        { read: (args, count) => (count === 1 ? fill(args) : 0) },
      );
      equal(text, "ok");

      const recorder = new Recorder({ mount: failing(2, abi.EPERM) });
      const error = throws(
        () =>
          recorder.run(() => {
            sys.mount("a", "/a", "tmpfs", 0);
            sys.mount("b", "/b", "tmpfs", abi.MS_NOEXEC);
            sys.mount("c", "/c", "tmpfs", 0);
          }),
        sys.SyscallError,
      );
      equal(error.message, 'mount("b", "/b", "tmpfs", MS_NOEXEC, NULL): EPERM: operation not permitted');
      equal(recorder.lines, [
        'mount("a", "/a", "tmpfs", 0, NULL) = 0',
        'mount("b", "/b", "tmpfs", MS_NOEXEC, NULL) = -1 EPERM (operation not permitted)',
      ]);
      ok(host.syscall === platform.syscall || host.syscall !== recorder.syscall, "the host is back");
    },
  },
  {
    name: "record() follows either side of a fork, and ends with the process",
    run: () => {
      const body = () => {
        const child = sys.fork(
          () => {
            sys.execve("/bin/sh", ["sh"], ["A=b"]);
            sys.exit_group(127);
          },
          () => sys.exit_group(125),
          { flags: abi.CLONE_NEWPID },
        );
        sys.wait4(child);
      };
      equal(record(body), [
        "clone(CLONE_NEWPID|SIGCHLD, NULL, NULL, NULL, NULL) = 1001",
        "wait4(1001, [WIFEXITED && WEXITSTATUS == 0], 0, NULL) = 1001",
      ]);
      equal(record(body, { clone: 0 }), [
        "clone(CLONE_NEWPID|SIGCHLD, NULL, NULL, NULL, NULL) = 0",
        'execve("/bin/sh", ["sh"], [/* 1 variables */])',
      ]);
      equal(record(body, { clone: 0, execve: -abi.ENOENT }), [
        "clone(CLONE_NEWPID|SIGCHLD, NULL, NULL, NULL, NULL) = 0",
        'execve("/bin/sh", ["sh"], [/* 1 variables */]) = -1 ENOENT (no such file or directory)',
        "exit_group(127)",
      ]);
      const recorder = new Recorder();
      recorder.run(() => sys.exit_group(1));
      throws(() => recorder.syscall(sys.NR.getpid), ProcessEnded);
    },
  },
  {
    name: "record() refuses the strings that the kernel's hosts refuse",
    run: () => {
      throws(() => record(() => sys.mkdirat(3, "a\0b", 0o700)), TypeError);
    },
  },
];
