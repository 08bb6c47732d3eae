// The rows of the benchmark: what is compared with what. The first command of a row is ours.

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";

/** The bundle of `runc spec`, running busybox's `true`. */
function bundleOfTrue(path) {
  rmSync(path, { recursive: true, force: true });
  for (const directory of ["bin", "dev", "proc", "sys", "etc"])
    mkdirSync(`${path}/rootfs/${directory}`, { recursive: true });
  copyFileSync("/bin/busybox", `${path}/rootfs/bin/true`);
  execFileSync("runc", ["spec", "--bundle", path]);
  const file = `${path}/config.json`;
  const config = JSON.parse(execFileSync("cat", [file], { encoding: "utf8" }));
  config.process.terminal = false;
  config.process.args = ["/bin/true"];
  writeFileSync(file, JSON.stringify(config));
  return path;
}

/** A runtime of the rows: its name, and its words before the command. */
const runtimes = (bin) => [
  { name: "oci-run", words: [`${bin}/oci-run`] },
  { name: "crun", words: ["crun"] },
  { name: "runc", words: ["runc"] },
];

/** One command of the life of a container, with what must be done before and after and is not timed. */
function lifecycle(bin, bundle, name, title, phases) {
  const commands = runtimes(bin).map((runtime) => {
    const id = `bench-${name}-${runtime.name}`;
    const words = {
      create: [...runtime.words, "create", "--bundle", bundle, id],
      start: [...runtime.words, "start", id],
      state: [...runtime.words, "state", id],
      force: [...runtime.words, "delete", "--force", id],
      delete: [...runtime.words, "delete", id],
      lived: [
        "sh",
        "-c",
        `${runtime.words[0]} create --bundle ${bundle} ${id} && ${runtime.words[0]} start ${id} && sleep 0.05`,
      ],
      nothing: ["true"],
    };
    const argv = phases.flatMap((phase, i) => (i === 0 ? words[phase] : ["%%", ...words[phase]]));
    return { name: `${runtime.name} ${name}`, argv };
  });
  return { name, title, idle: true, commands };
}

/** The same small program, alone and with a library of 150 KB that it does not use when it starts. */
async function sizes({ out, freeze, bundleText }) {
  const entry = "globalThis.__host__.main(() => 0);";
  const programs = {
    "with a library of 150 KB": `import Ajv from "ajv"; globalThis.Ajv = Ajv; ${entry}`,
    alone: entry,
  };
  const commands = [];
  for (const [name, text] of Object.entries(programs)) {
    const path = `${out}/size-${commands.length}`;
    writeFileSync(`${path}.js`, await bundleText(text));
    commands.push({ name, argv: [await freeze(`${path}.js`, path)] });
  }
  return { name: "size", title: "start of a frozen program", idle: false, commands };
}

/** Five stages, as a shell user writes them: a container without an OCI configuration. */
function pipeline(bin, bundle) {
  const root = `${bundle}/rootfs`;
  const words = [
    [`${bin}/ns-exec`, "--pid", "--fork"],
    ["cg-set", "--name", "bench-pipeline", "--memory", "64M", "--pids", "100", "--rm"],
    ["ns-exec", "--mount", "--uts", "--ipc", "--net", "--hostname", "lab"],
    ["mnt-root", "--root", root, "--proc"],
    ["cap-drop", "--keep", "net_bind_service"],
  ];
  return [...words.flatMap((stage) => [...stage, "--"]), "--", "/bin/true"];
}

/** A command in a new cgroup with two limits, which is removed behind it. */
function cgroups(bin) {
  // cgdelete(1) of libcgroup 2.0.2 leaves the second of two cgroups.
  const libcgroup = `cgcreate -g memory,pids:bench-cgexec && cgset -r memory.limit_in_bytes=64M -r pids.max=100 bench-cgexec
    cgexec -g memory,pids:bench-cgexec /bin/true; rmdir /sys/fs/cgroup/memory/bench-cgexec /sys/fs/cgroup/pids/bench-cgexec`;
  const loop = `for c in memory pids; do mkdir /sys/fs/cgroup/$c/bench-loop; done
    echo 64M > /sys/fs/cgroup/memory/bench-loop/memory.limit_in_bytes; echo 100 > /sys/fs/cgroup/pids/bench-loop/pids.max
    sh -c 'for c in memory pids; do echo $$ > /sys/fs/cgroup/$c/bench-loop/cgroup.procs; done; exec /bin/true'
    for c in memory pids; do rmdir /sys/fs/cgroup/$c/bench-loop; done`;
  const limits = ["--memory", "64M", "--pids", "100", "--controllers", "memory,pids"];
  return [
    {
      name: "cg-set --rm",
      argv: [`${bin}/cg-set`, "--name", "/bench-cg-set", ...limits, "--rm", "--", "/bin/true"],
    },
    { name: "libcgroup", argv: ["sh", "-c", libcgroup] },
    { name: "shell loop", argv: ["sh", "-c", loop] },
  ];
}

