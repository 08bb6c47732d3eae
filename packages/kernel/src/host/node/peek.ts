import koffi from "koffi";
import { NR as aarch64 } from "../../abi/generated/nr.aarch64.ts";
import { NR as x86_64 } from "../../abi/generated/nr.x86_64.ts";
import { machine } from "../../abi/machine/node.ts";
import { raw } from "./raw.ts";

const { process_vm_readv } = machine === "aarch64" ? aarch64 : x86_64;

// Two iovecs: where the bytes go, and where they are.
const vectors = new BigUint64Array(new ArrayBuffer(32));
const vectorsAddress: bigint = koffi.address(vectors);

/**
 * A copy of this process's memory. The kernel copies, so that a wrong address is an exception and not a signal.
 * @throws {RangeError} when not all of it is readable.
 */
export function peek(address: number, length: number): ArrayBuffer {
  if ((typeof address !== "number" && typeof address !== "bigint") || typeof length !== "number")
    throw new TypeError("peek: want an address and a length");
  if (length < 0) throw new RangeError(`peek: length ${length}`);
  const copy = new ArrayBuffer(length);
  if (length === 0) return copy;
  vectors.set([koffi.address(copy), BigInt(length), BigInt.asUintN(64, BigInt(address)), BigInt(length)]);
  const n = raw(process_vm_readv, process.pid, vectorsAddress, 1, vectorsAddress + 16n, 1, 0);
  if (Number(n) !== length) throw new RangeError(`peek: no ${length} readable bytes at that address`);
  return copy;
}
