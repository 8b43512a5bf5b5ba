import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { readEnv } from "#server/platform/index.ts";
import { eventually } from "#server/testing/index.ts";
import { forgetful, type GatewayWorld, openGatewayWorld, startUpstream, type Upstream } from "../gateway-for-tests.ts";

let upstream: Upstream;
let world: GatewayWorld;
const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
beforeAll(async () => {
  upstream = await startUpstream();
  world = await openGatewayWorld(upstream.url, forgetful);
});
afterAll(async () => {
  await world.close();
  await upstream.close();
});
beforeEach(() => {
  upstream.answer = (_req, res) => void res.end("{}");
  upstream.requests.length = 0;
});

const ask = (path: string, headers: Record<string, string> = {}, at = world) =>
  fetch(`${at.url}${path}`, { headers: { authorization: `Bearer ${at.token}`, ...headers } });
const seen = (name: string) => upstream.requests.at(-1)?.headers[name];

test("a caller's trace goes on as it is; where there is none, the call's own id is one", async () => {
  await ask("/x", { traceparent, tracestate: "vendor=1" });
  expect([seen("traceparent"), seen("tracestate")]).toEqual([traceparent, "vendor=1"]);
  const without: Record<string, string>[] = [{}, { traceparent: "00-bad", tracestate: "of=another" }];
  for (const headers of without) {
    const answer = await ask("/x", headers);
    const id = answer.headers.get("x-docket-call-id")?.replaceAll("-", "") ?? "";
    expect([seen("traceparent"), seen("tracestate")]).toEqual([`00-${id}-${id.slice(16)}-00`, undefined]);
  }
});

test("rate, errors and durations are counted by provider, region and operation, and no secret or path is in them", async () => {
  upstream.answer = (req, res) => void res.writeHead(req.url?.includes("bad") ? 404 : 200).end("{}");
  await ask("/api/v2/parse/j1?key=hidden-in-the-query");
  await ask("/api/v2/parse/bad");
  await ask("/no/such/path-of-ours");
  await fetch(`${world.url}/x`, { headers: { authorization: "Bearer nobody" } });
  await world.settled();
  const text = await world.gateway.metrics.metrics();
  const calls = (operation: string, result: string) =>
    `docket_gateway_calls_total{provider="llamaparse",region="byoc",operation="${operation}",result="${result}"} `;
  expect(text).toContain(`${calls("parse.get", "ok")}1`);
  expect(text).toContain(`${calls("parse.get", "rejected")}1`);
  expect(text).toMatch(new RegExp(`${calls("other", "ok").replaceAll(/[{}]/g, "\\$&")}\\d+`));
  expect(text).toContain(`${calls("other", "refused")}1`);
  expect(text).toContain('docket_gateway_refusals_total{code="unknown_client_token"} 1');
  expect(text).toContain(
    'docket_gateway_call_duration_seconds_count{provider="llamaparse",region="byoc",operation="parse.get"} 2',
  );
  expect(text).toMatch(/docket_gateway_own_duration_seconds_count [4-9]/);
  expect(text).toMatch(/docket_vendor_connections\{state="open"\} [1-9]/);
  expect(text).not.toMatch(/hidden-in|j1|path-of-ours|nobody|127\.0\.0\.1/);
  expect(text).not.toContain(world.secret);
});

test("a place that is held back shows as an open breaker", async () => {
  const held = await openGatewayWorld(upstream.url, { breakAfter: 2 });
  upstream.answer = (_req, res) => void res.writeHead(500).end("Internal Server Error");
  for (let n = 0; n < 2; n += 1) await ask("/x", {}, held);
  await held.settled();
  const line = 'docket_circuit_breakers{provider="llamaparse",region="byoc",state="open"} 1';
  expect(await held.gateway.metrics.metrics()).toContain(line);
  await held.close();
});

interface Exported {
  resourceSpans: { resource: Attributes; scopeSpans: { spans: (Attributes & Record<string, unknown>)[] }[] }[];
}
interface Attributes {
  attributes: { key: string; value: object }[];
}

test("where an endpoint is set each call is exported as a span of its caller's trace, without a secret", async () => {
  const bodies: string[] = [];
  const collector = await startUpstream(async (req, res) => {
    for await (const chunk of req) bodies.push(`${req.url} ${chunk}`);
    res.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  const env = readEnv({ NODE_ENV: "test", OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  const traced = await openGatewayWorld(upstream.url, forgetful, { env });
  const answer = await ask("/api/v2/parse/j1", { traceparent }, traced);
  const told = String(seen("traceparent"));
  expect(told).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-01$/);
  expect(told).not.toBe(traceparent);
  await traced.close();
  await eventually(() => expect(bodies).toHaveLength(1));
  expect(bodies[0]).toMatch(/^\/v1\/traces \{/);
  expect(bodies[0]).not.toContain(traced.secret);
  expect(bodies[0]).not.toContain(traced.token);
  const { resourceSpans } = JSON.parse(bodies[0]?.replace("/v1/traces ", "") ?? "") as Exported;
  const [span, ...others] = resourceSpans[0]?.scopeSpans[0]?.spans ?? [];
  expect(others).toEqual([]);
  expect(span).toMatchObject({
    traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
    parentSpanId: "00f067aa0ba902b7",
    spanId: told.split("-")[2],
    name: "GET parse.get",
  });
  const attributes = new Map(span?.attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
  expect(attributes.get("docket.call_id")).toBe(answer.headers.get("x-docket-call-id"));
  expect(attributes.get("http.response.status_code")).toBe(200);
  expect(resourceSpans[0]?.resource.attributes).toContainEqual({
    key: "service.name",
    value: { stringValue: "docket" },
  });
  await collector.close();
});

test("a collector that is away holds up no call and no drain for long", async () => {
  const env = readEnv({ NODE_ENV: "test", OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9" });
  const traced = await openGatewayWorld(upstream.url, forgetful, { env });
  expect((await ask("/x", {}, traced)).status).toBe(200);
  await traced.close();
  expect(traced.logged.map(({ message }) => message)).toEqual(["the last spans were not exported"]);
}, 25_000);
