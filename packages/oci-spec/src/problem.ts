/** Something in a document that is wrong. */
export interface Problem {
  /** Where, as a JavaScript expression would say it: `process.rlimits[0].type`; empty for the document itself. */
  readonly path: string;
  /** What is wrong, and what would be right. */
  readonly message: string;
}

/** Notes a problem. */
export type Report = (path: string, message: string) => void;

const NAME = /^[A-Za-z_$][\w$]*$/;

/** The path of a part: `process` and `args` give `process.args`; 0 gives `[0]`; other keys are quoted. */
export function join(path: string, key: string | number): string {
  if (typeof key === "number") return `${path}[${key}]`;
  if (!NAME.test(key)) return `${path}[${quote(key)}]`;
  return path ? `${path}.${key}` : key;
}

/** A value as a message quotes it: short, on one line. */
export function show(value: unknown): string {
  if (Array.isArray(value)) return value.length ? "a list" : "an empty list";
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value !== "string") return String(value);
  const text = quote(value);
  return text.length <= 60 ? text : `${text.slice(0, 50)}…"`;
}

/** A quoted name must not move the cursor of a terminal: JSON escapes the control characters below 32 only. */
function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\x9f]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** A problem as one line. */
export function line({ path, message }: Problem): string {
  return path ? `${path}: ${message}` : message;
}
