import { capDrop } from "@isobox/cap-drop";
import { cgSet } from "@isobox/cg-set";
import { mntRoot } from "@isobox/mnt-root";
import { nsExec } from "@isobox/ns-exec";
import { ociPayload, ociRun, payloadKeeper } from "@isobox/oci-run";
import { ociSpec } from "@isobox/oci-spec";
import {
  type AnyTool,
  type Box,
  type Command,
  indexOf,
  registerEndingExplainers,
  registerPayloadKeeper,
  registerUndoers,
} from "@isobox/toolkit";

declare const ISOBOX_VERSION: string;
declare const ISOBOX_LICENSES: string;

const tools: readonly AnyTool[] = [capDrop, cgSet, mntRoot, nsExec, ociPayload];
const commands: readonly Command[] = [ociRun, ociSpec];

/** The names by which a program is linked, beside its own. Engines look for a runtime by these. */
const otherNames = { runc: ociRun, crun: ociRun } as const;

/** Every program of the box. Evaluated at build time, with the option tables prepared. */
export const box: Box = {
  tools: new Map(tools.map((tool) => [tool.name, tool])),
  commands: new Map([...commands.map((c) => [c.name, c] as const), ...Object.entries(otherNames)]),
  version: ISOBOX_VERSION,
  licenses: ISOBOX_LICENSES,
};

/** The programs that run from an unwritable copy of their own file, by each name (CVE-2019-5736). */
export const protectedNames: readonly string[] = [ociRun.name, ...Object.keys(otherNames)];

for (const tool of tools) indexOf(tool);
registerUndoers([...tools, ociRun]);
registerEndingExplainers(tools);
registerPayloadKeeper(payloadKeeper);
