/** The kinds of undo records that this tool writes; their operand is the absolute path of a directory. */
export const UNDO = {
  /** A cgroup: whatever is left in it is killed, then it is removed with all below. */
  cgroup: "cgroup",
  /** A cgroup made on the way to another: removed when nobody has put anything else into it. */
  parent: "cgroup-parent",
  /** Takes back the record before it of the same directory, which turned out to be somebody else's. */
  kept: "cgroup-kept",
} as const;
