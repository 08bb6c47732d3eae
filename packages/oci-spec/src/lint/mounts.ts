import { nearest } from "../nearest.ts";
import { show } from "../problem.ts";
import { fromBundle } from "../read-document.ts";
import type { Mount } from "../types.gen.ts";
import type { LintRule, Surroundings } from "./finding.ts";
import type { Host } from "./host.ts";
import { FILE_SYSTEM_OPTIONS, RUNTIME_OPTIONS } from "./mount-options.ts";

/** Types that no kernel has, and runtimes know. */
const OWN_TYPES: ReadonlySet<string> = new Set(["bind", "none", "dev"]);

/** Mounts that the kernel would refuse, and option words that nobody knows. */
export const mountRule: LintRule = ({ mounts }, surroundings, report) => {
  for (const [i, mount] of (mounts ?? []).entries()) {
    const place = `mounts[${i}]`;
    const bind = isBind(mount);
    for (const [j, word] of (mount.options ?? []).entries()) {
      const message = optionProblem(word, bind ? "bind" : (mount.type ?? ""));
      if (message !== null) report(`${place}.options[${j}]`, message);
    }
    if (bind) bound(mount, surroundings, (key, message) => report(`${place}.${key}`, message));
    else if (changesOnly(mount)) continue;
    else if (mount.type === undefined || mount.type === "none")
      report(
        `${place}.type`,
        `want a file system of /proc/filesystems, or bind among the options, for ${mount.destination}`,
      );
    else if (surroundings.host && !OWN_TYPES.has(mount.type) && !knowsType(surroundings.host, mount.type))
      report(
        `${place}.type`,
        `this kernel has no file system ${show(mount.type)}: it is not in /proc/filesystems (mount(2))`,
      );
  }
};

function isBind({ type, options = [] }: Mount): boolean {
  return type === "bind" || options.includes("bind") || options.includes("rbind");
}

const CHANGES = /^(remount|r?(private|shared|slave|unbindable))$/;

/** Changes what is mounted there already. */
function changesOnly({ type = "none", options = [] }: Mount): boolean {
  return options.includes("remount") || (type === "none" && options.some((word) => CHANGES.test(word)));
}

function bound(
  mount: Mount,
  { host, bundle }: Surroundings,
  report: (key: string, message: string) => void,
): void {
  const { source } = mount;
  if (source === undefined || source === "")
    report("source", `a bind mount without a source: want the path that appears as ${mount.destination}`);
  else if (host && (source.startsWith("/") || bundle !== null)) {
    const path = fromBundle(bundle, source);
    if (host.kind(path) === null) report("source", `${path} is not there, or not to be seen`);
  }
}

function knowsType(host: Host, type: string): boolean {
  const known = host.read("/proc/filesystems");
  // FUSE and its block devices carry a subtype behind a dot.
  const base = type.split(".")[0]!;
  if (known === null || known.split("\n").some((line) => line.split("\t")[1] === base)) return true;
  // The kernel asks for a module by this name when it does not know the type.
  const release = host.read("/proc/sys/kernel/osrelease")?.trim();
  const modules = host.read(`/lib/modules/${release}/modules.alias`) ?? "";
  return modules.includes(`\nalias fs-${base} `) || modules.startsWith(`alias fs-${base} `);
}

function optionProblem(word: string, type: string): string | null {
  if (RUNTIME_OPTIONS.includes(word) || /^r?idmap=/.test(word)) return null;
  const own = type === "bind" ? [] : FILE_SYSTEM_OPTIONS[type];
  const name = word.includes("=") ? word.slice(0, word.indexOf("=") + 1) : word;
  // A file system with options of its own may know anything.
  if (own === undefined || own.includes(name)) return null;
  const meant = nearest(name, [...own, ...RUNTIME_OPTIONS]);
  const what = type === "bind" ? "is no option of a bind mount" : `is no option of ${type}`;
  return `${show(word)} ${what} (mount(8))${meant === undefined ? "" : `; is ${show(meant)} meant?`}`;
}
