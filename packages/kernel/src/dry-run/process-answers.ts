// Processes and namespaces.
import * as abi from "../abi/index.ts";
import { viewOf } from "../sys/format/view.ts";
import { getU64, LE, struct } from "../sys/memory.ts";
import { NR } from "../sys/nr.ts";
import type { Answer, Answers } from "./answer.ts";
import { type Args, int } from "./arguments.ts";
import { gainCapabilities } from "./attribute-answers.ts";
import { enterCgroup, makeCgroupNamespace } from "./cgroups.ts";
import { OpenFile } from "./open-file.ts";
import { NAMESPACE_FLAGS } from "./procfs.ts";
import type { World } from "./world.ts";

/** Numbers of namespaces that are not there begin here; the kernel's are below (PROC_DYNAMIC_FIRST and on). */
const FIRST_NAMESPACE = 4_290_000_000;

/** Puts the process into new namespaces. */
function enterNew(world: World, flags: number): void {
  const { attributes } = world;
  if (flags & abi.CLONE_NEWUSER) {
    attributes.ownedByNew = 0;
    gainCapabilities(world);
  }
  for (const flag of Object.values(NAMESPACE_FLAGS))
    if (flags & flag) attributes.namespaces.set(flag, FIRST_NAMESPACE + world.ledger.number());
  if (attributes.namespaces.has(abi.CLONE_NEWUSER)) attributes.ownedByNew |= flags;
  if (flags & abi.CLONE_NEWCGROUP) makeCgroupNamespace(world);
}

/**
 * Really forks, without the new namespaces: each side has its own memory, in which the engine's state goes on, and
 * the pipes between them work. Both are dry.
 */
function fork(world: World, flags: number, cgroup: number): number {
  const name = world.ledger.announce();
  // CLONE_PARENT decides who can wait for the child.
  const result = world.real(NR.clone, (flags & abi.CLONE_PARENT) | abi.SIGCHLD, 0, 0, 0, 0);
  if (result > 0) world.family.add(result);
  if (result !== 0) return result;
  const { attributes } = world;
  world.ledger.become(name);
  world.family.add(world.realPid());
  const isFirst = (flags & abi.CLONE_NEWPID) !== 0 || attributes.pidForChildren;
  attributes.pid = isFirst ? 1 : null;
  attributes.pidForChildren = false;
  attributes.leadsSession = false;
  attributes.prctl.delete(abi.PR_GET_PDEATHSIG);
  const directory = cgroup < 0 ? null : world.files.get(cgroup)?.found;
  // Before the cgroup namespace, which shows as "/" where the process is.
  if (directory) enterCgroup(world, directory.place.path);
  enterNew(world, (flags & ~abi.CLONE_NEWPID) | (isFirst ? abi.CLONE_NEWPID : 0));
  return 0;
}

const clone3: Answer = (world, [argument]) => {
  const view = viewOf(argument, abi.clone_args.size);
  if (!view) return -abi.EFAULT;
  const flags = getU64(view, abi.clone_args.flags);
  const into = flags >= abi.CLONE_INTO_CGROUP ? view.getInt32(abi.clone_args.cgroup, LE) : -1;
  if (into >= 0 && world.files.get(into)?.assumed) world.assumed = true;
  return fork(world, flags | 0, into);
};

const unshare: Answer = (world, [argument]) => {
  const flags = int(argument);
  const forChildren = abi.CLONE_NEWPID | abi.CLONE_NEWTIME;
  enterNew(world, flags & ~forChildren);
  if (flags & abi.CLONE_NEWPID) world.attributes.pidForChildren = true;
  return 0;
};

