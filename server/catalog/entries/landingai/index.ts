import { accessEntries } from "./access.ts";
import { buildingEntries } from "./building.ts";
import { extractionEntries } from "./extraction.ts";
import { parsingEntries } from "./parsing.ts";
import { schemaEntries } from "./schemas.ts";
import { statusEntries } from "./statuses.ts";

export { landingaiDocuments } from "./documents.ts";

/** Every LandingAI entry. */
export const landingaiEntries = [
  ...extractionEntries,
  ...schemaEntries,
  ...buildingEntries,
  ...accessEntries,
  ...parsingEntries,
  ...statusEntries,
];
