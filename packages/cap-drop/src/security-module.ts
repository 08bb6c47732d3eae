import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { Failure, openProcfs } from "@isobox/toolkit";

const NAMES = {
  SELinux: { id: abi.LSM_ID_SELINUX, word: "selinux" },
  AppArmor: { id: abi.LSM_ID_APPARMOR, word: "apparmor" },
} as const;
export type SecurityModule = keyof typeof NAMES;

/** More than Linux has. */
const MOST = 32;

/**
 * Whether the kernel has a security module in force.
 *
 * @see lsm_list_modules(2), since Linux 6.8. Before it /sys/kernel/security/lsm, which a container does not see; what is
 *   sure then is the procfs: AppArmor has a directory of its own since 5.8, whose "current" only a module that is in
 *   force can be asked for ("exec" gives EINVAL as long as nothing is set), and SELinux registers a file system.
 */
export function isInForce(module: SecurityModule): boolean {
  const ids = sys.struct(8 * MOST);
  const size = sys.struct(4);
  size.setUint32(0, ids.byteLength, sys.LE);
  const count = sys.attempt(sys.NR.lsm_list_modules, ids, size, 0);
  const { id } = NAMES[module];
  if (count >= 0) return Array.from({ length: count }, (_, i) => sys.getU64(ids, 8 * i)).includes(id);
  const file = module === "AppArmor" ? "self/attr/apparmor/current" : "filesystems";
  const text = tryRead(file);
  return text !== null && (module === "AppArmor" || text.includes("\tselinuxfs\n"));
}

function tryRead(path: string): string | null {
  try {
    using fd = openProcfs(path, abi.O_RDONLY);
    return sys.readText(fd);
  } catch (error) {
    if (error instanceof sys.SyscallError) return null;
    throw error;
  }
}

/**
 * A label must not be written to a kernel that reads it as another module's, or not at all: the program would run
 * unconfined without a word.
 *
 * @throws {Failure}
 */
export function needSecurityModule(module: SecurityModule, what: string, option: string): void {
  if (isInForce(module)) return;
  throw new Failure(`cannot set ${what}: ${module} is not in force here`, {
    hints: [
      `look at: cat /sys/kernel/security/lsm; the boot parameter lsm= has to name ${NAMES[module].word}, and the kernel to be built with it`,
      `leave ${option} out to run without it`,
    ],
  });
}
