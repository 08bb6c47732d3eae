// The tools of libcgroup (Debian's cgroup-tools), each only upon cgroups of this test.
import { test } from "uvu";
import * as assert from "uvu/assert";
import { directory, freshName, remove } from "../../packages/cg-set/test/lib/cgroups.ts";
import { skip, v1Mount } from "../../packages/cg-set/test/lib/machine.ts";
import { type Equivalent, type NoEquivalent, testComingFrom } from "../lib/coming-from.ts";
import { output, type Result, scratch, tool } from "../lib/tools.ts";

const cgSet = tool("cg-set");
const name = freshName("libcgroup");
const pids = directory("pids", name);
const file = `${scratch("libcgroup")}/tree`;
const cg = (...words: string[]): string => output([cgSet, ...words]);
const script = (text: string): string[] => ["sh", "-c", text];
const gone = (): void => remove(name);
const made = (): void => void cg("create", "--pids", "5", "--controllers", "pids,memory", `/${name}/a`);
/** A row whose commands make, look and leave nothing. */
const row = (option: string, theirs: string, ours: string, more: Partial<Equivalent> = {}): Equivalent => ({
  option,
  theirs: script(theirs),
  ours: script(ours),
  cleanup: gone,
  ...more,
});
const none = (option: string, reason: string): NoEquivalent => ({ option, none: reason });
const lines = ({ stdout }: Result): string[] => stdout.trim().split("\n").sort();
const sorted = (text: string): string => text.trim().split("\n").sort().join("\n");

