import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestWorld, type TestWorld, testStart } from "#server/testing/index.ts";
import { addKey } from "#server/vault/index.ts";
import { getOverview } from "./overview.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());
beforeEach(() => world.ctx.db.sql.query("TRUNCATE breaker, instance, provider_key"));

const at = (ms: number) => new Date(testStart.getTime() + ms);
const overview = () => getOverview(world.as("viewer"), {});
const cell = async () => (await overview()).cells.find((each) => each.provider === "extend" && each.region === "eu");
const add = (label: string) =>
  addKey(world.as("admin"), { provider: "extend", region: "eu", label, secret: `sk_secret_of_${label}` });

async function openBreaker(retryAt: Date, lastSeenAt: Date): Promise<void> {
  const id = randomUUID();
  await world.ctx.db.sql.query("INSERT INTO instance VALUES ($1, 'h', 1, $2, $3)", [id, testStart, lastSeenAt]);
  await world.ctx.db.sql.query("INSERT INTO breaker VALUES ($1, 'extend', 'eu', 'https://a', $2, $3, 'HTTP 503')", [
    id,
    at(-60_000),
    retryAt,
  ]);
}

test("a place that is held back fails, says since when, and alarms; the one of two instances that waits longer counts", async () => {
  await add("one");
  await openBreaker(at(-1_000), testStart);
  expect((await cell())?.breaker).toMatchObject({ state: "half_open" });
  await openBreaker(at(20_000), testStart);
  expect(await cell()).toMatchObject({
    health: "failing",
    breaker: { state: "open", since: at(-60_000).toISOString(), retryAt: at(20_000).toISOString(), reason: "HTTP 503" },
  });
  expect((await overview()).alarms).toMatchObject([{ provider: "extend", region: "eu" }]);
});

test("what a process held back that is gone is held back no more", async () => {
  await add("one");
  await openBreaker(at(20_000), at(-16_000));
  expect(await cell()).toMatchObject({ health: "quiet", breaker: null });
});

test("a key that stepped aside is told with its reason, and with how many stand in for it", async () => {
  const { id } = await add("one");
  await add("two");
  expect((await overview()).keysAside).toEqual([]);
  await world.ctx.db.sql.query(
    "UPDATE provider_key SET aside_reason = 'unpaid', aside_since = $2, aside_until = $3 WHERE id = $1",
    [id, testStart, at(300_000)],
  );
  expect((await overview()).keysAside).toEqual([
    {
      id,
      provider: "extend",
      region: "eu",
      label: "one",
      reason: "unpaid",
      since: testStart.toISOString(),
      until: at(300_000).toISOString(),
      others: 1,
    },
  ]);
  expect((await cell())?.key).toEqual({ state: "aside", count: 2 });
  expect((await getOverview(world.as("viewer"), { provider: "llamaparse" })).keysAside).toEqual([]);
});
