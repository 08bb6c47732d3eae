import { platform } from "@isobox/kernel/host";

let variables: string[] | null = null;

/** The environment that the payload will get, as `NAME=value`, in order. Changed by {@link setVariable}. */
export function environment(): readonly string[] {
  variables ??= platform.environ();
  return variables;
}

/** Replaces the whole environment. */
export function replaceEnvironment(next: readonly string[]): void {
  variables = [...next];
}

/** The value of a variable: of the first one, as getenv(3) has it, where a name is there twice. */
export function getVariable(name: string): string | undefined {
  const prefix = `${name}=`;
  // Before anything is changed there is no need to have all of it as strings.
  const first = variables
    ? variables.find((variable) => variable.startsWith(prefix))
    : platform.environ(prefix)[0];
  return first?.slice(prefix.length);
}

/** Sets a variable, in the place of the first of its name, so that exactly one is left; undefined removes all. */
export function setVariable(name: string, value: string | undefined): void {
  const prefix = `${name}=`;
  const next: string[] = [];
  let placed = value === undefined;
  for (const variable of environment()) {
    if (!variable.startsWith(prefix)) next.push(variable);
    else if (!placed) {
      next.push(prefix + value);
      placed = true;
    }
  }
  if (!placed) next.push(prefix + value);
  variables = next;
}
