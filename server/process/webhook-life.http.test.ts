import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type RunningSandbox, startSandbox } from "#sandbox/index.ts";
import { createClient, createClientToken, makeAuth } from "#server/access/index.ts";
import { type Gateway, openGateway } from "#server/gateway/index.ts";
import { getJob, listDeliveries, makePoller } from "#server/jobs/index.ts";
import { answerWebhook, setRuntime } from "#server/runtime/index.ts";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { addWebhookSecret, ensureSandboxKey, makeTargets } from "#server/vault/index.ts";

const secret = "whsec-of-the-life-test";
const schema = { type: "object", properties: { total: { type: ["number", "null"] } } };

let world: TestWorld;
let sandbox: RunningSandbox;
let gateway: Gateway;
let server: Server;
let origin: string;
let token: string;
let stopPolling: () => Promise<void>;
/** How far Docket's clock is ahead of the vendor's, in milliseconds. */
let aheadMs = 0;
/** What the sandbox delivered, as it came. */
const delivered: { url: string; headers: Record<string, string>; body: Buffer }[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimits: false, allowLoopbackWebhooks: true });
  const clock = { now: () => new Date(Date.now() + aheadMs) };
  world = await openTestWorld({ sandboxUrl: sandbox.url, clock });
  await ensureSandboxKey(world.ctx);
  const { id } = await createClient(world.ctx, { name: "Invoices" });
  ({ token } = await createClientToken(world.ctx, { clientId: id, label: "test" }));
  setRuntime({ ctx: world.ctx, auth: makeAuth(world.ctx, Buffer.from("a secret of thirty-two characters")) });
  gateway = await openGateway(world.ctx);
  server = createServer((req, res) => void serve(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stopPolling = await poll();
  await addWebhookSecret(world.as("admin"), { provider: "llamaparse", region: "sandbox", label: "test", secret });
  const endpoint = await call("extend", "/webhook_endpoints", {
    url: hook("extend"),
    enabledEvents: ["parse_run.processed", "parse_run.failed", "extract_run.processed", "extract_run.failed"],
  });
  const shown = String(endpoint.signingSecret);
  await addWebhookSecret(world.as("admin"), { provider: "extend", region: "sandbox", label: "test", secret: shown });
});
afterAll(async () => {
  await stopPolling();
  await sandbox.close();
  server.closeAllConnections();
  server.close();
  await gateway.drain();
  await world.close();
});

/** The two doors of Docket that vendors and applications know: the gateway and the webhooks' address. */
async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const place = /^\/api\/v1\/webhooks\/(\w+)\/(\w+)$/.exec(req.url ?? "");
  if (!place) return gateway.handle(req, res);
  const body = Buffer.concat(await Readable.from(req).toArray());
  const headers = req.headers as Record<string, string>;
  delivered.push({ url: `${origin}${req.url}`, headers, body });
  const request = new Request(`${origin}${req.url}`, { method: "POST", headers, body });
  const answer = await answerWebhook(request, { provider: place[1] ?? "", region: place[2] ?? "" });
  res.writeHead(answer.status).end(await answer.text());
}

async function poll(): Promise<() => Promise<void>> {
  const poller = makePoller(world.ctx);
  const targets = await makeTargets(world.ctx);
  const timer = setInterval(() => void poller.round(targets), 50);
  return async () => {
    clearInterval(timer);
    await poller.idle();
  };
}

