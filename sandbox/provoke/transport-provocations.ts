import { type TransportFault, transportFaults } from "../http/reply.ts";
import type { Provocation } from "./provocation.ts";

const summaries: Record<TransportFault, string> = {
  drop: "The connection closes before the first byte of the answer; the work is done all the same",
  reset: "The connection breaks in the middle of the body; the work is done all the same",
  hang: "No answer comes for ten minutes, then the connection closes; the work is done all the same",
  drip: "The body arrives in 20 pieces over 5 s",
};

/** Broken connections, the same for every vendor. In a file name they strike the request that creates the job. */
export const transportProvocations: readonly Provocation[] = transportFaults.map((fault) => ({
  slug: `fault-${fault}`,
  kind: "fault",
  summary: summaries[fault],
  status: null,
  text: null,
  code: null,
  endpoints: ["*"],
  rows: [],
  natural: null,
  fault,
}));
