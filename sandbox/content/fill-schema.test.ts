import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { fillSchema, type JsonSchema } from "./fill-schema.ts";

/** Schemas as users write them: nested, with enums, bounds, formats and nulls. */
const leaf = fc.oneof<fc.Arbitrary<JsonSchema>[]>(
  fc.constant({ type: "string" }),
  fc.constant({ type: "boolean" }),
  fc.constant({ type: ["string", "null"] }),
  fc.constant({ anyOf: [{ type: "number" }, { type: "null" }] }),
  fc.constant({ enum: ["invoice", "receipt"] }),
  fc.constantFrom("date", "date-time", "email", "uuid").map((format) => ({ type: "string", format })),
  fc.tuple(fc.nat(50), fc.nat(50)).map(([low, more]) => ({ type: "integer", minimum: low, maximum: low + more })),
  fc
    .tuple(fc.nat(50), fc.integer({ min: 1, max: 50 }))
    .map(([low, more]) => ({ type: "number", minimum: low, maximum: low + more })),
  fc
    .tuple(fc.nat(20), fc.nat(20))
    .map(([least, more]) => ({ type: "string", minLength: least, maxLength: least + more })),
);
const names = fc.constantFrom("total", "vendor_name", "quantity", "due_date", "items", "id", "tax_rate", "x");
const { schema } = fc.letrec<{ schema: JsonSchema; object: JsonSchema }>((tie) => ({
  schema: fc.oneof(
    { maxDepth: 4 },
    leaf,
    tie("object"),
    tie("schema").map((items) => ({ type: "array", items, minItems: 1 })),
  ),
  object: fc.dictionary(names, tie("schema"), { maxKeys: 5 }).map((properties) => ({
    type: "object",
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  })),
}));

test("what is filled in satisfies the schema", () => {
  fc.assert(
    fc.property(schema, fc.string(), (wanted, name) => {
      const value = fillSchema(wanted, name);
      const result = z.fromJSONSchema(wanted as Parameters<typeof z.fromJSONSchema>[0]).safeParse(value);
      expect(result.error?.issues ?? []).toEqual([]);
    }),
  );
});

test("the same schema and document give the same values, another document others", () => {
  const wanted = { type: "object", properties: { invoice_number: { type: "string" }, total: { type: "number" } } };
  expect(fillSchema(wanted, "a.pdf")).toEqual(fillSchema(wanted, "a.pdf"));
  expect(fillSchema(wanted, "a.pdf")).not.toEqual(fillSchema(wanted, "b.pdf"));
});

test("fields say what they are called, and the lines of an invoice add up", () => {
  const line = {
    type: "object",
    properties: {
      description: { type: "string" },
      quantity: { type: "integer" },
      unit_price: { type: "number" },
      amount: { type: "number" },
    },
  };
  const wanted = {
    type: "object",
    properties: {
      invoice_date: { type: "string" },
      currency: { type: "string" },
      lines: { type: "array", items: line },
    },
  };
  const value = fillSchema(wanted, "acme.pdf") as {
    invoice_date: string;
    currency: string;
    lines: { quantity: number; unit_price: number; amount: number }[];
  };
  expect(value.invoice_date).toMatch(/^2026-\d\d-\d\d$/);
  expect(["EUR", "USD", "GBP"]).toContain(value.currency);
  for (const { quantity, unit_price, amount } of value.lines) expect(amount).toBeCloseTo(quantity * unit_price, 1);
});

test("references, merged parts and schemas that refer to themselves end", () => {
  const node = { type: "object", properties: { name: { type: "string" }, child: { $ref: "#/$defs/node" } } };
  const wanted = {
    type: "object",
    properties: { tree: { $ref: "#/$defs/node" }, both: { allOf: [node, { properties: { kind: { const: "k" } } }] } },
    $defs: { node },
  };
  const value = fillSchema(wanted, "a.pdf") as { tree: { name: string }; both: { kind: string; name: string } };
  expect(value.tree.name).toEqual(expect.any(String));
  expect(value.both).toMatchObject({ kind: "k", name: expect.any(String) });
});
