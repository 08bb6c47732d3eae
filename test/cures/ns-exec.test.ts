import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import { type Failure, testCures } from "../lib/cures.ts";
import { scratch, tool } from "../lib/tools.ts";
import { shell } from "../lib/views.ts";

const nsExec = tool("ns-exec");
const isobox = tool("isobox");

/** ns-exec with these options, and a program that does nothing. */
const exec = (...options: readonly string[]) => [nsExec, ...options, "--", "/bin/true"];
const enter = (...options: readonly string[]) => [nsExec, "enter", ...options, "--", "/bin/true"];
const nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

/** The tables of newuidmap(1), in a mount namespace of their own. */
const tables = scratch("cures-subids");
for (const name of ["subuid", "subgid"]) writeFileSync(join(tables, name), "nobody:100000:65536\n");
const withTables = [
  ...["unshare", "--mount", "sh", "-c"],
  'for each in subuid subgid; do mount --bind "$0/$each" /etc/$each; done; exec "$@"',
  tables,
];
const ranges = ["-r", "--map-users", "1:100000:10", "--map-groups", "1:100000:10", "--setgroups", "allow"];

/** A user namespace in which one of the limits of namespaces(7) is 0. */
const limited = (limit: string, script: string) => [
  ...[nsExec, "-r", "--sysctl", `user.max_${limit}_namespaces=0`, "--"],
  ...shell(script),
];
const directory = scratch("cures");
const file = join(directory, "file");
writeFileSync(file, "");
const emptyPath = join(directory, "bin");
mkdirSync(emptyPath);
const uts = `/proc/${process.pid}/ns/uts`;

/** A root that is a plain directory, with this program in it. */
const root = join(directory, "root");
for (const name of ["", "bin", "proc"]) mkdirSync(join(root, name), { recursive: true });
copyFileSync(isobox, join(root, "bin/isobox"));
symlinkSync("isobox", join(root, "bin/ns-exec"));
copyFileSync("/bin/busybox", join(root, "bin/busybox"));
const inRoot = (...options: readonly string[]) => [
  ...["unshare", "--mount", "chroot", root, "/bin/ns-exec", ...options],
  ...["--", "/bin/busybox", "true"],
];
/** Shell text around a process that has an exclusive lock on the file, and gives it up when told. */
const locked = (between: string) =>
  shell(
    `python3 -c 'import fcntl, sys; f = open("${file}", "r+"); fcntl.lockf(f, fcntl.LOCK_EX); print(); sys.stdout.flush(); sys.stdin.read()' <${directory}/hold >${directory}/held &
     exec 7>${directory}/hold; read -r _ <${directory}/held; ${between}; ${exec("--fork", "--lock-file", file).join(" ")}`,
  );
const fifos = shell(`rm -f ${directory}/hold ${directory}/held; mkfifo ${directory}/hold ${directory}/held`);
const withFifos = (words: readonly string[]) => shell(`${fifos[2]}; ${words[2]}`);

