import { connect, type Socket } from "node:net";
import { Writable } from "node:stream";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CallerRequest, CallerResponse } from "../caller.ts";
import { openTwoDoors, type TwoDoors } from "./lane-for-tests.ts";

let doors: TwoDoors;
let answer: (req: CallerRequest, res: CallerResponse) => void;
const said = (res: CallerResponse, body: string) => {
  res.writeHead(200, "OK", ["Content-Length", String(Buffer.byteLength(body))]);
  res.end(body);
};
/** What is answered unless a test says otherwise: what was asked. */
const echo = (req: CallerRequest, res: CallerResponse) =>
  said(res, `${req.method} ${req.url} ${String(req.read() ?? "")}`);

beforeEach(async () => {
  answer = echo;
  doors = await openTwoDoors((req, res) => answer(req, res), 300);
});
afterEach(() => doors.close());

const ask = (what = "GET /gateway/a", body = "", ...fields: string[]) => {
  const length = body ? [`Content-Length: ${body.length}`] : [];
  return [`${what} HTTP/1.1`, "Host: docket", ...length, ...fields, "", body].join("\r\n");
};

/** A caller's connection, with what came back on it. */
interface Caller {
  socket: Socket;
  got: () => string;
  /** Resolves when `text` has come. */
  has(text: string): Promise<void>;
  closed: Promise<unknown>;
}

