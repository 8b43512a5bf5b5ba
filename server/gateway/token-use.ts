import { touchTokens } from "#server/access/index.ts";
import type { Context } from "#server/platform/index.ts";

const flushEveryMs = 10_000;

/** Remembers which client tokens were used and writes it down now and then, in one statement. */
export class TokenUse {
  readonly #ctx: Context;
  readonly #used = new Set<string>();
  readonly #timer: NodeJS.Timeout;

  constructor(ctx: Context) {
    this.#ctx = ctx;
    this.#timer = setInterval(() => void this.flush(), flushEveryMs);
    this.#timer.unref();
  }

  used(tokenId: string): void {
    this.#used.add(tokenId);
  }

  /** Writes what gathered. A failure costs only the freshness of a screen. */
  async flush(): Promise<void> {
    const ids = [...this.#used];
    this.#used.clear();
    if (ids.length === 0) return;
    await touchTokens(this.#ctx, ids, this.#ctx.clock.now()).catch((error) =>
      this.#ctx.log.warn({ err: error }, "token use was not written"),
    );
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
