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

/** The start of a step's line, as server/main.ts writes its own. @param {string} name */
function lineStart(name) {
  return name.padEnd(11);
}

/** The end of a step's line: what it says for itself and the time it took. */
function lineEnd(result, startedAt) {
  if (result === upToDate) return result;
  return `${typeof result === "string" ? result : "done"} (${secondsSince(startedAt)})`;
}

function secondsSince(startedAt) {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
}

/**
 * Runs one step and prints one line: its name at once; then `up to date`, or what it returned and the time it took.
 * @template T
 * @param {string} name
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function runStep(name, work) {
  const startedAt = Date.now();
  process.stdout.write(lineStart(name));
  try {
    const result = await work();
    process.stdout.write(`${lineEnd(result, startedAt)}\n`);
    return result;
  } catch (error) {
    process.stdout.write(`failed (${secondsSince(startedAt)})\n`);
    throw error;
  }
}

/**
 * Runs a step beside others: its line appears when it is done, what failed follows it, and the others go on.
 * @param {string} name
 * @param {() => unknown} work
 * @returns {Promise<boolean>} whether it went well
 */
export async function runBeside(name, work) {
  const startedAt = Date.now();
  const line = (end) => `${lineStart(name)}${end}\n`;
  try {
    const result = await work();
    process.stdout.write(line(lineEnd(result, startedAt)));
    return true;
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    process.stdout.write(line(`failed (${secondsSince(startedAt)})`));
    process.stdout.write(wordsOf(error));
    return false;
  }
}

/**
 * Runs a step as `runStep` does, but a failure is told and does not end the script.
 * @param {string} name
 * @param {() => unknown} work
 * @returns {Promise<boolean>} whether it went well
 */
export async function tryStep(name, work) {
  try {
    await runStep(name, work);
    return true;
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    process.stdout.write(wordsOf(error));
    return false;
  }
}

/** What the failed program said, then our sentence. @param {StepFailed} error */
function wordsOf({ output, message }) {
  return `${output && `${output.trimEnd()}\n`}${message}\n`;
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
    process.stderr.write(wordsOf(error));
    process.exitCode = 1;
  }
}
