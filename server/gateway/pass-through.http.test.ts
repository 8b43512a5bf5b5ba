import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { forgetful, type GatewayWorld, openGatewayWorld, startRawUpstream } from "./gateway-for-tests.ts";
import { head, openRaw, sendRaw } from "./raw-http-for-tests.ts";

let world: GatewayWorld;
let upstream: Awaited<ReturnType<typeof startRawUpstream>>;
let seen: string;
let answer: Buffer;

beforeAll(async () => {
  upstream = await startRawUpstream((socket) => {
    let request = "";
    socket.on("data", (chunk) => {
      request += chunk.toString("latin1");
      if (!whole(request)) return;
      seen = request;
      request = "";
      socket.end(answer);
    });
  });
  world = await openGatewayWorld(`${upstream.url}/base`, forgetful);
});
afterAll(async () => {
  await world.close();
  await upstream.close();
});
beforeEach(() => {
  seen = "";
  answer = reply("200 OK", [], "ok");
});

/** A request of ours is whole with its head, its stated length or its last chunk. */
function whole(request: string): boolean {
  const gap = request.indexOf("\r\n\r\n");
  if (gap === -1) return false;
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(request)?.[1] ?? 0);
  if (/\r\ntransfer-encoding: chunked/i.test(request)) return request.endsWith("0\r\n\r\n");
  return request.length >= gap + 4 + length;
}

function reply(status: string, headers: string[], body: string | Buffer, length = true): Buffer {
  const lines = [`HTTP/1.1 ${status}`, ...headers, ...(length ? [`Content-Length: ${body.length}`] : []), "", ""];
  return Buffer.concat([Buffer.from(lines.join("\r\n"), "latin1"), Buffer.from(body)]);
}

const at = (path: string) => `/gateway/llamaparse/byoc${path}`;
const authorized = () => [`Authorization: Bearer ${world.token}`];
const ask = (method = "GET", path = "/api/v2/parse/j1", headers: string[] = [], body = "") =>
  sendRaw(world.port, head(method, at(path), [...authorized(), ...headers]) + body);

test.each([
  ["400 Bad Request", '{"detail":"Uploaded file is empty."}'],
  ["402 Payment Required", '{"detail":"No quota left to create a job"}'],
  ["404 Nicht gefunden", "<html>nope</html>"],
  ["418 ", ""],
  ["429 Too Many Requests", '{"detail": "Rate limit exceeded. The file upload limit is 10 requests per second."}'],
  ["500 Internal Server Error", "Internal Server Error"],
  ["503 Service Unavailable", Buffer.from([0, 1, 2, 255, 254])],
  ["599 Whatever", "  \r\n odd \r\n"],
])("a vendor's %s comes back byte for byte: status line, headers, body", async (status, body) => {
  const headers = [
    "content-TYPE: application/Json",
    "X-Twice: 1",
    "x-twice: 2",
    "Retry-After: 1",
    "Date: Thu, 01 Jan 1970 00:00:00 GMT",
  ];
  answer = reply(status, headers, body);
  const got = await ask();
  expect(got.statusLine).toBe(`HTTP/1.1 ${status}`);
  expect(got.headers).toEqual([...headers.slice(0, -1), `Content-Length: ${body.length}`]);
  expect(got.all).toContain("Date: Thu, 01 Jan 1970 00:00:00 GMT");
  expect(got.body).toEqual(Buffer.from(body));
});

