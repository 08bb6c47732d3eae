// What a test could leave on the machine, as a set of lines, to be compared before and after.
import { readdirSync, readFileSync, readlinkSync, statSync } from "node:fs";
import { join } from "node:path";

function list(directory) {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}

function* directories(path, depth) {
  for (const name of list(path)) {
    const child = join(path, name);
    try {
      if (!statSync(child).isDirectory()) continue;
    } catch {
      continue;
    }
    yield child;
    if (depth > 1) yield* directories(child, depth - 1);
  }
}

function mounts() {
  const lines = readFileSync("/proc/self/mountinfo", "utf8").trimEnd().split("\n");
  return lines.map((line) => `mount ${line.split(" ")[4]}`);
}

/** Processes of our programs, and of any program in a namespace other than ours (a container that lives on). */
function processes() {
  const own = ["mnt", "pid", "net", "user"].map((type) => [type, readlinkSync(`/proc/self/ns/${type}`)]);
  return list("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((pid) => {
      try {
        const exe = readlinkSync(`/proc/${pid}/exe`);
        const foreign = own.some(([type, name]) => readlinkSync(`/proc/${pid}/ns/${type}`) !== name);
        return foreign || /isobox|busybox/.test(exe) ? [`process ${pid} ${exe}`] : [];
      } catch {
        return [];
      }
    });
}

/** The machine's own: a service that starts each command in a cgroup of its own (a hash or a unit as its name). */
const foreign = /\/[0-9a-f]{32}$|\.(service|scope|slice)$/;

function cgroups() {
  return [...directories("/sys/fs/cgroup", 6)]
    .filter((path) => !foreign.test(path))
    .map((path) => `cgroup ${path}`);
}

function namedFiles() {
  const state = ["/run/isobox", "/run/user/0/isobox", "/run/runc", "/run/crun"].flatMap((root) =>
    list(root).map((name) => `state ${root}/${name}`),
  );
  const scratch = list("/tmp")
    .filter((name) => name.startsWith("isobox-"))
    .map((name) => `file /tmp/${name}`);
  return [...state, ...scratch];
}

export function snapshot() {
  const links = list("/sys/class/net").map((name) => `link ${name}`);
  return [...mounts(), ...processes(), ...cgroups(), ...links, ...namedFiles()];
}

/** What is there after and was not before. */
export function difference(before, after) {
  const known = new Map();
  for (const line of before) known.set(line, (known.get(line) ?? 0) + 1);
  return after.filter((line) => {
    const n = known.get(line) ?? 0;
    known.set(line, n - 1);
    return n <= 0;
  });
}
