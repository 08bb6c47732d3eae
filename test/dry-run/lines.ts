import { NR, type SyscallName, syscallOf } from "@isobox/kernel/sys";

/** A line of `--trace` or `--dry-run`. */
export interface Line {
  /** The number of the process, as it sees it itself. */
  readonly pid: string;
  readonly step: string;
  readonly name: string;
  readonly args: readonly string[];
  /** "" for a call that does not come back. */
  readonly result: string;
  readonly assumed: boolean;
  readonly text: string;
}

/** The arguments of a call, cut at the commas that are not in a string, a list or a struct. */
function cut(text: string): string[] {
  const args: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quoted) {
      if (c === "\\") i++;
      else if (c === '"') quoted = false;
    } else if (c === '"') quoted = true;
    else if ("[{(".includes(c)) depth++;
    else if ("]})".includes(c)) depth--;
    else if (c === "," && depth === 0) {
      args.push(text.slice(from, i).trim());
      from = i + 1;
    }
  }
  if (text.trim() !== "") args.push(text.slice(from).trim());
  return args;
}

export function parseLines(text: string): Line[] {
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const match =
        /^\[([0-9]+)\] (?:\[([a-z-]+)\] )?([a-z0-9_]+)\((.*?)\)(?: = (.*?))?( <assumed>)?( # .*)?$/s.exec(
          line,
        );
      if (!match) throw new Error(`no line of a trace: ${line}`);
      const [, pid, step = "", name, args, result = "", assumed] = match;
      return {
        pid: pid!,
        step,
        name: name!,
        args: cut(args!),
        result,
        assumed: assumed !== undefined,
        text: line,
      };
    });
}

/** Calls that change something with some arguments only, told by what the trace shows of them. */
const WHEN: Readonly<Record<string, (line: Line) => boolean>> = {
  openat: ({ args }) => /O_CREAT|O_TRUNC|O_TMPFILE/.test(args[2]!),
  openat2: ({ args }) => /O_CREAT|O_TRUNC|O_TMPFILE/.test(args[2]!),
  open_tree: ({ args }) => /OPEN_TREE_CLONE/.test(args[2]!),
  fcntl: ({ args }) => /^F_(SETFL|SETPIPE_SZ|ADD_SEALS|SETLEASE)$/.test(args[1]!),
  prctl: ({ args }) => !/^PR_GET|^PR_CAPBSET_READ/.test(args[0]!) && args[1] !== "PR_CAP_AMBIENT_IS_SET",
  keyctl: ({ args }) => args[0] !== "KEYCTL_DESCRIBE",
  kill: ({ args }) => args[1] !== "0",
  pidfd_send_signal: ({ args }) => args[1] !== "0",
  prlimit64: ({ args }) => args[2] !== "NULL",
  ioctl: ({ args }) => args[1] !== "SIOCGIFFLAGS",
  personality: ({ args }) => args[0] !== "0xffffffff",
};

export function changes(line: Line): boolean {
  if (!(line.name in NR)) throw new Error(`no call: ${line.text}`);
  const row = syscallOf(NR[line.name as SyscallName]);
  return row.changes && (WHEN[line.name]?.(line) ?? true);
}

/** Calls whose answer is a number that the kernel picks. */
const NUMBERED = new Set([
  ...["openat", "openat2", "open_tree", "open_tree_attr", "fsopen", "fsmount", "fspick"],
  ...["clone", "clone3", "setsid", "memfd_create", "pidfd_open"],
]);

/** A call without the numbers that differ from run to run: of descriptors, processes and keys. */
export function normalised(line: Line): string {
  const { parameters } = syscallOf(NR[line.name as SyscallName]);
  const args = line.args.map((arg, i) => {
    const parameter = parameters[i] ?? "";
    if (/fd/.test(parameter) && /^[0-9]+$/.test(arg)) return "FD";
    if (/^pid$/.test(parameter) && /^[1-9][0-9]*$/.test(arg)) return "PID";
    if (line.name === "keyctl" && /^[0-9]{7,}$/.test(arg)) return "KEY";
    // A process tells another one its number.
    if (line.name === "write" && /^"[0-9]{3,}"$/.test(arg) && line.step === "ns-exec") return "PID";
    return arg
      .replace(/\b(cgroup|userns_fd|target_fd|attach_bpf_fd)=[0-9]+/g, "$1=FD")
      .replace(/\binsns=0x[0-9a-f]+/, "insns=ADDRESS")
      .replace(/\/proc\/[0-9]+/g, "/proc/PID")
      .replace(/\bself\/fd\/[0-9]{1,}(?=[/,":])/g, "self/fd/FD")
      .replace(/"runtime \\"[0-9]+/, '"runtime \\"PID')
      .replace(/\.tmp-[0-9]+"/, '.tmp-PID"')
      .replace(/\bcg-set-[0-9a-z]{6,}\b/g, "cg-set-RANDOM");
  });
  // How long a path is that holds a descriptor.
  if (line.name === "bind" || line.name === "connect") args[2] = "LENGTH";
  let result = line.result;
  if ((NUMBERED.has(line.name) || args[0] === "BPF_PROG_LOAD") && /^[1-9][0-9]*$/.test(result))
    result = "NUMBER";
  if (line.name === "keyctl" && /^[0-9]{7,}$/.test(result)) result = "KEY";
  // How long a text is that holds a process id or a time differs too; that it is written whole is checked.
  if (/^(write|sendto)$/.test(line.name) && result === line.args[2]) {
    args[2] = "LENGTH";
    result = "LENGTH";
  }
  return `[${line.step}] ${line.name}(${args.join(", ")})${result === "" ? "" : ` = ${result}`}`;
}

/** The changing calls of each process, in the order of the processes' first lines; of each in its own order. */
export function changingCalls(text: string): string[][] {
  const lines = parseLines(text);
  const byProcess = new Map<string, Line[]>();
  for (const line of lines) byProcess.set(line.pid, [...(byProcess.get(line.pid) ?? []), line]);
  return [...byProcess.values()].map((own) =>
    own
      // A trace writes an exec down before it is tried, and once more when it was refused.
      .filter(
        (line, i) => !(line.name.startsWith("exec") && line.result === "" && isRefused(line, own[i + 1])),
      )
      .filter(changes)
      .map(normalised),
  );
}

function isRefused(line: Line, next: Line | undefined): boolean {
  return next?.name === line.name && next.result.startsWith("-1") && next.args.join() === line.args.join();
}
