import { UsageError } from "@isobox/toolkit";
import { makesUser } from "./id-maps.ts";
import { rangesProblem } from "./id-range.ts";
import { NAMESPACES, type NamespaceType } from "./namespaces.ts";
import type { NsOptions } from "./options.ts";
import { sysctlOwner } from "./sysctl.ts";

/**
 * The rules between options that the table cannot say.
 *
 * What is set in a namespace needs that namespace in the same stage: otherwise a slip would rename the host.
 * @throws {UsageError}
 */
export function checkOptions(options: NsOptions): void {
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

function checkMaps(options: NsOptions): void {
  const { mapUsers, mapGroups, setgroups } = options;
  if (setgroups !== undefined && !makesUser(options)) throw new UsageError("--setgroups needs --user");
  const problem = (mapUsers && rangesProblem(mapUsers)) ?? (mapGroups && rangesProblem(mapGroups));
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
  return !!(options.fork || options.killChild);
}

/** CLONE_NEW* of the namespaces to be made. */
export function newFlags(options: NsOptions): number {
  let flags = 0;
  for (const { type, flag } of NAMESPACES) if (isNew(options, type)) flags |= flag;
  return flags;
}
