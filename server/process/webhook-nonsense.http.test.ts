import { createHmac, randomUUID } from "node:crypto";
import { request as send } from "node:http";
import { connect } from "node:net";
import { Readable } from "node:stream";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ProviderId } from "#lib/vocabulary.ts";
import { makeAuth } from "#server/access/index.ts";
import { recordInFull } from "#server/jobs/index.ts";
import { systemClock } from "#server/platform/index.ts";
import { providers } from "#server/providers/index.ts";
import { answerWebhook, setRuntime } from "#server/runtime/index.ts";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { addWebhookSecret } from "#server/vault/index.ts";
import { type FrontDoor, openFrontDoor } from "./front-door.ts";
import { leaked, nonsense, senselessEvent, wrongHeaders } from "./webhook-nonsense-for-tests.ts";

const secret = "whsec-never-to-be-seen-again";
const places = providers.flatMap(({ id, regions, webhook }) =>
  regions.map(({ id: region }) => ({ id, region, webhook })),
);
const listening = places.filter(({ webhook }) => webhook !== null);
const known = "job-that-is-known";
const mib = 1024 * 1024;
/** An answer that takes longer hangs, on however busy a machine; on a quiet one the slowest takes 0.3 s. */
const patienceMs = 10_000;

let world: TestWorld;
let door: FrontDoor;
/** Everything that was answered, to look for secrets in. */
let answered = "";

beforeAll(async () => {
  world = await openTestWorld({ sandboxUrl: "http://127.0.0.1:9", clock: systemClock });
  setRuntime({ ctx: world.ctx, auth: makeAuth(world.ctx, Buffer.from("a secret of thirty-two characters")) });
  door = await openFrontDoor(
    { gateway: null, screens: (req, res) => void serve(req, res), upgrade: null, share: null, health: () => false },
    0,
    "127.0.0.1",
  );
  for (const { id, region, webhook } of listening) {
    if (webhook?.signed) await addWebhookSecret(world.as("admin"), { provider: id, region, label: "test", secret });
    await recordInFull(world.ctx, { ...news, provider: id, region, at: world.clock.now() });
  }
});
afterAll(async () => {
  await door.close(100);
  await world.close();
});

const news = {
  source: "gateway" as const,
  httpStatus: 200,
  callId: randomUUID(),
  creates: true,
  clientId: null,
  providerKeyId: null,
  vendorScope: null,
  dedupeKey: null,
  detail: {},
  adopt: true,
  fact: {
    ...{ product: "parse", vendorJobId: known, vocabulary: "", vendorStatus: "PENDING", state: "queued" as const },
    ...{ error: null, credits: null, pages: null, tier: null, fileName: null, fileId: null },
  },
};

/** As the screens' server does it: the body as a stream, the headers as they came. */
async function serve(...[req, res]: Parameters<NonNullable<Parameters<typeof openFrontDoor>[0]["screens"]>>) {
  const [, provider = "", region = ""] = /^\/api\/v1\/webhooks\/([^/?]*)\/([^/?]*)/.exec(req.url ?? "") ?? [];
  const headers = new Headers();
  for (let n = 0; n < req.rawHeaders.length; n += 2)
    headers.append(req.rawHeaders[n] ?? "", req.rawHeaders[n + 1] ?? "");
  const body = Readable.toWeb(req) as ReadableStream;
  const request = new Request("http://docket.test/", { method: "POST", headers, body, duplex: "half" } as RequestInit);
  const answer = await answerWebhook(request, { provider, region });
  res.writeHead(answer.status).end(await answer.text());
}

type HeaderSet = Record<string, string | string[]>;
interface Answer {
  status: number;
  /** The code of a refusal. */
  code: string | undefined;
}
const path = (provider: string, region: string) => `/api/v1/webhooks/${provider}/${region}`;

/** Posts, with a length of its own unless chunked; rejects when no answer comes in time. */
function post(to: string, body: Uint8Array, headers: HeaderSet = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port: door.port, path: to, method: "POST", headers, agent: false };
    const req = send({ ...options, signal: AbortSignal.timeout(patienceMs) }, (res) => {
      let text = "";
      res.on("data", (chunk) => {
        text += chunk;
      });
      res.on("end", () => {
        answered += JSON.stringify(res.headers) + text;
        resolve({ status: res.statusCode ?? 0, code: JSON.parse(text).error?.code });
      });
    });
    req.on("error", reject);
    req.end(body);
  });
}

/** What comes back for bytes that no HTTP library would send, until the other side is done; at most the patience. */
function raw(head: string, body: string | Buffer = ""): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(door.port, "127.0.0.1", () =>
      socket.write(Buffer.concat([Buffer.from(head), Buffer.from(body)])),
    );
    let got = "";
    socket.setTimeout(patienceMs, () => {
      socket.destroy();
      reject(new Error(`no answer to ${JSON.stringify(head.slice(0, 200))}`));
    });
    socket.on("data", (chunk) => {
      got += chunk;
      answered += chunk;
      if (/\r\n\r\n/.test(got)) socket.end();
    });
    socket.on("error", () => resolve(got));
    socket.on("close", () => resolve(got));
  });
}

