import { execFileSync } from "node:child_process";
import {
  chmodSync,
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Json, runcSpecBundle } from "../lib/bundle.ts";
import { output, tool } from "../lib/tools.ts";
import { ociRun, oneLine, uniqueName } from "./lib/clean.ts";

/** A container whose program cannot be executed, the text that engines look for, and the file that is at fault. */
interface Case {
  readonly args: readonly string[];
  readonly errno: string;
  readonly hint: RegExp;
  /** Prepares the image: a function of its root. */
  readonly image?: (at: (path: string) => string) => void;
  readonly config?: (config: Json, rootfs: string) => void;
}

const MISSING = "no such file or directory";
const DENIED = "permission denied";
const FORMAT = "exec format error";
const ORDINARY = (config: Json) => {
  config.process.user = { uid: 1000, gid: 1000 };
};

const write = (path: string, text: string | Buffer, mode = 0o755) => {
  // The types of Node and of the language disagree about what a buffer is.
  writeFileSync(path, text as string);
  chmodSync(path, mode);
};

/** A copy of a dynamic program with some bytes replaced. */
function program(change: (bytes: Buffer) => void): Buffer {
  const bytes = readFileSync("/bin/true");
  change(bytes);
  return bytes;
}

const E_TYPE = 16;
const E_MACHINE = 18;

