// What is handed to the kernel by address.
import { platform } from "@isobox/kernel/host";
import * as sys from "@isobox/kernel/sys";
import { type Case, equal, ok, throws } from "../case.ts";

export const cases: readonly Case[] = [
  {
    name: "bytes() and view() are zeroed, of the size that is asked for, and no other has their memory",
    run: () => {
      for (const size of [0, 1, 8, 64, 65, 511, 512, 4096, 100_000]) {
        const [array, view] = [platform.bytes(size), platform.view(size)];
        ok(array instanceof Uint8Array && view instanceof DataView, "their types");
        equal([array.length, array.byteOffset, array.buffer.byteLength], [size, 0, size]);
        equal([view.byteLength, view.byteOffset, view.buffer.byteLength], [size, 0, size]);
        ok(
          array.every((byte) => byte === 0) && new Uint8Array(view.buffer).every((byte) => byte === 0),
          "zeroed",
        );
        array.fill(1);
        new Uint8Array(view.buffer).fill(2);
        ok(
          array.every((byte) => byte === 1),
          "its own",
        );
        equal(array.subarray(size >> 1).length, size - (size >> 1));
      }
      equal([platform.bytes(0.5 * 8).length, platform.view(2 ** 53 / 2 ** 50).byteLength], [4, 8]);
      for (const size of [
        -1,
        1.5,
        Number.NaN,
        Number.POSITIVE_INFINITY,
        2 ** 31,
        "1",
        undefined,
      ] as number[]) {
        throws(() => platform.bytes(size), TypeError, `bytes(${size})`);
        throws(() => platform.view(size), TypeError, `view(${size})`);
      }
    },
  },
  {
    name: "takeRoom() gives one room to one at a time",
    run: () => {
      const room = sys.takeRoom();
      equal(room.length, sys.ROOM);
      const other = sys.takeRoom();
      ok(other.buffer !== room.buffer && other.length === sys.ROOM, "taken");
      sys.giveRoom(room);
      const again = sys.takeRoom();
      ok(again === room, "given back");
      sys.giveRoom(again);
    },
  },
  {
    name: "setU64() and getU64() are exact for safe integers, and setU64() for all bigints",
    run: () => {
      const view = sys.struct(16);
      for (const value of [
        0,
        1,
        2 ** 31,
        2 ** 32 - 1,
        2 ** 32,
        2 ** 32 + 1,
        2 ** 52 + 3,
        Number.MAX_SAFE_INTEGER,
      ]) {
        sys.setU64(view, 8, value);
        equal(sys.getU64(view, 8), value);
        equal(view.getBigUint64(8, sys.LE), BigInt(value));
      }
      for (const value of [0n, 1n, 2n ** 63n, 2n ** 64n - 1n, -1n]) {
        sys.setU64(view, 0, value);
        equal(view.getBigUint64(0, sys.LE), BigInt.asUintN(64, value));
      }
      sys.setU64(view, 0, -1);
      equal(view.getBigInt64(0, sys.LE), -1n);
    },
  },
  {
    name: "stringArray() lays out pointers to strings that a null pointer ends",
    run: () => {
      const strings = ["", "a", "é\udcff", "x".repeat(300)];
      const { pointers, text } = sys.stringArray(strings);
      equal(pointers.byteLength, 8 * (strings.length + 1));
      for (const [i, string] of strings.entries()) {
        const bytes = platform.encode(string);
        const there = new Uint8Array(platform.peek(sys.getU64(pointers, 8 * i), bytes.length + 1));
        equal([...there], [...bytes, 0]);
      }
      equal(sys.getU64(pointers, 8 * strings.length), 0);
      ok(text.length > 0, "referenced");
      equal(sys.stringArray([]).pointers.byteLength, 8);
    },
  },
  {
    name: "bytes() and struct() are zeroed and keep their address",
    run: () => {
      for (const size of [0, 1, 16, 64, 5000]) {
        const buffer = sys.bytes(size);
        equal([buffer.length, buffer.byteOffset, buffer.every((byte) => byte === 0)], [size, 0, true]);
        equal(sys.struct(size).byteLength, size);
      }
      const view = sys.struct(16);
      const before = platform.address(view);
      for (let i = 0; i < 2000; i++) sys.bytes(1000);
      equal(platform.address(view), before);
    },
  },
  {
    name: "fdOf() takes a number or an Fd",
    run: () => {
      using fd = sys.open("/dev/null", 0);
      equal([sys.fdOf(7), sys.fdOf(fd)], [7, fd.fd]);
    },
  },
];
