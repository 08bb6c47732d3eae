import { RLIM_INFINITY, RLIMITS, type RlimitName } from "@isobox/kernel/abi";
import {
  choice,
  commaList,
  defineVerb,
  doing,
  flag,
  formatTable,
  type OptionalValue,
  type OptionsOf,
  optional,
  print,
  UsageError,
  value,
} from "@isobox/toolkit";
import { parseProcessId } from "../process-id.ts";
import { formatLimit, type LimitChange, limitChange, rlimitOf, setRlimits } from "../rlimit.ts";

/** What a resource is, the unit in which it is counted, and its letter in prlimit(1). */
const RESOURCES: Readonly<Record<RlimitName, readonly [what: string, unit: string, short: string]>> = {
  as: ["address space", "bytes", "v"],
  core: ["size of a core file", "bytes", "c"],
  cpu: ["CPU time", "seconds", "t"],
  data: ["size of the data segment", "bytes", "d"],
  fsize: ["size of a file that it writes", "bytes", "f"],
  locks: ["file locks, without effect since Linux 2.4", "locks", "x"],
  memlock: ["memory locked against swapping", "bytes", "l"],
  msgqueue: ["POSIX message queues of the user", "bytes", "q"],
  nice: ["lowest nice value, as 20 minus it", "", "e"],
  nofile: ["open files, one more than the highest descriptor", "files", "n"],
  nproc: ["processes and threads of the user", "processes", "u"],
  rss: ["resident memory, without effect since Linux 2.4", "bytes", "m"],
  rtprio: ["highest real-time priority", "", "r"],
  rttime: ["CPU time under a real-time policy without a pause", "microseconds", "y"],
  sigpending: ["queued signals of the user", "signals", "i"],
  stack: ["size of the stack", "bytes", "s"],
};
const NAMES = Object.keys(RESOURCES) as RlimitName[];

const COLUMNS = ["resource", "description", "soft", "hard", "units"] as const;

/** An option for each resource: alone it names what to show, with a value what to set. */
const resources = Object.fromEntries(
  RLIMITS.map((name) => {
    const [what, unit, short] = RESOURCES[name];
    const help = `${what}${unit === "" ? "" : `, in ${unit}`}`;
    return [name, optional(limitChange, help, { short, section: "Resources" })];
  }),
) as Record<RlimitName, OptionalValue<LimitChange>>;

const options = {
  json: flag("as JSON", { forbids: ["output", "raw", "noheadings"] }),
  output: value(commaList(choice("COLUMN", COLUMNS)), "the columns of the table", { short: "o" }),
  raw: flag("one space between columns, in place of a table"),
  noheadings: flag("without the line of headings"),
  verbose: flag("tell what is changed"),
  ...resources,
};

type Given = OptionsOf<typeof options>;

/** `cap-drop limits [PID]`: the resource limits of a process, shown and set. */
export const limitsVerb = defineVerb({
  summary: "Show the resource limits of a process, or set them",
  operands: "[PID]",
  options,
  run(given, [word]) {
    const pid = word === undefined ? 0 : parseProcessId(word);
    const named = NAMES.filter((name) => given[name] !== undefined);
    const changes = named.flatMap((resource) => {
      const change = given[resource]!;
      return change === true ? [] : [{ resource, ...change }];
    });
    if (changes.length > 0 && pid === 0)
      throw new UsageError(
        `--${changes[0]!.resource} with a value needs a PID; for a program that is to be started: cap-drop --rlimit`,
      );
    // One prlimit64(2) for each: the kernel has no call for several.
    for (const change of changes) {
      const { resource } = change;
      const before = given.verbose ? formatNow(pid, resource) : "";
      setRlimits([change], pid);
      if (given.verbose)
        print(`${resource} of process ${pid}: ${before} is now ${formatNow(pid, resource)}\n`);
    }
    const shown = named.length === 0 ? NAMES : named.filter((name) => given[name] === true);
    if (shown.length > 0) print(show(given, pid, shown));
    return 0;
  },
});

function limitsOf(pid: number, resource: RlimitName): { soft: bigint; hard: bigint } {
  return doing(`cannot look at the limits of process ${pid === 0 ? "self" : pid}`, () =>
    rlimitOf(pid, resource),
  );
}

function formatNow(pid: number, resource: RlimitName): string {
  return limitChange.format(limitsOf(pid, resource));
}

function show({ json, output = COLUMNS, raw, noheadings }: Given, pid: number, names: RlimitName[]): string {
  const rows = names.map((resource) => {
    const [description, units] = RESOURCES[resource];
    return { resource, description, units, ...limitsOf(pid, resource) };
  });
  if (json) {
    const limits = rows.map(({ soft, hard, ...row }) => ({ ...row, soft: plain(soft), hard: plain(hard) }));
    return `${JSON.stringify({ limits }, null, 2)}\n`;
  }
  const cells = rows.map((row) =>
    output.map((column) => {
      const cell = row[column];
      return typeof cell === "bigint" ? formatLimit(cell) : cell;
    }),
  );
  const lines = noheadings ? cells : [output.map((column) => column.toUpperCase()), ...cells];
  if (raw)
    return lines.map((row) => `${row.map((cell) => cell.replaceAll(" ", "\\x20")).join(" ")}\n`).join("");
  const right = output.flatMap((column, i) => (column === "soft" || column === "hard" ? [i] : []));
  return formatTable(lines, { right });
}

/** A number where JSON's readers keep it exactly, else its digits; "unlimited" for none. */
function plain(limit: bigint): number | string {
  if (limit === RLIM_INFINITY) return "unlimited";
  return limit <= Number.MAX_SAFE_INTEGER ? Number(limit) : String(limit);
}
