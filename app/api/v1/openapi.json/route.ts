import { failed, openApiDocument, requestContext } from "#server/runtime/index.ts";

/** The OpenAPI document of this API. */
export async function GET(request: Request): Promise<Response> {
  try {
    const ctx = await requestContext(request);
    return Response.json(openApiDocument(ctx.env.publicUrl ?? new URL(request.url).origin));
  } catch (error) {
    return failed(error);
  }
}
