import * as abi from "../abi/index.ts";
import { struct } from "../sys/memory.ts";
import { type MountLine, machineMounts, seenRoot } from "./cgroups.ts";
import { type Found, isWithin, type Mount, nameOf, type Place, parentOf, ROOT } from "./model.ts";
import type { World } from "./world.ts";

export function isSame(a: Place, b: Place): boolean {
  return a.mount === b.mount && a.path === b.path;
}

/** What is reached at a place: the root of the mount that covers it, if one does. */
export function covering(world: World, place: Place): Place {
  let at = place;
  for (;;) {
    const top = world.mounts.findLast(({ on }) => on !== null && isSame(on, at));
    if (!top) return at;
    at = { mount: top, path: top.root };
  }
}

/** Attaches a mount, on whatever covers the place already. */
export function attach(world: World, mount: Mount, place: Place): void {
  mount.on = covering(world, place);
  world.mounts.push(mount);
}

/** Takes a mount away from its place; what is attached below goes with it. */
export function detach(world: World, mount: Mount): void {
  for (const other of world.mounts.filter(({ on }) => on?.mount === mount)) detach(world, other);
  leavePlace(world, mount);
}

/** The same, but what is attached below stays. */
export function leavePlace(world: World, mount: Mount): void {
  world.mounts = world.mounts.filter((other) => other !== mount);
  mount.on = null;
}

/** A copy of a mount from a place on; with `recursive` also of what is attached below. */
export function copyOf(world: World, { mount, path }: Place, recursive: boolean): Mount {
  const { fs, type, source, bare } = mount;
  const copy = world.mount({ fs, root: path, type, source, bare, flags: mount.flags });
  if (!recursive) return copy;
  for (const original of [...world.mounts]) {
    const { on } = original;
    if (on?.mount !== mount || !isWithin(on.path, path)) continue;
    const child = copyOf(world, { mount: original, path: original.root }, true);
    child.on = { mount: copy, path: on.path };
    world.mounts.push(child);
  }
  return copy;
}

/** Whether something is the root of a mount. */
export function isMountRoot(world: World, { place, real }: Found): boolean {
  const { mount, path } = place;
  if (mount !== world.machineMount) return path === mount.root;
  const buffer = struct(abi.statx.size);
  if (world.statReal(real, true, buffer) < 0) return false;
  return (buffer.getUint32(abi.statx.stx_attributes, true) & abi.STATX_ATTR_MOUNT_ROOT) !== 0;
}

/** The path of a place from the root in force; null when it is not below it. */
export function pathOf(world: World, place: Place): string | null {
  let path = "";
  let at = place;
  for (;;) {
    if (isSame(at, world.root)) return path === "" ? ROOT : path;
    if (at.path === at.mount.root) {
      if (!at.mount.on) return null;
      at = at.mount.on;
    } else {
      path = `/${nameOf(at.path)}${path}`;
      at = { mount: at.mount, path: parentOf(at.path) };
    }
  }
}

/** The directory above a place; the root of all is its own. */
export function above({ mount, path }: Place): Place {
  let at: Place = { mount, path };
  while (at.path === at.mount.root) {
    if (!at.mount.on) return at;
    at = at.mount.on;
  }
  return { mount: at.mount, path: parentOf(at.path) };
}

/** A recorded change of how mounts travel: of the mount at a path of the machine, or of all below too. */
export interface PropagationChange {
  readonly path: string;
  readonly recursive: boolean;
  readonly shared: boolean;
}

/** The text of /proc/self/mountinfo: what the machine has mounted, as far as it is still reached, and the model's. */
export function mountInfoText(world: World): string {
  const onMachine = world.root.mount === world.machineMount;
  const lines = onMachine ? machineMounts(world).map((line) => machineLine(world, line)) : [];
  for (const mount of world.mounts) {
    const point = pathOf(world, { mount, path: mount.root });
    if (point !== null) lines.push(modelLine(world, mount, point));
  }
  return lines.map((line) => `${line}\n`).join("");
}

function machineLine(world: World, line: MountLine): string {
  const { fields, mountPoint } = line;
  const [id, parent, device, root, point, options, ...rest] = fields;
  const dash = rest.indexOf("-");
  let tags = rest.slice(0, dash);
  for (const { path, recursive, shared } of world.propagation) {
    if (path !== mountPoint && !(recursive && isWithin(mountPoint, path))) continue;
    tags = tags.filter((tag) => !tag.startsWith("shared:"));
    if (shared) tags.push(`shared:${id}`);
  }
  const seen = seenRoot(world, line) === line.root ? root : seenRoot(world, line);
  return [id, parent, device, seen, point, options, ...tags, ...rest.slice(dash)].join(" ");
}

function modelLine(world: World, mount: Mount, point: string): string {
  const { fs, id, root, type, source, flags, shared } = mount;
  const options = [
    flags & abi.ST_RDONLY ? "ro" : "rw",
    ...(flags & abi.ST_NOSUID ? ["nosuid"] : []),
    ...(flags & abi.ST_NODEV ? ["nodev"] : []),
    ...(flags & abi.ST_NOEXEC ? ["noexec"] : []),
    "relatime",
  ].join(",");
  const parent = mount.on?.mount ?? world.root.mount;
  const tags = shared ? ` shared:${id}` : "";
  return `${id} ${parent.id} 0:${fs.device} ${root} ${point} ${options}${tags} - ${type || "none"} ${source || "none"} rw`;
}

/** Whether the machine has mounted another file system on a place of the tree that a bare mount shows. */
export function isCoveredOnMachine(world: World, { mount, path }: Place): boolean {
  return (
    mount.bare && path !== mount.root && machineMounts(world).some(({ mountPoint }) => mountPoint === path)
  );
}
