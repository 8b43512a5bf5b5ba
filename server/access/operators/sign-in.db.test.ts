import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { actingOf } from "../acting-of.ts";
import { ensureApiToken } from "../api-tokens/ensure-api-token.ts";
import { type AccessWorld, openAccessWorld } from "../world-for-tests.ts";
import { type Auth, makeAuth } from "./auth.ts";
import { ensureFirstAdmin } from "./ensure-first-admin.ts";
import { peerAddressHeader } from "./peer-address.ts";

const admin = { email: "ada@example.com", password: "correct horse battery" };
const host = "docket.example.com:3000";
const origin = `http://${host}`;
const secret = randomBytes(32);
let world: AccessWorld;
let auth: Auth;
let callers = 0;

beforeAll(async () => {
  world = await openAccessWorld();
  auth = makeAuth(world.ctx, secret);
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.reset();
  await ensureFirstAdmin(world.after(0, { admin }));
  callers += 1;
});

interface Sending {
  headers?: Record<string, string>;
  with?: Auth;
}

/** A browser on one of our own pages, at an address of this test's own. */
function send(method: string, path: string, body?: object, { headers = {}, with: to = auth }: Sending = {}) {
  const sent = {
    host,
    origin,
    [peerAddressHeader]: `192.0.2.${callers}`,
    "content-type": "application/json",
    ...headers,
  };
  // Next hands on an address of its own making: only the path of a request's URL can be relied on.
  return to.handler(
    new Request(`http://0.0.0.0:3000/api/auth${path}`, { method, headers: sent, body: body && JSON.stringify(body) }),
  );
}
const signIn = (sending?: Sending, credentials: object = admin) => send("POST", "/sign-in/email", credentials, sending);
const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
const sessions = () => world.ctx.db.prisma.session.count();

test("the right password opens a session that says who it is, for 14 days", async () => {
  const response = await signIn({}, { ...admin, email: "ADA@example.com" });
  expect(response.status).toBe(200);
  const [cookie] = response.headers.getSetCookie();
  expect(cookie).toMatch(/^docket\.session_token=.*Max-Age=1209600;.*HttpOnly; SameSite=Lax$/);
  const headers = new Headers({ cookie: cookieOf(response) });
  expect(await auth.sessionOf(headers)).toEqual({
    id: expect.any(String),
    name: admin.email,
    email: admin.email,
    role: "admin",
  });
  expect(await actingOf(world.ctx, auth, headers)).toMatchObject({
    kind: "operator",
    label: admin.email,
    role: "admin",
  });
});

test.each([
  ["a wrong password", { ...admin, password: "correct horse" }],
  ["an unknown person", { ...admin, email: "eve@example.com" }],
])("%s opens none, and both are answered alike", async (_case, credentials) => {
  const response = await signIn({}, credentials);
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ code: "INVALID_EMAIL_OR_PASSWORD" });
  expect(response.headers.getSetCookie()).toEqual([]);
  expect(await sessions()).toBe(0);
});

test("a cookie signed with another secret, changed, or of a closed session is nobody", async () => {
  const cookie = cookieOf(await signIn());
  expect(await makeAuth(world.ctx, randomBytes(32)).sessionOf(new Headers({ cookie }))).toBeNull();
  const changed = cookie.replace(/.{3}$/, (end) => (end === "%3D" ? "%3E" : "AAA"));
  expect(await auth.sessionOf(new Headers({ cookie: changed }))).toBeNull();
  expect((await send("POST", "/sign-out", {}, { headers: { cookie } })).status).toBe(200);
  expect(await auth.sessionOf(new Headers({ cookie }))).toBeNull();
  expect(await auth.sessionOf(new Headers())).toBeNull();
});

test("another site's page can neither sign somebody in nor use their session", async () => {
  const elsewhere = { origin: "https://evil.example", "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors" };
  expect((await signIn({ headers: elsewhere })).status).toBe(403);
  const cookie = cookieOf(await signIn());
  expect((await send("POST", "/sign-out", {}, { headers: { ...elsewhere, cookie } })).status).toBe(403);
  expect(await auth.sessionOf(new Headers({ cookie }))).not.toBeNull();
});

test("behind a public https URL its pages may sign in, and cookies are for https alone", async () => {
  const ctx = world.after(0, { publicUrl: "https://desk.example.com/docket" });
  const secured = makeAuth(ctx, secret);
  const response = await signIn({ with: secured, headers: { host: "app:3000", origin: "https://desk.example.com" } });
  expect(response.status).toBe(200);
  expect(response.headers.getSetCookie()[0]).toMatch(/^__Secure-docket\.session_token=.*; Secure/);
  expect((await signIn({ headers: { host: "app:3000", origin: "https://desk.example.com" } })).status).toBe(403);
});

