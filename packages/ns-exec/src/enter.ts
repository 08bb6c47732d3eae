import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing } from "@isobox/toolkit";
import { awaitDescriptor } from "./await-descriptor.ts";
import { becomeRoot, becomeRootIfMapped } from "./become-root.ts";
import { joins, newFlags } from "./check.ts";
import { assertUsernsDisabled, disableUserns } from "./disable-userns.ts";
import { changeEnvironment } from "./environment-setting.ts";
import { type IdMaps, idMapsOf } from "./id-maps.ts";
import { joinNamespaces } from "./join.ts";
import { keepCapabilities } from "./keep-capabilities.ts";
import { bringLoopbackUp } from "./loopback.ts";
import { prepareMapper } from "./map-helper.ts";
import { NAMESPACES, type NamespaceType } from "./namespaces.ts";
import type { NsOptions } from "./options.ts";
import { type OutsideWork, prepareOutside } from "./outside.ts";
import { unshareOwnedBy } from "./owner.ts";
import { setPropagation } from "./propagation.ts";
import { setSysctls, sysctlOwner } from "./sysctl.ts";
import { setTimeOffsets } from "./time-offsets.ts";
import { unshareNew } from "./unshare-new.ts";
import { setDomainName, setHostName } from "./uts.ts";

const { CLONE_NEWTIME, CLONE_NEWUSER } = abi;

/** Moves the calling process into the namespaces that the options ask for, and sets what they say there. */
export function enterNamespaces(options: NsOptions): void {
  const maps = idMapsOf(options);
  const outside = prepareOutside(outsideWork(options, false));
  outside?.tell(sys.getpid());
  settle(options, maps, enterFirst(options, maps));
  outside?.meet();
  finish(options);
}

/**
 * The part that decides who owns the rest: joins, the user namespace with its maps, the clocks.
 *
 * @returns the CLONE_NEW* that are still to be made.
 */
export function enterFirst(options: NsOptions, maps: IdMaps | null): number {
  const flags = newFlags(options);
  const mapper = maps && prepareMapper(maps, options.owner !== undefined);
  joinAll(options);

  // Before the others: a namespace belongs to the user namespace of its maker (user_namespaces(7)).
  if (options.owner) unshareOwnedBy(options.owner);
  else if (flags & CLONE_NEWUSER) unshareNew(CLONE_NEWUSER);
  mapper?.write();

  // Before the ids change: a process that is not dumpable cannot open its own timens_offsets.
  if (flags & CLONE_NEWTIME) {
    unshareNew(CLONE_NEWTIME);
    setTimeOffsets(options);
  }
  return flags & ~(CLONE_NEWUSER | CLONE_NEWTIME);
}

/** The rest, once the process is in its user namespace: `flags` are the CLONE_NEW* still to be made. */
export function settle(options: NsOptions, maps: IdMaps | null, flags: number): void {
  const { usernsBlockFd } = options;
  if (usernsBlockFd !== undefined) awaitDescriptor(usernsBlockFd, "--userns-block-fd");
  if (maps) becomeRoot(maps);
  else if (joins(options, "user") || usernsBlockFd !== undefined) becomeRootIfMapped();
  // After that: the message queues of an IPC namespace belong to the user who made it.
  if (flags) unshareNew(flags);

  if (options.mount) setPropagation(options.propagation ?? "private");
  if (options.hostname !== undefined) setHostName(options.hostname);
  if (options.domainname !== undefined) setDomainName(options.domainname);
  if (options.loopback) bringLoopbackUp();
  if (options.sysctl) setSysctls(options.sysctl);
}

/** What is done last, when the namespaces are there and those outside have done their part. */
export function finish(options: NsOptions): void {
  changeEnvironment(options);
  if (options.disableUserns) disableUserns();
  if (options.assertUsernsDisabled) assertUsernsDisabled();
  if (options.keepCaps) doing("cannot keep the capabilities", keepCapabilities);
  if (options.blockFd !== undefined) awaitDescriptor(options.blockFd, "--block-fd");
}

/** What the options leave to somebody in the old namespaces. */
export function outsideWork(options: NsOptions, isChild: boolean): OutsideWork {
  const pins = NAMESPACES.flatMap(({ type }) => {
    const file = options[type];
    return typeof file === "string" ? [{ type, file }] : [];
  });
  return { pins, commands: options.runOutside ?? [], isChild };
}

/** Joins what the options name. */
export function joinAll(options: NsOptions): void {
  if (!options.join) return;
  const settings: NamespaceType[] = (options.sysctl ?? []).flatMap(({ key }) => sysctlOwner(key) ?? []);
  if (options.hostname !== undefined || options.domainname !== undefined) settings.push("uts");
  if (options.loopback) settings.push("net");
  joinNamespaces(options.join, settings);
}
