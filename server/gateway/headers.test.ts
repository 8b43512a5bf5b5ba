import type { IncomingMessage } from "node:http";
import fc from "fast-check";
import { expect, test } from "vitest";
import { Secret } from "#server/platform/index.ts";
import { adapterOf } from "#server/providers/index.ts";
import { downstreamHeaders, upstreamHeaders } from "./headers.ts";

const token = "dkt_client_0123456789abcdef";
const key = "llx-provider-key-0123456789";
const target = {
  id: "0190f0f0-0000-7000-8000-000000000000",
  provider: "llamaparse" as const,
  region: "na" as const,
  label: "test",
  weight: 1,
  aside: false,
  baseUrl: "https://vendor.example",
  secret: new Secret(key),
};
const untraced = { traceparent: null, continued: true };
const upTraced = (trace: { traceparent: string | null; continued: boolean }, ...raw: string[]) =>
  upstreamHeaders({ rawHeaders: raw } as unknown as IncomingMessage, adapterOf("llamaparse"), target, trace);
const up = (...raw: string[]) => upTraced(untraced, ...raw);
const down = (...raw: string[]) => downstreamHeaders(raw, []);
const credential = ["authorization", `Bearer ${key}`];

test("a request keeps its headers in order, case and number, and gets the provider key for the client token", () => {
  const kept = ["Accept", "*/*", "X-Stainless-Lang", "js", "x-twice", "1", "X-Twice", "2", "Content-Length", "3"];
  expect(up("Host", "docket.example", "Authorization", `Bearer ${token}`, ...kept)).toEqual([...kept, ...credential]);
});

test("another trace's state does not go on with a new one, the same trace's does", () => {
  const raw = ["TraceParent", "broken", "Tracestate", "a=1", "X-Own", "kept"];
  const own = ["X-Own", "kept", ...credential];
  expect(upTraced({ traceparent: "new", continued: false }, ...raw)).toEqual([...own, "traceparent", "new"]);
  expect(upTraced({ traceparent: "new", continued: true }, ...raw)).toContain("Tracestate");
  expect(up(...raw)).toEqual([...raw, ...credential]);
});

test.each([
  "Connection",
  "Keep-Alive",
  "Proxy-Authenticate",
  "Proxy-Authorization",
  "Proxy-Connection",
  "TE",
  "Trailer",
  "Transfer-Encoding",
  "Upgrade",
])("%s belongs to one connection: it is passed on in neither direction", (name) => {
  expect(up(name, "x", "Accept", "y")).toEqual(["Accept", "y", ...credential]);
  expect(down(name, "x", "Content-Type", "y")).toEqual(["Content-Type", "y"]);
});

test("what Connection names is hop-by-hop too, in both directions, whatever the case and spacing", () => {
  const raw = [
    "X-Hop",
    "1",
    "Connection",
    "close,x-hop ,  X-Other",
    "x-other",
    "2",
    "X-Stays",
    "3",
    "connection",
    "x-third",
    "X-Third",
    "4",
  ];
  expect(up(...raw)).toEqual(["X-Stays", "3", ...credential]);
  expect(down(...raw)).toEqual(["X-Stays", "3"]);
});

test("naming a credential in Connection does not take the provider key away", () => {
  expect(up("Connection", "authorization", "Authorization", "Bearer x")).toEqual(credential);
});

test.each([
  "Cookie",
  "X-Api-Key",
  "authorization",
  "AUTHORIZATION",
  "Forwarded",
  "X-Forwarded-For",
  "X-Forwarded-Host",
  "X-Forwarded-Proto",
  "X-Forwarded-Port",
  "X-Real-IP",
  "Expect",
  "Host",
  "X-Docket-Call-Id",
  "x-docket-anything",
  "temporal-namespace",
])("%s is the caller's own business and does not reach the vendor", (name) => {
  expect(up(name, "x")).toEqual(credential);
});

test("the client token leaves in no header of any name it is taken from, however often it is sent", () => {
  const name = fc.constantFrom(
    "authorization",
    "Authorization",
    "x-api-key",
    "X-API-Key",
    "Proxy-Authorization",
    "cookie",
  );
  const value = fc.constantFrom(token, `Bearer ${token}`, `Basic ${token}`, `bearer   ${token}`, `sid=${token}`);
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), { maxLength: 6 }), (pairs) => {
      const onward = up(...pairs.flat());
      expect(onward.join("\n")).not.toContain(token);
      expect(onward).toEqual(credential);
    }),
  );
});

test("answers keep duplicates, order and case, and lose cookies and marks that only Docket may set", () => {
  const raw = [
    "X-Twice",
    "1",
    "x-twice",
    "2",
    "Set-Cookie",
    "sid=1",
    "X-Docket-Error",
    "forged",
    "x-docket-call-id",
    "forged",
    "Server",
    "v",
  ];
  expect(downstreamHeaders(raw, ["x-docket-call-id", "ours"])).toEqual([
    "X-Twice",
    "1",
    "x-twice",
    "2",
    "Server",
    "v",
    "x-docket-call-id",
    "ours",
  ]);
});

test("bytes beyond ASCII in an answer's headers stay the same bytes", () => {
  expect(downstreamHeaders([Buffer.from("X-Name"), Buffer.from("caf\xe9", "latin1")], [])).toEqual([
    "X-Name",
    "caf\xe9",
  ]);
});
