import { z } from "zod";

const text = z.string().optional().catch(undefined);

/**
 * What an observation may say beyond its columns. Everything is optional: each source knows other things, and a field
 * of an unexpected shape is left out rather than guessed.
 */
const timelineDetail = z.object({
  /** Who asked, for what an operator did. */
  by: text,
  /** What the operator asked for: `poll`, `cancel`, … */
  action: text,
  /** The transport's own code when there was no answer, e.g. `ECONNREFUSED`. */
  transport: text,
  /** Why nothing was asked, e.g. `no_provider_key`. */
  reason: text,
  /** ms until it is asked again. */
  retryInMs: z.number().optional().catch(undefined),
  /** The vendor's error text. */
  message: text,
  /** The vendor's error code. */
  code: text,
  /** A webhook's event name and id. */
  event: text,
  eventId: text,
  /** Whether a webhook's signature held. */
  signature: text,
  /** `read`, or why the link in a webhook's payload was not; its host, and the status that one answered with. */
  link: text,
  linkHost: text.nullable().catch(undefined),
  linkStatus: z.number().optional().catch(undefined),
});
export type TimelineDetail = z.infer<typeof timelineDetail>;

/** Reads an observation's detail; never throws. */
export function readTimelineDetail(detail: Record<string, unknown>): TimelineDetail {
  return timelineDetail.parse(detail);
}
