import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Json, runcSpecBundle } from "../lib/bundle.ts";
import { pureV2 } from "../lib/hierarchy.ts";
import { run, scratch, tool } from "../lib/tools.ts";
import { machine, remainsOf, stateRoot, told, uniqueName } from "./lib/clean.ts";

/** A refusal by the kernel, provoked: what the message names, and what the hint says, with its source. */
interface Case {
  readonly words: readonly string[];
  readonly call: RegExp;
  readonly hint: RegExp;
  /** Where hints are cited. */
  readonly status?: number;
}

const nobody = [tool("cap-drop"), "--uid", "65534", "--gid", "65534", "--clear-groups", "--", "--"];
/** Root without one capability. */
const without = (capability: string, ...words: string[]) => [
  "capsh",
  `--drop=cap_${capability}`,
  "--",
  "-c",
  'exec "$0" "$@"',
  ...words,
];
const inUser = [tool("ns-exec"), "--map-root-user", "--mount", "--", "--"];

const ID = uniqueName("hint");
const ociRun = tool("oci-run");
const runBundle = (path: string) => [ociRun, "--root", stateRoot, "run", "--bundle", path, ID];

/** A bundle whose container would end at once. */
function bundle(change: (config: Json, rootfs: string) => void = () => {}): string {
  const made = runcSpecBundle("hint", (config) => {
    config.process.args = ["/bin/true"];
  });
  change(made.config, made.rootfs);
  writeFileSync(join(made.path, "config.json"), JSON.stringify(made.config));
  return made.path;
}

const empty = scratch("empty");
const unreadable = bundle();
chmodSync(join(unreadable, "config.json"), 0o600);
const ownRoot = scratch("own");
chmodSync(ownRoot, 0o777);
chmodSync(stateRoot, 0o700);

