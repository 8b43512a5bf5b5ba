import fc from "fast-check";
import { expect, test } from "vitest";
import { postgresJson } from "#server/platform/index.ts";
import type { CallRecord } from "./recorder.ts";
import { readSpoolEntry, recordText } from "./spool-entries.ts";

const record = (path: string, failed: boolean): CallRecord => ({
  call: { path, startedAt: new Date(0), endedAt: new Date(1) } as CallRecord["call"],
  bodies: failed
    ? [{ callId: "c", at: new Date(2), part: "response", contentType: null, body: path, truncated: false }]
    : [],
  failure: failed ? ({ id: "f", at: new Date(3), message: path } as CallRecord["failure"]) : null,
  news: null,
});

test("a record's entry is what JSON.stringify would write, and reads back as the record", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.boolean(), (path, failed) => {
      const one = record(path, failed);
      const text = recordText(one, JSON.stringify(one.call));
      expect(text).toBe(JSON.stringify({ kind: "record", record: one }));
      expect(readSpoolEntry(text)).toEqual({ kind: "record", record: one });
      expect(JSON.parse(postgresJson(one.call)).path).not.toContain("\u0000");
    }),
  );
});
