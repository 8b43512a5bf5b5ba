import { type CreditLoss, lossFilters } from "#lib/contracts/credits.ts";
import { csvLine } from "#lib/format/to-csv.ts";
import type { Context } from "#server/platform/index.ts";
import { eachLostCredit, listLostCredits } from "./list-lost.ts";

const head = [
  "kind",
  "billed_at",
  "provider",
  "region",
  "product",
  "client",
  "job_id",
  "vendor_job_id",
  "file_name",
  "credits_lost",
  "credits_billed",
  "source",
  "evidence",
];

/**
 * Every credit of the window that was paid for and lost as CSV text, chunk by chunk: a claim with the vendor's own job ids.
 * Throws AppError as `listLostCredits` does, before the first chunk.
 */
export async function exportLostCredits(ctx: Context, input: unknown): Promise<AsyncGenerator<string>> {
  const given = input as Parameters<typeof listLostCredits>[1];
  // Asks once as everybody does: permission and input are checked there.
  await listLostCredits(ctx, { ...given, cursor: undefined, limit: 1 });
  return linesOf(eachLostCredit(ctx, lossFilters.omit({ cursor: true, limit: true }).parse(input)));
}

async function* linesOf(pages: AsyncGenerator<CreditLoss[]>): AsyncGenerator<string> {
  // The byte order mark makes spreadsheets read it as UTF-8.
  yield `\ufeff${csvLine(head)}`;
  for await (const page of pages) yield page.map((loss) => csvLine(cellsOf(loss))).join("");
}

function cellsOf(loss: CreditLoss): string[] {
  return [
    loss.kind,
    loss.at,
    loss.provider,
    loss.region,
    loss.product,
    loss.client?.name ?? "",
    loss.jobId,
    loss.vendorJobId,
    loss.fileName ?? "",
    loss.credits === null ? "unknown" : String(loss.credits),
    String(loss.billed),
    loss.source,
    loss.evidence,
  ];
}
