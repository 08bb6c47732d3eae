import * as abi from "../abi/index.ts";
import { attempt, call } from "./call.ts";
import { Fd, type FdArg, fdOf } from "./fd.ts";
import { LE, setU64, struct } from "./memory.ts";
import { NR } from "./nr.ts";

/** What a ruleset governs: LANDLOCK_ACCESS_FS_*, LANDLOCK_ACCESS_NET_*, LANDLOCK_SCOPE_*. */
export interface LandlockRuleset {
  readonly fs: number;
  readonly net: number;
  readonly scoped: number;
}

/**
 * The version of Landlock that the kernel has; 0 for none. It is compiled in and the first of `lsm=`, or it is not
 * there (ENOSYS, EOPNOTSUPP).
 */
export function landlockVersion(): number {
  return Math.max(0, attempt(NR.landlock_create_ruleset, null, 0, abi.LANDLOCK_CREATE_RULESET_VERSION));
}

/** How much of struct landlock_ruleset_attr a version knows; a longer one whose end is 0 is taken too. */
export function landlock_create_ruleset({ fs, net, scoped }: LandlockRuleset): Fd {
  const { size, handled_access_fs, handled_access_net, scoped: scopedAt } = abi.landlock_ruleset_attr;
  const attr = struct(size);
  setU64(attr, handled_access_fs, fs);
  setU64(attr, handled_access_net, net);
  setU64(attr, scopedAt, scoped);
  return new Fd(call(NR.landlock_create_ruleset, attr, size, 0));
}

/** Allows some access to a file, or to what lies below a directory. EINVAL for a right that is of directories only. */
export function landlockAllowPath(ruleset: FdArg, parent: FdArg, access: number): void {
  const attr = struct(abi.landlock_path_beneath_attr.size);
  setU64(attr, abi.landlock_path_beneath_attr.allowed_access, access);
  attr.setInt32(abi.landlock_path_beneath_attr.parent_fd, fdOf(parent), LE);
  call(NR.landlock_add_rule, ruleset, abi.LANDLOCK_RULE_PATH_BENEATH, attr, 0);
}

/** Allows some access to a TCP port. */
export function landlockAllowPort(ruleset: FdArg, port: number, access: number): void {
  const attr = struct(abi.landlock_net_port_attr.size);
  setU64(attr, abi.landlock_net_port_attr.allowed_access, access);
  setU64(attr, abi.landlock_net_port_attr.port, port);
  call(NR.landlock_add_rule, ruleset, abi.LANDLOCK_RULE_NET_PORT, attr, 0);
}

/**
 * Puts a ruleset in force for this thread and all that come from it.
 *
 * Threads: single. Privilege: no_new_privs, or CAP_SYS_ADMIN (EPERM without either). E2BIG beyond 16 layers.
 */
export function landlock_restrict_self(ruleset: FdArg): void {
  call(NR.landlock_restrict_self, ruleset, 0);
}
