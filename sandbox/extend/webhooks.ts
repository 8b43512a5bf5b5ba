import { createHmac, randomUUID } from "node:crypto";
import type { WebhookLink } from "../jobs/directives.ts";
import type { WebhookPost } from "../webhooks/post-webhook.ts";
import type { DeliveryRules } from "../webhooks/webhook-sender.ts";
import { payloadLink } from "./payload-links.ts";
import { runBody } from "./run-body.ts";
import { kinds } from "./run-kinds.ts";
import { type RunView, viewRun } from "./run-view.ts";
import type { ExtendState } from "./state.ts";
import type { WebhookEndpoint } from "./webhook-endpoints.ts";

/** 30 s are documented (docs.extend.ai/webhooks/best-practices), that retries back off too; the pauses are an assumption. */
const rules: DeliveryRules = { retryPausesMs: [1000, 2000, 4000], timeoutMs: 30_000 };

interface Announcement {
  eventType: string;
  /** Milliseconds from now. */
  delayMs: number;
  payload: () => Record<string, unknown> | null;
  webhook: RunView["plan"]["directives"]["webhook"];
  /** What a link in the payload's place leads to; null = only endpoints that want links get one. */
  webhookLink: WebhookLink | null;
}

/** Books the event of a run's end. What happens to the run until then (a cancel) shows in the payload. */
export function announceRun(state: ExtendState, { id, record, plan }: RunView): void {
  const { webhook, webhookLink, webhookDelayMs } = plan.directives;
  const endsAt = record.createdAt + plan.queueMs + plan.throttledMs + plan.runMs;
  const view = () => viewRun(state, id, record, Math.max(endsAt, state.world.clock.now()));
  announce(state, {
    eventType: eventOf(view()),
    delayMs: Math.max(0, endsAt - state.world.clock.now()) + webhookDelayMs,
    payload: () => (state.cancelled.has(id) ? null : payloadOf(state, view())),
    webhook,
    webhookLink,
  });
}

/** Tells of a cancelled workflow run at once; other runs have no event for it (WebhookEndpointEventType.d.ts). */
export function announceCancelled(state: ExtendState, view: RunView): void {
  if (view.record.kind !== "workflow") return;
  const { id, plan } = view;
  announce(state, {
    eventType: "workflow_run.cancelled",
    delayMs: plan.directives.webhookDelayMs,
    payload: () => payloadOf(state, viewRun(state, id, view.record)),
    webhook: plan.directives.webhook,
    webhookLink: plan.directives.webhookLink,
  });
}

/** Books the event of a batch's end. */
export function announceBatch(state: ExtendState, id: string, body: Record<string, unknown>, endsAt: number): void {
  const name = id.startsWith("bpar_") ? "batch_parse_run" : "batch_processor_run";
  announce(state, {
    eventType: `${name}.${body.status === "FAILED" ? "failed" : "processed"}`,
    delayMs: Math.max(0, endsAt - state.world.clock.now()),
    payload: () => body,
    webhook: null,
    webhookLink: null,
  });
}

const workflowEvents: Readonly<Record<string, string>> = {
  PROCESSED: "workflow_run.completed",
  FAILED: "workflow_run.failed",
  NEEDS_REVIEW: "workflow_run.needs_review",
  REJECTED: "workflow_run.rejected",
  CANCELLED: "workflow_run.cancelled",
};

function eventOf({ record, status }: RunView): string {
  if (record.kind === "workflow") return workflowEvents[status] ?? "workflow_run.completed";
  return `${kinds[record.kind].object}.${status === "FAILED" ? "failed" : "processed"}`;
}

/** Events of parse runs carry the status alone (ParseRunStatus.d.ts of `extend-ai` 1.17.0), the others the whole run. */
function payloadOf(state: ExtendState, view: RunView): Record<string, unknown> {
  if (view.record.kind !== "parse") return runBody(state, view);
  const { id, status, failureReason, failureMessage, record } = view;
  return {
    object: "parse_run_status",
    id,
    status,
    failureReason,
    failureMessage,
    metadata: record.config.metadata ?? null,
  };
}

function announce(state: ExtendState, announcement: Announcement): void {
  const { eventType, delayMs, webhook } = announcement;
  if (webhook === "missing" || !Number.isFinite(delayMs)) return;
  for (const id of state.endpoints.newestKeys()) {
    const endpoint = state.endpoints.get(id);
    if (endpoint === undefined || endpoint.status !== "enabled" || !endpoint.enabledEvents.includes(eventType))
      continue;
    const eventId = `evt_${randomUUID().replaceAll("-", "").slice(0, 20)}`;
    const make = () => (state.deleted.has(id) ? null : post(state, endpoint, announcement, eventId));
    for (const extraMs of webhook === "twice" ? [0, 250] : [0])
      state.world.webhooks.schedule(delayMs + extraMs, make, rules);
  }
}

function post(
  state: ExtendState,
  endpoint: WebhookEndpoint,
  announcement: Announcement,
  eventId: string,
): WebhookPost | null {
  const payload = announcement.payload();
  if (payload === null) return null;
  const { eventType, webhookLink, webhook } = announcement;
  const whole = JSON.stringify({ eventId, eventType, payload });
  const options = endpoint.advancedOptions?.payload;
  const asUrl = options?.format === "url" && Buffer.byteLength(whole) >= (options.urlThresholdBytes ?? 0);
  const leads = webhookLink ?? (asUrl ? "payload" : null);
  const body = leads === null ? whole : linked(state, eventId, eventType, payload, leads);
  const timestamp = String(Math.floor(state.world.clock.now() / 1000));
  const secret = webhook === "forged" ? `not-${endpoint.signingSecret}` : endpoint.signingSecret;
  return {
    url: endpoint.url,
    body,
    headers: {
      ...endpoint.advancedOptions?.headers,
      "content-type": "application/json",
      "x-extend-api-version": endpoint.apiVersion,
      "x-extend-request-timestamp": timestamp,
      "x-extend-request-signature": createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex"),
    },
  };
}

/** The event with a signed link in its payload's place (`isSignedDataUrlPayload` in Webhooks.ts of `extend-ai` 1.17.0). */
function linked(
  state: ExtendState,
  eventId: string,
  eventType: string,
  payload: Record<string, unknown>,
  leads: WebhookLink,
): string {
  const data = payloadLink(state, eventId, payload, leads);
  const link = { object: "signed_data_url", data, id: payload.id, metadata: payload.metadata ?? null };
  return JSON.stringify({ eventId, eventType, payload: link });
}
