import * as abi from "../abi/index.ts";
import { type Host, platform, type SyscallArg } from "../host/index.ts";
import { describeCall } from "../sys/describe.ts";
import { readFile } from "../sys/file.ts";
import { quoted } from "../sys/format/text.ts";
import { NR } from "../sys/nr.ts";
import { type Syscall, syscallOf } from "../sys/table.ts";
import { currentStep } from "../trace/trace.ts";
import type { Answers } from "./answer.ts";
import { type Args, int } from "./arguments.ts";
import { attributeAnswers } from "./attribute-answers.ts";
import { changeAnswers } from "./change-answers.ts";
import { contentAnswers } from "./content-answers.ts";
import { descriptorAnswers } from "./descriptor-answers.ts";
import { execResult } from "./exec-answers.ts";
import { lookAnswers } from "./look-answers.ts";
import { mountAnswers } from "./mount-answers.ts";
import { pathOf } from "./mount-table.ts";
import { OpenFile } from "./open-file.ts";
import { processAnswers } from "./process-answers.ts";
import { socketAnswers } from "./socket-answers.ts";
import { World } from "./world.ts";

const ANSWERS: Answers = {
  ...lookAnswers,
  ...changeAnswers,
  ...mountAnswers,
  ...contentAnswers,
  ...descriptorAnswers,
  ...socketAnswers,
  ...processAnswers,
  ...attributeAnswers,
};

const EXECS = new Set<number>([NR.execve, NR.execveat]);
const EXITS = new Set<number>([NR.exit, NR.exit_group]);
/** Calls that give a descriptor of something that nothing is asked about. */
const GIVES = new Set<number>([NR.mq_open, NR.open_by_handle_at]);
/** The commands of bpf(2) among them. */
const BPF_GIVES = new Set<number>([
  abi.BPF_MAP_CREATE,
  abi.BPF_PROG_LOAD,
  abi.BPF_OBJ_GET,
  abi.BPF_LINK_CREATE,
]);

/** Behind a call that depends on what recorded calls would have made. */
const ASSUMED = " <assumed>";

/**
 * A host that changes nothing: calls that read are made, calls that would change something are written down and
 * answered as if they had been made, and what is read back later is as they would have made it.
 *
 * It forks really, both sides stay dry, and an exec ends a process with 0. Whatever a process does not tell of
 * itself (its memory, its signal mask, pipes between the processes of the run) is real.
 */
export class DryRun implements Host {
  readonly #world: World;
  readonly #sink: number;
  #busy = false;
  #aside = false;

