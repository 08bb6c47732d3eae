// A dry run lists the changing calls that the real run makes, in the same order, and changes nothing.
import { spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { busyboxRoot, runcSpecBundle, setCgroupNamespace } from "../lib/bundle.ts";
import { pureV2 } from "../lib/hierarchy.ts";
import { testSince } from "../lib/kernel-version.ts";
import { run, scratch, tool, uniqueName } from "../lib/tools.ts";
import { changingCalls, parseLines } from "./lines.ts";
import { processesWith, snapshot } from "./machine.ts";

const rootfs = busyboxRoot(join(scratch("dry-root"), "rootfs"));
const files = scratch("dry-files");
/** A root in which links lead to what is missing: into it, and out of it as far as they can. */
const linked = busyboxRoot(join(scratch("dry-linked"), "rootfs"));
symlinkSync("/made/by/link", join(linked, "absolute"));
symlinkSync("../../../../made", join(linked, "up"));
const environment = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", HOME: "/root", TERM: "dumb" };

interface Run {
  /** Before and behind `--dry-run` or `--trace=FILE`. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly name: string;
  /** What the real run is expected to end with. */
  readonly status?: number;
  /** Ends what the real run leaves. */
  readonly end?: () => void;
  readonly watched?: readonly string[];
}

/** Runs with a file for what is said: a program that lives on must not have our pipes open. */
function really([command, ...args]: readonly string[]): { output: string; status: number | null } {
  const path = join(files, "output");
  const file = openSync(path, "w");
  const { status } = spawnSync(command!, args, {
    stdio: ["ignore", file, file],
    env: environment,
    timeout: 20_000,
  });
  closeSync(file);
  return { output: readFileSync(path, "utf8"), status };
}

/** Runs dry, then really, and compares. Returns the lines of the dry run. */
function compare({ before, after, name, status = 0, end, watched = [] }: Run): string {
  const directories = [rootfs, files, ...watched];
  const was = snapshot(directories);
  const dry = run([...before, "--dry-run", ...after], { env: environment });
  assert.is(snapshot(directories), was, "nothing has changed");
  assert.equal(processesWith(name), [], "no process is left");
  assert.is(dry.stderr, "");
  assert.is(dry.status, 0);
  const trace = join(files, "trace");
  try {
    assert.equal(really([...before, `--trace=${trace}`, ...after]), { output: "", status });
    const expected = changingCalls(readFileSync(trace, "utf8"));
    const listed = changingCalls(dry.stdout);
    assert.is(listed.length, expected.length, "as many processes");
    listed.forEach((calls, i) => {
      assert.equal(calls, expected[i]);
    });
  } finally {
    end?.();
    for (const name of ["trace", "output"]) rmSync(join(files, name), { force: true });
  }
  return dry.stdout;
}

function words(...stages: readonly (readonly string[])[]): string[] {
  return stages.flatMap((stage, i) => (i === 0 ? stage : ["--", ...stage]));
}

/** A chain of tools: the option goes to the first one. */
function chain(name: string, ...[first, ...others]: readonly (readonly string[])[]): Run {
  const [program, ...options] = first!;
  return { name, before: [tool(program!)], after: words(options, ...others) };
}

for (const command of ["run", "create"] as const)
  test(`oci-run --dry-run ${command}: the default bundle`, () => {
    const name = uniqueName(`dry-${command}`);
    const bundle = runcSpecBundle(name, (config) => {
      config.process.args = ["/bin/true"];
    });
    const state = scratch("dry-state");
    const runtime = [tool("oci-run"), "--root", join(state, "all")];
    const output = compare({
      name,
      before: runtime,
      after: [command, "--bundle", bundle.path, name],
      end: () => run([...runtime, "delete", "--force", name]),
      watched: [bundle.path, state],
    });
    const lines = parseLines(output);
    const line = (pattern: RegExp) => lines.find(({ text }) => pattern.test(text))!;
    assert.not.ok(
      line(/mkdirat\(AT_FDCWD, ".*\/all", 0711\)/).assumed,
      "a directory that could really be made",
    );
    assert.ok(line(/mkdirat\(AT_FDCWD, ".*\/all\/isobox-test.* = 0/).assumed, "and one in it");
    assert.ok(line(/pivot_root/).assumed, "what was mounted is only assumed to be");
    assert.not.ok(line(/PR_CAPBSET_DROP/).assumed);
    if (command === "run")
      assert.match(
        lines.filter(({ pid }) => pid === "1").at(-1)!.text,
        /execve\("\/bin\/true", \["\/bin\/true"\]/,
      );
    else assert.match(output, /^# \[1\] \[cap-drop\] accept4\(.* waits for another process/m);
  });

test("oci-run --dry-run run: with the namespaces, mounts and limits of an engine", () => {
  const name = uniqueName("dry-engine");
  const bundle = runcSpecBundle(name, (config) => {
    config.process.args = ["true"];
    config.process.user = { uid: 1000, gid: 1000, additionalGids: [5, 6] };
    config.process.cwd = "/home/user/made";
    config.process.oomScoreAdj = 100;
    setCgroupNamespace(config, true);
    config.linux.rootfsPropagation = "private";
    config.linux.resources.memory = { limit: 64 << 20 };
    config.linux.resources.pids = { limit: 50 };
    config.linux.sysctl = { "net.ipv4.ip_forward": "1", "kernel.shmmax": "1000000" };
    config.linux.devices = [
      { path: "/dev/dir/fuse", type: "c", major: 10, minor: 229, fileMode: 0o600, uid: 1, gid: 2 },
    ];
    config.mounts.push(
      { destination: "/data", type: "bind", source: files, options: ["rbind", "ro"] },
      { destination: "/new/scratch", type: "tmpfs", source: "tmpfs", options: ["size=1m", "mode=700"] },
      { destination: "/etc/file", type: "bind", source: "/etc/hostname", options: ["bind", "nosuid"] },
    );
  });
  const state = scratch("dry-state");
  compare({
    name,
    before: [tool("oci-run"), "--root", state],
    after: ["run", "--bundle", bundle.path, "--pid-file", join(state, "pid"), name],
    // What the real run leaves in the bundle is compared after the dry one.
    watched: [bundle.path, state],
  });
});

test("oci-run --dry-run run: in a user namespace", () => {
  const name = uniqueName("dry-userns");
  const bundle = runcSpecBundle(name, (config) => {
    config.process.args = ["/bin/true"];
    config.linux.namespaces.push({ type: "user" });
    setCgroupNamespace(config, true);
    config.linux.uidMappings = [{ containerID: 0, hostID: 100_000, size: 65_536 }];
    config.linux.gidMappings = [{ containerID: 0, hostID: 100_000, size: 65_536 }];
  });
  run(["chown", "-R", "100000:100000", bundle.path]);
  const state = scratch("dry-state");
  compare({
    name,
    before: [tool("oci-run"), "--root", state],
    after: ["run", "--bundle", bundle.path, name],
    watched: [bundle.path, state],
  });
});

/** The pipeline of the README. */
test("--dry-run of the pipeline of the README", () => {
  const name = uniqueName("dry-pipe");
  const output = compare(
    chain(
      name,
      ["ns-exec", "--pid", "--fork"],
      ["cg-set", "--name", name, "--memory", "64M", "--pids", "100", "--rm"],
      ["ns-exec", "--mount", "--uts", "--ipc", "--hostname", "lab"],
      ["mnt-root", "--root", rootfs, "--proc"],
      ["cap-drop", "--keep", "net_bind_service"],
      ["sh", "-c", "true"],
    ),
  );
  const lines = parseLines(output);
  const removal = lines.findIndex(({ text }) => /unlinkat\(.*AT_REMOVEDIR/.test(text));
  const made = lines.findIndex(({ name: call }) => call === "mkdirat");
  assert.ok(made >= 0 && removal > made, "the supervisor removes what the child has made");
  assert.ok(lines[removal]!.assumed);
});

/** Each tool, in the shapes that its options give it. */
const chains: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "ns-exec: namespaces": [
    ["ns-exec", "--mount", "--uts", "--net", "--loopback", "--hostname", "lab"],
    ["true"],
  ],
  "ns-exec: a user namespace of one id": [["ns-exec", "--map-root-user", "--mount"], ["true"]],
  "ns-exec: id ranges, and a helper": [
    ["ns-exec", "--map-users", "0:100000:1000", "--map-groups", "0:100000:1000", "--uts"],
    ["true"],
  ],
  "ns-exec: id ranges for a child": [
    ["ns-exec", "--pid", "--fork", "--map-users", "0:100000:1000", "--map-groups", "0:100000:1000"],
    ["true"],
  ],
  "ns-exec: clocks, by a relay": [["ns-exec", "--time", "--fork", "--boottime", "86400"], ["true"]],
  "ns-exec: a namespace that is there": [["ns-exec", "--join", "net=/proc/self/ns/net"], ["true"]],
  "ns-exec: sysctls": [["ns-exec", "--net", "--sysctl", "net.ipv4.ip_forward=1"], ["true"]],
  "cg-set: without a name": [["cg-set", "--pids", "10", "--rm"], ["true"]],
  "cg-set: below one that is made for it": [
    ["cg-set", "--name", "NAME/inner", "--memory", "16M", "--rm"],
    ["true"],
  ],
  "cap-drop: nothing to do": [["cap-drop"], ["true"]],
  "cap-drop: another user": [
    [
      "cap-drop",
      "--user",
      "nobody",
      "--keep",
      "net_bind_service",
      "--ambient",
      "net_bind_service",
      "--no-new-privs",
    ],
    ["true"],
  ],
  "cap-drop: limits": [
    ["cap-drop", "--rlimit", "nofile=512", "--umask", "077", "--chdir", "/usr/bin"],
    ["./true"],
  ],
  "ns-exec: a process of its own user namespace, in all": [
    [
      "ns-exec",
      "-r",
      "-m",
      "-u",
      "-i",
      "-n",
      "-C",
      "--loopback",
      "--domainname",
      "x",
      "--propagation",
      "slave",
    ],
    ["true"],
  ],
  "ns-exec: killed with its parent": [["ns-exec", "--kill-child", "--pid", "--mount"], ["true"]],
  "ns-exec: joined for a child": [["ns-exec", "--join", "pid=/proc/self/ns/pid", "--fork"], ["true"]],
  "cg-set: many limits": [
    [
      ...["cg-set", "--name", "NAME", "--rm", "--memory", "64M", "--memory-swap", "128M", "--cpus", "1.5"],
      ...[
        "--cpu-shares",
        "512",
        "--cpuset-cpus",
        "0",
        "--device",
        "default",
        "--set",
        pureV2 ? "memory.high=32M" : "memory.swappiness=10",
      ],
    ],
    ["true"],
  ],
  "cg-set: prepared, and entered later": [
    ["cg-set", "--name", "NAME", "--pids", "9", "--rm", "--prepare"],
    ["ns-exec", "--pid", "--fork"],
    ["cg-set", "--enter"],
    ["ns-exec", "--cgroup", "--mount"],
    ["true"],
  ],
  "cap-drop: what lasts until the next exec": [
    [
      ...["cap-drop", "--oom-score-adj", "500", "--session-keyring=isobox-dry", "--pdeathsig", "TERM"],
      ...["--reset-signals", "--close-fds", "--securebits", "noroot", "--cpu-affinity", "0"],
      ...["--io-priority", "be:5", "--scheduler", "batch", "--personality", "linux"],
    ],
    ["true"],
  ],
  "cap-drop: a change of what is there": [
    [
      "cap-drop",
      "--bounding-set=-mknod",
      "--permitted=-sys_admin",
      "--inheritable",
      "net_raw",
      "--ambient",
      "net_raw",
    ],
    ["true"],
  ],
  "cap-drop: a directory that is missing": [["cap-drop", "--chdir", "FILES/a/b/c", "--mkdir"], ["true"]],
  "mnt-root: binds, tmpfs, masks, devices": [
    ["ns-exec", "--mount", "--pid", "--fork"],
    [
      ...[
        "mnt-root",
        "--root",
        rootfs,
        "--proc",
        "--dev",
        "--bind",
        "/usr:/usr",
        "--ro-bind",
        "/etc/hostname",
      ],
      ...["--tmpfs", "/var/cache:mode=700,size=1m", "--tmpfs", "/run:nosuid", "--dir", "/opt/new"],
      ...["--device", "/dev/fuse:c:10:229", "--masked-path", "/etc/passwd", "--masked-path", "/usr"],
      ...["--readonly-path", "/etc", "--readonly-path", "/not/there"],
    ],
    ["true"],
  ],
  "mnt-root: without a root of its own": [
    ["ns-exec", "--mount"],
    ["mnt-root", "--tmpfs", "/mnt", "--bind", `${rootfs}:/mnt/inner`, "--dir", "/mnt/other/deep"],
    ["true"],
  ],
  "mnt-root: moved instead of pivoted": [
    ["ns-exec", "--mount"],
    ["mnt-root", "--no-pivot", "--root", rootfs, "--proc"],
    ["true"],
  ],
  "mnt-root: each propagation": [
    ["ns-exec", "--mount", "--propagation", "unchanged"],
    ["mnt-root", "--propagation", "shared", "--root", rootfs, "--proc"],
    ["true"],
  ],
  "mnt-root: an overlay": [
    ["ns-exec", "--mount"],
    ["mnt-root", "--tmpfs", "/mnt", "--mount", `type=overlay,src=overlay,dst=/opt,lowerdir=${rootfs}:/usr`],
    ["true"],
  ],
  "mnt-root: a root in memory, with files and links": [
    ["ns-exec", "--mount", "--pid", "--fork"],
    [
      ...[
        "mnt-root",
        "--tmpfs-root=size=4M",
        "--ro-bind",
        "/usr",
        "--symlink",
        "usr/bin:/bin",
        "--proc",
        "--dev",
      ],
      ...["--symlink", "usr/lib:/lib", "--symlink", "usr/lib64:/lib64", "--dir", "/home/user:0700"],
      ...["--file", "/etc/hostname:/etc/hostname:0600", "--bind-data", "/etc/passwd:/etc/passwd"],
      ...[
        "--ro-bind-data",
        "/etc/group:/etc/group:0644",
        "--chmod",
        "/home:0711",
        "--bind-try",
        "/no/such:/x",
      ],
      ...["--tmpfs", "/tmp", "--remount-ro", "/tmp", "--remount", "/tmp:bind,rw,noexec", "--default-masks"],
      ...["--mount", "dst=/tmp,rprivate", "--network-etc", "--bind", "../../../etc:/other", "--read-only"],
    ],
    ["true"],
  ],
  "mnt-root: overlays, with a layer in memory": [
    ["ns-exec", "--mount"],
    [
      ...[
        "mnt-root",
        "--root",
        rootfs,
        "--overlay",
        "dst=/,upper=tmpfs",
        "--overlay",
        "dst=/etc,upper=tmpfs",
      ],
      ...["--overlay", `dst=/opt,lower=${rootfs}/bin,lower=/usr/bin`, "--dir", "/made", "--proc"],
    ],
    ["true"],
  ],
  "mnt-root: a mount that is moved, and one that is changed": [
    ["ns-exec", "--mount"],
    [
      ...["mnt-root", "--tmpfs", "/mnt", "--dir", "/mnt/a", "--dir", "/mnt/b", "--tmpfs", "/mnt/a:size=4k"],
      ...["--move", "/mnt/a:/mnt/b", "--remount", "/mnt/b:size=8k,ro", "--mqueue", "/mnt/a"],
    ],
    ["true"],
  ],
  "mnt-root: chroot alone": [["mnt-root", "--root", rootfs, "--chroot"], ["true"]],
  "mnt-root: a root in memory, entered by chroot": [
    ["ns-exec", "--mount"],
    ["mnt-root", "--tmpfs-root", "--bind", "/bin", "--bind", "/usr", "--chroot", "--propagation", "rprivate"],
    ["/usr/bin/busybox", "true"],
  ],
  "mnt-root: a tmpfs with what was there": [
    ["ns-exec", "--mount"],
    ["mnt-root", "--root", rootfs, "--mount", "type=tmpfs,src=tmpfs,dst=/etc,tmpcopyup"],
    ["true"],
  ],
  "mnt-root: cgroups": [
    ["cg-set", "--name", "NAME", "--pids", "20", "--rm"],
    ["ns-exec", "--mount"],
    ["mnt-root", "--root", rootfs, "--sys", "--mount", "type=cgroup,src=cgroup,dst=/sys/fs/cgroup,ro"],
    ["true"],
  ],
  "mnt-root: cgroups of a namespace": [
    ["cg-set", "--name", "NAME", "--pids", "20", "--rm"],
    ["ns-exec", "--mount", "--cgroup"],
    ["mnt-root", "--root", rootfs, "--sys", "--mount", "type=cgroup,src=cgroup,dst=/sys/fs/cgroup"],
    ["true"],
  ],
  "mnt-root: cgroup2 itself": [
    ["ns-exec", "--mount"],
    ["mnt-root", "--root", rootfs, "--mount", "type=cgroup2,src=cgroup,dst=/mnt,ro"],
    ["true"],
  ],
  "mnt-root: cgroup2 itself, of a namespace": [
    ["ns-exec", "--mount", "--cgroup"],
    ["mnt-root", "--root", rootfs, "--mount", "type=cgroup2,src=cgroup,dst=/mnt,ro"],
    ["true"],
  ],
  "mnt-root: by links in the root": [
    ["ns-exec", "--mount"],
    [
      "mnt-root",
      "--root",
      linked,
      "--tmpfs",
      "/absolute/a",
      "--tmpfs",
      "/up/b",
      "--bind",
      "/etc/hostname:/absolute/c",
    ],
    ["/bin/true"],
  ],
  "mnt-root: a root with the kernel's files": [
    ["ns-exec", "--mount"],
    ["mnt-root", "--root", rootfs, "--proc", "--sys", "--dev", "--read-only"],
    ["true"],
  ],
};

/** A dry run answers as new kernels do; before, these are made in more steps, which the real run finds out. */
const DETACHED = [
  "mnt-root: a root in memory, with files and links",
  "mnt-root: overlays, with a layer in memory",
];
const onNewKernels = testSince("6.15", "mounts on detached mounts, and overlays with layers in them");

for (const [what, stages] of Object.entries(chains))
  (DETACHED.includes(what) ? onNewKernels : test)(`--dry-run, ${what}`, () => {
    const name = uniqueName("dry-chain");
    const given = (word: string) => word.replace("NAME", name).replace("FILES", files);
    compare(chain(name, ...stages.map((stage) => stage.map(given))));
    rmSync(join(files, "a"), { recursive: true, force: true });
  });

test.run();
