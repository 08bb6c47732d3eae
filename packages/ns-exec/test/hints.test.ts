import * as abi from "@isobox/kernel/abi";
import { type Answers, record } from "@isobox/kernel/recorder";
import { NR, SyscallError } from "@isobox/kernel/sys";
import { hintsFor } from "@isobox/toolkit";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { mapReasons } from "../src/hints.ts";
import { hints, type IdRange } from "../src/index.ts";

/** Answers of a system where procfs says what `files` say, and this process has some capabilities. */
function system(
  files: Readonly<Record<string, string>>,
  ...capabilities: readonly abi.CapabilityName[]
): Answers {
  const open = new Map<number, string>();
  let next = 10;
  return {
    openat(args) {
      const text = files[String(args[1])];
      if (text === undefined) return -abi.ENOENT;
      open.set(next, text);
      return next++;
    },
    read(args) {
      const text = open.get(Number(args[0])) ?? "";
      open.set(Number(args[0]), "");
      if (ArrayBuffer.isView(args[1])) new Uint8Array(args[1].buffer).set(new TextEncoder().encode(text));
      return text.length;
    },
    capget(args) {
      let bits = 0n;
      for (const name of capabilities) bits |= 1n << BigInt(abi.CAPABILITIES.indexOf(name));
      if (ArrayBuffer.isView(args[1])) {
        const data = new DataView(args[1].buffer, args[1].byteOffset);
        data.setUint32(abi.cap_data.effective, Number(bits & 0xffffffffn), true);
        data.setUint32(abi.cap_data.effective + abi.cap_data.stride, Number(bits >> 32n), true);
      }
      return 0;
    },
    geteuid: 1000,
    getegid: 1000,
  };
}

function on<T>(answers: Answers, ask: () => T): T {
  let result: T | undefined;
  record(() => {
    result = ask();
  }, answers);
  return result as T;
}

const unshare = (flags: number, errno: number) => new SyscallError(NR.unshare, [flags], errno);
const { CLONE_NEWUSER, CLONE_NEWNET, EPERM, ENOSPC, EINVAL } = abi;

const rows: readonly (readonly [string, SyscallError, Answers, RegExp])[] = [
  [
    "without CAP_SYS_ADMIN",
    unshare(CLONE_NEWNET, EPERM),
    system({}),
    /CAP_SYS_ADMIN is missing .* --map-root-user \(unshare\(2\)\)/,
  ],
  [
    "with CAP_SYS_ADMIN",
    unshare(CLONE_NEWNET, EPERM),
    system({}, "sys_admin"),
    /seccomp filter or security module/,
  ],
  [
    "clone",
    new SyscallError(NR.clone, [CLONE_NEWNET | 17, 0, 0, 0, 0], EPERM),
    system({}),
    /CAP_SYS_ADMIN is missing/,
  ],
  [
    "an interface without CAP_NET_ADMIN",
    new SyscallError(NR.ioctl, [3, abi.SIOCSIFFLAGS, 0], EPERM),
    system({}),
    /CAP_NET_ADMIN .*\(netdevice\(7\)\)/,
  ],
  [
    "AppArmor's restriction",
    unshare(CLONE_NEWUSER, EPERM),
    system({ "/proc/sys/kernel/apparmor_restrict_unprivileged_userns": "1\n" }),
    /apparmor_restrict_unprivileged_userns is 1/,
  ],
  [
    "Debian's switch",
    unshare(CLONE_NEWUSER, EPERM),
    system({ "/proc/sys/kernel/unprivileged_userns_clone": "0\n" }),
    /unprivileged_userns_clone is 0/,
  ],
  ["a chroot", unshare(CLONE_NEWUSER, EPERM), system({}), /cannot be made in a chroot/],
  [
    "a limit of 0",
    unshare(CLONE_NEWNET, ENOSPC),
    system({ "/proc/sys/user/max_net_namespaces": "0\n", "/proc/sys/user/max_user_namespaces": "9\n" }),
    /^user.max_net_namespaces is 0/,
  ],
  ["a count that is exhausted", unshare(CLONE_NEWNET, ENOSPC), system({}), /count is exhausted.*32 deep/],
  ["a kernel without it", unshare(CLONE_NEWUSER, EINVAL), system({}), /built without/],
  [
    "setns",
    new SyscallError(NR.setns, [3, CLONE_NEWNET], EPERM),
    system({}),
    /CAP_SYS_ADMIN is needed in the user namespace that owns/,
  ],
  ["a long name", new SyscallError(NR.sethostname, ["x", 65], EINVAL), system({}), /64 bytes/],
];
for (const [name, error, answers, want] of rows)
  test(`${error.syscall} ${error.code}: ${name}`, () => {
    const found = on(answers, () => hintsFor(error, hints));
    assert.is(found.length, 1, found.join("\n"));
    assert.match(found[0]!, want);
  });

