import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { EXIT, exit, fail } from "@isobox/toolkit";
import { type IdMaps, isOwnMap } from "./id-maps.ts";
import { openOwnDirectory } from "./process-directory.ts";
import { tellHelper } from "./tell-helper.ts";
import { type MapTarget, writeMaps } from "./write-maps.ts";

/** What writes the maps of the namespace that this process is going to enter. */
export interface Mapper {
  /** In the new namespace: has the maps written. Ends the process when they cannot be. */
  write(): void;
}

/**
 * Prepares the maps of a user namespace that this process will enter by unshare(2).
 *
 * Its own single id a process may map from inside. Anything else must come from the parent namespace, and once the
 * process has left that there is no way back: so a helper is forked that stays, and waits for a byte. It has the
 * old mount namespace too, where newuidmap is found.
 *
 * @param isAnothers whether the process will be another user by then, who may write no map.
 */
export function prepareMapper(maps: IdMaps, isAnothers = false): Mapper {
  const pid = sys.getpid();
  const directory = openOwnDirectory();
  if (isAnothers || !isOwnMap(maps)) return forkMapper({ pid, directory, isOutside: true }, maps);
  return {
    write() {
      writeMaps({ pid, directory, isOutside: false }, maps);
      directory.close();
    },
  };
}

function forkMapper(target: MapTarget, maps: IdMaps): Mapper {
  const request = sys.pipe();
  const answer = sys.pipe();
  const helper = sys.fork(() => {
    request.writeEnd.close();
    answer.readEnd.close();
    // newuidmap's status can be had only so: a caller may have left SIGCHLD ignored (wait(2), NOTES).
    sys.setDisposition(abi.SIGCHLD, abi.SIG_DFL);
    // The end of the pipe instead of a byte: the process has failed or died, and said so itself.
    if (sys.read(request.readEnd, sys.bytes(1)) === 0) exit(EXIT.failed);
    writeMaps(target, maps);
    sys.write(answer.writeEnd, "+");
    exit(0);
  }, fail);
  for (const fd of [request.readEnd, answer.writeEnd, target.directory]) fd.close();
  return {
    write() {
      tellHelper(request.writeEnd, "+");
      // The end of the pipe again: the helper has told why.
      if (sys.read(answer.readEnd, sys.bytes(1)) === 0) exit(EXIT.failed);
      for (const fd of [request.writeEnd, answer.readEnd]) fd.close();
      sys.attempt(sys.NR.wait4, helper, null, 0, null);
    },
  };
}
