import { answerExport } from "#server/runtime/index.ts";

/** Credits that were paid for and lost, as a CSV file that is written while it is sent. */
export async function GET(request: Request): Promise<Response> {
  return answerExport(request, "losses");
}
