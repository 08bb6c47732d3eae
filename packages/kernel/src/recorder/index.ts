export { assertOrder } from "./assert.ts";
export { type Answer, type Answers, failing, ProcessEnded, Recorder, record } from "./recorder.ts";