const cases: Readonly<Record<string, Case>> = {
  "a name that PATH does not have": {
    args: ["prog"],
    errno: "executable file not found in $PATH",
    config: (config) => (config.process.env = ["PATH=/bin:/none:/etc/passwd:/dirs"]),
    image: (at) => mkdirSync(at("/dirs/prog"), { recursive: true }),
    hint: /^looked for it in PATH=\/bin:\/none:\/etc\/passwd:\/dirs; there is no "\/none"; "\/etc\/passwd" is no directory; "\/dirs\/prog" is a directory$/,
  },
  "a name, and no PATH": {
    args: ["sh"],
    errno: "executable file not found in $PATH",
    config: (config) => (config.process.env = []),
    hint: /^the environment has no PATH/,
  },
  "a name that PATH has without permission": {
    args: ["prog"],
    errno: DENIED,
    image: (at) => write(at("/bin/prog"), "#!/bin/sh\n", 0o644),
    hint: /^nobody may execute "\/bin\/prog": chmod \+x/,
  },
  "a name in a directory that this user may not search": {
    args: ["prog"],
    errno: "executable file not found in $PATH",
    config: (config) => {
      ORDINARY(config);
      config.process.env = ["PATH=/private:/bin"];
    },
    image: (at) => mkdirSync(at("/private"), { mode: 0o700 }),
    hint: /; this user may not search "\/private" \(mode 0700, owner 0:0; this is 1000:1000\)$/,
  },
  "a directory on the way that is missing": {
    args: ["/opt/app/run"],
    errno: MISSING,
    hint: /^there is no "\/opt"$/,
  },
  "a directory on the way that is a file": {
    args: ["/etc/passwd/run"],
    errno: "not a directory",
    hint: /^"\/etc\/passwd" is no directory$/,
  },
  "a directory on the way that this user may not search": {
    args: ["/opt/private/run"],
    errno: DENIED,
    config: ORDINARY,
    image(at) {
      mkdirSync(at("/opt/private"), { recursive: true });
      write(at("/opt/private/run"), "#!/bin/sh\n");
      chmodSync(at("/opt/private"), 0o700);
    },
    hint: /^this user may not search "\/opt\/private" \(mode 0700, owner 0:0; this is 1000:1000\)$/,
  },
  "a file that only its owner may execute": {
    args: ["/run"],
    errno: DENIED,
    config: ORDINARY,
    image: (at) => write(at("/run"), "#!/bin/sh\n", 0o700),
    hint: /^this user may not execute "\/run" \(mode 0700, owner 0:0; this is 1000:1000\)$/,
  },
  "a link that leads nowhere": {
    args: ["/run"],
    errno: MISSING,
    image: (at) => symlinkSync("/opt/run", at("/run")),
    hint: /^"\/run" is a link to "\/opt\/run", which is not there: there is no "\/opt"$/,
  },
  "links in a ring": {
    args: ["/a"],
    errno: "too many levels of symbolic links",
    image(at) {
      symlinkSync("b", at("/a"));
      symlinkSync("a", at("/b"));
    },
    hint: /^"\/a" leads through too many links: "\/[ab]" is one of a ring/,
  },
  "a directory": { args: ["/bin"], errno: DENIED, hint: /^"\/bin" is a directory$/ },
  "a fifo": {
    args: ["/pipe"],
    errno: DENIED,
    image: (at) => execFileSync("mkfifo", ["-m", "755", at("/pipe")]),
    hint: /^"\/pipe" is no regular file, but a fifo$/,
  },
  "a device": {
    args: ["/dev/null"],
    errno: DENIED,
    hint: /^"\/dev\/null" is no regular file, but a device$/,
  },
  "a mount without exec": {
    args: ["/data/run"],
    errno: DENIED,
    config(config, rootfs) {
      const source = join(rootfs, "../data");
      mkdirSync(source);
      write(join(source, "run"), "#!/bin/sh\n");
      config.mounts.push({ destination: "/data", type: "bind", source, options: ["bind", "noexec"] });
    },
    hint: /^"\/data\/run" is on a file system that is mounted noexec, at \/data \(mount\(8\)\)$/,
  },
  "a script whose interpreter is missing": {
    args: ["/run"],
    errno: MISSING,
    image: (at) => write(at("/run"), "#!/usr/bin/python3 -u\n"),
    hint: /^the interpreter of "\/run" is not there: "\/usr\/bin\/python3"$/,
  },
  "a script whose interpreter is a link that leads nowhere": {
    args: ["/run"],
    errno: MISSING,
    image(at) {
      symlinkSync("python3.11", at("/bin/python3"));
      write(at("/run"), "#! /bin/python3\n");
    },
    hint: /^the interpreter of "\/run" is not there: "\/bin\/python3": "\/bin\/python3" is a link to "python3.11", which is not there$/,
  },
  "a script whose interpreter is named without its directory": {
    args: ["/run"],
    errno: MISSING,
    image: (at) => write(at("/run"), "#!python3\n"),
    hint: /^the interpreter of "\/run" is not there: "python3", seen from the working directory: PATH does not count$/,
  },
  "a script with carriage returns": {
    args: ["/run"],
    errno: MISSING,
    image: (at) => write(at("/run"), "#!/bin/sh\r\necho\r\n"),
    hint: /^the first line of "\/run" ends in a carriage return.*: sed -i 's\/\\r\$\/\/' \/run$/,
  },
  "a script run by a script whose interpreter is missing": {
    args: ["/run"],
    errno: MISSING,
    image(at) {
      write(at("/run"), "#!/by\n");
      write(at("/by"), "#!/none\n");
    },
    hint: /^the interpreter of "\/run" cannot be executed: the interpreter of "\/by" is not there: "\/none"$/,
  },
  "a script whose interpreter may not be executed": {
    args: ["/run"],
    errno: DENIED,
    image(at) {
      write(at("/run"), "#!/by\n");
      write(at("/by"), "x", 0o644);
    },
    hint: /^the interpreter of "\/run" cannot be executed: nobody may execute "\/by"/,
  },
  "a script that runs itself": {
    args: ["/run"],
    errno: "too many levels of symbolic links",
    image: (at) => write(at("/run"), "#!/run\n"),
    hint: /: "\/run" is run by a script that is run by a script, and so on: too often/,
  },
  "a script with nothing behind #!": {
    args: ["/run"],
    errno: FORMAT,
    image: (at) => write(at("/run"), "#!\necho\n"),
    hint: /^"\/run" has nothing behind "#!"/,
  },
  "a script whose first line is too long": {
    args: ["/run"],
    errno: FORMAT,
    image: (at) => write(at("/run"), `#!/${"x".repeat(300)}\n`),
    hint: /^the first line of "\/run" is longer than the 255 bytes/,
  },
  "a script behind a byte order mark": {
    args: ["/run"],
    errno: FORMAT,
    image: (at) => write(at("/run"), "\ufeff#!/bin/sh\n"),
    hint: /^"\/run" begins with a byte order mark/,
  },
  "a script without #!": {
    args: ["/run"],
    errno: FORMAT,
    image: (at) => write(at("/run"), "echo hello\n"),
    hint: /^"\/run" has no "#!" line, and the kernel takes no shell for granted: \/bin\/sh \/run$/,
  },
  "an empty file": {
    args: ["/run"],
    errno: FORMAT,
    image: (at) => write(at("/run"), ""),
    hint: /^"\/run" is empty$/,
  },
  "a program whose loader is missing": {
    args: ["/run"],
    errno: MISSING,
    image: (at) => copyFileSync("/bin/true", at("/run")),
    hint: /^the loader of "\/run" is not there: "\/lib.*"; was it made for another C library or architecture\?$/,
  },
  "a program for another machine": {
    args: ["/run"],
    errno: FORMAT,
    image: (at) =>
      write(
        at("/run"),
        program((bytes) => bytes.writeUInt16LE(bytes.readUInt16LE(E_MACHINE) === 183 ? 62 : 183, E_MACHINE)),
      ),
    hint: /^"\/run" is a program for (aarch64|x86_64), and this is (x86_64|aarch64): an emulator would have to be registered/,
  },
  "an object file": {
    args: ["/run"],
    errno: FORMAT,
    image: (at) =>
      write(
        at("/run"),
        program((bytes) => bytes.writeUInt16LE(1, E_TYPE)),
      ),
    hint: /^"\/run" is an object file, which was never linked/,
  },
  "a program that was not copied whole": {
    args: ["/run"],
    errno: FORMAT,
    image: (at) => write(at("/run"), readFileSync("/bin/true").subarray(0, 40)),
    hint: /^"\/run" is cut off within its head/,
  },
  "a program for Windows": {
    args: ["/run.exe"],
    errno: FORMAT,
    image: (at) => write(at("/run.exe"), Buffer.from("MZ\x90\0\x03\0")),
    hint: /^"\/run.exe" is no program for Linux: it is a program for Windows$/,
  },
  "a program with capabilities that cannot be had": {
    args: ["/run"],
    errno: "operation not permitted",
    image(at) {
      copyFileSync("/bin/busybox", at("/run"));
      output(["setcap", "cap_sys_time+ep", at("/run")]);
    },
    config: (config) => (config.process.noNewPrivileges = false),
    hint: /^"\/run" has file capabilities that this process cannot have.*capabilities\(7\)/,
  },
  "words that are too long": {
    args: ["/bin/true", "x".repeat(200_000)],
    errno: "argument list too long",
    hint: /128 KiB each word/,
  },
};

