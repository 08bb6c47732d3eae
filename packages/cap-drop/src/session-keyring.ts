import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import * as sys from "@isobox/kernel/sys";
import { doing, Failure } from "@isobox/toolkit";

/** <linux/key.h>: the key's owner may search it, which is what joining a keyring by name takes. */
const KEY_USR_SEARCH = 0x00080000;

/**
 * Gives this process a session keyring of its own, so that the keys of whoever started it are out of reach.
 *
 * @param name true for one without a name, which nobody else can join. With a name the keyring is shared by all
 *   processes of this user and user namespace that join it by that name.
 * Preconditions: before ids change, for the keyring counts against the quota of the user who makes it.
 * Threads: single.
 * @throws {Failure} EDQUOT when the user has too many keys; EPERM where a seccomp filter forbids it.
 * @see keyctl(2), KEYCTL_JOIN_SESSION_KEYRING; session-keyring(7)
 */
export function joinSessionKeyring(name: string | true): void {
  // A kernel built without keyrings has no keys to be hidden: the wish is met.
  const keyring = sys.attempt(
    sys.NR.keyctl,
    abi.KEYCTL_JOIN_SESSION_KEYRING,
    name === true ? null : name,
    0,
    0,
    0,
  );
  if (keyring === -abi.ENOSYS) return;
  if (keyring < 0)
    throw new Failure("cannot get a session keyring", {
      cause: new sys.SyscallError(
        sys.NR.keyctl,
        [abi.KEYCTL_JOIN_SESSION_KEYRING, name === true ? null : name],
        -keyring,
      ),
    });
  // 0: it is this process's session keyring already.
  if (name !== true && keyring > 0)
    doing("cannot let others join the session keyring", () => letOwnerSearch(keyring));
}

/** A process that is added to the container later finds the keyring by its name only if its owner may search it. */
function letOwnerSearch(keyring: number): void {
  const description = sys.bytes(512);
  const length = sys.keyctl(abi.KEYCTL_DESCRIBE, keyring, description, description.length);
  // "keyring;UID;GID;PERMISSIONS;NAME" and a NUL, the permissions in hexadecimal; cut off where it does not fit.
  const text = platform.decode(description, 0, Math.min(length, description.length) - 1);
  const permissions = Number.parseInt(text.split(";")[3]!, 16);
  if ((permissions & KEY_USR_SEARCH) === 0)
    sys.keyctl(abi.KEYCTL_SETPERM, keyring, (permissions | KEY_USR_SEARCH) >>> 0);
}
