// <asm/signal.h>, <asm-generic/siginfo.h>, <linux/signalfd.h>

/** Signal numbers by name. The same on x86_64 and arm64. */
export const SIGNALS = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGILL: 4,
  SIGTRAP: 5,
  SIGABRT: 6,
  SIGBUS: 7,
  SIGFPE: 8,
  SIGKILL: 9,
  SIGUSR1: 10,
  SIGSEGV: 11,
  SIGUSR2: 12,
  SIGPIPE: 13,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGSTKFLT: 16,
  SIGCHLD: 17,
  SIGCONT: 18,
  SIGSTOP: 19,
  SIGTSTP: 20,
  SIGTTIN: 21,
  SIGTTOU: 22,
  SIGURG: 23,
  SIGXCPU: 24,
  SIGXFSZ: 25,
  SIGVTALRM: 26,
  SIGPROF: 27,
  SIGWINCH: 28,
  SIGIO: 29,
  SIGPWR: 30,
  SIGSYS: 31,
} as const;
export const {
  SIGHUP,
  SIGINT,
  SIGQUIT,
  SIGABRT,
  SIGKILL,
  SIGUSR1,
  SIGUSR2,
  SIGTERM,
  SIGCHLD,
  SIGCONT,
  SIGSTOP,
  SIGTSTP,
  SIGTTIN,
  SIGTTOU,
  SIGPIPE,
  SIGWINCH,
} = SIGNALS;

/** The last signal number, SIGRTMAX. */
export const NSIG = 64;

export const SIG_BLOCK = 0;
export const SIG_UNBLOCK = 1;
export const SIG_SETMASK = 2;
export const SIG_DFL = 0;
export const SIG_IGN = 1;

/** siginfo.si_code of a signal that the kernel sent, for example for the terminal's Ctrl-C. */
export const SI_KERNEL = 0x80;
export const SI_USER = 0;

export const SA_NOCLDSTOP = 0x1;
export const SA_NOCLDWAIT = 0x2;
export const SA_SIGINFO = 0x4;
export const SA_RESTORER = 0x04000000;
export const SA_ONSTACK = 0x08000000;
export const SA_RESTART = 0x10000000;
export const SA_NODEFER = 0x40000000;
export const SA_RESETHAND = 0x80000000;

export const SFD_CLOEXEC = 0o2000000;
export const SFD_NONBLOCK = 0o4000;
/** struct signalfd_siginfo */
export const signalfd_siginfo = {
  size: 128,
  ssi_signo: 0,
  ssi_code: 8,
  ssi_pid: 12,
  ssi_status: 40,
} as const;
