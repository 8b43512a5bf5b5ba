import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo, connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PlainRequest, readPlainHead } from "./plain-request.ts";

const read = (text: string) => readPlainHead(Buffer.from(text, "latin1"), null);
const line = "POST /gateway/llamaparse/byoc/api/v2/parse?a=1 HTTP/1.1";
const request = (...fields: string[]) => [line, ...fields, "", ""].join("\r\n");

test("a plain request is read as it was written", () => {
  const text = `${request("Host: docket", "X-A:  two words\t", "content-length: 3")}abc`;
  const head = read(text);
  expect(head).toMatchObject({ method: "POST", url: "/gateway/llamaparse/byoc/api/v2/parse?a=1" });
  expect(head?.fields.headers).toEqual({ host: "docket", "x-a": "two words", "content-length": "3" });
  expect(head?.fields.rawHeaders).toEqual(["Host", "docket", "X-A", "two words", "content-length", "3"]);
  expect(head?.fields).toMatchObject({ bodyBytes: 3, isLast: false });
  expect(text.slice(head?.bodyAt)).toBe("abc");
});

test("fields that are the same as before are not read again, others are", () => {
  const first = read(request("Host: docket", "X-A: 1"));
  const same = readPlainHead(Buffer.from(request("Host: docket", "X-A: 1")), first?.fields ?? null);
  const other = readPlainHead(Buffer.from(request("Host: docket", "X-A: 2")), first?.fields ?? null);
  expect(same?.fields).toBe(first?.fields);
  expect(other?.fields.headers["x-a"]).toBe("2");
});

test("a body is read once", () => {
  const head = read(`${request("Host: docket", "Content-Length: 2")}ok`);
  if (!head) throw new Error("not plain");
  const body = new PlainRequest(head, Buffer.from("ok"), undefined as never);
  expect([body.readableLength, body.readableDidRead]).toEqual([2, false]);
  expect(body.read()?.toString()).toBe("ok");
  expect([body.readableLength, body.readableDidRead, body.read()]).toEqual([0, true, null]);
});

test.each([
  ["no host", request("X-A: 1")],
  ["two hosts", request("Host: a", "Host: b")],
  ["a field twice", request("Host: a", "X-A: 1", "x-a: 2")],
  ["two lengths", request("Host: a", "Content-Length: 1", "Content-Length: 1")],
  ["a length with a sign", request("Host: a", "Content-Length: +1")],
  ["a length in a list", request("Host: a", "Content-Length: 1, 1")],
  ["a length of nothing", request("Host: a", "Content-Length:")],
  ["chunks", request("Host: a", "Transfer-Encoding: chunked")],
  ["chunks and a length", request("Host: a", "Content-Length: 1", "Transfer-Encoding: chunked")],
  ["chunks by another name", request("Host: a", "Transfer-Encoding : chunked")],
  ["an expectation", request("Host: a", "Expect: 100-continue")],
  ["an upgrade", request("Host: a", "Connection: Upgrade", "Upgrade: websocket")],
  ["more named by the connection", request("Host: a", "Connection: keep-alive, X-A", "X-A: 1")],
  ["trailers announced", request("Host: a", "Trailer: X-A")],
  ["a line that goes on", request("Host: a", "X-A: 1", " 2")],
  ["a line without end", `${line}\r\nHost: a\nX-A: 1\r\n\r\n`],
  ["a lone carriage return", request("Host: a", "X-A: 1\r2")],
  ["a nought", request("Host: a", "X-A: 1\u00002")],
  ["no colon", request("Host: a", "X-A")],
  ["no name", request("Host: a", ": 1")],
  ["a name of every object", request("Host: a", "constructor: 1")],
  ["another name of every object", request("Host: a", "__proto__: 1")],
  ["an older version", request("Host: a").replace("1.1", "1.0")],
  ["another method", request("Host: a").replace("POST", "PURGE")],
  ["a method in small letters", request("Host: a").replace("POST", "post")],
  ["a whole address", request("Host: a").replace(" /", " http://a/")],
  ["a space in the target", request("Host: a").replace("?", " ")],
  ["letters of more than seven bits in the target", request("Host: a").replace("parse", "p\u00e4rse")],
  ["a fragment", request("Host: a").replace("?", "#")],
  ["an empty line before", `\r\n${request("Host: a")}`],
  ["half a head", request("Host: a").slice(0, -2)],
  ["a head of more than 16 KiB", request("Host: a", `X-A: ${"x".repeat(16 * 1024)}`)],
  ["more than a hundred fields", request("Host: a", ...Array.from({ length: 100 }, (_, n) => `X-${n}: 1`))],
])("%s is not plain", (_what, text) => {
  expect(read(text)).toBeNull();
});

