// Files through the wrappers of sys: names with every byte, and what the kernel says of files.
import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import * as sys from "@isobox/kernel/sys";
import { type Case, equal, ok, throws } from "../case.ts";

/** Runs a case in a directory of its own, which is empty afterwards or the case has failed. */
function inDirectory(body: (dir: sys.Fd, path: string) => void): () => void {
  return () => {
    const path = `/tmp/contract-${sys.getpid()}`;
    sys.mkdirat(abi.AT_FDCWD, path, 0o700);
    try {
      using dir = sys.open(path, abi.O_RDONLY | abi.O_DIRECTORY);
      try {
        body(dir, path);
      } finally {
        sys.lseek(dir, 0, abi.SEEK_SET);
        for (const { name, type } of sys.getdents(dir))
          sys.unlinkat(dir, name, type === abi.DT_DIR ? abi.AT_REMOVEDIR : 0);
      }
    } finally {
      sys.unlinkat(abi.AT_FDCWD, path, abi.AT_REMOVEDIR);
    }
  };
}

const create = abi.O_CREAT | abi.O_EXCL | abi.O_RDWR;
const codeOf = (body: () => unknown): string => throws(body, sys.SyscallError).code;

export const cases: readonly Case[] = [
  {
    name: "lockRecord() is taken again by its own process; recordLockHolder() tells of others only",
    run: inDirectory((dir) => {
      using file = sys.openat(dir, "lock", abi.O_RDWR | abi.O_CREAT, 0o600);
      equal(sys.recordLockHolder(file), null);
      equal([sys.lockRecord(file), sys.lockRecord(file)], [true, true]);
      equal(sys.recordLockHolder(file), null);
      using reader = sys.openat(dir, "lock", abi.O_RDONLY);
      equal(
        codeOf(() => sys.lockRecord(reader)),
        "EBADF",
      );
    }),
  },
  {
    name: "getdents() gives back names with every byte that a name can hold",
    run: inDirectory((dir) => {
      const names: string[] = [];
      for (let byte = 1; byte < 256; byte++)
        if (byte !== 0x2f) names.push(platform.decode(new Uint8Array([0x6e, byte, byte, 0x6e])));
      names.push("é€😀", "\udced\udca0\udc80", "\ufeff", "a".repeat(255));
      for (const name of names) sys.openat(dir, name, create, 0o600).close();
      const entries = sys.getdents(dir);
      equal(entries.map((entry) => entry.name).sort(), [...new Set(names)].sort());
      ok(
        entries.every((entry) => entry.ino > 0 && entry.type === abi.DT_REG),
        "ino and type",
      );
      for (const name of names) equal(sys.statat(dir, name).size, 0, name);
    }),
  },
  {
    name: "getdents() reads a directory larger than its buffer",
    run: inDirectory((dir) => {
      const names = Array.from({ length: 700 }, (_, i) => `${"long-name-".repeat(6)}${i}`);
      for (const name of names) sys.symlinkat("x", dir, name);
      equal(sys.getdents(dir).length, 700);
    }),
  },
  {
    name: "symlinkat() and readlinkat() keep bytes, also of long targets",
    run: inDirectory((dir) => {
      for (const [i, target] of ["x", "\udcff/é", "t/".repeat(1000), "u".repeat(256)].entries()) {
        sys.symlinkat(target, dir, `link${i}`);
        equal(sys.readlinkat(dir, `link${i}`), target);
      }
      equal(
        codeOf(() => sys.openat(dir, "link0", abi.O_RDONLY | abi.O_NOFOLLOW)),
        "ELOOP",
      );
      equal(
        codeOf(() => sys.readlinkat(dir, "none")),
        "ENOENT",
      );
    }),
  },
  {
    name: "write() and read() move bytes; writeAll() and readAll() all of them",
    run: inDirectory((dir) => {
      const data = sys.bytes(100_000);
      data.forEach((_, i) => {
        data[i] = (i * 7) & 0xff;
      });
      using file = sys.openat(dir, "data", create, 0o640);
      sys.writeAll(file, data);
      equal(sys.lseek(file, 0, abi.SEEK_CUR), data.length);
      sys.lseek(file, 0, abi.SEEK_SET);
      const back = sys.readAll(file, 10);
      equal(back.length, data.length);
      ok(
        back.every((byte, i) => byte === data[i]),
        "content",
      );
      sys.ftruncate(file, 3);
      equal(sys.fstat(file).size, 3);
      sys.lseek(file, 0, abi.SEEK_SET);
      equal(sys.read(file, new Uint8Array(10)), 3);
      equal(sys.read(file, new Uint8Array(10)), 0, "end of file");
      sys.writeAll(file, "é\udcff");
      sys.lseek(file, 3, abi.SEEK_SET);
      equal([...sys.readAll(file)], [0xc3, 0xa9, 0xff]);
    }),
  },
  {
    name: "readText() and readAll() read files of any size, and what is read into is not given away",
    run: inDirectory((dir) => {
      for (const size of [0, 1, 4095, 4096, 4097, sys.ROOM - 1, sys.ROOM, sys.ROOM + 1, 3 * sys.ROOM]) {
        using file = sys.openat(dir, `file-${size}`, create, 0o600);
        const text = "0123456789".repeat(size / 10 + 1).slice(0, size);
        sys.writeAll(file, text);
        for (const hint of [undefined, 1, 100_000]) {
          sys.lseek(file, 0, abi.SEEK_SET);
          const data = sys.readAll(file, hint);
          sys.lseek(file, 0, abi.SEEK_SET);
          ok(sys.readText(file) === text, `the text of ${size} bytes`);
          ok(
            data.length === size && platform.decode(data) === text,
            `${size} bytes, ${hint} asked for first`,
          );
        }
      }
    }),
  },
  {
    name: "writeFile() and readFile() are one write and the whole text",
    run: inDirectory((dir, path) => {
      sys.openat(dir, "text", create, 0o600).close();
      sys.writeFile(`${path}/text`, "a\nb\udc80");
      equal(sys.readFile(`${path}/text`), "a\nb\udc80");
      sys.writeFileAt(dir, "text", "z");
      equal(sys.readFileAt(dir, "text"), "z\nb\udc80");
      equal(
        codeOf(() => sys.writeFile(`${path}/none`, "x")),
        "ENOENT",
      );
    }),
  },
  {
    name: "statat(), fstat(), statIfThere() and inodeIfThere() tell type, mode, links, size and number",
    run: inDirectory((dir, path) => {
      using file = sys.openat(dir, "file", create, 0o600);
      sys.fchmod(file, 0o4751);
      sys.linkat(dir, "file", dir, "second");
      const stat = sys.statat(dir, "second");
      equal(stat.mode, abi.S_IFREG | 0o4751);
      equal(stat.nlink, 2);
      equal(stat.ino, sys.fstat(file).ino);
      equal(stat.dev, sys.fstat(dir).dev);
      equal(sys.statIfThere(dir, "none"), null);
      equal(sys.statIfThere(dir, "file/below"), null);
      equal(sys.statIfThere(abi.AT_FDCWD, path)?.mode, abi.S_IFDIR | 0o700);
      sys.symlinkat("none", dir, "dangling");
      equal(sys.statIfThere(dir, "dangling"), null);
      equal(sys.inodeIfThere(dir, "none"), null);
      equal(sys.inodeIfThere(dir, "file"), sys.statat(dir, "file").ino);
      equal(sys.inodeIfThere(dir, "", abi.AT_EMPTY_PATH), sys.fstat(dir).ino);
      equal(sys.statIfThere(dir, "dangling", abi.AT_SYMLINK_NOFOLLOW)!.mode & abi.S_IFMT, abi.S_IFLNK);
      equal(
        codeOf(() => sys.statIfThere(-5 as number, "x")),
        "EBADF",
      );
    }),
  },
  {
    name: "statat() tells devices and the roots of mounts",
    run: () => {
      const zero = sys.statat(abi.AT_FDCWD, "/dev/zero");
      equal(zero.mode & abi.S_IFMT, abi.S_IFCHR);
      equal(zero.rdev, [1, 5]);
      equal(sys.statat(abi.AT_FDCWD, "/proc").isMountRoot, true);
      equal(sys.statat(abi.AT_FDCWD, "/proc/self").isMountRoot, false);
      ok(sys.statat(abi.AT_FDCWD, "/proc").mountId > 0, "mount id");
    },
  },
  {
    name: "statfs() and fstatfs() tell the type of a file system and its flags",
    run: () => {
      equal(sys.statfs("/proc").type, abi.PROC_SUPER_MAGIC);
      equal(sys.statfs("/sys").type, abi.SYSFS_MAGIC);
      using proc = sys.open("/proc", abi.O_RDONLY);
      equal(sys.fstatfs(proc), sys.statfs("/proc"));
      using namespace = sys.open("/proc/self/ns/mnt", abi.O_RDONLY);
      equal(sys.fstatfs(namespace).type, abi.NSFS_MAGIC);
    },
  },
  {
    name: "openat2() and tryOpenat2() stay beneath a directory",
    run: inDirectory((dir) => {
      sys.mkdirat(dir, "sub", 0o700);
      using sub = sys.openat(dir, "sub", abi.O_PATH | abi.O_DIRECTORY);
      sys.openat(dir, "outside", create, 0o600).close();
      const how = { flags: abi.O_RDONLY, resolve: abi.RESOLVE_BENEATH };
      equal(
        codeOf(() => sys.openat2(sub, "../outside", how)),
        "EXDEV",
      );
      equal(sys.tryOpenat2(sub, "../outside", how), -abi.EXDEV);
      equal(sys.tryOpenat2(sub, "none", how), -abi.ENOENT);
      sys.symlinkat("/outside", dir, "absolute");
      using inRoot = sys.openat2(dir, "absolute", { flags: abi.O_RDONLY, resolve: abi.RESOLVE_IN_ROOT });
      equal(sys.fcntl(inRoot, abi.F_GETFD), abi.FD_CLOEXEC);
      equal(
        codeOf(() => sys.openat2(dir, "absolute", { flags: abi.O_RDONLY, resolve: abi.RESOLVE_NO_SYMLINKS })),
        "ELOOP",
      );
      using made = sys.openat2(sub, "new", { flags: create, mode: 0o640, resolve: abi.RESOLVE_BENEATH });
      equal(sys.fstat(made).mode & 0o777, 0o640 & ~maskOf());
      sys.unlinkat(sub, "new");
    }),
  },
  {
    name: "mkdirat(), mknodat(), renameat(), unlinkat(), fchmodat() and fchownat() change the tree",
    run: inDirectory((dir) => {
      sys.mkdirat(dir, "a", 0o700);
      sys.renameat(dir, "a", dir, "b");
      equal(
        codeOf(() => sys.mkdirat(dir, "b", 0o700)),
        "EEXIST",
      );
      equal(
        codeOf(() => sys.unlinkat(dir, "b")),
        "EISDIR",
      );
      sys.mknodat(dir, "fifo", abi.S_IFIFO | 0o600, 0, 0);
      equal(sys.statat(dir, "fifo").mode & abi.S_IFMT, abi.S_IFIFO);
      sys.fchmodat(dir, "fifo", 0o644);
      equal(sys.statat(dir, "fifo").mode & 0o777, 0o644);
      sys.fchownat(dir, "fifo", -1, -1);
      equal(sys.statat(dir, "fifo").uid, sys.geteuid());
      if (sys.geteuid() === 0) {
        sys.fchownat(dir, "fifo", 1234, 4_000_000_000, 0);
        equal([sys.statat(dir, "fifo").uid, sys.statat(dir, "fifo").gid], [1234, 4_000_000_000]);
      }
    }),
  },
  {
    name: "makedev() encodes as the kernel does",
    run: () => {
      equal(sys.makedev(1, 5), 0x105);
      equal(sys.makedev(136, 0), 0x8800);
      equal(sys.makedev(259, 0x12345), 0x12310345);
      equal(sys.makedev(0xfff, 0xfffff), 0xffffffff);
    },
  },
  {
    name: "faccessat() answers 0 or the negated errno",
    run: () => {
      equal(sys.faccessat(abi.AT_FDCWD, "/proc/self/status", abi.R_OK), 0);
      equal(sys.faccessat(abi.AT_FDCWD, "/none", abi.F_OK), -abi.ENOENT);
      equal(sys.faccessat(abi.AT_FDCWD, "/proc/self/status", abi.X_OK), -abi.EACCES);
    },
  },
  {
    name: "O_TMPFILE, O_DIRECTORY, O_NOFOLLOW and O_DIRECT have this machine's bits",
    run: inDirectory((dir, path) => {
      equal(
        codeOf(() => sys.open("/proc/self/status", abi.O_RDONLY | abi.O_DIRECTORY)),
        "ENOTDIR",
      );
      equal(
        codeOf(() => sys.open("/proc/self/exe", abi.O_RDONLY | abi.O_NOFOLLOW)),
        "ELOOP",
      );
      using file = sys.open(path, abi.O_TMPFILE | abi.O_RDWR, 0o600);
      equal(sys.fstat(file).nlink, 0);
      equal(sys.getdents(dir).length, 0);
      const large = sys.fcntl(file, abi.F_GETFL) & ~(abi.O_RDWR | abi.O_LARGEFILE | abi.O_TMPFILE);
      equal(large, 0, "F_GETFL");
    }),
  },
  {
    name: "fcntl(), setCloexec(), dup3(), pipe(), flock() and closeRange() act on descriptors",
    run: () => {
      const { readEnd, writeEnd } = sys.pipe(abi.O_NONBLOCK);
      equal(sys.fcntl(readEnd, abi.F_GETFD), abi.FD_CLOEXEC);
      sys.setCloexec(readEnd, false);
      equal(sys.fcntl(readEnd, abi.F_GETFD), 0);
      equal(
        codeOf(() => sys.read(readEnd, new Uint8Array(1))),
        "EAGAIN",
      );
      const copy = new sys.Fd(sys.fcntl(writeEnd, abi.F_DUPFD_CLOEXEC, 100));
      ok(copy.fd >= 100, "F_DUPFD_CLOEXEC");
      sys.dup3(readEnd, copy.fd, abi.O_CLOEXEC);
      equal(
        codeOf(() => sys.write(copy, "x")),
        "EBADF",
      );
      sys.flock(copy, abi.LOCK_EX | abi.LOCK_NB);
      sys.closeRange(copy.fd, copy.fd);
      equal(
        codeOf(() => sys.fcntl(copy.release(), abi.F_GETFD)),
        "EBADF",
      );
      writeEnd.close();
      equal(sys.read(readEnd, new Uint8Array(1)), 0);
      readEnd.close();
      readEnd.close();
      equal(readEnd.fd, -1);
    },
  },
  {
    name: "Fd closes once, by using too; release() gives the number away",
    run: () => {
      let number = -1;
      {
        using file = sys.open("/dev/null", abi.O_RDONLY);
        number = file.fd;
      }
      equal(sys.attempt(sys.NR.fcntl, number, abi.F_GETFD), -abi.EBADF);
      const file = sys.open("/dev/null", abi.O_RDONLY);
      const released = file.release();
      file.close();
      equal(sys.fcntl(released, abi.F_GETFD), abi.FD_CLOEXEC);
      new sys.Fd(released).close();
    },
  },
  {
    name: "memfdCreate() makes a sealed file",
    run: () => {
      using file = sys.memfdCreate("contract é", abi.MFD_ALLOW_SEALING);
      sys.writeAll(file, "x");
      sys.fcntl(file, abi.F_ADD_SEALS, abi.F_SEAL_WRITE | abi.F_SEAL_SHRINK);
      equal(sys.fcntl(file, abi.F_GET_SEALS), abi.F_SEAL_WRITE | abi.F_SEAL_SHRINK);
      equal(
        codeOf(() => sys.write(file, "y")),
        "EPERM",
      );
      equal(sys.readlinkat(abi.AT_FDCWD, `/proc/self/fd/${file.fd}`), "/memfd:contract é (deleted)");
    },
  },
  {
    name: "readdir() lists a directory without . and ..",
    run: () => {
      const tasks = sys.readdir("/proc/self/task");
      ok(tasks.includes(String(sys.getpid())), "own task");
      ok(!tasks.includes(".") && !tasks.includes(".."), "no dots");
    },
  },
  {
    name: "unescapeOctal() reads a path of a mount table; statFields() counts behind any name of a process",
    run: () => {
      equal(sys.unescapeOctal("/a\\040b\\134c\\011"), "/a b\\c\t");
      equal(sys.unescapeOctal("/plain"), "/plain");
      equal(sys.statFields("7 (a) b) R 1 7\n").slice(0, 2), ["R", "1"]);
      equal(sys.statFields(sys.readFile("/proc/self/stat"))[1], String(sys.getppid()));
      for (const text of ["7 (a) b) R 1 7\n", "7 (a) R", sys.readFile("/proc/self/stat")]) {
        const fields = sys.statFields(text);
        for (const [n, field] of fields.entries()) equal(sys.statField(text, n), field, `field ${n}`);
        equal(sys.statField(text, fields.length), "");
      }
    },
  },
  {
    name: "getcwd() is what /proc/self/cwd says",
    run: () => equal(sys.getcwd(), sys.readlinkat(abi.AT_FDCWD, "/proc/self/cwd")),
  },
];

/** The umask of this process, which Node must not set to read it. */
function maskOf(): number {
  return Number.parseInt(/^Umask:\s+(\d+)/m.exec(sys.readFile("/proc/self/status"))![1]!, 8);
}
