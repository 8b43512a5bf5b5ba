import { hashText, pick, seededRandom } from "../jobs/seeded-random.ts";
import { type InvoiceDocument, invoiceDocument } from "./invoice-document.ts";

/** One page of a made-up document. */
export interface DocumentPage {
  /** 1-based. */
  number: number;
  heading: string;
  paragraphs: string[];
  /** First row = head; null on pages without a table. */
  table: string[][] | null;
}

const sentences = [
  "Goods remain the property of the supplier until payment has been received in full.",
  "Please quote the invoice number with every payment and enquiry.",
  "Deliveries are made on weekdays between 08:00 and 17:00 unless agreed otherwise.",
  "Claims about quantity or condition must reach us within ten working days of delivery.",
  "Prices are those of the order confirmation and exclude value added tax.",
  "The carrier's signed receipt is enclosed as an annex.",
  "Late payments bear interest at eight points above the base rate.",
  "Service visits are charged in units of half an hour.",
];

/** The pages of the document with that name: an invoice, then its terms and annexes. */
export function documentPages(name: string, count: number): DocumentPage[] {
  const invoice = invoiceDocument(name);
  return Array.from({ length: count }, (_, index) =>
    index === 0 ? invoicePage(invoice) : annexPage(name, invoice, index + 1),
  );
}

function invoicePage(invoice: InvoiceDocument): DocumentPage {
  const money = (value: number) => `${value.toFixed(2)} ${invoice.currency}`;
  return {
    number: 1,
    heading: `Invoice ${invoice.number}`,
    paragraphs: [
      `${invoice.vendor}, ${invoice.vendorAddress}`,
      `Bill to: ${invoice.customer}, ${invoice.customerAddress}`,
      `Invoice date: ${invoice.issuedOn}. Due date: ${invoice.dueOn}.`,
      `Subtotal ${money(invoice.subtotal)}, tax ${(invoice.taxRate * 100).toFixed(0)} % ${money(invoice.tax)}, total due ${money(invoice.total)}.`,
      `Payable to ${invoice.iban}.`,
    ],
    table: [
      ["Description", "Quantity", "Unit price", "Amount"],
      ...invoice.lines.map((line) => [
        line.description,
        String(line.quantity),
        line.unitPrice.toFixed(2),
        line.amount.toFixed(2),
      ]),
    ],
  };
}

function annexPage(name: string, invoice: InvoiceDocument, number: number): DocumentPage {
  const random = seededRandom(hashText(`${name} ${number}`));
  return {
    number,
    heading: number === 2 ? "Terms and conditions" : `Annex ${number - 2} to invoice ${invoice.number}`,
    paragraphs: Array.from({ length: 3 }, () => `${pick(random, sentences)} ${pick(random, sentences)}`),
    table: null,
  };
}

export function pageMarkdown(page: DocumentPage): string {
  const parts = [`# ${page.heading}`, ...page.paragraphs];
  if (page.table !== null) parts.splice(4, 0, tableMarkdown(page.table));
  return `${parts.join("\n\n")}\n`;
}

export function pageText(page: DocumentPage): string {
  const table = (page.table ?? []).map((row) =>
    row
      .map((cell) => cell.padEnd(28))
      .join("")
      .trimEnd(),
  );
  return [page.heading, "", ...page.paragraphs, ...(table.length > 0 ? ["", ...table] : [])].join("\n");
}

export function tableMarkdown(table: readonly string[][]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const [head = [], ...rows] = table;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
