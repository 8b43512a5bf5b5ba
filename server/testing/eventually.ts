import { vi } from "vitest";

/** How long it may take on a machine that is busy with other tests, in milliseconds. */
const patienceMs = 15_000;

/** Waits until `check` no longer throws or rejects, and returns what it gave; its last error when it never does. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: patienceMs, interval: 20 });
}
