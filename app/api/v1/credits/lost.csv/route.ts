import { exportLostCredits } from "#server/credits/index.ts";
import { failed, queryOf, requestContext, textStream } from "#server/runtime/index.ts";

/** Credits that were paid for and lost, as a CSV file that is written while it is sent. */
export async function GET(request: Request): Promise<Response> {
  try {
    const ctx = await requestContext(request);
    const lines = await exportLostCredits(ctx, queryOf(request));
    return new Response(textStream(lines), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": 'attachment; filename="docket-paid-but-lost.csv"',
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
      },
    });
  } catch (error) {
    return failed(error);
  }
}
