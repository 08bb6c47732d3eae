import { defaultConfig } from "./default.ts";
import type { Config, Namespace } from "./types.gen.ts";

/** A configuration that says how its container is isolated, and what of it nobody has asked for. */
export interface Completed {
  readonly config: Config;
  /** A key that was not given, and its value in words. */
  readonly assumed: readonly (readonly [path: string, value: string])[];
}

const NOTHING: Completed["assumed"] = [];
const NAMESPACES: readonly Namespace[] = (["pid", "network", "ipc", "uts", "mount"] as const).map((type) => ({
  type,
}));

/**
 * Completes a configuration that says nothing of namespaces.
 *
 * By the letter of the specification such a process would live in the namespaces of the runtime: its host name, its
 * mounts and its kill(2) would be the machine's. Nobody means that who writes down only a command and a root. So what
 * keeps a container apart is taken from `defaultConfig`, as far as the configuration does not say otherwise: namespaces,
 * mounts, masked and read-only paths, device rules; and what its process needs to find programs.
 *
 * @returns the same object where namespaces are listed, an empty list included: then nothing is assumed.
 */
export function assume(config: Config): Completed {
  if (config.linux?.namespaces !== undefined) return { config, assumed: NOTHING };
  const { process, mounts, linux = {} } = config;
  const assumed: (readonly [string, string])[] = [];
  const given = <T>(path: string, value: T | undefined, otherwise: T, inWords: string): T => {
    if (value !== undefined) return value;
    assumed.push([path, inWords]);
    return otherwise;
  };

  const model = defaultConfig();
  const namespaces = given("linux.namespaces", linux.namespaces, [...NAMESPACES], list(NAMESPACES, "type"));
  // The view of cgroups is left out: without a namespace of its own it would show the host's.
  const mounted = (model.mounts ?? []).filter(({ type }) => type !== "cgroup");
  const denied = (model.linux?.resources?.devices ?? []).slice();
  const env = model.process?.env?.filter((variable) => variable.startsWith("PATH=")) ?? [];
  const { maskedPaths = [], readonlyPaths = [] } = model.linux ?? {};
  const completed: Config = {
    ...config,
    ...(process && {
      process: {
        ...process,
        user: given("process.user", process.user, { uid: 0, gid: 0 }, "uid 0, gid 0"),
        cwd: given("process.cwd", process.cwd, "/", "/"),
        env: given("process.env", process.env, env, env.join(" ")),
      },
    }),
    mounts: given("mounts", mounts, mounted, list(mounted, "destination")),
    linux: {
      ...linux,
      namespaces,
      maskedPaths: given("linux.maskedPaths", linux.maskedPaths, maskedPaths, maskedPaths.join(", ")),
      readonlyPaths: given(
        "linux.readonlyPaths",
        linux.readonlyPaths,
        readonlyPaths,
        readonlyPaths.join(", "),
      ),
      resources: {
        ...linux.resources,
        devices: given(
          "linux.resources.devices",
          linux.resources?.devices,
          denied,
          "the default ones, and no other",
        ),
      },
    },
  };
  return { config: completed, assumed };
}

function list<K extends string>(items: readonly Readonly<Record<K, string>>[], key: K): string {
  return items.map((item) => item[key]).join(", ");
}
