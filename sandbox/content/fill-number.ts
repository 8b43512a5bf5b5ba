import { between } from "../jobs/seeded-random.ts";
import type { FillContext, JsonSchema } from "./fill-schema.ts";

type Source = (context: FillContext) => number;

/** What a number is, by what its field is called; the first that fits. */
const byName: readonly (readonly [RegExp, Source])[] = [
  [/quantity|qty|count|units/, ({ line, invoice }) => line?.quantity ?? invoice.lines.length],
  [/unit.?price|price.?per|rate$/, ({ line, invoice }) => line?.unitPrice ?? invoice.taxRate],
  [/tax|vat/, ({ invoice }) => invoice.tax],
  [/sub.?total|net/, ({ invoice }) => invoice.subtotal],
  [/amount|total|sum|price|cost|value|balance|due/, ({ line, invoice }) => line?.amount ?? invoice.total],
  [/year/, ({ invoice }) => Number(invoice.issuedOn.slice(0, 4))],
  [/page/, () => 1],
];

/** A number that keeps to the schema's bounds and says what the field's name says. */
export function fillNumber(schema: JsonSchema, name: string, context: FillContext): number {
  const source = byName.find(([pattern]) => pattern.test(name.toLowerCase()))?.[1];
  const wished = source?.(context) ?? between(context.random, 1, 500);
  const whole = schema.type === "integer" || (Array.isArray(schema.type) && schema.type.includes("integer"));
  const step = numberOr(schema.multipleOf, whole ? 1 : 0);
  const low = Math.max(
    numberOr(schema.minimum, -Infinity),
    numberOr(schema.exclusiveMinimum, -Infinity) + (step || 1e-6),
  );
  const high = Math.min(
    numberOr(schema.maximum, Infinity),
    numberOr(schema.exclusiveMaximum, Infinity) - (step || 1e-6),
  );
  const inside = Math.min(high, Math.max(low, wished));
  if (step === 0) return inside;
  const rounded = Math.round(inside / step) * step;
  return rounded > high ? Math.floor(high / step) * step : rounded < low ? Math.ceil(low / step) * step : rounded;
}

function numberOr(value: unknown, fallback: number): number {
  return typeof value === "number" ? value : fallback;
}
