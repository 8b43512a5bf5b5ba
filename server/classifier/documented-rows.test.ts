import { describe, expect, it } from "vitest";
import type { DiagnoseInput, DiagnoseResult } from "#lib/contracts/diagnose.ts";
import rows from "./fixtures/llamaparse-rows.json" with { type: "json" };
import { classify } from "./index.ts";

const page = "llamaparse-troubleshooting";
const jobId = "pjb-12ue2qidroaofurlc4mfqgfgli1j";

function expectRow(result: DiagnoseResult, row: string, match: "entry" | "status"): void {
  expect(result.entry?.sources, JSON.stringify(result)).toContainEqual({ document: page, row });
  expect(result.match).toBe(match);
  expect(result.provider).toBe("llamaparse");
}

const given = { provider: "llamaparse" } as const;

describe("every documented sentence", () => {
  it("is here once: 46 sentences, 7 codes, 13 statuses", () => {
    expect([rows.messages.length, rows.codes.length, rows.statuses.length]).toEqual([46, 7, 13]);
  });

  it.each(rows.messages)("“$row” leads from its HTTP answer to its own entry", ({ row, status, detail }) => {
    const shapes: DiagnoseInput[] = [
      { ...given, surface: "http", status, body: { detail } },
      { ...given, status, body: JSON.stringify({ detail }) },
      { ...given, status, body: JSON.stringify(JSON.stringify({ detail })) },
      {
        ...given,
        status,
        body: { detail: `${detail.toUpperCase().slice(0, 1)}${detail.slice(1)}`.replace(/\.$/, "") },
      },
      { ...given, body: { detail } },
    ];
    for (const input of shapes) expectRow(classify(input), row, "entry");
  });

  it.each(rows.messages)("“$row” leads there from what clients print", ({ row, status, detail }) => {
    const json = JSON.stringify({ detail });
    const python = `{'detail': ${detail.includes("'") ? JSON.stringify(detail) : `'${detail}'`}}`;
    const pastes = [
      `BadRequestError: ${status} ${json}\n    at APIError.generate (/app/node_modules/@llamaindex/llama-cloud/error.js:60:20)`,
      `llama_cloud.core.api_error.ApiError: status_code: ${status}, body: ${python}`,
      `openai-like client: Error code: ${status} - ${python} (llama_cloud)`,
      `> POST /api/v2/parse HTTP/1.1\n> Host: api.cloud.llamaindex.ai\n>\n< HTTP/1.1 ${status} \n< content-type: application/json\n<\n${json}`,
      `2026-11-20T10:00:00Z ERROR [worker-3] api.cloud.llamaindex.ai answered ${status}: ${json}`,
      JSON.stringify({ level: "error", msg: "LlamaCloud request failed", status, body: json }),
    ];
    for (const text of pastes) expectRow(classify({ text }), row, "entry");
  });

  it.each(rows.messages)("“$row” tells whose it is without any other sign", ({ row, status, detail }) => {
    expectRow(classify({ status, body: { detail } }), row, "entry");
  });

  it.each(rows.messages)("“$row” under another status is no near miss", ({ detail }) => {
    const result = classify({ ...given, status: 418, body: { detail } });
    expect(result).toMatchObject({ match: "none", entry: null, rule: "unmatched" });
  });
});

describe("every documented job failure", () => {
  it.each(rows.codes)("$row leads to its own entry from every shape a job has", ({ row, meaning }) => {
    const shapes: DiagnoseInput[] = [
      { ...given, surface: "job", body: { id: jobId, status: "ERROR", error_code: row, error_message: meaning } },
      { ...given, surface: "job", body: { id: jobId, status: "ERROR", error_code: row, error_message: null } },
      { ...given, status: 200, body: { job: { id: jobId, status: "FAILED", error_message: row } } },
      { ...given, status: 200, body: { id: jobId, status: "FAILED", error_message: `${row}: ${meaning}` } },
      { ...given, surface: "job", body: { id: jobId, status: "failed", error_message: meaning } },
      { ...given, surface: "webhook", body: { job_id: jobId, status: "ERROR", error_code: row } },
      { ...given, surface: "job", body: { status: "FAILED", error_code: row, error_message: null, state: "failed" } },
      { text: `PollingError: Job ${jobId} failed with status: FAILED | Error: ${row}: ${meaning}` },
      {
        text: `PollingError: Job ${jobId} failed with status: FAILED | Error: ${row}\n    at pollUntilComplete (x.js:1:1)`,
      },
      { text: `Error while parsing the file 'a.pdf': Failed to parse the file: Job failed: ${row}` },
    ];
    for (const input of shapes) expectRow(classify(input), row, "entry");
  });

  it.each(rows.codes)("$row as the code of an HTTP refusal is not a job failure", ({ row }) => {
    expect(classify({ ...given, surface: "http", status: 504, body: { detail: row } }).entry?.id).toBe(
      "llamaparse/http-504",
    );
  });
});

describe("every documented status", () => {
  it.each(rows.statuses)("$row is what is left when the wording is unknown", ({ row, status }) => {
    const shapes: DiagnoseInput[] = [
      { ...given, status },
      { ...given, status, body: { detail: "Shard 7 refused the lease (XQ-0042)" } },
      { ...given, status, body: `<html><head><title>${row}</title></head><body><h1>${row}</h1></body></html>` },
      { ...given, status, body: { unexpected: [1, 2, 3] } },
      { ...given, status, body: "" },
      { text: `httpx.HTTPStatusError: Client error '${row}' for url 'https://api.cloud.llamaindex.ai/api/v2/parse'` },
      { text: `requests.HTTPError: ${row} for url: https://api.cloud.llamaindex.ai/api/v2/parse` },
    ];
    for (const input of shapes) expectRow(classify(input), row, "status");
  });
});
