import * as sys from "@isobox/kernel/sys";
import { doing } from "@isobox/toolkit";

/** Waits until a descriptor of the caller's can be read, or has come to its end, and closes it. */
export function awaitDescriptor(number: number, option: string): void {
  using fd = new sys.Fd(number);
  doing(`cannot wait for ${option} ${number}`, () => sys.read(fd, sys.bytes(1)));
}
