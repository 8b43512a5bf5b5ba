import fc from "fast-check";
import { expect, test } from "vitest";
import { startInspection } from "./inspect-bytes.ts";

function inspect(bytes: Buffer, cuts: readonly number[] = []) {
  const inspection = startInspection();
  let start = 0;
  for (const cut of [...cuts].sort((left, right) => left - right)) {
    inspection.take(bytes.subarray(start, cut));
    start = cut;
  }
  inspection.take(bytes.subarray(start));
  return inspection.finish();
}

test.each([
  ["", "empty"],
  ["%PDF-1.7", "pdf"],
  ["junk before %PDF-1.4", "pdf"],
  ["PK\u0003\u0004", "zip"],
  ["plain words", "text"],
  ["\u0001\u0000\u0002", "other"],
])("%j is %s", (bytes, signature) => {
  expect(inspect(Buffer.from(bytes)).signature).toBe(signature);
});

test("what is seen does not depend on how the bytes were cut into chunks", () => {
  const bytes = Buffer.from(`%PDF-1.7 ${"x".repeat(40)}/Encrypt 5 0 R`);
  fc.assert(
    fc.property(fc.array(fc.nat(bytes.length), { maxLength: 12 }), (cuts) => {
      expect(inspect(bytes, cuts)).toEqual({ sizeBytes: bytes.length, signature: "pdf", encrypted: true });
    }),
  );
});
