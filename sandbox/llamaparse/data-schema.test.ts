import { expect, test } from "vitest";
import type { JsonSchema } from "../content/fill-schema.ts";
import { Refusal } from "../http/reply.ts";
import { packJson } from "../ids/packed-json.ts";
import { checkDataSchema, measureSchema, mostPackedBytes, shrinkSchema } from "./data-schema.ts";

function wide(count: number, description?: string): JsonSchema {
  const names = Array.from({ length: count }, (_, index) => `field_${index}_${(index * 7919) % 9973}`);
  return {
    type: "object",
    properties: Object.fromEntries(names.map((name) => [name, { type: "string", description }])),
  };
}

function nested(levels: number): JsonSchema {
  const inner = levels > 1 ? nested(levels - 1) : { type: "string" };
  return { type: "object", properties: { level: inner } };
}

const refusalOf = (schema: JsonSchema): string => {
  try {
    checkDataSchema(schema);
  } catch (error) {
    if (error instanceof Refusal) return JSON.parse(String(error.reply.body)).detail;
    throw error;
  }
  return "accepted";
};

test("a schema within the published limits is accepted", () => {
  expect(refusalOf(wide(3000))).toBe("accepted");
  expect(refusalOf(nested(7))).toBe("accepted");
  expect(refusalOf({ type: "object", properties: { a: { type: "string", default: null } } })).toBe("accepted");
});

test.each([
  [{ type: "array", items: {} }, /root/],
  [{ type: "object" }, /root/],
  [nested(8), /8 levels/],
  [wide(5001), /properties|characters/],
  [wide(10, "d".repeat(20_000)), /characters/],
  [{ type: "object", properties: { a: { type: "number", default: 3 } } }, /Default values/],
])("a schema beyond them is refused with the documented prefix", (schema, reason) => {
  const detail = refusalOf(schema as JsonSchema);
  expect(detail).toMatch(/^schema_validation: ./);
  expect(detail).toMatch(reason);
});

test("properties are counted at every level, and one called properties is only a name", () => {
  const schema = {
    type: "object",
    properties: { properties: { type: "object", properties: { a: { type: "string" } } } },
  };
  expect(measureSchema(schema)).toMatchObject({ properties: 2, depth: 2 });
});

test("a shrunken schema fits into an id and keeps what decides about values", () => {
  expect(packJson(shrinkSchema(wide(2000))).length).toBeLessThanOrEqual(mostPackedBytes);
  const schema = {
    type: "object",
    title: "Invoice",
    properties: { title: { type: "string", description: "long", maxLength: 9 } },
  };
  expect(shrinkSchema(schema)).toEqual({ type: "object", properties: { title: { type: "string", maxLength: 9 } } });
});