  /**
   * @param inner the host by which calls are really made.
   * @param sink the descriptor that the lines go to, when the first process ends. It is kept open until then.
   * @param kept other descriptors that are really written: of logs and traces.
   */
  constructor(inner: Host, sink: number, kept: readonly number[] = []) {
    this.#world = new World(inner, (nr, args, why) => {
      this.#world.ledger.tell("line", `# ${this.#words(describeCall(nr, args))} ${why}`);
      return this.#world.ledger.isFirst ? this.#end(0) : this.#world.ledger.wait();
    });
    this.#sink = sink;
    this.keep(sink, ...kept);
  }

  /** Names descriptors that are really written, and not closed. */
  keep(...fds: readonly number[]): void {
    for (const fd of fds) this.#world.kept.add(fd);
  }

  /** Runs what is no part of the run: its calls are made really, and not written down. */
  aside<T>(body: () => T): T {
    const before = this.#aside;
    this.#aside = true;
    try {
      return body();
    } finally {
      this.#aside = before;
    }
  }

  /** Says what the other side of a socket is assumed to send, where its own program is not run. */
  assumeReply(fd: number, data: Uint8Array): void {
    const socket = this.#world.files.get(fd);
    if (socket?.kind === "socket") socket.replies.push(data);
  }

  /** Writes the lines of all processes, in the first one, which is about to end. */
  finish(): void {
    const { ledger, inner } = this.#world;
    ledger.tell("end", 0);
    if (!ledger.isFirst) return;
    this.#busy = true;
    const lines = ledger.finish([...this.#world.kept]);
    let rest = platform.encode(lines.map((line) => `${line}\n`).join(""));
    while (rest.length > 0) {
      const n = inner.syscall(NR.write, this.#sink, rest, rest.length);
      if (n <= 0 && n !== -abi.EINTR) return;
      if (n > 0) rest = rest.subarray(n);
    }
  }

  syscall(nr: number, ...args: (SyscallArg | undefined)[]): number {
    const [a, b, c, d, e, f] = args;
    // What the decorators below do for themselves, in the middle of a call, is none of the program's calls.
    if (this.#busy || this.#aside) return this.#world.inner.syscall(nr, a, b, c, d, e, f);
    if (nr === NR.write && this.#world.keeps(int(a))) return this.#world.inner.syscall(nr, a, b, c);
    this.#busy = true;
    try {
      return this.#answer(nr, args);
    } finally {
      this.#busy = false;
    }
  }

  #answer(nr: number, args: Args): number {
    const world = this.#world;
    const row = syscallOf(nr);
    world.listen();
    world.assumed = dependsOnInvented(world, row, args);
    if (EXITS.has(nr)) {
      this.#record(describeCall(nr, args), false);
      this.#end(int(args[0]));
    }
    if (EXECS.has(nr)) {
      const result = execResult(world, nr, args);
      this.#record(describeCall(nr, args, result === 0 ? undefined : result), world.assumed);
      return result === 0 ? this.#end(0) : result;
    }
    const changes = row.changesWith(args);
    // Before the call, which may move what a descriptor stands for.
    const about = changes ? this.#about(row, args) : "";
    const result = ANSWERS[nr]?.(world, args) ?? this.#usual(nr, row, changes, args);
    if (changes) this.#record(describeCall(nr, args, result), world.assumed, about);
    return result;
  }

  /** What a call without rules of its own is answered. */
  #usual(nr: number, row: Syscall, changes: boolean, args: Args): number {
    const world = this.#world;
    const gives = nr === NR.bpf ? BPF_GIVES.has(int(args[0])) : GIVES.has(nr);
    if (changes) return gives ? world.invent(new OpenFile("other", { assumed: true })) : 0;
    // The kernel knows no such descriptor. What it would say of the real one is not known either.
    if (descriptors(row, args).some((fd) => world.files.get(fd)?.invented)) return 0;
    const [a, b, c, d, e, f] = args;
    return world.inner.syscall(nr, a, b, c, d, e, f);
  }

  #record(call: string, assumed: boolean, about = ""): void {
    this.#world.ledger.tell("line", this.#words(call) + (assumed ? ASSUMED : "") + about);
  }

  /** What the descriptors among the arguments are, as far as they have paths: ` # 1000003 is "/srv/a"`. */
  #about(row: Syscall, args: Args): string {
    const world = this.#world;
    const known = [...new Set(descriptors(row, args))].flatMap((fd) => {
      const found = world.files.get(fd)?.found;
      const path = found ? pathOf(world, found.place) : null;
      if (path !== null) return [`${fd} is ${quoted(path)}`];
      const process = row.parameters.includes("pidfd") ? this.#processOf(fd) : null;
      return process === null ? [] : [`${fd} is process ${process}`];
    });
    return known.length === 0 ? "" : ` # ${known.join(", ")}`;
  }

  /** Whose pidfd a descriptor is. */
  #processOf(fd: number): number | null {
    try {
      const [, pid] = /^Pid:\s+(\d+)$/m.exec(this.aside(() => readFile(`/proc/self/fdinfo/${fd}`))) ?? [];
      return pid === undefined ? null : Number(pid);
    } catch {
      return null;
    }
  }

  #words(call: string): string {
    const step = currentStep();
    return `[${this.#world.pid()}] ${step === "" ? "" : `[${step}] `}${call}`;
  }

  #end(status: number): never {
    this.finish();
    for (;;) this.#world.inner.syscall(NR.exit_group, status);
  }
}

/** The descriptors among the arguments of a call. */
function descriptors({ parameters }: Syscall, args: Args): number[] {
  const found: number[] = [];
  parameters.forEach((name, i) => {
    const arg = args[i];
    if (/fd|mqdes/.test(name) && typeof arg === "number" && arg >= 0) found.push(arg);
  });
  return found;
}

function dependsOnInvented(world: World, row: Syscall, args: Args): boolean {
  return descriptors(row, args).some((fd) => world.files.get(fd)?.assumed);
}
