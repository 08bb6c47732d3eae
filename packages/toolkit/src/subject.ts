import type { AnyTool } from "./chain.ts";
import { askOptions, withCommonOptions } from "./common.ts";
import { EXIT } from "./exit.ts";
import type { OptionTable } from "./options.ts";
import type { Example, StageVerb, Verb } from "./tool.ts";

/** A row of the table of exit statuses. */
export interface ExitStatus {
  readonly status: string;
  readonly meaning: string;
}

/** A verb, as far as it is described. */
export type VerbPage = Pick<Verb, "summary" | "operands" | "options"> & Partial<Pick<StageVerb, "chains">>;

/** What help, completion and the man page are made of: a tool, a verb of one, or a command. */
export interface Subject {
  readonly name: string;
  /** One sentence without a full stop. */
  readonly summary: string;
  /** What stands behind the name. */
  readonly synopsis: string;
  /** Whether stages may follow. */
  readonly chains: boolean;
  /** More paragraphs, for the man page. */
  readonly description: readonly string[];
  /** All of them, those that every tool has included. */
  readonly options: OptionTable;
  readonly verbs: Readonly<Record<string, VerbPage>>;
  /** What the verbs are called. */
  readonly verbsTitle: string;
  readonly exitStatus: readonly ExitStatus[];
  readonly examples: readonly Example[];
  /** Manual pages, such as "unshare(2)". */
  readonly seeAlso: readonly string[];
}

const CHAIN_STATUS: readonly ExitStatus[] = [
  { status: `${EXIT.failed}`, meaning: "the tool failed" },
  { status: `${EXIT.notExecutable}/${EXIT.notFound}`, meaning: "PROG not runnable/not found" },
];

const PLAIN_STATUS: readonly ExitStatus[] = [
  { status: "0", meaning: "done" },
  { status: `${EXIT.failed}`, meaning: "the tool failed" },
];

/** A tool as a stage of a chain. */
export function toolSubject(tool: AnyTool): Subject {
  return {
    name: tool.name,
    summary: tool.summary,
    synopsis: tool.synopsis ?? "[options] [--] PROG [ARG...]",
    chains: true,
    description: tool.description ?? [],
    options: withCommonOptions(tool.options),
    verbs: withAllOptions(tool.verbs),
    verbsTitle: "Verbs",
    exitStatus: CHAIN_STATUS,
    examples: tool.examples ?? [],
    seeAlso: tool.seeAlso ?? [],
  };
}

function withAllOptions(verbs: Readonly<Record<string, VerbPage>> = {}): Readonly<Record<string, VerbPage>> {
  const all = Object.entries(verbs).map(([name, verb]) => {
    return [name, { ...verb, options: withCommonOptions(verb.options) }] as const;
  });
  return Object.fromEntries(all);
}

/** What a command of its own kind says of itself; its options are all that it takes. */
export interface CommandPage {
  readonly synopsis?: string;
  readonly description?: readonly string[];
  readonly options: OptionTable;
  readonly verbs?: Readonly<Record<string, VerbPage>>;
  readonly exitStatus?: readonly ExitStatus[];
  readonly examples?: readonly Example[];
  readonly seeAlso?: readonly string[];
}

/** A program of the box that is no chain tool. */
export function commandSubject(name: string, summary: string, page?: CommandPage): Subject {
  return {
    name,
    summary,
    synopsis: page?.synopsis ?? "[options] COMMAND [ARG...]",
    chains: false,
    description: page?.description ?? [],
    options: page?.options ?? askOptions(),
    verbs: page?.verbs ?? {},
    verbsTitle: "Commands",
    exitStatus: page?.exitStatus ?? PLAIN_STATUS,
    examples: page?.examples ?? [],
    seeAlso: page?.seeAlso ?? [],
  };
}

/** A verb of a tool or a command. */
export function verbSubject(owner: Subject, name: string, verb: VerbPage): Subject {
  return {
    ...owner,
    name: `${owner.name} ${name}`,
    summary: verb.summary,
    synopsis: [...(Object.keys(verb.options).length > 0 ? ["[options]"] : []), verb.operands ?? ""]
      .join(" ")
      .trim(),
    chains: verb.chains ?? false,
    description: [],
    options: verb.options,
    verbs: {},
    exitStatus: owner.chains ? (verb.chains ? CHAIN_STATUS : PLAIN_STATUS) : statusesOf(owner, name),
    examples: [],
  };
}

/** The statuses of a command without those of its other verbs, which begin with the verb's name: `explain: …`. */
function statusesOf({ exitStatus, verbs }: Subject, name: string): readonly ExitStatus[] {
  return exitStatus.filter(({ meaning }) => {
    const about = meaning.split(":")[0]!;
    return about === name || !Object.hasOwn(verbs, about);
  });
}