const hook = (provider: string) => `${origin}/api/v1/webhooks/${provider}/sandbox`;
async function call(provider: string, path: string, body: object): Promise<Record<string, unknown>> {
  const answer = await fetch(`${origin}/gateway/${provider}/sandbox${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return answer.json();
}
const address = (tokens: string) => `https://files.example.com/${tokens}.pdf`;
const job = (id: string) => getJob(world.as("viewer"), { id });
type Job = Awaited<ReturnType<typeof job>>;
const once = (id: string, ready: (seen: Job) => boolean) =>
  vi.waitFor(
    async () => {
      const seen = await job(id);
      if (!ready(seen)) throw new Error(JSON.stringify([seen.state, seen.webhooks, seen.timeline.length]));
      return seen;
    },
    { timeout: 15_000, interval: 50 },
  );
const deliveriesOf = async (id: string) =>
  (await listDeliveries(world.as("viewer"), {})).items.filter(({ vendorJobId }) => vendorJobId === id);

/** Makes a job whose webhooks come to Docket; gives the vendor's id. */
const makers: Record<string, (tokens: string) => Promise<string>> = {
  async llamaparse(tokens) {
    const webhook = { webhook_url: hook("llamaparse"), webhook_signing_secret: secret };
    const body = { source_url: address(tokens), tier: "fast", version: "latest", webhook_configurations: [webhook] };
    return String((await call("llamaparse", "/api/v2/parse", body)).id);
  },
  async extend(tokens) {
    const made = await call("extend", "/extract_runs", { file: { url: address(tokens) }, config: { schema } });
    return String(made.id);
  },
  async okrapdf(tokens) {
    const made = await call("okrapdf", "/v1/documents", { url: address(tokens), webhook_url: hook("okrapdf") });
    return String(made.document_id);
  },
};
const make = (provider: string, tokens: string) => makers[provider]?.(tokens) ?? Promise.reject(new Error(provider));
const vendors = Object.keys(makers);
const signing = ["llamaparse", "extend"];

/** Its webhook came, is on the timeline, and says what the job's state says. */
const agreed = ({ webhooks, timeline, state }: Job) =>
  webhooks.state === "agrees" && timeline.some(({ source, detail }) => source === "webhook" && detail.says === state);

describe.each(vendors)("%s", (provider) => {
  test("sends its webhook to Docket, and the job’s timeline says that webhook and poll agree", async () => {
    // Late enough for a poll to find the end first: each source tells it by itself.
    const id = await make(provider, "queue-0s-run-1s-webhook-late-3s");
    const seen = await once(id, agreed);
    expect(seen.state).toBe("succeeded");
    expect(seen.webhooks).toMatchObject({ doubled: 0, rejected: [] });
    expect(seen.timeline.some((row) => row.source === "poll" && row.state === "succeeded" && row.changed)).toBe(true);
    const news = seen.timeline.filter(({ source }) => source === "webhook");
    expect(news.at(-1)).toMatchObject({ changed: false, detail: { says: "succeeded" } });
    expect((await deliveriesOf(id)).every(({ outcome }) => outcome === "accepted")).toBe(true);
  });

  test("sends one twice: it is heard once, and the second is visible as doubled", async () => {
    const id = await make(provider, "queue-0s-run-1s-webhook-twice");
    const seen = await once(id, ({ webhooks, endedAt }) => endedAt !== null && webhooks.doubled > 0);
    expect(seen).toMatchObject({ state: "succeeded", webhooks: { state: "agrees" } });
    const outcomes = (await deliveriesOf(id)).map(({ outcome }) => outcome);
    expect(outcomes).toContain("doubled");
    const events = seen.timeline.filter(({ source }) => source === "webhook").map(({ detail }) => detail.eventId);
    expect(new Set(events).size).toBe(events.length);
  });
});

describe.each(signing)("a webhook that says it is %s’s", (provider) => {
  test("and is not changes nothing: it is visible as rejected, and the poll ends the job", async () => {
    const id = await make(provider, "queue-0s-run-1s-webhook-forged");
    const seen = await once(id, ({ webhooks, endedAt }) => endedAt !== null && webhooks.rejected.length > 0);
    expect(seen.state).toBe("succeeded");
    expect(seen.timeline.some(({ source }) => source === "webhook")).toBe(false);
    expect(seen.webhooks.rejected[0]?.reason).toBe("signature_wrong");
    for (const { outcome, reason } of await deliveriesOf(id)) {
      expect([outcome, reason]).toEqual(["rejected", "signature_wrong"]);
    }
  });
});

test("a true webhook, sent again when it is stale, changes nothing and is visible", async () => {
  const id = await make("extend", "queue-0s-run-1s");
  const before = await once(id, agreed);
  const first = delivered.find(({ body }) => body.includes(id));
  if (!first) throw new Error("nothing was delivered");
  aheadMs = 3_600_000;
  const answer = await fetch(first.url, { method: "POST", headers: first.headers, body: new Uint8Array(first.body) });
  aheadMs = 0;
  expect([answer.status, (await answer.json()).error.code]).toEqual([401, "too_old"]);
  const after = await job(id);
  expect(after.timeline.filter(({ source }) => source === "webhook")).toHaveLength(1);
  expect([after.state, after.endedAt, after.credits]).toEqual([before.state, before.endedAt, before.credits]);
  expect(after.webhooks.rejected).toMatchObject([{ reason: "too_old" }]);
});

test("an unsigned webhook about a job nobody made is kept, and makes none", async () => {
  await make("okrapdf", "queue-0s-run-1s-webhook-forged");
  const [forged] = await vi.waitFor(
    async () => {
      const found = await deliveriesOf("ocr-forged");
      if (found[0]?.reason !== "unknown_job") throw new Error("not there yet");
      return found;
    },
    { timeout: 15_000, interval: 50 },
  );
  expect(forged).toMatchObject({ outcome: "accepted", reason: "unknown_job", jobId: null });
  await expect(job("ocr-forged")).rejects.toMatchObject({ code: "not_found" });
});
