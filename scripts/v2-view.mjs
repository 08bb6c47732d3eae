// A view of cgroup v2 alone on a machine that has v1 beside it: a mount namespace in which the tests of cgroups run once
// more. Few controllers are in it, as v1 has the others; what needs one says so and is skipped.
import { readFileSync, statfsSync, writeFileSync } from "node:fs";

const MOUNTS = "/sys/fs/cgroup";
const CONTROL = `${MOUNTS}/unified/cgroup.subtree_control`;
const CGROUP2_SUPER_MAGIC = 0x63677270;

/** Whether v1 and v2 are mounted side by side. */
export function isHybrid() {
  try {
    return statfsSync(`${MOUNTS}/unified`).type === CGROUP2_SUPER_MAGIC;
  } catch {
    return false;
  }
}

const handedOn = () => readFileSync(CONTROL, "utf8").split(/\s+/).filter(Boolean);

/**
 * Gives `body` the words that stand before a command that is to have the view. The hierarchy in it is the machine's
 * own: controllers that the root hands on by then are taken back.
 */
export async function inV2View(body) {
  const before = handedOn();
  const script = `umount --recursive ${MOUNTS} && mount -t cgroup2 none ${MOUNTS} && exec "$@"`;
  try {
    await body(["unshare", "--mount", "sh", "-c", script, "sh"]);
  } finally {
    for (const controller of handedOn().filter((each) => !before.includes(each)))
      try {
        writeFileSync(CONTROL, `-${controller}`);
      } catch {
        // Somebody else has need of it by now.
      }
  }
}
