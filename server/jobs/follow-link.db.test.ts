import { createHmac, randomUUID } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Background, type Context, makeBackground, makeOutbound } from "#server/platform/index.ts";
import { openTestWorld, plainNetwork, type TestWorld } from "#server/testing/index.ts";
import { addWebhookSecret } from "#server/vault/index.ts";
import { getJob } from "./get-job.ts";
import { listDeliveries, listWebhookPlaces } from "./list-deliveries.ts";
import { creation, jobOf } from "./news-for-tests.ts";
import { addPayloadHost, removePayloadHost } from "./payload-hosts.ts";
import { receiveWebhook } from "./receive-webhook.ts";
import { recordObservation } from "./record-observation.ts";

const secret = "wss_of-the-link-test";
const place = { provider: "extend", region: "sandbox" } as const;
const host = "files.vendor.example";
const grant = "signature-that-grants-access";
const names = { [host]: ["93.184.216.34"], "inside.vendor.example": ["192.168.0.9"] };

let world: TestWorld;
let storage: Server;
let asked = 0;
let answer: RequestListener;
beforeAll(async () => {
  storage = createServer((req, res) => {
    asked += 1;
    answer(req, res);
  });
  await new Promise<void>((resolve) => storage.listen(0, "127.0.0.1", resolve));
  const network = plainNetwork(names, () => (storage.address() as AddressInfo).port);
  world = await openTestWorld({ sandboxUrl: "http://127.0.0.1:9", outbound: makeOutbound(network) });
  await addWebhookSecret(world.as("admin"), { ...place, label: "test", secret });
});
afterAll(async () => {
  await world.close();
  storage.closeAllConnections();
  storage.close();
});
beforeEach(async () => {
  world.clock.advance(61_000);
  await world.ctx.db.sql.query("TRUNCATE job, job_observation, failure, webhook_delivery, payload_host");
  asked = 0;
  answer = (_req, res) => res.end(JSON.stringify(runOf("er_1")));
  await recordObservation(world.ctx, { ...creation(world, "er_1", { vocabulary: "extract_run" }), ...place });
  world.clock.advance(1_000);
});

const runOf = (id: string) => ({
  object: "extract_run",
  id,
  status: "PROCESSED",
  usage: { credits: 4, totalCredits: 4, breakdown: [] },
});
const link = (url: string, id = "er_1") => ({
  object: "signed_data_url",
  data: `${url}?X-Goog-Signature=${grant}&X-Goog-Expires=3600`,
  id,
  metadata: null,
});
const good = `https://${host}/payloads/1`;
const event = (payload: object, eventId: string = randomUUID()) =>
  JSON.stringify({ eventId, eventType: "extract_run.processed", payload });
const signed = (body: string, key = secret, ageS = 0) => {
  const timestamp = String(Math.floor(world.clock.now().getTime() / 1000) - ageS);
  const signature = createHmac("sha256", key).update(`v0:${timestamp}:${body}`).digest("hex");
  return { "x-extend-request-timestamp": timestamp, "x-extend-request-signature": signature };
};
const deliver = async (body: string, headers = signed(body), ctx: Context = world.ctx) => {
  const given = await receiveWebhook(ctx, { ...place, headers, body: Buffer.from(body) });
  await world.ctx.background.idle();
  return given.status;
};
const deliveries = async () => (await listDeliveries(world.as("viewer"), {})).items;
const allow = (name = host) => addPayloadHost(world.as("admin"), { ...place, host: name });
const links = async () => {
  const { items } = await listWebhookPlaces(world.as("viewer"), {});
  return items.find(({ provider, region }) => provider === place.provider && region === place.region)?.links;
};
const pollIsDue = async () =>
  ((await jobOf(world, "er_1")).nextPollAt?.getTime() ?? Infinity) <= world.clock.now().getTime();
const withBackground = (background: Background): Context => ({ ...world.ctx, background });

