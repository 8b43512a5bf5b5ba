import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openDatabase } from "#server/platform/index.ts";
import { openWay } from "#server/testing/index.ts";
import {
  type GatewayWorld,
  openGatewayWorld,
  serveGateway,
  startUpstream,
  type Upstream,
} from "./gateway-for-tests.ts";

let world: GatewayWorld;
let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
  world = await openGatewayWorld(upstream.url);
});
afterAll(async () => {
  await world.close();
  await upstream.close();
});

const ask = (at: string, token = world.token) => fetch(`${at}/x`, { headers: { authorization: `Bearer ${token}` } });
const refusal = (answer: Response) => [answer.status, answer.headers.get("x-docket-error")];

test("without the database known clients are served for a bounded time, and unknown ones never", async () => {
  const way = await openWay(world.databaseUrl);
  const db = openDatabase(way.url, { poolSize: 2 });
  const bounded = await serveGateway({ ...world.ctx, db }, { servedWithoutDatabaseMs: 400 });
  const lasting = await serveGateway({ ...world.ctx, db });
  try {
    way.cut();
    expect((await ask(lasting.url)).status).toBe(200);
    expect(refusal(await ask(lasting.url, "dkt_client_unknown"))).toEqual([401, "unknown_client_token"]);
    await vi.waitFor(async () => expect(refusal(await ask(bounded.url))).toEqual([503, "overloaded"]), {
      timeout: 5_000,
      interval: 50,
    });
    expect((await ask(lasting.url)).status).toBe(200);
    // The news that clients changed makes it read again; once that works, all is well.
    way.mend();
    await vi.waitFor(
      async () => {
        world.ctx.bus.publish("access_changed");
        expect((await ask(bounded.url)).status).toBe(200);
      },
      { timeout: 5_000, interval: 50 },
    );
  } finally {
    way.mend();
    await Promise.all([bounded.close(), lasting.close()]);
    await db.close();
    await way.close();
  }
});
