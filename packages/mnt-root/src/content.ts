import * as abi from "@isobox/kernel/abi";
import { bytes, type Fd, openat, read, writeAll } from "@isobox/kernel/sys";
import { Failure, handedOver } from "@isobox/toolkit";
import type { Setup } from "./setup.ts";

/** The descriptor that the word `fd:N` hands over, which is closed after use; null for a path. */
export function givenDescriptor(source: string): Fd | null {
  const match = /^fd:([0-9]{1,9})$/.exec(source);
  return match ? handedOver(Number(match[1])) : null;
}

/** Opens what a file is to be filled with: a descriptor of the caller, or one of the caller's files. */
export function openContent({ start }: Setup, source: string): Fd {
  if (source === "") throw new Failure("a file wants a source: a path or fd:N");
  return givenDescriptor(source) ?? openat(start, source, abi.O_RDONLY);
}

const BLOCK = 65536;

/** By read(2) and write(2): the content may come out of a pipe. */
export function copyContent(from: Fd, to: Fd): void {
  const block = bytes(BLOCK);
  for (let n = read(from, block); n > 0; n = read(from, block)) writeAll(to, block.subarray(0, n));
}

/** The octal `mode=` among the words of a file or directory. */
export function modeWord(data: string, otherwise: number): number {
  let mode = otherwise;
  for (const word of data === "" ? [] : data.split(",")) {
    const match = /^mode=(0?[0-7]{1,4})$/.exec(word);
    if (!match) throw new Failure(`"${word}" is no word for a file or directory: want mode=OCTAL`);
    mode = Number.parseInt(match[1]!, 8);
  }
  return mode;
}