test("a clock that would be negative is told from any other ERANGE", () => {
  const write = (text: string) =>
    new SyscallError(NR.write, [3, new TextEncoder().encode(text), text.length], abi.ERANGE);
  assert.match(hintsFor(write("monotonic -9 0\n"), hints).join(), /no clock may become negative/);
  assert.equal(hintsFor(write("100000"), hints), []);
});

test("every hint names its manual page", () => {
  for (const { hint } of hints) if (typeof hint === "string") assert.match(hint, /\([a-z0-9_.-]+\(\d\)\)$/);
});

const all = "         0          0 4294967295\n";
const own: IdRange = { inside: 0, outside: 1000, count: 1 };
const many: IdRange = { inside: 0, outside: 100000, count: 65536 };
const refused = new SyscallError(NR.write, [3, "", 0], EPERM);
const maps: readonly (readonly [
  string,
  "uid_map" | "gid_map" | "setgroups",
  readonly IdRange[],
  Answers,
  RegExp,
])[] = [
  [
    "an ordinary user's range",
    "uid_map",
    [many],
    system({ "/proc/self/uid_map": all }),
    /without CAP_SETUID only one line that maps the own user id 1000/,
  ],
  [
    "an ordinary user's two lines",
    "gid_map",
    [own, many],
    system({ "/proc/self/gid_map": all }),
    /without CAP_SETGID only one line/,
  ],
  ["a group without deny", "gid_map", [own], system({ "/proc/self/gid_map": all }), /add --setgroups deny/],
  [
    "an id that is not mapped here",
    "uid_map",
    [many],
    system({ "/proc/self/uid_map": "0 5 1000\n 1000 100000 500\n" }, "setuid"),
    /^id 100000 is not mapped in this/,
  ],
  [
    "an end that is not mapped here",
    "uid_map",
    [{ inside: 0, outside: 900, count: 700 }],
    system({ "/proc/self/uid_map": "0 5 1000\n 1000 100000 500\n" }, "setuid"),
    /^id 1500 is not mapped in this/,
  ],
  [
    "root without CAP_SETFCAP",
    "uid_map",
    [{ ...many, outside: 0 }],
    system({ "/proc/self/uid_map": all }, "setuid"),
    /CAP_SETFCAP \(since Linux 5.12/,
  ],
  [
    "a second map",
    "uid_map",
    [many],
    system({ "/proc/self/uid_map": all }, "setuid", "setfcap"),
    /written once/,
  ],
  ["setgroups too late", "setgroups", [], system({}), /before gid_map is written/],
];
for (const [name, file, ranges, answers, want] of maps)
  test(`${file} EPERM: ${name}`, () => {
    const [reason] = on(answers, () => mapReasons(refused, file, ranges));
    assert.match(reason!, want);
  });

test("uid_map EACCES and EINVAL", () => {
  const why = (errno: number) => mapReasons(new SyscallError(NR.write, [3, "", 0], errno), "uid_map", [own]);
  assert.match(why(abi.EACCES).join(), /not dumpable/);
  assert.match(why(EINVAL).join(), /340 lines/);
  assert.equal(why(abi.EIO), []);
});

test.run();
