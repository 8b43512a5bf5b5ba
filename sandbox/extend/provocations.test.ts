import { expect, test } from "vitest";
import { routeName } from "../http/exchange.ts";
import type { Provocation } from "../provoke/provocation.ts";
import { manualClock } from "../testing/manual-clock.ts";
import { runSandbox } from "../testing/run-sandbox.ts";
import { systemClock } from "../time/clock.ts";
import { makeWebhookSender } from "../webhooks/webhook-sender.ts";
import { extendApi } from "./extend-api-for-tests.ts";
import { makeExtend } from "./index.ts";
import { extendProvocations } from "./state.ts";

const clock = manualClock();
const sandbox = runSandbox({ clock });
const limited = runSandbox({ clock, rateLimits: true });
const api = extendApi(sandbox.url);
const ofKind = (kind: Provocation["kind"]) => extendProvocations.filter((provocation) => provocation.kind === kind);

test("slugs are unique, and every route they name exists", () => {
  const slugs = extendProvocations.map(({ slug }) => slug.toLowerCase());
  expect(new Set(slugs).size).toBe(slugs.length);
  const world = { clock: systemClock, webhooks: makeWebhookSender(systemClock, false) };
  const { routes } = makeExtend({
    ...world,
    baseUrl: () => "",
    payloadUrl: () => "",
    rateLimits: false,
    maxUploadBytes: null,
  });
  const known = new Set(["*", ...routes.map(routeName)]);
  expect(extendProvocations.flatMap(({ endpoints }) => endpoints).filter((name) => !known.has(name))).toEqual([]);
});

const refusals = ofKind("http").flatMap((provocation) =>
  (provocation.endpoints.includes("*") ? ["GET /parse_runs"] : provocation.endpoints).map(
    (endpoint) => [provocation.slug, endpoint, provocation] as const,
  ),
);

test.each(refusals)("%s by header on %s", async (slug, endpoint, provocation) => {
  const [method = "", path = ""] = endpoint.split(" ");
  const body = method === "POST" ? {} : undefined;
  const answer = await api.call(method, path.replace("{id}", "x"), body, { "x-sandbox-provoke": slug });
  expect(answer.status).toBe(provocation.status);
  if (provocation.text) expect(answer.text).toContain(JSON.stringify(provocation.text).slice(1, -1));
  if (provocation.code) expect(answer.text).toContain(`"${provocation.code}"`);
});

const failures = ofKind("job").flatMap((provocation) =>
  provocation.endpoints.map((endpoint) => [provocation.slug, endpoint, provocation] as const),
);

test.each(failures)("%s by file name on %s", async (slug, endpoint, { code, status, text }) => {
  const path = endpoint.slice(5);
  const answer = await api.call("POST", path, { file: { url: `https://example.com/instant-${slug}.pdf` } });
  if (!path.endsWith("_runs")) {
    expect(answer.status).toBe(status ?? 500);
    if (code) expect(answer.json).toMatchObject({ code, message: text, retryable: expect.any(Boolean) });
    return;
  }
  expect(answer.status).toBe(200);
  expect(answer.json).toMatchObject({ failureReason: null, failureMessage: null });
  const { json } = await api.call("GET", `${path}/${answer.json.id}`);
  const state = { "ends-review": "NEEDS_REVIEW", "ends-rejected": "REJECTED" }[slug] ?? "FAILED";
  expect(json).toMatchObject({ status: state, failureReason: code, failureMessage: text });
});

test("requests that are wrong are refused by themselves", async () => {
  const parse = (body: object) => api.call("POST", "/parse", body);
  const file = { url: "https://example.com/a.pdf" };
  const refused: [Promise<{ status: number; json: { code: string; message?: string } }>, number, string][] = [
    [parse({}), 400, "INVALID_REQUEST"],
    [parse({ file: {} }), 400, "INVALID_REQUEST"],
    [parse({ file: { url: "ftp://x/a.pdf" } }), 400, "UNABLE_TO_DOWNLOAD_FILE"],
    [parse({ file, config: { target: "poem" } }), 400, "INVALID_CONFIG_OPTIONS"],
    [parse({ file: { url: "https://example.com/a.exe" } }), 400, "FILE_TYPE_NOT_SUPPORTED"],
    [parse({ file: { id: "file_x" } }), 404, "NOT_FOUND"],
    [
      api.call("POST", "/extract", { file, config: { schema: { properties: { name: { type: "string" } } } } }),
      400,
      "INVALID_REQUEST",
    ],
    [api.call("POST", "/parse_runs/batch", { inputs: Array(1001).fill({ file }) }), 400, "INVALID_REQUEST"],
    [extendApi(sandbox.url, "sk_noscope").call("GET", "/files"), 403, "FORBIDDEN"],
    [api.call("GET", "/nowhere"), 404, "NOT_FOUND"],
  ];
  for (const [answer, status, code] of refused) expect(await answer).toMatchObject({ status, json: { code } });
});

