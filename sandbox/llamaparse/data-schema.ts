import type { JsonSchema } from "../content/fill-schema.ts";
import { packJson } from "../ids/packed-json.ts";
import { refuse } from "./error-replies.ts";

/** Limits of a data schema (developers.llamaindex.ai/llamaparse/general/limitations/, 2026-11-20). */
const mostProperties = 5000;
const deepest = 7;
const mostTextChars = 120_000;
const mostRawChars = 150_000;

interface SchemaSize {
  properties: number;
  depth: number;
  textChars: number;
  defaults: boolean;
}

/** Refuses a schema as the vendor documents it: root not an object, defaults, or more than its limits. */
export function checkDataSchema(schema: JsonSchema): void {
  const wrong = faultOf(schema);
  if (wrong !== null) refuse("Extract Errors", "schema_validation: ...", [wrong]);
}

/** The words after the documented prefix are ours: the vendor publishes no sample. */
function faultOf(schema: JsonSchema): string | null {
  if (schema.type !== "object" || !isObject(schema.properties)) {
    return "The root of the schema must be of type object with properties";
  }
  const rawChars = JSON.stringify(schema).length;
  if (rawChars > mostRawChars) return `Schema has ${rawChars} characters, the maximum is ${mostRawChars}`;
  const { properties, depth, textChars, defaults } = measureSchema(schema);
  if (properties > mostProperties) return `Schema has ${properties} properties, the maximum is ${mostProperties}`;
  if (depth > deepest) return `Schema is nested ${depth} levels deep, the maximum is ${deepest}`;
  if (textChars > mostTextChars) return `Schema texts have ${textChars} characters, the maximum is ${mostTextChars}`;
  return defaults ? "Default values other than null are not supported" : null;
}

/** Counts properties at every level, object levels, and characters of names and descriptions. */
export function measureSchema(schema: JsonSchema): SchemaSize {
  const size: SchemaSize = { properties: 0, depth: 0, textChars: 0, defaults: false };
  const visit = (node: unknown, depth: number): void => {
    if (Array.isArray(node)) for (const item of node) visit(item, depth);
    if (!isObject(node)) return;
    if (typeof node.description === "string") size.textChars += node.description.length;
    if ("default" in node && node.default !== null) size.defaults = true;
    for (const [key, child] of Object.entries(node)) {
      if (key !== "properties" || !isObject(child)) visit(child, depth);
      else visitProperties(child, depth + 1);
    }
  };
  const visitProperties = (properties: Record<string, unknown>, depth: number): void => {
    size.depth = Math.max(size.depth, depth);
    for (const [name, child] of Object.entries(properties)) {
      size.properties += 1;
      size.textChars += name.length;
      visit(child, depth);
    }
  };
  visit(schema, 0);
  return size;
}

/** Keywords that decide which values fit; the rest is left out of ids. */
const deciding = new Set(
  (
    "type properties items enum const format anyOf oneOf allOf $ref $defs definitions minimum maximum " +
    "exclusiveMinimum exclusiveMaximum multipleOf minItems maxItems minLength maxLength"
  ).split(" "),
);
/** Packed bytes of a configuration that an id may carry. */
export const mostPackedBytes = 700;

/** A schema without descriptions, and with fewer root properties if it would still be too long for an id. */
export function shrinkSchema(schema: JsonSchema): JsonSchema {
  let small = bare(schema) as JsonSchema;
  while (packJson(small).length > mostPackedBytes) {
    const names = Object.entries((small.properties ?? {}) as JsonSchema);
    if (names.length === 0) return { type: "object", properties: {} };
    small = { type: "object", properties: Object.fromEntries(names.slice(0, Math.floor(names.length / 2))) };
  }
  return small;
}

function bare(node: unknown, names = false): unknown {
  if (Array.isArray(node)) return node.map((item) => bare(item));
  if (!isObject(node)) return node;
  const kept = Object.entries(node).filter(([key]) => names || deciding.has(key));
  return Object.fromEntries(kept.map(([key, child]) => [key, bare(child, !names && holdsNames(key))]));
}

/** Below these keywords the keys are names, not keywords. */
function holdsNames(keyword: string): boolean {
  return keyword === "properties" || keyword === "$defs" || keyword === "definitions";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
