import { csvLine } from "#lib/format/to-csv.ts";
import { AppError, type Context } from "#server/platform/index.ts";
import { type ExportList, exportLists } from "./export-lists.ts";
import { failed, queryOf, requestContext } from "./http-route.ts";
import { textStream } from "./text-stream.ts";

/** Rows asked for at a time. */
const pageRows = 200;
/** Exports that may run at once: each keeps asking until its reader is served or gone. */
const mostAtOnce = 4;
let running = 0;

const formats = {
  csv: "text/csv; charset=utf-8",
  ndjson: "application/x-ndjson; charset=utf-8",
} as const;
type Format = keyof typeof formats;

/**
 * Answers `GET /exports/{list}?format=csv|ndjson` and the list's own filters: every row, page by page as the reader
 * takes them, none held. A reader who goes ends it. Never rejects.
 */
export async function answerExport(request: Request, name: string): Promise<Response> {
  try {
    const list = Object.hasOwn(exportLists, name) ? exportLists[name] : undefined;
    if (!list) throw new AppError("not_found", `There is no export of that name; there are ${names()}.`);
    const ctx = await requestContext(request);
    const { format = "csv", cursor: _, limit: __, ...filters } = queryOf(request);
    if (typeof format !== "string" || !Object.hasOwn(formats, format)) {
      throw new AppError("invalid_input", "format is csv or ndjson.", {
        issues: [{ path: "format", message: "Must be csv or ndjson." }],
      });
    }
    if (running >= mostAtOnce) {
      throw new AppError("rate_limited", `${mostAtOnce} exports are running; try again when one has ended.`);
    }
    const lines = linesOf(ctx, list, filters, format as Format);
    // The first line now: a filter that is wrong, or a database that is away, still gets an answer of its own.
    const first = await lines.next();
    return new Response(textStream(counted(first, lines)), {
      headers: {
        "content-type": formats[format as Format],
        "content-disposition": `attachment; filename="docket-${name}.${format}"`,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    return failed(error);
  }
}

function names(): string {
  return Object.keys(exportLists).join(", ");
}

/** The text of each page in turn; a CSV's first holds its head. */
async function* linesOf(
  ctx: Context,
  list: ExportList<never>,
  filters: Record<string, unknown>,
  format: Format,
): AsyncGenerator<string> {
  const columns = Object.values(list.columns) as ((row: unknown) => unknown)[];
  let cursor: string | null = null;
  let head = format === "csv" ? csvLine(Object.keys(list.columns)) : "";
  do {
    const page: { items: unknown[]; next: string | null } = await list.operation(ctx, {
      ...filters,
      limit: pageRows,
      ...(cursor ? { cursor } : {}),
    });
    const rows = page.items.map((row) =>
      format === "csv" ? csvLine(columns.map((of) => String(of(row) ?? ""))) : `${JSON.stringify(row)}\n`,
    );
    yield head + rows.join("");
    head = "";
    cursor = page.next;
  } while (cursor);
}

/** Hands on what comes, and knows when it has ended or its reader has gone. */
async function* counted(first: IteratorResult<string>, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  running += 1;
  try {
    if (!first.done) yield first.value;
    yield* rest;
  } finally {
    running -= 1;
  }
}
