import { randomUUID } from "node:crypto";
import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { makeOutbound } from "#server/platform/index.ts";
import { addKey } from "./add-key.ts";
import { changeKey } from "./change-key.ts";
import { deleteKey } from "./delete-key.ts";
import { listKeyPlaces } from "./list-key-places.ts";
import { listKeys } from "./list-keys.ts";
import { openKeysForGateway } from "./open-keys-for-gateway.ts";
import { replaceKey } from "./replace-key.ts";
import { testKey } from "./test-key.ts";
import { type FakeVendor, startFakeVendor, widespread } from "./vendor-for-tests.ts";
import { instant, openVaultWorld, type VaultWorld } from "./world-for-tests.ts";

const { adapter, regions } = widespread;
const [home] = regions as [(typeof regions)[0]];
const secret = "llx-keep-this-one-to-yourself";
const input = { provider: adapter.id, region: home.id, label: "Production", secret };
let world: VaultWorld;
let vendor: FakeVendor;
let vendorStatus = 200;
let meanwhile: () => Promise<unknown>;

beforeAll(async () => {
  vendor = await startFakeVendor(() => ({ status: vendorStatus }));
  const real = makeOutbound();
  world = await openVaultWorld({
    outbound: {
      ...real,
      async request(request) {
        await meanwhile();
        return real.request(request);
      },
    },
  });
});
afterAll(async () => {
  await world.close();
  await vendor.close();
});
beforeEach(async () => {
  await world.ctx.db.prisma.providerKey.deleteMany();
  await world.ctx.db.prisma.auditRow.deleteMany();
  world.published.length = 0;
  vendor.requests.length = 0;
  vendorStatus = 200;
  meanwhile = async () => {};
});

const refusal = (code: string) => expect.objectContaining({ name: "AppError", code });
const stored = () => world.ctx.db.prisma.providerKey.findMany();
const audit = () => world.ctx.db.prisma.auditRow.findMany({ orderBy: { id: "asc" } });
const byoc = () => ({ ...input, region: "byoc" as const, baseUrl: vendor.url });

test("an added key is listed without its secret, and nothing stored holds it", async () => {
  const added = await addKey(world.as("admin"), input);
  expect(added).toMatchObject({ label: "Production", lastFour: "self", test: null, calls24h: 0, baseUrl: null });
  expect((await listKeys(world.as("viewer"), {})).items).toEqual([added]);
  expect(inspect([await stored(), await audit(), added], { depth: null })).not.toContain(secret);
  expect(world.published).toEqual(["keys_changed"]);
  const [row] = await audit();
  expect(row).toMatchObject({ action: "vault.addKey", target: `provider_key:${added.id}`, actorId: "the-admin" });
});

test("a key needs a provider's own region", async () => {
  const region = (["na", "eu", "us", "us2", "default"] as const).find(
    (id) => !adapter.regions.some((r) => r.id === id),
  );
  await expect(addKey(world.ctx, { ...input, region: region ?? "default" })).rejects.toEqual(refusal("invalid_input"));
  expect(await stored()).toEqual([]);
});

test("a customer deployment's key needs a proper address, and no other key takes one", async () => {
  const at = (region: "byoc" | typeof home.id, baseUrl?: string) => addKey(world.ctx, { ...input, region, baseUrl });
  await expect(at("byoc")).rejects.toEqual(refusal("invalid_input"));
  await expect(at("byoc", "http://example.com")).rejects.toMatchObject({ issues: [{ path: "baseUrl" }] });
  await expect(at(home.id, "https://example.com")).rejects.toEqual(refusal("invalid_input"));
  expect((await at("byoc", "https://Own.example.com/llama/")).baseUrl).toBe("https://own.example.com/llama");
});

