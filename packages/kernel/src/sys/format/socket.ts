// Addresses, messages and the requests of network interfaces.
import * as abi from "../../abi/index.ts";
import type { SyscallArg } from "../../host/host.ts";
import * as flag from "./flags.ts";
import { type Call, ELLIPSIS, type Format } from "./format.ts";
import { dec } from "./number.ts";
import { struct } from "./struct.ts";
import { quotedBytes, string } from "./text.ts";
import { at, field, isNull, viewOf } from "./view.ts";

const ANY: Call = { args: [], result: undefined };

function unixPath(view: DataView, length: number): string {
  const from = abi.sockaddr_un.sun_path;
  const bytes = new Uint8Array(view.buffer, view.byteOffset, Math.min(length, view.byteLength)).subarray(
    from,
  );
  // An abstract name begins with a NUL, and the NULs in it count.
  if (bytes[0] === 0 && bytes.length > 1) return `@${quotedBytes(bytes.subarray(1))}`;
  const end = bytes.indexOf(0);
  return quotedBytes(end < 0 ? bytes : bytes.subarray(0, end));
}

function words(view: DataView, from: number, count: number): string {
  const list: string[] = [];
  for (let i = 0; i < count; i++) list.push(view.getUint16(from + 2 * i).toString(16));
  return list.join(":");
}

/** What stands behind the family of a struct sockaddr. Ports and addresses are big-endian. */
const ADDRESS: Readonly<Record<number, (view: DataView, length: number) => string>> = {
  [abi.AF_UNIX]: (view, length) => (length <= 2 ? "" : `, sun_path=${unixPath(view, length)}`),
  [abi.AF_INET]: (view) => {
    const bytes = [0, 1, 2, 3].map((i) => view.getUint8(abi.sockaddr_in.sin_addr + i));
    return `, sin_port=${view.getUint16(abi.sockaddr_in.sin_port)}, sin_addr=${bytes.join(".")}`;
  },
  [abi.AF_INET6]: (view) =>
    `, sin6_port=${view.getUint16(abi.sockaddr_in6.sin6_port)}, sin6_addr=${words(view, abi.sockaddr_in6.sin6_addr, 8)}`,
  [abi.AF_NETLINK]: (view) =>
    `, nl_pid=${field(view, abi.sockaddr_nl.nl_pid, "u32")}, nl_groups=${field(view, abi.sockaddr_nl.nl_groups, "u32")}`,
};

function addressText(view: DataView, length: number): string {
  const family = field(view, 0, "u16");
  if (family === null) return ELLIPSIS;
  return `{family=${flag.family(family, ANY)}${ADDRESS[Number(family)]?.(view, length) ?? ""}}`;
}

/** struct sockaddr, as long as the argument `length` says. */
export const sockaddr =
  (length: number): Format =>
  (value, call) => {
    if (isNull(value)) return "NULL";
    const size = Number(call.args[length] ?? 0);
    const view = viewOf(value, size);
    return view === null ? ELLIPSIS : addressText(view, size);
  };

/** One struct iovec: the data, abbreviated, and its length. */
function iovecText(view: DataView, offset: number): string {
  const base = Number(field(view, offset + abi.iovec.iov_base, "u64") ?? 0);
  const length = Number(field(view, offset + abi.iovec.iov_len, "u64") ?? 0);
  const bytes = at(base, Math.min(length, 33));
  const text = bytes === null ? `0x${base.toString(16)}` : quotedBytes(new Uint8Array(bytes.buffer), 32);
  return `{iov_base=${text}, iov_len=${length}}`;
}

function iovecs(address: number, count: number): string {
  const view = at(address, abi.iovec.size * Math.min(count, 8));
  if (view === null) return ELLIPSIS;
  const list: string[] = [];
  for (let i = 0; i * abi.iovec.size < view.byteLength; i++) list.push(iovecText(view, i * abi.iovec.size));
  if (count > 8) list.push("...");
  return `[${list.join(", ")}]`;
}

/** struct msghdr with the data that it points to. */
export const msghdr: Format = (value) => {
  if (isNull(value)) return "NULL";
  const m = abi.msghdr;
  const view = viewOf(value, m.size);
  if (view === null) return ELLIPSIS;
  const get = (offset: number) => Number(field(view, offset, "u64") ?? 0);
  const name = get(m.msg_name);
  const nameLength = Number(field(view, m.msg_namelen, "u32") ?? 0);
  const address = name === 0 ? null : at(name, nameLength);
  const told = name === 0 ? "NULL" : address === null ? ELLIPSIS : addressText(address, nameLength);
  return `{msg_name=${told}, msg_iov=${iovecs(get(m.msg_iov), get(m.msg_iovlen))}, msg_controllen=${get(m.msg_controllen)}, msg_flags=${flag.messageFlags(field(view, m.msg_flags, "u32") ?? 0, ANY)}}`;
};

/** The interface request of SIOCGIFFLAGS and SIOCSIFFLAGS. */
export const ifreq: Format = (value, call) => {
  const view = viewOf(value, abi.ifreq.size);
  if (view === null) return ELLIPSIS;
  const name = string(new Uint8Array(view.buffer, view.byteOffset, abi.ifreq.ifr_flags), call);
  return `{ifr_name=${name}, ifr_flags=${flag.interfaceFlags(field(view, abi.ifreq.ifr_flags, "u16") ?? 0, call)}}`;
};

export const ucred = struct(abi.ucred.size, [
  ["pid", abi.ucred.pid, "i32", dec],
  ["uid", abi.ucred.uid, "u32", dec],
  ["gid", abi.ucred.gid, "u32", dec],
]);

/** An int that a pointer leads to, as setsockopt(2) takes it. */
export const intAt: Format = (value: SyscallArg | undefined) => {
  if (isNull(value)) return "NULL";
  const view = viewOf(value, 4);
  const number = view && field(view, 0, "i32");
  return number === null ? ELLIPSIS : `[${number}]`;
};
