import { decorate, type Host, platform, type SyscallArg } from "../host/index.ts";
import { describeCall } from "../sys/describe.ts";
import { NR, type SyscallName } from "../sys/nr.ts";
import { syscallOf } from "../sys/table.ts";

type Args = readonly (SyscallArg | undefined)[];

/**
 * What a call is answered: a result (an errno negated), or a function that may also fill the buffers among the
 * arguments; `count` is 1 for the first call of that name.
 */
export type Answer = number | ((args: Args, count: number) => number);
/** Answers by the name of the call. */
export type Answers = Readonly<Partial<Record<SyscallName, Answer>>>;

/** An answer that fails for the `nth` call of its name only, with an errno. */
export function failing(nth: number, errno: number, otherwise: Answer = 0): Answer {
  return (args, count) => {
    if (count === nth) return -errno;
    return typeof otherwise === "number" ? otherwise : otherwise(args, count);
  };
}

/** Thrown out of a call that ends the recorded process: an exit, or an exec that succeeded. */
export class ProcessEnded extends Error {
  override readonly name = "ProcessEnded";
}

const ENDS: readonly SyscallName[] = ["execve", "execveat", "exit", "exit_group"];

/** Calls that make a descriptor: the answer is a new number each time. */
const OPENS: readonly SyscallName[] = [
  "openat",
  "openat2",
  "open_by_handle_at",
  "open_tree",
  "open_tree_attr",
  "fsopen",
  "fsmount",
  "fspick",
  "dup",
  "memfd_create",
  "pidfd_open",
  "pidfd_getfd",
  "socket",
  "accept4",
  "signalfd4",
  "eventfd2",
  "epoll_create1",
  "timerfd_create",
  "inotify_init1",
  "fanotify_init",
  "landlock_create_ruleset",
  "perf_event_open",
];
const PID = 1000;
const CHILD = 1001;

/** The answers that make sense for most tests: success, new descriptors, a parent's view of a fork. */
function defaultAnswer(): (name: string, args: Args) => number {
  let nextFd = 3;
  return (name, args) => {
    if (OPENS.some((opener) => opener === name)) return nextFd++;
    switch (name) {
      case "getpid":
      case "gettid":
        return PID;
      case "getppid":
        return 1;
      case "clone":
      case "clone3":
        return CHILD;
      case "wait4":
        return Number(args[0]) > 0 ? Number(args[0]) : CHILD;
      case "write":
        return Number(args[2]);
      case "dup3":
        return Number(args[1]);
      case "pipe2": {
        const [fds] = args;
        if (ArrayBuffer.isView(fds)) {
          const view = new DataView(fds.buffer, fds.byteOffset, 8);
          view.setInt32(0, nextFd++, true);
          view.setInt32(4, nextFd++, true);
        }
        return 0;
      }
      default:
        return 0;
    }
  };
}

/**
 * A host that makes no call: it answers from a script and writes down what it was asked.
 *
 * It takes any call, also those that Node must not make, so that the order of a chain is tested anywhere. After
 * the recorded process has ended, further calls throw and are not written down: no test can see what would have
 * run after an exec.
 */
export class Recorder implements Host {
  /** One line per call: `umount2(".", MNT_DETACH) = 0`. */
  readonly lines: string[] = [];
  readonly #answers: Answers;
  readonly #counts = new Map<string, number>();
  readonly #default = defaultAnswer();
  #ended = false;

  constructor(answers: Answers = {}) {
    this.#answers = answers;
  }

  syscall(nr: number, ...args: (SyscallArg | undefined)[]): number {
    if (this.#ended) throw new ProcessEnded("the recorded process has ended");
    for (const arg of args) if (typeof arg === "string") platform.encode(arg); // what the real hosts refuse
    const { name } = syscallOf(nr);
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    const answer = this.#answers[name as SyscallName];
    const result = typeof answer === "function" ? answer(args, count) : (answer ?? this.#default(name, args));
    const leaves = result >= 0 && ENDS.some((end) => NR[end] === nr);
    this.lines.push(describeCall(nr, args, leaves ? undefined : result));
    if (leaves) {
      this.#ended = true;
      throw new ProcessEnded(`${name} ended the recorded process`);
    }
    return result;
  }

  /** Runs a function with this recorder as the host in force. The end of the recorded process ends it quietly. */
  run(body: () => void): void {
    const undo = decorate(() => this);
    try {
      body();
    } catch (error) {
      if (!(error instanceof ProcessEnded)) throw error;
    } finally {
      undo();
    }
  }
}

/**
 * The calls that a function makes, answered by a script.
 *
 * @param answers by name of the call: `{ mount: failing(2, EPERM), clone: 0 }` fails the second mount and follows
 *   the child. What is not named succeeds.
 */
export function record(body: () => void, answers: Answers = {}): string[] {
  const recorder = new Recorder(answers);
  recorder.run(body);
  return recorder.lines;
}
