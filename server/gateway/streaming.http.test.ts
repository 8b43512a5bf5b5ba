import { type ClientRequest, type IncomingMessage, request, type ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { eventually } from "#server/testing/index.ts";
import { forgetful, type GatewayWorld, openGatewayWorld, startUpstream, type Upstream } from "./gateway-for-tests.ts";

let world: GatewayWorld;
let upstream: Upstream;
beforeAll(async () => {
  upstream = await startUpstream();
  world = await openGatewayWorld(upstream.url, forgetful);
});
afterAll(async () => {
  await world.close();
  await upstream.close();
});
beforeEach(() => {
  upstream.requests.length = 0;
});

const megabyte = 1024 * 1024;

/** Begins a request; its body is the test's to write. */
function begin(method: string, path: string, headers: Record<string, string | number> = {}) {
  const req = request(`${world.url}${path}`, {
    agent: false,
    method,
    headers: { authorization: `Bearer ${world.token}`, ...headers },
  });
  req.on("error", () => {});
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    req.on("response", resolve);
    req.on("error", reject);
  });
  answered.catch(() => {});
  return { req, answered };
}

const chunkOf = (stream: IncomingMessage) =>
  new Promise<string>((resolve) => stream.once("data", (chunk: Buffer) => resolve(chunk.toString())));
const sizeOf = async (stream: AsyncIterable<Buffer>) => {
  let size = 0;
  for await (const chunk of stream) size += chunk.length;
  return size;
};

/** Writes `count` megabytes as fast as the other side takes them. */
async function writeMegabytes(to: ClientRequest | ServerResponse, count: number): Promise<void> {
  const block = Buffer.alloc(megabyte, "x");
  for (let n = 0; n < count; n += 1) {
    if (!to.write(block)) await new Promise((resolve) => to.once("drain", resolve));
  }
  to.end();
}

test("the first bytes of an upload reach the vendor before the last are sent", async () => {
  for (const headers of [{}, { "content-length": 10 }, { "content-type": "multipart/form-data; boundary=b" }]) {
    const path = "content-type" in headers ? "/api/v2/parse/upload" : "/x";
    const arrived = new Promise<string>((resolve) => {
      upstream.answer = (req, res) => {
        void chunkOf(req).then(resolve);
        req.on("end", () => res.end("done"));
      };
    });
    const { req, answered } = begin("POST", path, headers as Record<string, string>);
    req.write("first");
    expect(await arrived).toBe("first");
    req.end("later");
    expect(await chunkOf(await answered)).toBe("done");
  }
});

test("the first bytes of a download reach the caller before the last are sent", async () => {
  let last = () => {};
  upstream.answer = (_req, res) => {
    res.write("first");
    last = () => res.end("last");
  };
  const { req, answered } = begin("GET", "/x");
  req.end();
  const res = await answered;
  expect(await chunkOf(res)).toBe("first");
  last();
  expect(await chunkOf(res)).toBe("last");
});

test("an answer's head comes at once, before any byte of its body", async () => {
  let end = () => {};
  upstream.answer = (_req, res) => {
    res.writeHead(202, { "x-early": "yes" }).flushHeaders();
    end = () => res.end();
  };
  const { req, answered } = begin("GET", "/x");
  req.end();
  expect((await answered).headers["x-early"]).toBe("yes");
  end();
});

test("server-sent events pass one by one as they come", async () => {
  let send = (_event: string) => {};
  upstream.answer = (_req, res) => {
    res.writeHead(200, { "content-type": "text/event-stream" });
    send = (event) => void res.write(event);
    send("data: 0\n\n");
  };
  const { req, answered } = begin("POST", "/api/v1/chat");
  req.end("{}");
  const res = await answered;
  expect(res.headers["content-type"]).toBe("text/event-stream");
  for (let n = 0; n < 5; n += 1) {
    expect(await chunkOf(res)).toBe(`data: ${n}\n\n`);
    send(`data: ${n + 1}\n\n`);
  }
  req.destroy();
});

test("fifty megabytes go up, watched or not, without gathering on the way", async () => {
  for (const path of ["/x", "/api/v1/files"]) {
    let arrived = 0;
    let most = 0;
    upstream.answer = (incoming, res) => {
      incoming.on("data", (chunk: Buffer) => {
        arrived += chunk.length;
        most = Math.max(most, (req.socket?.bytesWritten ?? 0) - arrived);
      });
      incoming.on("end", () => res.end());
    };
    const { req, answered } = begin("POST", path, { "content-type": "application/pdf" });
    await writeMegabytes(req, 50);
    expect((await answered).statusCode).toBe(200);
    expect(arrived).toBe(50 * megabyte);
    // What lies in the two connections' buffers, ours and the system's.
    expect(most).toBeLessThan(25 * megabyte);
  }
  const [watched] = (await world.calls()).slice(-1);
  expect(watched).toMatchObject({ operation: "files.create_v1", bytes_up: 50 * megabyte });
});

/** What the buffers of two connections may hold where the system lets them grow to 32 MiB each. */
const inBuffers = 70 * megabyte;

test("a vendor who reads slowly slows the caller down", async () => {
  let arrived: IncomingMessage | null = null;
  upstream.answer = (req) => {
    arrived = req;
  };
  const { req } = begin("POST", "/api/v1/files", { "content-type": "application/pdf" });
  const upload = writeMegabytes(req, 100);
  await eventually(() => expect(arrived).not.toBeNull());
  const written = await steady(() => req.socket?.bytesWritten ?? 0);
  expect(written).toBeLessThan(inBuffers);
  expect(await sizeOf(arrived as unknown as IncomingMessage)).toBe(100 * megabyte);
  await upload;
  req.destroy();
  await world.settled();
});

test("a caller who reads slowly slows the vendor down, and gets everything in the end", async () => {
  let sent = () => 0;
  upstream.answer = (_req, res) => {
    sent = () => res.socket?.bytesWritten ?? 0;
    void writeMegabytes(res, 100);
  };
  const { req, answered } = begin("GET", "/x");
  req.end();
  const res = await answered;
  const written = await steady(() => sent());
  expect(written).toBeGreaterThan(0);
  expect(written).toBeLessThan(inBuffers);
  expect(await sizeOf(res)).toBe(100 * megabyte);
  expect((await world.calls()).at(-1)).toMatchObject({ outcome: "answered", bytes_down: 100 * megabyte });
});

test.each([
  [
    "reads on",
    (req: IncomingMessage, res: ServerResponse) => {
      req.resume();
      res.writeHead(413).end("too large");
    },
  ],
  ["stops reading", (_req: IncomingMessage, res: ServerResponse) => void res.writeHead(413).end("too large")],
])("a vendor that answers before the upload is over, and %s, is heard", async (_case, answer) => {
  for (const path of ["/x", "/api/v1/files"]) {
    upstream.answer = answer;
    const { req, answered } = begin("POST", path, {
      "content-type": "application/pdf",
      "content-length": 20 * megabyte,
    });
    void writeMegabytes(req, 20).catch(() => {});
    const res = await answered;
    expect(res.statusCode).toBe(413);
    expect(await chunkOf(res)).toBe("too large");
    expect((await world.calls()).at(-1)).toMatchObject({ outcome: "answered", status: 413 });
    req.destroy();
  }
});

/** A number once it has stopped growing. */
async function steady(read: () => number): Promise<number> {
  let last = -1;
  await vi.waitFor(
    () => {
      const now = read();
      const grew = now !== last;
      last = now;
      if (grew || now === 0) throw new Error("still growing");
    },
    { timeout: 10_000, interval: 150 },
  );
  return last;
}
