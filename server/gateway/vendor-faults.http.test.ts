import type { Socket } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { forgetful, type GatewayWorld, openGatewayWorld, startRawUpstream } from "./gateway-for-tests.ts";
import { head, openRaw, type RawAnswer, sendRaw } from "./raw-http-for-tests.ts";

let world: GatewayWorld;
let upstream: Awaited<ReturnType<typeof startRawUpstream>>;
beforeAll(async () => {
  upstream = await startRawUpstream(() => {});
  world = await openGatewayWorld(upstream.url, {
    headersTimeoutMs: 300,
    idleTimeoutMs: 300,
    connectTimeoutMs: 2_000,
    ...forgetful,
  });
});
afterAll(async () => {
  await world.close();
  await upstream.close();
});
beforeEach(async () => {
  await world.settled();
  await world.ctx.db.sql.query("TRUNCATE job, job_observation, failure, call");
});

/** Serves each connection once its request has begun to arrive. */
const onRequest = (serve: (socket: Socket) => void) => {
  upstream.serve = (socket) => socket.once("data", () => serve(socket));
};
const ask = (method = "GET", path = "/api/v2/parse/j1", headers: string[] = [], body = "") =>
  sendRaw(
    world.port,
    head(method, `/gateway/llamaparse/byoc${path}`, [`Authorization: Bearer ${world.token}`, ...headers]) + body,
  );

function expectRefusal(got: RawAnswer, code: string, status: number): void {
  expect(got.statusLine).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(got.all).toContain(`x-docket-error: ${code}`);
  const callId = /x-docket-call-id: (\S+)/.exec(got.all.join("\n"))?.[1];
  expect(JSON.parse(got.body.toString())).toEqual({
    error: {
      code,
      message: expect.stringMatching(/^The vendor.*\(\w+\)\.$/),
      docs: `/guidance/docket/${code.replaceAll("_", "-")}`,
      call_id: callId,
    },
  });
}

const cases: [string, (socket: Socket) => void, { code: string; status: number; transport: RegExp; entry: RegExp }][] =
  [
    [
      "cuts the connection before answering",
      (socket) => socket.destroy(),
      {
        code: "upstream_reset",
        status: 502,
        transport: /UND_ERR_SOCKET|ECONNRESET/,
        entry: /^docket\/upstream-reset$/,
      },
    ],
    [
      "resets the connection before answering",
      (socket) => socket.resetAndDestroy(),
      {
        code: "upstream_reset",
        status: 502,
        transport: /ECONNRESET|UND_ERR_SOCKET/,
        entry: /^docket\/upstream-reset$/,
      },
    ],
    [
      "cuts the connection in the middle of its head",
      (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Le"),
      { code: "upstream_reset", status: 502, transport: /UND_ERR_SOCKET|HPE_/, entry: /^docket\/upstream-reset$/ },
    ],
    [
      "never answers",
      () => {},
      {
        code: "upstream_timeout",
        status: 504,
        transport: /UND_ERR_HEADERS_TIMEOUT/,
        entry: /^docket\/upstream-timeout$/,
      },
    ],
    [
      "answers with something that is no HTTP",
      (socket) => socket.write("SSH-2.0-OpenSSH_9.2\r\n\r\n"),
      { code: "upstream_reset", status: 502, transport: /HPE_|HTTPParserError/, entry: /^docket\/upstream-reset$/ },
    ],
    [
      "states two lengths for one answer",
      (socket) => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 4\r\n\r\nokok"),
      {
        code: "upstream_reset",
        status: 502,
        transport: /HPE_|UND_ERR_RES_CONTENT_LENGTH_MISMATCH/,
        entry: /^docket\/upstream-reset$/,
      },
    ],
    [
      "answers with a head without end",
      (socket) => void socket.write(`HTTP/1.1 200 OK\r\n${"X-Long: ".padEnd(20_000, "x")}\r\n`.repeat(20)),
      {
        code: "upstream_reset",
        status: 502,
        transport: /UND_ERR_HEADERS_OVERFLOW|HPE_HEADER_OVERFLOW/,
        entry: /^docket\/upstream-reset$/,
      },
    ],
  ];

test.each(cases)("a vendor that %s is told apart, to the caller and in the records", async (_case, serve, expected) => {
  onRequest(serve);
  expectRefusal(await ask(), expected.code, expected.status);
  const [call] = await world.calls();
  expect(call).toMatchObject({
    outcome: "upstream_failed",
    status: null,
    error_code: expect.stringMatching(expected.transport),
    gateway_ms: expect.any(Number),
  });
  expect(await world.failures()).toMatchObject([
    {
      id: call?.failure_id,
      surface: "client",
      status: null,
      entry_id: expect.stringMatching(expected.entry),
      family: expect.not.stringMatching("unclassified"),
    },
  ]);
  expect(world.logged).toEqual([]);
});

test("a create that no vendor answered leaves no job, and the same refusal", async () => {
  onRequest((socket) => socket.destroy());
  const got = await ask("POST", "/api/v2/parse", ["Content-Type: application/json", "Content-Length: 2"], "{}");
  expectRefusal(got, "upstream_reset", 502);
  expect(await world.ctx.db.sql.query("SELECT * FROM job")).toEqual([]);
});

test("nobody at the vendor's address is told apart from a vendor that fails", async () => {
  const gone = await startRawUpstream(() => {});
  await gone.close();
  const lonely = await openGatewayWorld(gone.url);
  const got = await sendRaw(
    lonely.port,
    head("GET", "/gateway/llamaparse/byoc/x", [`Authorization: Bearer ${lonely.token}`]),
  );
  expectRefusal(got, "upstream_unreachable", 502);
  expect(got.body.toString()).not.toMatch(/127\.0\.0\.1/);
  expect(await lonely.calls()).toMatchObject([{ outcome: "upstream_failed", error_code: "ECONNREFUSED" }]);
  expect(await lonely.failures()).toMatchObject([{ entry_id: "docket/connection-refused", family: "network" }]);
  await lonely.close();
});

const begun = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nContent-Type: application/json\r\n\r\nhalf";
test.each([
  ["cuts", (socket: Socket) => socket.end(begun), /UND_ERR_SOCKET|UND_ERR_RES_CONTENT_LENGTH/],
  [
    "resets",
    (socket: Socket) => void socket.write(begun, () => setTimeout(() => socket.resetAndDestroy(), 30)),
    /ECONNRESET|UND_ERR_SOCKET/,
  ],
  ["falls silent in", (socket: Socket) => void socket.write(begun), /UND_ERR_BODY_TIMEOUT/],
])(
  "when a vendor %s its body, the caller's answer breaks off too, and is not closed politely",
  async (_case, serve, transport) => {
    onRequest(serve);
    const got = await ask("GET", "/x").catch((error) => error as NodeJS.ErrnoException);
    if (got instanceof Error) expect(got.code).toBe("ECONNRESET");
    else expect([got.statusLine, got.body.toString()]).toEqual(["HTTP/1.1 200 OK", "half"]);
    expect(await world.calls()).toMatchObject([
      { outcome: "upstream_failed", status: 200, bytes_down: 4, error_code: expect.stringMatching(transport) },
    ]);
    expect(await world.failures()).toHaveLength(1);
  },
);

test("a chunked body that breaks off does not end with a last chunk", async () => {
  onRequest((socket) => {
    socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n", () =>
      setTimeout(() => socket.destroy(), 30),
    );
  });
  const got = await ask("GET", "/x");
  expect(got.whole.toString("latin1")).toMatch(/4\r\nhalf\r\n$/);
});

