import * as abi from "../abi/index.ts";
import { platform } from "../host/index.ts";
import { attempt, call } from "./call.ts";
import { SyscallError } from "./error.ts";
import { Fd, type FdArg, fdOf } from "./fd.ts";
import { bytes, LE, setU64, struct } from "./memory.ts";
import { NR } from "./nr.ts";

/** A program whose functions of the kernel are all free to be called says so; ours calls none. */
const LICENSE = "Apache-2.0";
const attr = abi.bpf_attr;
/** Takes in every field that is used here; the kernel accepts less than all of the union. */
const ATTR_SIZE = 72;
/** As much of struct bpf_prog_info as is read. */
const INFO_SIZE = abi.bpf_prog_info.name + abi.BPF_OBJ_NAME_LEN;
/** struct bpf_insn. */
const INSTRUCTION_SIZE = 8;

/**
 * Loads a BPF program.
 *
 * Privilege: CAP_BPF and for most types one more (CAP_NET_ADMIN for CGROUP_DEVICE), or CAP_SYS_ADMIN, in the initial
 * user namespace.
 * @param instructions struct bpf_insn, one after the other.
 * @param name up to 15 letters, digits, "_" and "."; shown by bpftool.
 * @throws {SyscallError} EPERM: not privileged; EACCES or EINVAL: the verifier refuses it; E2BIG: too long.
 * @see bpf(2)
 */
export function bpfProgLoad(type: number, instructions: Uint8Array<ArrayBuffer>, name: string): Fd {
  const load = struct(ATTR_SIZE);
  const license = bytes(LICENSE.length + 1);
  license.set(platform.encode(LICENSE));
  load.setUint32(attr.prog_type, type, LE);
  load.setUint32(attr.insn_cnt, instructions.length / INSTRUCTION_SIZE, LE);
  setU64(load, attr.insns, platform.address(instructions));
  setU64(load, attr.license, platform.address(license));
  new Uint8Array(load.buffer).set(
    platform.encode(name).subarray(0, abi.BPF_OBJ_NAME_LEN - 1),
    attr.prog_name,
  );
  return new Fd(call(NR.bpf, abi.BPF_PROG_LOAD, load, ATTR_SIZE));
}

/**
 * Attaches a program to a cgroup of v2.
 *
 * @param flags BPF_F_ALLOW_MULTI, so that programs of cgroups above and below run too; with BPF_F_REPLACE (since Linux
 *   5.6) `replaced` is taken away in the same step.
 * @throws {SyscallError} EPERM: not privileged, or a program above allows no other (attached without ALLOW_MULTI);
 *   EBADF: not the directory of a v2 cgroup; E2BIG: 64 are attached already.
 */
export function bpfProgAttach(
  cgroup: FdArg,
  program: FdArg,
  type: number,
  flags: number,
  replaced?: FdArg,
): void {
  const attach = struct(ATTR_SIZE);
  attach.setUint32(attr.target_fd, fdOf(cgroup), LE);
  attach.setUint32(attr.attach_bpf_fd, fdOf(program), LE);
  attach.setUint32(attr.attach_type, type, LE);
  attach.setUint32(attr.attach_flags, flags, LE);
  if (replaced !== undefined) attach.setUint32(attr.replace_bpf_fd, fdOf(replaced), LE);
  call(NR.bpf, abi.BPF_PROG_ATTACH, attach, ATTR_SIZE);
}

/** Detaches a program from a cgroup of v2. @throws {SyscallError} ENOENT: it is not attached there. */
export function bpfProgDetach(cgroup: FdArg, program: FdArg, type: number): void {
  const detach = struct(ATTR_SIZE);
  detach.setUint32(attr.target_fd, fdOf(cgroup), LE);
  detach.setUint32(attr.attach_bpf_fd, fdOf(program), LE);
  detach.setUint32(attr.attach_type, type, LE);
  call(NR.bpf, abi.BPF_PROG_DETACH, detach, ATTR_SIZE);
}

/** The most programs that one cgroup can have of a type (BPF_CGROUP_MAX_PROGS). */
const MAX_PROGRAMS = 64;

/** The ids of the programs that are attached to a cgroup itself, in the order in which they run. */
export function bpfProgQuery(cgroup: FdArg, type: number): number[] {
  const ids = struct(4 * MAX_PROGRAMS);
  const query = struct(ATTR_SIZE);
  query.setUint32(attr.query_target_fd, fdOf(cgroup), LE);
  query.setUint32(attr.query_attach_type, type, LE);
  setU64(query, attr.query_prog_ids, platform.address(ids));
  query.setUint32(attr.query_prog_cnt, MAX_PROGRAMS, LE);
  call(NR.bpf, abi.BPF_PROG_QUERY, query, ATTR_SIZE);
  const count = query.getUint32(attr.query_prog_cnt, LE);
  return Array.from({ length: count }, (_, i) => ids.getUint32(4 * i, LE));
}

/** A loaded program by its id; null when it is gone. Privilege: CAP_SYS_ADMIN. */
export function bpfProgById(id: number): Fd | null {
  const get = struct(ATTR_SIZE);
  get.setUint32(attr.prog_id, id, LE);
  const result = attempt(NR.bpf, abi.BPF_PROG_GET_FD_BY_ID, get, ATTR_SIZE);
  if (result === -abi.ENOENT) return null;
  if (result < 0) throw new SyscallError(NR.bpf, [abi.BPF_PROG_GET_FD_BY_ID, get, ATTR_SIZE], -result);
  return new Fd(result);
}

/** The name that a program was loaded with. */
export function bpfProgName(program: FdArg): string {
  const info = bytes(INFO_SIZE);
  const get = struct(ATTR_SIZE);
  get.setUint32(attr.info_bpf_fd, fdOf(program), LE);
  get.setUint32(attr.info_info_len, info.length, LE);
  setU64(get, attr.info_info, platform.address(info));
  call(NR.bpf, abi.BPF_OBJ_GET_INFO_BY_FD, get, ATTR_SIZE);
  const name = info.subarray(abi.bpf_prog_info.name);
  return platform.decode(name.subarray(0, name.indexOf(0)));
}
