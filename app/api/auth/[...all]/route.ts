import { runtime } from "#server/runtime/index.ts";

/** Sign-in, sign-out and sessions. */
function answer(request: Request): Promise<Response> {
  return runtime().auth.handler(request);
}

export { answer as GET, answer as POST };
