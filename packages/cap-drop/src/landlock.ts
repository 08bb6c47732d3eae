import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { doing, Failure } from "@isobox/toolkit";
import type { LandlockAccess, LandlockRule } from "./landlock-options.ts";
import { FILE_RIGHTS, type LandlockKind, rightNames, rightsOf, versionFor } from "./landlock-rights.ts";

/**
 * Makes a ruleset: what `access` names is forbidden, but for what a rule allows.
 *
 * Paths are opened here, as whoever the process is now and in the root in force: a rule is about the file, not the name.
 * Threads: any. Privilege: none.
 * @returns the ruleset, for {@link enterLandlock}.
 * @throws {Failure} from a kernel without Landlock, or too old for a right that is named; ENOENT for a path.
 * @see landlock_create_ruleset(2), landlock_add_rule(2)
 */
export function makeRuleset(access: readonly LandlockAccess[], rules: readonly LandlockRule[]): sys.Fd {
  const version = sys.landlockVersion();
  if (version === 0)
    throw new Failure("cannot restrict the program by Landlock: the kernel does not have it in force", {
      hints: [
        "it needs Linux 5.13 with CONFIG_SECURITY_LANDLOCK, and landlock among lsm= at boot (landlock(7))",
      ],
    });
  const handled = { fs: 0, net: 0, scope: 0 };
  for (const { kind, rights } of access) handled[kind] |= rights === null ? allOf(kind, version) : rights;
  for (const kind of ["fs", "net", "scope"] as const) checkVersion(kind, handled[kind], version);
  const ruleset = doing("cannot make a Landlock ruleset", () =>
    sys.landlock_create_ruleset({ fs: handled.fs, net: handled.net, scoped: handled.scope }),
  );
  for (const rule of rules) addRule(ruleset, rule, handled[rule.kind]);
  return ruleset;
}

/** @throws {Failure} when the version has none, for "all" must not come to mean nothing. */
function allOf(kind: LandlockKind, version: number): number {
  const all = rightsOf(kind, version);
  if (all === 0)
    throw tooOld(kind, kind, version, versionFor(kind, rightsOf(kind, Number.POSITIVE_INFINITY)));
  return all;
}

function checkVersion(kind: LandlockKind, rights: number, version: number): void {
  const missing = rights & ~rightsOf(kind, version);
  if (missing !== 0)
    throw tooOld(kind, rightNames(kind, missing).join(", "), version, versionFor(kind, missing));
}

function tooOld(kind: LandlockKind, what: string, version: number, needed: number): Failure {
  return new Failure(
    `cannot restrict ${what}: Landlock is of version ${version} here, and this takes ${needed}`,
    {
      hints: [`name the rights of ${kind} that it has: cap-drop show --landlock (landlock(7))`],
    },
  );
}

function addRule(ruleset: sys.Fd, rule: LandlockRule, handled: number): void {
  if (rule.kind === "net") {
    const { port, rights } = rule;
    doing(`cannot allow the port ${port}`, () => sys.landlockAllowPort(ruleset, port, rights ?? handled));
    return;
  }
  const { path, rights } = rule;
  doing(`cannot allow access below ${path}`, () => {
    using parent = sys.open(path, abi.O_PATH);
    const isDirectory = (sys.fstat(parent).mode & abi.S_IFMT) === abi.S_IFDIR;
    const possible = rights ?? handled;
    sys.landlockAllowPath(ruleset, parent, isDirectory ? possible : possible & FILE_RIGHTS);
  });
}

/**
 * Puts a ruleset in force, for good and for all that come from this process.
 *
 * Preconditions: no_new_privs, or CAP_SYS_ADMIN in the user namespace. Threads: single.
 * @throws {Failure} EPERM without either.
 * @see landlock_restrict_self(2)
 */
export function enterLandlock(ruleset: sys.Fd): void {
  doing("cannot restrict the program by Landlock", () => sys.landlock_restrict_self(ruleset));
  entered = true;
}

let entered = false;

/** Whether a ruleset of this process is in force: for a hint when the program cannot be executed. */
export function isLandlocked(): boolean {
  return entered;
}
