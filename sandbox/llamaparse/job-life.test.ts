import { expect, test } from "vitest";
import { manualClock } from "../testing/manual-clock.ts";
import { runSandbox } from "../testing/run-sandbox.ts";
import { llamaparseApi } from "./llamaparse-api-for-tests.ts";

const clock = manualClock();
const sandbox = runSandbox({ clock });
const limited = runSandbox({ clock, rateLimits: true });
const api = llamaparseApi(sandbox.url);

async function parse(name: string, headers?: Record<string, string>): Promise<string> {
  const body = { tier: "cost_effective", version: "latest", source_url: `https://example.com/${name}.pdf` };
  return (await api.call("POST", "/api/v2/parse", body, headers)).json.id;
}

const poll = (id: string, expand = "") => api.call("GET", `/api/v2/parse/${id}${expand}`);
const statusOf = async (id: string) => (await poll(id)).json.job.status;
const creditsOf = async (id: string) => (await poll(id, "?expand=usage")).json.job.usage;

test("a job goes from PENDING over RUNNING to COMPLETED at the times its name asks for", async () => {
  const id = await parse("queue-5s-run-30s");
  expect(await statusOf(id)).toBe("PENDING");
  clock.advance(5000);
  expect(await statusOf(id)).toBe("RUNNING");
  clock.advance(29_900);
  expect(await statusOf(id)).toBe("RUNNING");
  clock.advance(100);
  expect(await statusOf(id)).toBe("COMPLETED");
});

test("the header and a field shape a job where there is no file name to write in", async () => {
  const byHeader = await parse("plain", { "x-sandbox-provoke": "instant, pages-7, bill-0s" });
  expect(await creditsOf(byHeader)).toEqual({ credits: 21 });
  const body = { tier: "fast", version: "latest", source_url: "https://example.com/plain.pdf" };
  const tagged = { ...body, user_metadata: { note: "provoke:instant,fail-TIMEOUT" } };
  const { json } = await api.call("POST", "/api/v2/parse", tagged);
  expect(await statusOf(json.id)).toBe("FAILED");
});

test("without tokens a job ends within seconds; slow and stuck ones take their time", async () => {
  const [plain, slow, stuck, queued] = [
    await parse("plain"),
    await parse("slow"),
    await parse("stuck"),
    await parse("stuck-queued"),
  ];
  clock.advance(5600);
  expect(await statusOf(plain)).toBe("COMPLETED");
  expect(await statusOf(slow)).toBe("PENDING");
  clock.advance(90_000);
  expect(await statusOf(slow)).toBe("COMPLETED");
  clock.advance(40 * 3_600_000);
  expect(await statusOf(stuck)).toBe("RUNNING");
  expect(await statusOf(queued)).toBe("PENDING");
});

test("credits are unknown until billing has recorded them", async () => {
  const id = await parse("queue-0s-run-10s-pages-4-bill-20s");
  clock.advance(29_900);
  expect(await creditsOf(id)).toEqual({ credits: null });
  clock.advance(100);
  expect(await creditsOf(id)).toEqual({ credits: 12 });
});

test("a failed job costs nothing unless that was asked for, and billing can stay silent", async () => {
  const names = [
    "instant-fail-TIMEOUT",
    "instant-fail-TIMEOUT-billed-failure-pages-2",
    "instant-unbilled",
    "instant-cache-hit",
  ];
  const ids = await Promise.all(names.map((name) => parse(name)));
  clock.advance(60_000);
  expect(await Promise.all(ids.map(creditsOf))).toEqual([
    { credits: 0 },
    { credits: 6 },
    { credits: null },
    { credits: 0 },
  ]);
});

test("pages can fail inside a job that completes", async () => {
  const { json } = await poll(
    await parse("instant-pages-3-bad-pages-2"),
    "?expand=markdown&expand=items&expand=markdown_full",
  );
  expect(json.job.status).toBe("COMPLETED");
  for (const result of ["markdown", "items"]) {
    const pages = json[result].pages as { success: boolean; error?: string }[];
    expect(pages.map((page) => page.success)).toEqual([true, false, false]);
    expect(pages[1]).toEqual({ page_number: 2, success: false, error: expect.any(String) });
  }
  expect(json.markdown_full).toContain("# Invoice");
});

test("a job can end cancelled, and be lost", async () => {
  expect(await statusOf(await parse("instant-ends-cancelled"))).toBe("CANCELLED");
  const lost = await parse("poll-404-after-10s");
  clock.advance(9900);
  expect((await poll(lost)).status).toBe(200);
  clock.advance(100);
  expect((await poll(lost)).json).toEqual({ detail: "Parse job not found" });
});

test.each([429, 500, 502, 503, 504])("the first two polls can answer %i while the job lives on", async (status) => {
  const id = await parse(`instant-poll-${status}`);
  const seen = [(await poll(id)).status, (await poll(id)).status, (await poll(id)).status];
  expect(seen).toEqual([status, status, 200]);
});

