import { createHmac, randomUUID } from "node:crypto";
import { z } from "zod";
import type { Phase } from "../jobs/job-phase.ts";
import type { JobPlan } from "../jobs/plan-job.ts";
import type { WebhookPost } from "../webhooks/post-webhook.ts";
import type { DeliveryRules } from "../webhooks/webhook-sender.ts";
import type { LlamaState } from "./state.ts";

/** One entry of `webhook_configurations` (`webhook-configs.ts` in the vendor's SDK 2.16.0). */
export const webhookConfigurationSchema = z.object({
  webhook_url: z.string().nullish(),
  webhook_events: z.array(z.string()).nullish(),
  webhook_headers: z.record(z.string(), z.unknown()).nullish(),
  webhook_output_format: z.enum(["string", "json"]).nullish(),
  webhook_signing_secret: z.string().nullish(),
});
export type WebhookConfiguration = z.infer<typeof webhookConfigurationSchema>;

/** Three attempts, 1 s and 2 s apart, 30 s each (developers.llamaindex.ai/llamaparse/general/troubleshooting/). */
const rules: DeliveryRules = { retryPausesMs: [1000, 2000], timeoutMs: 30_000 };

/** The vendor's event for each phase, by product; extract has no running event, split says processing. */
const events: Record<"parse" | "extract" | "classify" | "split", Partial<Record<Phase, string>>> = {
  parse: {
    queued: "parse.pending",
    running: "parse.running",
    succeeded: "parse.success",
    partial: "parse.partial_success",
    failed: "parse.error",
    cancelled: "parse.cancelled",
  },
  extract: {
    queued: "extract.pending",
    succeeded: "extract.success",
    partial: "extract.partial_success",
    failed: "extract.error",
    cancelled: "extract.cancelled",
  },
  classify: {
    queued: "classify.pending",
    running: "classify.running",
    succeeded: "classify.success",
    partial: "classify.partial_success",
    failed: "classify.error",
    cancelled: "classify.cancelled",
  },
  split: {
    queued: "split.pending",
    running: "split.processing",
    succeeded: "split.success",
    partial: "split.success",
    failed: "split.error",
    cancelled: "split.cancelled",
  },
};

/** What webhooks need to know of a job. */
export interface Announced {
  id: string;
  product: keyof typeof events;
  plan: JobPlan;
  createdAt: number;
  endedAt: number;
}

/** The product a kind of job belongs to: kinds are named `<product>-…`. */
export function productOf(kind: string): keyof typeof events {
  return (["parse", "extract", "classify", "split"] as const).find((name) => kind.startsWith(name)) ?? "parse";
}

/** Books a job's webhooks. A later cancellation suppresses what has not been sent and sends its own. */
export function scheduleWebhooks(
  state: LlamaState,
  job: Announced,
  configurations: readonly WebhookConfiguration[],
): void {
  const { plan } = job;
  if (plan.directives.webhook === "missing") return;
  const names = events[job.product];
  const endMs = job.endedAt - job.createdAt;
  const steps: [phase: Phase, delayMs: number][] = [
    ["queued", plan.directives.webhook === "shuffled" ? endMs + 300 : 0],
    ["running", plan.directives.webhook === "shuffled" ? endMs + 600 : plan.queueMs + plan.throttledMs],
    [plan.end, endMs],
  ];
  for (const configuration of configurations) {
    for (const [phase, delayMs] of steps) {
      const event = names[phase];
      if (event === undefined) continue;
      const stillTrue = () => phase === "queued" || !state.cancelled.has(job.id);
      send(state, job, configuration, event, delayMs, stillTrue);
    }
    state.webhooksOf.set(job.id, [...(state.webhooksOf.get(job.id) ?? []), configuration]);
  }
}

/** Sends the event of a cancellation, to the webhooks the job was created with. */
export function sendCancelled(state: LlamaState, job: Announced): void {
  const event = events[job.product].cancelled;
  if (event === undefined || job.plan.directives.webhook === "missing") return;
  for (const configuration of state.webhooksOf.get(job.id) ?? []) send(state, job, configuration, event, 0, () => true);
}

function send(
  state: LlamaState,
  job: Announced,
  configuration: WebhookConfiguration,
  event: string,
  delayMs: number,
  stillTrue: () => boolean,
): void {
  const wanted = configuration.webhook_events;
  if (!configuration.webhook_url || (wanted != null && !wanted.includes(event))) return;
  const { webhook, webhookDelayMs } = job.plan.directives;
  const eventId = randomUUID();
  const make = () => (stillTrue() ? post(state, job, configuration, event, eventId) : null);
  const times = webhook === "twice" ? [0, 250] : [0];
  for (const extraMs of times) state.world.webhooks.schedule(delayMs + webhookDelayMs + extraMs, make, rules);
}

/** The message: `string`, the default format, sends the JSON once more encoded as a JSON string. */
function post(
  state: LlamaState,
  job: Announced,
  configuration: WebhookConfiguration,
  event: string,
  eventId: string,
): WebhookPost {
  const message = JSON.stringify({
    event_id: eventId,
    event_type: event,
    timestamp: state.world.clock.now() / 1000,
    data: { id: job.id, job_id: job.id },
  });
  const body = configuration.webhook_output_format === "json" ? message : JSON.stringify(message);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(configuration.webhook_headers ?? {})) headers[name] = String(value);
  return {
    url: configuration.webhook_url ?? "",
    body,
    headers: {
      ...headers,
      "content-type": "application/json",
      "user-agent": "llamaindex-webhook-service/1.0",
      "x-webhook-event-id": eventId,
      "x-webhook-event-type": event,
      ...signature(configuration.webhook_signing_secret, body, job.plan.directives.webhook === "forged"),
    },
  };
}

function signature(secret: string | null | undefined, body: string, forged: boolean): Record<string, string> {
  if (!secret) return {};
  const key = forged ? `not-${secret}` : secret;
  return { "LC-Signature": `sha256=${createHmac("sha256", key).update(body).digest("hex")}` };
}
