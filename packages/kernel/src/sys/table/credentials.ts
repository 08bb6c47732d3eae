// Who a process is and what it may: ids, capabilities, prctl(2), keys, seccomp, Landlock, BPF.
import * as abi from "../../abi/index.ts";
import { arrayOf } from "../format/array.ts";
import * as flag from "../format/flags.ts";
import { by, type Format, out } from "../format/format.ts";
import { dec, fd, hex, pointer } from "../format/number.ts";
import {
  bpfAttr,
  capData,
  capHeader,
  landlockRuleset,
  netPort,
  pathBeneath,
  sockFprog,
} from "../format/structs.ts";
import { filled, string } from "../format/text.ts";
import { field } from "../format/view.ts";
import { bitsOf, changes, changesIf, reads } from "./row.ts";

const gids = (count: (args: readonly unknown[], result: number | undefined) => number): Format =>
  arrayOf(4, count, (view) => String(field(view, 0, "u32")));

const prctlArgument = by(
  0,
  {
    [abi.PR_SET_PDEATHSIG]: flag.signal,
    [abi.PR_CAPBSET_READ]: flag.capability,
    [abi.PR_CAPBSET_DROP]: flag.capability,
    [abi.PR_SET_SECUREBITS]: flag.securebits,
    [abi.PR_CAP_AMBIENT]: flag.ambient,
    [abi.PR_SET_NAME]: string,
    [abi.PR_SET_PTRACER]: flag.ptracer,
  },
  dec,
);
const ambientCapability: Format = (value, call) =>
  Number(call.args[0]) === abi.PR_CAP_AMBIENT && Number(call.args[1]) !== abi.PR_CAP_AMBIENT_CLEAR_ALL
    ? flag.capability(value, call)
    : dec(value, call);
const prctlReads = new Set<number>([
  abi.PR_GET_PDEATHSIG,
  abi.PR_GET_DUMPABLE,
  abi.PR_GET_KEEPCAPS,
  abi.PR_GET_NAME,
  abi.PR_GET_SECCOMP,
  abi.PR_CAPBSET_READ,
  abi.PR_GET_SECUREBITS,
  abi.PR_GET_TIMERSLACK,
  abi.PR_GET_CHILD_SUBREAPER,
  abi.PR_GET_NO_NEW_PRIVS,
]);

const keyctlArgument = by(
  0,
  { [abi.KEYCTL_JOIN_SESSION_KEYRING]: string, [abi.KEYCTL_CAPABILITIES]: out(pointer) },
  flag.key,
);
const keyctlSecond = by(
  0,
  {
    [abi.KEYCTL_SETPERM]: hex,
    [abi.KEYCTL_DESCRIBE]: out(string),
    [abi.KEYCTL_READ]: filled,
    [abi.KEYCTL_LINK]: flag.key,
    [abi.KEYCTL_UNLINK]: flag.key,
    [abi.KEYCTL_SEARCH]: string,
  },
  dec,
);
const keyctlReads = new Set<number>([
  abi.KEYCTL_DESCRIBE,
  abi.KEYCTL_READ,
  abi.KEYCTL_GET_SECURITY,
  abi.KEYCTL_CAPABILITIES,
]);

const seccompArgument = by(
  0,
  { [abi.SECCOMP_SET_MODE_FILTER]: sockFprog, [abi.SECCOMP_SET_MODE_STRICT]: pointer },
  out(pointer),
);
const seccompReads = new Set<number>([abi.SECCOMP_GET_ACTION_AVAIL, abi.SECCOMP_GET_NOTIF_SIZES]);

const bpfReads = new Set<number>([
  abi.BPF_MAP_LOOKUP_ELEM,
  abi.BPF_MAP_GET_NEXT_KEY,
  abi.BPF_OBJ_GET,
  abi.BPF_PROG_GET_NEXT_ID,
  abi.BPF_MAP_GET_NEXT_ID,
  abi.BPF_PROG_GET_FD_BY_ID,
  abi.BPF_MAP_GET_FD_BY_ID,
  abi.BPF_OBJ_GET_INFO_BY_FD,
  abi.BPF_PROG_QUERY,
]);

