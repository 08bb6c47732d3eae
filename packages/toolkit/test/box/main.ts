// A box of tools that do next to nothing, so that what the toolkit itself does can be looked at on the kernel.
import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import {
  type AnyTool,
  type Box,
  defineTool,
  defineVerb,
  Failure,
  flag,
  formatUncaught,
  integer,
  list,
  main,
  note,
  prepareBox,
  print,
  recordUndo,
  registerUndoers,
  replaceEnvironment,
  supervise,
  text,
  UsageError,
  undoRecords,
  value,
  warn,
  willSupervise,
} from "../../src/index.ts";

const fork = defineTool({
  name: "t-fork",
  summary: "Supervise PROG",
  options: {
    pid: flag("in a new PID namespace"),
    die: flag("the child dies with the parent"),
    impossible: flag("ask for flags that clone(2) refuses"),
    gate: flag("let the child wait for the parent"),
    gateFails: flag("fail in the parent, after the fork"),
  },
  apply(options, rest) {
    const { CLONE_NEWPID, CLONE_NEWNS, CLONE_NEWUSER, SIGKILL } = abi;
    const CLONE_FS = 0x200;
    return supervise(rest, {
      flags: options.impossible ? CLONE_NEWNS | CLONE_NEWUSER | CLONE_FS : options.pid ? CLONE_NEWPID : 0,
      deathSignal: options.die ? SIGKILL : 0,
      ...((options.gate || options.gateFails) && {
        afterFork(pid: number) {
          sys.poll([], 50);
          if (options.gateFails) throw new Failure("the gate is shut");
          print(`child ${pid > 0} is waiting\n`);
        },
      }),
      undo: undoRecords,
    });
  },
  verbs: {
    echo: defineVerb({
      summary: "Print operands",
      operands: "[WORD...]",
      options: { status: value(integer("N"), "exit with N"), up: flag("in capitals") },
      run({ status = 0, up }, operands) {
        const line = operands.join(" ");
        print(`${up ? line.toUpperCase() : line}\n`);
        return status;
      },
    }),
  },
});

const record = defineTool({
  name: "t-record",
  summary: "Record things to undo",
  options: {
    own: flag("supervise later"),
    note: list(text("FILE:TEXT"), "undone by a line in FILE"),
    flood: value(integer("N"), "N records that need nothing"),
  },
  apply({ own, note: notes = [], flood = 0 }, rest) {
    if (own) willSupervise();
    for (let i = 0; i < flood; i++) recordUndo("nothing", `${i} ${"é".repeat(500)}`);
    for (const operand of notes) recordUndo("note", operand);
    return rest();
  },
  undoers: {
    nothing() {},
    note(operand) {
      const colon = operand.indexOf(":");
      if (colon < 0) throw new Failure("no colon");
      using file = sys.open(operand.slice(0, colon), abi.O_WRONLY | abi.O_CREAT | abi.O_APPEND, 0o600);
      sys.write(file, `${operand.slice(colon + 1)}\n`);
    },
  },
});

const breaks = defineTool({
  name: "t-break",
  summary: "Go wrong",
  options: {
    usage: flag("as a wrong use"),
    failure: flag("as a failure"),
    syscall: flag("as a refused call"),
    bug: flag("as a bug"),
  },
  hints: [{ syscall: "close", code: "EBADF", hint: "open it first (close(2))" }],
  apply({ usage, failure, syscall, bug }, rest) {
    if (usage) throw new UsageError("wrong use");
    if (failure) throw new Failure("it\nfailed", { hints: ["do\x1b[2Jthat"] });
    if (syscall) sys.fcntl(-1, abi.F_GETFD);
    if (bug) throw new TypeError("a bug");
    return rest();
  },
});

const plain = defineTool({
  name: "t-plain",
  summary: "Do nothing",
  options: { clear: flag("clear the environment"), warn: flag("warn"), note: flag("note") },
  apply(options, rest) {
    if (options.clear) replaceEnvironment([]);
    if (options.warn) warn("beware", new Failure("of this"));
    if (options.note) {
      note("noted");
      note("detail", "debug");
    }
    return rest();
  },
});

const tools: readonly AnyTool[] = [fork, record, breaks, plain];
const rejecting = {
  name: "t-reject",
  summary: "Reject",
  run: async () => {
    await null;
    throw new Failure("rejected");
  },
};
const box: Box = {
  tools: new Map(tools.map((tool) => [tool.name, tool])),
  commands: new Map([["t-reject", rejecting]]),
  version: "1.2.3",
  licenses: "the licences\n",
};
prepareBox(box);
registerUndoers(tools);
globalThis.__host__.onUncaught(formatUncaught);
globalThis.__host__.main((argv) => main(box, argv));
