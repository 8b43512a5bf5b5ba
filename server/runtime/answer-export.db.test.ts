import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Auth, ensureApiToken } from "#server/access/index.ts";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { answerExport } from "./answer-export.ts";
import { setRuntime } from "./runtime.ts";

const apiToken = "an-api-token-for-exports";
const rows = 450;
let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
  const env = { ...world.ctx.env, apiToken };
  await ensureApiToken({ ...world.ctx, env });
  setRuntime({ ctx: { ...world.ctx, env }, auth: { sessionOf: async () => null } as unknown as Auth });
  for (let n = 0; n < rows; n += 1) {
    await world.ctx.db.sql.query(
      `INSERT INTO job (id, provider, region, product, vocabulary, vendor_job_id, state, file_name, created_at, last_seen_at)
       VALUES ($1, 'extend', $2, 'parse', 'v', $3, 'queued', '=cmd,"x".pdf', $4, $4)`,
      [randomUUID(), n % 3 === 0 ? "eu" : "us", `j${n}`, new Date(world.clock.now().getTime() - 1_000 - n)],
    );
  }
});
afterAll(() => world.close());

const ask = (list: string, query = "", token: string | null = apiToken) =>
  answerExport(
    new Request(
      `http://desk/api/v1/exports/${list}${query}`,
      token ? { headers: { authorization: `Bearer ${token}` } } : {},
    ),
    list,
  );

test("a CSV holds a head and every row once, newest first, and no cell that a spreadsheet would run", async () => {
  const answer = await ask("jobs");
  expect(answer.headers.get("content-type")).toContain("text/csv");
  expect(answer.headers.get("content-disposition")).toContain("docket-jobs.csv");
  const lines = (await answer.text()).trimEnd().split("\r\n");
  expect(lines[0]).toContain("vendor_job_id");
  expect(lines).toHaveLength(rows + 1);
  expect(lines.slice(1).map((line) => line.split(",")[4])).toEqual(Array.from({ length: rows }, (_, n) => `j${n}`));
  expect(lines[1]).toContain(`"'=cmd,""x"".pdf"`);
});

test("NDJSON holds what the list's pages hold, under the list's own filters", async () => {
  const text = await (await ask("jobs", "?format=ndjson&region=eu&limit=1&cursor=ignored")).text();
  const items = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { region: string; vendorJobId: string });
  expect(items).toHaveLength(rows / 3);
  expect(new Set(items.map(({ region }) => region))).toEqual(new Set(["eu"]));
});

test.each([
  ["users", "", apiToken, 404],
  ["jobs", "?format=xlsx", apiToken, 422],
  ["jobs", "?state=nonsense", apiToken, 422],
  ["calls", "", null, 401],
] as const)("%s%s with token %s is refused in words", async (list, query, token, status) => {
  const answer = await ask(list, query, token);
  expect(answer.status).toBe(status);
  expect((await answer.json()).error.message).not.toBe("");
});

test("a reader who goes ends the export, and makes room for the next", async () => {
  for (let n = 0; n < 6; n += 1) {
    const answer = await ask("jobs");
    expect(answer.status).toBe(200);
    const reader = answer.body?.getReader();
    await reader?.read();
    await reader?.cancel();
  }
  const open = await Promise.all([1, 2, 3, 4].map(() => ask("jobs")));
  const readers = open.map((answer) => answer.body?.getReader());
  await Promise.all(readers.map((reader) => reader?.read()));
  expect((await ask("jobs")).status).toBe(429);
  await Promise.all(readers.map((reader) => reader?.cancel()));
  expect((await ask("failures")).status).toBe(200);
});

test("losses come as a claim with the vendor's own ids, every one of them", async () => {
  const at = world.clock.now().getTime();
  for (let n = 0; n < 205; n += 1) {
    await world.ctx.db.sql.query(
      `INSERT INTO credit_loss (job_id, at, kind, provider, region, product, vendor_job_id, source, billed, credits, evidence, updated_at)
       VALUES ($1, $2, 'partial', 'extend', 'us', 'parse', $3, 'reported', 8, $4, '{"failedPages": 1, "pages": 4}', $2)`,
      [randomUUID(), new Date(at - 1_000 - n), `lost-${n}`, n === 0 ? null : 2],
    );
  }
  const lines = (await (await ask("losses")).text()).trimEnd().split("\r\n");
  expect(lines[0]).toMatch(/^kind,billed_at,.*vendor_job_id,.*credits_lost,credits_billed,source,evidence$/);
  expect(lines.slice(1).map((line) => line.split(",")[7])).toEqual(Array.from({ length: 205 }, (_, n) => `lost-${n}`));
  expect(lines[1]).toContain("unknown,8,reported,1 of 4 pages were billed");
});