test("an upload is looked at: a lock, damage, and a password that opens", async () => {
  const parseOf = async (id: string) => (await api.call("POST", "/parse", { file: { id } })).json;
  const locked = (await api.upload("a.pdf", "%PDF-1.7 /Encrypt 1 0 R")).json.id;
  expect(await parseOf(locked)).toMatchObject({ code: "PASSWORD_PROTECTED_FILE" });
  const opened = (await api.upload("a.pdf", "%PDF-1.7 /Encrypt 1 0 R", { password: "p" })).json.id;
  expect(await parseOf(opened)).toMatchObject({ status: "PROCESSED" });
  const broken = (await api.upload("a.pdf", "this is no PDF")).json.id;
  expect(await parseOf(broken)).toMatchObject({ code: "CORRUPT_FILE" });
  expect((await api.upload("a.pdf", "")).json).toMatchObject({ code: "CORRUPT_FILE" });
});

test("a run goes from PROCESSING to PROCESSED in its time, a workflow and a batch wait as PENDING first", async () => {
  const file = { url: "https://example.com/queue-5s-run-30s.pdf" };
  const parse = (await api.call("POST", "/parse_runs", { file })).json.id;
  const flow = (await api.call("POST", "/workflow_runs", { file, workflow: { id: "workflow_1" } })).json.id;
  const batch = (await api.call("POST", "/classify_runs/batch", { inputs: [{ file }] })).json.id;
  const states = async () =>
    Promise.all(
      [`/parse_runs/${parse}`, `/workflow_runs/${flow}`, `/batch_runs/${batch}`].map(
        async (path) => (await api.call("GET", path)).json.status,
      ),
    );
  expect(await states()).toEqual(["PROCESSING", "PENDING", "PENDING"]);
  clock.advance(5000);
  expect(await states()).toEqual(["PROCESSING", "PROCESSING", "PROCESSING"]);
  clock.advance(30_000);
  expect(await states()).toEqual(["PROCESSED", "PROCESSED", "PROCESSED"]);
});

test("polls fail, runs vanish and long synchronous calls end at the gateway on request", async () => {
  const make = async (name: string) =>
    (await api.call("POST", "/parse_runs", { file: { url: `https://example.com/${name}.pdf` } })).json.id;
  const poll = async (id: string) => (await api.call("GET", `/parse_runs/${id}`)).status;
  const flaky = await make("instant-poll-503");
  expect([await poll(flaky), await poll(flaky), await poll(flaky)]).toEqual([503, 503, 200]);
  const lost = await make("poll-404-after-10s");
  clock.advance(10_000);
  expect(await poll(lost)).toBe(404);
  const slow = await api.call("POST", "/parse", { file: { url: "https://example.com/run-301s.pdf" } });
  expect([slow.status, slow.text.startsWith("<html>")]).toEqual([504, true]);
});

test("a failed run reports no usage, unless that was asked for; light engines cost less", async () => {
  const usage = async (name: string, config = {}) => {
    const { id } = (
      await api.call("POST", "/parse_runs", {
        file: { url: `https://example.com/instant-pages-4-${name}.pdf` },
        config,
      })
    ).json;
    return (await api.call("GET", `/parse_runs/${id}`)).json.usage?.credits ?? null;
  };
  expect(await usage("a")).toBe(8);
  expect(await usage("a", { engine: "parse_light" })).toBe(2);
  expect(await usage("fail-OCR_ERROR")).toBeNull();
  expect(await usage("fail-OCR_ERROR-billed-failure")).toBe(8);
  expect(await usage("unbilled")).toBeNull();
});

test("limits are those of the plan, per key, and without Retry-After", async () => {
  const statuses = async (key: string, times: number) => {
    const seen: number[] = [];
    for (let index = 0; index < times; index += 1)
      seen.push((await extendApi(limited.url, key).call("GET", "/files")).status);
    return seen;
  };
  expect((await statuses("sk_a", 11)).indexOf(429)).toBe(10);
  expect((await statuses("sk_scale", 26)).indexOf(429)).toBe(25);
  expect(await statuses("sk_x-unlimited", 40)).not.toContain(429);
  const refused = await extendApi(limited.url, "sk_a").call("GET", "/files");
  expect(refused.json).toMatchObject({ code: "RATE_LIMIT_EXCEEDED", retryable: true });
  expect(refused.headers.get("retry-after")).toBeNull();
  clock.advance(1000);
  expect((await statuses("sk_a", 1))[0]).toBe(200);
});
