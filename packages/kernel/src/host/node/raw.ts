import koffi from "koffi";
import { machine } from "../../abi/machine/node.ts";

/**
 * `long raw(long nr, long a, long b, long c, long d, long e, long f)`: moves the arguments from where the C
 * calling convention has them to where the kernel wants them, and returns what the kernel returned.
 *
 * libc's syscall(3) will not do: it leaves the error in errno, which has to be fetched by a second call out of
 * JavaScript. Between the two V8 may collect garbage or serve the inspector, and both make syscalls.
 */
const CODE = {
  // endbr64; mov rax,rdi; mov rdi,rsi; mov rsi,rdx; mov rdx,rcx; mov r10,r8; mov r8,r9; mov r9,[rsp+8]; syscall; ret
  x86_64: "f30f1efa 4889f8 4889f7 4889d6 4889ca 4d89c2 4d89c8 4c8b4c2408 0f05 c3",
  // bti c; mov x8,x0; mov x0,x1; mov x1,x2; mov x2,x3; mov x3,x4; mov x4,x5; mov x5,x6; svc #0; ret
  aarch64: "5f2403d5 e80300aa e00301aa e10302aa e20303aa e30304aa e40305aa e50306aa 010000d4 c0035fd6",
} as const;

const PAGE = 65536;
const PROT_READ = 1;
const PROT_WRITE = 2;
const PROT_EXEC = 4;
const MAP_PRIVATE = 2;
const MAP_ANONYMOUS = 0x20;

type RawSyscall = (nr: number, ...args: (number | bigint)[]) => number | bigint;

function load(): RawSyscall {
  if (process.platform !== "linux" || (process.arch !== "x64" && process.arch !== "arm64"))
    throw new Error(
      `@isobox/kernel makes Linux syscalls on x86_64 and aarch64, not on ${process.platform}/${process.arch}`,
    );
  const libc = koffi.load(null);
  const mmap = libc.func(
    "void *mmap(void *addr, size_t length, int prot, int flags, int fd, int64_t offset)",
  );
  const mprotect = libc.func("int mprotect(void *addr, size_t length, int prot)");
  const code = Buffer.from(CODE[machine].replaceAll(" ", ""), "hex");

  const page: bigint = mmap(null, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (BigInt.asIntN(64, page) === -1n) throw new Error("@isobox/kernel: no memory for the syscall entry");
  code.copy(new Uint8Array(koffi.view(page, PAGE)));

  // Never writable and executable at once. On arm64 this call also makes the instruction cache see the code
  // (arch/arm64/mm/flush.c). V8 itself needs executable memory, so only `node --jitless` may live without it.
  if (mprotect(page, PAGE, PROT_READ | PROT_EXEC) !== 0)
    throw new Error("@isobox/kernel: this system refuses executable memory, which the syscall entry needs");
  const long = koffi.types.int64;
  return koffi.decode(page, koffi.proto(long, [long, long, long, long, long, long, long])) as RawSyscall;
}

/** Makes a syscall with seven words; the result is the kernel's, errors negated. */
export const raw: RawSyscall = load();
