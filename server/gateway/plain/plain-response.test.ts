import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CallerRequest, CallerResponse } from "../caller.ts";
import { ask, callAt, echo, openTwoDoors, pause, said, type TwoDoors } from "./lane-for-tests.ts";

let doors: TwoDoors;
let answer: (req: CallerRequest, res: CallerResponse) => void;
beforeEach(async () => {
  answer = echo;
  doors = await openTwoDoors((req, res) => answer(req, res));
});
afterEach(() => doors.close());
const call = (port = doors.lanePort) => callAt(port);

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

test("an answer without a head is an error of whoever gives it, and nothing of it leaves", async () => {
  const thrown: unknown[] = [];
  answer = (_req, res) => {
    try {
      res.write("body");
    } catch (error) {
      thrown.push(error);
    }
    said(res, "ok");
  };
  const { socket, has, got } = await call();
  socket.write(ask());
  await has("ok");
  expect(thrown).toHaveLength(1);
  expect(got()).not.toContain("body");
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
