import {
  closeAbove,
  defineTool,
  heldDescriptors,
  integer,
  list,
  openedProcfs,
  text,
  value,
} from "@isobox/toolkit";
import { leavePayload } from "./payload-keeper.ts";

/**
 * The container's program as a stage can prepare it: what it says holds for the payload, and nothing between sees
 * it. So it may stand in front, and cap-drop stays the last stage.
 */
export const ociPayload = defineTool({
  name: "oci-payload",
  summary: "Make PROG at the end of the chain start as the program of an OCI container",
  description: [
    "The payload gets the variables of --env and no others. Without HOME, or with an empty one, it gets the home directory that the container's /etc/passwd has for its user, else /.",
    "Descriptors above 2 are closed at once, but for those of --preserve-fds: none of the host's is open when a path of the container is followed (CVE-2024-21626).",
    "A name without a slash is looked up in the PATH of that environment; without one it is not found. A text file without #! is not executed.",
  ],
  options: {
    env: list(text("NAME=VALUE"), "a variable of the environment; repeatable, in order"),
    preserveFds: value(integer("N", 0, 1_000_000), "pass descriptors 3 to 2+N on", { defaultText: "0" }),
  },
  apply({ env = [], preserveFds = 0 }, rest) {
    leavePayload({ env, preserveFds, announced: false });
    closeAbove(2 + preserveFds, [...heldDescriptors(), ...openedProcfs()]);
    return rest();
  },
  examples: [
    {
      prompt: "#",
      command:
        "oci-payload --env PATH=/bin -- ns-exec --mount -- mnt-root --root ./rootfs -- cap-drop --user 1000:1000 -- sh",
      note: "a shell with PATH and its user's HOME, whatever the caller's environment has",
    },
  ],
  seeAlso: ["oci-run(1)", "env(1)", "environ(7)"],
});
