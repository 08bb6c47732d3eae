import { CLONE_NEWUSER } from "@isobox/kernel/abi";
import { kebab, UsageError, type Writable } from "@isobox/toolkit";
import { makesUser } from "./id-maps.ts";
import { rangesProblem } from "./id-range.ts";
import { NAMESPACES, type NamespaceType } from "./namespaces.ts";
import type { NsOptions } from "./options.ts";
import { canUnshare } from "./probe.ts";
import { sysctlOwner } from "./sysctl.ts";

/**
 * The rules between options that the table cannot say.
 *
 * What is set in a namespace needs that namespace in the same stage: otherwise a slip would rename the host.
 * @throws {UsageError}
 */
export function checkOptions(options: NsOptions): void {
  checkFork(options);
  checkJoins(options);
  checkMaps(options);
  checkSettings(options);
}

function checkJoins(options: NsOptions): void {
  const joins = options.join;
  if (!joins) return;
  for (const [i, { type }] of joins.entries()) {
    if (isNew(options, type)) throw new UsageError(`--${type} and --join ${type}=… exclude each other`);
    if (joins.findIndex((other) => other.type === type) < i)
      throw new UsageError(`--join ${type}=… is given twice`);
    // setns(2): only children are born in it, so a program that this process becomes would stay outside.
    if (type === "pid" && !forks(options)) throw new UsageError("--join pid=… needs --fork");
  }
}

/** The parent's work needs one; a file of a PID namespace that nobody has been born in cannot be mounted. */
function checkFork(options: NsOptions): void {
  if (forks(options)) return;
  const needs = (["infoFd", "jsonStatusFd", "lockFile"] as const).find((key) => options[key] !== undefined);
  if (needs) throw new UsageError(`--${kebab(needs)} needs --fork`);
  if (typeof options.pid === "string") throw new UsageError("--pid=FILE needs --fork");
}

function checkMaps(options: NsOptions): void {
  const { mapUsers, mapGroups } = options;
  for (const key of ["setgroups", "owner", "usernsBlockFd"] as const)
    if (options[key] !== undefined && !makesUser(options))
      throw new UsageError(`--${kebab(key)} needs --user`);
  const problem = [mapUsers, mapGroups]
    .map((given = []) => rangesProblem(given.filter((one) => typeof one !== "string")))
    .find((found) => found !== null);
  if (problem) throw new UsageError(`the id maps cannot be: ${problem}`);
}

function checkSettings(options: NsOptions): void {
  if (options.hostname !== undefined) need(options, "uts", "--hostname");
  if (options.domainname !== undefined) need(options, "uts", "--domainname");
  if (options.loopback) need(options, "net", "--loopback");
  for (const { key } of options.sysctl ?? []) {
    const owner = sysctlOwner(key);
    if (!owner)
      throw new UsageError(`--sysctl ${key} belongs to no namespace: it would change the whole machine`);
    need(options, owner, `--sysctl ${key}`);
  }
}

function need(options: NsOptions, type: NamespaceType, what: string): void {
  if (!isNew(options, type) && !joins(options, type))
    throw new UsageError(`${what} needs --${type} (or --join ${type}=PATH) in the same stage`);
}

function isNew(options: NsOptions, type: NamespaceType): boolean {
  return type === "user" ? makesUser(options) : !!options[type];
}

/** Whether the options join a namespace of a kind. */
export function joins(options: NsOptions, type: NamespaceType): boolean {
  return options.join?.some((join) => join.type === type) ?? false;
}

/** Whether the process forks and stays outside. */
export function forks(options: NsOptions): boolean {
  return !!(options.fork || options.killChild || options.init);
}

/** The options with what they would have if possible, as far as it is. */
export function withTried(options: NsOptions): NsOptions {
  if (!options.try) return options;
  // What is asked for in any case comes with it: a user namespace gives the right to the others.
  const given: Writable<NsOptions> = { ...options };
  const inOrder = NAMESPACES.filter(({ type }) => options.try?.includes(type));
  for (const { type, flag } of inOrder)
    if (canUnshare((makesUser(given) ? CLONE_NEWUSER : 0) | flag)) given[type] ??= true;
  return given;
}

/** CLONE_NEW* of the namespaces to be made. */
export function newFlags(options: NsOptions): number {
  let flags = 0;
  for (const { type, flag } of NAMESPACES) if (isNew(options, type)) flags |= flag;
  return flags;
}