test("a key is renamed, disabled and enabled; the first moment of disabling is kept", async () => {
  const { id } = await addKey(world.ctx, input);
  expect(await changeKey(world.as("admin"), { id, label: "Old" })).toMatchObject({ label: "Old", disabledAt: null });
  expect(await changeKey(world.as("admin"), { id, disabled: true })).toMatchObject({
    label: "Old",
    disabledAt: instant.toISOString(),
  });
  const later = { ...world.as("admin"), clock: { now: () => new Date(instant.getTime() + 60_000) } };
  expect((await changeKey(later, { id, disabled: true })).disabledAt).toBe(instant.toISOString());
  expect((await changeKey(later, { id, disabled: false })).disabledAt).toBeNull();
  expect(world.published).toHaveLength(5);
});

test("a replaced key keeps its id and loses its test", async () => {
  const { id } = await addKey(world.ctx, byoc());
  await testKey(world.ctx, { id });
  const replaced = await replaceKey(world.as("admin"), { id, secret: "llx-another-secret-9999" });
  expect(replaced).toMatchObject({ id, lastFour: "9999", test: null });
  expect((await openKeysForGateway(world.ctx, {}))[0]?.secret.open()).toBe("llx-another-secret-9999");
});

test("a deleted key is gone, and the audit log still says what it was", async () => {
  const { id } = await addKey(world.ctx, input);
  await deleteKey(world.as("admin"), { id });
  expect(await stored()).toEqual([]);
  expect((await audit()).at(-1)).toMatchObject({ action: "vault.deleteKey", detail: { label: "Production" } });
});

test("an unknown key is not found, whatever is asked of it", async () => {
  const id = randomUUID();
  const asked = [
    () => changeKey(world.ctx, { id, label: "x" }),
    () => replaceKey(world.ctx, { id, secret }),
    () => deleteKey(world.ctx, { id }),
    () => testKey(world.ctx, { id }),
  ];
  for (const ask of asked) await expect(ask()).rejects.toEqual(refusal("not_found"));
  expect(await audit()).toEqual([]);
});

test.each(["viewer", "operator"] as const)("lacks permission: %s changes no key", async (role) => {
  const { id } = await addKey(world.ctx, input);
  const before = await stored();
  const writes = [
    () => addKey(world.as(role), input),
    () => changeKey(world.as(role), { id, disabled: true }),
    () => replaceKey(world.as(role), { id, secret: "llx-another-secret" }),
    () => deleteKey(world.as(role), { id }),
    () => openKeysForGateway(world.as(role), {}),
  ];
  for (const write of writes) await expect(write()).rejects.toEqual(refusal("forbidden"));
  expect(await stored()).toEqual(before);
});

test("lacks permission: a viewer tests no key, an operator may", async () => {
  const { id } = await addKey(world.ctx, byoc());
  await expect(testKey(world.as("viewer"), { id })).rejects.toEqual(refusal("forbidden"));
  expect(vendor.requests).toHaveLength(0);
  expect((await testKey(world.as("operator"), { id })).test?.result).toBe("works");
});

test("a test's outcome is kept on the key and audited, and the key's own date stays", async () => {
  const { id, updatedAt } = await addKey(world.ctx, byoc());
  vendorStatus = 401;
  const tested = await testKey({ ...world.ctx, clock: { now: () => new Date(instant.getTime() + 5_000) } }, { id });
  expect(tested.test).toMatchObject({ result: "refused", at: "2026-11-20T12:00:05.000Z" });
  expect(tested.updatedAt).toBe(updatedAt);
  expect((await listKeys(world.ctx, {})).items[0]?.test).toEqual(tested.test);
  expect((await audit()).at(-1)).toMatchObject({ action: "vault.testKey", detail: { result: "refused" } });
});

test("a test of a secret that was replaced meanwhile is thrown away", async () => {
  const { id } = await addKey(world.ctx, byoc());
  meanwhile = () => replaceKey(world.ctx, { id, secret: "llx-another-secret" });
  await expect(testKey(world.ctx, { id })).rejects.toEqual(refusal("conflict"));
  expect((await listKeys(world.ctx, {})).items[0]?.test).toBeNull();
});

