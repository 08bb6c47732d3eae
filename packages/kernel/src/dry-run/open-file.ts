import type { FileNode, Found, Mount } from "./model.ts";

/**
 * What a descriptor is.
 *
 * "file": opened by a path. "channel": between processes of this run, or memory of theirs (pipes, socket pairs,
 * memfds): used really. "stream": standard output or error as it was given: written really. "socket": one that
 * others could reach. "context": of fsopen(2). "process": a pidfd. "other": nothing is known of it.
 */
export type Kind = "file" | "channel" | "stream" | "socket" | "context" | "process" | "other";

/** What has been said to a file system context. */
export interface Context {
  readonly type: string;
  source: string;
  readonly words: string[];
  flags: number;
  made: Mount | null;
}

/** An open file. Descriptors that are copies of each other share it. */
export class OpenFile {
  readonly kind: Kind;
  /** No descriptor of the kernel's stands behind it. */
  readonly invented: boolean;
  readonly found: Found | null;
  readonly flags: number;
  /** It depends on what recorded calls would have made. */
  assumed: boolean;
  offset = 0;
  /** What is read: fixed at the first read of a file that is not the model's own. */
  content: Uint8Array | null = null;
  /** Records of getdents64(2), as far as they have not been given out. */
  entries: Uint8Array[] | null = null;
  context: Context | null = null;
  /** Of a pidfd. */
  pid = 0;
  /** A socket has got a name, or has been connected, by a recorded call. */
  named = false;
  /** What the other side is assumed to say. */
  readonly replies: Uint8Array[] = [];

  constructor(
    kind: Kind,
    { invented = true, found = null, flags = 0, assumed = found?.assumed ?? false }: Partial<OpenFile> = {},
  ) {
    this.kind = kind;
    this.invented = invented;
    this.found = found;
    this.flags = flags;
    this.assumed = assumed;
  }

  get node(): FileNode | null {
    return this.found?.node ?? null;
  }
}
