import { Writable } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CallerRequest, CallerResponse } from "../caller.ts";
import { ask, callAt, echo, openTwoDoors, pause, said, type TwoDoors } from "./lane-for-tests.ts";

let doors: TwoDoors;
let answer: (req: CallerRequest, res: CallerResponse) => void;
beforeEach(async () => {
  answer = echo;
  doors = await openTwoDoors((req, res) => answer(req, res), 300);
});
afterEach(() => doors.close());
const call = (port = doors.lanePort) => callAt(port);

test("fields too long to be remembered are read each time", async () => {
  const { socket, has } = await call();
  for (const path of ["/gateway/a", "/gateway/b"]) {
    socket.write(ask(`GET ${path}`, "", `X-Long: ${"x".repeat(5_000)}`));
    await has(`GET ${path}`);
  }
  expect(doors.readBy).toEqual(["plain", "plain"]);
});

test("requests of one connection are answered one after the other", async () => {
  const { socket, has } = await call();
  socket.write(ask("GET /gateway/a"));
  await has("GET /gateway/a ");
  socket.write(ask("POST /gateway/b", "body"));
  await has("POST /gateway/b body");
  expect(doors.readBy).toEqual(["plain", "plain"]);
});

test("what is sent ahead is answered in its turn", async () => {
  const held: (() => void)[] = [];
  answer = (req, res) => void held.push(() => echo(req, res));
  const { socket, has, got } = await call();
  socket.write(ask("GET /gateway/1"));
  await vi.waitFor(() => expect(held).toHaveLength(1));
  socket.write(ask("GET /gateway/2"));
  await pause(30);
  socket.write(ask("GET /gateway/3").slice(0, 20));
  await pause(30);
  expect(held).toHaveLength(1);
  held[0]?.();
  await has("GET /gateway/1");
  socket.write(ask("GET /gateway/3").slice(20));
  for (const at of [1, 2]) {
    await vi.waitFor(() => expect(held).toHaveLength(at + 1), { timeout: 5_000 });
    held[at]?.();
    await has(`GET /gateway/${at + 1}`);
  }
  expect(got().match(/HTTP\/1\.1 200 OK/g)).toHaveLength(3);
});

test.each([
  ["a page", ask("GET /jobs")],
  ["chunks", `${ask("POST /gateway/a", "", "Transfer-Encoding: chunked")}3\r\nabc\r\n0\r\n\r\n`],
  ["a long body", ask("POST /gateway/a", "x".repeat(70_000))],
  ["two at once", ask("GET /gateway/a") + ask("GET /gateway/b")],
  ["one of an older version", ask("GET /gateway/a").replace("1.1", "1.0")],
])("%s is read by Node, and so is what follows it", async (_what, bytes) => {
  answer = (req, res) => {
    req.pipe(blackHole()).once("finish", () => said(res, `answered ${req.url} `));
  };
  const { socket, has } = await call();
  socket.write(bytes);
  await has("answered /");
  expect(new Set(doors.readBy)).toEqual(new Set(["node"]));
});

function blackHole() {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

test("after a plain request comes one that is not, on the same connection, and nothing is lost", async () => {
  const { socket, has } = await call();
  socket.write(ask("GET /gateway/a"));
  await has("GET /gateway/a ");
  socket.write(`${ask("POST /gateway/b", "", "Expect: 100-continue", "Content-Length: 3")}`);
  await has("100 Continue");
  socket.write("abc");
  await has("POST /gateway/b ");
  expect(doors.readBy).toEqual(["plain", "node"]);
});

test("a body in a packet of its own is waited for; one that takes long is left to Node", async () => {
  const { socket, has } = await call();
  const [first, second] = [ask("POST /gateway/a", "first"), ask("POST /gateway/b", "second")];
  socket.write(first.slice(0, -5));
  await pause(5);
  socket.write("first");
  await has("POST /gateway/a first");
  expect(doors.readBy).toEqual(["plain"]);
  answer = (req, res) => void req.pipe(blackHole()).once("finish", () => said(res, `slow ${req.url}`));
  socket.write(second.slice(0, -6));
  await vi.waitFor(() => expect(doors.readBy).toEqual(["plain", "node"]), { timeout: 5_000 });
  socket.write("second");
  await has("slow /gateway/b");
});

test("a caller who leaves within a body leaves nothing behind", async () => {
  const { socket, closed } = await call();
  socket.write(ask("POST /gateway/a", "body").slice(0, -2));
  await pause(10);
  socket.end();
  await closed;
  await pause(80);
  expect(doors.readBy).toEqual([]);
});

test("a connection that says nothing is ended; one that has been served is kept", async () => {
  const silent = await call();
  const served = await call();
  served.socket.write(ask());
  await served.has("GET /gateway/a");
  await silent.closed;
  expect(silent.got()).toMatch(/^HTTP\/1\.1 408 /);
  expect(served.socket.destroyed).toBe(false);
  doors.lane.closeIdle();
  await served.closed;
});

test("a new connection is given the time to say what it came for, though others are ended", async () => {
  const { socket, has } = await call();
  await pause(20);
  doors.lane.closeIdle();
  await pause(60);
  socket.write(ask());
  await has("GET /gateway/a");
});

test("a body that lies there already is read, however late we come to it", async () => {
  const { socket, has } = await call();
  const whole = ask("POST /gateway/a", "body");
  socket.write(whole.slice(0, -4));
  await pause(15);
  // Nothing is read between this and the next timers.
  setImmediate(() => {
    socket.write("body");
    const until = performance.now() + 120;
    while (performance.now() < until);
  });
  await has("POST /gateway/a body");
  expect(doors.readBy).toEqual(["plain"]);
});

test("what was sent ahead by a caller who has left is not begun", async () => {
  answer = (_req, res) => {
    res.writeHead(200, "OK", ["content-length", "8000000"]);
    res.end(Buffer.alloc(8_000_000, "x"));
  };
  const { socket, got, closed } = await call();
  socket.allowHalfOpen = true;
  socket.pause();
  socket.write(ask("GET /gateway/1"));
  await pause(60);
  socket.write(ask("GET /gateway/2"));
  await pause(30);
  socket.end();
  await pause(30);
  socket.resume();
  await closed;
  expect(got().length).toBeGreaterThan(8_000_000);
  expect(doors.readBy).toEqual(["plain"]);
});

test("connections are ended when they are idle, never under a call", async () => {
  let finish = () => {};
  answer = (req, res) => {
    finish = () => echo(req, res);
  };
  const { socket, has, closed } = await call();
  socket.write(ask());
  await vi.waitFor(() => expect(doors.readBy).toEqual(["plain"]));
  doors.lane.closeIdle();
  finish();
  await has("GET /gateway/a");
  doors.lane.closeIdle();
  await closed;
});
