import { describe, expect, it } from "vitest";
import type { TimelineRow } from "#lib/contracts/jobs.ts";
import { prepareTimeline } from "./prepare-timeline.ts";
import type { TimelineInput, TimelineItem } from "./timeline-item.ts";

const callId = "11111111-1111-4111-8111-111111111111";
let nextId = 0;

function row(clock: string, more: Partial<TimelineRow>): TimelineRow {
  const at = `2026-11-20T${clock}Z`;
  nextId += 1;
  const nothing = { state: null, vendorStatus: null, changed: false, httpStatus: null, callId: null, detail: {} };
  return { id: String(nextId), at, lastAt: at, count: 1, source: "poll", ...nothing, ...more };
}

const created = row("14:21:07.214", {
  source: "gateway",
  state: "queued",
  vendorStatus: "PENDING",
  changed: true,
  httpStatus: 200,
  callId,
});
const running = row("14:22:33.000", { state: "running", vendorStatus: "RUNNING", changed: true, httpStatus: 200 });
const failed = row("14:27:38.040", { state: "failed", vendorStatus: "FAILED", changed: true, httpStatus: 200 });

function tell(timeline: TimelineRow[], more: Partial<TimelineInput> = {}): TimelineItem[] {
  return prepareTimeline({ timeline, exchanges: [], error: null, ...more });
}
const words = (item: TimelineItem | undefined) => item?.parts.map((part) => part.text).join(" ");