const failures: readonly Failure[] = [
  {
    name: "a network namespace without privilege",
    argv: [...nobody, ...exec("--net")],
    says: [/cannot make a new net namespace: unshare\(CLONE_NEWNET\): EPERM/, /CAP_SYS_ADMIN is missing/],
    hint: /hint: .*add --user --map-root-user/,
    cure: [...nobody, ...exec("--net", "--user", "--map-root-user")],
  },
  {
    name: "a child in a PID namespace without privilege",
    argv: [...nobody, ...exec("--pid", "--fork")],
    says: [/clone\(CLONE_NEWPID.*\): EPERM/],
    hint: /hint: .*add --user --map-root-user/,
    cure: [...nobody, ...exec("--pid", "--fork", "--user", "--map-root-user")],
  },
  {
    name: "a limit of user namespaces that is 0",
    argv: limited("user", exec("-r").join(" ")),
    says: [/unshare\(CLONE_NEWUSER\): ENOSPC/, /user\.max_user_namespaces is 0/],
    hint: /hint: .*sysctl user\.max_user_namespaces=1000/,
    cure: limited("user", `echo 1000 >/proc/sys/user/max_user_namespaces; ${exec("-r").join(" ")}`),
  },
  {
    name: "a limit of network namespaces that is 0",
    argv: limited("net", exec("--net", "--fork").join(" ")),
    says: [/clone\(CLONE_NEWNET.*\): ENOSPC/, /user\.max_net_namespaces is 0/],
    hint: /hint: .*sysctl user\.max_net_namespaces=1000/,
    cure: limited(
      "net",
      `echo 1000 >/proc/sys/user/max_net_namespaces; ${exec("--net", "--fork").join(" ")}`,
    ),
  },
  {
    name: "an id that this user namespace does not have",
    argv: [
      nsExec,
      "--map-users",
      "0:100000:10",
      "--map-groups",
      "0:100000:10",
      "--",
      ...exec("--map-users", "0:5:10"),
    ],
    says: [/cannot map user ids 0:5:10: write\(.*\): EPERM/, /id 10 is not mapped in this user namespace/],
    hint: /hint: id 10 is not mapped/,
    cure: [
      nsExec,
      "--map-users",
      "0:100000:10",
      "--map-groups",
      "0:100000:10",
      "--",
      ...exec("--map-users", "0:5:5"),
    ],
  },
  {
    name: "ranges that overlap",
    argv: exec("--map-users", "0:100000:10", "--map-users", "9:200000:10"),
    says: [/the id maps cannot be: 0:100000:10 and 9:200000:10 overlap inside the namespace/],
    hint: /overlap inside/,
    cure: exec("--map-users", "0:100000:9", "--map-users", "9:200000:10"),
  },
  {
    name: "newuidmap refuses a range",
    argv: [...nobody, ...exec(...ranges)],
    says: [/newuidmap \d+ 0 65534 1 1 100000 10: status 1: newuidmap: uid range .* not allowed/],
    hint: /hint: the ranges must be listed for this user in \/etc\/subuid/,
    cure: [...withTables, ...nobody, ...exec(...ranges)],
  },
  {
    name: "newuidmap is missing",
    argv: [...withTables, ...nobody, "env", `PATH=${emptyPath}`, ...exec(...ranges)],
    says: [/only newuidmap can write this map for an ordinary user, and it is not in PATH/],
    hint: /hint: install it: Debian's package uidmap/,
    cure: () => {
      // As an installation does.
      symlinkSync("/usr/bin/newuidmap", join(emptyPath, "newuidmap"));
      symlinkSync("/usr/bin/newgidmap", join(emptyPath, "newgidmap"));
      return [...withTables, ...nobody, "env", `PATH=${emptyPath}`, ...exec(...ranges)];
    },
  },
  {
    name: "no range for the user",
    argv: [...nobody, ...exec("--map-auto")],
    says: [/\/etc\/subuid gives no ids to the user nobody/],
    hint: /hint: as root: usermod --add-subuids/,
    cure: [...withTables, ...nobody, ...exec("--map-auto")],
  },
  {
    name: "setgroups that a namespace above denies",
    argv: [...nobody, nsExec, "-r", "--", ...exec("-r", "--setgroups", "allow")],
    says: [
      /cannot allow setgroups\(2\) in the user namespace: write\(.*\): EPERM/,
      /below a namespace that denies it/,
    ],
    hint: /hint: setgroups can be denied only before/,
    cure: [...nobody, nsExec, "-r", "--", ...exec("-r", "--setgroups", "deny")],
  },
  {
    name: "a namespace of another kind",
    argv: exec("--join", `net=${uts}`),
    says: [/cannot join the net namespace ".*": setns\(\d+, CLONE_NEWNET\): EINVAL/],
    hint: /hint: the file is a uts namespace/,
    cure: exec("--join", `uts=${uts}`),
  },
  {
    name: "a file that is no namespace",
    argv: enter("--uts=/etc/hostname"),
    says: [/cannot join the uts namespace "\/etc\/hostname": setns\(.*\): EINVAL/],
    hint: /hint: the file is no namespace: want \/proc\/PID\/ns\/NAME/,
    cure: enter(`--uts=${uts}`),
  },
  {
    name: "a PID namespace to join without a fork",
    argv: exec("--join", `pid=/proc/${process.pid}/ns/pid`),
    says: [/--join pid=… needs --fork/],
    hint: /needs --fork/,
    cure: exec("--join", `pid=/proc/${process.pid}/ns/pid`, "--fork"),
  },
  {
    name: "a PID namespace whose first process has ended",
    argv: [nsExec, "--pid", "--", ...shell(`/bin/true; exec ${exec("--fork").join(" ")}`)],
    says: [/cannot fork: clone\(.*\): ENOMEM/, /has lost its init process/],
    hint: /hint: .*with --fork beside --pid/,
    cure: [nsExec, "--pid", "--fork", "--", ...shell(`/bin/true; exec ${exec("--fork").join(" ")}`)],
  },
  {
    name: "clocks that are moved when the namespace has its process",
    argv: [nsExec, "--time", "--fork", "--", ...exec("--boottime", "5")],
    says: [/--boottime needs --time/],
    hint: /needs --time/,
    cure: exec("--time", "--fork", "--boottime", "5"),
  },
  {
    name: "a clock that would be negative",
    argv: exec("--time", "--fork", "--boottime", "-99999999999"),
    says: [/cannot move the clocks: boottime by -99999999999 s: write\(.*\): ERANGE/],
    hint: /hint: no clock may become negative/,
    cure: exec("--time", "--fork", "--boottime", "0.5"),
  },
  {
    name: "a host name that is too long",
    argv: exec("--uts", "--hostname", "x".repeat(65)),
    says: [/cannot set the host name "x+": sethostname\(.*\): EINVAL/],
    hint: /hint: a host name has at most 64 bytes/,
    cure: exec("--uts", "--hostname", "x".repeat(64)),
  },
  {
    name: "a host name of the machine",
    argv: exec("--hostname", "lab"),
    says: [/--hostname needs --uts/],
    hint: /needs --uts/,
    cure: exec("--uts", "--hostname", "lab"),
  },
  {
    name: "a mount namespace in a root that is no mount",
    argv: inRoot("--mount"),
    says: [/cannot make the mounts private: mount\("none", "\/", NULL, MS_REC\|MS_PRIVATE, NULL\): EINVAL/],
    hint: /hint: the root directory is not a mount point here.*--propagation unchanged/,
    cure: inRoot("--mount", "--propagation", "unchanged"),
  },
  {
    name: "a file for a namespace, in no directory",
    argv: ["unshare", "--mount", ...exec(`--net=${directory}/missing/net`)],
    says: [/cannot pin the net namespace to ".*": openat\(.*\): ENOENT/],
    hint: /hint: the directory of FILE is not there: mkdir -p/,
    cure: () => {
      mkdirSync(join(directory, "missing"), { recursive: true });
      return ["unshare", "--mount", ...exec(`--net=${directory}/missing/net`)];
    },
  },
  {
    name: "a file on which no namespace is",
    argv: [nsExec, "unpin", file],
    says: [/cannot unpin ".*": no namespace is mounted on it/],
    hint: /hint: ns-exec list --output NS,TYPE,NSFS shows the files that are/,
    cure: [
      ...["unshare", "--mount"],
      ...shell(
        `${exec(`--net=${directory}/pinned`).join(" ")}; ${nsExec} unpin $(${nsExec} list --no-headings --output NSFS --filter NSFS~${directory})`,
      ),
    ],
  },
  {
    name: "a descriptor that is not open",
    argv: exec("--fork", "--info-fd", "77"),
    says: [/cannot use --info-fd 77: fcntl\(77, F_SETFD, .*\): EBADF/],
    hint: /hint: no such descriptor is open: a shell opens one with N>FILE/,
    cure: ["bash", "-c", `${exec("--fork", "--info-fd", "77").join(" ")} 77>/dev/null`],
  },
  {
    name: "a file that another process has locked",
    argv: withFifos(locked("true")),
    says: [/cannot lock ".*": another process has it, \d+/],
    hint: /hint: wait for it to end; lslocks\(8\)/,
    cure: withFifos(locked("exec 7>&-; wait")),
  },
  {
    name: "user namespaces forbidden to the whole machine",
    argv: exec("--disable-userns"),
    says: [/--disable-userns would forbid user namespaces to the whole machine/],
    hint: /hint: give it a user namespace of its own: --user, with --map-root-user/,
    cure: exec("--user", "--map-root-user", "--disable-userns"),
  },
  {
    name: "user namespaces that are asserted to be forbidden",
    argv: exec("--user", "--map-root-user", "--assert-userns-disabled"),
    says: [/a further user namespace can be made here/],
    hint: /hint: add --disable-userns/,
    cure: exec("--user", "--map-root-user", "--disable-userns", "--assert-userns-disabled"),
  },
  {
    name: "a process that is not there",
    argv: enter("--target", "4194305", "--net"),
    says: [/cannot find the process 4194305: pidfd_open\(4194305, .*\): ESRCH/],
    hint: /hint: no process of this PID namespace has that number: look at ps -e/,
    cure: shell(
      `${nsExec} enter --target $(ps -e -o pid= | tail -n 1 >/dev/null; echo $$) --net -- /bin/true`,
    ),
  },
  {
    name: "namespaces of somebody else's process",
    argv: [...nobody, ...enter("--target", String(process.pid), "--net")],
    says: [/cannot open the net namespace of process \d+: openat\(.*\): EACCES/],
    hint: /hint: .*be root/,
    cure: enter("--target", String(process.pid), "--net"),
  },
  {
    name: "a namespace by the number of none",
    argv: enter("--net=:7"),
    says: [/cannot open the net namespace ":7": no process that can be looked at is in it/],
    hint: /hint: ns-exec list shows the namespaces with their numbers/,
    cure: shell(
      `${nsExec} enter --net=:$(${nsExec} list --no-headings --output NS --type net --task $$ | tr -d ' ') -- /bin/true`,
    ),
  },
];

testCures(failures);

test.run();
