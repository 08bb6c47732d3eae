// What a process is and may: ids, capabilities, limits, keyrings.
import * as abi from "../abi/index.ts";
import { platform } from "../host/index.ts";
import { viewOf } from "../sys/format/view.ts";
import { bytes, LE } from "../sys/memory.ts";
import { NR } from "../sys/nr.ts";
import type { Answer, Answers } from "./answer.ts";
import { type Args, data, fill, int, size, terminated, text } from "./arguments.ts";
import type { Ids } from "./attributes.ts";
import type { World } from "./world.ts";

type Id = keyof Ids;

/** Sets ids; -1 leaves one as it is. */
const setIds =
  (...names: readonly Id[]): Answer =>
  (world, args) => {
    names.forEach((name, i) => {
      const id = int(args[Math.min(i, args.length - 1)]);
      if (id !== -1) world.attributes.ids[name] = id >>> 0;
    });
    return 0;
  };

const id =
  (name: Id): Answer =>
  (world) =>
    world.attributes.ids[name];

const threeIds =
  (nr: number, names: readonly Id[]): Answer =>
  (world, args) => {
    const result = world.real(nr, ...args.map((arg) => arg ?? 0));
    names.forEach((name, i) => {
      const set = world.attributes.ids[name];
      const view = viewOf(args[i], 4);
      if (set !== undefined && view) view.setUint32(0, set, LE);
    });
    return result;
  };

const setgroups: Answer = (world, [count, list]) => {
  const view = viewOf(list, 4 * int(count));
  world.attributes.groups = Array.from({ length: int(count) }, (_, i) => view?.getUint32(4 * i, LE) ?? 0);
  return 0;
};

const getgroups: Answer = (world, [count, list]) => {
  const { groups } = world.attributes;
  if (!groups) return undefined;
  const view = viewOf(list, 4 * int(count));
  if (int(count) > 0)
    groups.forEach((gid, i) => {
      view?.setUint32(4 * i, gid, LE);
    });
  return groups.length;
};

/** Whoever comes into a new user namespace has all capabilities there. */
export function gainCapabilities(world: World): void {
  const { attributes } = world;
  const all = bytes(abi.cap_data.size);
  const view = new DataView(all.buffer);
  const { effective, permitted, stride } = abi.cap_data;
  for (const at of [effective, permitted]) {
    view.setUint32(at, 0xffffffff, LE);
    view.setUint32(at + stride, 2 ** (abi.CAP_LAST_CAP - 31) - 1, LE);
  }
  attributes.capabilities = all;
  attributes.dropped.clear();
  attributes.ambient = new Set();
}

const capset: Answer = (world, [, sets]) => {
  world.attributes.capabilities = data(sets, abi.cap_data.size).slice();
  return 0;
};

const capget: Answer = (world, [header, sets]) => {
  const view = viewOf(header, abi.cap_header.size);
  const pid = view?.getInt32(abi.cap_header.pid, LE) ?? 0;
  const { capabilities } = world.attributes;
  if (!capabilities || (pid !== 0 && pid !== world.pid())) return undefined;
  fill(sets, capabilities, abi.cap_data.size);
  return 0;
};

/** PR_GET_* by the PR_SET_* whose value it gives. */
const ASKED: Readonly<Record<number, number>> = {
  [abi.PR_SET_PDEATHSIG]: abi.PR_GET_PDEATHSIG,
  [abi.PR_SET_DUMPABLE]: abi.PR_GET_DUMPABLE,
  [abi.PR_SET_KEEPCAPS]: abi.PR_GET_KEEPCAPS,
  [abi.PR_SET_SECUREBITS]: abi.PR_GET_SECUREBITS,
  [abi.PR_SET_NO_NEW_PRIVS]: abi.PR_GET_NO_NEW_PRIVS,
  [abi.PR_SET_TIMERSLACK]: abi.PR_GET_TIMERSLACK,
};
/** These put the answer where the second argument points to. */
const POINTED = new Set<number>([abi.PR_GET_PDEATHSIG, abi.PR_GET_CHILD_SUBREAPER]);

const prctl: Answer = (world, [option, value, more]) => {
  const { attributes } = world;
  const asked = ASKED[int(option)];
  if (asked !== undefined) {
    attributes.prctl.set(asked, int(value));
    return 0;
  }
  const set = attributes.prctl.get(int(option));
  if (set !== undefined) {
    if (!POINTED.has(int(option))) return set;
    viewOf(value, 4)?.setInt32(0, set, LE);
    return 0;
  }
  return capabilityPrctl(world, int(option), int(value), int(more));
};

