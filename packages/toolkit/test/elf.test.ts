import { readFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { isElf, loaderPlace, parseElf } from "../src/elf.ts";

interface Made {
  readonly bits: 32 | 64;
  readonly littleEndian: boolean;
  readonly machine: number;
  readonly type: number;
}

/** An ELF file of a head and two program headers, the second of which names a loader. */
function made({ bits, littleEndian, machine, type }: Made): Uint8Array {
  const [head, size] = bits === 64 ? [64, 56] : [52, 32];
  const bytes = new Uint8Array(head + 2 * size);
  const view = new DataView(bytes.buffer);
  const u16 = (at: number, value: number) => view.setUint16(at, value, littleEndian);
  const u32 = (at: number, value: number) => view.setUint32(at, value, littleEndian);
  const word = (at: number, value: number) =>
    bits === 64 ? view.setBigUint64(at, BigInt(value), littleEndian) : u32(at, value);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, bits === 64 ? 2 : 1, littleEndian ? 1 : 2]);
  u16(16, type);
  u16(18, machine);
  word(bits === 64 ? 32 : 28, head);
  u16(bits === 64 ? 54 : 42, size);
  u16(bits === 64 ? 56 : 44, 2);
  const second = head + size;
  u32(second, 3);
  word(second + (bits === 64 ? 8 : 4), 0x238);
  word(second + (bits === 64 ? 32 : 16), 28);
  return bytes;
}

for (const bits of [32, 64] as const) {
  for (const littleEndian of [true, false]) {
    test(`parseElf: ${bits} bits, ${littleEndian ? "little" : "big"} endian`, () => {
      const bytes = made({ bits, littleEndian, machine: 183, type: 3 });
      const elf = parseElf(bytes)!;
      assert.is(elf.bits, bits);
      assert.is(elf.machine, "aarch64");
      assert.is(elf.type, "shared");
      const { offset, size, count } = elf.table;
      assert.is(count, 2);
      assert.equal(loaderPlace(elf, bytes.subarray(offset, offset + size * count)), {
        offset: 0x238,
        length: 28,
      });
      assert.is(loaderPlace(elf, bytes.subarray(offset, offset + size)), null, "no loader");
    });
  }
}

test("parseElf: kinds and machines", () => {
  const of = (machine: number, type: number) =>
    parseElf(made({ bits: 64, littleEndian: true, machine, type }))!;
  assert.equal(
    [1, 2, 3, 4, 9].map((type) => of(62, type).type),
    ["relocatable", "executable", "shared", "core", "unknown"],
  );
  assert.is(of(243, 2).machine, "riscv64");
  assert.is(of(9999, 2).machine, "machine number 9999");
});

test("parseElf: what is cut off or something else is none", () => {
  const whole = made({ bits: 64, littleEndian: true, machine: 62, type: 2 });
  for (const length of [0, 3, 4, 5, 40, 63])
    assert.is(parseElf(whole.subarray(0, length)), null, String(length));
  assert.ok(parseElf(whole.subarray(0, 64)));
  assert.is(isElf(new TextEncoder().encode("#!/bin/sh\n")), false);
  const strange = whole.slice();
  strange[4] = 7;
  assert.is(parseElf(strange), null);
});

test("parseElf and loaderPlace: this machine's own program", () => {
  const bytes = new Uint8Array(readFileSync(process.execPath).subarray(0, 65536));
  const elf = parseElf(bytes)!;
  const { offset, size, count } = elf.table;
  const place = loaderPlace(elf, bytes.subarray(offset, offset + size * count))!;
  const name = new TextDecoder().decode(bytes.subarray(place.offset, place.offset + place.length - 1));
  assert.match(name, /^\/.*ld.*\.so/);
});

test.run();
