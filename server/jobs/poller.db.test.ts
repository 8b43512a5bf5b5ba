import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { eventually, openTestWorld, type TestWorld, testStart } from "#server/testing/index.ts";
import { makeTargets, type Targets } from "#server/vault/index.ts";
import { creation, jobOf } from "./news-for-tests.ts";
import { makePoller, type Poller } from "./poller.ts";
import { recordObservation } from "./record-observation.ts";
import { addVendorKey, saying, startVendor, type TestVendor } from "./vendor-for-tests.ts";

/** Half of LlamaParse's 80 reads a second: what the poller may send with one key. */
const polledASecond = 40;
/** What is left of them for jobs that live, while bills are awaited. */
const livePolledASecond = 35;

let world: TestWorld;
let vendor: TestVendor;
let keyId: string;
let targets: Targets;
beforeAll(async () => {
  [world, vendor] = await Promise.all([openTestWorld(), startVendor()]);
});
afterAll(async () => {
  await vendor.close();
  await world.close();
});
beforeEach(async () => {
  await world.ctx.db.sql.query("TRUNCATE job, job_observation, failure, provider_key, credit_entry");
  world.clock.set(testStart);
  vendor.asked.length = 0;
  keyId = await addVendorKey(world, vendor.url, "a-key-of-tests");
  targets = await makeTargets(world.ctx);
});

const after = (ms: number) => world.clock.set(new Date(testStart.getTime() + ms));
const create = (id: string, key = keyId) =>
  recordObservation(world.ctx, { ...creation(world, id), region: "byoc", providerKeyId: key });
const askedIds = () => vendor.asked.map(({ path }) => path.split("?")[0]?.split("/").at(-1) ?? "");

/** Says of every job asked about that it has ended, and never what it cost. */
const ended: TestVendor["answer"] = (req, res) =>
  saying(200, { job: { id: req.url?.split("?")[0]?.split("/").at(-1), status: "COMPLETED" } })(req, res);

/** `count` jobs that came due one after another, a millisecond apart and all of them before now. */
async function fillDue(count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, n) => `j${n}`);
  await Promise.all(ids.map((id) => create(id)));
  after(60_000);
  await world.ctx.db.sql.query(
    `UPDATE job SET next_poll_at = $1::timestamptz + make_interval(secs => substr(vendor_job_id, 2)::int / 1000.0)`,
    [testStart],
  );
  return ids;
}

/** Rounds every quarter of a second, as the loop does them, for `seconds`. */
async function roundsFor(poller: Poller, seconds: number): Promise<void> {
  for (let n = 0; n < seconds * 4; n += 1) {
    await poller.round(targets);
    await poller.idle();
    world.clock.advance(250);
  }
}

test("a round asks about what is due, and a vendor that hangs does not hold up the next one", async () => {
  const hanging: (() => void)[] = [];
  for (let n = 0; n < 60; n += 1) await create(`slow-${n}`);
  vendor.answer = (_req, res) => void hanging.push(() => res.writeHead(500).end());
  const poller = makePoller(world.ctx);
  after(10_000);
  expect(await poller.round(targets)).toBe(polledASecond);
  after(20_000);
  expect(await poller.round(targets)).toBe(8);
  await eventually(() => expect(hanging).toHaveLength(48));
  // The place has its share of the polls under way: its other jobs wait, those of other places do not.
  await recordObservation(world.ctx, { ...creation(world, "elsewhere"), region: "eu" });
  after(30_000);
  expect(await poller.round(targets)).toBe(1);
  await eventually(async () => expect(await jobOf(world, "elsewhere")).toMatchObject({ pollErrors: 1 }));
  for (const end of hanging.splice(0)) end();
  vendor.answer = saying(500, "still bad");
  await poller.idle();
  expect(await poller.round(targets)).toBe(12);
  await poller.idle();
  const left = await world.ctx.db.sql.query("SELECT 1 FROM job WHERE lease_owner IS NOT NULL");
  expect(left).toEqual([]);
});

test("what a key's limit does not allow yet keeps its place in the line: the longest due are asked about first", async () => {
  const ids = await fillDue(100);
  vendor.answer = saying(500, "bad");
  const poller = makePoller(world.ctx);
  await roundsFor(poller, 1);
  expect(askedIds().sort()).toEqual(ids.slice(0, polledASecond).sort());
  await roundsFor(poller, 1);
  expect(askedIds().sort()).toEqual(ids.slice(0, 2 * polledASecond).sort());
});

test("many jobs due at once have all ended in the time the limit allows, though no bill ever comes", async () => {
  const ids = await fillDue(300);
  vendor.answer = ended;
  const poller = makePoller(world.ctx);
  await roundsFor(poller, ids.length / livePolledASecond);
  const open = await world.ctx.db.sql.query("SELECT 1 FROM job WHERE ended_at IS NULL");
  expect(open).toEqual([]);
  expect(vendor.asked.length).toBeGreaterThan(ids.length + polledASecond);
});

test("a job that is made while thousands of bills are overdue is asked about as soon as it is due", async () => {
  await fillDue(400);
  await world.ctx.db.sql.query("UPDATE job SET state = 'succeeded', ended_at = $1, settle_until = $2", [
    testStart,
    new Date(testStart.getTime() + 3_600_000),
  ]);
  await create("fresh");
  vendor.answer = ended;
  const poller = makePoller(world.ctx);
  await roundsFor(poller, 2);
  expect(askedIds()).not.toContain("fresh");
  await roundsFor(poller, 2);
  expect(await jobOf(world, "fresh")).toMatchObject({ state: "succeeded" });
});

test("processes that poll at once ask about each due job once, and together keep to the limit", async () => {
  await fillDue(100);
  for (const id of [randomUUID(), randomUUID()])
    await world.ctx.db.sql.query(
      "INSERT INTO instance (id, host, pid, started_at, last_seen_at) VALUES ($1, 'h', 1, $2, $2)",
      [id, world.clock.now()],
    );
  vendor.answer = ended;
  const pollers = [randomUUID(), randomUUID()].map((instanceId) => makePoller({ ...world.ctx, instanceId }));
  const asked = await Promise.all(pollers.map((poller) => poller.round(targets)));
  await Promise.all(pollers.map((poller) => poller.idle()));
  expect(asked.reduce((sum, n) => sum + n, 0)).toBe(vendor.asked.length);
  expect(new Set(askedIds()).size).toBe(vendor.asked.length);
  expect(Math.max(...asked)).toBe(polledASecond / 2);
  await world.ctx.db.sql.query("TRUNCATE instance");
});

test("a key with a long line holds up no other key of its place", async () => {
  await fillDue(200);
  const other = await addVendorKey(world, vendor.url, "another-key");
  targets = await makeTargets(world.ctx);
  await create("other", other);
  await world.ctx.db.sql.query("UPDATE job SET next_poll_at = $1 WHERE vendor_job_id = 'other'", [world.clock.now()]);
  vendor.answer = ended;
  const poller = makePoller(world.ctx);
  await poller.round(targets);
  await poller.idle();
  expect(askedIds()).toContain("other");
});
