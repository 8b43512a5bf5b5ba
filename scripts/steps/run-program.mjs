import { spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { inRoot, root } from "./paths.mjs";

/** Programs to end before us, so that a stopped step leaves nothing behind: no half-run install, no server under test. */
const running = new Set();
const longestEndMs = 35_000;
let isEnding = false;
let isListening = false;

function endTogether() {
  if (isListening) return;
  isListening = true;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void end(signal));
}

/**
 * Ends the programs as Ctrl-C would, which all of them know and some (Playwright, with its server) know best. A terminal
 * tells them itself, and a second word would mean "at once".
 */
async function end(signal) {
  if (isEnding) return;
  isEnding = true;
  const isFromTerminal = signal === "SIGINT" && process.stdin.isTTY;
  const ends = [...running].map((child) => {
    if (!isFromTerminal) child.kill("SIGINT");
    return new Promise((resolve) => child.once("close", resolve));
  });
  await Promise.race([Promise.all(ends), sleep(longestEndMs)]);
  for (const child of running) child.kill("SIGKILL");
  process.exit(128 + constants.signals[signal]);
}

/**
 * Runs a program to its end and collects both output streams. Never throws: a program that cannot be started gives
 * code null.
 * @param {string} program
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, shell?: boolean }} [options]
 * @returns {Promise<{ code: number | null, output: string }>}
 */
export function runProgram(program, args, { env, cwd, shell = false } = {}) {
  endTogether();
  return new Promise((resolve) => {
    const stdio = ["ignore", "pipe", "pipe"];
    const child = spawn(program, args, { cwd, shell, stdio, env: { ...process.env, ...env } });
    const chunks = [];
    running.add(child);
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    const settle = (code, output) => {
      running.delete(child);
      // Nobody may go on to the next step while we end.
      if (!isEnding) resolve({ code, output });
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
