import { between, hashText, pick, seededRandom } from "../jobs/seeded-random.ts";

export interface InvoiceLine {
  description: string;
  quantity: number;
  unitPrice: number;
  amount: number;
}

/** The facts of a made-up document. The same name always gives the same facts. */
export interface InvoiceDocument {
  number: string;
  /** ISO dates. */
  issuedOn: string;
  dueOn: string;
  vendor: string;
  vendorAddress: string;
  customer: string;
  customerAddress: string;
  currency: string;
  iban: string;
  lines: InvoiceLine[];
  subtotal: number;
  taxRate: number;
  tax: number;
  total: number;
}

const vendors = [
  "Harlow & Finch Ltd",
  "Nordlicht Logistik GmbH",
  "Brightwater Supply Co.",
  "Castellan Instruments",
  "Ombra Paper Works",
];
const customers = [
  "Meridian Health Partners",
  "Kestrel Insurance Group",
  "Alder Street Dental",
  "Tallis Freight",
  "Quayside Legal LLP",
];
const streets = [
  "14 Foundry Lane, Leeds LS1 4PR",
  "Hafenstrasse 8, 20457 Hamburg",
  "220 Mercer St, Oakland CA 94607",
  "Via Roma 31, 10123 Torino",
];
const goods = [
  "Thermal transfer ribbon",
  "A4 archive box",
  "Calibration service",
  "Document scanning, per 1000",
  "Pallet handling",
  "Label stock 100 x 150",
  "Courier, next day",
  "Spare feed roller",
  "Maintenance visit",
  "Shelf unit, steel",
];

export function invoiceDocument(name: string): InvoiceDocument {
  const random = seededRandom(hashText(name));
  const issued = Date.UTC(2026, between(random, 0, 9), between(random, 1, 28));
  const lines = Array.from({ length: between(random, 3, 9) }, () => invoiceLine(random));
  const subtotal = cents(lines.reduce((sum, line) => sum + line.amount, 0));
  const taxRate = pick(random, [0.07, 0.19, 0.2]);
  const tax = cents(subtotal * taxRate);
  return {
    number: `INV-${between(random, 2026, 2026)}-${String(between(random, 1, 99_999)).padStart(5, "0")}`,
    issuedOn: isoDay(issued),
    dueOn: isoDay(issued + 30 * 86_400_000),
    vendor: pick(random, vendors),
    vendorAddress: pick(random, streets),
    customer: pick(random, customers),
    customerAddress: pick(random, streets),
    currency: pick(random, ["EUR", "USD", "GBP"]),
    iban: `DE${between(random, 10, 99)} 5001 0517 ${between(random, 1000, 9999)} ${between(random, 1000, 9999)} ${between(random, 10, 99)}`,
    lines,
    subtotal,
    taxRate,
    tax,
    total: cents(subtotal + tax),
  };
}

function invoiceLine(random: () => number): InvoiceLine {
  const quantity = between(random, 1, 40);
  const unitPrice = between(random, 250, 48_000) / 100;
  return { description: pick(random, goods), quantity, unitPrice, amount: cents(quantity * unitPrice) };
}

function cents(value: number): number {
  return Math.round(value * 100) / 100;
}

function isoDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
