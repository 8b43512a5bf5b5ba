import { expect, test } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

const now = Date.parse("2026-11-20T12:00:00Z");

test.each([
  [{ "retry-after": "7" }, 7_000],
  [{ "retry-after": "1.5" }, 1_500],
  [{ "retry-after": "Fri, 20 Nov 2026 12:00:30 GMT" }, 30_000],
  [{ "retry-after": "Fri, 20 Nov 2026 11:00:00 GMT" }, 0],
  [{ "retry-after-ms": "250", "retry-after": "9" }, 250],
  [{ "x-ratelimit-reset": String(now / 1_000 + 12) }, 12_000],
  [{ "retry-after": "99999999" }, 600_000],
  [{ "retry-after": "soon" }, null],
  [{ "retry-after": "-3" }, null],
  [{}, null],
])("%j", (headers, ms) => {
  expect(retryAfterMs(headers, now)).toBe(ms);
});
