import fc from "fast-check";
import { expect, test } from "vitest";
import { readTraceparent, traceOfCall, traceparentOf } from "./trace-context.ts";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const spanId = "00f067aa0ba902b7";

test.each([
  [`00-${traceId}-${spanId}-01`, { traceId, spanId, sampled: true }],
  [`00-${traceId}-${spanId}-00`, { traceId, spanId, sampled: false }],
  [`cc-${traceId}-${spanId}-03-what-comes-later`, { traceId, spanId, sampled: true }],
  [`00-${traceId}-${spanId}-01-more`, null],
  [`ff-${traceId}-${spanId}-01`, null],
  [`00-${"0".repeat(32)}-${spanId}-01`, null],
  [`00-${traceId}-${"0".repeat(16)}-01`, null],
  [`00-${traceId.toUpperCase()}-${spanId}-01`, null],
  ["nonsense", null],
])("%s", (traceparent, expected) => {
  expect(readTraceparent({ traceparent })).toEqual(expected);
});

test("a call's own trace holds, and its id is the call's", () => {
  fc.assert(
    fc.property(fc.uuid({ version: 7 }), (id) => {
      const made = traceOfCall(id);
      expect(readTraceparent({ traceparent: traceparentOf(made) })).toEqual(made);
      expect(made.traceId).toBe(id.replaceAll("-", ""));
    }),
  );
});
