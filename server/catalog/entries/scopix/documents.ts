import type { SourceDocument } from "#server/catalog/types.ts";

const checkedOn = "2026-11-20";

/** The vendor's error page: its codes, statuses, headings and examples. */
export const errorPage = "scopix-errors";
/** The older edition of the material, under the vendor's older name. */
export const olderEdition = "aionvision-api";
/** Status values and error types as the older edition's SDK has them. */
export const olderSdk = "aionvision-sdk";

/** The material the Scopix entries were written from. */
export const scopixDocuments: readonly SourceDocument[] = [
  { id: errorPage, title: "Error Codes Reference", url: "https://scopix.ai/docs/api/resources/errors", checkedOn },
  {
    id: "scopix-rate-limits",
    title: "Rate limits",
    url: "https://scopix.ai/docs/api/resources/rate-limits",
    checkedOn,
  },
  {
    id: olderEdition,
    title: "Aion Vision API, older edition: api/*.md and openapi.json",
    url: "https://github.com/AionVision/AionVision",
    checkedOn,
  },
  {
    id: olderSdk,
    title: "Aion Vision Python SDK 0.3.4: types and status values",
    url: "https://github.com/AionVision/AionVision",
    checkedOn,
  },
];
