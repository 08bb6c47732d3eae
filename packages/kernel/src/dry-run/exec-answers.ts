// The end of a process: another program, or an exit.
import * as abi from "../abi/index.ts";
import { platform } from "../host/index.ts";
import { LE } from "../sys/memory.ts";
import { NR } from "../sys/nr.ts";
import type { Args } from "./arguments.ts";
import { int, text } from "./arguments.ts";
import { find } from "./files.ts";
import { typeOf } from "./lookup.ts";
import type { Found } from "./model.ts";
import type { World } from "./world.ts";

const X_OK = 1;

/** What execve(2) would answer: 0 when the program would begin, else the errno, negated. */
export function execResult(world: World, nr: number, args: Args): number {
  const [dir, path, flags] =
    nr === NR.execve ? [abi.AT_FDCWD, text(args[0]), 0] : [int(args[0]), text(args[1]), int(args[4])];
  const follow = (flags & abi.AT_SYMLINK_NOFOLLOW) === 0;
  const found = find(world, dir, path, follow, (flags & abi.AT_EMPTY_PATH) !== 0);
  return typeof found === "number" ? found : runnable(world, found, 0);
}

/** Interpreters of interpreters, before the kernel gives up (ELOOP). */
const MAX_DEPTH = 4;

function runnable(world: World, found: Found, depth: number): number {
  if (depth > MAX_DEPTH) return -abi.ELOOP;
  if (typeOf(found) !== abi.S_IFREG && !found.magic) return -abi.EACCES;
  if (found.node) return (found.mode & 0o111) === 0 ? -abi.EACCES : 0;
  const link = found.magic ? 0 : abi.AT_SYMLINK_NOFOLLOW;
  const result = world.real(NR.faccessat2, abi.AT_FDCWD, found.real, X_OK, abi.AT_EACCESS | link);
  if (result < 0) return result;
  // A program may be executed and not read: then nothing is known of it.
  const head = world.readHead(found.real);
  if (!head) return 0;
  const interpreter = interpreterOf(world, found.real, head);
  if (typeof interpreter === "number") return interpreter;
  const next = find(world, abi.AT_FDCWD, interpreter, true);
  return typeof next === "number" ? next : runnable(world, next, depth + 1);
}

const ELF = 0x464c457f;
const PT_INTERP = 3;
const EM = { x86_64: 62, aarch64: 183 } as const;

/** What a script or a dynamically linked program is run by; 0 when it needs nothing, ENOEXEC when it is neither. */
function interpreterOf(world: World, path: string, head: Uint8Array): string | number {
  if (head[0] === 0x23 && head[1] === 0x21) {
    const line = platform.decode(head, 2, end(head, 0x0a));
    const [interpreter = ""] = line.trim().split(/[ \t]/);
    return interpreter === "" ? -abi.ENOEXEC : interpreter;
  }
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (head.length < 64 || view.getUint32(0, LE) !== ELF) return -abi.ENOEXEC;
  if (view.getUint16(18, LE) !== EM[platform.machine]) return -abi.ENOEXEC;
  const [offset, size, count] = [view.getUint32(32, LE), view.getUint16(54, LE), view.getUint16(56, LE)];
  for (let i = 0, at = offset; i < count && at + size <= head.length; i++, at += size) {
    if (view.getUint32(at, LE) !== PT_INTERP) continue;
    const name = world.readHead(path, view.getUint32(at + 8, LE), view.getUint32(at + 32, LE));
    return name ? platform.decode(name, 0, end(name, 0)) : 0;
  }
  return 0;
}

function end(data: Uint8Array, byte: number): number {
  const found = data.indexOf(byte);
  return found < 0 ? data.length : found;
}
