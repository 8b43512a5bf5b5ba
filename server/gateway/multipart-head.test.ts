import fc from "fast-check";
import { expect, test } from "vitest";
import { readMultipartHead } from "./multipart-head.ts";

const type = "multipart/form-data; boundary=----b1";
const part = (headers: string, body: string) => `------b1\r\n${headers}\r\n\r\n${body}\r\n`;
const field = (name: string, value: string) => part(`Content-Disposition: form-data; name="${name}"`, value);
const file = (name: string, body = "%PDF-1.7") =>
  part(`Content-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/pdf`, body);
const end = "------b1--\r\n";
const read = (text: string, contentType = type) => readMultipartHead(Buffer.from(text), contentType);

test("fields and the file's name are read, whatever their order", () => {
  const fields = { tier: "fast", configuration: '{"tier":"agentic"}' };
  const asked = field("tier", fields.tier) + field("configuration", fields.configuration);
  expect(read(asked + file("a.pdf") + end)).toEqual({ fileName: "a.pdf", fields });
  expect(read(file("a.pdf") + asked + end)).toEqual({ fileName: "a.pdf", fields });
});

test("a head that ends in the middle gives the name and the fields that are whole", () => {
  expect(read(field("tier", "fast") + file("a.pdf", "x".repeat(100)).slice(0, -50))).toEqual({
    fileName: "a.pdf",
    fields: { tier: "fast" },
  });
  const cut = field("tier", "fast") + field("configuration", '{"tier":"agentic"}').slice(0, -12);
  expect(read(cut)).toEqual({ fileName: null, fields: { tier: "fast" } });
});

test.each([
  ['filename="Rechnung M\u00fcller.pdf"', "Rechnung M\u00fcller.pdf"],
  ['filename="a \\"b\\" c.pdf"', 'a "b" c.pdf'],
  ["filename*=UTF-8''R%C3%A9sum%C3%A9.pdf", "R\u00e9sum\u00e9.pdf"],
  ["filename=\"fallback.pdf\"; filename*=UTF-8''%E2%82%AC.pdf", "\u20ac.pdf"],
  ["filename*=UTF-8''%E0%A4%A", "%E0%A4%A"],
  ["filename=plain.pdf", "plain.pdf"],
  ['filename=""', ""],
])("a file named by %s is called %j", (parameter, name) => {
  const text = part(`Content-Disposition: form-data; name="file"; ${parameter}`, "%PDF");
  expect(read(text + end).fileName).toBe(name);
});

test("the boundary may be quoted, followed by other parameters, in any case", () => {
  for (const contentType of [
    'multipart/form-data; boundary="----b1"',
    "Multipart/Form-Data; BOUNDARY=----b1; charset=utf-8",
    "multipart/form-data; charset=utf-8; boundary=----b1 ",
  ]) {
    expect(read(file("a.pdf") + end, contentType).fileName).toBe("a.pdf");
  }
});

test("what stands in a body is not taken for a header", () => {
  const text = field("note", 'Content-Disposition: form-data; filename="evil.pdf"\r\n\r\nx') + end;
  expect(read(text)).toMatchObject({ fileName: null });
});

test("the first file's name counts, and a field called __proto__ does no harm", () => {
  const found = read(file("first.pdf") + file("second.pdf") + field("__proto__", "x") + end);
  expect(found.fileName).toBe("first.pdf");
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

test("no bytes and no content type make it throw or take long", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.string(), (bytes, tail) => {
      readMultipartHead(Buffer.from(bytes), `multipart/form-data; boundary=${tail}`);
      readMultipartHead(Buffer.concat([Buffer.from(file("a.pdf")), Buffer.from(bytes)]), type);
    }),
  );
  const started = performance.now();
  for (const piece of ["------b1\r\n\r\n", 'filename="\\', "Content-Disposition: ", 'name="', "\r\n\r\n"]) {
    read(part(piece.repeat(64 * 1024).slice(0, 64 * 1024), ""));
    read(piece.repeat(64 * 1024).slice(0, 64 * 1024));
  }
  expect(performance.now() - started).toBeLessThan(2_000);
});
