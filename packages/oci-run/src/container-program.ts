import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { closeAbove, exit, look, voice } from "@isobox/toolkit";
import { deliverTo, send } from "./line-to-parent.ts";
import { execContainer, resolveProgram, useEnvironment } from "./payload.ts";
import { waitAtGate } from "./start-gate.ts";

/** The last thing that a container's first process does before it is the container's program. */
export interface ContainerProgram {
  readonly env: readonly string[];
  readonly uid: number;
  /** How many descriptors behind the first three it gets. */
  readonly preserveFds: number;
  /** Whether the runtime waits to be told that everything is made, before it gives its word. */
  readonly announced: boolean;
  /** To the runtime that makes the container; null where there is none, behind the stages of a shell's pipeline. */
  readonly line: sys.Fd | null;
  /** Where to wait for `start`; null to go on at once. */
  readonly gate: sys.Fd | null;
}

/**
 * Becomes the container's program, behind the last stage: everything is made.
 * @throws {Failure}
 */
export function becomeProgram(argv: readonly string[], program: ContainerProgram): never {
  const { line, gate } = program;
  // A created container waits for long, with what its neighbours in a joined namespace could find in it.
  const kept = [line, gate].filter((fd) => fd !== null);
  closeAbove(2 + program.preserveFds, [...kept, ...look("trace"), ...look("profile"), ...look("faults")]);
  // From here on a failure is the program's that was asked for, not that of the last stage.
  voice.name = "oci-run";
  useEnvironment(program.env, program.uid);
  const path = resolveProgram(argv);
  if (line) {
    if (program.announced) send(line, { ready: true });
    // Without this word the container's process is not on record. The end of the line instead of it: the runtime
    // was killed, and this container never was.
    if (sys.read(line, sys.bytes(8)) === 0) exit(1);
    sys.prctl(abi.PR_SET_PDEATHSIG, 0);
  }
  if (gate) {
    line?.close();
    const connection = waitAtGate(gate);
    deliverTo(connection);
    send(connection, { ready: true });
  }
  return execContainer(path, argv);
}
