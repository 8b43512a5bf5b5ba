import { docketDocuments } from "./entries/docket/index.ts";
import { extendDocuments } from "./entries/extend/index.ts";
import { landingaiDocuments } from "./entries/landingai/index.ts";
import { llamaparseDocuments } from "./entries/llamaparse/index.ts";
import { okrapdfDocuments } from "./entries/okrapdf/index.ts";
import { scopixDocuments } from "./entries/scopix/index.ts";
import type { SourceDocument } from "./types.ts";

/** Every document an entry names in its sources. */
export const allDocuments: readonly SourceDocument[] = [
  ...docketDocuments,
  ...llamaparseDocuments,
  ...extendDocuments,
  ...landingaiDocuments,
  ...scopixDocuments,
  ...okrapdfDocuments,
];

const byId = new Map(allDocuments.map((document) => [document.id, document]));

/** The document of that id; undefined when there is none. */
export function documentById(id: string): SourceDocument | undefined {
  return byId.get(id);
}
