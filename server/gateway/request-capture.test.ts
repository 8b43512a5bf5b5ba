import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { RequestCapture } from "./request-capture.ts";

function bodyOf(boundary: string, file: Buffer): Buffer {
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]);
}

function digestOf(body: Buffer, contentType: string, chunk: number, what = "parse.create"): string {
  const capture = new RequestCapture(1_024, what, contentType);
  for (let at = 0; at < body.length; at += chunk) capture.push(body.subarray(at, at + chunk));
  return capture.digestWithout(null);
}

const form = (boundary: string) => `multipart/form-data; boundary=${boundary}`;
const file = randomBytes(5_000);

test("the same upload under another boundary, cut into other chunks, has the same digest", () => {
  const first = digestOf(bodyOf("----formdata-undici-012345", file), form("----formdata-undici-012345"), 10_000);
  for (const chunk of [1, 7, 26, 64, 999]) {
    expect(digestOf(bodyOf("another-boundary", file), form("another-boundary"), chunk)).toBe(first);
  }
});

test("another byte, another purpose or another encoding of the body is another request", () => {
  const changed = Buffer.from(file);
  changed[4_000] = (changed[4_000] ?? 0) ^ 1;
  const digests = [
    digestOf(bodyOf("b", file), form("b"), 100),
    digestOf(bodyOf("b", changed), form("b"), 100),
    digestOf(bodyOf("b", file), form("b"), 100, "classify.create"),
    digestOf(bodyOf("b", file), "application/json", 100),
  ];
  expect(new Set(digests).size).toBe(digests.length);
});

test("the head is kept as before", () => {
  const capture = new RequestCapture(10, "x", "application/json");
  capture.push(Buffer.from('{"a":"0123456789"}'));
  expect([capture.bytes.toString(), capture.truncated, capture.total]).toEqual(['{"a":"0123', true, 18]);
});

test("the same request for a file of another id differs in nothing but that id", () => {
  const digest = (id: string, tier: string) => {
    const capture = new RequestCapture(1_024, "parse.create", "application/json");
    capture.push(Buffer.from(JSON.stringify({ file_id: id, tier })));
    return capture.digestWithout(id);
  };
  expect(digest("dfl-1", "fast")).toBe(digest("dfl-22", "fast"));
  expect(digest("dfl-1", "fast")).not.toBe(digest("dfl-1", "agentic"));
});
