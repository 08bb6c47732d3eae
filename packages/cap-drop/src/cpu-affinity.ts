import * as sys from "@isobox/kernel/sys";
import { doing, type ValueType } from "@isobox/toolkit";
import { formatNumberList, listOf, maskOf, type NumberList, parseNumberList } from "./number-list.ts";

/** Every processor, as many as a kernel can be built for; the kernel leaves out what the cgroup does not allow. */
const ALL = sys.bytes(1024).fill(0xff);

/** A list such as `0-3,8-15:2` (every second one of 8 to 15), or a mask such as `0x0f`, as taskset(1) takes them. */
export const cpuList: ValueType<NumberList> = {
  placeholder: "CPUS",
  parse(text) {
    const mask = /^0x([0-9a-f,]{1,20000})$/i.exec(text);
    if (!mask) return text.split(",").flatMap(stepped);
    const list = listOf(maskBytes(mask[1]!.replaceAll(",", "")));
    if (list.length === 0) throw new RangeError("a mask with at least one processor");
    return list;
  },
  format: formatNumberList,
};

/** One part of a list; each number by itself where there is a step. */
function stepped(part: string): NumberList {
  const match = /^(.*-.*):([1-9][0-9]{0,4})$/.exec(part);
  if (!match) return parseNumberList(part);
  const [[first, last]] = parseNumberList(match[1]!) as [readonly [number, number]];
  const step = Number(match[2]);
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i): readonly [number, number] => {
    const number = first + i * step;
    return [number, number];
  });
}

/** Hexadecimal digits, the highest first, as bytes with the lowest first. */
function maskBytes(digits: string): Uint8Array {
  const even = digits.length % 2 === 0 ? digits : `0${digits}`;
  return Uint8Array.from(even.match(/../g)!.reverse(), (byte) => Number.parseInt(byte, 16));
}

/**
 * Binds a thread to processors. "all" undoes a binding that the caller had: since Linux 6.2 it would outlive the
 * move to a cgroup with other processors.
 *
 * @param tid 0 is the caller.
 * @throws {Failure} EINVAL when none of them is there, or allowed by the cgroup; EPERM for a thread of another user.
 * @see sched_setaffinity(2), cpuset(7)
 */
export function setCpuAffinity(cpus: NumberList | "all", tid = 0): void {
  doing(
    `cannot run ${tid === 0 ? "" : `${tid} `}on the processors ${cpus === "all" ? cpus : formatNumberList(cpus)}`,
    () => sys.sched_setaffinity(tid, cpus === "all" ? ALL : maskOf(cpus)),
  );
}

/** The processors that a thread may run on. */
export function cpuAffinityOf(tid: number): NumberList {
  return listOf(sys.sched_getaffinity(tid));
}
