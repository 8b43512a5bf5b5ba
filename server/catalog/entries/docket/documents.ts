import type { SourceDocument } from "#server/catalog/types.ts";

const checkedOn = "2026-11-20";

/** The material Docket's own entries were written from. */
export const docketDocuments: readonly SourceDocument[] = [
  { id: "docket-gateway", title: "Docket's own answers and outcomes", url: null, checkedOn },
  { id: "nodejs-errors", title: "Node.js: Errors", url: "https://nodejs.org/api/errors.html", checkedOn },
  { id: "undici-errors", title: "undici: Errors", url: "https://undici.nodejs.org/#/docs/api/Errors", checkedOn },
];
