import type { AttemptSummary } from "#lib/contracts/calls.ts";
import { elapsedMs } from "#server/platform/index.ts";
import type { CallerResponse } from "../caller.ts";
import type { AnswerHead, Exchange, Forwarded, SetAside } from "../exchange.ts";
import { forward } from "../forward.ts";
import { retryAfterMs } from "../guards/retry-after.ts";
import { transportCode } from "../transport-refusal.ts";
import type { RetryPlan } from "./retry-plan.ts";

/** How an exchange ended, and every attempt at it in order. */
export interface Tried {
  forwarded: Forwarded;
  attempts: AttemptSummary[];
}

/** Carries an exchange out, and again as far as the plan lets it; the caller sees one answer. Never rejects. */
export async function forwardAgain(exchange: Exchange, plan: RetryPlan): Promise<Tried> {
  const attempts: AttemptSummary[] = [];
  let replay: Buffer | null = null;
  for (;;) {
    const startedMs = elapsedMs(exchange.clock);
    let pauseMs: number | null = null;
    const setsAside = (answer: AnswerHead) => {
      const said = { status: answer.status, retryAfterMs: waitOf(answer) };
      pauseMs = answer.status < 500 ? null : plan.pauseAfter(said, elapsedMs(exchange.clock), Math.random());
      return pauseMs !== null;
    };
    const forwarded = await forward(exchange, { setsAside, replay });
    if (forwarded.kind === "failed" && !forwarded.answer) {
      const end = { transportCode: transportCode(forwarded.error) };
      pauseMs = plan.pauseAfter(end, elapsedMs(exchange.clock), Math.random());
    }
    attempts.push(summaryOf(forwarded, elapsedMs(exchange.clock) - startedMs));
    if (forwarded.kind !== "set_aside" && (pauseMs === null || exchange.res.headersSent))
      return { forwarded, attempts };
    const stays = await pause(pauseMs ?? 0, exchange.res);
    if (!stays) return { forwarded: left(forwarded), attempts };
    replay = plan.replay;
  }
}

/** A vendor that knows it is no use asks not to be asked again. */
function waitOf({ headers }: AnswerHead): number | null {
  return headers["x-should-retry"] === "false" ? Number.POSITIVE_INFINITY : retryAfterMs(headers, Date.now());
}

function summaryOf(forwarded: Forwarded | SetAside, ms: number): AttemptSummary {
  return {
    status: forwarded.answer?.status ?? null,
    error: forwarded.kind === "failed" ? transportCode(forwarded.error) : null,
    latencyMs: Math.round(ms * 10) / 10,
  };
}

function left({ answer }: Forwarded | SetAside): Forwarded {
  return { kind: "client_gone", capture: null, bytesDown: 0, answer, complete: false };
}

/** Waits; false when the caller went away meanwhile. */
function pause(ms: number, res: CallerResponse): Promise<boolean> {
  if (res.closed) return Promise.resolve(false);
  return new Promise((resolve) => {
    const onClose = () => {
      clearTimeout(timer);
      resolve(false);
    };
    const timer = setTimeout(() => {
      res.off("close", onClose);
      resolve(true);
    }, ms);
    res.once("close", onClose);
  });
}
