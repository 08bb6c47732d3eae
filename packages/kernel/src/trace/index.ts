export { type Profile, profileHost } from "./profile.ts";
export { beginEvents } from "./profile-file.ts";
export { currentStep, step, type TraceOptions, traceHost } from "./trace.ts";
