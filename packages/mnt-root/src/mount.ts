/** One range of an id mapping: as seen in the container, as seen by the host, and how many. */
export interface IdMapping {
  readonly containerID: number;
  readonly hostID: number;
  readonly size: number;
}

/** A mount to be made; the shape is that of the OCI configuration. */
export interface Mount {
  /** Below the new root, and confined to it. */
  readonly destination: string;
  /**
   * A file system of /proc/filesystems, `bind`, `cgroup` (the view of the hierarchies that fits this host) or
   * `dev` (a /dev with all that belongs to it). Means nothing with the option `bind` or `rbind`.
   */
  readonly type?: string | undefined;
  /** A path, before the root changes, of what to bind; else a word or device for the file system. */
  readonly source?: string | undefined;
  /** The words of mount(8); what no table here knows is given to the file system. */
  readonly options?: readonly string[] | undefined;
  /** With the option `idmap` or `ridmap`. */
  readonly uidMappings?: readonly IdMapping[] | undefined;
  readonly gidMappings?: readonly IdMapping[] | undefined;
}
