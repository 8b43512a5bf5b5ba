import { receiveWebhook } from "#server/jobs/index.ts";
import { AppError } from "#server/platform/index.ts";
import { failed } from "./http-route.ts";
import { runtime } from "./runtime.ts";

const maxBodyBytes = 1024 * 1024;
/** Longest a sender may take over its body, in milliseconds. */
const bodyTimeoutMs = 20_000;

/** Answers one webhook delivery: its bytes, bounded and untouched, go to whoever can prove and read them. Never rejects. */
export async function answerWebhook(request: Request, place: { provider: string; region: string }): Promise<Response> {
  try {
    const { ctx } = runtime();
    const body = await boundedBytes(request);
    const headers = Object.fromEntries(request.headers);
    const acting = { kind: "system", label: "webhook" } as const;
    const answer = await receiveWebhook({ ...ctx, acting }, { ...place, headers, body });
    return Response.json(answer.body, { status: answer.status, headers: { "cache-control": "no-store" } });
  } catch (error) {
    return failed(error);
  }
}

/** The whole body, or null when it is larger than a webhook may be. Throws `invalid_input` for one that does not come whole. */
async function boundedBytes(request: Request): Promise<Buffer | null> {
  if (!request.body) return Buffer.alloc(0);
  const reader = request.body.getReader();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    void reader.cancel().catch(() => {});
  }, bodyTimeoutMs);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(brokenOff);
      if (late) return brokenOff();
      if (done) return Buffer.concat(chunks);
      size += value.byteLength;
      if (size > maxBodyBytes) {
        void reader.cancel().catch(() => {});
        return null;
      }
      chunks.push(value);
    }
  } finally {
    clearTimeout(timer);
  }
}

function brokenOff(): never {
  throw new AppError("invalid_input", "The body did not come whole.");
}
