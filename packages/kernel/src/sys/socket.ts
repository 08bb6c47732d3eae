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

/** Two connected sockets of AF_UNIX, close-on-exec. */
export function socketpair(type: number): [Fd, Fd] {
  const fds = struct(8);
  call(NR.socketpair, abi.AF_UNIX, type | abi.SOCK_CLOEXEC, 0, fds);
  return [new Fd(fds.getInt32(0, LE)), new Fd(fds.getInt32(4, LE))];
}

function unixAddress(path: string): { address: DataView<ArrayBuffer>; length: number } {
  const name = platform.encode(path);
  // One byte is the NUL's; unix(7) allows a path without, and then other programs cannot name it.
  if (name.length >= abi.sockaddr_un.size - abi.sockaddr_un.sun_path)
    throw new RangeError(`a socket's path has 107 bytes at most, not ${name.length}: ${path}`);
  const address = struct(abi.sockaddr_un.size);
  address.setUint16(abi.sockaddr_un.sun_family, abi.AF_UNIX, LE);
  new Uint8Array(address.buffer).set(name, abi.sockaddr_un.sun_path);
  return { address, length: abi.sockaddr_un.sun_path + name.length + 1 };
}

/** Gives a socket a path, which must not exist. @throws {SyscallError} EADDRINUSE. @throws {RangeError} over 107 bytes. */
export function bindUnix(fd: FdArg, path: string): void {
  const { address, length } = unixAddress(path);
  call(NR.bind, fd, address, length);
}

export function listen(fd: FdArg, backlog: number): void {
  call(NR.listen, fd, backlog);
}

/** The next connection, close-on-exec. */
export function accept(fd: FdArg): Fd {
  return new Fd(call(NR.accept4, fd, null, null, abi.SOCK_CLOEXEC));
}

/** Connects to a path. @throws {SyscallError} ECONNREFUSED when nobody listens (any more). */
export function connectUnix(fd: FdArg, path: string): void {
  const { address, length } = unixAddress(path);
  call(NR.connect, fd, address, length);
}

/** Sets IFF_UP on a network interface of the current network namespace. netdevice(7) */
export function setInterfaceUp(socketFd: FdArg, name: string): void {
  const request = struct(abi.ifreq.size);
  new Uint8Array(request.buffer).set(platform.encode(name));
  ioctl(socketFd, abi.SIOCGIFFLAGS, request);
  request.setUint16(abi.ifreq.ifr_flags, request.getUint16(abi.ifreq.ifr_flags, LE) | abi.IFF_UP, LE);
  ioctl(socketFd, abi.SIOCSIFFLAGS, request);
}
