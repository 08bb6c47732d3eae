import { unshare } from "@isobox/kernel/sys";
import { doing } from "@isobox/toolkit";
import { newInWords } from "./namespaces.ts";

/** Makes namespaces for this process, or for its children: unshare(2). */
export function unshareNew(flags: number): void {
  doing(`cannot make ${newInWords(flags)}`, () => unshare(flags));
}