test("a test holds no transaction open while the vendor is asked", async () => {
  const { id } = await addKey(world.ctx, byoc());
  let open = -1;
  meanwhile = async () => {
    const [row] = await world.ctx.db.sql.query<{ open: number }>(
      `SELECT count(*)::int AS open FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND state LIKE 'idle in transaction%'`,
    );
    open = row?.open ?? -1;
  };
  await testKey(world.ctx, { id });
  expect(open).toBe(0);
});

test("the gateway gets the keys in use, opened, with the address they work at", async () => {
  const own = await addKey(world.ctx, { ...byoc(), baseUrl: "https://own.example.com/llama", label: "Own" });
  const plain = await addKey(world.ctx, input);
  await changeKey(world.ctx, { id: (await addKey(world.ctx, { ...input, label: "Off" })).id, disabled: true });
  const boxed = await addKey(world.ctx, { ...input, region: "sandbox", label: "Box" });
  const opened = await openKeysForGateway(world.ctx, {});
  expect(new Map(opened.map((key) => [key.id, key.baseUrl]))).toEqual(
    new Map([
      [own.id, "https://own.example.com/llama"],
      [plain.id, home.baseUrl],
      [boxed.id, `${world.ctx.sandboxUrl}/${adapter.id}`],
    ]),
  );
  expect(opened.map((key) => key.secret.open())).toEqual([secret, secret, secret]);
  expect(JSON.stringify(opened)).not.toContain(secret);
  const off = await openKeysForGateway({ ...world.ctx, sandboxUrl: null }, {});
  expect(off.map((key) => key.id)).not.toContain(boxed.id);
});

test("a key whose sealed text was moved from another row is left out, with a line in the log", async () => {
  const good = await addKey(world.ctx, input);
  const bad = await addKey(world.ctx, { ...input, label: "Moved" });
  const { sealed } = await world.ctx.db.prisma.providerKey.findUniqueOrThrow({ where: { id: good.id } });
  await world.ctx.db.prisma.providerKey.update({ where: { id: bad.id }, data: { sealed } });
  const lines: object[] = [];
  const log = { ...world.ctx.log, error: (fields: object) => void lines.push(fields) };
  const opened = await openKeysForGateway({ ...world.ctx, log }, {});
  expect(opened.map((key) => key.id)).toEqual([good.id]);
  expect(lines).toEqual([expect.objectContaining({ keyId: bad.id })]);
});

test("calls of the last 24 hours are counted key by key", async () => {
  const [first, second] = [await addKey(world.ctx, input), await addKey(world.ctx, { ...input, label: "Second" })];
  const hoursAgo = [1, 23, 25];
  for (const hours of hoursAgo) {
    const at = new Date(instant.getTime() - hours * 3_600_000);
    await world.ctx.db.sql.query(
      `INSERT INTO call (id, started_at, ended_at, instance_id, provider, region, provider_key_id, method, path, outcome)
       VALUES ($1, $2, $2, $1, $3, $4, $5, 'GET', '/', 'answered')`,
      [randomUUID(), at, adapter.id, home.id, first.id],
    );
  }
  const counted = (await listKeys(world.ctx, {})).items.map((key) => [key.id, key.calls24h]);
  expect(Object.fromEntries(counted)).toEqual({ [first.id]: 2, [second.id]: 0 });
  expect((await changeKey(world.ctx, { id: first.id, label: "First" })).calls24h).toBe(2);
});

test("the places list every region a key can have; the sandbox only while it is on", async () => {
  const on = await listKeyPlaces(world.as("viewer"), {});
  const place = on.items.find((item) => item.provider === adapter.id);
  expect(place?.regions.map((region) => region.id)).toEqual(adapter.regions.map((region) => region.id));
  expect(place?.regions.filter((region) => region.needsBaseUrl).map((region) => region.id)).toEqual(["byoc"]);
  const off = await listKeyPlaces({ ...world.ctx, sandboxUrl: null }, {});
  expect(off.items.flatMap((item) => item.regions.map((region) => region.id))).not.toContain("sandbox");
});
