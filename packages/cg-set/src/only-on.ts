import { Failure } from "@isobox/toolkit";

/** What one version of a controller can do and the other, which is in force here, cannot. */
export function onlyOn(version: 1 | 2, option: string, controller: string): Failure {
  return new Failure(
    `${option} needs cgroup v${version}, and the ${controller} controller here is v${3 - version}`,
  );
}
