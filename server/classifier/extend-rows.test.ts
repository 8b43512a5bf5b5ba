import { describe, expect, it } from "vitest";
import type { DiagnoseInput } from "#lib/contracts/diagnose.ts";
import { providers } from "#server/providers/index.ts";
import { documentedRowsOf } from "./fixtures/documented-rows-of.ts";
import pastes from "./fixtures/extend-pastes.json" with { type: "json" };
import { classify, diagnose } from "./index.ts";

const rows = documentedRowsOf("extend", "extend-parse-error-handling").filter(({ row }) => row !== "any 5xx");
const customCodes = rows.filter(({ what }) => what === "code");
const statusReasons = rows.filter(({ what }) => what === "reason");
const statusHeadings = rows.filter(({ what }) => what === "status");

const given = { provider: "extend" } as const;
const requestId = "req_Qm4tW8yB2cX6nV1zK9hL";

function expectEntry(input: DiagnoseInput, entry: string): void {
  const result = classify(input);
  expect(result.entry?.id, JSON.stringify({ input, result })).toBe(entry);
  expect(result).toMatchObject({ provider: "extend", match: "entry" });
}

it("knows 11 codes, 17 reasons and 5 statuses", () => {
  expect([customCodes, statusReasons, statusHeadings].map(({ length }) => length)).toEqual([11, 17, 5]);
});

describe("every documented reason", () => {
  it.each(statusReasons)("“$row” leads from each shape of an HTTP answer to $entry", ({ row, status, code, entry }) => {
    const error = { code: code ?? "SOME_CODE", message: row, retryable: (status ?? 0) >= 500, requestId };
    const at = { ...given, status: status ?? undefined };
    expectEntry({ ...at, surface: "http", endpoint: "POST /parse", body: error }, entry);
    expectEntry({ ...at, body: JSON.stringify(error) }, entry);
    expectEntry({ ...at, body: { error } }, entry);
    expectEntry({ ...at, body: { success: false, error: row } }, entry);
    expectEntry({ ...at, body: { error: row } }, entry);
    expectEntry({ ...at, body: row }, entry);
    expect(classify({ ...at, body: error }).requestId).toBe(requestId);
  });

  it.each(statusReasons)("“$row” under another status is no near miss", ({ row }) => {
    expect(classify({ ...given, status: 418, body: { error: row } })).toMatchObject({ match: "none", entry: null });
  });
});

describe("every documented code", () => {
  it.each(customCodes)("$row leads from each shape there is to $entry", ({ row, status, entry }) => {
    const error = { code: row, message: "Something else entirely.", retryable: status === 500, requestId };
    const run = {
      object: "parse_run",
      id: "pr_Zk3mLPqRtN9vS8wF5hB2cQ",
      status: "FAILED",
      failureReason: row,
      failureMessage: "m",
    };
    const python = `code='${row}' message='m' retryable=False request_id='${requestId}' doc_url=None`;
    const shapes: DiagnoseInput[] = [
      { ...given, status: status ?? undefined, body: error },
      // The vendor gives some codes another status elsewhere (an upload's 400), and asks to go by the code.
      { ...given, status: status === 400 ? 422 : 400, body: error },
      { ...given, status: status ?? undefined, body: { success: false, error: "m", code: row } },
      { ...given, surface: "http", status: 200, body: run },
      { ...given, surface: "job", body: run },
      { surface: "job", body: run },
      {
        ...given,
        surface: "job",
        jobStatus: "FAILED",
        body: { status: "FAILED", error_code: row, error_message: "m", state: "failed" },
      },
      {
        surface: "webhook",
        body: { eventId: "evt_1", eventType: "parse_run.failed", payload: { ...run, object: "parse_run_status" } },
      },
      {
        text: `UnprocessableEntityError: UnprocessableEntityError\nStatus code: ${status}\nBody: ${JSON.stringify(error, null, 2)}\n    at ExtendClient.parse (/app/node_modules/extend-ai/Client.js:90:15)`,
      },
      {
        text: `extend_ai.errors.bad_request_error.BadRequestError: headers: {'date': 'Fri'}, status_code: ${status}, body: ${python}`,
      },
      {
        text: `extend_ai.core.api_error.ApiError: headers: {'date': 'Fri'}, status_code: ${status}, body: {'code': '${row}', 'message': 'm', 'retryable': False, 'requestId': '${requestId}'}`,
      },
      { text: `Extend.ai: status=${status} | code=${row} | m | requestId=${requestId}` },
      {
        text: `> POST /parse HTTP/2\n> Host: api.extend.ai\n>\n< HTTP/2 ${status} \n< x-extend-request-id: ${requestId}\n<\n${JSON.stringify(error)}`,
      },
      { text: `2026-11-20T10:00:00Z ERROR api.extend.ai answered ${status}: ${JSON.stringify(error)}` },
      {
        text: JSON.stringify({
          level: "error",
          msg: "extend-ai failed",
          err: { name: "ExtendError", statusCode: status, body: error },
        }),
      },
      { text: `api.extend.ai: {"code":"${row}","message":"cut o` },
      { ...given, text: `{ object: 'parse_run', status: 'FAILED', failureReason: '${row}', failureMessage: 'm' }` },
    ];
    for (const input of shapes) expectEntry(input, entry);
  });
});

describe("every documented status", () => {
  it.each(statusHeadings)("$row is what is left when nothing else is known", ({ status, entry }) => {
    const shapes: DiagnoseInput[] = [
      { ...given, status: status ?? undefined },
      { ...given, status: status ?? undefined, body: { code: "BREWING", message: "m", retryable: status === 500 } },
      { ...given, status: status ?? undefined, body: "<html><head><title>Oops</title></head></html>" },
      { ...given, status: status ?? undefined, body: { unexpected: [1] } },
    ];
    for (const input of shapes) expect(classify(input)).toMatchObject({ match: "status", entry: { id: entry } });
  });
});

interface Paste {
  name: string;
  input: unknown;
  match: string;
  entry: string | null;
  provider: string | null;
  retry?: string;
  requestId?: string;
}

describe("what strangers paste", () => {
  it.each(pastes as Paste[])("$name", ({ input, match, entry, provider, retry, requestId }) => {
    const result = diagnose(input);
    expect(
      { match: result?.match, entry: result?.entry?.id ?? null, provider: result?.provider },
      JSON.stringify(result),
    ).toEqual({
      match,
      entry,
      provider,
    });
    if (retry) expect(result?.entry?.retry).toBe(retry);
    if (requestId) expect(result?.requestId).toBe(requestId);
  });
});

describe("Extend's rules", () => {
  const extend = providers.find(({ id }) => id === "extend");

  it("take every code to one entry in general, and to another only in a product of its own", () => {
    const entries = new Map<string, Set<string>>();
    for (const { code, entry, message, products } of extend?.failureRules ?? []) {
      if (code && !message && !products) entries.set(code, (entries.get(code) ?? new Set()).add(entry));
    }
    for (const [code, found] of entries) expect([...found], code).toHaveLength(1);
    expect(entries.size).toBe(36);
  });
});
