import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type RunningSandbox, startSandbox } from "#sandbox/index.ts";
import { landingaiProvocations } from "#sandbox/landingai/index.ts";
import { okrapdfProvocations } from "#sandbox/okrapdf/index.ts";
import { scopixProvocations } from "#sandbox/scopix/index.ts";
import { entriesFor, entryById } from "#server/catalog/index.ts";
import { classify } from "./index.ts";

let sandbox: RunningSandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ rateLimits: false });
});
afterAll(() => sandbox.close());

const vendors = [
  {
    id: "landingai",
    key: "land_sk_test",
    document: "landingai-extract-troubleshoot",
    provocations: landingaiProvocations,
  },
  { id: "scopix", key: "scopix_test", document: "scopix-errors", provocations: scopixProvocations },
  { id: "okrapdf", key: "okra_sk_test", document: "okrapdf-errors", provocations: okrapdfProvocations },
] as const;

async function ask(provider: string, key: string, endpoint: string, slug: string) {
  const [method = "", path = ""] = endpoint.split(" ");
  const response = await fetch(`${sandbox.url}/${provider}${path.replaceAll(/\{\w+\}/g, "x")}`, {
    method,
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json", "x-sandbox-provoke": slug },
    ...(method === "GET" ? {} : { body: "{}" }),
  });
  const body = await response.text();
  return { status: response.status, headers: Object.fromEntries(response.headers), body, endpoint };
}

const firstRoute = { landingai: "GET /v1/ade/parse/jobs", scopix: "GET /files", okrapdf: "GET /v1/documents" } as const;

describe.each(vendors)("$id", ({ id, key, document, provocations }) => {
  const refusals = provocations
    .filter(({ kind, rows }) => kind === "http" && rows.length > 0)
    .map((provocation) => [provocation.slug, provocation] as const);

  it.each(refusals)("%s leads over HTTP to an entry that answers for its row", async (slug, provocation) => {
    const endpoint = provocation.endpoints[0] === "*" ? firstRoute[id] : (provocation.endpoints[0] ?? "");
    const answer = await ask(id, key, endpoint, slug);
    const result = classify({ provider: id, surface: "http", ...answer });
    const entry = result.entry ? entryById(result.entry.id) : undefined;
    const rows = entry?.sources.map(({ row }) => row) ?? [];
    expect(
      provocation.rows.some((row) => rows.some((known) => known.startsWith(row))),
      `${slug}: ${result.entry?.id} by ${result.rule} for ${answer.body.slice(0, 300)}`,
    ).toBe(true);
  });

  it("has a provocation for every error the vendor's page names", () => {
    const provoked = new Set(provocations.flatMap(({ rows }) => rows));
    const errors = entriesFor(id).filter(({ kind }) => kind === "error");
    const named = errors.flatMap(({ id: entry, sources }) => {
      const rows = sources.filter((source) => source.document === document).map(({ row }) => row);
      return rows.length === 0 ? [] : [{ entry, rows }];
    });
    const missing = named.filter(({ rows }) => !rows.some((row) => [...provoked].some((told) => row.startsWith(told))));
    expect(missing.map(({ entry }) => entry).filter((entry) => entry !== "landingai/job-cancelled")).toEqual([]);
  });
});