const hmac = (...signed: (string | Uint8Array)[]) => {
  const digest = createHmac("sha256", secret);
  for (const part of signed) digest.update(part);
  return digest.digest("hex");
};
/** How each vendor that signs does it. */
const signed: Partial<Record<ProviderId, (body: Buffer) => HeaderSet>> = {
  llamaparse: (body) => ({ "lc-signature": `sha256=${hmac(body)}` }),
  extend(body) {
    const at = String(Math.floor(Date.now() / 1000));
    return { "x-extend-request-timestamp": at, "x-extend-request-signature": hmac(`v0:${at}:`, body) };
  },
};

const jobs = async () => JSON.stringify(await world.ctx.db.sql.query("SELECT * FROM job ORDER BY id"));
const deliveries = () =>
  world.ctx.db.sql.query<{ provider: string; region: string; outcome: string; reason: string | null; n: number }>(
    "SELECT provider, region, outcome, reason, count(*)::int AS n FROM webhook_delivery GROUP BY 1, 2, 3, 4",
  );
/** Nothing of what was kept, logged or answered tells a secret. */
async function expectNoSecret(): Promise<void> {
  const kept = JSON.stringify([
    await world.ctx.db.sql.query("SELECT * FROM webhook_delivery"),
    await world.ctx.db.sql.query("SELECT * FROM job_observation"),
  ]);
  for (const text of [kept, JSON.stringify(world.logged), answered]) {
    expect(text.includes(secret)).toBe(false);
    expect(text.includes(leaked)).toBe(false);
  }
}
const expectNothingBroke = () => expect(world.logged.filter(({ level }) => level === "error")).toEqual([]);

test("malformed input at any place is refused or passed over, changes no job, and is kept within bounds", async () => {
  const before = await jobs();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places), nonsense([known]), wrongHeaders, async (place, body, headers) => {
      const { status, code } = await post(path(place.id, place.region), body, headers);
      if (place.webhook === null) expect([status, code]).toEqual([404, "not_found"]);
      else if (place.webhook.signed) expect(status).toBe(401);
      else expect([200, 400]).toContain(status);
    }),
    { numRuns: 500, seed: 20261121, interruptAfterTimeLimit: 8_000 },
  );
  expectNothingBroke();
  // A hint is a reason to look sooner, and moves nothing else.
  const parked = (text: string) => text.replaceAll(/"(next_poll_at|last_seen_at)":"[^"]*"/g, "");
  expect(parked(await jobs())).toBe(parked(before));
  const kept = await deliveries();
  for (const { n, outcome, reason } of kept) {
    expect(n).toBeLessThanOrEqual(60);
    if (outcome === "rejected") expect(reason).not.toBeNull();
  }
  expect(new Set(kept.map(({ reason }) => reason))).toContain("signature_missing");
  await expectNoSecret();
}, 40_000);

test("what a vendor gone mad signs is answered, makes no job, and never ends one badly without a reason", async () => {
  const proven = listening.filter(({ id }) => signed[id]);
  const count = JSON.parse(await jobs()).length;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...proven), senselessEvent([known]), async ({ id, region }, body) => {
      const { status } = await post(path(id, region), body, signed[id]?.(body));
      expect([200, 400, 401]).toContain(status);
    }),
    { numRuns: 500, seed: 20261121, interruptAfterTimeLimit: 8_000 },
  );
  expectNothingBroke();
  const after: { state: string; failure_id: string | null; pages: number | null }[] = JSON.parse(await jobs());
  expect(after).toHaveLength(count);
  for (const { state, failure_id } of after) {
    if (state === "failed" || state === "partial") expect(failure_id).not.toBeNull();
  }
  const heard = (await deliveries()).filter(({ outcome, reason }) => outcome === "accepted" && reason === null);
  expect(heard.length).toBeGreaterThan(0);
  await expectNoSecret();
}, 40_000);

test("a place with a body of 1 MiB reads it, one byte more is refused, and an endless one is not read to its end", async () => {
  for (const { id, region, webhook } of listening) {
    const to = path(id, region);
    expect((await post(to, Buffer.alloc(mib, " "))).status).toBe(webhook?.signed ? 401 : 400);
    expect(await post(to, Buffer.alloc(mib + 1, " "))).toEqual({ status: 413, code: "too_large" });
  }
  let sent = 0;
  const answer = await new Promise<number>((resolve, reject) => {
    const to = path(listening[0]?.id ?? "", listening[0]?.region ?? "");
    const req = send({ host: "127.0.0.1", port: door.port, path: to, method: "POST" }, (res) => {
      resolve(res.statusCode ?? 0);
      req.destroy();
    });
    req.setTimeout(patienceMs, () => reject(new Error("no answer")));
    req.on("error", reject);
    Readable.from(endless((bytes) => (sent += bytes))).pipe(req);
  });
  expect(answer).toBe(413);
  expect(sent).toBeLessThan(16 * mib);
  expect((await deliveries()).some(({ reason }) => reason === "too_large")).toBe(true);
});

