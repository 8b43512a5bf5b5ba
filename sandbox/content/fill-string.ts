import { between } from "../jobs/seeded-random.ts";
import type { FillContext, JsonSchema } from "./fill-schema.ts";

type Source = (context: FillContext) => string;

/** Strings with a format keep to it, whatever they are called. */
const byFormat: Record<string, Source> = {
  date: ({ invoice }) => invoice.issuedOn,
  "date-time": ({ invoice }) => `${invoice.issuedOn}T09:30:00Z`,
  time: () => "09:30:00Z",
  email: () => "accounts@example.com",
  uri: () => "https://example.com/invoices",
  uuid: ({ random }) => `00000000-0000-4000-8000-${String(between(random, 1, 1e9)).padStart(12, "0")}`,
};

/** What a text is, by what its field is called; the first that fits. */
const byName: readonly (readonly [RegExp, Source])[] = [
  [/due.?(date|on)/, ({ invoice }) => invoice.dueOn],
  [/date|issued|_on$/, ({ invoice }) => invoice.issuedOn],
  [/e?mail/, () => "accounts@example.com"],
  [/phone|tel/, () => "+44 113 496 0140"],
  [/iban|account/, ({ invoice }) => invoice.iban],
  [/currency/, ({ invoice }) => invoice.currency],
  [/number|reference|_no$|_id$|^id$/, ({ invoice }) => invoice.number],
  [/(customer|buyer|client|bill).*address/, ({ invoice }) => invoice.customerAddress],
  [/address|street|city/, ({ invoice }) => invoice.vendorAddress],
  [/customer|buyer|client|bill.?to|recipient/, ({ invoice }) => invoice.customer],
  [/vendor|supplier|seller|company|issuer|merchant|name/, ({ invoice }) => invoice.vendor],
  [
    /desc|item|product|service/,
    ({ line, invoice }) => line?.description ?? invoice.lines[0]?.description ?? "Services",
  ],
  [/total|amount|price/, ({ line, invoice }) => (line?.amount ?? invoice.total).toFixed(2)],
  [/type|category|kind/, () => "invoice"],
  [/url|link|website/, () => "https://example.com"],
];

/** A text that says what the field's name says, within the schema's lengths. Patterns are not followed. */
export function fillString(schema: JsonSchema, name: string, context: FillContext): string {
  const format = typeof schema.format === "string" ? byFormat[schema.format] : undefined;
  const source = format ?? byName.find(([pattern]) => pattern.test(name.toLowerCase()))?.[1];
  const text = source?.(context) ?? `${context.invoice.vendor}, ${context.invoice.number}`;
  const least = typeof schema.minLength === "number" ? schema.minLength : 0;
  const most = typeof schema.maxLength === "number" ? schema.maxLength : text.length;
  return text.padEnd(least, ".").slice(0, Math.max(most, least));
}
