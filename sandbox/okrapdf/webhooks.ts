import type { JobView, StandIn } from "../stand-in/stand-in.ts";
import type { DeliveryRules } from "../webhooks/webhook-sender.ts";

/** Three tries more, after 5 s, 30 s and 5 min; 30 s to answer (docs.okrapdf.com webhooks, 2026-11-20). */
const rules: DeliveryRules = { retryPausesMs: [5_000, 30_000, 300_000], timeoutMs: 30_000 };

/** Books the one event the vendor documents: a document's good end. It carries no signature. */
export function sendCompleted(state: StandIn, view: JobView, url: string): void {
  const { plan, record } = view;
  const { webhook, webhookDelayMs } = plan.directives;
  if (webhook === "missing" || plan.end === "failed") return;
  const endsAt = record.createdAt + plan.queueMs + plan.throttledMs + plan.runMs;
  if (!Number.isFinite(endsAt)) return;
  const make = () => ({
    url,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      event: "document.completed",
      document_id: webhook === "forged" ? "ocr-forged" : view.id,
      status: "completed",
      file_name: record.documentName,
      total_pages: plan.pages,
      timestamp: new Date(endsAt).toISOString(),
    }),
  });
  const delayMs = Math.max(0, endsAt - state.world.clock.now()) + webhookDelayMs;
  for (const extraMs of webhook === "twice" ? [0, 500] : [0])
    state.world.webhooks.schedule(delayMs + extraMs, make, rules);
}