let count = 0;
for (const [name, { args, errno, hint, image, config }] of Object.entries(cases)) {
  count++;
  test(`the program is ${name}: the file at fault is named`, () => {
    const id = uniqueName("exec");
    const bundle = runcSpecBundle("exec", (spec) => {
      spec.process.args = args;
    });
    image?.((path) => join(bundle.rootfs, path));
    const changed = bundle.config;
    config?.(changed, bundle.rootfs);
    writeFileSync(join(bundle.path, "config.json"), JSON.stringify(changed));
    const result = ociRun(["run", "--bundle", bundle.path, id], id);
    assert.is(result.status, 1, result.stderr);
    const { line, hints } = oneLine(result);
    // Engines read the status out of the first words.
    const first = `oci-run: exec: "${args[0]}": ${errno}`;
    assert.ok(line === first || line.startsWith(`${first}: `), line);
    assert.is(hints.length, 1, hints.join("\n"));
    assert.match(hints[0]!, hint);
  });
}

test("enough programs cannot be executed", () => assert.ok(count >= 30, String(count)));

test("the program is open for writing: it is named", () => {
  const id = uniqueName("exec");
  const bundle = runcSpecBundle("exec", (config) => {
    config.process.args = ["/run"];
  });
  const file = join(bundle.rootfs, "run");
  copyFileSync("/bin/busybox", file);
  const fd = openSync(file, "r+");
  try {
    const { line, hints } = oneLine(ociRun(["run", "--bundle", bundle.path, id], id));
    assert.match(line, /^oci-run: exec: "\/run": text file busy/);
    assert.match(hints.join("\n"), /^"\/run" is open for writing/);
  } finally {
    closeSync(fd);
  }
});

test("the same for the program at the end of a chain", () => {
  const bundle = runcSpecBundle("chain");
  write(join(bundle.rootfs, "run"), "#!/none\n");
  symlinkSync("/none", join(bundle.rootfs, "bin/lost"));
  const chain = (...words: string[]) =>
    ociRunChain([
      tool("ns-exec"),
      "--mount",
      "--",
      "mnt-root",
      "--root",
      bundle.rootfs,
      "--",
      "cap-drop",
      "--",
      ...words,
    ]);
  assert.match(chain("/run"), /^ {2}hint: the interpreter of "\/run" is not there: "\/none"$/m);
  assert.match(
    chain("lost"),
    /^ {2}hint: looked .*; "\/bin\/lost" is a link to "\/none", which is not there;/m,
  );
  assert.match(
    chain("absent"),
    /^ {2}hint: looked for it in PATH=\/bin:\/none:\/usr\/bin; there is no "\/none"; there is no "\/usr"$/m,
  );
});

function ociRunChain(words: readonly string[]): string {
  const script = 'PATH=/bin:/none:/usr/bin "$@" 2>&1; echo "status $?"';
  return output(["sh", "-c", script, "sh", ...words]);
}

test.run();
