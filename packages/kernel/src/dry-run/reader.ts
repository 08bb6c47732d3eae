import * as abi from "../abi/index.ts";
import { type Host, platform, type SyscallArg } from "../host/index.ts";
import { bytes, struct } from "../sys/memory.ts";
import { NR } from "../sys/nr.ts";

/** Read of a file at most: nobody who decides by what a file says reads more. */
const MOST = 1 << 22;

/** Looks at the machine as it really is, in the middle of a call that is only written down. */
export class Reader {
  readonly inner: Host;

  constructor(inner: Host) {
    this.inner = inner;
  }

  /** Makes a call really, in the middle of another. */
  real(nr: number, ...args: SyscallArg[]): number {
    const [a, b, c, d, e, f] = args;
    return this.inner.syscall(nr, a, b, c, d, e, f);
  }

  realPid(): number {
    return this.real(NR.getpid);
  }

  /** A file's content as the machine has it now; null when it cannot be read. */
  readReal(path: string): Uint8Array | null {
    const fd = this.real(NR.openat, abi.AT_FDCWD, path, abi.O_RDONLY | abi.O_CLOEXEC | abi.O_NONBLOCK, 0);
    if (fd < 0) return null;
    let data = bytes(65536);
    let length = 0;
    for (;;) {
      if (length === data.length) {
        const larger = bytes(data.length * 2);
        larger.set(data);
        data = larger;
      }
      const n = this.real(NR.read, fd, data.subarray(length), data.length - length);
      if (n <= 0 || length >= MOST) break;
      length += n;
    }
    this.real(NR.close, fd);
    return data.slice(0, length);
  }

  /** A piece of a file of the machine; null when it cannot be read. */
  readHead(path: string, offset = 0, length = 4096): Uint8Array | null {
    const fd = this.real(NR.openat, abi.AT_FDCWD, path, abi.O_RDONLY | abi.O_CLOEXEC | abi.O_NONBLOCK, 0);
    if (fd < 0) return null;
    const data = bytes(Math.min(length, 65536));
    const n = this.real(NR.pread64, fd, data, data.length, offset);
    this.real(NR.close, fd);
    return n < 0 ? null : data.subarray(0, n);
  }

  textOf(path: string): string {
    const data = this.readReal(path);
    return data ? platform.decode(data) : "";
  }

  /** What a link of the machine says; null when it is none or cannot be read. */
  readRealLink(path: string): string | null {
    const buffer = bytes(4096);
    const n = this.real(NR.readlinkat, abi.AT_FDCWD, path, buffer, buffer.length);
    return n < 0 ? null : platform.decode(buffer, 0, n);
  }

  /** The names in a directory of the machine, with their types (DT_*). */
  namesIn(path: string): [name: string, type: number][] {
    const flags = abi.O_RDONLY | abi.O_DIRECTORY | abi.O_CLOEXEC;
    const fd = this.real(NR.openat, abi.AT_FDCWD, path, flags, 0);
    if (fd < 0) return [];
    const names: [string, number][] = [];
    const buffer = bytes(32768);
    const view = new DataView(buffer.buffer);
    for (;;) {
      const n = this.real(NR.getdents64, fd, buffer, buffer.length);
      if (n <= 0) break;
      for (let at = 0; at < n; at += view.getUint16(at + 16, true)) {
        const name = platform.decode(buffer, at + 19, buffer.indexOf(0, at + 19));
        if (name !== "." && name !== "..") names.push([name, buffer[at + 18]!]);
      }
    }
    this.real(NR.close, fd);
    return names;
  }

  /** statx(2) of a file of the machine, by its path; an errno, negated, or 0. */
  statReal(path: string, follow: boolean, buffer = struct(abi.statx.size)): number {
    const flags = (follow ? 0 : abi.AT_SYMLINK_NOFOLLOW) | abi.AT_NO_AUTOMOUNT;
    const mask = abi.STATX_BASIC_STATS | abi.STATX_MNT_ID;
    return this.real(NR.statx, abi.AT_FDCWD, path, flags, mask, buffer);
  }
}
