import { answerApi } from "#server/runtime/index.ts";

/** Every address of the JSON API but the ones with a file of their own; `server/runtime/api-routes.ts` lists them. */
async function answer(request: Request, { params }: { params: Promise<{ path: string[] }> }): Promise<Response> {
  return answerApi(request, (await params).path);
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
