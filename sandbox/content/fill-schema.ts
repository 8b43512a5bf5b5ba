import { hashText, seededRandom } from "../jobs/seeded-random.ts";
import { fillNumber } from "./fill-number.ts";
import { fillString } from "./fill-string.ts";
import { type InvoiceDocument, type InvoiceLine, invoiceDocument } from "./invoice-document.ts";

export type JsonSchema = { [key: string]: unknown };

/** What a value is made from. */
export interface FillContext {
  root: JsonSchema;
  random: () => number;
  invoice: InvoiceDocument;
  /** The invoice line an array element speaks of; null outside such an array. */
  line: InvoiceLine | null;
}

/** Deeper than this a schema that refers to itself is cut with null. */
const deepest = 12;

/** A value that satisfies a JSON schema and reads like the document of that name. The same input gives the same value. */
export function fillSchema(schema: JsonSchema, documentName: string, part = ""): unknown {
  const context: FillContext = {
    root: schema,
    random: seededRandom(hashText(`${documentName}#${part}`)),
    invoice: invoiceDocument(documentName),
    line: null,
  };
  return fill(schema, "", context, 0);
}

function fill(schema: JsonSchema, name: string, context: FillContext, depth: number): unknown {
  if ("const" in schema) return schema.const;
  if (Array.isArray(schema.enum)) return schema.enum[Math.floor(context.random() * schema.enum.length)] ?? null;
  if (depth > deepest) return null;
  const resolved = resolve(schema, context.root);
  if (resolved !== schema) return fill(resolved, name, context, depth + 1);
  switch (typeOf(schema)) {
    case "object":
      return fillObject(schema, context, depth);
    case "array":
      return fillArray(schema, name, context, depth);
    case "string":
      return fillString(schema, name, context);
    case "integer":
    case "number":
      return fillNumber(schema, name, context);
    case "boolean":
      return context.random() < 0.5;
    default:
      return null;
  }
}

function fillObject(schema: JsonSchema, context: FillContext, depth: number): Record<string, unknown> {
  const properties = asSchemas(schema.properties);
  return Object.fromEntries(
    Object.entries(properties).map(([name, child]) => [name, fill(child, name, context, depth + 1)]),
  );
}

function fillArray(schema: JsonSchema, name: string, context: FillContext, depth: number): unknown[] {
  const { lines } = context.invoice;
  const least = Number(schema.minItems ?? 0);
  const most = Number(schema.maxItems ?? Number.POSITIVE_INFINITY);
  const count = Math.min(most, Math.max(least, Math.min(lines.length, 4)));
  const items = asSchema(schema.items) ?? { type: "string" };
  return Array.from({ length: count }, (_, index) =>
    fill(items, name, { ...context, line: lines[index % lines.length] ?? null }, depth + 1),
  );
}

/** Follows `$ref`, merges `allOf`, takes the first branch of `anyOf` and `oneOf` that is not null. */
function resolve(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (typeof schema.$ref === "string") return asSchema(at(root, schema.$ref)) ?? {};
  const branches = [schema.anyOf, schema.oneOf].find(Array.isArray) as JsonSchema[] | undefined;
  if (branches !== undefined) {
    const { anyOf: _any, oneOf: _one, ...rest } = schema;
    return { ...rest, ...(branches.find((branch) => branch.type !== "null") ?? { type: "null" }) };
  }
  if (!Array.isArray(schema.allOf)) return schema;
  const { allOf, ...rest } = schema;
  return (allOf as JsonSchema[]).map((part) => resolve(part, root)).reduce(merge, rest);
}

function merge(left: JsonSchema, right: JsonSchema): JsonSchema {
  const properties = { ...asSchemas(left.properties), ...asSchemas(right.properties) };
  return { ...left, ...right, ...(Object.keys(properties).length > 0 ? { properties } : {}) };
}

function typeOf(schema: JsonSchema): string {
  const { type } = schema;
  if (typeof type === "string") return type;
  if (Array.isArray(type)) return String(type.find((one) => one !== "null") ?? "null");
  if ("properties" in schema) return "object";
  return "items" in schema ? "array" : "string";
}

function at(root: JsonSchema, pointer: string): unknown {
  let node: unknown = root;
  for (const part of pointer.replace(/^#\/?/, "").split("/").filter(Boolean)) {
    node = asSchema(node)?.[part.replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  return node;
}

function asSchema(value: unknown): JsonSchema | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonSchema) : null;
}

function asSchemas(value: unknown): Record<string, JsonSchema> {
  const entries = Object.entries(asSchema(value) ?? {});
  return Object.fromEntries(entries.map(([name, child]) => [name, asSchema(child) ?? {}]));
}
