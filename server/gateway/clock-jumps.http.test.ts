import { afterAll, beforeAll, expect, test } from "vitest";
import { type GatewayWorld, openGatewayWorld, startUpstream, type Upstream } from "./gateway-for-tests.ts";

const hourMs = 3_600_000;
let offsetMs = 0;
const clock = { now: () => new Date(Date.now() + offsetMs) };
let world: GatewayWorld;
let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
  world = await openGatewayWorld(upstream.url, {}, { clock });
});
afterAll(async () => {
  await world.close();
  await upstream.close();
});

const ask = () => fetch(`${world.url}/api/v2/parse/j1`, { headers: { authorization: `Bearer ${world.token}` } });

test.each([
  ["back by a day", -24 * hourMs],
  ["on by a year", 365 * 24 * hourMs],
])("a clock that jumps %s while a call is under way costs no record and no admission", async (_case, jumpMs) => {
  const before = (await world.calls()).length;
  upstream.answer = (_req, res) => {
    offsetMs += jumpMs;
    res.writeHead(200, { "content-type": "application/json" }).end('{"job":{"id":"j1","status":"RUNNING"}}');
  };
  const first = await ask();
  expect([first.status, await first.text()]).toEqual([200, expect.stringContaining("RUNNING")]);
  // What was known of clients before the jump is still good after it.
  expect((await ask()).status).toBe(200);
  const calls = await world.calls();
  expect(calls).toHaveLength(before + 2);
  for (const call of calls) {
    expect(call.outcome).toBe("answered");
    // By the clock that never jumps.
    expect(call.latency_ms).toBeGreaterThanOrEqual(0);
    expect(call.latency_ms).toBeLessThan(10_000);
  }
  expect(await world.ctx.db.sql.query("SELECT id FROM call_intent")).toEqual([]);
  offsetMs = 0;
});