function capabilityPrctl(world: World, option: number, value: number, more: number): number | undefined {
  const { attributes } = world;
  const isKnown = (capability: number) => world.real(NR.prctl, abi.PR_CAPBSET_READ, capability, 0, 0, 0);
  if (option === abi.PR_CAPBSET_DROP || option === abi.PR_CAPBSET_READ) {
    const there = isKnown(value);
    if (there < 0) return there;
    if (option === abi.PR_CAPBSET_READ)
      return attributes.dropped.has(value) ? 0 : attributes.namespaces.has(abi.CLONE_NEWUSER) ? 1 : there;
    attributes.dropped.add(value);
    return 0;
  }
  if (option !== abi.PR_CAP_AMBIENT) return undefined;
  if (value === abi.PR_CAP_AMBIENT_IS_SET)
    return attributes.ambient === null ? undefined : Number(attributes.ambient.has(more));
  if (value !== abi.PR_CAP_AMBIENT_CLEAR_ALL && isKnown(more) < 0) return -abi.EINVAL;
  attributes.ambient ??= presentAmbient(world);
  if (value === abi.PR_CAP_AMBIENT_CLEAR_ALL) attributes.ambient.clear();
  else if (value === abi.PR_CAP_AMBIENT_RAISE) attributes.ambient.add(more);
  else attributes.ambient.delete(more);
  return 0;
}

function presentAmbient(world: World): Set<number> {
  const isSet = (capability: number) =>
    world.real(NR.prctl, abi.PR_CAP_AMBIENT, abi.PR_CAP_AMBIENT_IS_SET, capability, 0, 0) === 1;
  return new Set(abi.CAPABILITIES.map((_, number) => number).filter(isSet));
}

/** The limits of the process itself; those of others are read as they are. */
const prlimit: Answer = (world, [pid, resource, next, old]) => {
  const isOwn = int(pid) === 0 || int(pid) === world.pid();
  const { limits } = world.attributes;
  const now = isOwn ? limits.get(int(resource)) : undefined;
  if (now) fill(old, now, abi.rlimit64.size);
  else {
    const target = isOwn ? 0 : int(pid);
    const result = world.real(NR.prlimit64, target, resource ?? 0, null, old ?? null);
    if (result < 0) return result;
  }
  const wanted = data(next, abi.rlimit64.size);
  if (isOwn && wanted.length > 0) limits.set(int(resource), wanted.slice());
  return 0;
};

/** Keys that are not there have numbers that the kernel gives rarely. */
const FIRST_KEY = 1_000_000_001;
/** The permissions of a new session keyring: all for its possessor but setting attributes; its owner reads it. */
const NEW_KEYRING = "3f130000";

const keyctl: Answer = (world, [operation, first, second, third]) => {
  const { keyrings, ids } = world.attributes;
  if (int(operation) === abi.KEYCTL_JOIN_SESSION_KEYRING) {
    const serial = FIRST_KEY + keyrings.size;
    keyrings.set(serial, text(first) || "_ses");
    return serial;
  }
  const name = keyrings.get(int(first));
  if (name === undefined) return undefined;
  world.assumed = true;
  if (int(operation) !== abi.KEYCTL_DESCRIBE) return 0;
  const uid = ids.euid ?? world.real(NR.geteuid);
  const gid = ids.egid ?? world.real(NR.getegid);
  const description = terminated(`keyring;${uid};${gid};${NEW_KEYRING};${name}`);
  fill(second, description, size(third));
  return description.length;
};

/** struct new_utsname: the node's name is the second of six fields of 65 bytes. */
const uname: Answer = (world, [buffer]) => {
  const result = world.real(NR.uname, buffer ?? null);
  const { hostname } = world.attributes;
  if (result === 0 && hostname !== null) {
    const name = data(buffer, 130).subarray(65);
    name.fill(0);
    name.set(platform.encode(hostname).subarray(0, 64));
  }
  return result;
};

const named = (args: Args): string => platform.decode(data(args[0], int(args[1])));

export const attributeAnswers: Answers = {
  [NR.umask]: (world, [mask]) => {
    const before = world.mask();
    world.attributes.umask = int(mask) & 0o777;
    return before;
  },
  [NR.setuid]: setIds("ruid", "euid", "suid"),
  [NR.setgid]: setIds("rgid", "egid", "sgid"),
  [NR.setreuid]: setIds("ruid", "euid"),
  [NR.setregid]: setIds("rgid", "egid"),
  [NR.setresuid]: setIds("ruid", "euid", "suid"),
  [NR.setresgid]: setIds("rgid", "egid", "sgid"),
  [NR.getuid]: id("ruid"),
  [NR.geteuid]: id("euid"),
  [NR.getgid]: id("rgid"),
  [NR.getegid]: id("egid"),
  [NR.getresuid]: threeIds(NR.getresuid, ["ruid", "euid", "suid"]),
  [NR.getresgid]: threeIds(NR.getresgid, ["rgid", "egid", "sgid"]),
  [NR.setgroups]: setgroups,
  [NR.getgroups]: getgroups,
  [NR.capset]: capset,
  [NR.capget]: capget,
  [NR.prctl]: prctl,
  [NR.prlimit64]: prlimit,
  [NR.keyctl]: keyctl,
  [NR.add_key]: () => FIRST_KEY - 1,
  [NR.request_key]: () => FIRST_KEY - 1,
  [NR.uname]: uname,
  [NR.sethostname]: (world, args) => {
    world.attributes.hostname = named(args);
    return 0;
  },
  [NR.personality]: (world, [persona]) =>
    int(persona) === -1 ? undefined : world.real(NR.personality, 0xffffffff),
};
