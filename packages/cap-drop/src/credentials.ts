import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import * as sys from "@isobox/kernel/sys";
import { type Limits, type Privileges, parseLimits, parseStatus } from "./proc-status.ts";
import { type Pid, readProcessFile, tryReadProcessFile } from "./process-files.ts";
import { securebitNames, securebitsNow } from "./securebits.ts";
import { type UserNamespace, userNamespaceOf } from "./user-namespace.ts";

/** All that can be told of who a process is and what it may do. */
export interface Credentials extends Privileges {
  /** Null for another process: the kernel tells a process of its own only. */
  readonly securebits: readonly string[] | null;
  readonly userNamespace: UserNamespace;
  /** What the security module in force (SELinux, AppArmor, Smack) calls the process; null without one. */
  readonly securityLabel: string | null;
  /** The name of the session keyring; null for another process, and without one. */
  readonly sessionKeyring: string | null;
  readonly oomScoreAdj: number;
  readonly rlimits: Limits;
}

/** @throws {Failure} ENOENT when there is no such process. */
export function credentialsOf(pid: Pid): Credentials {
  const self = pid === "self";
  return {
    ...parseStatus(readProcessFile(pid, "status")),
    securebits: self ? securebitNames(securebitsNow()) : null,
    userNamespace: userNamespaceOf(pid),
    securityLabel: securityLabel(pid),
    sessionKeyring: self ? sessionKeyring() : null,
    oomScoreAdj: Number(readProcessFile(pid, "oom_score_adj")),
    rlimits: parseLimits(readProcessFile(pid, "limits")),
  };
}

function securityLabel(pid: Pid): string | null {
  const label = tryReadProcessFile(pid, "attr/current")?.replace(/[\0\n]+$/, "");
  return label === undefined || label === "" ? null : label;
}

/** "keyring;UID;GID;PERMISSIONS;NAME" */
function sessionKeyring(): string | null {
  const text = sys.bytes(512);
  const length = sys.attempt(
    sys.NR.keyctl,
    abi.KEYCTL_DESCRIBE,
    abi.KEY_SPEC_SESSION_KEYRING,
    text,
    text.length,
    0,
  );
  if (length <= 0) return null;
  return platform.decode(text, 0, Math.min(length, text.length) - 1).split(";")[4] ?? null;
}
