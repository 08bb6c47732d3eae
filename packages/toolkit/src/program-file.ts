import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import * as sys from "@isobox/kernel/sys";
import { type Elf, isElf, loaderPlace, parseElf } from "./elf.ts";

/** What the kernel makes of the content of a file that is to be executed (execve(2)). */
export type Program =
  | { readonly kind: "empty" }
  | { readonly kind: "script"; readonly interpreter: string; readonly cut: boolean }
  | { readonly kind: "elf"; readonly elf: Elf; readonly loader: string | null }
  | { readonly kind: "cut-elf" }
  /** A script behind a byte order mark, which the kernel does not pass over. */
  | { readonly kind: "marked" }
  | { readonly kind: "text" }
  | { readonly kind: "other"; readonly what: string };

/** BINPRM_BUF_SIZE: as much as the kernel reads of a file to know what it is (since Linux 5.1; 128 before). */
const KERNEL_READS = 256;
const HEAD = 1024;
const PATH_MAX = 4096;
/** More program headers than this would be no head any more. */
const LARGEST_TABLE = 4096;

/** The beginnings of files that people try to execute. */
const KNOWN: readonly (readonly [magic: string, what: string])[] = [
  ["MZ", "a program for Windows"],
  ["\xcf\xfa\xed\xfe", "a program for macOS"],
  ["\xca\xfe\xba\xbe", "a program for macOS, or a Java class"],
  ["\x1f\x8b", "compressed by gzip"],
  ["\xfd7zXZ", "compressed by xz"],
  ["\x28\xb5\x2f\xfd", "compressed by zstd"],
  ["PK\x03\x04", "a zip archive"],
  ["!<arch>\n", "a static library"],
];

/**
 * Reads the head of a file, a few KiB at most; null when it may not be read or is no regular file.
 *
 * The image decides what lies there: a fifo must not hang the look at it, nor a device be touched.
 */
export function readProgram(path: string): Program | null {
  using file = openRegular(path);
  if (!file) return null;
  const head = readAt(file, 0, HEAD);
  if (head.length === 0) return { kind: "empty" };
  if (isElf(head)) return readElf(file, head);
  const text = latin1(head);
  if (text.startsWith("#!")) return readScript(head);
  if (text.startsWith("\xef\xbb\xbf#!")) return { kind: "marked" };
  const known = KNOWN.find(([magic]) => text.startsWith(magic));
  if (known) return { kind: "other", what: known[1] };
  return head.includes(0) ? { kind: "other", what: "in no format that is known" } : { kind: "text" };
}

function openRegular(path: string): sys.Fd | null {
  // Looked at first, because to open a device can be enough to set it going.
  const stat = sys.statIfThere(abi.AT_FDCWD, path);
  if (stat === null || (stat.mode & abi.S_IFMT) !== abi.S_IFREG) return null;
  const flags = abi.O_RDONLY | abi.O_NONBLOCK | abi.O_NOCTTY | abi.O_CLOEXEC;
  const fd = sys.attempt(sys.NR.openat, abi.AT_FDCWD, path, flags, 0);
  if (fd < 0) return null;
  const file = new sys.Fd(fd);
  if ((sys.fstat(file).mode & abi.S_IFMT) === abi.S_IFREG) return file;
  file.close();
  return null;
}

function readAt(file: sys.Fd, offset: number, length: number): Uint8Array {
  const buffer = sys.bytes(length);
  const n = sys.attempt(sys.NR.pread64, file.fd, buffer, length, offset);
  return buffer.subarray(0, Math.max(n, 0));
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length && i < 16; i++) text += String.fromCharCode(bytes[i]!);
  return text;
}

function readScript(head: Uint8Array): Program {
  const newline = head.indexOf(0x0a);
  const end = newline < 0 ? head.length : newline;
  const line = platform.decode(head, 2, Math.min(end, KERNEL_READS));
  const interpreter = /^[ \t]*([^ \t\0]*)/.exec(line)!;
  // A name that reaches the end of what the kernel reads may go on behind it.
  return { kind: "script", interpreter: interpreter[1]!, cut: 2 + interpreter[0].length >= KERNEL_READS };
}

function readElf(file: sys.Fd, head: Uint8Array): Program {
  const elf = parseElf(head);
  if (!elf) return { kind: "cut-elf" };
  const { offset, size, count } = elf.table;
  const length = Math.min(size * count, LARGEST_TABLE);
  const table = length === 0 ? head.subarray(0, 0) : readAt(file, offset, length);
  if (table.length < length) return { kind: "cut-elf" };
  const place = loaderPlace(elf, table);
  if (!place) return { kind: "elf", elf, loader: null };
  const name = readAt(file, place.offset, Math.min(place.length, PATH_MAX));
  const end = name.indexOf(0);
  return { kind: "elf", elf, loader: end > 0 ? platform.decode(name, 0, end) : null };
}
