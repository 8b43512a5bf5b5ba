import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type RunningSandbox, startSandbox } from "#sandbox/index.ts";
import { createClient, createClientToken, makeAuth } from "#server/access/index.ts";
import { type Gateway, openGateway } from "#server/gateway/index.ts";
import { addPayloadHost, getJob, listDeliveries, makePoller } from "#server/jobs/index.ts";
import { makeOutbound } from "#server/platform/index.ts";
import { answerWebhook, setRuntime } from "#server/runtime/index.ts";
import { openTestWorld, type PlainNetwork, plainNetwork, type TestWorld } from "#server/testing/index.ts";
import { addWebhookSecret, ensureSandboxKey, makeTargets } from "#server/vault/index.ts";

const place = { provider: "extend", region: "sandbox" } as const;
const host = "payloads.vendor.example";
const publicAddress = "93.184.216.34";
/** Instead of ten seconds, for what never comes whole. */
const patienceMs = 1_500;

let world: TestWorld;
let sandbox: RunningSandbox;
let network: PlainNetwork;
let gateway: Gateway;
let server: Server;
let origin: string;
let token: string;
let stopPolling: () => Promise<void>;
let mayPoll = true;
/** What the name of the payloads' host means. */
const names: Record<string, string[]> = {};

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimits: false, allowLoopbackWebhooks: true, payloadUrl: `https://${host}` });
  network = plainNetwork(names, () => sandbox.port);
  const real = makeOutbound(network);
  world = await openTestWorld({
    sandboxUrl: sandbox.url,
    clock: { now: () => new Date() },
    outbound: { ...real, readPublic: (request) => real.readPublic({ ...request, timeoutMs: patienceMs }) },
  });
  await ensureSandboxKey(world.ctx);
  const { id } = await createClient(world.ctx, { name: "Invoices" });
  ({ token } = await createClientToken(world.ctx, { clientId: id, label: "test" }));
  setRuntime({ ctx: world.ctx, auth: makeAuth(world.ctx, Buffer.from("a secret of thirty-two characters")) });
  gateway = await openGateway(world.ctx);
  server = createServer((req, res) => void serve(req, res));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const endpoint = await call("/webhook_endpoints", {
    url: `${origin}/api/v1/webhooks/extend/sandbox`,
    enabledEvents: ["extract_run.processed", "extract_run.failed"],
  });
  await addWebhookSecret(world.as("admin"), { ...place, label: "test", secret: String(endpoint.signingSecret) });
  stopPolling = await poll();
});
afterAll(async () => {
  await stopPolling();
  await sandbox.close();
  server.closeAllConnections();
  server.close();
  await gateway.drain();
  await world.close();
});
beforeEach(async () => {
  mayPoll = true;
  names[host] = [publicAddress];
  network.dialled.length = 0;
  await world.ctx.db.sql.query("TRUNCATE payload_host");
});

async function serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
  if (!req.url?.startsWith("/api/v1/webhooks/")) return gateway.handle(req, res);
  const body = Buffer.concat(await req.toArray());
  const headers = req.headers as Record<string, string>;
  const answer = await answerWebhook(new Request(`${origin}${req.url}`, { method: "POST", headers, body }), place);
  res.writeHead(answer.status).end(await answer.text());
}

async function poll(): Promise<() => Promise<void>> {
  const poller = makePoller(world.ctx);
  const targets = await makeTargets(world.ctx);
  const timer = setInterval(() => void (mayPoll && poller.round(targets)), 50);
  return async () => {
    clearInterval(timer);
    await poller.idle();
  };
}

