import { createHash, randomUUID } from "node:crypto";
import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type AccessWorld, instant, openAccessWorld } from "../world-for-tests.ts";
import { changeClient } from "./change-client.ts";
import { clientSnapshot, touchTokens } from "./client-snapshot.ts";
import { createClient } from "./create-client.ts";
import { createClientToken } from "./create-client-token.ts";
import { deleteClient } from "./delete-client.ts";
import { listClients } from "./list-clients.ts";
import { revokeClientToken } from "./revoke-client-token.ts";

let world: AccessWorld;
beforeAll(async () => {
  world = await openAccessWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

const refusal = (code: string) => expect.objectContaining({ name: "AppError", code });
const create = (name: string) => createClient(world.as("admin"), { name });
const everything = async () => {
  const { client, clientToken, auditRow } = world.ctx.db.prisma;
  return inspect([await client.findMany(), await clientToken.findMany(), await auditRow.findMany()], { depth: null });
};

test("a client is created for every provider, listed by name, and audited", async () => {
  const invoices = await create("Invoices");
  const archive = await createClient(world.as("admin"), { name: "Archive", providers: ["extend", "extend"] });
  expect(invoices).toMatchObject({ providers: [], tokens: [], calls24h: 0, lastCallAt: null, disabledAt: null });
  expect(archive.providers).toEqual(["extend"]);
  expect((await listClients(world.as("viewer"), {})).items).toEqual([archive, invoices]);
  const row = await world.ctx.db.prisma.auditRow.findFirst({ where: { target: `client:${invoices.id}` } });
  expect(row).toMatchObject({ action: "access.createClient", actorId: "the-admin" });
  expect(world.published).toEqual(["access_changed", "access_changed"]);
});

test("two clients cannot share a name, by creating or by renaming", async () => {
  await create("Invoices");
  const archive = await create("Archive");
  await expect(create("Invoices")).rejects.toEqual(refusal("conflict"));
  const rename = changeClient(world.as("admin"), { id: archive.id, name: "Invoices" });
  await expect(rename).rejects.toThrow('There is already a client called "Invoices".');
  expect((await listClients(world.ctx, {})).items.map((client) => client.name)).toEqual(["Archive", "Invoices"]);
});

test("changing one thing of a client leaves the others", async () => {
  const { id } = await createClient(world.ctx, { name: "Invoices", providers: ["extend"] });
  const change = (input: object) => changeClient(world.as("admin"), { id, ...input });
  expect(await change({ disabled: true })).toMatchObject({ name: "Invoices", providers: ["extend"] });
  expect(await change({ name: "Bills" })).toMatchObject({ disabledAt: instant.toISOString(), providers: ["extend"] });
  const later = await changeClient(world.after(60_000), { id, disabled: true });
  expect(later.disabledAt).toBe(instant.toISOString());
  expect(await change({ disabled: false, providers: [] })).toMatchObject({
    name: "Bills",
    disabledAt: null,
    providers: [],
  });
});

test("limits are set one by one, taken away with null, checked, and in the gateway's snapshot", async () => {
  const none = { requestsPerMinute: null, maxConcurrent: null, creditsPerDay: null };
  const { id } = await createClient(world.as("admin"), { name: "Invoices", limits: { maxConcurrent: 4 } });
  await createClientToken(world.as("admin"), { clientId: id, label: "production" });
  const change = (limits: object) => changeClient(world.as("admin"), { id, limits });
  expect((await change({ requestsPerMinute: 60, creditsPerDay: 0.5 })).limits).toEqual({
    requestsPerMinute: 60,
    maxConcurrent: 4,
    creditsPerDay: 0.5,
  });
  expect((await change({})).limits).toMatchObject({ maxConcurrent: 4 });
  const [snapshot] = (await clientSnapshot(world.ctx)).values();
  expect(snapshot?.limits).toEqual({ requestsPerMinute: 60, maxConcurrent: 4, creditsPerDay: 0.5 });
  expect((await change(none)).limits).toEqual(none);
  for (const wrong of [{ requestsPerMinute: 0 }, { maxConcurrent: 1.5 }, { creditsPerDay: -1 }]) {
    await expect(change(wrong)).rejects.toEqual(refusal("invalid_input"));
  }
  await expect(changeClient(world.as("operator"), { id, limits: none })).rejects.toEqual(refusal("forbidden"));
  const row = await world.ctx.db.prisma.auditRow.findFirst({ where: { action: "access.changeClient" } });
  expect(row?.detail).toMatchObject({ limits: { requestsPerMinute: 60 } });
});

test("a token is shown once and only its hash and last four are kept", async () => {
  const { id } = await create("Invoices");
  const created = await createClientToken(world.as("admin"), { clientId: id, label: "production" });
  expect(created.token).toMatch(/^dkt_client_[\w-]{43}$/);
  expect(created.lastFour).toBe(created.token.slice(-4));
  expect(await everything()).not.toContain(created.token);
  const [client] = (await listClients(world.ctx, {})).items;
  expect(client?.tokens).toEqual([
    expect.objectContaining({ id: created.id, label: "production", lastUsedAt: null, revokedAt: null }),
  ]);
});

test("a revoked token stays listed with the moment it was first revoked", async () => {
  const { id } = await create("Invoices");
  const token = await createClientToken(world.ctx, { clientId: id, label: "production" });
  const revoke = (ctx = world.as("admin")) => revokeClientToken(ctx, { clientId: id, tokenId: token.id });
  expect((await revoke()).tokens[0]?.revokedAt).toBe(instant.toISOString());
  expect((await revoke(world.after(60_000))).tokens[0]?.revokedAt).toBe(instant.toISOString());
});

test("a deleted client's tokens go with it, and the audit log keeps its name", async () => {
  const { id } = await create("Invoices");
  await createClientToken(world.ctx, { clientId: id, label: "production" });
  await deleteClient(world.as("admin"), { id });
  expect((await clientSnapshot(world.ctx)).size).toBe(0);
  const last = await world.ctx.db.prisma.auditRow.findFirst({ orderBy: { id: "desc" } });
  expect(last).toMatchObject({ action: "access.deleteClient", detail: { name: "Invoices" } });
});

test("an unknown client or token is not found, and another client's token is unknown", async () => {
  const [mine, other] = [await create("Mine"), await create("Other")];
  const token = await createClientToken(world.ctx, { clientId: other.id, label: "production" });
  const id = randomUUID();
  const asked = [
    () => changeClient(world.ctx, { id, name: "x" }),
    () => deleteClient(world.ctx, { id }),
    () => createClientToken(world.ctx, { clientId: id, label: "x" }),
    () => revokeClientToken(world.ctx, { clientId: mine.id, tokenId: token.id }),
    () => revokeClientToken(world.ctx, { clientId: mine.id, tokenId: id }),
  ];
  for (const ask of asked) await expect(ask()).rejects.toEqual(refusal("not_found"));
});

test.each(["viewer", "operator"] as const)("lacks permission: %s changes no client", async (role) => {
  const { id } = await create("Invoices");
  const token = await createClientToken(world.ctx, { clientId: id, label: "production" });
  const before = await everything();
  const writes = [
    () => createClient(world.as(role), { name: "Archive" }),
    () => changeClient(world.as(role), { id, disabled: true }),
    () => deleteClient(world.as(role), { id }),
    () => createClientToken(world.as(role), { clientId: id, label: "x" }),
    () => revokeClientToken(world.as(role), { clientId: id, tokenId: token.id }),
  ];
  for (const write of writes) await expect(write()).rejects.toEqual(refusal("forbidden"));
  expect(await everything()).toBe(before);
});

test("the snapshot knows every token by its hash, with the reason it may not be let in", async () => {
  const open = await createClient(world.ctx, { name: "Open", providers: ["extend"] });
  const shut = await create("Shut");
  const good = await createClientToken(world.ctx, { clientId: open.id, label: "good" });
  const ended = await createClientToken(world.ctx, { clientId: open.id, label: "ended" });
  const barred = await createClientToken(world.ctx, { clientId: shut.id, label: "barred" });
  await revokeClientToken(world.ctx, { clientId: open.id, tokenId: ended.id });
  await changeClient(world.ctx, { id: shut.id, disabled: true });
  const snapshot = await clientSnapshot(world.ctx);
  const of = (token: string) => snapshot.get(createHash("sha256").update(token).digest("hex"));
  expect(snapshot.size).toBe(3);
  expect(of(good.token)).toEqual({
    clientId: open.id,
    clientName: "Open",
    tokenId: good.id,
    disabled: false,
    revoked: false,
    providers: ["extend"],
    limits: { requestsPerMinute: null, maxConcurrent: null, creditsPerDay: null },
  });
  expect(of(ended.token)).toMatchObject({ revoked: true, disabled: false });
  expect(of(barred.token)).toMatchObject({ revoked: false, disabled: true, providers: [] });
});

test("a token's last use only moves forward", async () => {
  const { id } = await create("Invoices");
  const used = await createClientToken(world.ctx, { clientId: id, label: "used" });
  await createClientToken(world.ctx, { clientId: id, label: "unused" });
  const later = new Date(instant.getTime() + 60_000);
  await touchTokens(world.ctx, [used.id, randomUUID()], later);
  await touchTokens(world.ctx, [used.id], instant);
  await touchTokens(world.ctx, [], instant);
  const [client] = (await listClients(world.ctx, {})).items;
  const uses = client?.tokens.map((token) => [token.label, token.lastUsedAt]) ?? [];
  expect(Object.fromEntries(uses)).toEqual({ used: later.toISOString(), unused: null });
});

test("calls are counted client by client over 24 hours; the last call is found however old", async () => {
  const [busy, quiet, never] = [await create("Busy"), await create("Quiet"), await create("Never")];
  const hoursAgo = (hours: number) => new Date(instant.getTime() - hours * 3_600_000);
  for (const [id, hours] of [
    [busy.id, 1],
    [busy.id, 23],
    [busy.id, 25],
    [quiet.id, 200],
  ] as const) {
    await world.ctx.db.sql.query(
      `INSERT INTO call (id, started_at, ended_at, instance_id, provider, region, client_id, method, path, outcome)
       VALUES ($1, $2, $2, $1, 'extend', 'us', $3, 'GET', '/', 'answered')`,
      [randomUUID(), hoursAgo(hours), id],
    );
  }
  const counted = (await listClients(world.ctx, {})).items.map((client) => [
    client.id,
    [client.calls24h, client.lastCallAt],
  ]);
  expect(Object.fromEntries(counted)).toEqual({
    [busy.id]: [2, hoursAgo(1).toISOString()],
    [quiet.id]: [0, hoursAgo(200).toISOString()],
    [never.id]: [0, null],
  });
  // Inside a write's transaction the same query runs on Prisma's connection.
  expect(await changeClient(world.ctx, { id: busy.id, name: "Busier" })).toMatchObject({
    calls24h: 2,
    lastCallAt: hoursAgo(1).toISOString(),
  });
});
