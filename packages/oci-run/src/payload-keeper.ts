import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { encodeLossy, give, look, lookNote, type PayloadKeeper, take } from "@isobox/toolkit";
import { becomeProgram } from "./container-program.ts";
import { deliverTo } from "./line-to-parent.ts";

/**
 * What a container's program needs and its command line does not say, for a later program of the chain: as JSON in
 * a file in memory. The environment of the programs between is no place for it, because a container's may have
 * variables of our names, one name twice, and what is no variable at all.
 */
export interface LeftPayload {
  readonly env: readonly string[];
  readonly preserveFds: number;
  readonly announced: boolean;
}

/** What the descriptors behind the file in memory are, in order; a word each in the note. */
interface Channels {
  readonly line?: sys.Fd;
  readonly gate?: sys.Fd;
}

/** Leaves word for the program of the last stage, which becomes the payload. */
export function leavePayload(left: LeftPayload, channels: Channels = {}): void {
  const file = sys.memfdCreate("payload", 0);
  sys.writeAll(file, encodeLossy(JSON.stringify(left)));
  const given = Object.entries(channels).filter((entry): entry is [string, sys.Fd] => entry[1] !== undefined);
  give("payload", [file, ...given.map(([, fd]) => fd)], given.map(([name]) => name).join(","));
}

function channelsIn(fds: readonly sys.Fd[]): Channels {
  const names = lookNote("payload").split(",");
  return Object.fromEntries(fds.slice(1).map((fd, i) => [names[i], fd]));
}

/** The container's program at the end of a chain. */
export const payloadKeeper: PayloadKeeper = {
  resume() {
    const { line } = channelsIn(look("payload"));
    if (line) deliverTo(line);
  },
  execute(argv) {
    const { line = null, gate = null } = channelsIn(look("payload"));
    using file = take("payload")[0]!;
    sys.lseek(file, 0, abi.SEEK_SET);
    const left = JSON.parse(sys.readText(file)) as LeftPayload;
    return becomeProgram(argv, { ...left, uid: sys.geteuid(), line, gate });
  },
};
