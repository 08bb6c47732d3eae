import { S_IFREG, statx } from "@isobox/kernel/abi";
import type { Answers } from "@isobox/kernel/recorder";

/** Answers of a recorder behind which these files lie; what is not here is ENOENT. */
export function files(contents: Readonly<Record<string, string>>, mode = S_IFREG): Answers {
  const open = new Map<number, { data: Uint8Array; at: number }>();
  let next = 10;
  const view = (arg: unknown) => {
    const { buffer, byteOffset, byteLength } = arg as Uint8Array;
    return new DataView(buffer, byteOffset, byteLength);
  };
  return {
    openat([, path]) {
      const text = contents[path as string];
      if (text === undefined) return -2;
      open.set(next, { data: new TextEncoder().encode(text), at: 0 });
      return next++;
    },
    statx([fd, , , , buffer]) {
      view(buffer).setUint16(statx.stx_mode, mode, true);
      view(buffer).setUint32(statx.stx_size, open.get(fd as number)!.data.length, true);
      return 0;
    },
    read([fd, buffer]) {
      const file = open.get(fd as number)!;
      const part = file.data.subarray(file.at, file.at + view(buffer).byteLength);
      new Uint8Array(view(buffer).buffer, view(buffer).byteOffset).set(part);
      file.at += part.length;
      return part.length;
    },
  };
}
