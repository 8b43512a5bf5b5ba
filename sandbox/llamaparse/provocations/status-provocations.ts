import type { Provocation } from "../../provoke/provocation.ts";
import { documentedErrors, rowName } from "../documented-errors.ts";
import { detailReply, serverErrorReply } from "../error-replies.ts";

/**
 * One provocation for each row of the status table. Below 500 the table's own description is the message (no other
 * text is documented); from 500 on it is the sentence with the correlation id.
 */
export const statusProvocations: readonly Provocation[] = documentedErrors
  .filter((error) => error.section === "HTTP Status Code Reference")
  .map((error) => {
    const status = error.status ?? 500;
    const text = status < 500 ? error.meaning : null;
    return {
      slug: `http-${status}-${error.row.toLowerCase().replaceAll(" ", "-")}`,
      kind: "http",
      summary: `${status} ${error.row}`,
      status,
      text,
      code: null,
      endpoints: ["*"],
      rows: [rowName(error)],
      natural: null,
      answer: () => (text === null ? serverErrorReply(status) : detailReply(status, text)),
    };
  });
