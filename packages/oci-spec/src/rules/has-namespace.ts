import type { Linux, NamespaceType } from "../types.gen.ts";

/** Whether a container has a namespace of its own, new or joined. */
export function hasNamespace(linux: Linux | undefined, type: NamespaceType): boolean {
  const namespaces = linux?.namespaces;
  if (namespaces) for (let i = 0; i < namespaces.length; i++) if (namespaces[i]!.type === type) return true;
  return false;
}
