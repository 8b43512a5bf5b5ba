import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, expect, test } from "vitest";
import { makeOutbound } from "./outbound-http.ts";

const outbound = makeOutbound();
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});
afterAll(() => outbound.close());

async function vendor(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const ask = (url: string, more: object = {}) =>
  outbound.request({ url, method: "GET", headers: { authorization: "Bearer k" }, timeoutMs: 5_000, ...more });

test("an answer comes back with status, headers, body and how long it took", async () => {
  const url = await vendor((req, res) => {
    res.writeHead(402, { "content-type": "application/json", "set-cookie": ["a=1", "b=2"] });
    res.end(JSON.stringify({ method: req.method, path: req.url, auth: req.headers.authorization }));
  });
  const answer = await ask(`${url}/api/v1/jobs?expand=usage&expand=x`);
  expect(answer).toMatchObject({
    status: 402,
    truncated: false,
    headers: { "content-type": "application/json", "set-cookie": "a=1, b=2" },
  });
  expect(JSON.parse(answer.body)).toEqual({
    method: "GET",
    path: "/api/v1/jobs?expand=usage&expand=x",
    auth: "Bearer k",
  });
  expect(answer.latencyMs).toBeGreaterThan(0);
});

test("a redirect is an answer, never followed: the key goes nowhere else", async () => {
  let asked = 0;
  const url = await vendor((_req, res) => {
    asked += 1;
    res.writeHead(302, { location: "/elsewhere" }).end();
  });
  expect(await ask(url)).toMatchObject({ status: 302 });
  expect(asked).toBe(1);
});

test("no more of a body is read than was asked for, and the rest is not waited for", async () => {
  const url = await vendor((_req, res) => {
    res.writeHead(200);
    res.write("x".repeat(5_000));
  });
  const answer = await ask(url, { maxBodyBytes: 1_000 });
  expect(answer).toMatchObject({ truncated: true, body: "x".repeat(1_000) });
});

test("a body of exactly the bound is whole", async () => {
  const url = await vendor((_req, res) => res.end("x".repeat(1_000)));
  expect(await ask(url, { maxBodyBytes: 1_000 })).toMatchObject({ truncated: false });
});

test.each([
  ["never answers", (() => {}) as RequestListener],
  ["falls silent in its body", ((_req, res) => void res.writeHead(200).write("half")) as RequestListener],
])("a vendor that %s is given up at the time-out", async (_case, answer) => {
  const url = await vendor(answer);
  const started = performance.now();
  await expect(ask(url, { timeoutMs: 100 })).rejects.toThrow();
  expect(performance.now() - started).toBeLessThan(3_000);
});

test("a refused connection keeps its own code", async () => {
  const url = await vendor(() => {});
  const server = servers.pop();
  await new Promise((resolve) => server?.close(resolve));
  await expect(ask(url)).rejects.toMatchObject({ code: "ECONNREFUSED" });
});

test("a connection cut in the middle of the body is an error, not a short answer", async () => {
  const url = await vendor((_req, res) => {
    res.writeHead(200, { "content-length": "100" });
    res.write("half", () => res.destroy());
  });
  await expect(ask(url)).rejects.toThrow();
});
