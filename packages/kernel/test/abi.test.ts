// Every constant and every struct of abi against the C headers of this machine, name by name.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import * as abi from "../src/abi/index.ts";
import { constants, structs } from "./abi-exports.ts";
import { GROUPS, NEWER, NEWER_STRUCTS, RENAMED } from "./abi-headers.ts";

const scratch = mkdtempSync(join(tmpdir(), "abi-"));
process.on("exit", () => rmSync(scratch, { recursive: true }));

const include = (headers: readonly string[]): string =>
  `#define _GNU_SOURCE\n${headers.map((header) => `#include <${header}>`).join("\n")}\n`;

/** The names that these headers do not define. */
function undeclared(prelude: string, names: readonly string[]): Set<string> {
  const uses = names.map((name, i) => `long long use${i}(void) { return (long long)(${cName(name)}); }`);
  const { stderr } = spawnSync("gcc", ["-fsyntax-only", "-fmax-errors=0", "-w", "-x", "c", "-"], {
    input: `${prelude}${uses.join("\n")}\n`,
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C" },
  });
  const missing = new Set<string>();
  for (const [, name] of stderr.matchAll(/error: '(\w+)' undeclared/g)) missing.add(name!);
  const other = stderr.split("\n").filter((line) => /error:/.test(line) && !/undeclared/.test(line));
  assert.equal(other, [], "the headers do not compile together");
  return new Set(names.filter((name) => missing.has(cName(name))));
}

const cName = (name: string): string => RENAMED[name] ?? name;

/** Compiles and runs a program that prints lines. */
function run(prelude: string, prints: readonly string[]): string[] {
  const source = join(scratch, "print.c");
  const program = join(scratch, "print");
  writeFileSync(
    source,
    `${prelude}#include <stddef.h>\n#include <stdio.h>\nint main(void) {\n${prints.join("\n")}\n}\n`,
  );
  execFileSync("gcc", ["-w", "-o", program, source], { stdio: ["ignore", "ignore", "inherit"] });
  return execFileSync(program, { encoding: "utf8" }).trimEnd().split("\n");
}

/** The values that C gives to names, as 64 bits. */
function values(prelude: string, names: readonly string[]): Map<string, bigint> {
  const lines = run(
    prelude,
    names.map((name) => `printf("${name} %lld\\n", (long long)(${cName(name)}));`),
  );
  return new Map(lines.map((line) => line.split(" ")).map(([name, value]) => [name!, BigInt(value!)]));
}

/** A 32-bit constant with its top bit set is signed in some headers and unsigned in others. */
const same = (ours: bigint, theirs: bigint): boolean =>
  BigInt.asUintN(64, ours) === BigInt.asUintN(64, theirs) ||
  (theirs < 0n && theirs >= -(2n ** 31n) && ours === BigInt.asUintN(32, theirs));

function differences(ours: ReadonlyMap<string, bigint>, theirs: ReadonlyMap<string, bigint>): string[] {
  const wrong: string[] = [];
  for (const [name, value] of theirs)
    if (!same(ours.get(name)!, value)) wrong.push(`${name} is ${value} in C, ${ours.get(name)} here`);
  return wrong;
}

const ours = constants();

test("every constant is what the first headers say that define it", () => {
  let left = [...ours.keys()];
  for (const headers of Object.values(GROUPS)) {
    const missing = undeclared(include(headers), left);
    const here = left.filter((name) => !missing.has(name));
    assert.ok(here.length > 3, headers[0]!);
    assert.equal(differences(ours, values(include(headers), here)), []);
    left = left.filter((name) => missing.has(name));
  }
  assert.equal(
    left.filter((name) => !(name in NEWER)),
    [],
    "in no header, and not in the list of newer ones",
  );
  // On a machine with newer headers an entry of the list is in one of them, and was compared above.
  assert.equal(
    Object.keys(NEWER).filter((name) => !ours.has(name)),
    [],
    "in the list of newer ones, and not exported",
  );
});

test("a constant of the list of newer ones has the value of the kernel's source", () => {
  for (const [name, { value }] of Object.entries(NEWER)) assert.is(ours.get(name), value, name);
});