async function call(path: string, body: object): Promise<Record<string, unknown>> {
  const answer = await fetch(`${origin}/gateway/extend/sandbox${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return answer.json();
}
const schema = { type: "object", properties: { total: { type: ["number", "null"] } } };
async function make(tokens: string): Promise<string> {
  const file = { url: `https://files.example.com/queue-0s-run-1s-${tokens}.pdf` };
  return String((await call("/extract_runs", { file, config: { schema } })).id);
}
const allow = () => addPayloadHost(world.as("admin"), { ...place, host });
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
const newsOf = (seen: Job) => seen.timeline.filter(({ source }) => source === "webhook");
const hasLink = (seen: Job) => newsOf(seen).some(({ detail }) => detail.link !== undefined);
const polled = ({ endedAt, timeline }: Job) =>
  endedAt !== null && timeline.some(({ source, state }) => source === "poll" && state === "succeeded");
const deliveryOf = async (id: string) =>
  (await listDeliveries(world.as("viewer"), {})).items.find(({ vendorJobId }) => vendorJobId === id);

test("a link to an allowed host is followed: what lies there ends the job without any poll, and the timeline says so", async () => {
  await allow();
  mayPoll = false;
  const id = await make("webhook-link");
  const seen = await once(id, ({ webhooks }) => webhooks.state === "agrees");
  expect(seen.state).toBe("succeeded");
  expect(seen.credits.credits).toBeGreaterThan(0);
  expect(newsOf(seen)).toMatchObject([{ changed: true, state: "succeeded", detail: { link: "read", linkHost: host } }]);
  expect(network.dialled).toEqual([[publicAddress]]);
  expect(await deliveryOf(id)).toMatchObject({ outcome: "accepted", reason: null, says: "succeeded", linkHost: host });
});

test("a link to a host nobody allowed is not followed: the job is polled", async () => {
  const id = await make("webhook-link");
  const seen = await once(id, (each) => hasLink(each) && polled(each));
  expect(seen).toMatchObject({ state: "succeeded", webhooks: { state: "unread" } });
  expect(newsOf(seen)).toMatchObject([{ changed: false, detail: { link: "link_host_not_allowed", linkHost: host } }]);
  expect(network.dialled).toEqual([]);
});

test.each([
  ["this machine", ["127.0.0.1"]],
  ["this network", ["10.1.2.3"]],
  ["the cloud's metadata", ["169.254.169.254"]],
  ["a public address and this machine in turn", [publicAddress, "::1"]],
])("an allowed host whose name leads to %s is not connected to: the job is polled", async (_case, addresses) => {
  await allow();
  names[host] = addresses;
  const seen = await once(await make("webhook-link"), (each) => hasLink(each) && polled(each));
  expect(newsOf(seen)).toMatchObject([{ detail: { link: "link_private", linkHost: host } }]);
  expect(network.dialled).toEqual([]);
});

test.each([
  ["expired", { link: "link_status", linkStatus: 403 }],
  ["redirect", { link: "link_redirect", linkStatus: 302 }],
  ["large", { link: "link_too_large" }],
  ["drip", { link: "link_timeout" }],
  ["no-json", { link: "link_malformed" }],
])("a link that is %s is not read, its timeline says why, and the poll ends the job", async (leads, detail) => {
  await allow();
  const id = await make(`webhook-link-${leads}`);
  const seen = await once(id, (each) => hasLink(each) && polled(each));
  expect(seen).toMatchObject({ state: "succeeded", webhooks: { state: "unread", rejected: [] } });
  expect(newsOf(seen)).toMatchObject([{ state: null, changed: false, detail: { ...detail, linkHost: host } }]);
  expect(await deliveryOf(id)).toMatchObject({ outcome: "accepted", reason: detail.link });
});

test("a link to what is about another job is rejected, and the poll ends the job", async () => {
  await allow();
  const id = await make("webhook-link-other-job");
  const seen = await once(id, (each) => hasLink(each) && polled(each));
  expect(seen).toMatchObject({ state: "succeeded", webhooks: { rejected: [{ reason: "link_other_job" }] } });
  expect(await deliveryOf(id)).toMatchObject({ outcome: "rejected", reason: "link_other_job" });
});

test("no signature of a link is on record or in the log", async () => {
  await allow();
  await once(await make("webhook-link"), hasLink);
  const kept = await world.ctx.db.sql.query(
    "SELECT (SELECT json_agg(d) FROM webhook_delivery d) AS d, (SELECT json_agg(o) FROM job_observation o) AS o",
  );
  const all = JSON.stringify([kept, world.logged]);
  expect(all).toContain("/_storage/payloads/");
  expect(all).not.toContain("expires=");
  expect(all).not.toContain("signature=");
});
