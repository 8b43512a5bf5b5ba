import { randomBytes } from "node:crypto";
import { inspect } from "node:util";
import { verifyPassword } from "better-auth/crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type AccessWorld, openAccessWorld } from "../world-for-tests.ts";
import { completeSetup, setupActing } from "./complete-setup.ts";
import { ensureFirstAdmin } from "./ensure-first-admin.ts";

let world: AccessWorld;
beforeAll(async () => {
  world = await openAccessWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

const admin = { email: "Ada@Example.com", password: "correct horse battery" };
const person = { name: "Ada", ...admin };
const dayMs = 24 * 60 * 60 * 1000;
const operators = () => world.ctx.db.prisma.user.findMany({ include: { accounts: true } });
const tokenOf = (path: string | null) => new URLSearchParams(path?.split("?")[1]).get("token") ?? "";
const complete = (token: string, afterMs = 0) =>
  completeSetup({ ...world.after(afterMs), acting: setupActing }, { token, ...person });
const refusal = (code: string) => expect.objectContaining({ name: "AppError", code });

test("the environment's admin is created once, with a password Better Auth verifies", async () => {
  const start = () => ensureFirstAdmin(world.after(0, { admin }));
  expect(await Promise.all([start(), start()])).toEqual([null, null]);
  expect(await start()).toBeNull();
  const [operator, ...more] = await operators();
  expect(more).toEqual([]);
  expect(operator).toMatchObject({ email: "ada@example.com", role: "admin" });
  const [account] = operator?.accounts ?? [];
  expect(account).toMatchObject({ providerId: "credential", accountId: operator?.id });
  expect(await verifyPassword({ hash: account?.password ?? "", password: admin.password })).toBe(true);
  const audited = await world.ctx.db.prisma.auditRow.findMany();
  expect(audited.map((row) => row.action)).toEqual(["access.createFirstAdmin"]);
  expect(inspect([operator, audited], { depth: null })).not.toContain(admin.password);
});

test("an operator who is there already is left as they are", async () => {
  await ensureFirstAdmin(world.after(0, { admin }));
  const before = await operators();
  await ensureFirstAdmin(world.after(0, { admin: { email: admin.email, password: "another password" } }));
  await ensureFirstAdmin(world.after(0, { admin: { email: "new@example.com", password: "another password" } }));
  expect(await ensureFirstAdmin(world.ctx)).toBeNull();
  expect(await operators()).toEqual(before);
});

test("without one, a set-up link lets the first admin in, once", async () => {
  const path = await ensureFirstAdmin(world.ctx);
  expect(path).toMatch(/^\/setup\?token=[\w-]{43}$/);
  const token = tokenOf(path);
  expect(inspect(await world.ctx.db.prisma.setupLink.findMany())).not.toContain(token);
  expect(await complete(token)).toMatchObject({ name: "Ada", email: "ada@example.com", role: "admin" });
  await expect(complete(token)).rejects.toEqual(refusal("conflict"));
  expect(await operators()).toHaveLength(1);
  const last = await world.ctx.db.prisma.auditRow.findFirst({ orderBy: { id: "desc" } });
  expect(last).toMatchObject({ action: "access.completeSetup", actorLabel: "set-up link" });
});

test("the same link used many times at once makes one admin", async () => {
  const token = tokenOf(await ensureFirstAdmin(world.ctx));
  const results = await Promise.allSettled([1, 2, 3, 4].map(() => complete(token)));
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  expect(await operators()).toHaveLength(1);
});

test("each start ends the links of the starts before it", async () => {
  const first = tokenOf(await ensureFirstAdmin(world.ctx));
  const second = tokenOf(await ensureFirstAdmin(world.ctx));
  await expect(complete(first)).rejects.toEqual(refusal("forbidden"));
  await expect(complete(second)).resolves.toMatchObject({ role: "admin" });
});

test("a link works until its 24 hours are over and not after", async () => {
  const token = tokenOf(await ensureFirstAdmin(world.ctx));
  await expect(complete(token, dayMs)).rejects.toEqual(refusal("forbidden"));
  await expect(complete(token, dayMs - 1)).resolves.toMatchObject({ role: "admin" });
});

test("a wrong token lets nobody in and leaves the right one good", async () => {
  const token = tokenOf(await ensureFirstAdmin(world.ctx));
  for (const wrong of [randomBytes(32).toString("base64url"), token.slice(0, -1), `${token}A`]) {
    await expect(complete(wrong)).rejects.toEqual(refusal("forbidden"));
  }
  expect(await operators()).toEqual([]);
  await expect(complete(token)).resolves.toMatchObject({ role: "admin" });
});

test("a short password is refused before the link is spent", async () => {
  const token = tokenOf(await ensureFirstAdmin(world.ctx));
  const short = completeSetup(world.ctx, { token, ...person, password: "seven77" });
  await expect(short).rejects.toMatchObject({ code: "invalid_input", issues: [{ path: "password" }] });
  await expect(complete(token)).resolves.toMatchObject({ role: "admin" });
});

test("lacks permission: nobody but Docket itself or an admin lets the first admin in", async () => {
  await expect(ensureFirstAdmin(world.as("operator"))).rejects.toEqual(refusal("forbidden"));
  const ctx = { ...world.as("operator"), env: { ...world.ctx.env, admin } };
  await expect(ensureFirstAdmin(ctx)).rejects.toEqual(refusal("forbidden"));
  expect([await operators(), await world.ctx.db.prisma.setupLink.count()]).toEqual([[], 0]);
});

test("lacks permission: an operator's own right does not complete a set-up", async () => {
  const token = tokenOf(await ensureFirstAdmin(world.ctx));
  for (const role of ["viewer", "operator"] as const) {
    await expect(completeSetup(world.as(role), { token, ...person })).rejects.toEqual(refusal("forbidden"));
  }
  expect(await operators()).toEqual([]);
});
