// BPF programs of cgroups. Whoever may not load one gets EPERM, which is checked then instead.
import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { type Case, equal, throws } from "../case.ts";

/** MOV r0, 1; EXIT: a program that allows all. */
const ALLOW = new Uint8Array(new ArrayBuffer(16));
ALLOW.set([0xb7, 0, 0, 0, 1, 0, 0, 0, 0x95]);

const load = (name: string): sys.Fd => sys.bpfProgLoad(abi.BPF_PROG_TYPE_CGROUP_DEVICE, ALLOW, name);

/** Where v2 is mounted; null when it is not. */
function mountV2(): string | null {
  const statfs = sys.struct(abi.statfs.size);
  for (const mount of ["/sys/fs/cgroup", "/sys/fs/cgroup/unified"])
    if (
      sys.attempt(sys.NR.statfs, mount, statfs) === 0 &&
      sys.getU64(statfs, abi.statfs.f_type) === abi.CGROUP2_SUPER_MAGIC
    )
      return mount;
  return null;
}

export const cases: readonly Case[] = [
  {
    name: "bpfProgLoad(), bpfProgAttach(), bpfProgQuery(), bpfProgById(), bpfProgName() and bpfProgDetach()",
    run: () => {
      if (sys.geteuid() !== 0) {
        equal(throws(() => load("x"), sys.SyscallError).code, "EPERM");
        return;
      }
      using program = load("isobox_contract");
      equal(sys.bpfProgName(program), "isobox_contract");
      equal(sys.bpfProgById(0x7fffffff), null);
      const mount = mountV2();
      if (mount === null) return;
      const directory = `${mount}/isobox-contract-${sys.getpid()}-${sys.clock_gettime(1).nsec}`;
      sys.mkdirat(abi.AT_FDCWD, directory, 0o755);
      try {
        using cgroup = sys.open(directory, abi.O_RDONLY | abi.O_DIRECTORY);
        const type = abi.BPF_CGROUP_DEVICE;
        equal(sys.bpfProgQuery(cgroup, type), []);
        sys.bpfProgAttach(cgroup, program, type, abi.BPF_F_ALLOW_MULTI);
        const [id] = sys.bpfProgQuery(cgroup, type);
        using same = sys.bpfProgById(id!)!;
        equal(sys.bpfProgName(same), "isobox_contract");
        using second = load("second");
        sys.bpfProgAttach(cgroup, second, type, abi.BPF_F_ALLOW_MULTI | abi.BPF_F_REPLACE, program);
        equal(sys.bpfProgQuery(cgroup, type).length, 1);
        sys.bpfProgDetach(cgroup, second, type);
        equal(throws(() => sys.bpfProgDetach(cgroup, second, type), sys.SyscallError).code, "ENOENT");
      } finally {
        sys.unlinkat(abi.AT_FDCWD, directory, abi.AT_REMOVEDIR);
      }
    },
  },
];
