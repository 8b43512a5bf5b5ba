import type { Context } from "#server/platform/index.ts";
import { judgeKey, type OpenedKey } from "#server/vault/index.ts";

/** How long a key that was judged and stays is left in peace, in milliseconds: one loop of 401s is not a loop of probes. */
const peaceMs = 10_000;

/** Has the vault judge keys that their vendor refuses, off the calls' way. */
export class KeyWatch {
  readonly #ctx: Context;
  readonly #judgedAt = new Map<string, number>();
  #judging = Promise.resolve();

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  /** Hears the status of an answer. In the sandbox refusals are asked for and say nothing of the key. */
  heard(key: Pick<OpenedKey, "id" | "region">, status: number | null): void {
    if ((status !== 401 && status !== 402) || key.region === "sandbox") return;
    const nowMs = this.#ctx.clock.now().getTime();
    if (nowMs - (this.#judgedAt.get(key.id) ?? 0) < peaceMs) return;
    this.#judgedAt.set(key.id, nowMs);
    this.#judging = this.#judging.then(() => this.#judge(key.id, status));
  }

  async #judge(keyId: string, status: 401 | 402): Promise<void> {
    try {
      const judged = await judgeKey(this.#ctx, keyId, status);
      if (judged !== "stays") this.#judgedAt.delete(keyId);
      if (judged === "aside") this.#ctx.log.warn({ keyId, status }, "a provider key steps aside");
    } catch (error) {
      this.#ctx.log.warn({ err: error, keyId }, "a refused provider key could not be judged");
    }
  }

  /** Resolves when no key is being judged. */
  idle(): Promise<void> {
    return this.#judging;
  }
}
