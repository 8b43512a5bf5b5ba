import type { Provocation } from "../provoke/provocation.ts";
import { errorReply } from "./replies.ts";

/** One refusal: its name, status, text and routes; `row` where the vendor's page writes the text with gaps. */
export type ErrorRow = readonly [
  slug: string,
  status: number,
  text: string,
  endpoints: readonly string[],
  more?: { code?: string; row?: string; natural?: string },
];

/** The refusal as it can be asked for. */
export function provocation([slug, status, text, endpoints, more = {}]: ErrorRow): Provocation {
  return {
    slug,
    kind: "http",
    summary: text,
    status,
    text,
    code: more.code ?? null,
    endpoints,
    rows: [more.row ?? text],
    natural: more.natural ?? null,
    answer: ({ route }) => errorReply(route, status, text, more.code),
  };
}
