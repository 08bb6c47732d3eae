import * as abi from "@isobox/kernel/abi";
import * as sys from "@isobox/kernel/sys";
import { defaultConfig } from "@isobox/oci-spec";
import { doing, type OptionsOf } from "@isobox/toolkit";
import type { specOptions } from "../options.ts";

/** `oci-run spec`: writes the default configuration; a file that is there is left alone. */
export function spec({ bundle = "." }: OptionsOf<typeof specOptions>): number {
  const path = `${bundle}/config.json`;
  doing(`cannot write ${path}`, () => {
    using file = sys.open(path, abi.O_WRONLY | abi.O_CREAT | abi.O_EXCL, 0o666);
    sys.writeAll(file, `${JSON.stringify(defaultConfig(), null, "\t")}\n`);
  });
  return 0;
}
