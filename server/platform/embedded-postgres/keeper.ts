import { spawn } from "node:child_process";
import { bareEnv } from "./run-as.ts";

/**
 * Stops the server when this process ends in any way, `kill -9` included: a shell waits on a pipe that only this
 * process holds open, and when it closes asks the server for a fast shutdown. Nothing to do on Windows.
 * @returns a function that dismisses the keeper; call it as soon as the server is gone, before its pid is used again.
 */
export function keepUntilWeEnd(serverPid: number): () => void {
  if (process.platform === "win32") return () => {};
  const script = 'read -r word; [ "$word" = dismissed ] || kill -INT "$1" 2>/dev/null';
  const keeper = spawn("/bin/sh", ["-c", script, "docket-postgres-keeper", `${serverPid}`], {
    cwd: "/",
    env: bareEnv,
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  keeper.on("error", () => {});
  keeper.stdin.on("error", () => {});
  keeper.unref();
  return () => keeper.stdin.end("dismissed\n");
}
