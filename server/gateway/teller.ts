import { type Context, isDataError } from "#server/platform/index.ts";
import type { GatewayLimits } from "./limits.ts";
import { NewsGroups } from "./news-groups.ts";
import type { JobNews } from "./observe-answer.ts";
import type { CallRecorder } from "./recorder.ts";
import { type Told, untold } from "./tell-news.ts";

/** How long a database that failed or was slow is left alone by answers that wait, in milliseconds. */
const leftAloneMs = 1_000;

/**
 * Makes what an answer says of a new job durable before the caller gets the answer: in the database while that is quick,
 * else in the spool, out of which it is told later.
 */
export class Teller {
  readonly #ctx: Context;
  readonly #recorder: CallRecorder;
  readonly #limits: GatewayLimits;
  readonly #groups: NewsGroups;
  /** Until then it is left alone; afterwards one answer at a time finds out whether it is well again. */
  #leftAloneUntil = 0;
  #isInTrouble = false;
  #isProbed = false;

  constructor(ctx: Context, recorder: CallRecorder, limits: GatewayLimits) {
    this.#ctx = ctx;
    this.#recorder = recorder;
    this.#limits = limits;
    this.#groups = new NewsGroups(ctx);
  }

  /** Resolves with what the database made of the news, or null when they are still to be told. Never rejects. */
  async tell(callId: string, news: JobNews): Promise<Told | null> {
    const began = performance.now();
    if (!this.#isInTrouble || (began >= this.#leftAloneUntil && !this.#isProbed)) {
      const told = await this.#tryNow(callId, news, this.#limits.databasePatienceMs);
      if (told) return told;
    }
    if (await this.#recorder.keepNews(callId, news)) return null;
    // The disk refuses as well: only the database is left to wait for.
    const left = () => this.#limits.durabilityWaitMs - (performance.now() - began);
    while (left() > 0) {
      const told = await this.#tryNow(callId, news, left());
      if (told) return told;
      await new Promise((resolve) => setTimeout(resolve, Math.min(200, Math.max(0, left()))));
    }
    return null;
  }

  async #tryNow(callId: string, news: JobNews, patienceMs: number): Promise<Told | null> {
    this.#isProbed = this.#isInTrouble;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), patienceMs);
    });
    const attempt = this.#groups.tell(news, patienceMs).catch((error) => {
      this.#ctx.log.warn({ err: error, callId }, "a new job waits to be recorded");
      // What no database will ever take is not worth another try.
      return isDataError(error) ? untold : null;
    });
    const told = await Promise.race([attempt, late]);
    clearTimeout(timer);
    this.#isProbed = false;
    this.#isInTrouble = told === null;
    if (!told) this.#leftAloneUntil = performance.now() + leftAloneMs;
    return told;
  }
}
