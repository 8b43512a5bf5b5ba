import { betterAuth } from "better-auth/minimal";
import { type Viewer, viewer } from "#lib/contracts/session.ts";
import type { Context } from "#server/platform/index.ts";
import { auditHooks } from "./auth-audit.ts";
import { authLogger } from "./auth-log.ts";
import { passwordLength } from "./create-operator.ts";
import { ownOrigins } from "./own-origin.ts";
import { peerAddressHeader } from "./peer-address.ts";
import { authAdapter } from "./store.ts";

const basePath = "/api/auth";
const dayS = 24 * 60 * 60;

/** The routes of Better Auth that Docket offers; everything else it could do answers 404. */
const offeredRoutes: ReadonlySet<string> = new Set([
  "POST /sign-in/email",
  "POST /sign-out",
  "GET /get-session",
  "POST /change-password",
  "GET /list-sessions",
  "POST /revoke-session",
  "POST /revoke-other-sessions",
]);

/** Sign-in for operators. */
export interface Auth {
  /** Answers `/api/auth/*`. */
  handler(request: Request): Promise<Response>;
  /** Who a request's cookie belongs to. Reads only; a session is prolonged by the browser's `GET /api/auth/get-session`. */
  sessionOf(headers: Headers): Promise<Viewer | null>;
}

/** @param secret signs the session cookies; the key ring's `deriveKey("better-auth")`. */
export function makeAuth(ctx: Context, secret: Buffer): Auth {
  const auth = betterAuth(authOptions(ctx, secret));
  return {
    async handler(request) {
      const path = new URL(request.url).pathname.slice(basePath.length);
      if (!offeredRoutes.has(`${request.method} ${path}`)) return new Response("Not Found", { status: 404 });
      return auth.handler(request);
    },
    async sessionOf(headers) {
      if (!headers.has("cookie")) return null;
      const session = await auth.api.getSession({ headers, query: { disableRefresh: true } });
      return viewer.safeParse(session?.user).data ?? null;
    },
  };
}

function authOptions(ctx: Context, secret: Buffer) {
  const { publicUrl } = ctx.env;
  const origin = publicUrl === null ? `http://localhost:${ctx.env.port}` : new URL(publicUrl).origin;
  return {
    appName: "Docket",
    baseURL: origin,
    basePath,
    // As a list, so that nothing in the environment can take its place.
    secrets: [{ version: 1, value: secret.toString("base64url") }],
    database: authAdapter(ctx.db),
    logger: authLogger(ctx),
    telemetry: { enabled: false },
    databaseHooks: auditHooks(ctx),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    user: { additionalFields: { role: { type: "string", input: false, required: true, defaultValue: "viewer" } } },
    session: { expiresIn: 14 * dayS, updateAge: dayS },
    trustedOrigins: (request?: Request) => ownOrigins(publicUrl, request?.headers),
    rateLimit: { enabled: true, window: 60, max: 300, customRules: passwordRules() },
    advanced: {
      cookiePrefix: "docket",
      useSecureCookies: origin.startsWith("https://"),
      // Said outright, because Better Auth switches both checks off where NODE_ENV is "test".
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [peerAddressHeader] },
    },
  } as const satisfies Parameters<typeof betterAuth>[0];
}

/** Tries a minute and address where a password is asked for. */
function passwordRules() {
  const rule = { window: 60, max: 20 };
  return { "/sign-in/email": rule, "/change-password": rule };
}
