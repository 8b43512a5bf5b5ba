const checkMs = 250;

/**
 * A killed npm cannot pass anything on; its death shows in our getting another parent. Then we end as if told to. Run
 * without npm there is nothing to watch: a shell that started us in the background may go.
 */
export function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, "SIGTERM");
  }, checkMs);
  timer.unref();
}
