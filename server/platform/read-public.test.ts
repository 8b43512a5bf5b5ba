import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { plainNetwork } from "#server/testing/index.ts";
import { type Network, type PublicRequest, readPublic, realNetwork } from "./read-public.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

const names = {
  "files.example.com": ["93.184.216.34", "2606:2800:220:1::1"],
  "inside.example.com": ["10.0.0.7"],
  "both.example.com": ["93.184.216.34", "127.0.0.1"],
  "clouds.example.com": ["169.254.169.254"],
};
async function served(answer: RequestListener) {
  let asked = 0;
  const server = createServer((req, res) => {
    asked += 1;
    answer(req, res);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const network = plainNetwork(names, () => (server.address() as AddressInfo).port);
  return { network, asked: () => asked };
}
const ask = (network: Network, url: string, more: Partial<PublicRequest> = {}) =>
  readPublic(network, { url, timeoutMs: 5_000, maxBodyBytes: 1_000, signal: new AbortController().signal, ...more });
const link = "https://files.example.com/payloads/1?X-Sig=abc";

describe("a public address", () => {
  test("is read whole, by the addresses that were checked, and told nothing about us", async () => {
    const seen: unknown[] = [];
    const { network } = await served((req, res) => {
      seen.push([req.method, req.url, Object.keys(req.headers).sort()]);
      res.end('{"a":1}');
    });
    expect(await ask(network, link)).toEqual({ ok: true, body: '{"a":1}' });
    expect(seen).toEqual([["GET", "/payloads/1?X-Sig=abc", ["accept", "accept-encoding", "connection", "host"]]]);
    expect(network.dialled).toEqual([["93.184.216.34", "2606:2800:220:1::1"]]);
  });

  test.each([
    ["http://files.example.com/1", "invalid"],
    ["https://files.example.com:8443/1", "invalid"],
    ["https://me:secret@files.example.com/1", "invalid"],
    ["https://93.184.216.34/1", "invalid"],
    ["https://0x7f000001/1", "invalid"],
    ["https://[::1]/1", "invalid"],
    ["file:///etc/passwd", "invalid"],
    ["not an address", "invalid"],
    ["https://unknown.example.com/1", "unresolved"],
    ["https://inside.example.com/1", "private"],
    ["https://clouds.example.com/latest/meta-data", "private"],
    ["https://both.example.com/1", "private"],
  ])("is never connected to when it is %s: %s", async (url, problem) => {
    const { network, asked } = await served((_req, res) => res.end("{}"));
    expect(await ask(network, url)).toEqual({ ok: false, problem, status: null });
    expect([network.dialled, asked()]).toEqual([[], 0]);
  });

  test.each([301, 302, 307, 308])("that redirects with %i is not followed", async (status) => {
    const { network, asked } = await served((_req, res) => {
      res.writeHead(status, { location: "https://files.example.com/2" }).end();
    });
    expect(await ask(network, link)).toEqual({ ok: false, problem: "redirect", status });
    expect(asked()).toBe(1);
  });

  test.each([403, 404, 500, 204])("that answers %i was not read, and the status is told", async (status) => {
    const { network } = await served((_req, res) => res.writeHead(status).end());
    expect(await ask(network, link)).toEqual({ ok: false, problem: "status", status });
  });

  test("larger than the bound is given up at the bound", async () => {
    const { network } = await served((_req, res) => void res.writeHead(200).write("x".repeat(1_001)));
    expect(await ask(network, link)).toEqual({ ok: false, problem: "too_large", status: 200 });
  });

  test.each([
    ["never answers", (() => {}) as RequestListener],
    [
      "drips",
      ((_req, res) => {
        const timer = setInterval(() => res.write(" "), 10);
        res.once("close", () => clearInterval(timer));
      }) as RequestListener,
    ],
  ])("that %s is given up at the time-out, which is for all of it", async (_case, answer) => {
    const { network } = await served(answer);
    const started = performance.now();
    expect(await ask(network, link, { timeoutMs: 150 })).toMatchObject({ problem: "timeout" });
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  test("whose name is never answered is given up at the time-out", async () => {
    const network: Network = { ...realNetwork, resolve: () => new Promise(() => {}) };
    expect(await ask(network, link, { timeoutMs: 50 })).toMatchObject({ problem: "timeout" });
  });

  test("is given up when the process ends", async () => {
    const { network } = await served(() => {});
    const ending = new AbortController();
    const answer = ask(network, link, { signal: ending.signal });
    ending.abort();
    expect(await answer).toMatchObject({ problem: "stopped" });
  });

  test("where nobody listens is unreachable", async () => {
    const { network } = await served(() => {});
    const [server] = servers.splice(0);
    if (!server) throw new Error("nothing listened");
    const dead = (server.address() as AddressInfo).port;
    await new Promise((resolve) => server.close(resolve));
    expect(
      await ask(
        plainNetwork(names, () => dead),
        link,
      ),
    ).toMatchObject({ problem: "unreachable" });
    expect(network.dialled).toEqual([]);
  });
});

test("the real network connects to the addresses it is given, whatever the name means, and asks for the name by TLS", async () => {
  const { promise, resolve } = Promise.withResolvers<Buffer>();
  const server = createTcpServer((socket) => {
    socket.once("data", (hello) => {
      resolve(hello);
      socket.destroy();
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const port = String((server.address() as AddressInfo).port);
  const dialled = new Promise((done) => {
    const to = { hostname: "nobody.invalid", host: "nobody.invalid", protocol: "https:", port };
    realNetwork.dial(["127.0.0.1"])(to, (...[error]) => done(error));
  });
  const hello = await promise;
  expect(hello[0]).toBe(0x16);
  expect(hello.includes("nobody.invalid")).toBe(true);
  expect(await dialled).toBeInstanceOf(Error);
  server.close();
});
