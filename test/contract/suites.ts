// What every host must keep, by topic. A case may name the one host that it makes sense on.
import type { Case } from "./case.ts";
import { cases as bpf } from "./cases/bpf.ts";
import { cases as codec } from "./cases/codec.ts";
import { cases as decorators } from "./cases/decorators.ts";
import { cases as describe } from "./cases/describe.ts";
import { cases as errors } from "./cases/errors.ts";
import { cases as files } from "./cases/files.ts";
import { cases as memory } from "./cases/memory.ts";
import { cases as process } from "./cases/process.ts";
import { cases as singleProcess } from "./cases/single-process.ts";
import { cases as sockets } from "./cases/sockets.ts";
import { cases as strings } from "./cases/strings.ts";
import { cases as syscall } from "./cases/syscall.ts";
import { cases as table } from "./cases/table.ts";

export const suites: Readonly<Record<string, readonly Case[]>> = {
  codec,
  syscall,
  memory,
  strings,
  files,
  process,
  errors,
  sockets,
  describe,
  table,
  decorators,
  bpf,
  "single-process": singleProcess,
};