async function* endless(told: (bytes: number) => void) {
  const chunk = Buffer.alloc(64 * 1024, "x");
  for (;;) {
    told(chunk.length);
    yield chunk;
  }
}

const head = (to: string, ...lines: string[]) => [`POST ${to} HTTP/1.1`, "Host: docket", ...lines, "", ""].join("\r\n");

test("requests that are no good HTTP end in a 4xx or a closed connection, at once", async () => {
  const before = await jobs();
  for (const { id, region } of listening) {
    const to = path(id, region);
    const hostile = [
      raw(head(to, "Content-Length: 5", "Content-Length: 6"), "{}"),
      raw(head(to, "Content-Length: 5", "Transfer-Encoding: chunked"), "0\r\n\r\n"),
      raw(head(to, "Content-Length: -1"), "{}"),
      raw(head(to, "Transfer-Encoding: chunked"), "zz\r\n{}\r\n0\r\n\r\n"),
      raw(head(to, "Transfer-Encoding: chunked"), "2\r\n{}\r\n0\r\n\r\n"),
      raw(head(to, "Transfer-Encoding: gzip, chunked"), "0\r\n\r\n"),
      raw(head(to, "LC-Signature: a\u0000b", "Content-Length: 2"), "{}"),
      raw(head(to, "X-A: b\rSet-Cookie: c", "Content-Length: 2"), "{}"),
      raw(head(to, "X A: b", "Content-Length: 2"), "{}"),
      raw(head(`${to}%00`, "Content-Length: 2"), "{}"),
      raw(head(`/api/v1/webhooks/${id}/%0d%0aset-cookie:x`, "Content-Length: 2"), "{}"),
      raw(head(`/api/v1/webhooks/__proto__/constructor`, "Content-Length: 2"), "{}"),
      raw(head(to, `X-Long: ${"x".repeat(40_000)}`, "Content-Length: 2"), "{}"),
      raw(head(to, ""), ""),
    ];
    for (const text of await Promise.all(hostile)) {
      expect(text).not.toMatch(/set-cookie/i);
      if (text !== "") expect(text).toMatch(/^HTTP\/1\.1 (4\d\d|200) /);
    }
  }
  expectNothingBroke();
  expect(JSON.parse(await jobs())).toHaveLength(JSON.parse(before).length);
});

test("a body that breaks off is nobody's fault inside Docket", async () => {
  const { id, region } = listening[0] ?? { id: "", region: "" };
  const socket = connect(door.port, "127.0.0.1", () => {
    socket.end(`${head(path(id, region), "Content-Length: 1000")}{"event_type":`);
  });
  await new Promise((resolve) => socket.resume().once("close", resolve));
  expect((await post(path(id, region), Buffer.from("{}"))).status).toBe(401);
  expectNothingBroke();
});

test("unsigned deliveries about jobs nobody made stay within the bound of a place", async () => {
  const place = listening.find(({ webhook }) => !webhook?.signed);
  const to = path(place?.id ?? "", place?.region ?? "");
  for (let n = 0; n < 300; n += 20) {
    const ids = Array.from({ length: 20 }, (_, more) => `ocr-${n + more}`);
    await Promise.all(ids.map((id) => post(to, Buffer.from(JSON.stringify({ document_id: id })))));
  }
  const kept = (await deliveries()).filter((row) => row.provider === place?.id && row.region === place?.region);
  expect(kept.reduce((sum, { n }) => sum + n, 0)).toBeLessThanOrEqual(200);
});

test("a delivery that could not be recorded is heard when it comes again, and a secret its body quotes is not kept", async () => {
  const { id, region } = listening.find((place) => signed[place.id]) ?? { id: "llamaparse" as const, region: "eu" };
  const event = {
    event_id: randomUUID(),
    event_type: "parse.running",
    data: { job_id: known, note: `It is ${secret}.` },
  };
  const body = Buffer.from(JSON.stringify(event));
  const { sql } = world.ctx.db;
  await sql.query("ALTER TABLE job_observation RENAME TO job_observation_away");
  expect((await post(path(id, region), body, signed[id]?.(body))).status).toBe(500);
  await sql.query("ALTER TABLE job_observation_away RENAME TO job_observation");
  expect((await post(path(id, region), body, signed[id]?.(body))).status).toBe(200);
  const kept = "SELECT outcome, excerpt FROM webhook_delivery WHERE event_key = $1";
  expect(await sql.query(kept, [event.event_id])).toMatchObject([
    { outcome: "accepted", excerpt: expect.stringContaining("[redacted]") },
  ]);
  await expectNoSecret();
});
