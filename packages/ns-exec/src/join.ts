import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { Failure, type ValueType } from "@isobox/toolkit";
import { namespaceFile } from "./namespace-file.ts";
import { flagOf, NAMESPACES, type NamespaceType, procPathOf, typeOf } from "./namespaces.ts";
import { openNamespace } from "./open-namespace.ts";

/** A namespace to enter. */
export interface Join {
  readonly type: NamespaceType;
  /** A file of nsfs (/proc/PID/ns/NAME, or a bind mount of one), or another word of {@link namespaceFile}. */
  readonly path: string;
}

const words = new Map<string, NamespaceType>();
for (const { type, proc } of NAMESPACES) words.set(type, type).set(proc, type);

/** `TYPE=PATH`; the type by the word of its option or by its name below /proc/PID/ns. */
export const joinTarget: ValueType<Join> = {
  placeholder: "TYPE=PATH",
  choices: NAMESPACES.map(({ type }) => `${type}=`),
  parse(word) {
    const equals = word.indexOf("=");
    const type = words.get(word.slice(0, Math.max(equals, 0)));
    const path = word.slice(equals + 1);
    if (!type || path === "")
      throw new SyntaxError(`TYPE=PATH, TYPE being one of ${NAMESPACES.map((n) => n.type).join(", ")}`);
    return { type, path: namespaceFile.parse(path) };
  },
  format: ({ type, path }) => `${type}=${path}`,
};

/**
 * Enters existing namespaces.
 *
 * Whether the user namespace comes first or last depends on where the privilege is: host's root may enter a host's
 * network namespace only before it becomes root of a user namespace, an ordinary user its container's only
 * afterwards. So what can be entered before it is, then the user namespace, then the rest: nsenter(1) does the same.
 *
 * `settings` are the kinds in which something will be set: joining the process's own is refused for those, for the
 * setting would be the host's.
 *
 * Threads: single. The PID and time namespaces hold for children only.
 * @throws {Failure}
 */
export function joinNamespaces(joins: readonly Join[], settings: readonly NamespaceType[] = []): void {
  hideFromJoined();
  // All are opened first: a path means something else in the next mount namespace.
  const targets = open(joins);
  for (const { type, path, fd } of targets) if (settings.includes(type)) refuseOwn(type, path, fd);
  joinOpened(targets);
}

/**
 * A process of the namespaces that are joined must not get at our memory and descriptors while we are the host's program
 * inside of them (CVE-2016-9962).
 */
export function hideFromJoined(): void {
  sys.prctl(abi.PR_SET_DUMPABLE, 0);
}

/**
 * Enters namespaces that are open, and closes them.
 *
 * Preconditions: {@link hideFromJoined}.
 * @param targets in the order of NAMESPACES.
 * @throws {Failure}
 */
export function joinOpened(targets: readonly OpenJoin[]): void {
  try {
    const user = targets.find(({ type }) => type === "user");
    const others = targets.filter(({ type }) => type !== "user");
    if (!user) {
      for (const target of others) join(target);
      return;
    }
    const later = others.filter(({ fd, type }) => sys.attempt(sys.NR.setns, fd.fd, flagOf(type)) < 0);
    join(user);
    for (const target of later) join(target);
  } finally {
    for (const { fd } of targets) fd.close();
  }
}

/** A namespace to enter, opened. */
export interface OpenJoin extends Join {
  readonly fd: sys.Fd;
}

function open(joins: readonly Join[]): OpenJoin[] {
  const targets: OpenJoin[] = [];
  for (const { type } of NAMESPACES)
    for (const join of joins)
      if (join.type === type) targets.push({ ...join, fd: openNamespace(type, join.path) });
  return targets;
}

function join({ type, path, fd }: OpenJoin): void {
  try {
    sys.setns(fd, flagOf(type));
  } catch (error) {
    if (!(error instanceof sys.SyscallError)) throw error;
    throw new Failure(`cannot join the ${type} namespace "${path}"`, {
      cause: error,
      hints: reasons(type, fd, error),
    });
  }
}

/** What setns(2) means by EINVAL, found by asking the file. */
function reasons(type: NamespaceType, fd: sys.Fd, error: sys.SyscallError): string[] {
  if (error.code !== "EINVAL") return [];
  if (sys.fstatfs(fd).type !== abi.NSFS_MAGIC)
    return ["the file is no namespace: want /proc/PID/ns/NAME or a bind mount of one (namespaces(7))"];
  const actual = typeOf(sys.ioctl(fd, abi.NS_GET_NSTYPE));
  if (actual !== type) return [`the file is a ${actual ?? "different"} namespace (ioctl_ns(2))`];
  if (type === "user" && isOwn(type, fd))
    return ["it is this process's own user namespace, which cannot be joined again (setns(2))"];
  if (type === "pid")
    return ["only this process's PID namespace and those below it can be joined (setns(2))"];
  return [];
}

function refuseOwn(type: NamespaceType, path: string, fd: sys.Fd): void {
  if (isOwn(type, fd))
    throw new Failure(
      `"${path}" is this process's own ${type} namespace: what is to be set would be the host's`,
    );
}

/** Whether an open namespace is the one that this process is in. */
export function isOwn(type: NamespaceType, fd: sys.Fd): boolean {
  const [own, other] = [sys.statat(abi.AT_FDCWD, procPathOf(type)), sys.fstat(fd)];
  return own.ino === other.ino && own.dev[1] === other.dev[1];
}
