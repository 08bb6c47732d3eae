import * as sys from "@isobox/kernel/sys";
import { setApparmorProfile } from "./apparmor.ts";
import { closeDescriptors } from "./close-fds.ts";
import type { Missing } from "./credential-sets.ts";
import { clearDeathSignal, deathSignal, setDeathSignal } from "./death-signal.ts";
import { resolveIdentity } from "./identity.ts";
import { enterLandlock, makeRuleset } from "./landlock.ts";
import { resetEnvironment } from "./login-environment.ts";
import { setNoNewPrivs } from "./no-new-privs.ts";
import { setOomScoreAdj } from "./oom-score-adj.ts";
import type { DropOptions } from "./options.ts";
import { changePrivileges } from "./privileges.ts";
import { setPtracer } from "./ptracer.ts";
import { setRlimits } from "./rlimit.ts";
import { setSchedulingOptions } from "./scheduling.ts";
import { setSelinuxLabel } from "./selinux.ts";
import { newSession } from "./session.ts";
import { joinSessionKeyring } from "./session-keyring.ts";
import { resetSignals } from "./signals.ts";
import { setUmask } from "./umask.ts";
import { checkWorkingDirectory, enterDirectory, enterDirectoryEarly } from "./working-directory.ts";

/**
 * Gives this process the identity, privileges and limits that its program is to have.
 *
 * The order is the point. What needs privilege comes first, privilege goes, then what must come last. Within:
 * files are opened before a limit on open files holds; the keyring is charged to root; a directory is tried as
 * root, who may enter where the user may not; the death signal is cancelled by a change of ids, so it is set after;
 * no_new_privs follows the capabilities, and Landlock it; descriptors close when nothing more is opened.
 *
 * Preconditions: the root and the namespaces are those of the payload.
 * Threads: single. Privilege: as the options need it (see each step); none without options.
 * @returns what was left out because of `skipUnavailable`, in words.
 * @throws {Failure} after which the process may be half changed: end it.
 */
export function dropPrivileges(options: DropOptions): Missing {
  const { chdir, pdeathsig } = options;
  const identity = resolveIdentity(options);
  const signal =
    typeof pdeathsig === "number" ? pdeathsig : identity && pdeathsig !== "clear" ? deathSignal() : 0;
  const parent = signal === 0 ? 0 : sys.getppid();
  if (options.resetEnv) resetEnvironment(identity?.uid?.real);

  if (options.setsid) newSession();
  if (options.apparmorProfile !== undefined) setApparmorProfile(options.apparmorProfile);
  if (options.selinuxLabel !== undefined) setSelinuxLabel(options.selinuxLabel);
  if (options.oomScoreAdj !== undefined) setOomScoreAdj(options.oomScoreAdj);
  if (options.sessionKeyring !== undefined) joinSessionKeyring(options.sessionKeyring);
  if (options.umask !== undefined) setUmask(options.umask);
  const ruleset = options.landlockAccess
    ? makeRuleset(options.landlockAccess, options.landlockRule ?? [])
    : null;
  const entered = chdir === undefined || enterDirectoryEarly(chdir, options.mkdir);
  setSchedulingOptions(options);
  if (options.rlimit) setRlimits(options.rlimit);

  // Without no_new_privs it takes CAP_SYS_ADMIN, so it comes before the drop.
  if (ruleset && !options.noNewPrivs) enterLandlock(ruleset);
  const missing = changePrivileges(options, identity);

  if (signal !== 0) setDeathSignal(signal, parent);
  if (pdeathsig === "clear") clearDeathSignal();
  if (options.ptracer !== undefined) setPtracer(options.ptracer);
  if (options.noNewPrivs) setNoNewPrivs();
  if (ruleset && options.noNewPrivs) enterLandlock(ruleset);
  if (chdir !== undefined) {
    if (!entered) enterDirectory(chdir);
    checkWorkingDirectory(chdir);
  }
  if (options.resetSignals) resetSignals();
  if (options.closeFds !== undefined) closeDescriptors(options.closeFds === true ? 2 : options.closeFds);
  return missing;
}