describe("a link to an allowed host", () => {
  test("is followed, and what lies there ends the job as the payload would have", async () => {
    await allow();
    expect(await deliver(event(link(good)))).toBe(200);
    expect(asked).toBe(1);
    const seen = await getJob(world.as("viewer"), { id: "er_1" });
    expect(seen).toMatchObject({ state: "succeeded", credits: { credits: 4 }, webhooks: { state: "agrees" } });
    const news = seen.timeline.filter(({ source }) => source === "webhook");
    expect(news).toMatchObject([{ changed: true, state: "succeeded", detail: { link: "read", linkHost: host } }]);
    expect(await deliveries()).toMatchObject([
      { outcome: "accepted", reason: null, says: "succeeded", linkHost: host },
    ]);
  });

  test.each<[string, RequestListener, string]>([
    ["expired", (_req, res) => res.writeHead(403).end(), "link_status"],
    ["led elsewhere", (_req, res) => res.writeHead(302, { location: "https://x.example" }).end(), "link_redirect"],
    ["too large", (_req, res) => res.end(" ".repeat(5 * 1024 * 1024 + 1)), "link_too_large"],
    ["no JSON", (_req, res) => res.end("<html>"), "link_malformed"],
    ["a list", (_req, res) => res.end("[]"), "link_malformed"],
    ["one more link", (_req, res) => res.end(JSON.stringify(link(good))), "link_malformed"],
    [
      "cut off",
      (_req, res) => void res.writeHead(200, { "content-length": "9" }).write("{", () => res.destroy()),
      "link_unreachable",
    ],
  ])("that is %s changes nothing, says so, and brings the poll forward", async (_case, given, reason) => {
    answer = given;
    await allow();
    expect(await deliver(event(link(good)))).toBe(200);
    const seen = await getJob(world.as("viewer"), { id: "er_1" });
    expect(seen).toMatchObject({ state: "queued", webhooks: { state: "unread", rejected: [] } });
    expect(seen.timeline.at(-1)).toMatchObject({ source: "webhook", detail: { link: reason, linkHost: host } });
    expect(await deliveries()).toMatchObject([{ outcome: "accepted", reason, linkHost: host }]);
    expect((await listDeliveries(world.as("viewer"), { link: "unread" })).items).toHaveLength(1);
    expect(await pollIsDue()).toBe(true);
  });

  test("that tells of another job is rejected, on the delivery and on the job", async () => {
    await recordObservation(world.ctx, { ...creation(world, "er_2", { vocabulary: "extract_run" }), ...place });
    answer = (_req, res) => res.end(JSON.stringify(runOf("er_2")));
    await allow();
    await deliver(event(link(good)));
    expect(await deliveries()).toMatchObject([{ outcome: "rejected", reason: "link_other_job" }]);
    for (const id of ["er_1", "er_2"]) expect((await jobOf(world, id)).state).toBe("queued");
    const seen = await getJob(world.as("viewer"), { id: "er_1" });
    expect(seen.webhooks.rejected).toMatchObject([{ reason: "link_other_job" }]);
    expect(await pollIsDue()).toBe(true);
  });

  test("is not followed a second time, nor when the delivery is forged, stale or about a job nobody made", async () => {
    await allow();
    const body = event(link(good), "e-1");
    await deliver(body);
    await deliver(body);
    expect(asked).toBe(1);
    const again = event(link(good), "e-2");
    expect(await deliver(again, signed(again, "another-secret"))).toBe(401);
    expect(await deliver(again, signed(again, secret, 301))).toBe(401);
    await deliver(event(link(good, "er_unknown")));
    expect(asked).toBe(1);
    expect((await deliveries()).map(({ reason }) => reason)).toEqual([
      "unknown_job",
      "too_old",
      "signature_wrong",
      null,
      null,
    ]);
  });

  test("that waits when Docket is killed loses nothing: its delivery is kept and its job polled all the same", async () => {
    await allow();
    const killed: Background = { take: () => true, idle: async () => {}, stop: async () => {} };
    const body = event(link(good));
    await deliver(body, signed(body), withBackground(killed));
    expect(await deliveries()).toMatchObject([{ outcome: "accepted", reason: "link_pending" }]);
    expect((await jobOf(world, "er_1")).nextPollAt).not.toBeNull();
    world.clock.advance(61_000);
    expect((await getJob(world.as("viewer"), { id: "er_1" })).webhooks.state).toBe("unread");
  });

  test("that waits when Docket is stopped, or would wait too long, is left to the poll at once", async () => {
    await allow();
    const stopping = makeBackground(world.ctx.log);
    answer = () => {};
    const body = event(link(good));
    await deliver(body, signed(body), withBackground(stopping));
    await stopping.stop();
    expect(await deliveries()).toMatchObject([{ reason: "link_stopped" }]);
    const more = event(link(good));
    await deliver(more, signed(more), withBackground(stopping));
    expect((await deliveries())[0]).toMatchObject({ reason: "link_busy" });
    expect(await pollIsDue()).toBe(true);
  });
});

