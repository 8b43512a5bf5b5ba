import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter } from "node:path";
import { inRoot, root } from "./paths.mjs";

/** Programs to end with us, so that a stopped start leaves no half-running install behind. */
const running = new Set();
let isListening = false;

function endWithUs() {
  if (isListening) return;
  isListening = true;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      for (const child of running) child.kill(signal);
      process.exit(128 + constants.signals[signal]);
    });
  }
}

/**
 * Runs a program to its end and collects both output streams. Never throws: a program that cannot be started gives
 * code null.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, show?: boolean, cwd?: string, shell?: boolean }} [options] `show` passes the
 *   output through to the terminal instead of collecting it
 * @returns {Promise<{ code: number | null, output: string }>}
 */
export function runProgram(program, args, { env, show = false, cwd, shell = false } = {}) {
  endWithUs();
  return new Promise((resolve) => {
    const stdio = show ? "inherit" : ["ignore", "pipe", "pipe"];
    const child = spawn(program, args, { cwd, shell, stdio, env: { ...process.env, ...env } });
    const chunks = [];
    running.add(child);
    child.stdout?.on("data", (chunk) => chunks.push(chunk));
    child.stderr?.on("data", (chunk) => chunks.push(chunk));
    const settle = (code, output) => {
      running.delete(child);
      resolve({ code, output });
    };
    child.on("error", (error) => settle(null, error.message));
    child.on("close", (code) => settle(code, Buffer.concat(chunks).toString()));
  });
}

/**
 * Runs a program that npm installed, on the project's own Node.
 * @param {string} name as in node_modules/.bin
 * @param {string[]} args
 * @param {Parameters<typeof runProgram>[2]} [options]
 */
export function runTool(name, args, options = {}) {
  const bin = inRoot("node_modules", ".bin");
  const env = { PATH: `${bin}${delimiter}${process.env.PATH}`, ...options.env };
  return runProgram(name, args, { cwd: root, shell: process.platform === "win32", ...options, env });
}