test("a head of tabs and spaces only is read in no time", () => {
  const began = performance.now();
  expect(read(request("Host: a", `X-A: ${" \t".repeat(8_000)}\u0001`))).toBeNull();
  expect(read(request("Host: a", `X-A: ${" \t".repeat(8_000)}`))?.fields.headers["x-a"]).toBe("");
  expect(performance.now() - began).toBeLessThan(100);
});

/** What Node's own parser makes of the same bytes: null where it refuses them, or reads more than one request. */
type Read = { method: string; url: string; headers: object; rawHeaders: string[]; body: string };
let port: number;
let heard: Read[];
const server = createServer((req: IncomingMessage, res) => {
  const chunks: Buffer[] = [];
  req.on("data", (chunk: Buffer) => chunks.push(chunk));
  req.on("end", () => {
    const { method = "", url = "", headers, rawHeaders } = req;
    heard.push({ method, url, headers: { ...headers }, rawHeaders, body: Buffer.concat(chunks).toString("latin1") });
    res.end();
  });
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function readByNode(bytes: Buffer): Promise<Read[]> {
  heard = [];
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.end(bytes));
    socket.on("error", () => {});
    socket.on("close", () => resolve(heard));
    socket.resume();
  });
}

/** Requests as they may come, mostly plain, with something broken in them here and there. */
const name = fc.constantFrom(
  "Host",
  "host",
  "X-A",
  "X-B",
  "Accept",
  "Content-Length",
  "Connection",
  "Transfer-Encoding",
  "Cookie",
  "X A",
  "X-\u00e4",
  "",
);
const value = fc.oneof(
  fc.constantFrom(
    "0",
    "3",
    "03",
    "3 ",
    "+3",
    "0x3",
    "keep-alive",
    "close",
    "chunked",
    "docket",
    "",
    "a\tb",
    "\u00e4\u00a0",
    "a\u0001",
    "a\rb",
    "a\nb",
  ),
  fc.string({ maxLength: 12 }),
);
const pieces = fc.record({
  method: fc.constantFrom("GET", "POST", "DELETE", "HEAD", "get", "PURGE"),
  target: fc.constantFrom("/gateway/a?b=c", "/", "/a b", "/\u00e4", "http://x/", "*", "/a#b", '/%2e%2e/"<>'),
  version: fc.constantFrom("HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/1.1 ", "http/1.1"),
  fields: fc.array(fc.tuple(name, fc.constantFrom(": ", ":", ":\t ", " : ", ""), value), { maxLength: 5 }),
  end: fc.constantFrom("\r\n", "\r\n", "\r\n", "\r\n", "\n", "\r", " \r\n"),
  body: fc.constantFrom("", "abc", "abcd", "3\r\nabc\r\n0\r\n\r\n"),
});

test("whatever is read as plain, Node reads as the same one request", async () => {
  let plain = 0;
  const check = async (bytes: Buffer) => {
    const head = readPlainHead(bytes, null);
    if (!head || head.fields.bodyBytes !== bytes.length - head.bodyAt) return;
    plain += 1;
    const { headers, rawHeaders } = head.fields;
    const body = bytes.toString("latin1", head.bodyAt);
    expect(await readByNode(bytes)).toEqual([{ method: head.method, url: head.url, headers, rawHeaders, body }]);
  };
  await fc.assert(
    fc.asyncProperty(pieces, ({ method, target, version, fields, end, body }) => {
      const lines = [`${method} ${target} ${version}`, "Host: docket", ...fields.map((parts) => parts.join(""))];
      const [first = "", ...rest] = lines;
      return check(Buffer.from(`${first}\r\n${rest.map((text) => text + end).join("")}\r\n${body}`, "latin1"));
    }),
    { numRuns: 4_000 },
  );
  await fc.assert(
    fc.asyncProperty(fc.nat(120), fc.nat(255), fc.constantFrom(0, 1, 2), (at, byte, how) => {
      const whole = Buffer.from(
        `${request("Host: docket", "Accept: */*", "X-A: 1", "Content-Length: 3")}abc`,
        "latin1",
      );
      const place = at % whole.length;
      const rest = whole.subarray(how === 0 ? place : place + 1);
      return check(Buffer.concat([whole.subarray(0, place), how === 2 ? Buffer.alloc(0) : Buffer.from([byte]), rest]));
    }),
    { numRuns: 4_000 },
  );
  // Enough of them were plain for this to say something.
  expect(plain).toBeGreaterThan(500);
}, 60_000);
