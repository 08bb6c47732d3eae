import * as abi from "@isobox/kernel/abi";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { lockedAttributes, remountAttributes } from "../src/attributes.ts";

/** The attributes of a mount, one by one. */
interface State {
  rdonly: boolean;
  nosuid: boolean;
  nodev: boolean;
  noexec: boolean;
  nosymfollow: boolean;
  nodiratime: boolean;
  atime: "relatime" | "noatime" | "strictatime";
}

const BITS = {
  rdonly: [abi.MS_RDONLY, abi.MOUNT_ATTR_RDONLY],
  nosuid: [abi.MS_NOSUID, abi.MOUNT_ATTR_NOSUID],
  nodev: [abi.MS_NODEV, abi.MOUNT_ATTR_NODEV],
  noexec: [abi.MS_NOEXEC, abi.MOUNT_ATTR_NOEXEC],
  nosymfollow: [abi.MS_NOSYMFOLLOW, abi.MOUNT_ATTR_NOSYMFOLLOW],
  nodiratime: [abi.MS_NODIRATIME, abi.MOUNT_ATTR_NODIRATIME],
} as const;
const ATIMES = {
  relatime: abi.MOUNT_ATTR_RELATIME,
  noatime: abi.MOUNT_ATTR_NOATIME,
  strictatime: abi.MOUNT_ATTR_STRICTATIME,
} as const;

function toAttributes(state: State): number {
  let bits: number = ATIMES[state.atime];
  for (const [name, [, attribute]] of Object.entries(BITS)) if (state[name as keyof State]) bits |= attribute;
  return bits;
}

/** What path_mount() of fs/namespace.c does with the flags of a remount, written as plainly as can be. */
function remounted(before: State, flags: number): State {
  const after = { ...before };
  for (const name of ["rdonly", "nosuid", "nodev", "noexec", "nosymfollow"] as const)
    after[name] = (flags & BITS[name][0]) !== 0;
  const speaksOfTime = flags & (abi.MS_NOATIME | abi.MS_NODIRATIME | abi.MS_RELATIME | abi.MS_STRICTATIME);
  if (!speaksOfTime) return after;
  after.nodiratime = (flags & abi.MS_NODIRATIME) !== 0;
  after.atime = "relatime";
  if (flags & abi.MS_NOATIME) after.atime = "noatime";
  if (flags & abi.MS_STRICTATIME) after.atime = "strictatime";
  return after;
}

test("remountAttributes() does what a remount with the same flags does, from any state", () => {
  const flags = [
    ...Object.values(BITS).map(([flag]) => flag),
    abi.MS_NOATIME,
    abi.MS_RELATIME,
    abi.MS_STRICTATIME,
  ];
  for (let chosen = 0; chosen < 2 ** flags.length; chosen++) {
    const wanted = flags.reduce((sum, flag, i) => (chosen & (1 << i) ? sum | flag : sum), 0);
    for (const atime of ["relatime", "noatime", "strictatime"] as const)
      for (const on of [true, false]) {
        const before: State = {
          rdonly: on,
          nosuid: on,
          nodev: !on,
          noexec: on,
          nosymfollow: !on,
          nodiratime: on,
          atime,
        };
        const { set, clear } = remountAttributes(wanted);
        const after = (toAttributes(before) & ~clear) | set;
        assert.is(after, toAttributes(remounted(before, wanted)), `${wanted} on ${JSON.stringify(before)}`);
      }
  }
});

test("remountAttributes() never clears a part of the access time rule, which mount_setattr(2) refuses", () => {
  for (const flags of [0, abi.MS_NOATIME, abi.MS_RELATIME, abi.MS_STRICTATIME, abi.MS_NODIRATIME])
    assert.ok([0, abi.MOUNT_ATTR__ATIME].includes(remountAttributes(flags).clear & abi.MOUNT_ATTR__ATIME));
});

test("lockedAttributes() reads the flags of statfs(2)", () => {
  assert.is(
    lockedAttributes(abi.ST_NOSUID | abi.ST_NOEXEC | abi.ST_RELATIME),
    abi.MOUNT_ATTR_NOSUID | abi.MOUNT_ATTR_NOEXEC,
  );
});

test.run();