describe("a link that is not followed", () => {
  test.each([
    ["to a host nobody allowed", good, "link_host_not_allowed", host],
    ["to a metadata service", "http://169.254.169.254/latest", "link_invalid", "169.254.169.254"],
    ["without TLS", `http://${host}/1`, "link_invalid", host],
    ["to another port", `https://${host}:8443/1`, "link_invalid", host],
    ["with a password", `https://me:word@${host}/1`, "link_invalid", host],
    ["that is no address", "payload", "link_invalid", null],
  ])("%s leads to a poll, and fetches nothing", async (_case, url, reason, named) => {
    if (reason === "link_invalid") await allow();
    await deliver(event(link(url)));
    expect(asked).toBe(0);
    expect(await deliveries()).toMatchObject([{ outcome: "accepted", reason, linkHost: named }]);
    expect(await pollIsDue()).toBe(true);
  });

  test("because its allowed host leads to a private address says so", async () => {
    await allow("*.vendor.example");
    await deliver(event(link("https://inside.vendor.example/1")));
    expect([asked, (await deliveries())[0]?.reason]).toEqual([0, "link_private"]);
  });

  test("shows its host beside its place, to be allowed from there", async () => {
    await deliver(event(link(good)));
    expect(await links()).toMatchObject({ allowed: [], refused: [{ host, deliveries: 1, mayBeAllowed: true }] });
    const added = await allow();
    expect(await links()).toMatchObject({ allowed: [{ host }], refused: [] });
    await removePayloadHost(world.as("admin"), { id: added.id });
    expect(await links()).toMatchObject({ allowed: [], refused: [{ host }] });
  });
});

test("no part of a link that grants access is kept, logged or shown", async () => {
  await allow();
  for (const url of [good, "https://elsewhere.example/1", `http://${host}/1`]) await deliver(event(link(url)));
  answer = (_req, res) => res.writeHead(403).end();
  await deliver(event(link(good)));
  const forged = event(link(good));
  await deliver(forged, signed(forged, "another-secret"));
  const cut = `${event({ ...link(good), metadata: "x".repeat(20_000) })}`.replace("?", "\\u003f");
  await deliver(cut);
  await deliver(`[${cut}`);
  const kept = await world.ctx.db.sql.query(
    "SELECT (SELECT json_agg(d) FROM webhook_delivery d) AS d, (SELECT json_agg(o) FROM job_observation o) AS o",
  );
  expect((await deliveries()).length).toBe(7);
  expect(JSON.stringify([kept, world.logged])).not.toContain(grant);
});

describe("the hosts that may be asked", () => {
  test("are changed by administrators only, once each, and every change is on record", async () => {
    for (const role of ["viewer", "operator"] as const) {
      await expect(addPayloadHost(world.as(role), { ...place, host })).rejects.toMatchObject({ code: "forbidden" });
    }
    const added = await addPayloadHost(world.as("admin"), { ...place, host: " Files.Vendor.Example " });
    expect(added.host).toBe(host);
    await expect(allow()).rejects.toMatchObject({ code: "conflict" });
    await expect(removePayloadHost(world.as("viewer"), { id: added.id })).rejects.toMatchObject({ code: "forbidden" });
    await removePayloadHost(world.as("admin"), { id: added.id });
    await expect(removePayloadHost(world.as("admin"), { id: added.id })).rejects.toMatchObject({ code: "not_found" });
    const audited = await world.ctx.db.sql.query(
      "SELECT action, target, detail FROM audit WHERE action LIKE 'payloadHosts.%' ORDER BY at, id DESC LIMIT 2",
    );
    expect(audited).toContainEqual({
      action: "payloadHosts.add",
      target: "payload_hosts:extend/sandbox",
      detail: { host },
    });
  });

  test.each(["127.0.0.1", "localhost", "files.example.com:443", "*.com", "https://files.example.com"])(
    "cannot be %s",
    async (name) => {
      await expect(allow(name)).rejects.toMatchObject({ code: "invalid_input" });
    },
  );

  test("exist only where links are sent, and are at most twenty", async () => {
    const elsewhere = { provider: "llamaparse", region: "sandbox", host } as const;
    await expect(addPayloadHost(world.as("admin"), elsewhere)).rejects.toMatchObject({ code: "invalid_input" });
    for (let n = 0; n < 20; n += 1) await allow(`h${n}.vendor.example`);
    await expect(allow()).rejects.toMatchObject({ code: "conflict" });
  });
});
