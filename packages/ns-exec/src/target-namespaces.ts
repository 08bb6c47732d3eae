import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing, Failure, UsageError } from "@isobox/toolkit";
import { isOwn, type OpenJoin } from "./join.ts";
import { NAMESPACES, type NamespaceType } from "./namespaces.ts";
import { openNamespace } from "./open-namespace.ts";
import type { Target } from "./target.ts";

/** Which namespaces to enter: those of a target, or what a word of `namespaceFile` means. */
export type Selection = { readonly [K in NamespaceType]?: string | true | undefined } & {
  readonly all?: boolean | undefined;
  readonly userParent?: boolean | undefined;
  readonly netSocket?: number | undefined;
};

/**
 * Opens the namespaces of a selection, in the order in which they are joined.
 *
 * What `all` adds are those of the target that are not this process's own: those need no joining, and its own user
 * namespace cannot be joined again.
 * @throws {Failure}
 */
export function openSelection(selection: Selection, target: Target | null): OpenJoin[] {
  const opened: OpenJoin[] = [];
  for (const { type, proc } of NAMESPACES) {
    const word = selection[type];
    if (typeof word === "string") opened.push({ type, path: word, fd: openNamespace(type, word) });
    else if (word && target) opened.push(openOf(target, type, proc));
    else if (selection.all && target && !(type === "net" && selection.netSocket !== undefined))
      addIfOther(opened, target, type, proc);
    else if (type === "net" && selection.netSocket !== undefined && target)
      opened.push(openOfSocket(target, selection.netSocket));
  }
  return selection.userParent ? withParent(opened) : opened;
}

function openOf({ pid, directory }: Target, type: NamespaceType, proc: string): OpenJoin {
  const path = `/proc/${pid}/ns/${proc}`;
  const fd = doing(`cannot open the ${type} namespace of process ${pid}`, () =>
    sys.openat(directory, `ns/${proc}`, abi.O_RDONLY),
  );
  return { type, path, fd };
}

function addIfOther(opened: OpenJoin[], target: Target, type: NamespaceType, proc: string): void {
  // A kernel built without the kind has no such file.
  const what = `cannot look at the ${type} namespace of process ${target.pid}`;
  if (doing(what, () => sys.statIfThere(target.directory, `ns/${proc}`)) === null) return;
  const one = openOf(target, type, proc);
  if (isOwn(type, one.fd)) one.fd.close();
  else opened.push(one);
}

/** The network namespace that a socket of the target was made in, which need not be the target's own. */
function openOfSocket({ pid, pidfd }: Target, number: number): OpenJoin {
  const path = `descriptor ${number} of process ${pid}`;
  return doing(`cannot open the net namespace of the socket that is ${path}`, () => {
    using socket = sys.pidfd_getfd(pidfd, number);
    return { type: "net", path, fd: new sys.Fd(sys.ioctl(socket, abi.SIOCGSKNS)) };
  });
}

/** The user namespace that owns what is entered, in place of the one that was to be entered itself. */
function withParent(opened: readonly OpenJoin[]): OpenJoin[] {
  const [first] = opened;
  if (!first) throw new UsageError("--user-parent needs a namespace whose owner is to be entered");
  const path = `owner of the ${first.type} namespace "${first.path}"`;
  const fd = doing(`cannot open the user namespace that is the ${path}`, () => {
    return new sys.Fd(sys.ioctl(first.fd, abi.NS_GET_USERNS));
  });
  if (isOwn("user", fd)) {
    fd.close();
    throw new Failure(`this process is in the user namespace already that is the ${path}`);
  }
  return [{ type: "user", path, fd }, ...opened.filter(({ type }) => type !== "user")];
}
