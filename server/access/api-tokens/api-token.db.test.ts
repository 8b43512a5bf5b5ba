import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type AccessWorld, openAccessWorld } from "../world-for-tests.ts";
import { actingOfBearer } from "./acting-of-bearer.ts";
import { ensureApiToken } from "./ensure-api-token.ts";

let world: AccessWorld;
beforeAll(async () => {
  world = await openAccessWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

const [first, second] = ["the-first-api-token-of-all", "the-second-api-token"];
const startWith = (apiToken: string | null) => ensureApiToken(world.after(0, { apiToken }));
const acting = (token: string) => actingOfBearer(world.ctx, token);

test("the environment's token speaks for an admin, and only its hash is kept", async () => {
  await startWith(first);
  expect(await acting(first)).toMatchObject({ kind: "token", label: "environment", role: "admin" });
  const { apiToken, auditRow } = world.ctx.db.prisma;
  expect(inspect([await apiToken.findMany(), await auditRow.findMany()], { depth: null })).not.toContain(first);
});

test.each(["", " ", "the-first-api-token-of-al", `${first} `, first.toUpperCase()])("%j is nobody", async (token) => {
  await startWith(first);
  expect(await acting(token)).toBeNull();
});

test("any number of starts, even at once, keep one token and one audit row", async () => {
  await Promise.all([1, 2, 3].map(() => startWith(first)));
  await startWith(first);
  expect(await world.ctx.db.prisma.apiToken.count()).toBe(1);
  expect(await world.ctx.db.prisma.auditRow.count()).toBe(1);
});

test("a new value ends the old one, and going back ends the new one", async () => {
  await startWith(first);
  await startWith(second);
  expect([await acting(first), await acting(second)]).toEqual([null, expect.anything()]);
  await startWith(first);
  expect([await acting(first), await acting(second)]).toEqual([expect.anything(), null]);
});

test("a start without a value leaves the token in force", async () => {
  await startWith(first);
  await startWith(null);
  expect(await acting(first)).not.toBeNull();
});

test("lacks permission: nobody but an admin adopts a token", async () => {
  const ctx = { ...world.as("operator"), env: { ...world.ctx.env, apiToken: first } };
  await expect(ensureApiToken(ctx)).rejects.toMatchObject({ code: "forbidden" });
  expect(await acting(first)).toBeNull();
});

test("a stored role that this version does not know is nobody", async () => {
  await startWith(first);
  await world.ctx.db.prisma.apiToken.updateMany({ data: { role: "root" } });
  expect(await acting(first)).toBeNull();
});
