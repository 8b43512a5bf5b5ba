// Plain JavaScript for Node 20: these steps run before the project's own Node is installed.

/** A step failed for a reason we can name. `message` is one sentence; `output` is what the failed program said. */
export class StepFailed extends Error {
  /** @param {string} message @param {string} [output] */
  constructor(message, output = "") {
    super(message);
    this.output = output;
  }
}

/** What a step returns when there was nothing to do. */
export const upToDate = "up to date";

/** @param {number} ms */
export function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

/**
 * Runs one step and prints one line: its name, then `up to date`, what it returned, or the time it took.
 * @template T
 * @param {string} name
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function runStep(name, work) {
  const startedAt = Date.now();
  process.stdout.write(`${name.padEnd(9)} … `);
  try {
    const result = await work();
    const time = seconds(Date.now() - startedAt);
    process.stdout.write(typeof result === "string" ? `${result}\n` : `${time}\n`);
    return result;
  } catch (error) {
    process.stdout.write(`failed after ${seconds(Date.now() - startedAt)}\n`);
    throw error;
  }
}

/**
 * Runs a script's body: an expected failure ends it with the sentence on stderr and exit code 1, anything else with a
 * stack.
 * @param {() => Promise<void>} body
 */
export async function runScript(body) {
  try {
    await body();
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    process.stderr.write(`${error.output && `${error.output.trimEnd()}\n`}${error.message}\n`);
    process.exitCode = 1;
  }
}
