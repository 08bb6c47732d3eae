// Memory, futexes and System V / POSIX interprocess communication.
import * as abi from "../../abi/index.ts";
import * as flag from "../format/flags.ts";
import { out } from "../format/format.ts";
import { dec, fd, hex, octal, pointer } from "../format/number.ts";
import { bitList } from "../format/structs.ts";
import { string } from "../format/text.ts";
import { bitsOf, changes, changesIf, reads } from "./row.ts";

const range = { addr: pointer, size: dec };

export const memory = {
  brk: reads({ addr: pointer }, pointer),
  mmap: reads(
    { addr: pointer, length: dec, prot: flag.protection, flags: flag.mapFlags, fd, offset: hex },
    pointer,
  ),
  munmap: reads(range),
  mremap: reads(
    { old_address: pointer, old_size: dec, new_size: dec, flags: hex, new_address: pointer },
    pointer,
  ),
  mprotect: reads({ ...range, prot: flag.protection }),
  pkey_mprotect: reads({ ...range, prot: flag.protection, pkey: dec }),
  pkey_alloc: reads({ flags: hex, access_rights: hex }),
  pkey_free: reads({ pkey: dec }),
  mseal: reads({ ...range, flags: hex }),
  madvise: reads({ ...range, advice: dec }),
  mincore: reads({ ...range, vec: out(pointer) }),
  msync: reads({ ...range, flags: hex }),
  mlock: reads(range),
  mlock2: reads({ ...range, flags: hex }),
  munlock: reads(range),
  mlockall: reads({ flags: hex }),
  munlockall: reads(),
  remap_file_pages: reads({ ...range, prot: hex, pgoff: dec, flags: hex }),
  map_shadow_stack: reads({ ...range, flags: hex }, pointer),
  mbind: reads({ ...range, mode: flag.memoryPolicy, nodemask: bitList, maxnode: dec, flags: hex }),
  set_mempolicy: changes({ mode: flag.memoryPolicy, nodemask: bitList, maxnode: dec }),
  get_mempolicy: reads({
    mode: out(pointer),
    nodemask: out(pointer),
    maxnode: dec,
    addr: pointer,
    flags: hex,
  }),
  set_mempolicy_home_node: reads({ ...range, home_node: dec, flags: hex }),
  migrate_pages: changes({ pid: dec, maxnode: dec, old_nodes: pointer, new_nodes: pointer }),
  move_pages: changes({
    pid: dec,
    count: dec,
    pages: pointer,
    nodes: pointer,
    status: out(pointer),
    flags: hex,
  }),

  futex: reads({ uaddr: pointer, op: hex, val: dec, timeout: pointer, uaddr2: pointer, val3: dec }),
  futex_waitv: reads({
    waiters: pointer,
    nr_futexes: dec,
    flags: hex,
    timeout: pointer,
    clockid: flag.clock,
  }),
  futex_wake: reads({ uaddr: pointer, mask: hex, nr: dec, flags: hex }),
  futex_wait: reads({
    uaddr: pointer,
    val: dec,
    mask: hex,
    flags: hex,
    timeout: pointer,
    clockid: flag.clock,
  }),
  futex_requeue: reads({ waiters: pointer, flags: hex, nr_wake: dec, nr_requeue: dec }),

  shmget: changes({ key: hex, size: dec, shmflg: octal }),
  shmat: reads({ shmid: dec, shmaddr: pointer, shmflg: octal }, pointer),
  shmdt: reads({ shmaddr: pointer }),
  shmctl: changes({ shmid: dec, op: dec, buf: pointer }),
  semget: changes({ key: hex, nsems: dec, semflg: octal }),
  semop: changes({ semid: dec, sops: pointer, nsops: dec }),
  semtimedop: changes({ semid: dec, sops: pointer, nsops: dec, timeout: pointer }),
  semctl: changes({ semid: dec, semnum: dec, op: dec, arg: pointer }),
  msgget: changes({ key: hex, msgflg: octal }),
  msgsnd: changes({ msqid: dec, msgp: pointer, msgsz: dec, msgflg: hex }),
  msgrcv: changes({ msqid: dec, msgp: out(pointer), msgsz: dec, msgtyp: dec, msgflg: hex }),
  msgctl: changes({ msqid: dec, op: dec, buf: pointer }),
  mq_open: changesIf((args) => (bitsOf(args[1]) & abi.O_CREAT) !== 0, {
    name: string,
    oflag: flag.openFlags,
    mode: octal,
    attr: pointer,
  }),
  mq_unlink: changes({ name: string }),
  mq_timedsend: changes({ mqdes: fd, msg_ptr: pointer, msg_len: dec, msg_prio: dec, abs_timeout: pointer }),
  mq_timedreceive: changes({
    mqdes: fd,
    msg_ptr: out(pointer),
    msg_len: dec,
    msg_prio: out(pointer),
    abs_timeout: pointer,
  }),
  mq_notify: changes({ mqdes: fd, sevp: pointer }),
  mq_getsetattr: changes({ mqdes: fd, newattr: pointer, oldattr: out(pointer) }),
};