test("a wrong constant would be found", () => {
  const spoilt = new Map(ours).set("MS_BIND", 4097n).set("EPOLLET", 1n);
  const found = differences(spoilt, values(include(GROUPS.kernel), ["MS_BIND", "EPOLLET", "MS_REC"]));
  assert.is(found.length, 2);
  assert.equal(
    [...undeclared(include(GROUPS.kernel), ["MS_BIND", "NO_SUCH_CONSTANT"])],
    ["NO_SUCH_CONSTANT"],
  );
});

/** Whether a group of headers defines a struct in full. */
function defines(prelude: string, type: string): boolean {
  const input = `${prelude}char here[sizeof(${type})];\n`;
  return spawnSync("gcc", ["-fsyntax-only", "-w", "-x", "c", "-"], { input }).status === 0;
}

test("every struct has the size and the offsets that C gives it", () => {
  const all = structs();
  assert.ok(all.length > 25, `${all.length} structs`);
  for (const { name, type, size, offsets } of all) {
    const newer = NEWER_STRUCTS[type];
    const preludes = newer ? [`${include(["linux/types.h"])}${newer}\n`] : Object.values(GROUPS).map(include);
    const prelude = preludes.find((headers) => defines(headers, type));
    assert.ok(prelude, `no header defines ${type}`);
    const fields = Object.keys(offsets);
    const expressions = fields.map((field) => `offsetof(${type}, ${field})`);
    const wanted = fields.map((field) => offsets[field]!);
    if (size !== null) {
      expressions.push(size.expression);
      wanted.push(size.value);
    }
    const lines = run(
      prelude!,
      expressions.map((c) => `printf("%zu\\n", ${c});`),
    );
    assert.equal(lines.map(Number), wanted, name);
  }
});

test("the generated tables are what their generators make of the headers of this machine", () => {
  const { ISOBOX_ROOT: root = process.cwd() } = process.env;
  for (const script of ["generate-nr.mjs", "generate-errno.mjs"]) {
    const path = join(root, "packages/kernel", script);
    const { status, stderr } = spawnSync(process.execPath, [path, "--check"], { encoding: "utf8" });
    assert.is(status, 0, stderr);
  }
});

test("arm64: open flags by its <asm/fcntl.h>, which the packages of x86_64 do not carry", () => {
  // arch/arm64/include/uapi/asm/fcntl.h: these four lines, then the generic header, which defines what is not defined. O_ASYNC is libc's name.
  const prelude = `#define O_DIRECTORY 040000
#define O_NOFOLLOW 0100000
#define O_DIRECT 0200000
#define O_LARGEFILE 0400000
#include <asm-generic/fcntl.h>
#define O_ASYNC FASYNC
`;
  const perMachine = abi.OPEN_FLAGS.aarch64;
  const expected = new Map(Object.entries(perMachine).map(([name, value]) => [name, BigInt(value)]));
  assert.equal(differences(expected, values(prelude, Object.keys(perMachine))), []);
  // O_TMPFILE follows O_DIRECTORY; all other flags are the same on both.
  const tmpfile = new Map([["O_TMPFILE", BigInt(0o20000000 | perMachine.O_DIRECTORY)]]);
  assert.equal(differences(tmpfile, values(prelude, ["O_TMPFILE"])), []);
  const common = [...ours.keys()].filter(
    (name) => /^O_/.test(name) && !(name in perMachine) && name !== "O_TMPFILE",
  );
  assert.equal(differences(ours, values(prelude, common)), []);
  assert.equal(Object.keys(abi.OPEN_FLAGS.x86_64).sort(), Object.keys(perMachine).sort());
});

test("arm64: struct epoll_event has the alignment of its parts", () => {
  const { aarch64 } = abi.EPOLL_EVENT;
  const prelude = "struct event { unsigned events; unsigned long long data; };\n";
  const prints = ["sizeof(struct event)", "offsetof(struct event, data)"].map(
    (c) => `printf("%zu\\n", ${c});`,
  );
  assert.equal(run(prelude, prints).map(Number), [aarch64.size, aarch64.data]);
});

if (spawnSync("gcc", ["--version"]).status === 0) test.run();
else console.log("SKIP abi.test.ts: needs gcc and linux-libc-dev");
