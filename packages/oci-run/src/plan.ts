import { processStageOptions } from "@isobox/cap-drop";
import { cgroupStageOptions } from "@isobox/cg-set";
import { SIGKILL } from "@isobox/kernel/abi";
import { idMapped, type Mount, mountStageOptions } from "@isobox/mnt-root";
import { namespaceStageOptions } from "@isobox/ns-exec";
import { assume, type Config } from "@isobox/oci-spec";
import { Failure } from "@isobox/toolkit";
import type { Bundle } from "./bundle.ts";
import { refuseHostNamespaces } from "./host-namespaces.ts";
import { refuseUnsupported } from "./unsupported.ts";

/** What the command line of oci-run adds to the configuration. */
export interface PlanOptions {
  readonly noPivot?: boolean | undefined;
  readonly noNewKeyring?: boolean | undefined;
  readonly preserveFds?: number | undefined;
}

/** A container as options of the stages that make it. One value: it is applied, or printed. */
export interface Plan {
  readonly cgroup: ReturnType<typeof cgroupStageOptions> | null;
  readonly namespaces: ReturnType<typeof namespaceStageOptions>;
  readonly root: ReturnType<typeof mountStageOptions>;
  /** The mounts that are made before the user namespace, which has no right to map their ids. */
  readonly idMapped: readonly Mount[];
  readonly process: ReturnType<typeof processStageOptions>["options"];
  /** Absolute path of the root file system. */
  readonly rootfs: string;
  readonly uid: number;
  /** How many descriptors behind the first three the payload gets. */
  readonly preserveFds: number;
  readonly argv: readonly string[];
  readonly env: readonly string[];
  /** What was asked for and cannot be had here, though the container can start. */
  readonly warnings: readonly string[];
  /** What a reader of the log may want to know. */
  readonly notes: readonly string[];
}

/**
 * Compiles a configuration into the options of its stages. Changes nothing.
 *
 * @param diesWithRuntime until the container is created, a runtime that is killed takes it along.
 * @throws {Failure} when the configuration asks for what this runtime cannot do.
 */
export function plan(id: string, bundle: Bundle, options: PlanOptions, diesWithRuntime: boolean): Plan {
  const { config, assumed } = assume(bundle.config);
  refuseUnsupported(config);
  refuseHostNamespaces(config, config.linux?.namespaces ?? []);
  const process = config.process;
  if (!process) throw new Failure("config.json has no process: there is nothing to run");
  const identity = processStageOptions(process, config.linux);
  if (!options.noNewKeyring) identity.options.sessionKeyring = sessionKeyring(id);
  identity.options.resetSignals = true;
  const { outer, inner } = namespaceStageOptions(config);
  const root = config.root?.path ?? "";
  const mounting = mountStageOptions(config, bundle.path);
  return {
    cgroup: cgroupStageOptions(config.linux ?? {}, id),
    namespaces: { outer: diesWithRuntime ? { ...outer, killChild: SIGKILL } : outer, inner },
    root: {
      ...mounting,
      ...(options.noPivot && { noPivot: true }),
      // The stage before has just made the mount namespace, or joined it; without one mnt-root must look.
      ...((inner.mount || inner.join?.some(({ type }) => type === "mount")) && { force: true }),
    },
    idMapped: hasUserNamespace(config) ? idMapped(mounting.mount ?? []) : [],
    process: identity.options,
    rootfs: root.startsWith("/") ? root : `${bundle.path}/${root}`,
    uid: process.user?.uid ?? 0,
    preserveFds: options.preserveFds ?? 0,
    argv: process.args ?? [],
    env: process.env ?? [],
    warnings: assumed.length === 0 ? identity.warnings : [...assumed.map(assumption), ...identity.warnings],
    notes: identity.notes,
  };
}

function hasUserNamespace({ linux }: Config): boolean {
  return linux?.namespaces?.some(({ type }) => type === "user") ?? false;
}

function assumption([key, value]: readonly [string, string]): string {
  return `config.json does not say ${key}: assuming ${value}`;
}

/** As runc names it: one session keyring a container, so that the caller's keys are out of reach. */
function sessionKeyring(id: string): string {
  return `_ses.${id}`;
}
