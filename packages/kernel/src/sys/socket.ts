import * as abi from "../abi/index.ts";
import { platform } from "../host/index.ts";
import { call } from "./call.ts";
import { ioctl } from "./descriptor.ts";
import { Fd, type FdArg } from "./fd.ts";
import { LE, struct } from "./memory.ts";
import { NR } from "./nr.ts";

/** A socket, close-on-exec. `type` is SOCK_*; for AF_NETLINK `protocol` is NETLINK_*. */
export function socket(domain: number, type: number, protocol = 0): Fd {
  return new Fd(call(NR.socket, domain, type | abi.SOCK_CLOEXEC, protocol));
}

/** Sets IFF_UP on a network interface of the current network namespace. netdevice(7) */
export function setInterfaceUp(socketFd: FdArg, name: string): void {
  const request = struct(abi.ifreq.size);
  new Uint8Array(request.buffer).set(platform.encode(name));
  ioctl(socketFd, abi.SIOCGIFFLAGS, request);
  request.setUint16(abi.ifreq.ifr_flags, request.getUint16(abi.ifreq.ifr_flags, LE) | abi.IFF_UP, LE);
  ioctl(socketFd, abi.SIOCSIFFLAGS, request);
}
