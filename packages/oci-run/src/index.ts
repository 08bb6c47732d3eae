export { type Bundle, readBundle } from "./bundle.ts";
export { ociRun } from "./command.ts";
export { checkId } from "./id.ts";
export { inOrder } from "./order.ts";
export { payloadKeeper } from "./payload-keeper.ts";
export { ociPayload } from "./payload-tool.ts";
export { type Plan, plan } from "./plan.ts";
export type { ContainerState } from "./state.ts";
export { type Container, inspect, type Status } from "./status.ts";
