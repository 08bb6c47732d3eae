import * as abi from "@isobox/kernel/abi";
import { fstat, open, openat, readText } from "@isobox/kernel/sys";
import { doing } from "@isobox/toolkit";

/** Reads a file, standard input ("-") or the config.json of a bundle. */
export function readDocument(file: string): { readonly text: string; readonly isBundle: boolean } {
  return doing(`cannot read ${file}`, () => {
    if (file === "-") return { text: readText(0), isBundle: false };
    using opened = open(file, abi.O_RDONLY);
    const isBundle = (fstat(opened).mode & abi.S_IFMT) === abi.S_IFDIR;
    if (!isBundle) return { text: readText(opened), isBundle };
    using inside = openat(opened, "config.json", abi.O_RDONLY);
    return { text: readText(inside), isBundle };
  });
}

/** The directory that the paths of a configuration count from; null for one that came on standard input. */
export function bundleOf(file: string, isBundle: boolean): string | null {
  if (file === "-") return null;
  if (isBundle) return file;
  const slash = file.lastIndexOf("/");
  return slash < 0 ? "." : slash === 0 ? "/" : file.slice(0, slash);
}

/** A path of a configuration, relative to the bundle. */
export function fromBundle(bundle: string | null, path: string): string {
  return path.startsWith("/") || bundle === null || bundle === "." ? path : `${bundle}/${path}`;
}
