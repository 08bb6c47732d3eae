// Builds what the tests of the static host run, and runs it.
import { type SpawnSyncOptions, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { runInNewContext } from "node:vm";
import * as assert from "uvu/assert";

export const root = process.env["ISOBOX_ROOT"] ?? process.cwd();

type Builder = {
  buildHost(options?: { libc?: "musl" | "glibc" | "auto"; outDir?: string }): string;
  buildCold(options?: { sanitize?: boolean; outDir?: string }): string;
  buildFuzz(options?: { outDir?: string }): string;
  buildTrainer(options?: { outDir?: string }): string;
  freeze(options: { host: string; bundle: string; out: string; train?: string }): string;
};

// By a computed path: a bundler must not copy a builder that finds its sources beside itself.
export const builder: Builder = await import(pathToFileURL(join(root, "native/build.mjs")).href);

/** A directory of this test file, removed when the process ends, whatever happened in it. */
export const scratch = mkdtempSync(join(tmpdir(), "isobox-native-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

/** Both static hosts: what is said of one must hold for the other. */
export const hosts = [
  { libc: "musl", host: builder.buildHost({ libc: "auto" }) },
  { libc: "glibc", host: builder.buildHost({ libc: "glibc" }) },
] as const;
export const host = hosts[0].host;

/** Writes a bundle and freezes it; `name` becomes the program's name. */
export function frozen(name: string, source: string, by: string = host): string {
  const bundle = join(scratch, `${name}.js`);
  writeFileSync(bundle, source);
  const out = join(scratch, name);
  const run = spawnSync(by, ["--freeze", bundle, "-o", out], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`cannot freeze ${name}: ${run.stderr}`);
  return out;
}

export type Outcome = { status: number | null; signal: string | null; stdout: string; stderr: string };

export function run(program: string, args: string[] = [], options: SpawnSyncOptions = {}): Outcome {
  const result = spawnSync(program, args, {
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 1 << 28,
    ...options,
    encoding: "utf8",
  });
  if (result.error) throw result.error;
  const { status, signal, stdout, stderr } = result;
  return { status, signal, stdout, stderr };
}

/** Runs a line of sh, in which `$0` is the program. */
export function sh(line: string, program: string, args: string[] = []): Outcome {
  return run("/bin/sh", ["-c", line, program, ...args]);
}

// [x86_64, the table that all newer architectures share]: asm/unistd.h
const calls = {
  brk: [12, 214],
  clone: [56, 220],
  close: [3, 57],
  epoll_create1: [291, 20],
  epoll_ctl: [233, 21],
  epoll_pwait: [281, 22],
  execve: [59, 221],
  fcntl: [72, 25],
  getdents64: [217, 61],
  getpid: [39, 172],
  mkdirat: [258, 34],
  mmap: [9, 222],
  openat: [257, 56],
  pipe2: [293, 59],
  prctl: [157, 167],
  read: [0, 63],
  readlinkat: [267, 78],
  rt_sigprocmask: [14, 135],
  statfs: [137, 43],
  symlinkat: [266, 36],
  unlinkat: [263, 35],
  wait4: [61, 260],
  write: [1, 64],
} as const;
const numbers = Object.entries(calls).map(([name, both]) => [name, both[process.arch === "x64" ? 0 : 1]]);

/** What every program here needs: printing, through the one function it has. */
export const prelude = `
const host = __host__, NR = ${JSON.stringify(Object.fromEntries(numbers))}, AT_FDCWD = -100;
const print = (text) => { const bytes = host.encode(text + "\\n"); host.syscall(NR.write, 1, bytes, bytes.length); };
const describe = (f) => { try { return String(f()); } catch (e) { return e.name + ": " + e.message; } };
`;

/** Prints the reason where a test cannot run; the runner counts such lines. */
export function skip(reason: string): void {
  console.log(`SKIP ${reason}`);
}

/** A memory cgroup of our own, on v1 or v2; undefined where there is none to make. */
export function memoryCgroup(limit: number): { path: string; enter: string; remove(): void } | undefined {
  const v1 = "/sys/fs/cgroup/memory/memory.limit_in_bytes";
  const v2 = "/sys/fs/cgroup/cgroup.subtree_control";
  const name = `isobox-native-${process.pid}`;
  if (existsSync(v1))
    return makeCgroup(`/sys/fs/cgroup/memory/${name}`, "memory.limit_in_bytes", limit, "tasks");
  if (existsSync(v2)) return makeCgroup(`/sys/fs/cgroup/${name}`, "memory.max", limit, "cgroup.procs");
  return undefined;
}

function makeCgroup(path: string, file: string, limit: number, tasks: string) {
  const made = run("/bin/sh", ["-c", `mkdir ${path} && echo ${limit} > ${path}/${file}`]);
  const remove = () => void spawnSync("rmdir", [path], { stdio: "ignore" });
  if (made.status !== 0) {
    remove();
    return undefined;
  }
  return { path, enter: `echo 0 > ${path}/${tasks}`, remove };
}

/**
 * Runs a program in Node, in the cold build and in a frozen one of each libc, and insists that all print the same: when
 * the program is started, while the heap is made, and a second time from bytecode that is already there.
 *
 * @param saying declares `lines` and `say`, which puts one there.
 */
export function sameAsInNode(name: string, saying: string, program: string): void {
  const expected = runInNewContext(`${saying}\n(() => {${program}})(); lines.join("\\n") + "\\n";`) as string;
  assert.ok(expected.length > 20);
  const body = `${saying}\nconst act = () => {${program}};`;
  const whole = (when: string) => `${prelude}\n${body}\n${when}`;
  const forms = {
    start: whole(`host.main(() => { act(); print(lines.join("\\n")); });`),
    making: whole(`act(); host.main(() => { print(lines.join("\\n")); });`),
    both: whole(`act(); lines.length = 0; host.main(() => { act(); print(lines.join("\\n")); });`),
  };
  for (const [form, source] of Object.entries(forms)) {
    const script = join(scratch, `${name}.script.js`);
    writeFileSync(script, source);
    const all: [string, Outcome][] = [["cold", run(builder.buildCold(), ["--script", script])]];
    for (const { libc, host } of hosts)
      all.push([libc, run(frozen(`${name}-${form}-${libc}`, source, host))]);
    for (const [who, { stdout, stderr, status }] of all) {
      assert.is(stderr, "", `${form} ${who}`);
      assert.is(status, 0);
      assert.is(stdout, expected, `${form} ${who}`);
    }
  }
}
