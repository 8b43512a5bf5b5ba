import { answerExport } from "#server/runtime/index.ts";

/** A list with its filters, whole, as CSV or NDJSON: written while it is sent. */
export async function GET(request: Request, { params }: { params: Promise<{ list: string }> }): Promise<Response> {
  return answerExport(request, (await params).list);
}