test("files and jobs are forgotten after 48 hours", async () => {
  const file_id = await api.upload("old.pdf");
  const id = await parse("old");
  clock.advance(48 * 3_600_000 + 1);
  expect((await poll(id)).status).toBe(404);
  const again = await api.call("POST", "/api/v2/parse", { tier: "fast", version: "latest", file_id });
  expect(again.json).toEqual({ detail: "Source file not found in storage" });
});

test("v1: a job is PENDING until it ends, then shows its result and its cost", async () => {
  const upload = (name: string, fields = {}) =>
    api.form("/api/v1/parsing/upload", fields, { name: `${name}.pdf`, bytes: "%PDF-" });
  const { id } = (await upload("queue-1s-run-4s-pages-3", { tier: "agentic", version: "latest" })).json;
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  clock.advance(4900);
  expect((await api.call("GET", `/api/parsing/job/${id}`)).json).toEqual({ id, status: "PENDING" });
  clock.advance(100);
  expect((await api.call("GET", `/api/v1/parsing/job/${id}`)).json).toEqual({ id, status: "SUCCESS" });
  const { json } = await api.call("GET", `/api/v1/parsing/job/${id}/result/json`);
  expect(json.pages).toHaveLength(3);
  expect(json.job_metadata).toMatchObject({ job_credits_usage: 30, job_pages: 3, job_is_cache_hit: false });
  const cached = (await upload("instant-cache-hit")).json.id;
  const markdown = await api.call("GET", `/api/v1/parsing/job/${cached}/result/markdown`);
  expect(markdown.json.job_metadata).toMatchObject({ job_credits_usage: 0, job_pages: 0, job_is_cache_hit: true });
  for (const [name, status] of [
    ["instant-bad-pages-1-pages-2", "PARTIAL_SUCCESS"],
    ["instant-ends-cancelled", "CANCELLED"],
    ["stuck", "PENDING"],
  ]) {
    const job = (await upload(name ?? "")).json.id;
    clock.advance(1000);
    expect((await api.call("GET", `/api/v1/parsing/job/${job}`)).json.status).toBe(status);
  }
});

test("v1: two equal uploads at the same moment are two jobs", async () => {
  const upload = () => api.form("/api/v1/parsing/upload", {}, { name: "same.pdf", bytes: "%PDF-" });
  const ids = await Promise.all(Array.from({ length: 20 }, async () => (await upload()).json.id));
  expect(new Set(ids).size).toBe(20);
});

test("usage metrics name what each billed job cost, also for classify and split", async () => {
  const file_input = await api.upload("instant-bill-0s-pages-5.pdf");
  const rules = [{ type: "invoice", description: "has an invoice number" }];
  const classify = (await api.call("POST", "/api/v2/classify", { file_input, configuration: { rules } })).json.id;
  const split = (
    await api.call("POST", "/api/v1/split/jobs", { file_input, configuration: { categories: [{ name: "a" }] } })
  ).json.id;
  expect((await api.call("GET", "/api/v1/beta/usage-metrics")).status).toBe(422);
  const { json } = await api.call("GET", "/api/v1/beta/usage-metrics?organization_id=o&page_size=500");
  const costOf = (id: string) =>
    json.items.find((item: { event_aggregation_key: string }) => item.event_aggregation_key === id);
  expect(costOf(classify)).toMatchObject({ event_type: "pages_classified", value: 5, credits: 5 });
  expect(costOf(split)).toMatchObject({ event_type: "pages_split", value: 5, credits: 20 });
});

test("limits are those of the vendor, per key", async () => {
  const upload = (key: string) =>
    llamaparseApi(limited.url, key).form("/api/v1/beta/files", {}, { name: "a.pdf", bytes: "%PDF-" });
  const statuses = async (times: number, send: () => Promise<{ status: number }>) => {
    const seen: number[] = [];
    for (let index = 0; index < times; index += 1) seen.push((await send()).status);
    return seen;
  };
  expect(await statuses(50, () => upload("llx-a"))).toEqual(Array(50).fill(201));
  expect((await upload("llx-a")).json).toEqual({
    detail: "Rate limit exceeded. The file upload limit is 10 requests per second.",
  });
  expect((await upload("llx-b")).status).toBe(201);
  clock.advance(5000);
  expect((await upload("llx-a")).status).toBe(201);
  const projects = (key: string) => llamaparseApi(limited.url, key).call("GET", "/api/v1/projects");
  expect((await statuses(21, () => projects("llx-demo-free"))).indexOf(429)).toBe(20);
  expect(await statuses(60, () => upload("llx-x-unlimited"))).not.toContain(429);
  const classify = () => llamaparseApi(limited.url, "llx-a").call("POST", "/api/v2/classify", {});
  expect((await statuses(41, classify)).indexOf(429)).toBe(40);
});
