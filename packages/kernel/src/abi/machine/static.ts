/** The architecture that this program was built for. */
export const machine: "x86_64" | "aarch64" = globalThis.__host__.machine;
