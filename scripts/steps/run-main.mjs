import { spawn } from "node:child_process";
import { constants } from "node:os";
import { inRoot, projectNode, root } from "./paths.mjs";
import { StepFailed } from "./step.mjs";

/** Ctrl-C comes twice under npm: from the terminal, and passed on by npm. Within this time both are one wish. */
const sameWishMs = 1000;

/**
 * Runs server/main.ts until it ends and gives its exit code. It has a process group of its own, so that each signal
 * reaches it exactly once, through us; the IPC channel tells it when we are gone.
 * @param {string[]} args
 * @param {"development" | "production"} mode
 * @returns {Promise<number>}
 */
export function runMain(args, mode) {
  const main = spawn(projectNode, [inRoot("server", "main.ts"), ...args], {
    cwd: root,
    env: { ...process.env, NODE_ENV: mode, NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    detached: process.platform !== "win32",
  });
  passSignalsOn(main);
  return new Promise((resolve, reject) => {
    main.on("error", (error) => reject(new StepFailed(`server/main.ts cannot be started: ${error.message}.`)));
    main.on("exit", (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

function passSignalsOn(main) {
  let lastAt = -Infinity;
  const passOn = (signal) => {
    if (Date.now() - lastAt < sameWishMs) return;
    lastAt = Date.now();
    main.kill(signal);
  };
  for (const [heard, passed] of [
    ["SIGINT", "SIGINT"],
    ["SIGTERM", "SIGTERM"],
    ["SIGHUP", "SIGTERM"],
  ]) {
    // The steps before would end us at once; from here on main decides when.
    process.removeAllListeners(heard);
    process.on(heard, () => passOn(passed));
  }
}
