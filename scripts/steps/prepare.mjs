import { generate } from "./generate.mjs";
import { install } from "./install.mjs";
import { runStep } from "./step.mjs";
import { takeStepLock } from "./step-lock.mjs";

/**
 * Installs and generates, and then does `more` (build, say), with the folder to ourselves.
 * @param {() => Promise<void>} [more]
 */
export async function prepare(more) {
  const release = await takeStepLock();
  try {
    await runStep("install", install);
    await runStep("generate", generate);
    await more?.();
  } finally {
    release();
  }
}
