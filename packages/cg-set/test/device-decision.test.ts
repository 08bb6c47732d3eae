// The rules of devices against a second, slow, obvious reading of them; what is made for v1 and v2 against both.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type DeviceRequest, isDeviceAllowed } from "../src/device-decision.ts";
import { type DeviceList, foldDeviceRules } from "../src/device-list.ts";
import { deviceProgram } from "../src/device-program.ts";
import type { DeviceRule } from "../src/device-rules.ts";
import { allRequests, randomRules, textOf } from "./lib/devices.ts";
import { seeded } from "./lib/machine.ts";

const MAJORS = [60, 61];
const LISTS = 3000;

/** Every single thing that can be allowed is a cell of a table, and each rule in turn paints its cells. */
function obvious(rules: readonly DeviceRule[], requests: readonly DeviceRequest[]): boolean[] {
  const cells = new Map<string, boolean>();
  for (const rule of rules)
    for (const { type, major, minor } of requests)
      for (const letter of "rwm") {
        if (rule.type !== "a") {
          if (rule.type !== type || !rule.access.includes(letter)) continue;
          if (rule.major !== -1 && rule.major !== major) continue;
          if (rule.minor !== -1 && rule.minor !== minor) continue;
        }
        cells.set(`${type} ${major}:${minor} ${letter}`, rule.allow);
      }
  return requests.map(({ type, major, minor, access }) =>
    [...access].every((letter) => cells.get(`${type} ${major}:${minor} ${letter}`) === true),
  );
}

/** What the v1 controller does with its lists: one exception must grant all, and any may deny (device_cgroup.c). */
function byLists({ allowAll, exceptions }: DeviceList, request: DeviceRequest): boolean {
  const fitting = exceptions.filter(
    ({ type, major, minor }) =>
      type === request.type &&
      (major === -1 || major === request.major) &&
      (minor === -1 || minor === request.minor),
  );
  const letters = [...request.access];
  return allowAll
    ? !fitting.some(({ access }) => letters.some((letter) => access.includes(letter)))
    : fitting.some(({ access }) => letters.every((letter) => access.includes(letter)));
}

/** Runs the instructions as the kernel's interpreter does. */
function byProgram(program: Uint8Array<ArrayBuffer>, request: DeviceRequest): boolean {
  const view = new DataView(program.buffer);
  const access = [...request.access].reduce((sum, letter) => sum | { m: 1, r: 2, w: 4 }[letter]!, 0);
  const context = [(access << 16) | (request.type === "b" ? 1 : 2), request.major, request.minor];
  const registers = new Array<number>(11).fill(0);
  for (let at = 0; ; at++) {
    const code = view.getUint8(8 * at);
    const [to, from] = [view.getUint8(8 * at + 1) & 15, view.getUint8(8 * at + 1) >> 4];
    const jump = view.getInt16(8 * at + 2, true);
    const k = view.getUint32(8 * at + 4, true);
    const value = registers[to]!;
    if (code === 0x95) return registers[0] === 1;
    else if (code === 0x61) registers[to] = context[jump / 4]!;
    else if (code === 0xb7) registers[to] = k;
    else if (code === 0xbc) registers[to] = registers[from]!;
    else if (code === 0x54) registers[to] = (value & k) >>> 0;
    else if (code === 0x74) registers[to] = value >>> k;
    else if (code === 0x05) at += jump;
    else if (code === 0x56) at += value === k ? 0 : jump;
    else if (code === 0x46) at += (value & k) !== 0 ? jump : 0;
    else throw new Error(`instruction ${at}: code 0x${code.toString(16)}`);
  }
}

test("isDeviceAllowed(), the program of v2 and the lists of v1 say what the rules say", () => {
  const random = seeded(1);
  const requests = allRequests(MAJORS);
  let listed = 0;
  for (let i = 0; i < LISTS; i++) {
    const rules = randomRules(random, MAJORS);
    const wanted = obvious(rules, requests);
    assert.equal(
      requests.map((request) => isDeviceAllowed(rules, request)),
      wanted,
      textOf(rules),
    );
    const program = deviceProgram(rules);
    assert.equal(
      requests.map((request) => byProgram(program, request)),
      wanted,
      textOf(rules),
    );
    let list: DeviceList;
    try {
      list = foldDeviceRules(rules);
    } catch {
      // A hole in a wildcard: v1 cannot say it.
      continue;
    }
    listed++;
    assert.equal(
      requests.map((request) => byLists(list, request)),
      wanted,
      textOf(rules),
    );
  }
  assert.ok(listed > LISTS / 4, `${listed} lists`);
});

test("the program allows what asks for nothing, and compares numbers of 32 bits", () => {
  const rules: DeviceRule[] = [{ allow: true, type: "c", major: 0x80000000, minor: -1, access: "rwm" }];
  const program = deviceProgram(rules);
  const ask = (major: number, access: string): boolean =>
    byProgram(program, { type: "c", major, minor: 0, access });
  assert.equal([ask(0x80000000, "r"), ask(1, "r"), ask(1, "")], [true, false, true]);
});

test.run();
