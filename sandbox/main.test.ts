import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";

let child: ChildProcess | null = null;
afterEach(() => child?.kill("SIGKILL"));

const main = fileURLToPath(new URL("./main.ts", import.meta.url));

/** Starts the program as a child and waits until it says where it listens, on both channels. */
async function start(): Promise<{
  running: ChildProcess;
  port: number;
  line: unknown;
  exited: Promise<number | null>;
}> {
  const running = fork(main, { silent: true, execArgv: [], env: { ...process.env, SANDBOX_PORT: "0" } });
  child = running;
  const exited = new Promise<number | null>((resolve) => running.once("exit", resolve));
  const line = new Promise<string>((resolve) => running.stdout?.once("data", (chunk) => resolve(String(chunk))));
  const message = await new Promise<{ type: string; port: number }>((resolve) =>
    running.once("message", (value) => resolve(value as never)),
  );
  expect(message.type).toBe("listening");
  return { running, port: message.port, line: JSON.parse(await line), exited };
}

test("it says on stdout and over IPC where it listens, and answers there", async () => {
  const { running, port, line, exited } = await start();
  expect(line).toEqual({ sandbox: "listening", port });
  const response = await fetch(`http://127.0.0.1:${port}/healthz`);
  expect(await response.json()).toEqual({ sandbox: "ok" });
  running.kill("SIGTERM");
  expect(await exited).toBe(0);
});

test("it ends when its parent lets go of it", async () => {
  const { running, exited } = await start();
  running.disconnect();
  expect(await exited).toBe(0);
});
