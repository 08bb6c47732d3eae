/**
 * The words that the specification gives a meaning of its own among a mount's options (config.md, "Linux mount
 * options"); every other one is the file system's.
 */
const RUNTIME = [
  ..."async atime bind defaults dev diratime dirsync exec iversion lazytime loud mand noatime nodev".split(
    " ",
  ),
  ..."nodiratime noexec noiversion nolazytime nomand norelatime nostrictatime nosuid nosymfollow".split(" "),
  ..."private rbind relatime remount ro rprivate rshared rslave runbindable rw shared silent slave".split(
    " ",
  ),
  ..."strictatime suid symfollow sync unbindable acl noacl tmpcopyup idmap ridmap".split(" "),
  ..."ratime rdev rdiratime rexec rnoatime rnodev rnodiratime rnoexec rnorelatime rnostrictatime".split(" "),
  ..."rnosuid rnosymfollow rrelatime rro rrw rstrictatime rsuid rsymfollow".split(" "),
  // Beyond the specification, understood by crun and here.
  "src-nofollow",
  "dest-nofollow",
  "copy-symlink",
  // Here alone.
  "try",
  "move",
] as const;

export const RUNTIME_OPTIONS: readonly string[] = RUNTIME;

/** The options of file systems that have few, without "=" where they take a value: tmpfs(5), proc(5), mount(8). */
export const FILE_SYSTEM_OPTIONS: Readonly<Record<string, readonly string[]>> = {
  proc: ["hidepid=", "gid=", "subset="],
  sysfs: [],
  mqueue: [],
  devpts: ["uid=", "gid=", "mode=", "ptmxmode=", "newinstance", "max="],
  tmpfs: [
    ..."size= nr_blocks= nr_inodes= mode= uid= gid= mpol= huge=".split(" "),
    ..."noswap inode32 inode64 quota usrquota grpquota casefold strict_encoding".split(" "),
  ],
};
