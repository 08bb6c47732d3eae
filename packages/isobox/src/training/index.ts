// What a start touches is found out by rehearsing starts while the program is built: native/README.md, "Layout".
// Evaluated in the rehearsing host only; nothing of it is in the program. What is used most comes first: blocks are
// laid out in the order in which the runs first touch them.
import { BUNDLE, environment, ID, OTHER_BUNDLE } from "./answers.ts";
import { makeKernel } from "./kernel.ts";

interface Rehearsal {
  rehearse(argv: readonly string[], environ: readonly string[], kernel: (nr: number) => number): number;
  leave(status: number): never;
  print(text: string): void;
}
const host = globalThis.__host__ as unknown as Rehearsal;

const drop = ["cap-drop", "--keep", "net_bind_service", "--no-new-privs", "--", "/bin/true"];
const root = ["mnt-root", "--root", `${BUNDLE}/rootfs`, "--proc", "--"];

/** Command lines, and how many sides of a fork there are to play. */
const runs: readonly (readonly [sides: 1 | 2, argv: readonly string[]])[] = [
  [1, ["cap-drop", "--version"]],
  [1, ["cap-drop", "--", "/bin/true"]],
  [2, ["oci-run", "run", "--bundle", BUNDLE, ID]],
  [2, ["oci-run", "run", "--bundle", OTHER_BUNDLE, ID]],
  [1, drop],
  [1, ["cap-drop", "--uid", "1000", "--gid", "1000", "--no-new-privs", "--", "true"]],
  [2, ["ns-exec", "--pid", "--fork", "--mount", "--", "/bin/true"]],
  [2, ["ns-exec", "--mount", "--uts", "--ipc", "--hostname", "lab", "--", ...root, ...drop]],
  [
    2,
    [
      "cg-set",
      "--name",
      ID,
      "--pids",
      "100",
      "--memory",
      "64M",
      "--rm",
      "--",
      "ns-exec",
      "--pid",
      "--",
      ...drop,
    ],
  ],
  [1, [...root, "/bin/true"]],
];

// Set by the test that compares these runs with real ones.
declare const ISOBOX_SHOW_CALLS: boolean;
const show = typeof ISOBOX_SHOW_CALLS === "boolean" && ISOBOX_SHOW_CALLS;
const observe = show ? (nr: number, path: string) => host.print(`CALL ${nr} ${path}`) : undefined;

for (const [sides, argv] of runs) {
  for (const child of sides === 2 ? [false, true] : [false]) {
    if (show) host.print(`RUN ${child ? "child" : "parent"} ${argv.join(" ")}`);
    const kernel = makeKernel(!argv.includes(OTHER_BUNDLE), child, host.leave, observe);
    const status = host.rehearse(argv, environment, kernel);
    // The program is as good without: only slower. test/native/layout.test.ts insists.
    if (status !== 0) host.print(`NOTE the rehearsal of ${argv.join(" ")} ended with ${status}`);
  }
}