/** The same in the guest, where cgroup v2 is alone and systemd is process 1. */
export function guestRows(bin) {
  const libcgroup = `cgcreate -g memory,pids:bench-cgexec && cgset -r memory.max=64M -r pids.max=100 bench-cgexec
    cgexec -g memory,pids:bench-cgexec /bin/true; cgdelete -g memory,pids:bench-cgexec`;
  const loop = `cd /sys/fs/cgroup && mkdir bench-loop && echo 64M > bench-loop/memory.max && echo 100 > bench-loop/pids.max
    sh -c 'echo $$ > bench-loop/cgroup.procs; exec /bin/true'; rmdir bench-loop`;
  const properties = ["--property=MemoryMax=64M", "--property=TasksMax=100"];
  return [
    {
      name: "scope",
      title: "a program in a new cgroup of v2 with two limits, under systemd",
      idle: true,
      commands: [
        {
          name: "cg-set --rm",
          argv: [
            ...[`${bin}/cg-set`, "--name", "/bench-cg-set", "--memory", "64M", "--pids", "100"],
            ...["--rm", "--", "/bin/true"],
          ],
        },
        {
          name: "systemd-run --scope",
          argv: ["systemd-run", "--quiet", "--scope", ...properties, "--", "/bin/true"],
        },
        { name: "libcgroup", argv: ["sh", "-c", libcgroup] },
        { name: "shell loop", argv: ["sh", "-c", loop] },
      ],
    },
  ];
}

/**
 * @param {{
 *   out: string, bin: string, compile: (name: string) => string,
 *   freeze: (bundle: string, out: string) => Promise<string>, bundleText: (text: string) => Promise<string>,
 * }} places
 */
export async function rows(places) {
  const { out, bin, compile } = places;
  const bundle = bundleOfTrue(`${out}/bundle`);
  const floor = compile("floor");
  return [
    {
      name: "run",
      title: "run of busybox true, default bundle",
      idle: true,
      commands: [
        { name: "oci-run run", argv: [`${bin}/oci-run`, "run", "--bundle", bundle, "bench-isobox"] },
        { name: "crun run", argv: ["crun", "run", "--bundle", bundle, "bench-crun"] },
        { name: "runc run", argv: ["runc", "run", "--bundle", bundle, "bench-runc"] },
        { name: "floor in C", argv: [floor, bundle, "bench-floor"] },
      ],
    },
    lifecycle(bin, bundle, "create", "create, default bundle", ["nothing", "create", "force"]),
    lifecycle(bin, bundle, "start", "start of a created container", ["create", "start", "force"]),
    lifecycle(bin, bundle, "state", "state of a created container", ["create", "state", "force"]),
    lifecycle(bin, bundle, "delete", "delete of a container that has ended", ["lived", "delete", "force"]),
    {
      name: "version",
      title: "start of a tool",
      idle: false,
      commands: [
        { name: "cap-drop --version", argv: [`${bin}/cap-drop`, "--version"] },
        { name: "/bin/true", argv: ["/bin/true"] },
      ],
    },
    {
      name: "chain",
      title: "a tool that becomes /bin/true",
      idle: false,
      commands: [
        { name: "cap-drop -- /bin/true", argv: [`${bin}/cap-drop`, "--", "/bin/true"] },
        { name: "/bin/true", argv: ["/bin/true"] },
      ],
    },
    {
      name: "pipeline",
      title: "a pipeline of five stages",
      idle: true,
      commands: [
        { name: "fused", argv: pipeline(bin, bundle) },
        { name: "by five execs", argv: ["env", "ISOBOX_CHAIN=exec", ...pipeline(bin, bundle)] },
        { name: "crun run", argv: ["crun", "run", "--bundle", bundle, "bench-crun"] },
        { name: "runc run", argv: ["runc", "run", "--bundle", bundle, "bench-runc"] },
      ],
    },
    {
      name: "cgroup",
      title: "a program in a new cgroup of v1 with two limits",
      idle: true,
      commands: cgroups(bin),
    },
    await sizes(places),
  ];
}
