import { createServer } from "node:http";
import { expect, test } from "vitest";
import { forgetful, openGatewayWorld, startUpstream } from "../gateway-for-tests.ts";

test("a create whose connection was never made is sent once it can be, whole", async () => {
  const upstream = await startUpstream();
  const port = Number(new URL(upstream.url).port);
  const world = await openGatewayWorld(upstream.url, forgetful);
  await upstream.close();
  const bodies: string[] = [];
  const late = createServer(async (req, res) => {
    let body = "";
    for await (const chunk of req) body += chunk;
    bodies.push(body);
    res.writeHead(200, { "content-type": "application/json" }).end('{"id":"pjb-1","status":"PENDING"}');
  });
  try {
    const body = JSON.stringify({ tier: "fast", padding: "x".repeat(200_000) });
    let status = 0;
    let attempts = 0;
    // Whether the vendor comes back within the attempts is chance; what may not happen is half a body or two.
    for (let round = 0; round < 20 && status !== 200; round += 1) {
      const headers = { authorization: `Bearer ${world.token}`, "content-type": "application/json" };
      const asked = fetch(`${world.url}/api/v2/parse`, { method: "POST", headers, body });
      if (!late.listening) late.listen(port, "127.0.0.1");
      const answer = await asked;
      await answer.text();
      status = answer.status;
      attempts += 1;
    }
    expect(status).toBe(200);
    expect(bodies).toEqual([body]);
    const calls = (await world.calls()) as unknown as { attempts: number }[];
    expect(calls).toHaveLength(attempts);
  } finally {
    late.closeAllConnections();
    late.close();
    await world.close();
  }
});

test("where nobody listens a create is tried three times and told as unreachable, with its attempts", async () => {
  const upstream = await startUpstream();
  const world = await openGatewayWorld(upstream.url, forgetful);
  await upstream.close();
  const headers = { authorization: `Bearer ${world.token}`, "content-type": "application/json" };
  const answer = await fetch(`${world.url}/api/v2/parse`, { method: "POST", headers, body: "{}" });
  expect([answer.status, answer.headers.get("x-docket-error")]).toEqual([502, "upstream_unreachable"]);
  expect(await world.calls()).toMatchObject([
    { attempts: 3, attempt_log: Array.from({ length: 3 }, () => ({ status: null, error: "ECONNREFUSED" })) },
  ]);
  await world.close();
});