describe("prepareTimeline", () => {
  it("tells the creating call with its exchange: path, status, time, size and Docket's own share", () => {
    const exchange = {
      ...{ label: "Create", callId, at: created.at, method: "POST", path: "/api/v2/parse/upload", status: 200 },
      ...{
        latencyMs: 612,
        gatewayMs: 0.71,
        bytesUp: 2_400_000,
        bytesDown: 300,
        attempts: null,
        request: null,
        response: null,
      },
    };
    const [item] = tell([created], { exchanges: [exchange] });
    expect(item).toMatchObject({ title: "Call accepted by the vendor", aside: "call", mark: "circle", tone: "ok" });
    expect(words(item)).toBe(
      "POST /api/v2/parse/upload → 200 in 612 ms · 2.4 MB up · gateway 0.7 ms · vendor says PENDING",
    );
  });

  it("folds equal polls into one entry, and the queue is told once", () => {
    const poll = { state: "queued", vendorStatus: "PENDING", httpStatus: 200 } as const;
    const items = tell([created, row("14:21:12.000", { ...poll, count: 8 }), row("14:22:00.000", poll), running]);
    expect(items.map((item) => [item.title, item.aside])).toEqual([
      ["Call accepted by the vendor", "call"],
      ["Queued", "9 polls"],
      ["Running", "poll"],
    ]);
    expect(words(items[1])).toBe("seen by 9 polls · vendor says PENDING");
  });

  it("does not take a bad poll for a failed job, and says when it was asked again", () => {
    const items = tell([
      created,
      running,
      row("14:25:40.000", { httpStatus: 502, detail: { retryInMs: 5000 } }),
      row("14:25:44.000", { state: "running", vendorStatus: "RUNNING", httpStatus: 200 }),
    ]);
    expect(items[2]).toMatchObject({ title: "A poll was answered with 502", tone: "warn", mark: "ring" });
    expect(words(items[2])).toBe("not a failure of the job: asked again after 4 s");
    expect(items[3]?.title).toBe("Still running");
  });

  it("names the transport's reason where there was no answer, and the plan where nothing was asked since", () => {
    const [item] = tell([row("14:25:40.000", { detail: { transport: "ECONNREFUSED", retryInMs: 8000 } })]);
    expect(item?.title).toBe("A poll was not answered");
    expect(words(item)).toBe("ECONNREFUSED · not a failure of the job: asked again after 8 s");
  });

  it("says that a key is missing where nothing could be asked", () => {
    const [item] = tell([row("14:25:40.000", { detail: { reason: "no_provider_key", retryInMs: 60_000 } })]);
    expect(item?.title).toBe("Not asked: no usable provider key");
  });

  it("quotes the vendor where the job failed", () => {
    const items = tell([created, running, failed], {
      error: { code: "ENGINE", message: "An unknown error occurred." },
    });
    expect(items[2]).toMatchObject({ title: "Failed", mark: "diamond", tone: "bad" });
    expect(items[2]?.parts.at(-1)).toEqual({ kind: "quote", text: "An unknown error occurred." });
    expect(words(items[2])).toBe("vendor says FAILED · ENGINE · An unknown error occurred.");
  });

  it("compares the webhook with the poll", () => {
    const webhook = { source: "webhook", vendorStatus: "FAILED" } as const;
    const detail = { event: "parse.error", signature: "valid", eventId: "149744dd" };
    const items = tell([
      created,
      running,
      failed,
      row("14:27:38.911", { ...webhook, state: "failed", detail }),
      row("14:27:50.000", { source: "webhook", state: "running", vendorStatus: "RUNNING" }),
    ]);
    expect(items[3]?.title).toBe("Webhook agrees");
    expect(words(items[3])).toBe("parse.error · signature valid · 871 ms after the poll · event 149744dd");
    expect(items[3]).toMatchObject({ mark: "diamond", tone: "bad", aside: "webhook" });
    expect(items[4]).toMatchObject({ title: "Webhook came late: not applied", tone: "warn" });
  });

  it("calls a webhook that contradicts the end a disagreement", () => {
    const items = tell([created, failed, row("14:28:00.000", { source: "webhook", state: "succeeded" })]);
    expect(items[2]?.title).toBe("Webhook disagrees: not applied");
  });

  it("takes a 404 that ended the job for news, not for a bad poll", () => {
    const items = tell([created, row("14:25:00.000", { state: "lost", changed: true, httpStatus: 404 })]);
    expect(items[1]).toMatchObject({ title: "Lost: the vendor no longer knows the job", mark: "hollow-diamond" });
  });

  it("names the operator", () => {
    const items = tell([
      created,
      row("14:24:00.000", { source: "operator", state: "queued", vendorStatus: "PENDING", detail: { by: "Mara" } }),
      row("14:25:00.000", { source: "operator", state: "cancelled", changed: true, detail: { by: "Mara" } }),
    ]);
    expect(items[1]?.title).toBe("Polled by Mara: nothing new");
    expect(items[2]?.title).toBe("Cancelled");
    expect(words(items[2])).toBe("by Mara");
  });

  it("tells a job that lived inside its call as ended there", () => {
    const [item] = tell([{ ...created, state: "succeeded", vendorStatus: null }]);
    expect(item).toMatchObject({ title: "Succeeded within the call", mark: "circle", tone: "ok" });
  });

  it("puts observations in order of time, whatever order they come in", () => {
    expect(tell([failed, created, running]).map((item) => item.title)).toEqual([
      "Call accepted by the vendor",
      "Running",
      "Failed",
    ]);
  });

  it("says where a webhook's payload was fetched, or why it was not", () => {
    const linked = { linkHost: "files.vendor.example", event: "extract_run.processed" };
    const items = tell([
      created,
      row("14:24:00.000", { source: "webhook", detail: { ...linked, link: "link_status", linkStatus: 403 } }),
      row("14:25:00.000", {
        source: "webhook",
        state: "succeeded",
        changed: true,
        detail: { ...linked, link: "read" },
      }),
    ]);
    expect(items[1]?.title).toBe("Webhook’s link not read: the vendor is asked instead");
    expect(words(items[1])).toContain("refused it; links expire after an hour (answered 403) files.vendor.example");
    expect(items[2]?.title).toBe("Succeeded");
    expect(words(items[2])).toBe("payload read from files.vendor.example");
  });

  it("leaves out a detail of an unexpected shape", () => {
    const [item] = tell([row("14:25:40.000", { httpStatus: 500, detail: { retryInMs: "soon", transport: 7 } })]);
    expect(words(item)).toBe("not a failure of the job: asked again later");
  });
});
