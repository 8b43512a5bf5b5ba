import type { Clock } from "./time/clock.ts";
import type { WebhookSender } from "./webhooks/webhook-sender.ts";

/** What every vendor's stand-in is given; nothing in the sandbox is global. */
export interface SandboxWorld {
  clock: Clock;
  webhooks: WebhookSender;
  /** Address of the sandbox itself without a trailing slash; known once it listens. */
  baseUrl(): string;
  /** Where signed links to payloads lead: the sandbox itself, unless a test has a name for it. No trailing slash. */
  payloadUrl(): string;
  /** False turns the vendors' request limits off (a benchmark, say). */
  rateLimits: boolean;
  /** Largest upload; the vendors' own figure unless a test asks for less. */
  maxUploadBytes: number | null;
}
