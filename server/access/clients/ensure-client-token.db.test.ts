import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type AccessWorld, openAccessWorld } from "../world-for-tests.ts";
import { clientSnapshot } from "./client-snapshot.ts";
import { ensureClientToken } from "./ensure-client-token.ts";
import { listClients } from "./list-clients.ts";
import { revokeClientToken } from "./revoke-client-token.ts";

let world: AccessWorld;
beforeAll(async () => {
  world = await openAccessWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

const startWith = (clientToken: string | null) => ensureClientToken(world.after(0, { clientToken }));
const clients = async () => (await listClients(world.ctx, {})).items;
const lookUp = async (token: string) =>
  (await clientSnapshot(world.ctx)).get(createHash("sha256").update(token).digest("hex"));

test("the environment's token belongs to the client default, which may reach every provider", async () => {
  await startWith("a-client-token-of-ours");
  expect(await lookUp("a-client-token-of-ours")).toMatchObject({
    clientName: "default",
    providers: [],
    revoked: false,
  });
  expect(world.published).toContain("access_changed");
});

test("any number of starts, even at once, keep one client and one token", async () => {
  await Promise.all([1, 2, 3].map(() => startWith("a-client-token-of-ours")));
  await startWith("a-client-token-of-ours");
  expect(await clients()).toEqual([expect.objectContaining({ tokens: [expect.anything()] })]);
  const audited = (await world.ctx.db.prisma.auditRow.findMany()).map((row) => row.action);
  expect(audited.sort()).toEqual(["access.adoptClientToken", "access.createClient"]);
});

test("a new value is added and the old one keeps working for callers that hold it", async () => {
  await startWith("the-first-client-token");
  await startWith("the-second-client-token");
  expect(await lookUp("the-first-client-token")).toMatchObject({ revoked: false });
  expect(await lookUp("the-second-client-token")).toMatchObject({ revoked: false });
  expect(await clients()).toHaveLength(1);
});

test("a revoked token stays revoked although the environment still names it", async () => {
  await startWith("a-client-token-of-ours");
  const [client] = await clients();
  await revokeClientToken(world.ctx, { clientId: client?.id ?? "", tokenId: client?.tokens[0]?.id ?? "" });
  await startWith("a-client-token-of-ours");
  expect(await lookUp("a-client-token-of-ours")).toMatchObject({ revoked: true });
});

test("lacks permission: nobody but an admin adopts a token", async () => {
  const ctx = { ...world.as("operator"), env: { ...world.ctx.env, clientToken: "a-client-token-of-ours" } };
  await expect(ensureClientToken(ctx)).rejects.toMatchObject({ code: "forbidden" });
  expect(await clients()).toEqual([]);
});

test("without a value nothing is made", async () => {
  await startWith(null);
  expect(await clients()).toEqual([]);
});
