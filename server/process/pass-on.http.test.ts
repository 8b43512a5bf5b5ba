import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "#server/testing/index.ts";
import { type FrontDoor, openFrontDoor } from "./front-door.ts";
import { type HttpServer, openHttpServer } from "./http-server.ts";
import { passOnTo } from "./pass-on.ts";

/** The main process: says what it was asked. */
let main: HttpServer;
/** A gateway process in front of it. */
let gateway: FrontDoor;
let aborted = 0;
let silent = 0;

beforeAll(async () => {
  main = await openHttpServer({
    gateway: null,
    upgrade: null,
    health: () => false,
    screens: (req, res) => {
      if (req.url === "/silent") {
        silent += 1;
        res.once("close", () => {
          aborted += 1;
        });
        return;
      }
      if (req.url === "/early") return void res.writeHead(413).end("too much");
      let body = "";
      req.on("data", (chunk) => {
        body += chunk;
      });
      req.on("end", () => {
        res.writeHead(200, { trailer: "x-sum", "set-cookie": ["a=1", "b=2"] });
        res.write(JSON.stringify({ method: req.method, url: req.url, headers: req.headers, body }));
        res.addTrailers({ "x-sum": "7" });
        res.end();
      });
    },
  });
  const passOn = passOnTo(main.innerPath);
  const screens = (req: IncomingMessage, res: ServerResponse) => void passOn(req, res);
  const house = { gateway: null, screens, upgrade: null, share: null, health: () => false };
  gateway = await openFrontDoor(house, 0, "127.0.0.1");
});
afterAll(async () => {
  await gateway.close(100);
  await main.close(100);
});

/** Everything that comes back until the connection ends. */
function send(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(gateway.port, "127.0.0.1", () => socket.write(text));
    let got = "";
    socket.on("data", (chunk) => {
      got += chunk;
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(got));
  });
}

test("method, address, headers and body arrive; answer, cookies and trailers come back", async () => {
  const got = await send(
    "PUT /a?b=%20 HTTP/1.1\r\nHost: docket.example\r\nConnection: close, X-Hop\r\nX-Hop: 1\r\nX-Own: 2\r\nContent-Length: 3\r\n\r\nabc",
  );
  const seen = JSON.parse(/\{.*\}/.exec(got)?.[0] ?? "null");
  expect(seen).toMatchObject({ method: "PUT", url: "/a?b=%20", body: "abc" });
  expect(seen.headers).toMatchObject({ host: "docket.example", "x-own": "2" });
  expect(seen.headers).not.toHaveProperty("x-hop");
  expect(got).toMatch(/^set-cookie: a=1\r\nset-cookie: b=2\r$/im);
  expect(got).toMatch(/\r\n0\r\nx-sum: 7\r\n\r\n$/);
});

test("an older client gets the answer without chunks and trailers", async () => {
  const got = await send("GET /old HTTP/1.0\r\nHost: a\r\n\r\n");
  expect(got).toContain('"url":"/old"');
  expect(got).not.toMatch(/trailer|x-sum/i);
});

test("what a caller claims of itself does not pass for our own word", async () => {
  const forged = "X-Docket-Peer-Address: 9.9.9.9\r\nX-Docket-Url: /admin\r\n";
  const got = await send(`GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n${forged}\r\n`);
  const { headers } = JSON.parse(/\{.*\}/.exec(got)?.[0] ?? "null");
  expect(headers).toMatchObject({ "x-docket-peer-address": "127.0.0.1", "x-docket-url": "/x" });
});

test("an answer before the request's end comes through", async () => {
  const got = await send("POST /early HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 900000\r\n\r\nab");
  expect(got).toMatch(/^HTTP\/1.1 413 [\s\S]*too much/);
});

test("a caller who leaves is gone on the other side too", async () => {
  const socket = connect(gateway.port, "127.0.0.1");
  socket.write("GET /silent HTTP/1.1\r\nHost: a\r\n\r\n");
  await eventually(() => expect(silent).toBe(1));
  socket.destroy();
  await eventually(() => expect(aborted).toBe(1));
});

test("where the main process is gone, the caller is told to come again", async () => {
  const passOn = passOnTo("/nowhere/inner.sock");
  const alone = createServer((req, res) => void passOn(req, res));
  await new Promise<void>((resolve) => alone.listen(0, "127.0.0.1", resolve));
  const answer = await fetch(`http://127.0.0.1:${(alone.address() as AddressInfo).port}/overview`);
  expect(answer.status).toBe(503);
  expect(answer.headers.get("retry-after")).toBe("2");
  alone.close();
});
