import fc from "fast-check";
import { expect, test } from "vitest";
import { fromBase36, toBase36 } from "./base36.ts";
import { packJson, unpackJson } from "./packed-json.ts";
import { packUuid, unpackUuid } from "./packed-uuid.ts";
import { readSignedId, signedId } from "./signed-id.ts";

test("base 36 gives back every byte string", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      expect(fromBase36(toBase36(bytes))).toEqual(bytes);
    }),
  );
});

test("base 36 refuses text that it did not write", () => {
  expect(fromBase36("Z0")).toBeNull();
  expect(fromBase36("zz")).toBeNull();
  expect(fromBase36("a")).toBeNull();
});

test("a signed id gives back its payload and refuses any changed character", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.nat(), (payload, position) => {
      const id = signedId("pjb-", "parse", payload);
      expect(readSignedId("pjb-", "parse", id)).toEqual(payload);
      const at = 4 + (position % (id.length - 4));
      const other = id[at] === "a" ? "b" : "a";
      expect(readSignedId("pjb-", "parse", id.slice(0, at) + other + id.slice(at + 1))).toBeNull();
    }),
  );
});

test("an id of one kind is not read as another kind", () => {
  const id = signedId("", "split", Uint8Array.of(1, 2, 3));
  expect(readSignedId("", "classify", id)).toBeNull();
  expect(readSignedId("pjb-", "split", id)).toBeNull();
});

test("a packed UUID has the shape of a version 4 UUID and gives back its payload", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 12, maxLength: 12 }), (payload) => {
      const id = packUuid("parse-v1", payload);
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(unpackUuid("parse-v1", id)).toEqual(payload);
      expect(unpackUuid("other", id)).toBeNull();
    }),
  );
});

test("a UUID from elsewhere is not read", () => {
  expect(unpackUuid("parse-v1", "149744dd-57fb-4d0c-8b1b-8a6f2d8f4f53")).toBeNull();
});

test("packed JSON gives back every JSON value", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(unpackJson(packJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  expect(unpackJson(packJson(undefined))).toBeUndefined();
});
