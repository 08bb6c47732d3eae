// <linux/eventpoll.h>, <linux/eventfd.h>, <linux/timerfd.h>, <linux/inotify.h>
import { machine } from "#machine";

export const EPOLL_CLOEXEC = 0o2000000;
export const EPOLL_CTL_ADD = 1;
export const EPOLL_CTL_DEL = 2;
export const EPOLL_CTL_MOD = 3;
export const EPOLLIN = 0x1;
export const EPOLLPRI = 0x2;
export const EPOLLOUT = 0x4;
export const EPOLLERR = 0x8;
export const EPOLLHUP = 0x10;
export const EPOLLRDHUP = 0x2000;
export const EPOLLEXCLUSIVE = 0x10000000;
export const EPOLLONESHOT = 0x40000000;
export const EPOLLET = 0x80000000;

/** struct epoll_event: packed on x86_64 only, so that a 32-bit program has the same layout. */
export const EPOLL_EVENT = {
  x86_64: { size: 12, events: 0, data: 4 },
  aarch64: { size: 16, events: 0, data: 8 },
} as const;
export const epoll_event: { readonly size: number; readonly events: number; readonly data: number } =
  EPOLL_EVENT[machine];

export const EFD_SEMAPHORE = 1;
export const EFD_CLOEXEC = 0o2000000;
export const EFD_NONBLOCK = 0o4000;

export const TFD_TIMER_ABSTIME = 1;
export const TFD_CLOEXEC = 0o2000000;
export const TFD_NONBLOCK = 0o4000;

export const IN_CLOEXEC = 0o2000000;
export const IN_NONBLOCK = 0o4000;
export const IN_ACCESS = 0x1;
export const IN_MODIFY = 0x2;
export const IN_ATTRIB = 0x4;
export const IN_CLOSE_WRITE = 0x8;
export const IN_CLOSE_NOWRITE = 0x10;
export const IN_OPEN = 0x20;
export const IN_MOVED_FROM = 0x40;
export const IN_MOVED_TO = 0x80;
export const IN_CREATE = 0x100;
export const IN_DELETE = 0x200;
export const IN_DELETE_SELF = 0x400;
export const IN_MOVE_SELF = 0x800;
export const IN_ONLYDIR = 0x1000000;
export const IN_DONT_FOLLOW = 0x2000000;
export const IN_ONESHOT = 0x80000000;
/** struct inotify_event; `name` is as long as `len` says. */
export const inotify_event = { size: 16, wd: 0, mask: 4, cookie: 8, len: 12 } as const;
