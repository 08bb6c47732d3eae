export * as abi from "./abi/index.ts";
export type { Host, Machine, Platform, SyscallArg } from "./host/index.ts";
export { decorate, host, platform, SingleThreadRequired } from "./host/index.ts";
export * as recorder from "./recorder/index.ts";
export * as sys from "./sys/index.ts";
export * as trace from "./trace/index.ts";