if (v1Mount("pids") === null) skip("coming from libcgroup", "these rows compare v1 hierarchies");
else {
  const found = `find /sys/fs/cgroup -name ${name} | sort`;
  const then = `status=$?; ${cgSet} delete -f /${name}; exit $status`;
  testComingFrom({
    name: "cgcreate",
    cases: [
      row(
        "-g CONTROLLERS:PATH",
        `cgcreate -g pids,memory:/${name} && ${found}; ${then}`,
        `${cgSet} create --controllers pids,memory /${name} && ${found}; ${then}`,
      ),
      row(
        "-a UID:GID",
        `cgcreate -a nobody:nogroup -g pids:/${name} && stat -c %u:%g ${pids}; ${then}`,
        `${cgSet} create --owner 65534:65534 --controllers pids /${name} && stat -c %u:%g ${pids}; ${then}`,
      ),
      row(
        "-t UID:GID",
        `cgcreate -t nobody:nogroup -g pids:/${name} && stat -c %u:%g ${pids}/tasks; ${then}`,
        `${cgSet} create --owner 65534:65534 --controllers pids /${name} && stat -c %u:%g ${pids}/tasks; ${then}`,
      ),
      none("-d, --dperm=MODE", "chmod(1) does it"),
      none("-f, --fperm=MODE", "chmod(1) does it"),
      none("-s, --tperm=MODE", "chmod(1) does it"),
    ],
  });
  testComingFrom({
    name: "cgset",
    cases: [
      row(
        "-r, --variable NAME=VALUE",
        `cgset -r pids.max=7 ${name}/a && cat ${pids}/a/pids.max`,
        `${cgSet} set /${name}/a pids.max=7 && cat ${pids}/a/pids.max`,
        { setup: made },
      ),
      row(
        "--copy-from SOURCE",
        `cgset --copy-from ${name}/a ${name} && cat ${pids}/pids.max`,
        `${cgSet} set --controllers pids,memory --copy-from /${name}/a /${name} && cat ${pids}/pids.max`,
        { setup: made },
      ),
    ],
  });
  testComingFrom({
    name: "cgget",
    cases: [
      row(
        "-r, --variable NAME",
        `cgget -n -r pids.max ${name}/a`,
        `${cgSet} get /${name}/a pids.max`,
        // An empty line at the end of each group.
        { setup: made, normalize: (text) => text.trim() },
      ),
      row("-n", `cgget -n -r pids.max ${name}/a`, `${cgSet} get /${name}/a pids.max`, {
        setup: made,
        normalize: (text) => text.trim(),
      }),
      row("-v, --values-only", `cgget -nv -r pids.max ${name}/a`, `${cgSet} get -v /${name}/a pids.max`, {
        setup: made,
        normalize: (text) => text.trim(),
      }),
      row(
        "-g CONTROLLERS",
        `cgget -n -g pids ${name}/a`,
        `${cgSet} get --all --controllers pids /${name}/a`,
        {
          setup: made,
          compare: (theirs, ours) => {
            const own = new Set(lines(ours));
            for (const line of lines(theirs).filter((each) => each.startsWith("pids.")))
              assert.ok(own.has(line), line);
          },
        },
      ),
      row("-a, --all", `cgget -n -a ${name}/a`, `${cgSet} get --all /${name}/a`, {
        setup: made,
        compare: (theirs, ours) => {
          const names = (result: Result) =>
            [...result.stdout.matchAll(/^([a-z]+\.[a-z_.]+): /gm)].map(([, each]) => each!);
          const own = new Set(names(ours));
          const left = names(theirs).filter((each) => !own.has(each) && /^(pids|memory)\./.test(each));
          // Written to, and not read.
          assert.equal(
            left.filter((each) => !/force_empty|pressure_level/.test(each)),
            [],
          );
          assert.ok(own.size > 20);
        },
      }),
    ],
  });
  testComingFrom({
    name: "cgexec",
    cases: [
      row(
        "-g CONTROLLERS:PATH",
        `cgexec -g pids,memory:${name}/a sh -c 'grep -E "pids|memory" /proc/self/cgroup'`,
        `${cgSet} --name /${name}/a --existing --controllers pids,memory -- sh -c 'grep -E "pids|memory" /proc/self/cgroup'`,
        { setup: made },
      ),
      none("--sticky", "there is no daemon that would move it again"),
    ],
  });
  testComingFrom({
    name: "cgclassify",
    cases: [
      row(
        "-g CONTROLLERS:PATH",
        `sleep 100 & cgclassify -g pids:${name}/a $! && wc -l < ${pids}/a/cgroup.procs; kill $!`,
        `sleep 100 & ${cgSet} move --controllers pids /${name}/a $! && wc -l < ${pids}/a/cgroup.procs; kill $!`,
        { setup: made },
      ),
      none("--sticky", "there is no daemon that would move it again"),
      none("--cancel-sticky", "there is no daemon that would move it again"),
    ],
  });
  const left = `find /sys/fs/cgroup -name ${name} | wc -l`;
  const again = `${cgSet} create --controllers pids /${name}/a`;
  testComingFrom({
    name: "cgdelete",
    cases: [
      row(
        "-g CONTROLLERS:PATH",
        `${again} && cgdelete -g pids:/${name}/a && find /sys/fs/cgroup -path "*/${name}*" | grep -c '/a$'; ${left}`,
        `${again} && ${cgSet} delete --controllers pids /${name}/a && find /sys/fs/cgroup -path "*/${name}*" | grep -c '/a$'; ${left}`,
      ),
      row(
        "-r, --recursive",
        `${again} && cgdelete -r -g pids:/${name}; ${left}`,
        `${again} && ${cgSet} delete /${name}; ${left}`,
      ),
    ],
  });
  testComingFrom({
    name: "lscgroup",
    // It has no long option of its own.
    help: script("lscgroup --help; lssubsys --help"),
    elsewhere: { "--(all|hierarchies|mount-points|all-mount-points)": "of lssubsys" },
    cases: [
      row(
        "-g CONTROLLERS:PATH",
        `lscgroup -g pids:/${name}`,
        `${cgSet} list --names --controllers pids /${name}`,
        { setup: made, normalize: (text) => sorted(text.replace(/\/$/gm, "")) },
      ),
    ],
  });
  const names = (result: Result): string[] =>
    lines(result)
      .flatMap((line) => line.split(/\s/)[0]!.split(","))
      .sort();
  const kernels = (result: Result): string[] =>
    names(result).filter((each) => !/^(CONTROLLER|unified|name=.*)$/.test(each));
  testComingFrom({
    name: "lssubsys",
    cases: [
      row("-a, --all", "lssubsys -a", `${cgSet} controllers`, {
        // On a machine with both versions theirs prints only those that are mounted nowhere (2.0.2).
        compare: (theirs, ours) => {
          const own = kernels(ours);
          assert.ok(kernels(theirs).length > 0);
          for (const each of kernels(theirs)) assert.ok(own.includes(each), each);
        },
      }),
      row("-m, --mount-points", "lssubsys -m", `${cgSet} controllers`, {
        compare: (theirs, ours) => {
          const text = ours.stdout.replace(/ +/g, " ");
          // Theirs has none of them on a machine with both versions (2.0.2); so those of this test's own look.
          assert.match(text, new RegExp(`^pids v1 ${v1Mount("pids")} `, "m"));
          for (const line of lines(theirs).filter((each) => /^[a-z_,]+ \//.test(each)))
            for (const each of line.split(" ")[0]!.split(","))
              assert.match(text, new RegExp(`^${each} v[12] ${line.split(" ")[1]} `, "m"));
        },
      }),
      none("-i, --hierarchies", "/proc/cgroups has the numbers; nothing takes them"),
      none("-M, --all-mount-points", "a hierarchy is used by one mount point"),
    ],
  });
  testComingFrom({
    name: "cgsnapshot",
    cases: [
      row(
        "-f, --file=FILE",
        `cgsnapshot -s -b /dev/null -f ${file} pids; cat ${file}`,
        `${cgSet} save /${name} > ${file}; cat ${file}`,
        {
          setup: made,
          compare: (theirs, ours) => {
            assert.match(theirs.stdout, new RegExp(`group ${name}/a {[^}]*pids\\.max="5"`));
            assert.match(ours.stdout, new RegExp(`"name": "/${name}/a",\\s*"limits": {[^}]*"pids": "5"`));
          },
        },
      ),
      none("-b, --blacklist=FILE", "only what is a limit is saved"),
      none("-w, --whitelist=FILE", "only what is a limit is saved"),
      none("-t, --strict", "only what is a limit is saved"),
      none("-s, --silent", "there are no warnings to leave out"),
    ],
  });
}

test.run();
