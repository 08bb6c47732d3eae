// Sockets, terminals and other devices.
import * as abi from "../../abi/index.ts";
import * as flag from "../format/flags.ts";
import { by, type Format, out } from "../format/format.ts";
import { dec, fd, hex, pointer } from "../format/number.ts";
import { ifreq, intAt, msghdr, sockaddr, ucred } from "../format/socket.ts";
import { data, filled } from "../format/text.ts";
import { bitsOf, changes, changesIf, reads } from "./row.ts";

const protocol: Format = (value, call) =>
  Number(call.args[0]) === abi.AF_NETLINK ? flag.netlinkFamily(value, call) : dec(value, call);
const optionName = by(1, { [abi.SOL_SOCKET]: flag.socketOption, [abi.SOL_NETLINK]: flag.netlinkOption }, dec);
const optionGot: Format = (value, call) =>
  Number(call.args[1]) === abi.SOL_SOCKET && Number(call.args[2]) === abi.SO_PEERCRED
    ? ucred(value, call)
    : intAt(value, call);

const request = by(1, { [abi.SIOCGIFFLAGS]: out(ifreq), [abi.SIOCSIFFLAGS]: ifreq }, pointer);
const ioctlReads = new Set<number>(
  [
    abi.TCGETS,
    abi.TIOCGWINSZ,
    abi.TIOCGPGRP,
    abi.TIOCGSID,
    abi.TIOCGPTN,
    abi.TIOCGPTPEER,
    abi.FIONREAD,
    abi.SIOCGIFFLAGS,
    abi.NS_GET_USERNS,
    abi.NS_GET_PARENT,
    abi.NS_GET_NSTYPE,
    abi.NS_GET_OWNER_UID,
    abi.NS_GET_MNTNS_ID,
    abi.NS_GET_ID,
    abi.SIOCGSKNS,
    abi.SECCOMP_IOCTL_NOTIF_ID_VALID,
  ].map((number) => number | 0),
);

export const socket = {
  socket: reads({ domain: flag.family, type: flag.socketType, protocol }),
  socketpair: reads({ domain: flag.family, type: flag.socketType, protocol, sv: out(pointer) }),
  // A name in the file system, a port, a netlink id: others see it.
  bind: changes({ sockfd: fd, addr: sockaddr(2), addrlen: dec }),
  connect: changes({ sockfd: fd, addr: sockaddr(2), addrlen: dec }),
  listen: reads({ sockfd: fd, backlog: dec }),
  accept: reads({ sockfd: fd, addr: out(pointer), addrlen: pointer }),
  accept4: reads({ sockfd: fd, addr: out(pointer), addrlen: pointer, flags: flag.socketFlags }),
  getsockname: reads({ sockfd: fd, addr: out(pointer), addrlen: pointer }),
  getpeername: reads({ sockfd: fd, addr: out(pointer), addrlen: pointer }),
  setsockopt: reads({ sockfd: fd, level: flag.socketLevel, optname: optionName, optval: intAt, optlen: dec }),
  getsockopt: reads({
    sockfd: fd,
    level: flag.socketLevel,
    optname: optionName,
    optval: out(optionGot),
    optlen: intAt,
  }),
  shutdown: changes({ sockfd: fd, how: flag.shutdownHow }),
  sendto: changes({
    sockfd: fd,
    buf: data(2),
    size: dec,
    flags: flag.messageFlags,
    dest_addr: sockaddr(5),
    addrlen: dec,
  }),
  sendmsg: changes({ sockfd: fd, msg: msghdr, flags: flag.messageFlags }),
  sendmmsg: changes({ sockfd: fd, msgvec: pointer, vlen: dec, flags: flag.messageFlags }),
  recvfrom: reads({
    sockfd: fd,
    buf: filled,
    size: dec,
    flags: flag.messageFlags,
    src_addr: out(pointer),
    addrlen: pointer,
  }),
  recvmsg: reads({ sockfd: fd, msg: out(msghdr), flags: flag.messageFlags }),
  recvmmsg: reads({
    sockfd: fd,
    msgvec: out(pointer),
    vlen: dec,
    flags: flag.messageFlags,
    timeout: pointer,
  }),
  ioctl: changesIf((args) => !ioctlReads.has(bitsOf(args[1])), { fd, op: flag.ioctlRequest, argp: request }),

  io_setup: reads({ nr_events: dec, ctx_idp: pointer }),
  io_destroy: reads({ ctx_id: hex }),
  io_submit: changes({ ctx_id: hex, nr: dec, iocbpp: pointer }),
  io_cancel: reads({ ctx_id: hex, iocb: pointer, result: out(pointer) }),
  io_getevents: reads({ ctx_id: hex, min_nr: dec, nr: dec, events: out(pointer), timeout: pointer }),
  io_pgetevents: reads({
    ctx_id: hex,
    min_nr: dec,
    nr: dec,
    events: out(pointer),
    timeout: pointer,
    sig: pointer,
  }),
  io_uring_setup: reads({ entries: dec, p: pointer }),
  io_uring_enter: changes({
    fd,
    to_submit: dec,
    min_complete: dec,
    flags: hex,
    argp: pointer,
    argsz: dec,
  }),
  io_uring_register: reads({ fd, opcode: dec, arg: pointer, nr_args: dec }),
};
