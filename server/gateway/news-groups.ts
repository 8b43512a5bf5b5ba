import type { Context } from "#server/platform/index.ts";
import type { JobNews } from "./observe-answer.ts";
import { type Told, tellTogether } from "./tell-news.ts";

/** Groups under way at a time: while one waits for the disk, the next is made ready. */
const groupsAtOnce = 2;
const largestGroup = 200;
/** What may wait for its group; a call with more than that before it does not wait. */
const longestQueue = 2_000;

interface Waiting {
  news: JobNews;
  /** When whoever brought it stops waiting. */
  untilMs: number;
  resolve(told: Promise<Told>): void;
  reject(reason: Error): void;
}

/**
 * Tells the job engine what answers said of new jobs: at once while few come, and what comes while others are being told
 * together in the next group.
 */
export class NewsGroups {
  readonly #ctx: Context;
  #waiting: Waiting[] = [];
  #underWay = 0;

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  /** Rejects when the database does not take the news, or their turn does not come in time. */
  tell(news: JobNews, patienceMs: number): Promise<Told> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length >= longestQueue) return reject(new Error("too many answers wait to be told"));
      this.#waiting.push({ news, untilMs: performance.now() + patienceMs, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    while (this.#underWay < groupsAtOnce && this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, largestGroup);
      const inTime = group.filter(({ untilMs }) => untilMs > performance.now());
      for (const late of group) if (!inTime.includes(late)) late.reject(new Error("its turn came too late"));
      if (inTime.length > 0) void this.#tellGroup(inTime);
    }
  }

  async #tellGroup(group: readonly Waiting[]): Promise<void> {
    this.#underWay += 1;
    const told = tellTogether(
      this.#ctx,
      group.map(({ news }) => news),
    );
    for (const [n, each] of told.entries()) group[n]?.resolve(each);
    await Promise.allSettled(told);
    this.#underWay -= 1;
    this.#next();
  }
}
