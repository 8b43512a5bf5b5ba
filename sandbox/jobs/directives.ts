import type { DirectiveNote } from "../provoke/provocation.ts";

const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
/** No job waits longer than this for anything but `stuck`. */
const longestMs = 24 * 3_600_000;

/** What a link in place of a webhook's payload leads to; `payload` is the payload itself. */
export const webhookLinks = ["payload", "expired", "redirect", "large", "drip", "other-job", "no-json"] as const;
export type WebhookLink = (typeof webhookLinks)[number];

/** Tokens that shape a job's life, in a file name, a URL, a `provoke:` field or the header. */
export interface JobDirectives {
  queueMs: number | null;
  throttledMs: number;
  runMs: number | null;
  /** The job fails with a time-out when it would run longer. */
  timeoutMs: number | null;
  stuck: "queued" | "running" | null;
  slow: boolean;
  pages: number | null;
  badPages: number;
  sizeBytes: number | null;
  ends: "partial" | "cancelled" | null;
  /** Delay between the end and the moment billing knows; `never` = it never does. */
  billMs: number | "never" | null;
  billedFailure: boolean;
  cacheHit: boolean;
  /** Status with which the first polls answer. */
  pollStatus: number | null;
  /** Age at which the job is no longer known. */
  vanishMs: number | null;
  webhook: "missing" | "twice" | "forged" | "shuffled" | null;
  /** Whether its webhook carries a link in the payload's place, and what lies there. */
  webhookLink: WebhookLink | null;
  webhookDelayMs: number;
}

/** Reads the tokens of a text; a token given twice counts where it stands last. */
export function readDirectives(text: string): JobDirectives {
  const source = text.toLowerCase();
  const has = (token: string) => new RegExp(`(?<![a-z0-9])${token}(?![a-z0-9])`).test(source);
  const one = <T extends string>(tokens: readonly T[], prefix: string): T | null =>
    tokens.find((token) => has(`${prefix}-${token}`)) ?? null;
  const instant = has("instant");
  return {
    queueMs: duration(source, "queue") ?? (instant ? 0 : null),
    throttledMs: duration(source, "throttled") ?? 0,
    runMs: duration(source, "run") ?? (instant ? 0 : null),
    timeoutMs: duration(source, "timeout"),
    stuck: has("stuck-queued") ? "queued" : has("stuck") ? "running" : null,
    slow: has("slow"),
    pages: count(source, "pages"),
    badPages: count(source, "bad-pages") ?? 0,
    sizeBytes: size(source),
    ends: one(["partial", "cancelled"], "ends"),
    billMs: has("unbilled") ? "never" : duration(source, "bill"),
    billedFailure: has("billed-failure"),
    cacheHit: has("cache-hit"),
    pollStatus: pollStatus(source),
    vanishMs: duration(source, "poll-404-after") ?? (has("poll-404") ? 2000 : null),
    webhook: one(["missing", "twice", "forged", "shuffled"], "webhook"),
    webhookLink: one(webhookLinks, "webhook-link") ?? (has("webhook-link") ? "payload" : null),
    webhookDelayMs: duration(source, "webhook-late") ?? 0,
  };
}

/** The tokens, for people. */
export const directiveNotes: readonly DirectiveNote[] = [
  { example: "queue-5s", summary: "waits in the queue for 5 s (ms, s, m or h)" },
  { example: "run-30s", summary: "runs for 30 s" },
  { example: "instant", summary: "has ended by the first poll" },
  { example: "slow", summary: "queues about 10 s and runs about 60 s" },
  { example: "stuck", summary: "runs and never ends" },
  { example: "stuck-queued", summary: "never leaves the queue" },
  { example: "throttled-5s", summary: "is throttled for 5 s between queue and run, where the vendor has that state" },
  { example: "timeout-2s", summary: "fails with the vendor's time-out if it would run longer" },
  { example: "pages-12", summary: "the document has 12 pages" },
  { example: "bad-pages-2", summary: "two of its pages fail; the job still succeeds (or ends partial)" },
  { example: "size-600mb", summary: "the file counts as 600 MB large, whatever was sent (kb, mb, gb)" },
  { example: "ends-partial", summary: "ends with the vendor's partial state, or with a failed page where it has none" },
  { example: "ends-cancelled", summary: "ends cancelled by the vendor" },
  { example: "bill-20s", summary: "billing records the credits 20 s after the end (default 1 to 3 s)" },
  { example: "unbilled", summary: "billing never records the credits" },
  { example: "billed-failure", summary: "is billed although it failed" },
  { example: "cache-hit", summary: "is answered from the vendor's cache at no cost" },
  { example: "poll-502", summary: "the first two polls answer 502 (also 429, 500, 503, 504); the job lives on" },
  { example: "poll-404", summary: "is no longer known 2 s after its creation" },
  { example: "poll-404-after-10s", summary: "the same after 10 s" },
  { example: "webhook-missing", summary: "no webhook is sent" },
  { example: "webhook-twice", summary: "each webhook is sent twice with the same event id" },
  { example: "webhook-late-8s", summary: "webhooks come 8 s late" },
  { example: "webhook-forged", summary: "webhooks carry a signature made with another secret" },
  { example: "webhook-shuffled", summary: "the webhook of the end comes before the others" },
  {
    example: "webhook-link",
    summary: "the webhook carries a signed link in the payload's place, where the vendor has that; good for an hour",
  },
  {
    example: "webhook-link-expired",
    summary: "the link has expired (also `redirect`, `large`, `drip`, `other-job`, `no-json`)",
  },
];

function lastMatch(source: string, pattern: string): string[] | null {
  const all = [...source.matchAll(new RegExp(`(?<![a-z0-9])${pattern}(?![a-z0-9])`, "g"))];
  return all.at(-1)?.slice(1) ?? null;
}

function duration(source: string, name: string): number | null {
  const match = lastMatch(source, `${name}-(\\d{1,7}(?:\\.\\d{1,3})?)(ms|s|m|h)`);
  if (match === null) return null;
  return Math.min(longestMs, Number(match[0]) * (units[match[1] ?? "s"] ?? 1000));
}

function count(source: string, name: string): number | null {
  const prefix = name === "pages" ? "(?<!bad-)" : "";
  const match = lastMatch(source, `${prefix}${name}-(\\d{1,4})`);
  return match === null ? null : Number(match[0]);
}

function size(source: string): number | null {
  const match = lastMatch(source, "size-(\\d{1,6})(kb|mb|gb)");
  if (match === null) return null;
  const scale = { kb: 1024, mb: 1024 ** 2, gb: 1024 ** 3 }[match[1] ?? "mb"] ?? 1;
  return Number(match[0]) * scale;
}

function pollStatus(source: string): number | null {
  const match = lastMatch(source, "poll-(429|500|502|503|504)");
  return match === null ? null : Number(match[0]);
}
