import { completeSetup, setupActing } from "#server/access/index.ts";
import { bodyOf, failed, runtime } from "#server/runtime/index.ts";

/** Makes the first admin with the one-time link; nobody can be signed in yet. */
export async function POST(request: Request): Promise<Response> {
  try {
    const { ctx } = runtime();
    const input = (await bodyOf(request)) as Parameters<typeof completeSetup>[1];
    return Response.json(await completeSetup({ ...ctx, acting: setupActing }, input), { status: 201 });
  } catch (error) {
    return failed(error);
  }
}
