export { currentStep, step, type TraceOptions, traceHost } from "./trace.ts";