test("a packed body is passed on packed, and read on the side", async () => {
  const packed = gzipSync('{"detail":"You\'ve exceeded the maximum number of credits for your plan."}');
  answer = reply("402 Payment Required", ["Content-Encoding: gzip", "Content-Type: application/json"], packed);
  const got = await ask("POST", "/api/v2/parse", ["Content-Type: application/json", "Content-Length: 2"], "{}");
  expect(got.body).toEqual(packed);
  expect(got.headers).toContain("Content-Encoding: gzip");
  const failure = (await world.failures()).find(({ status }) => status === 402);
  expect(failure).toMatchObject({ family: "quota", entry_id: expect.stringMatching(/^llamaparse\//) });
});

test("the request reaches the vendor as it was: method, path, query, headers, body; with another credential", async () => {
  const body = '{"tier":"fast"}';
  await ask(
    "POST",
    "/api/v2/parse/a%2Fb%20c?expand=a&expand=b&x=%C3%BC+y",
    [
      "Content-Type: application/json",
      "X-Stainless-Lang: js",
      "x-STAINLESS-lang: twice",
      `Content-Length: ${body.length}`,
      "Cookie: sid=1",
    ],
    body,
  );
  const [requestLine, ...lines] = (seen.split("\r\n\r\n")[0] ?? "").split("\r\n");
  expect(requestLine).toBe("POST /base/api/v2/parse/a%2Fb%20c?expand=a&expand=b&x=%C3%BC+y HTTP/1.1");
  expect(lines).toEqual(
    expect.arrayContaining([
      "Content-Type: application/json",
      "X-Stainless-Lang: js",
      "x-STAINLESS-lang: twice",
      `authorization: Bearer ${world.secret}`,
      `host: ${new URL(upstream.url).host}`,
    ]),
  );
  expect(seen.split("\r\n\r\n")[1]).toBe(body);
  expect(seen).not.toMatch(new RegExp(`${world.token}|Cookie|docket`, "i"));
});

test.each(["PUT", "PATCH", "DELETE", "OPTIONS"])("%s is passed on, with and without a body", async (method) => {
  await ask(method, "/x", ["Content-Length: 2"], "{}");
  expect(seen).toMatch(new RegExp(`^${method} /base/x HTTP/1.1`));
  expect(seen).toContain("\r\n\r\n{}");
  await ask(method, "/y");
  expect(seen).toMatch(new RegExp(`^${method} /base/y HTTP/1.1`));
});

test("HEAD keeps the length that a GET would have, and has no body", async () => {
  answer = Buffer.from("HTTP/1.1 200 OK\r\nContent-Length: 12345\r\nETag: abc\r\n\r\n");
  const got = await ask("HEAD");
  expect(got.headers).toEqual(["Content-Length: 12345", "ETag: abc"]);
  expect(got.body).toHaveLength(0);
});

test.each(["204 No Content", "304 Not Modified"])("%s has no body and no length of ours", async (status) => {
  answer = reply(status, ["ETag: abc"], "", false);
  const got = await ask("DELETE");
  expect(got.statusLine).toBe(`HTTP/1.1 ${status}`);
  expect(got.headers).toEqual(["ETag: abc"]);
  expect(got.all.join()).not.toMatch(/transfer-encoding|content-length/i);
  expect(got.body).toHaveLength(0);
});

test("a redirect is the caller's to follow", async () => {
  answer = reply("307 Temporary Redirect", ["Location: https://elsewhere.example/x?sig=1"], "");
  const got = await ask();
  expect(got.headers).toContain("Location: https://elsewhere.example/x?sig=1");
});

test("an interim answer of the vendor does not end the exchange", async () => {
  answer = Buffer.concat([
    Buffer.from("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"),
    reply("200 OK", ["X-Final: yes"], "final"),
  ]);
  const got = await ask();
  expect(got).toMatchObject({ statusLine: "HTTP/1.1 200 OK", headers: ["X-Final: yes", "Content-Length: 5"] });
  expect(got.body.toString()).toBe("final");
});

test("an answer that ends with its connection comes back whole", async () => {
  answer = Buffer.from("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nuntil the end");
  const got = await ask();
  expect(got.body.toString()).toBe("until the end");
  expect(got.headers).toEqual(["Content-Type: text/plain"]);
});

test("Expect: 100-continue is answered here, and the body follows", async () => {
  const raw = await openRaw(world.port);
  raw.socket.write(head("POST", at("/api/v2/parse"), [...authorized(), "Expect: 100-continue", "Content-Length: 2"]));
  await raw.waitFor("HTTP/1.1 100 Continue");
  raw.socket.write("{}");
  await raw.waitFor("HTTP/1.1 200 OK");
  expect(seen).not.toMatch(/expect/i);
  expect(seen).toContain("\r\n\r\n{}");
  raw.socket.destroy();
});

test("a chunked upload arrives whole, whatever its pieces, and without its trailers", async () => {
  const chunked = ["Transfer-Encoding: chunked", "Content-Type: application/octet-stream"];
  await ask("POST", "/x", chunked, "3\r\nabc\r\n5;ext=1\r\ndefgh\r\n0\r\nTrailer: dropped\r\n\r\n");
  expect(seen.replaceAll(/(?<!\r\n)\r\n[0-9a-f]+\r\n/g, "")).toContain("abcdefgh");
  expect(seen).not.toContain("dropped");
});

test("what an answer says after its last chunk comes through, but no cookie and no forged mark", async () => {
  const chunks = "3\r\nabc\r\n0\r\nX-Pages: 3\r\nSet-Cookie: a=b\r\nX-Docket-Error: forged\r\n\r\n";
  const headers = ["Content-Type: text/plain", "Trailer: X-Pages", "Transfer-Encoding: chunked"];
  answer = reply("200 OK", headers, chunks, false);
  const all = (await ask()).whole.toString("latin1");
  expect(all).toMatch(/^Trailer: X-Pages\r$/m);
  expect(all).toMatch(/\r\n3\r\nabc\r\n0\r\nx-pages: 3\r\n\r\n$/i);
  const older = head("GET", at("/x"), authorized()).replace("HTTP/1.1", "HTTP/1.0");
  expect((await sendRaw(world.port, older)).whole.toString("latin1")).not.toMatch(/trailer|x-pages/i);
});

test("cookies and forged marks of Docket's do not come through, the call's own id does", async () => {
  answer = reply(
    "200 OK",
    ["Set-Cookie: session=1", "X-Docket-Error: forged", "X-Docket-Call-Id: forged", "X-Own: kept"],
    "",
  );
  const got = await ask();
  expect(got.headers).toEqual(["X-Own: kept", "Content-Length: 0"]);
  const [call] = (await world.calls()).slice(-1);
  expect(got.all).toContain(`x-docket-call-id: ${call?.id}`);
  expect(got.all.join("\n")).toMatch(/server-timing: gateway;dur=\d+\.\d\d/);
});

test("two requests on one connection of the caller's are two exchanges", async () => {
  const raw = await openRaw(world.port);
  const request = `GET ${at("/one")} HTTP/1.1\r\nHost: d\r\nAuthorization: Bearer ${world.token}\r\n\r\n`;
  raw.socket.write(request);
  await raw.waitFor("ok");
  raw.socket.write(request.replace("/one", "/two"));
  await raw.waitFor("ok\r\n".slice(0, 2));
  await world.settled();
  const paths = (await world.calls()).slice(-2).map((call) => call.path);
  expect(paths).toEqual(["/one", "/two"]);
  raw.socket.destroy();
});

test("every exchange is written down with what it was and what it took", async () => {
  const before = (await world.calls()).length;
  const body = '{"tier":"fast","source_url":"https://a.example/In%20voice.pdf"}';
  answer = reply("422 Unprocessable Entity", ["Content-Type: application/json"], '{"detail":[]}');
  await ask(
    "POST",
    "/api/v2/parse?project_id=p1&token=hush",
    ["Content-Type: application/json", `Content-Length: ${body.length}`],
    body,
  );
  const call = (await world.calls())[before];
  expect(call).toMatchObject({
    method: "POST",
    path: "/api/v2/parse",
    query: "?project_id=p1&token=[redacted]",
    operation: "parse.create",
    outcome: "answered",
    status: 422,
    error_code: null,
    bytes_up: body.length,
    bytes_down: 13,
    file_name: "In voice.pdf",
    client_id: world.clientId,
    provider_key_id: world.keyId,
  });
  expect(call?.latency_ms).toBeGreaterThanOrEqual(call?.upstream_ms ?? Number.NaN);
  expect(call?.upstream_ms).toBeGreaterThan(0);
  const [failure] = (await world.failures()).slice(-1);
  expect(failure).toMatchObject({ id: call?.failure_id, call_id: call?.id, surface: "http", status: 422 });
  // The test with a 402 had the key put aside.
  expect(world.logged.filter(({ message }) => message !== "a provider key steps aside")).toEqual([]);
  expect(await world.ctx.db.sql.query("SELECT * FROM call_intent")).toEqual([]);
});
