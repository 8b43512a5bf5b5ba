import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { StartupError } from "#server/platform/index.ts";
import { providers } from "#server/providers/index.ts";
import { addKey } from "./add-key.ts";
import { changeKey } from "./change-key.ts";
import { checkKeyring } from "./check-keyring.ts";
import { ensureSandboxKey } from "./ensure-sandbox-key.ts";
import { Keyring } from "./keyring.ts";
import { openKeysForGateway } from "./open-keys-for-gateway.ts";
import { resealOldKeys } from "./reseal-keys.ts";
import { makeSecretBox, sealedVersion } from "./seal.ts";
import { widespread } from "./vendor-for-tests.ts";
import { masterKey, openVaultWorld, type VaultWorld } from "./world-for-tests.ts";

const { adapter, regions } = widespread;
const region = regions[0]?.id ?? "default";
const secret = "llx-keep-this-one-to-yourself";
let world: VaultWorld;

beforeAll(async () => {
  world = await openVaultWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.ctx.db.prisma.providerKey.deleteMany();
  await world.ctx.db.prisma.auditRow.deleteMany();
});

const add = (label: string) => addKey(world.ctx, { provider: adapter.id, region, label, secret });
const stored = () => world.ctx.db.prisma.providerKey.findMany({ orderBy: { label: "asc" } });
const audited = async () => (await world.ctx.db.prisma.auditRow.findMany()).map((row) => row.action);

test("start-up is content when every key opens, and when there is none", async () => {
  await expect(checkKeyring(world.ctx.db, world.ctx.secrets)).resolves.toBeUndefined();
  await add("Production");
  await expect(checkKeyring(world.ctx.db, world.ctx.secrets)).resolves.toBeUndefined();
});

test("start-up with another master key says in one sentence which keys it cannot open", async () => {
  for (const label of ["A", "B", "C", "D"]) await add(label);
  const other = makeSecretBox(new Keyring(new Map([[1, randomBytes(32)]])));
  const check = checkKeyring(world.ctx.db, other);
  await expect(check).rejects.toThrow(StartupError);
  await expect(check).rejects.toThrow(/^4 of 4 stored provider keys .*"[A-D]" .* and 1 more.*version 1;.*\.$/);
});

test("a new master key version takes over every key and no secret changes", async () => {
  const { id } = await add("Production");
  const next = new Keyring(
    new Map([
      [1, masterKey],
      [2, randomBytes(32)],
    ]),
  );
  const ctx = { ...world.ctx, secrets: makeSecretBox(next) };
  const [before] = await stored();
  expect(await resealOldKeys(ctx, next)).toBe(1);
  const [after] = await stored();
  expect(sealedVersion(after?.sealed ?? "")).toBe(2);
  expect({ ...after, sealed: null }).toEqual({ ...before, sealed: null });
  expect(await openKeysForGateway(ctx, {})).toMatchObject([{ id }]);
  expect((await openKeysForGateway(ctx, {}))[0]?.secret.open()).toBe(secret);
  expect(await resealOldKeys(ctx, next)).toBe(0);
  expect((await audited()).filter((action) => action === "vault.resealKeys")).toHaveLength(1);
});

test("lacks permission: nobody but an admin makes sandbox keys", async () => {
  await expect(ensureSandboxKey(world.as("operator"))).rejects.toMatchObject({ code: "forbidden" });
  expect(await stored()).toEqual([]);
});

test("lacks permission: nobody but an admin seals keys anew", async () => {
  await add("Production");
  const next = new Keyring(new Map([[2, masterKey]]));
  await expect(resealOldKeys(world.as("operator"), next)).rejects.toMatchObject({ code: "forbidden" });
});

const withSandbox = providers.filter((item) => item.regions.some((fact) => fact.id === "sandbox"));

test("with the sandbox on, each provider gets one sandbox key, however many processes start at once", async () => {
  await Promise.all([1, 2, 3].map(() => ensureSandboxKey(world.ctx)));
  await ensureSandboxKey(world.ctx);
  const rows = await stored();
  expect(rows.map((row) => row.provider).sort()).toEqual(withSandbox.map((item) => item.id).sort());
  for (const key of await openKeysForGateway(world.ctx, {})) {
    const prefix = withSandbox.find((item) => item.id === key.provider)?.keyPrefix ?? "";
    expect(key.secret.open()).toMatch(new RegExp(`^${prefix}sandbox-[\\w-]{24}$`));
    expect(key.label).toBe("Built-in sandbox");
  }
  expect(await audited()).toEqual(rows.map(() => "vault.addKey"));
});

test("a disabled sandbox key is not replaced by another", async () => {
  await ensureSandboxKey(world.ctx);
  for (const row of await stored()) await changeKey(world.ctx, { id: row.id, disabled: true });
  await ensureSandboxKey(world.ctx);
  expect(await stored()).toHaveLength(withSandbox.length);
});

test("with the sandbox off no key is made", async () => {
  await ensureSandboxKey({ ...world.ctx, sandboxUrl: null });
  expect(await stored()).toEqual([]);
});
