// The machine as a whole: names, modules, accounting, random numbers.
import { type Format, out } from "../format/format.ts";
import { dec, fd, hex, pointer } from "../format/number.ts";
import { data, filled, string } from "../format/text.ts";
import { bitsOf, changes, changesIf, reads } from "./row.ts";

/** struct new_utsname: six names of 65 bytes each. */
const utsname: Format = (value, call) => {
  const words = ["sysname", "nodename", "release"].map((name, i) => {
    if (!ArrayBuffer.isView(value)) return `${name}=…`;
    return `${name}=${string(new Uint8Array(value.buffer, value.byteOffset + 65 * i, 65), call)}`;
  });
  return `{${words.join(", ")}, …}`;
};

// Actions that read the buffer without consuming it, or ask for sizes.
const SYSLOG_READS = [0, 1, 3, 9, 10];

export const system = {
  uname: reads({ buf: out(utsname) }),
  sysinfo: reads({ info: out(pointer) }),
  sethostname: changes({ name: data(1), len: dec }),
  setdomainname: changes({ name: data(1), len: dec }),
  syslog: changesIf((args) => !SYSLOG_READS.includes(bitsOf(args[0])), {
    type: dec,
    bufp: out(pointer),
    size: dec,
  }),
  getrandom: reads({ buf: out(pointer), size: dec, flags: hex }),
  acct: changes({ filename: string }),
  reboot: changes({ magic: hex, magic2: hex, op: hex, arg: pointer }),
  init_module: changes({ module_image: pointer, size: dec, param_values: string }),
  finit_module: changes({ fd, param_values: string, flags: hex }),
  delete_module: changes({ name: string, flags: hex }),
  kexec_load: changes({ entry: hex, nr_segments: dec, segments: pointer, flags: hex }),
  kexec_file_load: changes({ kernel_fd: fd, initrd_fd: fd, cmdline_len: dec, cmdline: data(2), flags: hex }),
  lookup_dcookie: reads({ cookie: hex, buffer: filled, size: dec }),
  nfsservctl: reads({ cmd: dec, argp: pointer, resp: pointer }),
};
