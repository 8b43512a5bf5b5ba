import type { Log } from "#server/platform/index.ts";

/** Whatever was opened is closed in the opposite order, also when a later step fails. */
export class Closers {
  readonly #closers: (() => Promise<unknown> | unknown)[] = [];
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  add(close: () => Promise<unknown> | unknown): void {
    this.#closers.push(close);
  }

  async close(): Promise<void> {
    for (const close of this.#closers.splice(0).reverse()) {
      try {
        await close();
      } catch (error) {
        this.#log.error({ err: error }, "something did not close cleanly");
      }
    }
  }
}
