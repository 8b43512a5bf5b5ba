import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvLine } from "#lib/format/to-csv.ts";
import { RowCounter } from "./export.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("rows of an export, while it comes", () => {
  it("are a CSV's without its head, whatever its cells hold and wherever the text is cut", () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('"', "\r\n", 'a "b"\n,', ""));
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 })),
        fc.integer({ min: 1, max: 9 }),
        (rows, size) => {
          const text = bytes([["id", "name"], ...rows].map(csvLine).join(""));
          const counter = new RowCounter("csv");
          for (let at = 0; at < text.length; at += size) counter.push(text.subarray(at, at + size));
          expect(counter.count).toBe(rows.length);
        },
      ),
    );
  });

  it("are NDJSON's lines", () => {
    const counter = new RowCounter("ndjson");
    expect(counter.push(bytes('{"a":"\\""}\n{"b"'))).toBe(1);
    expect(counter.push(bytes(":2}\n"))).toBe(2);
  });

  it("are none before anything has come", () => {
    expect(new RowCounter("csv").count).toBe(0);
  });
});
