import type { Provocation } from "../../provoke/provocation.ts";
import { type DocumentedSection, documentedError, rowName } from "../documented-errors.ts";
import { documentedReply } from "../error-replies.ts";

interface DocumentedHttp {
  slug: string;
  row: string;
  endpoints: readonly string[];
  /** What stands in the gaps of the text when it is provoked. Figures in them are examples, not vendor facts. */
  values?: readonly string[];
  natural?: string;
}

/** Provocations for rows of one section; each row must stand in the vendor's table. */
export function provocationsOf(section: DocumentedSection, table: readonly DocumentedHttp[]): Provocation[] {
  return table.map(({ slug, row, endpoints, values, natural }) => {
    const error = documentedError(section, row);
    return {
      slug,
      kind: "http",
      summary: `${section}, ${error.status}`,
      status: error.status,
      text: row,
      code: null,
      endpoints,
      rows: [rowName(error)],
      natural: natural ?? null,
      answer: () => documentedReply(section, row, values),
    };
  });
}
