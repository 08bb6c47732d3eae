import { host } from "../host/index.ts";
import { NR } from "./nr.ts";

/** A descriptor, owned or not. */
export type FdArg = Fd | number;

/** The number of a descriptor. */
export function fdOf(fd: FdArg): number {
  return typeof fd === "number" ? fd : fd.fd;
}

/**
 * A descriptor that this program owns. Closed by `using`, or by hand; closing twice is harmless.
 */
export class Fd implements Disposable {
  #fd: number;

  constructor(fd: number) {
    this.#fd = fd;
  }

  /** The number; -1 once it is closed or released. */
  get fd(): number {
    return this.#fd;
  }

  /** Gives the number to the caller, who closes it from now on. */
  release(): number {
    const fd = this.#fd;
    this.#fd = -1;
    return fd;
  }

  close(): void {
    const fd = this.release();
    // close(2): on Linux the descriptor is gone whatever the answer, so an error is never retried; after
    // EINTR the number may already be another file's.
    if (fd >= 0) host.syscall(NR.close, fd);
  }

  [Symbol.dispose](): void {
    this.close();
  }
}
