// What the wrappers say, beside what Node's own file system library says.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import * as abi from "@isobox/kernel/abi";
import { platform } from "@isobox/kernel/host";
import * as sys from "@isobox/kernel/sys";
import { type Case, equal, ok } from "../case.ts";

function inDirectory(body: (directory: string) => void): () => void {
  return () => {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), "contract-"));
    try {
      body(directory);
    } finally {
      fs.rmSync(directory, { recursive: true });
    }
  };
}

export const cases: readonly Case[] = [
  {
    name: "statat() agrees with fs.statSync()",
    run: () => {
      for (const file of ["/", "/proc", "/dev/null", "/etc/passwd", process.execPath, "/proc/self/exe"]) {
        for (const flags of [0, abi.AT_SYMLINK_NOFOLLOW]) {
          const ours = sys.statat(abi.AT_FDCWD, file, flags);
          const theirs = (flags === 0 ? fs.statSync : fs.lstatSync)(file);
          equal(
            [ours.mode, ours.uid, ours.gid, ours.ino, ours.size, ours.nlink],
            [theirs.mode, theirs.uid, theirs.gid, theirs.ino, theirs.size, theirs.nlink],
            file,
          );
          equal(sys.makedev(...ours.rdev), theirs.rdev, "rdev");
          equal(sys.makedev(...ours.dev), theirs.dev, "dev");
        }
      }
    },
  },
  {
    name: "getdents() agrees with fs.readdirSync(), byte for byte",
    run: inDirectory((directory) => {
      const names = ["plain", "é", "\ufeffbom", "\udcff\udcfe", "\udced\udca0\udc80"];
      for (const name of names)
        fs.writeFileSync(Buffer.from([...platform.encode(`${directory}/${name}`)]), name.toUpperCase());
      const theirs = fs.readdirSync(directory, { encoding: "buffer" }).map((name) => [...name].join(" "));
      equal(
        sys
          .readdir(directory)
          .map((name) => platform.encode(name).join(" "))
          .sort(),
        theirs.sort(),
      );
      using dir = sys.open(directory, abi.O_RDONLY | abi.O_DIRECTORY);
      equal(sys.readFileAt(dir, "plain"), "PLAIN");
    }),
  },
  {
    name: "readFile() and readlinkat() agree with fs",
    run: inDirectory((directory) => {
      const bytes = new Uint8Array(70000).map((_, i) => (i * 31) & 0xff || 1);
      fs.writeFileSync(`${directory}/data`, bytes);
      const back = platform.encode(sys.readFile(`${directory}/data`));
      ok(back.length === bytes.length && back.every((byte, i) => byte === bytes[i]), "content");
      fs.symlinkSync("some/é", `${directory}/link`);
      equal(sys.readlinkat(abi.AT_FDCWD, `${directory}/link`), fs.readlinkSync(`${directory}/link`));
    }),
  },
  {
    name: "getuid() and its like agree with process",
    run: () => {
      equal([sys.getpid(), sys.getppid()], [process.pid, process.ppid]);
      equal([sys.getuid(), sys.getgid()], [process.getuid?.(), process.getgid?.()]);
      equal(sys.getcwd(), process.cwd());
      equal(
        sys.getgroups().filter((gid) => gid !== process.getegid?.()),
        process.getgroups?.().filter((gid) => gid !== process.getegid?.()),
      );
    },
  },
  {
    name: "open flags of this machine are those of fs.constants",
    run: () => {
      const theirs = fs.constants as unknown as Readonly<Record<string, number>>;
      const ours = abi as unknown as Readonly<Record<string, number>>;
      const names = Object.keys(theirs).filter((name) => /^(O|S)_/.test(name) && name in ours);
      ok(names.length > 15, "names");
      for (const name of names) equal(ours[name], theirs[name], name);
      for (const [name, number] of Object.entries(os.constants.errno))
        if (name !== "ENOTSUP" && name !== "EWOULDBLOCK") equal(ours[name], number, name); // second names
      for (const [name, number] of Object.entries(abi.SIGNALS))
        equal(number, (os.constants.signals as Readonly<Record<string, number>>)[name], name);
    },
  },
  {
    name: "argv() is process.argv where that is exact",
    run: () => equal(platform.argv().length, process.argv.length - 1),
  },
  {
    name: "errors keep the errno of the call, whatever V8 does meanwhile",
    run: () => {
      // Garbage of all sizes, so that collections fall between the call and the look at its answer.
      let kept: unknown[] = [];
      for (let i = 0; i < 30_000; i++) {
        kept.push(new Uint8Array(i % 5000), { i });
        if (kept.length > 500) kept = [];
        const result = platform.syscall(sys.NR.close, -1);
        if (result !== -abi.EBADF) equal(result, -abi.EBADF, `call ${i}`);
      }
    },
  },
];
