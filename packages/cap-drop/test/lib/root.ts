import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { tool } from "../../../../test/lib/tools.ts";

/**
 * The words that run cap-drop and a payload with `rootfs` as root, in a mount namespace of their own, with /proc
 * and without help from our other tools.
 *
 * @param before shell text that runs on the outside, for descriptors that are to be inherited.
 */
export function inRoot(
  rootfs: string,
  options: readonly string[],
  payload: readonly string[],
  before = ":",
  mountProc = true,
): string[] {
  const inside = join(rootfs, "cap-drop");
  if (!existsSync(inside)) copyFileSync(tool("cap-drop"), inside);
  const mount = mountProc ? `mount -t proc proc ${rootfs}/proc` : ":";
  const script = `${mount} && ${before} && exec chroot ${rootfs} /cap-drop "$@"`;
  return ["unshare", "--mount", "--", "sh", "-c", script, "sh", ...options, ...payload];
}
