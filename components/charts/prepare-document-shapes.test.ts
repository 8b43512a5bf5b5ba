import { expect, it } from "vitest";
import type { DocumentShapes, ShapeDimension } from "#lib/contracts/questions.ts";
import { prepareDocumentShapes } from "./prepare-document-shapes.ts";

function shapesOf(by: ShapeDimension, jobs: Record<string, number>): DocumentShapes {
  const items = Object.entries(jobs).map(([key, count]) => ({
    key,
    jobs: count,
    failed: 1,
    partial: 1,
    rate: count > 0 ? 2 / count : null,
    pages: 1200,
  }));
  return { from: "2026-11-20T00:00:00.000Z", to: "2026-11-21T00:00:00.000Z", by, items };
}
const keys = (shapes: DocumentShapes) => prepareDocumentShapes(shapes).bars.map(({ key }) => key);

it("keeps pages and sizes in their own order, what is not known last", () => {
  expect(keys(shapesOf("pages", { unknown: 9, "over 200": 1, "11–50": 5, "1": 2, "2–10": 8, "51–200": 3 }))).toEqual([
    ...["1", "2–10", "11–50", "51–200", "over 200", "unknown"],
  ]);
  expect(keys(shapesOf("size", { "over 50 MB": 1, "1–10 MB": 5, "under 1 MB": 2, "10–50 MB": 8 }))).toEqual([
    ...["under 1 MB", "1–10 MB", "10–50 MB", "over 50 MB"],
  ]);
});

it("puts types with the most jobs first, what is not known last", () => {
  expect(keys(shapesOf("type", { unknown: 99, docx: 4, pdf: 10 }))).toEqual(["pdf", "docx", "unknown"]);
});

it("draws failed and partial apart on the widest rate, and nothing without a job", () => {
  const { bars, table } = prepareDocumentShapes(shapesOf("type", { pdf: 10, png: 5, gif: 0 }));
  expect(bars.map(({ failedWidth, partialWidth }) => [failedWidth, partialWidth])).toEqual([
    [0.25, 0.25],
    [0.5, 0.5],
    [0, 0],
  ]);
  expect(table.rows.at(-1)?.cells).toEqual(["pdf", "10", "1", "1", "20 %", "1,200"]);
  expect(table.rows[0]?.cells[4]).toBe("–");
});
