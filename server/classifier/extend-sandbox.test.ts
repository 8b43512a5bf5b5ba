import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { extendProvocations } from "#sandbox/extend/state.ts";
import { type RunningSandbox, startSandbox } from "#sandbox/index.ts";
import { documentedRowsOf } from "./fixtures/documented-rows-of.ts";
import { classify } from "./index.ts";

const rows = documentedRowsOf("extend", "extend-parse-error-handling").filter(({ row }) => row !== "any 5xx");

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ rateLimits: false });
});
afterAll(() => sandbox.close());

async function ask(endpoint: string, body: unknown, slug = "") {
  const [method = "", path = ""] = endpoint.split(" ");
  const response = await fetch(`${sandbox.url}/extend${path}`, {
    method,
    headers: { authorization: "Bearer sk_test", "content-type": "application/json", "x-sandbox-provoke": slug },
    ...(method === "POST" ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return { status: response.status, headers: Object.fromEntries(response.headers), body: text, endpoint };
}

const given = { provider: "extend" } as const;
/** Products in which a code leads elsewhere than on parse. */
const elsewhere: Readonly<Record<string, string>> = {
  "FILE_TYPE_NOT_SUPPORTED /edit": "extend/edit-needs-pdf",
  "FILE_TYPE_NOT_SUPPORTED /edit_runs": "extend/edit-needs-pdf",
  "FILE_TYPE_NOT_SUPPORTED /detect_form": "extend/edit-needs-pdf",
  "FILE_TYPE_NOT_SUPPORTED /form_detection_runs": "extend/edit-needs-pdf",
  "INTERNAL_ERROR /workflow_runs": "extend/workflow-internal-error",
};

describe("every documented row", () => {
  it.each(rows)("“$row” can be provoked and leads over HTTP to $entry", async ({ what, row, entry, status }) => {
    const section = what === "code" ? "Custom error codes" : "HTTP status codes";
    const provocation = extendProvocations.find((one) => one.rows.includes(`${section}: ${row}`));
    if (!provocation) throw new Error("nothing provokes it");
    const { slug, kind, endpoints } = provocation;
    const endpoint = kind === "job" ? "POST /parse" : endpoints[0] === "*" ? "GET /parse_runs" : (endpoints[0] ?? "");
    const answer = await ask(endpoint, { file: { url: `https://example.com/instant-${slug}.pdf` } }, slug);
    expect(answer.status).toBe(status);
    const result = classify({ ...given, surface: "http", ...answer });
    expect(result.entry?.id, JSON.stringify(result)).toBe(entry);
    expect(result.requestId).toBe(answer.headers["x-extend-request-id"]);
  });
});

const failing = extendProvocations.filter(
  ({ kind, code, slug }) => kind === "job" && code !== null && slug !== "fail-undocumented",
);
const failures = failing.flatMap(({ slug, code, endpoints }) =>
  endpoints.map((endpoint) => [slug, endpoint, code ?? ""] as const),
);

describe("every failure of a run", () => {
  it.each(failures)("%s on %s leads to its own entry", async (slug, endpoint, code) => {
    const path = endpoint.slice(5);
    const answer = await ask(endpoint, { file: { url: `https://example.com/instant-${slug}.pdf` } });
    const seen = answer.status === 200 ? await ask(`GET ${path}/${JSON.parse(answer.body).id}`, null) : answer;
    const result = classify({ ...given, ...seen });
    expect(result.match, JSON.stringify(result)).toBe("entry");
    const own = elsewhere[`${code} ${path}`];
    if (own) expect(result.entry?.id).toBe(own);
    expect(result.entry?.sources.map(({ row }) => row)).toContain(code);
    // Nobody has to say whose it is where the payload does.
    if (seen !== answer)
      expect(classify({ body: seen.body })).toMatchObject({ provider: "extend", entry: { id: result.entry?.id } });
  });

  it("that nobody has documented leads to none", async () => {
    const { body } = await ask("POST /parse_runs", {
      file: { url: "https://example.com/instant-fail-undocumented.pdf" },
    });
    const seen = await ask(`GET /parse_runs/${JSON.parse(body).id}`, null);
    expect(classify({ ...given, ...seen })).toMatchObject({ match: "none", entry: null });
  });
});

describe("every refusal", () => {
  const refusals = extendProvocations.filter(({ kind }) => kind === "http");

  it.each(refusals)("$slug is an entry of Extend's, or its status", async ({ slug, endpoints, status }) => {
    const endpoint = endpoints[0] === "*" ? "GET /parse_runs" : (endpoints[0] ?? "").replace("{id}", "x");
    const answer = await ask(endpoint, {}, slug);
    const result = classify({ ...given, surface: "http", ...answer });
    expect(answer.status).toBe(status);
    expect(result.match, JSON.stringify(result)).not.toBe("none");
    expect(result.entry?.id).toMatch(/^extend\//);
    const retry = /429|5\d\d|retryable/.test(slug);
    expect(result.entry?.retry).toBe(retry ? "yes" : "after_change");
  });
});
