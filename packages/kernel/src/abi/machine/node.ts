/** The architecture that Node runs on, by the name of `uname -m`. What has no syscall table is refused by the host. */
export const machine: "x86_64" | "aarch64" = process.arch === "arm64" ? "aarch64" : "x86_64";
