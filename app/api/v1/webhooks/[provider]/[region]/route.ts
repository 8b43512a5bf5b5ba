import { answerWebhook } from "#server/runtime/index.ts";

/** Where the vendors deliver webhooks. Nobody signs in here: the signature over the raw bytes is the proof. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ provider: string; region: string }> },
): Promise<Response> {
  return answerWebhook(request, await params);
}
