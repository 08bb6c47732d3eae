// <asm-generic/poll.h>

export const POLLIN = 1;
export const POLLPRI = 2;
export const POLLOUT = 4;
export const POLLERR = 8;
export const POLLHUP = 16;
export const POLLNVAL = 32;
export const POLLRDHUP = 0x2000;
/** struct pollfd */
export const pollfd = { size: 8, fd: 0, events: 4, revents: 6 } as const;
