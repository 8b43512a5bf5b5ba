import { startSandbox } from "./index.ts";

/**
 * The sandbox as a program. Environment: `SANDBOX_PORT` (0 = any free one), `SANDBOX_HOST` (127.0.0.1),
 * `SANDBOX_ALLOW_LOOPBACK_WEBHOOKS=1`, `SANDBOX_RATE_LIMITS=off`. Says where it listens in one JSON line on stdout
 * and, when a parent process started it, in an IPC message; ends with its parent.
 */
const sandbox = await startSandbox({
  port: Number(process.env.SANDBOX_PORT ?? 0),
  host: process.env.SANDBOX_HOST ?? "127.0.0.1",
  allowLoopbackWebhooks: process.env.SANDBOX_ALLOW_LOOPBACK_WEBHOOKS === "1",
  rateLimits: process.env.SANDBOX_RATE_LIMITS !== "off",
});

let ending = false;
const end = () => {
  if (ending) return;
  ending = true;
  void sandbox.close().then(() => process.exit(0));
};
process.on("SIGTERM", end);
process.on("SIGINT", end);
process.on("disconnect", end);

process.stdout.write(`${JSON.stringify({ sandbox: "listening", port: sandbox.port })}\n`);
process.send?.({ type: "listening", port: sandbox.port });
