import * as sys from "@isobox/kernel/sys";
import { getVariable, replaceEnvironment } from "@isobox/toolkit";
import { findUser } from "./accounts.ts";

const PATH_OF_ROOT = "/usr/local/sbin:/usr/local/bin:/sbin:/bin:/usr/sbin:/usr/bin";
const PATH_OF_USERS = "/usr/local/bin:/bin:/usr/bin";

/**
 * Replaces the environment by what a login gives: TERM as it is, and SHELL, HOME, USER, LOGNAME and PATH of the user.
 *
 * @param uid the user that the program will be; undefined is the present one.
 * @throws {Failure} as `findUser`.
 * @see setpriv(1), --reset-env; login(1)
 */
export function resetEnvironment(uid = sys.getuid()): void {
  const account = findUser(uid);
  const term = getVariable("TERM");
  replaceEnvironment([
    ...(term === undefined ? [] : [`TERM=${term}`]),
    `SHELL=${account?.shell || "/bin/sh"}`,
    `HOME=${account?.home || "/"}`,
    ...(account === null ? [] : [`USER=${account.name}`, `LOGNAME=${account.name}`]),
    `PATH=${uid === 0 ? PATH_OF_ROOT : PATH_OF_USERS}`,
  ]);
}
