import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { AttemptSummary } from "#lib/contracts/calls.ts";
import { endColumns, intentColumns } from "./call-columns.ts";
import { endLine, intentLine } from "./call-line.ts";
import type { CallRecord } from "./recorder.ts";
import { intentText, readSpoolEntry, recordText } from "./spool-entries.ts";
import type { CallRow, IntentRow } from "./store.ts";

const anyId = fc.constant(null).map(() => randomUUID());
const anyTime = fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true });
/** Whatever a caller may send; what no table can hold is tried below. */
const anyText = fc.string({ unit: "binary" }).map((text) => text.toWellFormed().replaceAll("\0", ""));
const anyLog: fc.Arbitrary<AttemptSummary[]> = fc.array(
  fc.record({ status: fc.option(fc.nat(599)), error: fc.option(anyText), latencyMs: fc.nat(1_000) }),
  { minLength: 2, maxLength: 3 },
);

/** Values of every column's kind, and null where a call may lack one. */
const anyCall = fc.record<CallRow>({
  id: anyId,
  startedAt: anyTime,
  instanceId: anyId,
  provider: anyText,
  region: anyText,
  clientId: fc.option(anyId),
  providerKeyId: fc.option(anyId),
  method: anyText,
  path: anyText,
  operation: fc.option(anyText),
  product: fc.option(anyText),
  endedAt: anyTime,
  query: fc.option(anyText),
  outcome: fc.constantFrom("answered", "client_gone"),
  status: fc.option(fc.nat(599)),
  errorCode: fc.option(anyText),
  latencyMs: fc.option(fc.double({ min: 0, max: 1e6, noNaN: true }).map(Math.abs)),
  upstreamMs: fc.option(fc.nat(10)),
  gatewayMs: fc.option(fc.nat(10)),
  bytesUp: fc.maxSafeNat(),
  bytesDown: fc.maxSafeNat(),
  requestType: fc.option(anyText),
  responseType: fc.option(anyText),
  userAgent: fc.option(anyText),
  fileName: fc.option(anyText),
  vendorRequestId: fc.option(anyText),
  vendorJobId: fc.option(anyText),
  jobId: fc.option(anyId),
  failureId: fc.option(anyId),
  attempts: fc.nat(3),
  attemptLog: fc.option(anyLog),
});

const lineOf = (call: CallRow) => `${intentLine(call)}\t${endLine(call)}`;

function recordOf(call: CallRow, failed: boolean): CallRecord {
  if (!failed) return { call, bodies: [], failure: null, news: null };
  const body = { callId: call.id, at: new Date(2), part: "response", contentType: null, body: call.path } as const;
  const failure = { id: "f", at: new Date(3), message: call.path } as NonNullable<CallRecord["failure"]>;
  return { call, bodies: [{ ...body, truncated: false }], failure, news: null };
}

test("a record reads back as it was written, whatever its texts hold, and lies on one line", () => {
  fc.assert(
    fc.property(anyCall, fc.boolean(), (call, failed) => {
      const record = recordOf(call, failed);
      const text = recordText(record, lineOf(call));
      expect(text).not.toMatch(/[\n\r]/);
      expect(readSpoolEntry(text)).toEqual({ kind: "record", record });
    }),
  );
});

test("an intent reads back as it was written", () => {
  fc.assert(
    fc.property(anyCall, (call) => {
      const intent = Object.fromEntries(
        Object.keys(intentColumns).map((field) => [field, call[field as keyof IntentRow]]),
      );
      expect(readSpoolEntry(intentText(intentLine(call)))).toEqual({ kind: "intent", intent });
    }),
  );
});

test("what no text of the database may hold is replaced", () => {
  const [call] = fc.sample(anyCall, 1) as [CallRow];
  const entry = readSpoolEntry(recordText(recordOf(call, false), lineOf({ ...call, path: "a\0b\ud800c" })));
  expect(entry).toMatchObject({ record: { call: { path: "a\ufffdb\ufffdc" } } });
});

test("a line that lacks the columns of a later Docket reads as a call without them", () => {
  const [call] = fc.sample(anyCall, 1) as [CallRow];
  const values = lineOf(call).split("\t");
  expect(values).toHaveLength(Object.keys({ ...intentColumns, ...endColumns }).length);
  const entry = readSpoolEntry(`call\t${values.slice(0, -1).join("\t")}\t`);
  expect(entry).toMatchObject({ record: { call: { id: call.id, attempts: call.attempts, attemptLog: null } } });
});

test("what an earlier Docket left as JSON is read too, and what nobody knows is left out", () => {
  const [call] = fc.sample(anyCall, 1) as [CallRow];
  const record = recordOf(call, true);
  expect(readSpoolEntry(JSON.stringify({ kind: "record", record }))).toEqual({ kind: "record", record });
  expect(readSpoolEntry(JSON.stringify({ kind: "intent", intent: call }))).toMatchObject({ intent: { id: call.id } });
  expect(readSpoolEntry('{"kind":"dream"}')).toBeNull();
});
