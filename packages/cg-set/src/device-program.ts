import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { plainRules } from "./device-decision.ts";
import type { DeviceRule } from "./device-rules.ts";

/** The instructions that are used here, by class, operation and operand (instruction-set.rst of the kernel). */
const LOAD_WORD = 0x61; // BPF_LDX | BPF_MEM | BPF_W
const MOVE = 0xb7; // BPF_ALU64 | BPF_MOV | BPF_K
const COPY = 0xbc; // BPF_ALU | BPF_MOV | BPF_X
const AND = 0x54; // BPF_ALU | BPF_AND | BPF_K
const SHIFT_RIGHT = 0x74; // BPF_ALU | BPF_RSH | BPF_K
// 32-bit jumps (since Linux 5.1): 64-bit ones sign-extend the constant, and a major of 2^31 would never fit.
const UNLESS_EQUAL = 0x56; // BPF_JMP32 | BPF_JNE | BPF_K
const IF_ANY_BIT = 0x46; // BPF_JMP32 | BPF_JSET | BPF_K
const JUMP = 0x05; // BPF_JMP | BPF_JA
const EXIT = 0x95; // BPF_JMP | BPF_EXIT

const RESULT = 0;
const CONTEXT = 1;
const TYPE = 2;
/** The kinds of access that are asked for and that no rule has allowed yet. */
const ASKED = 3;
const MAJOR = 4;
const MINOR = 5;

const TYPES = { b: abi.BPF_DEVCG_DEV_BLOCK, c: abi.BPF_DEVCG_DEV_CHAR } as const;

/** Writes struct bpf_insn: code, dst in the lower and src in the upper half of a byte, a jump's length, a constant. */
class Instructions {
  readonly #list: (readonly [code: number, registers: number, jump: number, constant: number])[] = [];

  add(code: number, { to = 0, from = 0, jump = 0, k = 0 } = {}): void {
    this.#list.push([code, to | (from << 4), jump, k]);
  }

  answer(allowed: boolean): void {
    this.add(MOVE, { to: RESULT, k: allowed ? 1 : 0 });
    this.add(EXIT);
  }

  get bytes(): Uint8Array<ArrayBuffer> {
    const view = sys.struct(8 * this.#list.length);
    this.#list.forEach(([code, registers, jump, k], i) => {
      view.setUint8(8 * i, code);
      view.setUint8(8 * i + 1, registers);
      view.setInt16(8 * i + 2, jump, sys.LE);
      view.setUint32(8 * i + 4, k >>> 0, sys.LE);
    });
    return new Uint8Array(view.buffer);
  }
}

/**
 * Compiles device rules into a program of type BPF_PROG_TYPE_CGROUP_DEVICE.
 *
 * The rules are gone through from the last to the first, so that the first that fits decides. A denial of any kind of
 * access that is still asked for ends it; what is allowed is taken off, and when nothing is left it is allowed. So a
 * rule may take a part away from a wildcard, which the lists of v1 cannot say.
 *
 * @returns struct bpf_insn, one after the other.
 * @see isDeviceAllowed
 */
export function deviceProgram(rules: readonly (DeviceRule | "default")[]): Uint8Array<ArrayBuffer> {
  const program = new Instructions();
  program.add(LOAD_WORD, { to: TYPE, from: CONTEXT, jump: abi.bpf_cgroup_dev_ctx.access_type });
  program.add(COPY, { to: ASKED, from: TYPE });
  program.add(AND, { to: TYPE, k: 0xffff });
  program.add(SHIFT_RIGHT, { to: ASKED, k: 16 });
  program.add(LOAD_WORD, { to: MAJOR, from: CONTEXT, jump: abi.bpf_cgroup_dev_ctx.major });
  program.add(LOAD_WORD, { to: MINOR, from: CONTEXT, jump: abi.bpf_cgroup_dev_ctx.minor });
  // access(2) may ask for nothing at all.
  program.add(UNLESS_EQUAL, { to: ASKED, jump: 2, k: 0 });
  program.answer(true);
  for (const rule of plainRules(rules).toReversed()) {
    // Nothing may follow: the verifier refuses what cannot be reached.
    if (rule.type === "a") {
      program.answer(rule.allow);
      return program.bytes;
    }
    addRule(program, rule, TYPES[rule.type]);
  }
  program.answer(false);
  return program.bytes;
}

function addRule(program: Instructions, rule: DeviceRule, type: number): void {
  const mask = maskOf(rule.access);
  const conditions: [register: number, value: number][] = [[TYPE, type]];
  if (rule.major >= 0) conditions.push([MAJOR, rule.major]);
  if (rule.minor >= 0) conditions.push([MINOR, rule.minor]);
  const length = conditions.length + (mask === ALL ? 2 : 4);
  conditions.forEach(([to, k], i) => {
    program.add(UNLESS_EQUAL, { to, k, jump: length - i - 1 });
  });
  if (mask !== ALL && rule.allow) {
    program.add(AND, { to: ASKED, k: ALL & ~mask });
    program.add(UNLESS_EQUAL, { to: ASKED, k: 0, jump: 2 });
  } else if (mask !== ALL) {
    program.add(IF_ANY_BIT, { to: ASKED, k: mask, jump: 1 });
    program.add(JUMP, { jump: 2 });
  }
  program.answer(rule.allow);
}

const ALL = abi.BPF_DEVCG_ACC_MKNOD | abi.BPF_DEVCG_ACC_READ | abi.BPF_DEVCG_ACC_WRITE;

function maskOf(access: string): number {
  return (
    (access.includes("m") ? abi.BPF_DEVCG_ACC_MKNOD : 0) |
    (access.includes("r") ? abi.BPF_DEVCG_ACC_READ : 0) |
    (access.includes("w") ? abi.BPF_DEVCG_ACC_WRITE : 0)
  );
}
