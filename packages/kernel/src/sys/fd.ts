import { host } from "../host/index.ts";
import { NR } from "./nr.ts";

/** A descriptor, owned or not. */
export type FdArg = Fd | number;

/** The number of a descriptor. A call takes either: this is for what stands in a structure. */
export function fdOf(fd: FdArg): number {
  return typeof fd === "number" ? fd : fd.fd;
}

/**
 * A descriptor that this program owns. Closed by `using`, or by hand; closing twice is harmless.
 */
export class Fd implements Disposable {
  // A field of its own, and neither private nor initialized where it is declared: the functions behind those were a
  // seventh of all that are called to start a container.
  /** The number; -1 once it is closed or released. */
  declare readonly fd: number;
  declare readonly [Symbol.dispose]: () => void;

  static {
    Object.defineProperty(Fd.prototype, Symbol.dispose, { value: Fd.prototype.close });
  }

  constructor(fd: number) {
    this.fd = fd;
  }

  /** Gives the number to the caller, who closes it from now on. */
  release(): number {
    const fd = this.fd;
    (this as { fd: number }).fd = -1;
    return fd;
  }

  close(): void {
    const fd = this.fd;
    if (fd < 0) return;
    (this as { fd: number }).fd = -1;
    // close(2): on Linux the descriptor is gone whatever the answer, so an error is never retried; after
    // EINTR the number may already be another file's.
    host.syscall(NR.close, fd);
  }
}
