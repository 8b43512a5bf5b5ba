import { expect, test } from "vitest";
import { webhook } from "./webhook.ts";

const message = (payload: unknown, eventType: string) => ({
  headers: {},
  body: Buffer.from(JSON.stringify({ eventId: "evt_1", eventType, payload })),
  at: new Date("2026-11-20T12:00:00Z"),
});
const link = { object: "signed_data_url", data: "https://files.vendor.example/1?sig=x", id: "run_1", metadata: null };
const usage = { credits: 3, totalCredits: 3, breakdown: [] };

test.each([
  ["parse_run.processed", { object: "parse_run_status", id: "run_1", status: "PROCESSED" }],
  ["parse_run.failed", { object: "parse_run_status", id: "run_1", status: "FAILED", failureReason: "OCR_ERROR" }],
  ["extract_run.processed", { object: "extract_run", id: "run_1", status: "PROCESSED", usage }],
  ["workflow_run.completed", { object: "workflow_run", id: "run_1", status: "PROCESSED", stepRuns: [], usage }],
  ["batch_parse_run.processed", { object: "batch_run", id: "run_1", status: "PROCESSED", runCount: 2 }],
  ["extractor.updated", { object: "extractor", id: "run_1" }],
])("%s: what lies behind a link tells what the payload itself would have", (eventType, payload) => {
  const inPlace = webhook.read(message(payload, eventType));
  expect(inPlace).not.toBeNull();
  expect(webhook.links?.read(message(link, eventType), payload)).toEqual(inPlace);
});

test("a link names its run and nothing more: the run has to be asked about until it was followed", () => {
  expect(webhook.read(message(link, "extract_run.processed"))).toEqual({
    eventId: "evt_1",
    eventType: "extract_run.processed",
    vendorJobId: "run_1",
    says: null,
    fact: null,
    needsPoll: true,
    link: link.data,
  });
});

test("a link that is no text is told as an empty one", () => {
  expect(webhook.read(message({ ...link, data: 7 }, "extract_run.processed"))?.link).toBe("");
});
