// Structs that syscalls take or fill, told field by field by the names of the manual pages.
import * as abi from "../../abi/index.ts";
import { arrayOf } from "./array.ts";
import * as flag from "./flags.ts";
import type { Format } from "./format.ts";
import { by, ELLIPSIS } from "./format.ts";
import { dec, fd, hex, integer, octal, pointer } from "./number.ts";
import { type Field, struct, structText } from "./struct.ts";
import { field, isNull, viewOf } from "./view.ts";

const open = abi.open_how;
export const openHow = struct(open.size, [
  ["flags", open.flags, "u64", flag.openFlags],
  ["mode", open.mode, "u64", octal],
  ["resolve", open.resolve, "u64", flag.resolve],
]);

/** A field that is told only when it is not 0. */
const given =
  (format: Format): Format =>
  (value, call) =>
    isNull(value) ? null : format(value, call);

const clone = abi.clone_args;
export const cloneArgs = struct(clone.size, [
  ["flags", clone.flags, "u64", flag.namespaces],
  ["pidfd", clone.pidfd, "u64", given(hex)],
  ["child_tid", clone.child_tid, "u64", given(hex)],
  ["parent_tid", clone.parent_tid, "u64", given(hex)],
  ["exit_signal", clone.exit_signal, "u64", flag.signal],
  ["stack", clone.stack, "u64", pointer],
  ["stack_size", clone.stack_size, "u64", hex],
  ["tls", clone.tls, "u64", given(hex)],
  ["set_tid", clone.set_tid, "u64", given(hex)],
  ["set_tid_size", clone.set_tid_size, "u64", given(dec)],
  [
    "cgroup",
    clone.cgroup,
    "u64",
    (value, call) => {
      const view = viewOf(call.args[0], clone.size);
      const flags = BigInt((view && field(view, clone.flags, "u64")) ?? 0);
      return (flags & BigInt(abi.CLONE_INTO_CGROUP)) === 0n ? null : fd(value, call);
    },
  ],
]);

const attr = abi.mount_attr;
const propagation: Format = flag.mountFlags;
export const mountAttr = struct(attr.size, [
  ["attr_set", attr.attr_set, "u64", flag.mountAttributes],
  ["attr_clr", attr.attr_clr, "u64", flag.mountAttributes],
  ["propagation", attr.propagation, "u64", propagation],
  ["userns_fd", attr.userns_fd, "u64", fd],
]);

export const rlimit = struct(abi.rlimit64.size, [
  ["rlim_cur", abi.rlimit64.rlim_cur, "u64", flag.limit],
  ["rlim_max", abi.rlimit64.rlim_max, "u64", flag.limit],
]);

const version = integer((value) =>
  Number(value) === abi.LINUX_CAPABILITY_VERSION_3
    ? "_LINUX_CAPABILITY_VERSION_3"
    : `0x${value.toString(16)}`,
);
export const capHeader = struct(abi.cap_header.size, [
  ["version", abi.cap_header.version, "u32", version],
  ["pid", abi.cap_header.pid, "i32", dec],
]);

/** Two structs of 32 bits each, told as the three sets of 64 bits that they are. */
export const capData: Format = (value) => {
  if (isNull(value)) return "NULL";
  const { effective, permitted, inheritable, stride, size } = abi.cap_data;
  const view = viewOf(value, size);
  if (view === null) return ELLIPSIS;
  const set = (offset: number) => {
    const low = field(view, offset, "u32") ?? 0;
    const high = field(view, offset + stride, "u32") ?? 0;
    return flag.capabilities(BigInt(low) | (BigInt(high) << 32n));
  };
  return `{effective=${set(effective)}, permitted=${set(permitted)}, inheritable=${set(inheritable)}}`;
};

/** A signal mask: [SIGINT SIGTERM] */
export const sigset: Format = (value) => {
  if (isNull(value)) return "NULL";
  const view = viewOf(value, 8);
  const mask = view && field(view, 0, "u64");
  return mask === null ? ELLIPSIS : flag.signalMask(mask);
};

const handler = integer((value) =>
  Number(value) === abi.SIG_DFL
    ? "SIG_DFL"
    : Number(value) === abi.SIG_IGN
      ? "SIG_IGN"
      : `0x${value.toString(16)}`,
);
// struct kernel_sigaction of x86_64 and arm64: handler, flags, restorer, mask.
export const sigaction = struct(32, [
  ["sa_handler", 0, "u64", handler],
  ["sa_mask", 24, "u64", integer(flag.signalMask)],
  ["sa_flags", 8, "u64", flag.sigactionFlags],
]);

const pollFields: readonly Field[] = [
  ["fd", abi.pollfd.fd, "i32", fd],
  ["events", abi.pollfd.events, "i16", flag.pollEvents],
  [
    "revents",
    abi.pollfd.revents,
    "i16",
    (value, call) => (call.result === undefined || call.result < 0 ? null : flag.pollEvents(value, call)),
  ],
];
export const pollfds = arrayOf(
  abi.pollfd.size,
  (args) => Number(args[1]),
  (view, call) => structText(view, pollFields, call),
);

export const timespec = struct(abi.timespec.size, [
  ["tv_sec", abi.timespec.tv_sec, "i64", dec],
  ["tv_nsec", abi.timespec.tv_nsec, "i64", dec],
]);