const cases: Readonly<Record<string, Case>> = {
  "a bundle without a configuration": {
    words: runBundle(empty),
    call: /openat\(\d+, "config\.json", .*ENOENT/,
    hint: /oci-run spec --bundle DIR writes one .*\(oci-run\(1\)\)/,
  },
  "a file for a bundle": {
    words: runBundle(join(bundle(), "config.json")),
    call: /ENOTDIR/,
    hint: /want the directory, .*\(open\(2\), O_DIRECTORY\)/,
  },
  "a configuration that may not be read": {
    words: [...nobody, ociRun, "--root", ownRoot, "run", "--bundle", unreadable, ID],
    call: /"config\.json".*EACCES/,
    hint: /ls -l shows whose it is/,
  },
  "a state root that may not be written": {
    words: [...nobody, ociRun, "--root", "/run/isobox-none", "run", "--bundle", bundle(), ID],
    call: /mkdirat\(.*"\/run\/isobox-none", .*EACCES/,
    hint: /an ordinary user keeps the state of containers elsewhere: --root DIR, or XDG_RUNTIME_DIR \(environ\(7\)\)/,
  },
  "a state root where no directory can be made": {
    words: [ociRun, "--root", "/proc/isobox", "run", "--bundle", bundle(), ID],
    call: /mkdirat\(.*"\/proc\/isobox", .*ENOENT/,
    hint: /of a file system that takes no directories \(mount\(8\)\)/,
  },
  "a state root below a file": {
    words: [ociRun, "--root", "/etc/passwd/state", "run", "--bundle", bundle(), ID],
    call: /mkdirat\(.*ENOTDIR/,
    hint: /a part of the path of --root is a file \(mkdir\(2\)\)/,
  },
  "a state root with a name that is too long": {
    words: [ociRun, "--root", `/run/${"x".repeat(256)}`, "run", "--bundle", bundle(), ID],
    call: /mkdirat\(.*ENAMETOOLONG/,
    hint: /at most 4095 bytes, and a name in it 255/,
  },
  "the containers of another user": {
    words: [...nobody, ociRun, "--root", stateRoot, "list"],
    call: /cannot list the containers below .*EACCES/,
    hint: /the containers of another user are not to be seen.*\(path_resolution\(7\)\)/,
  },
  "cgroups that are not delegated": {
    words: [...nobody, ociRun, "--root", ownRoot, "run", "--bundle", bundle(), ID],
    call: /cannot make the cgroup .*EACCES/,
    hint: /not delegated to this user \(cgroups\(7\), Delegation/,
  },
  "device rules without CAP_SYS_ADMIN": {
    words: without(pureV2 ? "bpf,cap_sys_admin" : "sys_admin", ...runBundle(bundle())),
    call: pureV2 ? /bpf\(BPF_PROG_LOAD, .*EPERM/ : /devices\.deny.*EPERM/,
    hint: pureV2
      ? /CAP_BPF and CAP_NET_ADMIN in the initial user namespace \(bpf\(2\)\)/
      : /CAP_SYS_ADMIN in the initial user namespace \(devices\.rst of cgroup-v1\)/,
  },
  "an interface without CAP_NET_ADMIN": {
    words: without("net_admin", ...runBundle(bundle())),
    call: /ioctl\(.*SIOCSIFFLAGS.*EPERM/,
    hint: /CAP_NET_ADMIN .*\(netdevice\(7\)\)/,
  },
  "a bounding set without CAP_SETPCAP": {
    words: without("setpcap", ...runBundle(bundle())),
    call: /cannot reduce the bounding set: prctl\(PR_CAPBSET_DROP, .*EPERM/,
    hint: /CAP_SETPCAP in the user namespace \(capabilities\(7\)\)/,
  },
  "memory and swap below memory": {
    words: runBundle(bundle((config) => (config.linux.resources.memory = { limit: 8388608, swap: 4194304 }))),
    // v2 counts swap alone: there is no call that could fail.
    call: pureV2
      ? /memory and swap together \(4194304\) is below that on memory \(8388608\)/
      : /memory\.memsw\.limit_in_bytes.*EINVAL/,
    hint: /memory and swap together cannot be less than memory alone/,
  },
  "a period that is too short": {
    words: runBundle(bundle((config) => (config.linux.resources.cpu = { period: 10 }))),
    call: pureV2 ? /cpu\.max.*EINVAL/ : /cpu\.cfs_period_us.*EINVAL/,
    hint: /at least 1000.*\(sched-bwc\.rst\)/,
  },
  "a disk that is not there": {
    words: runBundle(
      bundle(
        (config) =>
          (config.linux.resources.blockIO = { throttleReadBpsDevice: [{ major: 99, minor: 99, rate: 1 }] }),
      ),
    ),
    call: pureV2 ? /io\.max.*ENODEV/ : /blkio\.throttle\.read_bps_device.*ENODEV/,
    hint: /no such block device.*\(cgroup-v2\.rst, io\.max\)/,
  },
  "a file system that the kernel does not know": {
    words: runBundle(
      bundle((config) => config.mounts.push({ destination: "/x", type: "no-such-fs", source: "x" })),
    ),
    call: /cannot mount no-such-fs .* on \/x: mount\(.*ENODEV/,
    hint: /\/proc\/filesystems \(mount\(2\)\)/,
  },
  "a terminal group that is not mapped": {
    words: [
      ...inUser,
      tool("mnt-root"),
      "--mount",
      "type=devpts,src=devpts,dst=/mnt,newinstance,gid=5",
      "--",
      "true",
    ],
    status: 125,
    // Newer kernels say which word it is.
    call: /mount devpts on \/mnt: (devpts: Invalid gid '5': fsconfig|mount)\(.*EINVAL/,
    hint: /want ids that are mapped in this user namespace.*\(user_namespaces\(7\)\)|gid= wants a group that is mapped/,
  },
  "a link in the place of /proc": {
    words: runBundle(
      bundle((_, rootfs) => {
        rmSync(join(rootfs, "proc"), { recursive: true });
        symlinkSync("etc", join(rootfs, "proc"));
      }),
    ),
    call: /on \/proc: openat2\(.*ELOOP/,
    hint: /\/proc and \/sys must be real directories \(CVE-2019-19921\)/,
  },
  "namespaces without CAP_SYS_ADMIN": {
    words: [...nobody, tool("ns-exec"), "--net", "--", "true"],
    status: 125,
    call: /unshare\(CLONE_NEWNET\): EPERM/,
    hint: /CAP_SYS_ADMIN is missing in this user namespace: .*--map-root-user \(unshare\(2\)\)/,
  },
  "namespaces of which none may be made": {
    words: [
      ...inUser,
      "sh",
      "-c",
      `echo 0 > /proc/sys/user/max_net_namespaces; exec ${tool("ns-exec")} --net -- true`,
    ],
    status: 125,
    call: /unshare\(CLONE_NEWNET\): ENOSPC/,
    hint: /user\.max_net_namespaces is 0: no such namespace may be made here/,
  },
  "somebody else's namespace": {
    words: [...nobody, tool("ns-exec"), "--join", "net=/proc/self/ns/net", "--", "true"],
    status: 125,
    call: /setns\(.*EPERM/,
    hint: /CAP_SYS_ADMIN is needed in the user namespace that owns the target.*\(setns\(2\)\)/,
  },
  "a file that is no namespace": {
    words: [tool("ns-exec"), "--join", "net=/etc/passwd", "--", "true"],
    status: 125,
    call: /\/etc\/passwd/,
    hint: /want \/proc\/PID\/ns\/NAME \(namespaces\(7\)\)|no namespace/,
  },
  "a procfs without a pid namespace of one's own": {
    words: [...inUser, tool("mnt-root"), "--mount", "type=proc,src=proc,dst=/mnt", "--", "true"],
    status: 125,
    call: /mount\("proc".*EPERM/,
    hint: /in a user namespace a procfs may be mounted only with a new PID namespace.*\(mount_namespaces\(7\)\)/,
  },
  "message queues without an ipc namespace of one's own": {
    words: [...inUser, tool("mnt-root"), "--mount", "type=mqueue,src=mqueue,dst=/mnt", "--", "true"],
    status: 125,
    call: /mount\("mqueue".*EPERM/,
    hint: /a new IPC namespace: ns-exec --ipc \(mq_overview\(7\)\)/,
  },
  "a user without CAP_SETUID": {
    words: [...nobody, tool("cap-drop"), "--uid", "0", "--keep-groups", "--", "true"],
    status: 125,
    call: /setresuid\(.*EPERM/,
    hint: /another user takes CAP_SETUID in the user namespace \(credentials\(7\)\)/,
  },
  "groups without CAP_SETGID": {
    words: [...nobody, tool("cap-drop"), "--groups", "5", "--", "true"],
    status: 125,
    call: /setgroups\(.*EPERM/,
    hint: /it takes CAP_SETGID.*user_namespaces\(7\).*: --keep-groups leaves the groups/,
  },
  "a user that is not mapped": {
    words: [...inUser, tool("cap-drop"), "--uid", "5", "--gid", "0", "--keep-groups", "--", "true"],
    status: 125,
    call: /setresuid\(.*EINVAL/,
    hint: /an id must be mapped in the user namespace \(user_namespaces\(7\)\): look at \/proc\/self\/uid_map/,
  },
  "a directory that is not there": {
    words: [tool("cap-drop"), "--chdir", "/no/such/directory", "--", "true"],
    status: 125,
    call: /chdir\("\/no\/such\/directory"\): ENOENT/,
    hint: /--mkdir makes the directory/,
  },
};

for (const [name, { words, call, hint, status = 1 }] of Object.entries(cases)) {
  test(`${name}: the call, the reason and the cure are told`, () => {
    const before = machine();
    const result = run(words);
    const { lines, hints } = told(result.stderr);
    assert.is(result.status, status, result.stderr);
    assert.is(lines.length, 1, result.stderr);
    assert.match(lines[0]!, call, result.stderr);
    assert.match(hints.join("\n"), hint, result.stderr);
    assert.equal(remainsOf(ID), []);
    assert.is(machine(), before);
  });
}

test("more than twenty refusals are explained", () => assert.ok(Object.keys(cases).length > 20));

mkdirSync(stateRoot, { recursive: true });
test.run();
