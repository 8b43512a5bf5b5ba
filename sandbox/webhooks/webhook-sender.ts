import type { Clock } from "../time/clock.ts";
import { postWebhook, type WebhookPost } from "./post-webhook.ts";

/** Vendor-specific delivery rules. */
export interface DeliveryRules {
  /** Pauses between attempts; one more attempt than there are pauses. */
  retryPausesMs: readonly number[];
  /** A receiver that takes longer counts as failed. */
  timeoutMs: number;
}

export interface WebhookSender {
  /** Makes the message when its time has come, and delivers it. Forgotten when the sandbox stops. */
  schedule(delayMs: number, make: () => WebhookPost | null, rules: DeliveryRules): void;
  close(): void;
}

/** No more deliveries than these wait at once; later ones are not sent. */
const mostWaiting = 20_000;
/** Further ahead than this nothing is scheduled. */
const furthestMs = 24 * 3_600_000;

export function makeWebhookSender(clock: Clock, allowLoopback: boolean): WebhookSender {
  const waiting = new Set<() => void>();
  const closing = new AbortController();

  const later = (delayMs: number, task: () => void): void => {
    if (closing.signal.aborted || waiting.size >= mostWaiting) return;
    const cancel = clock.after(delayMs, () => {
      waiting.delete(cancel);
      task();
    });
    waiting.add(cancel);
  };

  const attempt = async (post: WebhookPost, rules: DeliveryRules, tried: number): Promise<void> => {
    const result = await postWebhook(post, { allowLoopback, timeoutMs: rules.timeoutMs, signal: closing.signal });
    const pauseMs = rules.retryPausesMs[tried];
    if (result === "failed" && pauseMs !== undefined) later(pauseMs, () => void attempt(post, rules, tried + 1));
  };

  return {
    schedule(delayMs, make, rules) {
      if (!(delayMs <= furthestMs)) return;
      later(delayMs, () => {
        const post = make();
        if (post !== null) void attempt(post, rules, 0);
      });
    },
    close() {
      closing.abort();
      for (const cancel of waiting) cancel();
      waiting.clear();
    },
  };
}
