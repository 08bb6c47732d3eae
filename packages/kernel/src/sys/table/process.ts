// Processes: making, ending, waiting for and signalling them; namespaces; scheduling; limits.
import { argv, envp } from "../format/array.ts";
import * as flag from "../format/flags.ts";
import { type Format, out } from "../format/format.ts";
import { dec, dirfd, fd, hex, pointer } from "../format/number.ts";
import { bitList, cloneArgs, rlimit, schedAttr, schedParam } from "../format/structs.ts";
import { string } from "../format/text.ts";
import { field, isNull, viewOf } from "../format/view.ts";
import { bitsOf, changes, changesIf, reads } from "./row.ts";

/** A status of wait4(2), as the macros of its manual page tell it. */
const status: Format = (value, call) => {
  if (isNull(value)) return "NULL";
  const view = viewOf(value, 4);
  const word = view && field(view, 0, "i32");
  if (word === null || call.result === undefined || call.result <= 0) return "…";
  const wstatus = Number(word);
  const signal = wstatus & 0x7f;
  if (signal === 0x7f) return `[WIFSTOPPED && WSTOPSIG == ${flag.signal((wstatus >> 8) & 0xff, call)}]`;
  if (signal === 0) return `[WIFEXITED && WEXITSTATUS == ${(wstatus >> 8) & 0xff}]`;
  return `[WIFSIGNALED && WTERMSIG == ${flag.signal(signal, call)}${wstatus & 0x80 ? " && WCOREDUMP" : ""}]`;
};

const sends = (place: number) => (args: readonly unknown[]) => args[place] !== 0;

export const process = {
  clone: changes({
    flags: flag.cloneFlags,
    stack: pointer,
    parent_tid: pointer,
    child_tid: pointer,
    tls: pointer,
  }),
  clone3: changes({ cl_args: cloneArgs, size: dec }),
  execve: changes({ pathname: string, argv, envp }),
  execveat: changes({ dirfd, pathname: string, argv, envp, flags: flag.atFlags }),
  exit: changes({ status: dec }),
  exit_group: changes({ status: dec }),
  wait4: reads({ pid: dec, wstatus: out(status), options: flag.waitOptions, rusage: pointer }),
  waitid: reads({
    idtype: flag.idType,
    id: dec,
    infop: out(pointer),
    options: flag.waitOptions,
    rusage: pointer,
  }),
  kill: changesIf(sends(1), { pid: dec, sig: flag.signal }),
  tkill: changesIf(sends(1), { tid: dec, sig: flag.signal }),
  tgkill: changesIf(sends(2), { tgid: dec, tid: dec, sig: flag.signal }),
  pidfd_open: reads({ pid: dec, flags: flag.openFlags }),
  pidfd_send_signal: changesIf(sends(1), { pidfd: fd, sig: flag.signal, info: pointer, flags: hex }),
  pidfd_getfd: reads({ pidfd: fd, targetfd: fd, flags: hex }),
  kcmp: reads({ pid1: dec, pid2: dec, type: dec, idx1: dec, idx2: dec }),
  ptrace: changes({ op: dec, pid: dec, addr: pointer, data: pointer }),
  process_vm_readv: reads({
    pid: dec,
    local_iov: pointer,
    liovcnt: dec,
    remote_iov: pointer,
    riovcnt: dec,
    flags: hex,
  }),
  process_vm_writev: changes({
    pid: dec,
    local_iov: pointer,
    liovcnt: dec,
    remote_iov: pointer,
    riovcnt: dec,
    flags: hex,
  }),
  process_madvise: changes({ pidfd: fd, iovec: pointer, vlen: dec, advice: dec, flags: hex }),
  process_mrelease: changes({ pidfd: fd, flags: hex }),

  unshare: changes({ flags: flag.namespaces }),
  setns: changes({ fd, nstype: flag.namespaces }),
  setsid: changes(),
  setpgid: changes({ pid: dec, pgid: dec }),
  getpgid: reads({ pid: dec }),
  getsid: reads({ pid: dec }),
  getpid: reads(),
  getppid: reads(),
  gettid: reads(),
  vhangup: changes(),

  sched_yield: reads(),
  sched_setaffinity: changes({ pid: dec, cpusetsize: dec, mask: bitList }),
  sched_getaffinity: reads({ pid: dec, cpusetsize: dec, mask: out(bitList) }),
  sched_setscheduler: changes({ pid: dec, policy: flag.policy, param: schedParam }),
  sched_getscheduler: reads({ pid: dec }, flag.policy),
  sched_setparam: changes({ pid: dec, param: schedParam }),
  sched_getparam: reads({ pid: dec, param: out(schedParam) }),
  sched_setattr: changes({ pid: dec, attr: schedAttr, flags: hex }),
  sched_getattr: reads({ pid: dec, attr: out(schedAttr), size: dec, flags: hex }),
  sched_get_priority_max: reads({ policy: flag.policy }),
  sched_get_priority_min: reads({ policy: flag.policy }),
  sched_rr_get_interval: reads({ pid: dec, tp: out(pointer) }),
  setpriority: changes({ which: flag.priorityWhich, who: dec, prio: dec }),
  getpriority: reads({ which: flag.priorityWhich, who: dec }),
  ioprio_set: changes({ which: flag.ioprioWho, who: dec, ioprio: flag.ioprio }),
  ioprio_get: reads({ which: flag.ioprioWho, who: dec }, flag.ioprio),

  prlimit64: changesIf((args) => !isNull(args[2]), {
    pid: dec,
    resource: flag.resource,
    new_limit: rlimit,
    old_limit: out(rlimit),
  }),
  setrlimit: changes({ resource: flag.resource, rlim: rlimit }),
  getrlimit: reads({ resource: flag.resource, rlim: out(rlimit) }),
  getrusage: reads({ who: dec, usage: out(pointer) }),
  times: reads({ buf: out(pointer) }),
  personality: changesIf((args) => bitsOf(args[0]) !== -1, { persona: flag.persona }),

  set_tid_address: reads({ tidptr: pointer }),
  set_robust_list: reads({ head: pointer, size: dec }),
  get_robust_list: reads({ pid: dec, head_ptr: pointer, sizep: pointer }),
  rseq: reads({ rseq: pointer, rseq_len: dec, flags: hex, sig: hex }),
  restart_syscall: reads(),
  getcpu: reads({ cpu: out(pointer), node: out(pointer) }),
  membarrier: reads({ cmd: dec, flags: hex, cpu_id: dec }),
};