const unless = (set: ReadonlySet<number>) => (args: readonly Parameters<Format>[0][]) =>
  !set.has(bitsOf(args[0]));
const three = { ruid: out(pointer), euid: out(pointer), suid: out(pointer) };

export const credentials = {
  getuid: reads(),
  geteuid: reads(),
  getgid: reads(),
  getegid: reads(),
  getresuid: reads(three),
  getresgid: reads({ rgid: out(pointer), egid: out(pointer), sgid: out(pointer) }),
  setuid: changes({ uid: dec }),
  setgid: changes({ gid: dec }),
  setreuid: changes({ ruid: dec, euid: dec }),
  setregid: changes({ rgid: dec, egid: dec }),
  setresuid: changes({ ruid: dec, euid: dec, suid: dec }),
  setresgid: changes({ rgid: dec, egid: dec, sgid: dec }),
  setfsuid: changes({ fsuid: dec }),
  setfsgid: changes({ fsgid: dec }),
  setgroups: changes({ size: dec, list: gids((args) => Number(args[0])) }),
  getgroups: reads({ size: dec, list: out(gids((_, result) => result ?? 0)) }),
  capget: reads({ hdrp: capHeader, datap: out(capData) }),
  capset: changes({ hdrp: capHeader, datap: capData }),
  prctl: changesIf(
    (args) =>
      !prctlReads.has(bitsOf(args[0])) &&
      !(bitsOf(args[0]) === abi.PR_CAP_AMBIENT && bitsOf(args[1]) === abi.PR_CAP_AMBIENT_IS_SET),
    { op: flag.prctlOption, arg2: prctlArgument, arg3: ambientCapability, arg4: dec, arg5: dec },
    by(0, { [abi.PR_GET_SECUREBITS]: flag.securebits }, dec),
  ),

  add_key: changes({ type: string, description: string, payload: () => "…", plen: dec, keyring: flag.key }),
  request_key: changes({ type: string, description: string, callout_info: string, dest_keyring: flag.key }),
  keyctl: changesIf(unless(keyctlReads), {
    op: flag.keyctlOperation,
    arg2: keyctlArgument,
    arg3: keyctlSecond,
    arg4: (value, call) =>
      Number(call.args[0]) === abi.KEYCTL_SEARCH ? string(value, call) : dec(value, call),
    arg5: dec,
  }),

  seccomp: changesIf(unless(seccompReads), {
    operation: flag.seccompOperation,
    flags: flag.seccompFlags,
    args: seccompArgument,
  }),
  landlock_create_ruleset: reads({ attr: landlockRuleset, size: dec, flags: flag.landlockFlags }),
  landlock_add_rule: reads({
    ruleset_fd: fd,
    rule_type: flag.landlockRule,
    rule_attr: by(
      1,
      { [abi.LANDLOCK_RULE_PATH_BENEATH]: pathBeneath, [abi.LANDLOCK_RULE_NET_PORT]: netPort },
      pointer,
    ),
    flags: hex,
  }),
  landlock_restrict_self: changes({ ruleset_fd: fd, flags: hex }),
  lsm_get_self_attr: reads({ attr: dec, ctx: out(pointer), size: out(pointer), flags: hex }),
  lsm_set_self_attr: changes({ attr: dec, ctx: pointer, size: dec, flags: hex }),
  lsm_list_modules: reads({ ids: out(pointer), size: out(pointer), flags: hex }),
  bpf: changesIf(unless(bpfReads), { cmd: flag.bpfCommand, attr: bpfAttr, size: dec }),
  perf_event_open: reads({ attr: pointer, pid: dec, cpu: dec, group_fd: fd, flags: hex }),
};