/** Joins a namespace that is there, or one that a recorded call would have made. */
const setns: Answer = (world, [fd, type]) => {
  const file = world.files.get(int(fd));
  if (file?.invented) {
    world.assumed = true;
    return 0;
  }
  const flag = world.real(NR.ioctl, fd ?? 0, abi.NS_GET_NSTYPE, 0);
  // A pidfd stands for several; any other file is no namespace.
  if (flag < 0) return file?.kind === "process" ? 0 : -abi.EINVAL;
  if (int(type) !== 0 && int(type) !== (flag | 0)) return -abi.EINVAL;
  const inode = inodeOf(world, int(fd));
  if (flag === abi.CLONE_NEWUSER) {
    if (inode === ownUserNamespace(world)) return -abi.EINVAL;
    gainCapabilities(world);
  }
  if (flag !== abi.CLONE_NEWPID && flag !== abi.CLONE_NEWTIME) world.attributes.namespaces.set(flag, inode);
  return 0;
};

function inodeOf(world: World, fd: number): number {
  const buffer = struct(abi.statx.size);
  world.real(NR.statx, fd, "", abi.AT_EMPTY_PATH, abi.STATX_BASIC_STATS, buffer);
  return getU64(buffer, abi.statx.stx_ino);
}

function ownUserNamespace(world: World): number {
  const buffer = struct(abi.statx.size);
  world.statReal("/proc/self/ns/user", true, buffer);
  return world.attributes.namespaces.get(abi.CLONE_NEWUSER) ?? getU64(buffer, abi.statx.stx_ino);
}

/** The real number of a process by the number that this one would know it by. */
function realNumber(world: World, pid: number): number {
  return pid === world.attributes.pid ? world.realPid() : pid;
}

/** Signals really reach the processes of this run only, which wait for each other. */
function signal(world: World, pid: number, number: number, send: () => number): number {
  if (world.killed.has(pid)) {
    world.assumed = true;
    return -abi.ESRCH;
  }
  if (number === 0) return send();
  if (world.family.has(pid)) {
    if (pid !== world.realPid()) world.assumed = true;
    return send();
  }
  if (pid > 0 && world.real(NR.kill, pid, 0) === -abi.ESRCH) return -abi.ESRCH;
  if (pid > 0 && number === abi.SIGKILL) world.kill(pid);
  return 0;
}

const kill: Answer = (world, [argument, number]) => {
  const pid = realNumber(world, int(argument));
  return signal(world, pid, int(number), () => world.real(NR.kill, pid, number ?? 0));
};

const pidfdOpen: Answer = (world, [argument, flags]) => {
  const pid = realNumber(world, int(argument));
  const fd = world.real(NR.pidfd_open, pid, flags ?? 0);
  if (fd < 0) return fd;
  const file = new OpenFile("process", { invented: false });
  file.pid = pid;
  world.files.set(fd, file);
  return fd;
};

const pidfdSendSignal: Answer = (world, [fd, number]) => {
  const pid = world.files.get(int(fd))?.pid ?? 0;
  return signal(world, pid, int(number), () =>
    world.real(NR.pidfd_send_signal, fd ?? 0, number ?? 0, null, 0),
  );
};

/** A process that leads its group gets no new session. */
const setsid: Answer = (world) => {
  const pid = world.realPid();
  if (world.attributes.leadsSession || world.real(NR.getpgid, 0) === pid) return -abi.EPERM;
  world.attributes.leadsSession = true;
  return world.pid();
};

const ofSession: Answer = (world, [pid]: Args) => {
  const isOwn = int(pid) === 0 || int(pid) === world.pid();
  return isOwn && world.attributes.leadsSession ? world.pid() : undefined;
};

export const processAnswers: Answers = {
  [NR.clone]: (world, [flags]) => fork(world, int(flags), -1),
  [NR.clone3]: clone3,
  [NR.unshare]: unshare,
  [NR.setns]: setns,
  [NR.getpid]: (world) => world.pid(),
  [NR.gettid]: (world) => world.pid(),
  [NR.getppid]: (world) => (world.attributes.pid === 1 ? 0 : undefined),
  [NR.kill]: kill,
  [NR.pidfd_open]: pidfdOpen,
  [NR.pidfd_send_signal]: pidfdSendSignal,
  [NR.setsid]: setsid,
  [NR.getsid]: ofSession,
  [NR.getpgid]: ofSession,
};
