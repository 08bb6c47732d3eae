import { look } from "./handover.ts";

/**
 * Who becomes the payload in place of {@link execPayload}, where a stage has left word about it under the key
 * "payload" of the handover. An OCI runtime has its own rules for the environment, the search and the messages.
 */
export interface PayloadKeeper {
  /** In a chain of real execs, first of all: goes on with what an earlier program has put into force. */
  resume(): void;
  /** Becomes the payload; in the process of the last stage, when all stages are applied. */
  execute(argv: readonly string[]): never;
}

let registered: PayloadKeeper | null = null;

/** Names the keeper, at build time. */
export function registerPayloadKeeper(keeper: PayloadKeeper): void {
  registered = keeper;
}

/** The keeper, if a stage has left word for it. */
export function payloadKeeper(): PayloadKeeper | null {
  return look("payload").length > 0 ? registered : null;
}
