import type { Report } from "../problem.ts";
import type { Seccomp, SeccompAction } from "../types.gen.ts";

export function seccompRules(seccomp: Seccomp, report: Report): void {
  const { defaultAction, defaultErrnoRet, listenerPath, listenerMetadata, syscalls } = seccomp;
  if (defaultErrnoRet !== undefined && !hasErrno(defaultAction)) {
    report("linux.seccomp.defaultErrnoRet", wordless("defaultAction", defaultAction));
  }
  if (listenerMetadata && !listenerPath) {
    report("linux.seccomp.listenerMetadata", "is for a listener: want listenerPath too");
  }
  if (!syscalls) return;
  for (let i = 0; i < syscalls.length; i++) {
    const { action, errnoRet } = syscalls[i]!;
    if (errnoRet === undefined || hasErrno(action)) continue;
    report(`linux.seccomp.syscalls[${i}].errnoRet`, wordless("action", action));
  }
}

function hasErrno(action: SeccompAction): boolean {
  return action === "SCMP_ACT_ERRNO" || action === "SCMP_ACT_TRACE";
}

function wordless(key: string, action: SeccompAction): string {
  return `${action} has no errno: want the ${key} SCMP_ACT_ERRNO or SCMP_ACT_TRACE with it`;
}
