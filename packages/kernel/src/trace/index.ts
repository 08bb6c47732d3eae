export { step, type TraceOptions, traceHost } from "./trace.ts";
