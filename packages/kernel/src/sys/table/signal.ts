// Signals, waiting for events, and time.
import * as flag from "../format/flags.ts";
import { out } from "../format/format.ts";
import { dec, fd, hex, pointer } from "../format/number.ts";
import {
  epollEvent,
  epollEvents,
  itimerspec,
  pollfds,
  sigaction,
  sigset,
  timespec,
} from "../format/structs.ts";
import { string } from "../format/text.ts";
import { changes, reads } from "./row.ts";

export const signal = {
  rt_sigaction: reads({ sig: flag.signal, act: sigaction, oldact: out(sigaction), sigsetsize: dec }),
  rt_sigprocmask: reads({ how: flag.maskHow, set: sigset, oldset: out(sigset), sigsetsize: dec }),
  rt_sigpending: reads({ set: out(sigset), sigsetsize: dec }),
  rt_sigsuspend: reads({ mask: sigset, sigsetsize: dec }),
  rt_sigtimedwait: reads({ set: sigset, info: out(pointer), timeout: timespec, sigsetsize: dec }),
  rt_sigqueueinfo: changes({ tgid: dec, sig: flag.signal, info: pointer }),
  rt_tgsigqueueinfo: changes({ tgid: dec, tid: dec, sig: flag.signal, info: pointer }),
  rt_sigreturn: reads(),
  sigaltstack: reads({ ss: pointer, old_ss: out(pointer) }),
  signalfd4: reads({ fd, mask: sigset, sizemask: dec, flags: flag.signalfdFlags }),

  ppoll: reads({ fds: pollfds, nfds: dec, tmo_p: timespec, sigmask: sigset, sigsetsize: dec }),
  pselect6: reads({
    nfds: dec,
    readfds: pointer,
    writefds: pointer,
    exceptfds: pointer,
    timeout: timespec,
    sigmask: pointer,
  }),
  epoll_create1: reads({ flags: flag.epollFlags }),
  epoll_ctl: reads({ epfd: fd, op: flag.epollOperation, fd, event: epollEvent }),
  epoll_pwait: reads({
    epfd: fd,
    events: out(epollEvents),
    maxevents: dec,
    timeout: dec,
    sigmask: sigset,
    sigsetsize: dec,
  }),
  epoll_pwait2: reads({
    epfd: fd,
    events: out(epollEvents),
    maxevents: dec,
    timeout: timespec,
    sigmask: sigset,
    sigsetsize: dec,
  }),
  eventfd2: reads({ initval: dec, flags: flag.eventfdFlags }),
  timerfd_create: reads({ clockid: flag.clock, flags: flag.timerfdFlags }),
  timerfd_settime: reads({
    fd,
    flags: flag.timerfdSetFlags,
    new_value: itimerspec,
    old_value: out(itimerspec),
  }),
  timerfd_gettime: reads({ fd, curr_value: out(itimerspec) }),
  inotify_init1: reads({ flags: flag.inotifyFlags }),
  inotify_add_watch: reads({ fd, pathname: string, mask: flag.inotifyMask }),
  inotify_rm_watch: reads({ fd, wd: dec }),
  fanotify_init: reads({ flags: hex, event_f_flags: flag.openFlags }),
  fanotify_mark: changes({ fanotify_fd: fd, flags: hex, mask: hex, dirfd: dec, pathname: string }),
  userfaultfd: reads({ flags: hex }),

  clock_gettime: reads({ clockid: flag.clock, tp: out(timespec) }),
  clock_getres: reads({ clockid: flag.clock, res: out(timespec) }),
  clock_settime: changes({ clockid: flag.clock, tp: timespec }),
  clock_adjtime: changes({ clk_id: flag.clock, buf: pointer }),
  clock_nanosleep: reads({ clockid: flag.clock, flags: hex, t: timespec, remain: out(timespec) }),
  nanosleep: reads({ duration: timespec, rem: out(timespec) }),
  adjtimex: changes({ buf: pointer }),
  gettimeofday: reads({ tv: out(pointer), tz: pointer }),
  settimeofday: changes({ tv: pointer, tz: pointer }),
  getitimer: reads({ which: dec, curr_value: out(pointer) }),
  setitimer: reads({ which: dec, new_value: pointer, old_value: out(pointer) }),
  timer_create: reads({ clockid: flag.clock, sevp: pointer, timerid: out(pointer) }),
  timer_settime: reads({ timerid: dec, flags: hex, new_value: itimerspec, old_value: out(itimerspec) }),
  timer_gettime: reads({ timerid: dec, curr_value: out(itimerspec) }),
  timer_getoverrun: reads({ timerid: dec }),
  timer_delete: reads({ timerid: dec }),
};