/** struct itimerspec */
export const itimerspec: Format = (value, call) => {
  const view = isNull(value) ? null : viewOf(value, 2 * abi.timespec.size);
  if (view === null) return isNull(value) ? "NULL" : ELLIPSIS;
  const half = (at: number) =>
    timespec(new DataView(view.buffer, view.byteOffset + at, abi.timespec.size), call);
  return `{it_interval=${half(0)}, it_value=${half(abi.timespec.size)}}`;
};

const event = abi.epoll_event;
const eventFields: readonly Field[] = [
  ["events", event.events, "u32", flag.epollEvents],
  ["data", event.data, "u64", dec],
];
export const epollEvent = struct(event.size, eventFields);
export const epollEvents = arrayOf(
  event.size,
  (_, result) => result ?? 0,
  (view, call) => structText(view, eventFields, call),
);

const s = abi.statx;
export const statx = struct(s.size, [
  ["stx_mask", s.stx_mask, "u32", flag.statxMask],
  ["stx_mode", s.stx_mode, "u16", flag.fileMode],
  ["stx_uid", s.stx_uid, "u32", dec],
  ["stx_gid", s.stx_gid, "u32", dec],
  ["stx_ino", s.stx_ino, "u64", dec],
  ["stx_size", s.stx_size, "u64", dec],
  ["stx_mnt_id", s.stx_mnt_id, "u64", dec],
]);

export const statfs = struct(abi.statfs.size, [
  ["f_type", abi.statfs.f_type, "u64", flag.magic],
  ["f_flags", abi.statfs.f_flags, "u64", flag.fsState],
]);

const sched = abi.sched_attr;
export const schedAttr = struct(sched.size, [
  ["sched_policy", sched.sched_policy, "u32", flag.policy],
  ["sched_flags", sched.sched_flags, "u64", flag.schedFlags],
  ["sched_nice", sched.sched_nice, "i32", dec],
  ["sched_priority", sched.sched_priority, "u32", dec],
  ["sched_runtime", sched.sched_runtime, "u64", given(dec)],
  ["sched_deadline", sched.sched_deadline, "u64", given(dec)],
  ["sched_period", sched.sched_period, "u64", given(dec)],
  ["sched_util_min", sched.sched_util_min, "i32", given(dec)],
  ["sched_util_max", sched.sched_util_max, "i32", given(dec)],
]);

export const schedParam = struct(4, [["sched_priority", 0, "i32", dec]]);

/** A mask of processors or memory nodes: [0 2], [0-8191] */
export const bitList: Format = (value) => {
  if (isNull(value)) return "NULL";
  const view = viewOf(value);
  if (view === null) return ELLIPSIS;
  const words: string[] = [];
  const bits = view.byteLength * 8;
  const isSet = (bit: number) => bit < bits && ((view.getUint8(bit >> 3) >> (bit & 7)) & 1) === 1;
  for (let bit = 0; bit < bits; bit++) {
    if (!isSet(bit)) continue;
    const first = bit;
    while (isSet(bit + 1)) bit++;
    words.push(first === bit ? `${bit}` : bit === first + 1 ? `${first} ${bit}` : `${first}-${bit}`);
  }
  return `[${words.join(" ")}]`;
};

export const sockFprog = struct(abi.sock_fprog.size, [
  ["len", abi.sock_fprog.len, "u16", dec],
  ["filter", abi.sock_fprog.filter, "u64", pointer],
]);

const beneath = abi.landlock_path_beneath_attr;
export const pathBeneath = struct(beneath.size, [
  ["allowed_access", beneath.allowed_access, "u64", flag.landlockAccess],
  ["parent_fd", beneath.parent_fd, "i32", fd],
]);
const ruleset = abi.landlock_ruleset_attr;
export const landlockRuleset = struct(8, [
  ["handled_access_fs", ruleset.handled_access_fs, "u64", flag.landlockAccess],
  ["handled_access_net", ruleset.handled_access_net, "u64", given(flag.landlockNetAccess)],
  ["scoped", ruleset.scoped, "u64", given(flag.landlockScope)],
]);
const port = abi.landlock_net_port_attr;
export const netPort = struct(port.size, [
  ["allowed_access", port.allowed_access, "u64", flag.landlockNetAccess],
  ["port", port.port, "u64", dec],
]);

const b = abi.bpf_attr;
const load = struct(0, [
  ["prog_type", b.prog_type, "u32", flag.bpfProgramType],
  ["insn_cnt", b.insn_cnt, "u32", dec],
  ["insns", b.insns, "u64", pointer],
  ["log_level", b.log_level, "u32", dec],
]);
const attach = struct(0, [
  ["target_fd", b.target_fd, "u32", fd],
  ["attach_bpf_fd", b.attach_bpf_fd, "u32", fd],
  ["attach_type", b.attach_type, "u32", flag.bpfAttachType],
  ["attach_flags", b.attach_flags, "u32", flag.bpfAttachFlags],
]);
const query = struct(0, [
  ["target_fd", b.query_target_fd, "u32", fd],
  ["attach_type", b.query_attach_type, "u32", flag.bpfAttachType],
  ["prog_cnt", b.query_prog_cnt, "u32", dec],
]);
/** union bpf_attr, by the command in the first argument. */
export const bpfAttr = by(
  0,
  {
    [abi.BPF_PROG_LOAD]: load,
    [abi.BPF_PROG_ATTACH]: attach,
    [abi.BPF_PROG_DETACH]: attach,
    [abi.BPF_PROG_QUERY]: query,
  },
  pointer,
);
