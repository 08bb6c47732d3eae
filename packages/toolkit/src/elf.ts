/** What the head of an ELF file says (elf(5)). */
export interface Elf {
  readonly bits: 32 | 64;
  /** By the names of `uname -m`; a number in words where there is none. */
  readonly machine: string;
  readonly type: "relocatable" | "executable" | "shared" | "core" | "unknown";
  /** Where the program headers are in the file, and how many there are of which size. */
  readonly table: { readonly offset: number; readonly size: number; readonly count: number };
  readonly littleEndian: boolean;
}

const MAGIC = [0x7f, 0x45, 0x4c, 0x46];

/** e_machine, from <linux/elf-em.h>. */
const MACHINES: Readonly<Record<number, string>> = {
  2: "sparc",
  3: "i386",
  4: "m68k",
  8: "mips",
  15: "parisc",
  20: "ppc",
  21: "ppc64",
  22: "s390x",
  40: "arm",
  42: "sh4",
  43: "sparc64",
  50: "ia64",
  62: "x86_64",
  183: "aarch64",
  243: "riscv64",
  258: "loongarch64",
};

const TYPES: Readonly<Record<number, Elf["type"]>> = {
  1: "relocatable",
  2: "executable",
  3: "shared",
  4: "core",
};

export function isElf(head: Uint8Array): boolean {
  return MAGIC.every((byte, i) => head[i] === byte);
}

/** Reads the head of an ELF file; null when it is none, or is cut off within it. */
export function parseElf(head: Uint8Array): Elf | null {
  const bits = head[4] === 2 ? 64 : head[4] === 1 ? 32 : null;
  if (!isElf(head) || bits === null || head.length < (bits === 64 ? 64 : 52)) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  const littleEndian = head[5] !== 2;
  const machine = view.getUint16(18, littleEndian);
  const [offset, size, count] =
    bits === 64
      ? [
          Number(view.getBigUint64(32, littleEndian)),
          view.getUint16(54, littleEndian),
          view.getUint16(56, littleEndian),
        ]
      : [
          view.getUint32(28, littleEndian),
          view.getUint16(42, littleEndian),
          view.getUint16(44, littleEndian),
        ];
  return {
    bits,
    machine: MACHINES[machine] ?? `machine number ${machine}`,
    type: TYPES[view.getUint16(16, littleEndian)] ?? "unknown",
    table: { offset, size, count },
    littleEndian,
  };
}

const PT_INTERP = 3;

/** Where in the file the name of the loader stands, by the bytes of the program headers; null when there is none. */
export function loaderPlace(elf: Elf, table: Uint8Array): { offset: number; length: number } | null {
  const { bits, littleEndian } = elf;
  const { size } = elf.table;
  if (size < (bits === 64 ? 56 : 32)) return null;
  const view = new DataView(table.buffer, table.byteOffset, table.length);
  for (let at = 0; at + size <= table.length; at += size) {
    if (view.getUint32(at, littleEndian) !== PT_INTERP) continue;
    return bits === 64
      ? {
          offset: Number(view.getBigUint64(at + 8, littleEndian)),
          length: Number(view.getBigUint64(at + 32, littleEndian)),
        }
      : { offset: view.getUint32(at + 4, littleEndian), length: view.getUint32(at + 16, littleEndian) };
  }
  return null;
}
