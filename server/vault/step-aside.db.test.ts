import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { addKey } from "./add-key.ts";
import { changeKey } from "./change-key.ts";
import { listKeys } from "./list-keys.ts";
import { replaceKey } from "./replace-key.ts";
import { judgeKey, lookAfterAsideKeys } from "./step-aside.ts";
import { makeTargets } from "./targets.ts";
import { testKey } from "./test-key.ts";
import { type FakeVendor, startFakeVendor } from "./vendor-for-tests.ts";
import { instant, openVaultWorld, type VaultWorld } from "./world-for-tests.ts";

let world: VaultWorld;
let vendor: FakeVendor;
let vendorStatus = 200;
let now = instant;
let id = "";
beforeAll(async () => {
  vendor = await startFakeVendor(() => ({ status: vendorStatus }));
  world = await openVaultWorld({ clock: { now: () => now } });
});
afterAll(async () => {
  await world.close();
  await vendor.close();
});
beforeEach(async () => {
  await world.ctx.db.prisma.providerKey.deleteMany();
  await world.ctx.db.prisma.auditRow.deleteMany();
  now = instant;
  vendorStatus = 200;
  vendor.requests.length = 0;
  id = (await add("first")).id;
});

const add = (label: string) =>
  addKey(world.as("admin"), {
    provider: "llamaparse",
    region: "byoc",
    label,
    secret: `llx-secret-of-${label}`,
    baseUrl: vendor.url,
  });
const wait = (ms: number) => {
  now = new Date(now.getTime() + ms);
};
const key = async () => (await listKeys(world.as("viewer"), {})).items.find((item) => item.id === id);
const audited = async () =>
  (await world.ctx.db.prisma.auditRow.findMany({ orderBy: { id: "asc" } })).map((row) => row.action);
const minute = 60_000;

test("a 401 the vendor repeats of its cheapest call puts the key aside, in the audit log and for the gateway", async () => {
  const second = await add("second");
  vendorStatus = 401;
  world.published.length = 0;
  expect(await judgeKey(world.ctx, id, 401)).toBe("aside");
  expect((await key())?.aside).toEqual({
    reason: "refused",
    since: instant.toISOString(),
    until: new Date(instant.getTime() + 30_000).toISOString(),
  });
  expect(world.published).toEqual(["keys_changed"]);
  expect(await audited()).toContain("vault.putKeyAside");
  const targets = await makeTargets(world.ctx);
  for (const client of ["a", "b", "c", "d", "e", "f"]) {
    expect(targets.pick("llamaparse", "byoc", null, client)?.id).toBe(second.id);
  }
  expect(targets.pick("llamaparse", "byoc", id, "a")?.id).toBe(id);
});

test("a 401 that was about the call leaves the key in use", async () => {
  for (const answer of [200, 429, 500]) {
    vendorStatus = answer;
    expect(await judgeKey(world.ctx, id, 401)).toBe("stays");
  }
  expect((await key())?.aside).toBeNull();
  expect(await audited()).toEqual(["vault.addKey"]);
});

test("when its time is over a refused key is asked about: it comes back, or stays away twice as long", async () => {
  vendorStatus = 401;
  await judgeKey(world.ctx, id, 401);
  vendor.requests.length = 0;
  await lookAfterAsideKeys(world.ctx);
  expect(vendor.requests).toEqual([]);
  wait(30_000);
  await lookAfterAsideKeys(world.ctx);
  expect((await key())?.aside?.until).toBe(new Date(now.getTime() + 60_000).toISOString());
  wait(60_000);
  vendorStatus = 503;
  await lookAfterAsideKeys(world.ctx);
  expect((await key())?.aside?.until).toBe(new Date(now.getTime() + 60_000).toISOString());
  wait(60_000);
  vendorStatus = 200;
  await lookAfterAsideKeys(world.ctx);
  expect((await key())?.aside).toBeNull();
  expect((await audited()).at(-1)).toBe("vault.takeKeyBack");
});

test("a key without credits comes back after its time, and stays away longer each time it is soon unpaid again", async () => {
  const aside = async () => {
    await judgeKey(world.ctx, id, 402);
    return Date.parse((await key())?.aside?.until ?? "") - now.getTime();
  };
  expect(await aside()).toBe(5 * minute);
  expect(vendor.requests).toEqual([]);
  wait(5 * minute);
  await lookAfterAsideKeys(world.ctx);
  expect((await key())?.aside).toBeNull();
  expect(await aside()).toBe(10 * minute);
  wait(10 * minute);
  await lookAfterAsideKeys(world.ctx);
  wait(2 * 3_600_000);
  expect(await aside()).toBe(5 * minute);
});

test("two processes that look at once ask the vendor once", async () => {
  vendorStatus = 401;
  await judgeKey(world.ctx, id, 401);
  wait(30_000);
  vendor.requests.length = 0;
  await Promise.all([lookAfterAsideKeys(world.ctx), lookAfterAsideKeys(world.ctx)]);
  expect(vendor.requests).toHaveLength(1);
});

test("a new secret, enabling it again, or a test that works takes a key back at once", async () => {
  const mends = [
    () => replaceKey(world.as("admin"), { id, secret: "llx-another-secret" }),
    () => changeKey(world.as("admin"), { id, disabled: false }),
    () => {
      vendorStatus = 200;
      return testKey(world.as("operator"), { id });
    },
  ];
  for (const mend of mends) {
    vendorStatus = 401;
    await judgeKey(world.ctx, id, 401);
    expect((await key())?.aside).not.toBeNull();
    await mend();
    expect((await key())?.aside).toBeNull();
  }
});

test("a disabled key is not judged, and a share is a whole number from 1 to 100, an admin's to set", async () => {
  await changeKey(world.as("admin"), { id, disabled: true });
  expect(await judgeKey(world.ctx, id, 402)).toBe("out");
  expect((await changeKey(world.as("admin"), { id, weight: 3 })).weight).toBe(3);
  for (const weight of [0, 101, 1.5]) {
    await expect(changeKey(world.as("admin"), { id, weight })).rejects.toMatchObject({ code: "invalid_input" });
  }
  await expect(changeKey(world.as("operator"), { id, weight: 2 })).rejects.toMatchObject({ code: "forbidden" });
});
