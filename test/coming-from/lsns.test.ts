import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Equivalent, testComingFrom } from "../lib/coming-from.ts";
import { type Result, tool } from "../lib/tools.ts";
import { shell } from "../lib/views.ts";

const list = `${tool("ns-exec")} list`;

/**
 * Both commands about the same process, `$p`, in one script: other processes come and go, and so do numbers.
 * The second prints theirs beside ours, or one alone where they are equal.
 */
const same = (option: string, theirs: string, ours: string, sort = ""): Equivalent => {
  const start =
    "unshare -uf --kill-child sleep 60 >/dev/null 2>&1 & u=$!; trap 'kill -KILL $u' EXIT; until p=$(cat /proc/$u/task/$u/children | tr -d ' ') && [ \"$p\" ] && grep -q sleep /proc/$p/comm; do sleep 0.01; done; n=$(stat -Lc %i /proc/$p/ns/uts)";
  const blank = "s/[0-9]\\{2,\\}/N/g";
  return {
    option,
    theirs: shell(`${start}; lsns ${theirs} ${sort} | sed '${blank}'`),
    ours: shell(
      `${start}; a=$(lsns ${theirs} ${sort}); b=$(${list} ${ours} ${sort}); echo "$a" | sed '${blank}'; [ "$a" = "$b" ] || echo "$b"`,
    ),
    compare(one: Result, two: Result) {
      assert.is(one.status, 0, one.stderr);
      assert.is(two.stderr, "");
      assert.is.not(one.stdout, "");
      assert.is(two.stdout, one.stdout);
    },
  };
};
const columns = "NS,TYPE,NPROCS,PID,PPID,UID,USER,PNS,ONS,PATH";
/** The cells of a JSON list, sorted and in one form: strings or numbers, and the blanks, are a matter of taste. */
const cells = `| tr -d ' \\n' | tr ',{}[]' '\\n' | sed 's/"//g' | grep :`;

testComingFrom({
  name: "lsns",
  cases: [
    same("-J, --json", "-J -o NS,TYPE -p $p", "-J -o NS,TYPE -p $p", cells),
    same("-l, --list", "-l -r -o NS,COMMAND -t uts -p $p", "-r -o NS,COMMAND -t uts -p $p"),
    same("-n, --noheadings", "-n -r -o NS -p $p", "-n -r -o NS -p $p"),
    same("-o, --output", `-r -o ${columns} -t uts -p $p`, `-r -o ${columns} -t uts -p $p`),
    {
      option: "--output-all",
      theirs: ["lsns", "--raw", "--output-all"],
      ours: [tool("ns-exec"), "list", "--raw", "--output-all"],
      compare(theirs, ours) {
        const heading = ({ stdout }: Result) => stdout.split("\n")[0]!.split(" ");
        const missing = heading(theirs).filter((column) => !heading(ours).includes(column));
        assert.equal(missing, ["NETNSID"]);
      },
    },
    same("-p, --task", "-n -r -o NS,TYPE --task $p", "-n -r -o NS,TYPE --task $p"),
    same("-r, --raw", "-r -o NS,TYPE,COMMAND -t uts -p $p -l", "-r -o NS,TYPE,COMMAND -t uts -p $p"),
    same("-u, --notruncate", "-l -u -n -o NS,COMMAND -t uts -p $p", "-n -o NS,COMMAND -t uts -p $p"),
    same("-W, --nowrap", "-l -W -n -o NS,TYPE -t uts -p $p", "-n -o NS,TYPE -t uts -p $p"),
    same("-t, --type", "-n -r -o NS,TYPE -t uts -p $p", "-n -r -o NS,TYPE -t uts -p $p"),
    same(
      "-T, --tree",
      "-Towner -J -o NS,TYPE -t user -t uts",
      "--tree=owner -J -o NS,TYPE -t user -t uts",
      `${cells} | sort | uniq | grep -c "ns:$n"`,
    ),
    same(
      "namespace",
      "-n -o PID,PPID,USER $n | tr -d '├└─│ '",
      "-n $n | sed 's/ \\(unshare\\|sleep\\).*//' | tr -d ' '",
    ),
  ],
});

test.run();
