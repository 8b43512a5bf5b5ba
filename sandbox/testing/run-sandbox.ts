import { afterAll, beforeAll } from "vitest";
import { type RunningSandbox, type SandboxOptions, startSandbox } from "../index.ts";

/** A sandbox for the tests of one file: started before them, closed after them. */
export function runSandbox(options: SandboxOptions = {}): { url(): string } {
  let sandbox: RunningSandbox | null = null;
  beforeAll(async () => {
    sandbox = await startSandbox({ rateLimits: false, ...options });
  });
  afterAll(async () => {
    await sandbox?.close();
  });
  return {
    url() {
      if (sandbox === null) throw new Error("the sandbox has not started yet");
      return sandbox.url;
    },
  };
}
