import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { forgetful, type GatewayWorld, openGatewayWorld, startUpstream, type Upstream } from "./gateway-for-tests.ts";
import { head, openRaw } from "./raw-http-for-tests.ts";

let upstream: Upstream;
let world: GatewayWorld;
beforeAll(async () => {
  upstream = await startUpstream();
  const pace = { paceEveryMs: 150, leastUploadBytes: 64, maxBodyBytes: 100_000, idleTimeoutMs: 1_000 };
  world = await openGatewayWorld(upstream.url, { ...forgetful, ...pace });
});
afterAll(async () => {
  await world.close();
  await upstream.close();
});
beforeEach(async () => {
  await world.settled();
  await world.ctx.db.sql.query("TRUNCATE call, failure");
});

const uploadHead = (headers: string[]) =>
  head("POST", "/gateway/llamaparse/byoc/api/v1/files", [`Authorization: Bearer ${world.token}`, ...headers]);

test("an upload that trickles is ended, at the vendor too; one that only pauses is not", async () => {
  let ended = 0;
  upstream.answer = (req) => void req.on("close", () => (ended += 1)).resume();
  const raw = await openRaw(world.port);
  raw.socket.on("error", () => {});
  raw.socket.write(uploadHead(["Content-Type: application/pdf", "Content-Length: 50000"]));
  const drip = setInterval(() => void raw.socket.write("x"), 20);
  await vi.waitFor(() => expect(ended).toBe(1), { timeout: 5_000 });
  clearInterval(drip);
  raw.socket.destroy();
  expect(await world.calls()).toMatchObject([{ outcome: "client_gone", status: null }]);
});

test("an upload of no stated length ends where it becomes too large", async () => {
  let got = 0;
  upstream.answer = (req) => void req.on("data", (chunk: Buffer) => (got += chunk.length)).on("error", () => {});
  const raw = await openRaw(world.port);
  raw.socket.on("error", () => {});
  raw.socket.write(uploadHead(["Content-Type: application/pdf", "Transfer-Encoding: chunked"]));
  const closed = new Promise((resolve) => raw.socket.on("close", resolve));
  const chunk = `1000\r\n${"x".repeat(4_096)}\r\n`;
  const feed = setInterval(() => void raw.socket.write(chunk), 5);
  await closed;
  clearInterval(feed);
  expect(got).toBeGreaterThan(50_000);
  expect(await world.calls()).toMatchObject([{ outcome: "client_gone", status: null }]);
});

test("a caller who stops reading its answer is let go, and the vendor's side ends", async () => {
  let ended = false;
  upstream.answer = (_req, res) => {
    res.on("close", () => {
      ended = true;
    });
    res.writeHead(200, { "content-type": "application/octet-stream" });
    const block = Buffer.alloc(256 * 1024);
    const more = () => {
      while (!ended && res.write(block));
    };
    res.on("drain", more);
    more();
  };
  const socket = connect(world.port, "127.0.0.1", () => {
    socket.write(head("GET", "/gateway/llamaparse/byoc/x", [`Authorization: Bearer ${world.token}`]));
    socket.pause();
  });
  socket.on("error", () => {});
  await vi.waitFor(() => expect(ended).toBe(true), { timeout: 10_000 });
  socket.destroy();
  expect(await world.calls()).toMatchObject([{ outcome: "client_gone", status: 200 }]);
});