test("an answer that turns to nonsense in the packet it began in is cut off, and the gateway goes on", async () => {
  onRequest((socket) => socket.end("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\nnonsense\r\n"));
  const got = await ask("GET", "/x").catch((error) => error as NodeJS.ErrnoException);
  if (got instanceof Error) expect(got.code).toBe("ECONNRESET");
  else expect(got.whole.toString("latin1")).not.toMatch(/0\r\n\r\n$/);
  onRequest((socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
  expect((await ask("GET", "/x")).body.toString()).toBe("ok");
  expect(await world.calls()).toMatchObject([{ outcome: "upstream_failed", status: 200 }, { outcome: "answered" }]);
  expect(world.logged).toEqual([]);
});

test("a create whose answer breaks off yields no job and no half answer", async () => {
  onRequest((socket) => socket.end(begun));
  const got = await ask("POST", "/api/v2/parse", ["Content-Type: application/json", "Content-Length: 2"], "{}");
  expectRefusal(got, "upstream_reset", 502);
  expect(await world.ctx.db.sql.query("SELECT * FROM job")).toEqual([]);
  expect(await world.calls()).toMatchObject([{ outcome: "upstream_failed", status: 200 }]);
});

test("a caller who falls silent in its upload is let go, at the vendor too", async () => {
  let closed = false;
  upstream.serve = (socket) => {
    socket.resume();
    socket.on("close", () => {
      closed = true;
    });
  };
  for (const path of ["/x", "/api/v1/files"]) {
    closed = false;
    const raw = await openRaw(world.port);
    const headers = [`Authorization: Bearer ${world.token}`, "Content-Type: application/pdf", "Content-Length: 1000"];
    raw.socket.write(`${head("POST", `/gateway/llamaparse/byoc${path}`, headers)}some`);
    await vi.waitFor(() => expect(closed).toBe(true), { timeout: 5_000 });
    expect((await world.calls()).at(-1)).toMatchObject({ outcome: "client_gone", status: null });
    raw.socket.destroy();
  }
});

test("a status line of the vendor's that no server may send is passed on without harm", async () => {
  onRequest((socket) => socket.end("HTTP/1.1 200 \x01\xffodd\r\nContent-Length: 2\r\nX-Odd: caf\xe9\r\n\r\nok"));
  const got = await ask("GET", "/x");
  expect([200, 502]).toContain(Number(got.statusLine.split(" ")[1]));
  expect(await world.calls()).toHaveLength(1);
  expect(await world.ctx.db.sql.query("SELECT * FROM call_intent")).toEqual([]);
});

test("a vendor that drips is waited for as long as something comes, and its answer passes on byte by byte", async () => {
  const text = "drop by drop";
  onRequest(async (socket) => {
    socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${text.length}\r\n\r\n`);
    // All of it takes longer than the vendor may be silent.
    for (const letter of text) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      socket.write(letter);
    }
  });
  const got = await ask("GET", "/x");
  expect([got.statusLine, got.body.toString()]).toEqual(["HTTP/1.1 200 OK", text]);
  expect(await world.calls()).toMatchObject([{ outcome: "answered", bytes_down: text.length }]);
});
