// The guest as a process: QEMU with its channels, each a socket that it inherits. It ends with this process, however
// that ends, and leaves no file.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

/** In MiB. The guest's files, but for those of the host, are in it too. */
const MEMORY = 2048;
/** A guest that has not booted by then never will: it takes ten seconds, and one when it is restored. */
const BOOT_MS = 120_000;

// The features that are left out cost more to emulate than they give; measured: the boot takes half as long.
const CPU = "max,-la57,-smap,-smep,-pku,-svm,-avx,-avx2";
const KERNEL_LINE =
  "console=ttyS0 quiet loglevel=4 panic=-1 mitigations=off nokaslr no_timer_check tsc=reliable random.trust_cpu=on audit=0";

/** Numbers of the descriptors that QEMU inherits. */
const CONSOLE = 3;
const CONTROL = 4;
const OUTPUT = 5;
const MONITOR = 6;

function words({ image, initrd, state }, terminal) {
  const socket = (name, fd) => ["-chardev", `socket,id=${name},fd=${fd}`];
  return [
    ["-accel", "tcg,thread=multi,tb-size=512", "-cpu", CPU, "-M", "pc", "-m", `${MEMORY}`, "-smp", "2"],
    ["-display", "none", "-no-reboot", "-nodefaults", "-no-user-config"],
    ["-kernel", image, "-initrd", initrd, "-append", KERNEL_LINE],
    [...socket("console", CONSOLE), "-serial", "chardev:console"],
    [...socket("monitor", MONITOR), "-mon", "chardev=monitor,mode=control"],
    ["-device", "virtio-rng-pci", "-device", "virtio-serial-pci"],
    ["-chardev", terminal ? "stdio,id=terminal,signal=off" : "null,id=terminal"],
    ["-device", "virtconsole,chardev=terminal,nr=1"],
    [...socket("control", CONTROL), "-device", "virtserialport,chardev=control,name=control,nr=2"],
    [...socket("output", OUTPUT), "-device", "virtserialport,chardev=output,name=output,nr=3"],
    // A disk of zeros, for limits of block devices.
    ["-blockdev", "driver=null-co,node-name=disk,size=67108864,read-zeroes=on"],
    ["-device", "virtio-blk-pci,drive=disk"],
    ["-fsdev", "local,id=host,path=/,security_model=none,multidevs=remap,readonly=on"],
    ["-device", "virtio-9p-pci,fsdev=host,mount_tag=host"],
    state ? ["-incoming", `exec:cat ${quoted(state)}`] : [],
  ].flat();
}

/** A word as a shell reads it back. */
export const quoted = (text) => `'${String(text).replaceAll("'", "'\\''")}'`;

export class Machine {
  #child;
  #ended;
  #console = "";
  #lines = [];
  #wake = () => {};
  #guest;

  /**
   * Starts a guest, from nothing or from its saved state.
   * @param terminal whether a person's terminal becomes the guest's
   */
  constructor(guest, { terminal = false } = {}) {
    this.#guest = guest;
    const own = terminal ? "inherit" : "ignore";
    // A parent that is killed takes the guest with it.
    this.#child = spawn("setpriv", ["--pdeathsig", "KILL", "qemu-system-x86_64", ...words(guest, terminal)], {
      stdio: [own, own, "pipe", "pipe", "pipe", "pipe", "pipe"],
    });
    this.#ended = once(this.#child, "close");
    this.#ended.then(() => this.#wake());
    const keep = (data) => {
      this.#console = (this.#console + data).slice(-65_536);
    };
    this.#child.stderr.setEncoding("utf8").on("data", keep);
    this.#child.stdio[CONSOLE].setEncoding("utf8").on("data", keep);
    for (const fd of [CONTROL, MONITOR]) this.#readLines(fd);
    for (const stream of this.#child.stdio) stream?.on("error", () => {});
  }

  /** What the guest's command writes. */
  get output() {
    return this.#child.stdio[OUTPUT];
  }

  #readLines(fd) {
    let text = "";
    this.#child.stdio[fd].setEncoding("utf8").on("data", (data) => {
      const lines = (text + data).split("\n");
      text = lines.pop();
      this.#lines.push(...lines.map((line) => line.trim()));
      this.#wake();
    });
  }

  /** The first line that matches, which is taken, of what the guest and the monitor say. */
  async #line(pattern, limitMs) {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.#wake();
    }, limitMs);
    try {
      for (;;) {
        const at = this.#lines.findIndex((line) => pattern.test(line));
        if (at >= 0) return pattern.exec(this.#lines.splice(at, 1)[0]);
        if (late || this.#child.exitCode !== null || this.#child.signalCode !== null)
          throw new Error(
            `the guest ${late ? "does not answer" : "has ended"}; its console:\n${this.#console}`,
          );
        await new Promise((resolve) => {
          this.#wake = resolve;
        });
      }
    } finally {
      clearTimeout(timer);
    }
  }

  async #monitor(command, options = {}) {
    this.#child.stdio[MONITOR].write(`${JSON.stringify({ execute: command, arguments: options })}\n`);
    const [answer] = await this.#line(/^\{"(return|error)".*$/, BOOT_MS);
    const { error, return: value } = JSON.parse(answer);
    if (error) throw new Error(`the guest's monitor: ${command}: ${error.desc}`);
    return value;
  }

  /** Until it has booted, or its state is restored, and it waits for a command. */
  async waiting() {
    await this.#monitor("qmp_capabilities");
    if (!this.#guest.state) await this.#line(/^waiting$/, BOOT_MS);
    while ((await this.#monitor("query-status")).status === "inmigrate") await sleep(20);
  }

  /** Saves a guest that waits; it is of no use afterwards. */
  async save(path) {
    // Not stopped: it would be restored as it was saved.
    await this.#monitor("migrate-set-parameters", { "max-bandwidth": 10 ** 10 });
    await this.#monitor("migrate", { uri: `exec:cat > ${quoted(path)}` });
    for (;;) {
      const { status } = await this.#monitor("query-migrate");
      if (status === "completed") return;
      if (status === "failed") throw new Error("the guest's state could not be saved");
      await sleep(100);
    }
  }

  /**
   * Runs a shell's command; without one a shell on the terminal.
   * @param directory where; it is as it is on the host
   * @param systemd whether process 1 is systemd, and the command a service of it with Delegate=yes
   * @returns its status
   */
  async run(command, { directory, limitMs, systemd = false }) {
    const settings = {
      VM_TIME: (Date.now() / 1000).toFixed(0),
      VM_MODULES: this.#guest.modules,
      VM_DIRECTORY: directory,
      VM_SESSION: `${import.meta.dirname}/session.sh`,
      VM_COMMAND: command,
      VM_SYSTEMD: systemd ? "1" : "",
    };
    const text = Object.entries(settings)
      .map(([name, value]) => `${name}=${quoted(value)}\n`)
      .join("");
    this.#child.stdio[CONTROL].write(`${Buffer.from(text).toString("base64")}\n`);
    const [, status] = await this.#line(/^status (\d+)$/, limitMs);
    return Number(status);
  }

  /** What the kernel and QEMU said. */
  get console() {
    return this.#console;
  }

  /** Ends it; the output has been read to its end afterwards. */
  async [Symbol.asyncDispose]() {
    this.#child.kill("SIGKILL");
    await this.#ended;
  }
}
