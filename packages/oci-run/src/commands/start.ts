import { assumeReply, Failure, voice } from "@isobox/toolkit";
import { type Message, passOn, receive } from "../line-to-parent.ts";
import { openGate, removeGate } from "../start-gate.ts";
import { openStateDirectory, type StateDirectory } from "../state.ts";
import { inspect } from "../status.ts";

/** `oci-run start ID`: lets a created container's program begin. Returns when it has, or has failed to. */
export function start(root: string, id: string): number {
  const directory = openStateDirectory(root, id);
  const connection = openGate(directory);
  if (connection) assumeReply(connection, JSON.stringify(READY));
  // Two may knock at once; the one that gets no answer came second.
  const answer = connection && receive(connection);
  if (!connection || !answer) throw notCreated(directory);
  removeGate(directory);
  // The end of the connection is the exec.
  let failed = !("ready" in answer) && passOn(answer);
  for (let message = receive(connection); message; message = receive(connection))
    failed = passOn(message) || failed;
  return failed ? voice.failed : 0;
}

/** What a container that waits answers. */
const READY: Message = { ready: true };

function notCreated(directory: StateDirectory): Failure {
  const { status } = inspect(directory);
  const why = {
    creating: "it is still being made",
    created: "another start was quicker",
    running: "it runs already",
    paused: "it runs already, and is paused",
    stopped: "its process has ended",
  }[status];
  return new Failure(`cannot start "${directory.id}": ${why}`);
}
