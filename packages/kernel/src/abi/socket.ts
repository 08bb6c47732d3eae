// <linux/socket.h>, <asm/socket.h>, <linux/un.h>, <linux/in.h>, <linux/in6.h>, <linux/if.h>, <linux/sockios.h>

export const AF_UNSPEC = 0;
export const AF_UNIX = 1;
export const AF_INET = 2;
export const AF_INET6 = 10;
export const AF_NETLINK = 16;
export const AF_PACKET = 17;
export const SOCK_STREAM = 1;
export const SOCK_DGRAM = 2;
export const SOCK_RAW = 3;
export const SOCK_SEQPACKET = 5;
export const SOCK_CLOEXEC = 0o2000000;
export const SOCK_NONBLOCK = 0o4000;

export const SOL_SOCKET = 1;
export const SO_REUSEADDR = 2;
export const SO_TYPE = 3;
export const SO_ERROR = 4;
export const SO_SNDBUF = 7;
export const SO_RCVBUF = 8;
export const SO_PASSCRED = 16;
export const SO_PEERCRED = 17;
export const SO_SNDBUFFORCE = 32;
export const SO_RCVBUFFORCE = 33;
export const SOL_NETLINK = 270;
export const SCM_RIGHTS = 1;
export const SCM_CREDENTIALS = 2;

export const MSG_OOB = 1;
export const MSG_PEEK = 2;
export const MSG_CTRUNC = 8;
export const MSG_TRUNC = 0x20;
export const MSG_DONTWAIT = 0x40;
export const MSG_WAITALL = 0x100;
export const MSG_NOSIGNAL = 0x4000;
export const MSG_CMSG_CLOEXEC = 0x40000000;

export const SHUT_RD = 0;
export const SHUT_WR = 1;
export const SHUT_RDWR = 2;

/** struct sockaddr_un, sockaddr_in, sockaddr_in6 */
export const sockaddr_un = { size: 110, sun_family: 0, sun_path: 2 } as const;
export const sockaddr_in = { size: 16, sin_family: 0, sin_port: 2, sin_addr: 4 } as const;
export const sockaddr_in6 = {
  size: 28,
  sin6_family: 0,
  sin6_port: 2,
  sin6_flowinfo: 4,
  sin6_addr: 8,
} as const;
/** struct msghdr, iovec and cmsghdr as the kernel takes them on 64-bit machines */
export const msghdr = {
  size: 56,
  msg_name: 0,
  msg_namelen: 8,
  msg_iov: 16,
  msg_iovlen: 24,
  msg_control: 32,
  msg_controllen: 40,
  msg_flags: 48,
} as const;
export const iovec = { size: 16, iov_base: 0, iov_len: 8 } as const;
export const cmsghdr = { size: 16, cmsg_len: 0, cmsg_level: 8, cmsg_type: 12 } as const;
/** struct ucred, of SO_PEERCRED and SCM_CREDENTIALS */
export const ucred = { size: 12, pid: 0, uid: 4, gid: 8 } as const;

export const SIOCGIFFLAGS = 0x8913;
export const SIOCSIFFLAGS = 0x8914;
/** <linux/sockios.h>: a descriptor of the network namespace of a socket (since Linux 4.9). */
export const SIOCGSKNS = 0x894c;
export const IFF_UP = 1;
export const IFF_LOOPBACK = 8;
/** struct ifreq */
export const ifreq = { size: 40, ifr_name: 0, ifr_flags: 16 } as const;
