import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { z } from "zod";
import { StartupError } from "./startup-error.ts";

const blankIsAbsent = (value: unknown) => (value === "" ? undefined : value);
const optional = <T extends z.ZodType>(type: T) => z.preprocess(blankIsAbsent, type.optional());

const environment = z.object({
  PORT: z.preprocess(blankIsAbsent, z.coerce.number().int().min(0).max(65535).default(3000)),
  HOST: z.preprocess(blankIsAbsent, z.string().default("0.0.0.0")),
  DATABASE_URL: optional(z.string()),
  DOCKET_DATA_DIR: z.preprocess(blankIsAbsent, z.string().default(".docket")),
  DOCKET_MASTER_KEY: optional(z.string()),
  DOCKET_SANDBOX: optional(z.enum(["on", "off"])),
  DOCKET_ADMIN_EMAIL: optional(z.email()),
  DOCKET_ADMIN_PASSWORD: optional(z.string().min(8)),
  DOCKET_API_TOKEN: optional(z.string().min(16)),
  DOCKET_CLIENT_TOKEN: optional(z.string().min(16)),
  DOCKET_GATEWAY_PROCESSES: optional(z.coerce.number().int().min(0).max(16)),
  DOCKET_ROLE: z.preprocess(blankIsAbsent, z.enum(["all", "web", "worker"]).default("all")),
  OTEL_EXPORTER_OTLP_ENDPOINT: optional(z.url()),
  DOCKET_PUBLIC_URL: optional(z.url()),
  DOCKET_LOG_LEVEL: z.preprocess(blankIsAbsent, z.enum(["debug", "info", "warn", "error"]).default("info")),
});

/** The environment, parsed. `dataDir` is absolute. */
export interface Env {
  port: number;
  host: string;
  databaseUrl: string | null;
  dataDir: string;
  masterKey: string | null;
  sandbox: boolean;
  admin: { email: string; password: string } | null;
  apiToken: string | null;
  clientToken: string | null;
  role: "all" | "web" | "worker";
  /** Processes that carry calls beside the main one; 0 = it carries them itself. */
  gatewayProcesses: number;
  publicUrl: string | null;
  /** Where traces are sent by OTLP over HTTP; null = nowhere. */
  otlpEndpoint: string | null;
  logLevel: "debug" | "info" | "warn" | "error";
}

/** Reads the environment. Throws a StartupError that names every wrong variable without its value. */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const parsed = environment.safeParse(source);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
    throw new StartupError(`The environment is not usable: ${wrong}.`);
  }
  const env = parsed.data;
  if (Boolean(env.DOCKET_ADMIN_EMAIL) !== Boolean(env.DOCKET_ADMIN_PASSWORD)) {
    throw new StartupError("DOCKET_ADMIN_EMAIL and DOCKET_ADMIN_PASSWORD go together: set both or neither.");
  }
  return {
    port: env.PORT,
    host: env.HOST,
    databaseUrl: env.DATABASE_URL ?? null,
    dataDir: resolve(env.DOCKET_DATA_DIR),
    masterKey: env.DOCKET_MASTER_KEY ?? null,
    sandbox: env.DOCKET_SANDBOX ? env.DOCKET_SANDBOX === "on" : !env.DATABASE_URL,
    admin:
      env.DOCKET_ADMIN_EMAIL && env.DOCKET_ADMIN_PASSWORD
        ? { email: env.DOCKET_ADMIN_EMAIL, password: env.DOCKET_ADMIN_PASSWORD }
        : null,
    apiToken: env.DOCKET_API_TOKEN ?? null,
    clientToken: env.DOCKET_CLIENT_TOKEN ?? null,
    role: env.DOCKET_ROLE,
    gatewayProcesses: env.DOCKET_GATEWAY_PROCESSES ?? usualGatewayProcesses(),
    otlpEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    publicUrl: env.DOCKET_PUBLIC_URL ?? null,
    logLevel: env.DOCKET_LOG_LEVEL,
  };
}

/** More than this need their share of the database's connections planned, so they are only had by asking for them. */
const mostGatewayProcesses = 4;

/** One a core; none on a single core, where they would only take turns. */
function usualGatewayProcesses(): number {
  const cores = availableParallelism();
  return cores === 1 ? 0 : Math.min(cores, mostGatewayProcesses);
}