async function call(port = doors.lanePort): Promise<Caller> {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  let got = "";
  socket.on("data", (chunk) => {
    got += chunk.toString("latin1");
  });
  socket.on("error", () => {});
  const closed = new Promise((resolve) => socket.once("close", resolve));
  await new Promise((resolve) => socket.once("connect", resolve));
  const has = (text: string) => vi.waitFor(() => expect(got).toContain(text), { timeout: 5_000, interval: 5 });
  return { socket, got: () => got, has, closed };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

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

/** Answers of every kind the gateway gives. */
const answers: [string, (res: CallerResponse) => void][] = [
  ["of a stated length", (res) => said(res, "ok")],
  [
    "of a stated length, in two parts",
    (res) => {
      res.writeHead(200, "Fine", ["content-length", "4", "X-A", "\u00e4"]);
      res.write(Buffer.from("ab"));
      res.end(Buffer.from("cd"));
    },
  ],
  [
    "in chunks",
    (res) => {
      res.writeHead(200, "OK", ["content-type", "text/plain"]);
      res.write(Buffer.from("one"));
      res.write(Buffer.alloc(0));
      res.write(Buffer.alloc(20_000, "x"));
      res.end();
    },
  ],
  [
    "in chunks, with trailers",
    (res) => {
      res.writeHead(200, "OK", ["trailer", "x-sum"]);
      res.flushHeaders();
      res.write(Buffer.from("one"));
      res.addTrailers([["x-sum", "1"]]);
      res.end();
    },
  ],
  [
    "long, of a stated length",
    (res) => {
      res.writeHead(200, "OK", ["content-length", "300000"]);
      res.end(Buffer.alloc(300_000, "y"));
    },
  ],
  [
    "of nothing",
    (res) => {
      res.writeHead(200, "OK", ["content-length", "0"]);
      res.end();
    },
  ],
  [
    "without a body",
    (res) => {
      res.writeHead(204, "No Content", []);
      res.end();
    },
  ],
  [
    "not modified",
    (res) => {
      res.writeHead(304, "Not Modified", ["content-length", "12"]);
      res.end();
    },
  ],
  [
    "with a date of its own",
    (res) => {
      res.writeHead(200, "OK", ["Date", "Sun, 06 Nov 1994 08:49:37 GMT", "content-length", "0"]);
      res.end();
    },
  ],
  [
    "that ends the connection",
    (res) => {
      res.writeHead(503, "Service Unavailable", ["connection", "close", "content-length", "2"]);
      res.end("no");
    },
  ],
  [
    "without a reason",
    (res) => {
      res.writeHead(599, "", ["content-length", "2"]);
      res.end("??");
    },
  ],
];

test.each(
  answers.flatMap(([what, give]) =>
    // Node refuses trailers after nothing.
    (what === "in chunks, with trailers" ? ["GET /gateway/a"] : ["GET /gateway/a", "HEAD /gateway/a"]).flatMap((line) =>
      [[], ["Connection: close"]].map((fields): [string, string, string[], typeof give] => [what, line, fields, give]),
    ),
  ),
)("an answer %s (%s, %j) is byte for byte what Node's server sends", async (_what, line, fields, give) => {
  answer = (_req, res) => give(res);
  const sent = await Promise.all(
    [doors.lanePort, doors.nodePort].map(async (port) => {
      const { socket, got, closed } = await call(port);
      socket.write(ask(line, "", ...fields));
      await Promise.race([closed, pause(60)]);
      const isOver = socket.destroyed;
      socket.destroy();
      return { isOver, bytes: got().replace(/^Date: .* GMT\r\n/m, "Date\r\n") };
    }),
  );
  expect(sent[0]?.bytes).toMatch(/^HTTP\/1\.1 \d{3} /);
  expect(sent[0]).toEqual(sent[1]);
  expect([...doors.readBy].sort()).toEqual(["node", "plain"]);
});

test("a head that cannot be sent is refused as Node refuses it, and nothing of it leaves", async () => {
  const thrown: unknown[] = [];
  answer = (_req, res) => {
    for (const headers of [
      ["X-A", "1\r\nX-B: 2"],
      ["X-A\n", "1"],
      ["X-A", "\u20ac"],
    ]) {
      try {
        res.writeHead(200, "OK", headers);
      } catch (error) {
        thrown.push(error);
      }
    }
    said(res, "ok");
  };
  const { socket, has, got } = await call();
  socket.write(ask());
  await has("ok");
  expect(thrown).toHaveLength(3);
  expect(got()).not.toContain("X-");
});

test("a caller who reads slowly slows the answer down, and hears all of it", async () => {
  let drains = 0;
  const block = Buffer.alloc(256 * 1024, "z");
  const blocks = 40;
  answer = async (_req, res) => {
    res.writeHead(200, "OK", ["content-length", String(block.length * blocks)]);
    for (let sent = 0; sent < blocks; sent += 1) {
      if (res.write(block)) continue;
      expect(res.writableNeedDrain).toBe(true);
      await new Promise<void>((resolve) => res.once("drain", resolve));
      drains += 1;
    }
    res.end();
  };
  const { socket, got } = await call();
  socket.pause();
  socket.write(ask());
  await pause(100);
  expect(drains).toBeLessThan(blocks);
  socket.resume();
  await vi.waitFor(() => expect(got().endsWith("zzzz") && got().length).toBeGreaterThan(block.length * blocks), {
    timeout: 10_000,
  });
  expect(drains).toBeGreaterThan(0);
});

test("a caller who leaves is told to whoever answers, once", async () => {
  const events: string[] = [];
  let mine: CallerResponse | null = null;
  answer = (_req, res) => {
    mine = res;
    res.on("close", () => events.push(`close ${res.destroyed} ${res.closed} ${res.writableFinished}`));
  };
  const { socket } = await call();
  socket.write(ask());
  await vi.waitFor(() => expect(mine).not.toBeNull());
  socket.destroy();
  await vi.waitFor(() => expect(events).toEqual(["close true true false"]));
  const left = mine as CallerResponse | null;
  left?.writeHead(200, "OK", []);
  expect(left?.write(Buffer.from("late"))).toBe(true);
  left?.end("late");
  await pause(20);
  expect(events).toHaveLength(1);
});

test("an answer that was sent is over, and says so once", async () => {
  const events: string[] = [];
  answer = (_req, res) => {
    res.on("close", () => events.push(`close ${res.destroyed} ${res.writableFinished}`));
    res.writeHead(200, "OK", ["content-length", "2"]);
    res.end("ok", () => events.push("sent"));
  };
  const { socket, has, closed } = await call();
  socket.write(ask());
  await has("ok");
  socket.end();
  await closed;
  expect(events).toEqual(["sent", "close false true"]);
});

test("an answer that is cut off cuts the connection", async () => {
  answer = (_req, res) => {
    res.writeHead(200, "OK", ["content-length", "10"]);
    res.write(Buffer.from("half"));
    setTimeout(() => res.destroy(), 30);
  };
  const { socket, got, closed } = await call();
  socket.write(ask());
  await closed;
  expect(got()).toMatch(/half$/);
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

test("an answer that is sent is not taken back, nor the connection with it", async () => {
  let first: CallerResponse | null = null;
  answer = (req, res) => {
    first ??= res;
    echo(req, res);
    // As whoever fails after it has answered.
    if (res === first) setTimeout(() => res.destroy(), 20);
  };
  const { socket, has } = await call();
  socket.write(ask("GET /gateway/1"));
  await has("GET /gateway/1");
  await pause(40);
  socket.write(ask("GET /gateway/2"));
  await has("GET /gateway/2");
});

test("what was answered in the turn in which the connection is cut still arrives", async () => {
  answer = (req, res) => {
    echo(req, res);
    res.destroy();
  };
  const { socket, got, closed } = await call();
  socket.write(ask());
  await closed;
  expect(got()).toMatch(/GET \/gateway\/a $/);
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
