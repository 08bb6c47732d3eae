import {
  type AnyTool,
  type Box,
  indexOf,
  type Option,
  parseOptions,
  toArgv,
  type Verb,
} from "@isobox/toolkit";
import { test } from "uvu";
import * as assert from "uvu/assert";

// The build sets these; the box is imported once they are there.
Object.assign(globalThis, { ISOBOX_VERSION: "1.2.3", ISOBOX_LICENSES: "" });
const { box }: { box: Box } = await import("../src/box.ts");

/**
 * Words that an option's value may be. Each option is given those that its own type reads; one that reads none
 * of them fails the test, and asks for a word of its kind here.
 */
const SPACED = ["c d", "8:0 500", "allow c 10:229 rw", "8:0 rbps=1M wiops=5", ""];
const WORDS = `0 1 2 7 100 -5 0755 022 4096 64K 512M 2G 1.5 0.25 50% max none all auto true
  a lab some-name /x/y ./a,b c=d --e é 😀 fd:7 {"a":1} /a:/b /a:/b:ro,nosuid /home:size=64M,mode=0700
  type=tmpfs,dst=/x,size=1M,ro type=bind,src=/a,dst=/b,rbind,rro type=overlay,src=o,dst=/data,lowerdir=/a:/b
  /dev/fuse /dev/x:c:10:229:0666:1:2 0:100000:65536 0:0:1 5:5 1000 1000:1000 nobody nobody:nogroup 4,5,audio
  kill cap_kill kill,net_raw all,-sys_admin +kill,-mknod noroot noroot,noroot_locked +noroot permitted=kill,chown
  nofile=1024 nofile=1024:4096 core=unlimited other fifo,priority=5 batch,nice=3 idle
  deadline,runtime=1000,deadline=2000,period=3000 rt:3 be:7 0-3,5 0-1 bind:0 default interleave:0-1
  path-beneath:read-file,execute:/usr path-beneath::/a:b net-port::443 fs:write-file linux,uname26 +short_inode
  linux linux32 KILL TERM 15 net=/run/netns/blue user=/proc/1/ns/user net.ipv4.ip_forward=1
  private slave rslave shared unchanged allow deny text json debug info
  default 50000 500000 50000/100000 2MB=4096 2MB=max cpu.weight=50`
  .split(/\s+/)
  .concat(SPACED);

/** Every table: of the tools, and of their verbs. */
function* tables(): Generator<readonly [name: string, of: AnyTool | Verb]> {
  for (const tool of box.tools.values()) {
    yield [tool.name, tool];
    for (const [name, verb] of Object.entries(tool.verbs ?? {})) yield [`${tool.name} ${name}`, verb];
  }
}

/** Values of an option by the words that give them. */
function valuesOf(option: Option): unknown[] {
  if (option.kind === "flag") return [true];
  if (option.type === null) return [];
  const values: unknown[] = option.kind === "optional" ? [true] : [];
  for (const word of new Set([...WORDS, ...(option.type.choices ?? [])]))
    try {
      values.push(option.type.parse(word));
    } catch {
      // A word of another kind.
    }
  return values;
}

for (const [name, of] of tables()) {
  const options = Object.entries(of.options as Readonly<Record<string, Option>>).filter(
    ([, option]) => !("asks" in option) && option.kind !== "alias",
  );
  test(`${name}: parse(toArgv(o)) equals o for each value of each option`, () => {
    for (const [key, option] of options) {
      const values = valuesOf(option);
      assert.ok(values.some((value) => value !== true) || option.kind === "flag", `no word for --${key}`);
      for (const value of values) {
        const given = { [key]: option.kind === "list" ? [value, value] : value };
        const words = toArgv(of.options, given as never);
        assert.equal(
          parseOptions(indexOf(of), words),
          { options: given, next: words.length, ended: false },
          words.join(" "),
        );
      }
    }
  });

  test(`${name}: parse(toArgv(o)) equals o with many options at once`, () => {
    for (let round = 0; round < 50; round++) {
      const given = Object.fromEntries(
        options.map(([key, option], i) => {
          const values = valuesOf(option);
          const at = (n: number) => values[(round * 7 + i * 3 + n) % values.length];
          return [key, option.kind === "list" ? [at(0), at(1), at(2)] : at(0)];
        }),
      );
      const words = toArgv(of.options, given as never);
      const parsed = parseOptions(indexOf(of), [...words, "--", "sh", "--mount"]);
      assert.equal(parsed, { options: given, next: words.length + 1, ended: true }, words.join(" "));
    }
  });
}

test.run();
