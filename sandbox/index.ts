/**
 * The sandbox: a program of its own that stands in for the document-AI vendors. It keeps no database; what it says
 * about a job is worked out from the job's id. It must not import anything of the product.
 */
import type { AddressInfo } from "node:net";
import { makeSandboxServer } from "./http/sandbox-server.ts";
import { providerMakers } from "./providers.ts";
import { type Clock, systemClock } from "./time/clock.ts";
import { makeWebhookSender } from "./webhooks/webhook-sender.ts";
import type { SandboxWorld } from "./world.ts";

export interface SandboxOptions {
  /** 0 = any free port (the default). */
  port?: number;
  /** Default `127.0.0.1`. */
  host?: string;
  clock?: Clock;
  /** Whether webhooks may go to this machine. Default false, like the vendors. */
  allowLoopbackWebhooks?: boolean;
  /** What signed links to payloads begin with, where a test has a name that leads to the sandbox. Default its own address. */
  payloadUrl?: string;
  /** False turns the vendors' request limits off. Default true. */
  rateLimits?: boolean;
  /** How long the next answer takes to come, in milliseconds on the sandbox's clock, beside the work in it. Default none. */
  answerDelayMs?: () => number;
  /** Largest upload in bytes, where a test wants less than the vendor's own figure. */
  maxUploadBytes?: number;
}

export interface RunningSandbox {
  port: number;
  /** Without a trailing slash; vendors live below it at `/{provider}`. */
  url: string;
  /** Ends open connections and timers. Safe to call twice. */
  close(): Promise<void>;
}

const closeGraceMs = 500;

/** Starts a sandbox in this process. Rejects when the port is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const clock = options.clock ?? systemClock;
  const host = options.host ?? "127.0.0.1";
  const webhooks = makeWebhookSender(clock, options.allowLoopbackWebhooks ?? false);
  let baseUrl = "";
  const world: SandboxWorld = {
    clock,
    webhooks,
    baseUrl: () => baseUrl,
    payloadUrl: () => options.payloadUrl ?? baseUrl,
    rateLimits: options.rateLimits ?? true,
    maxUploadBytes: options.maxUploadBytes ?? null,
  };
  const server = makeSandboxServer(
    providerMakers.map((make) => make(world)),
    clock,
    options.answerDelayMs ?? (() => 0),
  );
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  baseUrl = `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
  let closing: Promise<void> | null = null;
  const close = () => {
    closing ??= new Promise((resolve) => {
      webhooks.close();
      // Answers on their way get a moment; hanging ones are cut.
      const cancel = clock.after(closeGraceMs, () => server.closeAllConnections());
      server.close(() => {
        cancel();
        resolve();
      });
      server.closeIdleConnections();
    });
    return closing;
  };
  return { port, url: baseUrl, close };
}
