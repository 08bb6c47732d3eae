import {
  applyStages,
  execStages,
  Failure,
  openOwnProgram,
  replaceEnvironment,
  type Stage,
  sayable,
} from "@isobox/toolkit";

/**
 * Applies the stages of a container by real execs, as `ISOBOX_CHAIN=exec` asks.
 *
 * Up to the fork they are applied in this process: it is the one that stays outside, and it is the runtime. Its
 * child then becomes one program after the other.
 *
 * @param leave in the child, before the first exec: leaves word about the payload.
 */
export function applyByExec(stages: readonly Stage[], payload: readonly string[], leave: () => void): never {
  const fork = stages.findIndex(({ options: { fork } }) => fork === true);
  const others = stages.slice(fork + 1).map(inWords);
  // Now, because a mount namespace that is joined behind the fork may have no /proc.
  openOwnProgram();
  return applyStages(stages.slice(0, fork + 1), () => {
    leave();
    // What the container's processes can read of these programs is not to be the environment of the host's.
    replaceEnvironment([]);
    return execStages(others, payload);
  });
}

function inWords(stage: Stage): Stage {
  const said = sayable(stage);
  if (said.unsayable.length > 0)
    throw new Failure(`${stage.tool.name} has no words for its option ${said.unsayable.join(" and ")}`);
  return said.stage;
}
