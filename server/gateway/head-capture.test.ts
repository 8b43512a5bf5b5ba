import { randomBytes } from "node:crypto";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { HeadCapture } from "./head-capture.ts";

const capture = (bytes: Uint8Array, maxBytes = 1024 * 1024, pieces = 7): HeadCapture => {
  const head = new HeadCapture(maxBytes);
  const size = Math.max(1, Math.ceil(bytes.length / pieces));
  for (let at = 0; at < bytes.length; at += size) head.push(Buffer.from(bytes.subarray(at, at + size)));
  return head;
};

test("of any stream in any pieces it keeps exactly the head, and counts the rest", () => {
  fc.assert(
    fc.property(
      fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 20 }),
      fc.integer({ min: 0, max: 300 }),
      (pieces, max) => {
        const head = new HeadCapture(max);
        for (const piece of pieces) head.push(Buffer.from(piece));
        const whole = Buffer.concat(pieces);
        expect(head.bytes).toEqual(whole.subarray(0, max));
        expect(head.total).toBe(whole.length);
        expect(head.truncated).toBe(whole.length > max);
      },
    ),
  );
});

test("what it keeps is its own: a network buffer that is used again does not change it", () => {
  const buffer = Buffer.from("first");
  const head = new HeadCapture(10);
  head.push(buffer);
  buffer.write("other");
  expect(head.text(undefined)).toBe("first");
});

const text = JSON.stringify({ detail: "Ungültig", list: Array.from({ length: 200 }, (_, n) => `line ${n}`) });
const packed: [string, Uint8Array][] = [
  ["gzip", gzipSync(text)],
  ["GZIP ", gzipSync(text)],
  ["X-Gzip", gzipSync(text)],
  ["br", brotliCompressSync(text)],
  ["deflate", deflateSync(text)],
  ["deflate", deflateRawSync(text)],
  ["zstd", zstdCompressSync(text)],
  ["identity", Buffer.from(text)],
  ["", Buffer.from(text)],
];

test.each(packed)("a body packed as %j is read", (encoding, bytes) => {
  expect(capture(bytes).text(encoding)).toBe(text);
});

test.each(packed)("a body packed as %j and cut off gives its beginning, or nothing, and never throws", (encoding) => {
  const random = randomBytes(20_000).toString("hex");
  const pack = {
    gzip: gzipSync,
    "x-gzip": gzipSync,
    br: brotliCompressSync,
    deflate: deflateSync,
    zstd: zstdCompressSync,
  };
  const bytes = pack[encoding.trim().toLowerCase() as keyof typeof pack]?.(random) ?? Buffer.from(random);
  const head = capture(bytes, Math.floor(bytes.length / 2));
  expect(head.truncated).toBe(true);
  const beginning = head.text(encoding);
  if (!/br|zstd/.test(encoding)) expect(beginning?.length).toBeGreaterThan(1_000);
  expect(random.startsWith(beginning ?? "")).toBe(true);
});

test("an unknown packing, several at once, or bytes that are none of it give nothing", () => {
  expect(capture(Buffer.from(text)).text("compress")).toBeNull();
  expect(capture(gzipSync(gzipSync(text))).text("gzip, gzip")).toBeNull();
  expect(capture(Buffer.from(text)).text("gzip")).toBeNull();
  expect(capture(Buffer.from(text)).text("br")).toBeNull();
});

test("a bomb is not unpacked beyond eight times what was kept", () => {
  const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
  expect(capture(bomb, 64 * 1024).text("gzip")).toBeNull();
});