test("nobody signs up, and no other route of the library is open", async () => {
  const eve = { name: "Eve", email: "eve@example.com", password: "correct horse battery", role: "admin" };
  const closed: [string, string][] = [
    ["POST", "/sign-up/email"],
    ["POST", "/sign-in/social"],
    ["POST", "/update-user"],
    ["POST", "/delete-user"],
    ["POST", "/change-email"],
    ["POST", "/request-password-reset"],
    ["GET", "/sign-in/email"],
    ["GET", "/ok"],
    ["GET", "/error"],
  ];
  for (const [method, path] of closed) {
    expect((await send(method, path, method === "GET" ? undefined : eve)).status, path).toBe(404);
  }
  expect(await world.ctx.db.prisma.user.count()).toBe(1);
});

test("guessing is slowed down address by address, whatever else the caller claims", async () => {
  // Too malformed to cost a password check, but counted like any other try.
  const guess = (address: string, claim: number) => {
    const headers = { [peerAddressHeader]: address, "x-forwarded-for": `203.0.113.${claim}` };
    return signIn({ headers }, { email: "ada", password: "guess" });
  };
  const statuses: number[] = [];
  for (let index = 0; index < 21; index += 1) statuses.push((await guess("198.51.100.66", index)).status);
  expect(statuses).toEqual([...Array<number>(20).fill(400), 429]);
  expect((await guess("198.51.100.67", 0)).status).toBe(400);
});

test("a session is prolonged by the browser's own question and not by ours", async () => {
  const cookie = cookieOf(await signIn());
  const soon = new Date(Date.now() + 3 * 24 * 3_600_000);
  await world.ctx.db.prisma.session.updateMany({ data: { expiresAt: soon } });
  expect(await auth.sessionOf(new Headers({ cookie }))).not.toBeNull();
  expect((await world.ctx.db.prisma.session.findFirstOrThrow()).expiresAt).toEqual(soon);
  const response = await send("GET", "/get-session", undefined, { headers: { cookie } });
  expect(response.headers.getSetCookie()[0]).toContain("Max-Age=1209600");
  const { expiresAt } = await world.ctx.db.prisma.session.findFirstOrThrow();
  expect(expiresAt.getTime()).toBeGreaterThan(Date.now() + 13 * 24 * 3_600_000);
});

test("an expired session is nobody", async () => {
  const cookie = cookieOf(await signIn());
  await world.ctx.db.prisma.session.updateMany({ data: { expiresAt: new Date(Date.now() - 1_000) } });
  expect(await auth.sessionOf(new Headers({ cookie }))).toBeNull();
});

test("what people do at the door is in the audit log, without their secrets", async () => {
  const cookie = cookieOf(await signIn());
  const change = { currentPassword: admin.password, newPassword: "a better one entirely" };
  expect((await send("POST", "/change-password", change, { headers: { cookie } })).status).toBe(200);
  await send("POST", "/sign-out", {}, { headers: { cookie } });
  const rows = await world.ctx.db.prisma.auditRow.findMany({
    where: { actorKind: "operator" },
    orderBy: { id: "asc" },
  });
  expect(rows.map((row) => row.action)).toEqual(["access.signIn", "access.changePassword", "access.endSession"]);
  expect(rows.every((row) => row.actorLabel === admin.email)).toBe(true);
  expect((await signIn()).status).toBe(401);
  expect((await signIn({}, { ...admin, password: change.newPassword })).status).toBe(200);
});

test("a role cannot be had by asking for it", async () => {
  await world.ctx.db.prisma.user.updateMany({ data: { role: "viewer" } });
  const cookie = cookieOf(await signIn({}, { ...admin, role: "admin" }));
  expect(await auth.sessionOf(new Headers({ cookie }))).toMatchObject({ role: "viewer" });
  await world.ctx.db.prisma.user.updateMany({ data: { role: "root" } });
  expect(await auth.sessionOf(new Headers({ cookie }))).toBeNull();
});

test("a bearer token decides alone: a wrong one is not forgiven for a good cookie", async () => {
  const apiToken = "an-api-token-of-some-length";
  await ensureApiToken(world.after(0, { apiToken }));
  const cookie = cookieOf(await signIn());
  const acting = (authorization: string) => actingOf(world.ctx, auth, new Headers({ authorization, cookie }));
  expect(await acting(`Bearer ${apiToken}`)).toMatchObject({ kind: "token", role: "admin" });
  expect(await acting(`bearer  ${apiToken}`)).toMatchObject({ kind: "token" });
  for (const wrong of [`Bearer ${apiToken}x`, "Bearer", "Basic YTpi", apiToken]) expect(await acting(wrong)).toBeNull();
});

test("the library reports through our log and never hands it who tried", async () => {
  const lines: unknown[] = [];
  const keep = (fields: object, message: string) => void lines.push(fields, message);
  const log = { ...world.ctx.log, warn: keep, error: keep, child: () => log };
  const chatty = makeAuth({ ...world.ctx, log }, secret);
  await signIn({ with: chatty }, { email: "eve@example.com", password: "hunter2-hunter2" });
  expect(lines).toContain("User not found");
  expect(JSON.stringify(lines)).not.toMatch(/eve@example|hunter2/);
});
