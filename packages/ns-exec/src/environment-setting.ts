import { environment, replaceEnvironment, setVariable, type ValueType } from "@isobox/toolkit";

/** A variable and its value. */
export interface EnvironmentSetting {
  readonly name: string;
  readonly value: string;
}

/** The name of a variable: anything but nothing, and no `=`. */
export const environmentName: ValueType<string> = {
  placeholder: "NAME",
  parse(word) {
    if (word === "" || word.includes("=") || word.includes("\0"))
      throw new SyntaxError("the NAME of a variable");
    return word;
  },
  format: (name) => name,
};

/** `NAME=VALUE`. */
export const environmentSetting: ValueType<EnvironmentSetting> = {
  placeholder: "NAME=VALUE",
  parse(word) {
    const equals = word.indexOf("=");
    if (equals < 1 || word.includes("\0")) throw new SyntaxError("NAME=VALUE");
    return { name: word.slice(0, equals), value: word.slice(equals + 1) };
  },
  format: ({ name, value }) => `${name}=${value}`,
};

/** What is done to the environment of PROG. */
export interface EnvironmentChange {
  readonly clearEnv?: boolean | undefined;
  readonly whitelistEnv?: readonly string[] | undefined;
  readonly unsetenv?: readonly string[] | undefined;
  readonly setenv?: readonly EnvironmentSetting[] | undefined;
}

/** Changes the environment: first less, then more, whatever the order of the options. */
export function changeEnvironment({ clearEnv, whitelistEnv, unsetenv, setenv }: EnvironmentChange): void {
  if (whitelistEnv || clearEnv) {
    const kept = whitelistEnv ?? [];
    replaceEnvironment(
      environment().filter((variable) => kept.some((name) => variable.startsWith(`${name}=`))),
    );
  }
  if (unsetenv) for (const name of unsetenv) setVariable(name, undefined);
  if (setenv) for (const { name, value } of setenv) setVariable(name, value);
}
