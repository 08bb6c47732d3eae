// The completion scripts in the shells that they are for.
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { output, scratch, tool } from "./lib/tools.ts";

const directory = scratch("completion");
const env = {
  PATH: `${dirname(tool("isobox"))}:/usr/sbin:/usr/bin:/sbin:/bin`,
  HOME: directory,
  TERM: "dumb",
  LC_ALL: "C",
};

function scriptOf(shell: string): string {
  const file = join(directory, `completion.${shell}`);
  writeFileSync(file, output([tool("isobox"), "completion", shell]));
  return file;
}

const lines = {
  "ns-exec --hos": "ns-exec --hostname",
  "ns-exec ent": "ns-exec enter",
  "cap-drop sh": "cap-drop show",
  "mnt-root --propagation rsh": "mnt-root --propagation rshared",
  "oci-run sta": null,
} as const;

for (const [line, completed] of Object.entries(lines))
  test(`bash completes "${line}"`, () => {
    const words = line.split(" ");
    const script = `. ${scriptOf("bash")}
      COMP_WORDS=(${words.join(" ")}); COMP_CWORD=${words.length - 1}; COMP_LINE='${line}'; COMP_POINT=${line.length}
      function=$(complete -p ${words[0]} | sed 's/.*-F \\([^ ]*\\).*/\\1/'); "$function"; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const found = output(["bash", "--norc", "-c", script], { env }).trim().split("\n");
    const expected = completed === null ? ["start", "state"] : [completed.split(" ").at(-1)];
    assert.equal(found.sort(), expected);
  });

/** What an interactive zsh has on its line after the Tab key: typed into a terminal, because its completion needs one. */
async function tab(line: string): Promise<string> {
  const file = scriptOf("zsh");
  const script = `zmodload zsh/zpty
    zpty z zsh -f -i
    zpty -w z "PROMPT=; autoload -U compinit; compinit -D; . ${file}; bindkey '^I' complete-word; print R''EADY"
    while zpty -r z text; do [[ $text == *READY* ]] && break; done
    zpty -w z 'shown() { print -r -- "LI""NE<$BUFFER>"; BUFFER=; zle accept-line }; zle -N shown; bindkey "^X" shown; print S''ET'
    while zpty -r z text; do [[ $text == *SET* ]] && break; done
    zpty -w -n z ${JSON.stringify(line)}$'\\t\\x18'
    while zpty -r z text; do [[ $text == *LINE\\<* ]] && { print -r -- "$text"; break; }; done`;
  const shell = spawn("zsh", ["-f", "-c", script], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
    detached: true,
  });
  const timer = setTimeout(() => process.kill(-shell.pid!, "SIGKILL"), 30_000);
  let text = "";
  for await (const data of shell.stdout) text += data;
  clearTimeout(timer);
  return /LINE<(.*?)>/.exec(text)?.[1]?.trimEnd() ?? text;
}

for (const [line, completed] of Object.entries(lines)) {
  if (completed === null) continue;
  test(`zsh completes "${line}"`, async () => {
    assert.is(await tab(line), completed);
  });
}

test.run();
