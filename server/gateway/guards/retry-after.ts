/** Longest a vendor is taken at its word, in milliseconds. */
const longestMs = 10 * 60_000;

/** The headers that may tell. */
const names = ["retry-after-ms", "retry-after", "x-ratelimit-reset"];

type Headers = Record<string, string | string[] | undefined>;

/**
 * What an answer tells its caller to wait, in milliseconds: `Retry-After` as seconds or a date, `retry-after-ms`, or the
 * moment `X-RateLimit-Reset` names in Unix seconds. Null where it tells nothing that can be read.
 */
export function retryAfterMs(headers: Headers, nowMs: number): number | null {
  if (!names.some((name) => headers[name] !== undefined)) return null;
  const exact = numberIn(headers["retry-after-ms"]);
  const said = headers["retry-after"];
  const seconds = numberIn(said);
  const date = typeof said === "string" && /^[A-Z][a-z]{2},/.test(said) ? Date.parse(said) : Number.NaN;
  const reset = numberIn(headers["x-ratelimit-reset"]);
  const waits = [
    exact,
    seconds === null ? null : seconds * 1_000,
    Number.isNaN(date) ? null : date - nowMs,
    reset === null ? null : reset * 1_000 - nowMs,
  ];
  const wait = waits.find((candidate) => candidate !== null) ?? null;
  return wait === null ? null : Math.min(longestMs, Math.max(0, wait));
}

function numberIn(value: string | string[] | undefined): number | null {
  return typeof value === "string" && /^\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : null;
}
