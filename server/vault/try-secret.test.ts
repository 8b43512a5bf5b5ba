import type { IncomingMessage } from "node:http";
import { afterEach, expect, test } from "vitest";
import { type Context, makeOutbound, Secret } from "#server/platform/index.ts";
import { credentialHeader } from "./credential-header.ts";
import { findPlace, type KeyPlace } from "./key-place.ts";
import { trySecret } from "./try-secret.ts";
import { type FakeVendor, reroute, startFakeVendor, widespread } from "./vendor-for-tests.ts";

type Answer = { status: number; headers?: Record<string, string> };
const value = "llx-the-key-itself-0123456789";
const { adapter, regions } = widespread;
const [home, sibling] = regions as [(typeof regions)[0], (typeof regions)[0]];
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** One vendor a region; a region without an answer is a port nobody listens on. */
async function tryWith(answers: Partial<Record<string, Answer>>, place: KeyPlace = { adapter, region: home }) {
  const vendors: Record<string, FakeVendor> = {};
  const routes: Record<string, string> = {};
  for (const region of regions) {
    const answer = answers[region.id];
    const vendor = await startFakeVendor(() => answer ?? { status: 500 });
    vendors[region.id] = vendor;
    routes[region.baseUrl] = vendor.url;
    if (answer) closers.push(vendor.close);
    else await vendor.close();
  }
  const outbound = reroute(makeOutbound(), routes);
  closers.push(() => outbound.close());
  const trial = await trySecret({ outbound } as Context, place, place.region.baseUrl, new Secret(value));
  expect(trial.detail).not.toContain(value);
  expect(trial.detail).toMatch(/^[^.]+\.$/);
  return { ...trial, vendors };
}

const asked = (vendor: FakeVendor | undefined) => (vendor?.requests ?? []) as IncomingMessage[];

test("an accepted key works, and was sent once, to its own region, with the vendor's cheapest call", async () => {
  const { result, vendors } = await tryWith({ [home.id]: { status: 200 }, [sibling.id]: { status: 200 } });
  expect(result).toBe("works");
  const [request, ...more] = asked(vendors[home.id]);
  expect(more).toEqual([]);
  expect(request?.method).toBe(adapter.preflight.method);
  expect(request?.url).toBe(adapter.preflight.path);
  const [name, header] = credentialHeader(adapter, new Secret(value));
  expect(request?.headers[name.toLowerCase()]).toBe(header);
  expect(asked(vendors[sibling.id])).toEqual([]);
});

test.each([401, 403])(
  "a key refused here (%i) that works in a sibling region is in the wrong region",
  async (status) => {
    const { result, detail } = await tryWith({ [home.id]: { status }, [sibling.id]: { status: 200 } });
    expect(result).toBe("region_mismatch");
    expect(detail).toContain(sibling.label);
  },
);

test("a key refused everywhere is dead, although the vendor's words speak of regions", async () => {
  const everywhere = Object.fromEntries(regions.map((region) => [region.id, { status: 401 }]));
  const { result, detail } = await tryWith(everywhere);
  expect(result).toBe("refused");
  expect(detail).toContain("mistyped, revoked or expired");
});

test.each([
  ["fails", { status: 500 }],
  ["limits requests", { status: 429 }],
  ["does not answer", undefined],
])("a sibling that %s leaves the region mix-up open", async (_case, answer) => {
  const { result, detail } = await tryWith({ [home.id]: { status: 401 }, [sibling.id]: answer });
  expect(result).toBe("refused");
  expect(detail).toContain(`${sibling.label} gave no clear answer`);
});

test("a limited vendor proves nothing, and says when to ask again", async () => {
  const { result, detail, vendors } = await tryWith({
    [home.id]: { status: 429, headers: { "retry-after": "17" } },
    [sibling.id]: { status: 200 },
  });
  expect(result).toBe("rate_limited");
  expect(detail).toContain("in 17 s");
  expect(asked(vendors[sibling.id])).toEqual([]);
});

test.each([302, 402, 404, 500, 503])("a %i says nothing about the key and does not ask siblings", async (status) => {
  const { result, detail, vendors } = await tryWith({ [home.id]: { status }, [sibling.id]: { status: 200 } });
  expect(result).toBe("unexpected");
  expect(detail).toContain(String(status));
  expect(asked(vendors[sibling.id])).toEqual([]);
});

test("a vendor that cannot be reached is unreachable, with the transport's code in words", async () => {
  const { result, detail } = await tryWith({ [sibling.id]: { status: 200 } });
  expect(result).toBe("unreachable");
  expect(detail).toContain("the connection was refused (ECONNREFUSED)");
});

test.each(["byoc", "sandbox"])("a refused %s key is not sent to the vendor's public regions", async (id) => {
  const place = findPlace(adapter.id, id);
  if (!place) throw new Error(`${adapter.id} has no ${id} region.`);
  const own = await startFakeVendor(() => ({ status: 401 }));
  const elsewhere = await startFakeVendor(() => ({ status: 200 }));
  closers.push(own.close, elsewhere.close);
  const outbound = reroute(
    makeOutbound(),
    Object.fromEntries(regions.map((region) => [region.baseUrl, elsewhere.url])),
  );
  closers.push(() => outbound.close());
  const trial = await trySecret({ outbound } as Context, place, `${own.url}/prefix`, new Secret(value));
  expect(trial.result).toBe("refused");
  expect(own.requests.map((request) => request.url)).toEqual([`/prefix${adapter.preflight.path}`]);
  expect(elsewhere.requests).toEqual([]);
});

test("a place without an address is unreachable without asking anybody", async () => {
  const trial = await trySecret({} as Context, { adapter, region: home }, null, new Secret(value));
  expect(trial.result).toBe("unreachable");
});
