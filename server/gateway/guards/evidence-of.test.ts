import { expect, test } from "vitest";
import { type CallVerdict, evidenceOf } from "./evidence-of.ts";

const verdict = (change: Partial<CallVerdict>): CallVerdict => ({
  status: null,
  broke: false,
  transportCode: null,
  family: null,
  retryAfterMs: null,
  ...change,
});

test.each([
  ["an answer", { status: 200 }, "good"],
  ["a caller's mistake", { status: 422, family: "invalid_request" }, "good"],
  ["a refused key", { status: 401, family: "auth" }, "good"],
  ["a limit", { status: 429, family: "rate_limit" }, "good"],
  ["the vendor's error", { status: 500, family: "vendor_fault" }, "bad"],
  ["an error nobody described", { status: 502, family: "unclassified" }, "bad"],
  ["a 5xx about the caller's file", { status: 500, family: "corrupt_file" }, "good"],
  ["a connection that broke", { broke: true, transportCode: "ECONNRESET" }, "bad"],
  ["a caller who left", {}, "nothing"],
] as const)("%s", (_what, change, evidence) => {
  expect(evidenceOf(verdict(change), false)).toBe(evidence);
});

test("in the sandbox, errors are asked for; only that nobody listens is evidence", () => {
  expect(evidenceOf(verdict({ status: 503, family: "unavailable" }), true)).toBe("good");
  expect(evidenceOf(verdict({ broke: true, transportCode: "UND_ERR_SOCKET" }), true)).toBe("nothing");
  expect(evidenceOf(verdict({ broke: true, transportCode: "ECONNREFUSED" }), true)).toBe("bad");
});
