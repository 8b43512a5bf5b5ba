import { expect, test } from "vitest";
import type { ProviderId } from "#lib/vocabulary.ts";
import { matchOperation } from "#server/providers/index.ts";
import { usualLimits } from "./limits.ts";
import { headersTimeoutOf } from "./time-limits.ts";

const of = (provider: ProviderId, method: string, path: string, limits = usualLimits) =>
  headersTimeoutOf(matchOperation(provider, method, path), method, limits);

test("work inside its call has what the vendor allows, and a moment for its answer", () => {
  expect(of("landingai", "POST", "/v1/ade/parse")).toBe(490_000);
  expect(of("extend", "POST", "/parse")).toBe(360_000);
});

test("what only reads has less; what nobody described has the gateway's own limit", () => {
  expect(of("llamaparse", "GET", "/api/v2/parse/j1")).toBe(usualLimits.readTimeoutMs);
  expect(of("llamaparse", "POST", "/api/v2/parse")).toBe(usualLimits.headersTimeoutMs);
  expect(of("llamaparse", "GET", "/no/such/path")).toBe(usualLimits.headersTimeoutMs);
});

test("nothing has more than the gateway's own limit", () => {
  const limits = { ...usualLimits, headersTimeoutMs: 1_000 };
  for (const path of ["/parse", "/parse_runs", "/x"]) expect(of("extend", "POST", path, limits)).toBe(1_000);
});
