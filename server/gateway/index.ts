/**
 * Gateway: lets a client's request in, puts the provider key on it, streams it to the vendor and the answer back, and
 * writes the call down. It owns the tables `call_intent`, `call`, `call_body` and `instance`. It watches bytes from the
 * side and must not change them, and it must not know any vendor by name.
 */
export { BatchWriter } from "./batch-writer.ts";
export type { CallerRequest, CallerResponse } from "./caller.ts";
export type { PassOn } from "./carry-out.ts";
export { placesHeldBack } from "./guards/breaker-store.ts";
export { type Gateway, openGateway } from "./handler.ts";
export { countCalls, listCalls } from "./list-calls.ts";
export { openOneOfSeveral, spoolPlaceAmong } from "./one-of-several.ts";
export { PlainLane } from "./plain/plain-lane.ts";
export { keptAliveS } from "./plain/plain-response.ts";
export type { CallRecord } from "./recorder.ts";
export { gatewayPrefix } from "./route.ts";
export {
  beat,
  dropOldBodies,
  dropOldCalls,
  ensurePartitions,
  farewell,
  interruptOrphans,
  lastCallOf,
} from "./store.ts";
