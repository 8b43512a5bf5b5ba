import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CallerRequest, CallerResponse } from "#server/gateway/index.ts";
import { type FrontDoor, openFrontDoor } from "./front-door.ts";

let door: FrontDoor;
beforeAll(async () => {
  const gateway = (req: CallerRequest, res: CallerResponse) => {
    res.writeHead(200, "OK", []);
    res.end(`served ${req.constructor.name}`);
  };
  const rooms = { gateway, screens: null, upgrade: null, share: null, health: () => false };
  door = await openFrontDoor(rooms, 0, "127.0.0.1", { headersTimeoutMs: 300 });
});
afterAll(() => door.close(100));

/** What comes back on a connection until it ends. */
function send(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(door.port, "127.0.0.1", () => socket.write(bytes));
    let got = "";
    socket.on("data", (chunk) => {
      got += chunk;
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(got));
  });
}

test("a plain call is read by the lane; anything else, and what follows it, by Node", async () => {
  const plain = "GET /gateway/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  expect(await send(plain)).toMatch(/served PlainRequest/);
  expect(await send(plain.replace("Host", "X-A: 1\r\nX-A: 2\r\nHost"))).toMatch(/served IncomingMessage/);
});

test("a caller who never ends its headers is let go", async () => {
  expect(await send("GET /gateway/x HTTP/1.1\r\nHost: a\r\nX-Slow: ")).toMatch(/^HTTP\/1.1 408 /);
});

test("headers without end are refused, large ones are not", async () => {
  const head = (size: number) =>
    `GET /gateway/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Long: ${"x".repeat(size)}\r\n\r\n`;
  expect(await send(head(40_000))).toMatch(/^HTTP\/1.1 431 /);
  expect(await send(head(24_000))).toMatch(/served IncomingMessage/);
});
