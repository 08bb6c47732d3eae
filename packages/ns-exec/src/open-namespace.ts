import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing, Failure } from "@isobox/toolkit";
import { fdOfWord, idOfWord } from "./namespace-file.ts";
import { type NamespaceType, procNameOf, typeOf } from "./namespaces.ts";

/**
 * Opens the namespace that a word of `namespaceFile` means.
 *
 * @throws {Failure} when there is none of that kind.
 */
export function openNamespace(type: NamespaceType, word: string): sys.Fd {
  const what = `cannot open the ${type} namespace "${word}"`;
  const fd = fdOfWord(word);
  // A descriptor of our own: the caller's stays open for PROG.
  if (fd !== null) return doing(what, () => new sys.Fd(sys.fcntl(fd, abi.F_DUPFD_CLOEXEC, 3)));
  const id = idOfWord(word);
  if (id !== null) return openById(type, id, what);
  return doing(what, () => sys.open(word, abi.O_RDONLY));
}

/**
 * Opens a namespace by its number: by that of its file, which /proc/PID/ns and lsns(8) show, or by its 64-bit id
 * (NS_GET_ID, since Linux 6.18), which no other namespace will ever have.
 *
 * Found among the namespaces of all processes that this one may look at, for the kernel opens none by such a number.
 */
function openById(type: NamespaceType, id: bigint, what: string): sys.Fd {
  const name = procNameOf(type);
  for (const pid of sys.readdir("/proc").filter((entry) => /^[0-9]+$/.test(entry))) {
    const number = sys.attempt(
      sys.NR.openat,
      abi.AT_FDCWD,
      `/proc/${pid}/ns/${name}`,
      abi.O_RDONLY | abi.O_CLOEXEC,
      0,
    );
    // Gone meanwhile, or not to be looked at (ptrace(2), PTRACE_MODE_READ).
    if (number < 0) continue;
    const fd = new sys.Fd(number);
    if (BigInt(sys.fstat(fd).ino) === id || namespaceId(fd) === id) return fd;
    fd.close();
  }
  throw new Failure(`${what}: no process that can be looked at is in it`, {
    hints: ["ns-exec list shows the namespaces with their numbers, and what holds them"],
  });
}

/** The 64-bit id of a namespace; null before Linux 6.18. */
function namespaceId(fd: sys.Fd): bigint | null {
  const id = sys.struct(8);
  return sys.attempt(sys.NR.ioctl, fd.fd, abi.NS_GET_ID, id) < 0 ? null : id.getBigUint64(0, sys.LE);
}

/** The kind of an open namespace; undefined when the file is none, or of a kind newer than this program. */
export function typeOfFile(fd: sys.Fd): NamespaceType | undefined {
  const flag = sys.attempt(sys.NR.ioctl, fd.fd, abi.NS_GET_NSTYPE);
  return flag < 0 ? undefined : typeOf(flag);
}
