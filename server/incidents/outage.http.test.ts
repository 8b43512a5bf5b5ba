import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createClient, createClientToken } from "#server/access/index.ts";
import { beat, type Gateway, openGateway } from "#server/gateway/index.ts";
import { systemClock } from "#server/platform/index.ts";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { addKey } from "#server/vault/index.ts";
import { listIncidents } from "./list-incidents.ts";
import { watchBreakers } from "./watch-breakers.ts";

const breakAfter = 3;
let skippedMs = 0;
const clock = { now: () => new Date(systemClock.now().getTime() + skippedMs) };
let answer: RequestListener = (_req, res) => void res.end("{}");
let asked = 0;
let world: TestWorld;
let dir: string;
let gateway: Gateway;
let vendor: Server;
let front: Server;
let token: string;
beforeAll(async () => {
  world = await openTestWorld({ clock });
  vendor = await listen((req, res) => {
    asked += 1;
    answer(req, res);
  });
  const place = { provider: "llamaparse", region: "byoc", baseUrl: urlOf(vendor) } as const;
  await addKey(world.ctx, { ...place, label: "test", secret: "llx-a-secret-of-the-test" });
  const { id: clientId } = await createClient(world.ctx, { name: "Invoices" });
  token = (await createClientToken(world.ctx, { clientId, label: "test" })).token;
  dir = await mkdtemp(join(tmpdir(), "docket-spool-"));
  gateway = await openGateway(world.ctx, { breakAfter }, { dir });
  front = await listen((req, res) => void gateway.handle(req, res));
});
afterAll(async () => {
  for (const server of [front, vendor]) {
    server.closeAllConnections();
    server.close();
  }
  await gateway.drain();
  await rm(dir, { recursive: true, force: true });
  await world.close();
});

async function listen(handle: RequestListener): Promise<Server> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}
const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function ask(): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  const { status } = await fetch(`${urlOf(front)}/gateway/llamaparse/byoc/api/v2/parse/j1`, { headers });
  // Only what is heard to its end counts.
  await vi.waitFor(() => expect(gateway.inFlight + gateway.waiting).toBe(0), { timeout: 10_000, interval: 10 });
  return status;
}

/** One round as the loops make it: a beat, and a look at the breakers. */
async function look() {
  const startedAt = clock.now();
  await beat(world.ctx.db.sql, { id: world.ctx.instanceId, host: "h", pid: 1, startedAt, role: "all" }, startedAt);
  await watchBreakers(world.ctx);
  return (await listIncidents(world.as("viewer"), {})).items;
}
const lookUntil = (check: (incidents: Awaited<ReturnType<typeof look>>) => void) =>
  vi.waitFor(async () => check(await look()), { timeout: 10_000, interval: 20 });

test("a vendor that fails until calls to it are held back has an incident, which ends when it answers again and goes on answering", async () => {
  expect(await ask()).toBe(200);
  expect(await look()).toEqual([]);
  answer = (_req, res) => void res.writeHead(503).end("Service Unavailable");
  for (let n = 0; n < breakAfter; n += 1) expect(await ask()).toBe(503);
  await lookUntil((incidents) =>
    expect(incidents).toMatchObject([
      { kind: "place_unavailable", provider: "llamaparse", region: "byoc", resolvedAt: null, reason: "HTTP 503" },
    ]),
  );
  const before = asked;
  for (let n = 0; n < 4; n += 1) expect(await ask()).toBe(503);
  expect(asked).toBe(before);

  // The next call tries whether it works again: it does.
  skippedMs += 6_000;
  answer = (_req, res) => void res.end("{}");
  expect(await ask()).toBe(200);
  await lookUntil(([incident]) => expect(incident?.quietSince).not.toBeNull());
  skippedMs += 119_000;
  expect(await look()).toMatchObject([{ resolvedAt: null }]);
  skippedMs += 2_000;
  const [incident, ...others] = await look();
  expect(others).toEqual([]);
  expect(incident).toMatchObject({ callsRefused: 4, clients: 1, acknowledged: null });
  expect(Date.parse(incident?.resolvedAt ?? "") - Date.parse(incident?.openedAt ?? "")).toBeGreaterThanOrEqual(6_000);
}, 30_000);
