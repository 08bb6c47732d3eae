/** What the kernel shows of a process's identity and privileges. */
export const credentials: readonly string[] = [
  "grep",
  "-E",
  "^(Uid|Gid|Groups|Cap|NoNewPrivs)",
  "/proc/self/status",
];

/** One field of /proc/self/status. */
export const statusField = (name: string): readonly string[] => ["grep", `^${name}:`, "/proc/self/status"];

/** The words that run shell text. */
export const shell = (script: string): readonly string[] => ["sh", "-c", script];

/**
 * Shell text with `$p`, the number of a process that sleeps until the text has run. It runs `command`, then `look`.
 *
 * @param start the words before `sleep`, for a process that is to be somebody else's or to have limits of its own.
 */
export const onProcess = (command: string, look: string, start = ""): readonly string[] =>
  shell(
    [
      `${start} sleep 60 >/dev/null 2>&1 & p=$!; trap 'kill $p' EXIT`,
      // Until then it is the shell, or what stands before it, with other ids and another group.
      "until grep -q sleep /proc/$p/comm; do sleep 0.01; done",
      `${command} && ${look}`,
    ].join("\n"),
  );

/** For output that names the process: its number differs from run to run. */
export const withoutPid = (output: string): string => output.replace(/\bpid \d+|^\S+ \(\d+\)/gm, "pid N");
