import { expect, test } from "vitest";
import { matchOperation, type RequestFacts } from "#server/providers/index.ts";
import type { AnswerSite } from "./answer-site.ts";
import type { Forwarded } from "./exchange.ts";
import { factsOfSyncJob } from "./sync-job.ts";

const request: RequestFacts = { fileName: "a.pdf", tier: null, fileId: null, documentBytes: null };
const site: AnswerSite = {
  callId: "c1",
  startedAt: new Date(0),
  route: { provider: "extend", region: "us", path: "/parse", query: "" },
  match: matchOperation("extend", "POST", "/parse"),
  admitted: {} as AnswerSite["admitted"],
  request,
  requestDigest: null,
  scope: null,
  hide: (text) => text,
};
const seen = { capture: null, bytesDown: 0 };
const answer = (status: number) => ({ status, headers: {}, upstreamMs: 1 });
const answered = (status: number): Forwarded => ({
  kind: "answered",
  answer: answer(status),
  complete: true,
  ...seen,
});
const failed = (code: string, status: number | null = null): Forwarded => ({
  kind: "failed",
  error: Object.assign(new Error(code), { code }),
  answer: status === null ? null : answer(status),
  complete: false,
  ...seen,
});

test.each([
  ["refused", failed("ECONNREFUSED"), []],
  ["not connected in time", failed("UND_ERR_CONNECT_TIMEOUT"), []],
  ["reset on the way", failed("ECONNRESET"), ["lost"]],
  ["silent", failed("UND_ERR_HEADERS_TIMEOUT"), ["lost"]],
  ["cut off in its answer", failed("UND_ERR_SOCKET", 200), ["lost"]],
  ["done", answered(200), ["succeeded"]],
  ["done in part", answered(206), ["partial"]],
  ["failed", answered(500), ["failed"]],
  ["not begun", answered(429), []],
])("a vendor's answer that was %s", (_, forwarded, states) => {
  expect(factsOfSyncJob(site, forwarded, undefined).map(({ state }) => state)).toEqual(states);
});

test("a request that asks for no job makes none, and one that names its product makes one of it", () => {
  expect(factsOfSyncJob({ ...site, request: { ...request, product: null } }, answered(200), {})).toEqual([]);
  const [fact] = factsOfSyncJob({ ...site, request: { ...request, product: "extract" } }, answered(200), {});
  expect(fact).toMatchObject({ product: "extract", vendorJobId: "call-c1", fileName: "a.pdf" });
});

test("a call of another kind makes no job here", () => {
  const match = matchOperation("extend", "GET", "/files");
  expect(factsOfSyncJob({ ...site, match }, answered(200), {})).toEqual([]);
});
