import { keyOfJob } from "#server/jobs/index.ts";
import type { Context } from "#server/platform/index.ts";
import type { OperationMatch } from "#server/providers/index.ts";
import type { Route } from "./route.ts";

/** Jobs remembered, and how long the database may take to tell of one, in milliseconds. */
const mostRemembered = 20_000;
const patienceMs = 500;

/**
 * Which key made a job: what one key made, another may not see. Remembered for the jobs last asked about; asked of the
 * database for the others, and only where a place has several keys.
 */
export class KeysOfJobs {
  readonly #ctx: Context;
  readonly #known = new Map<string, string>();

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  /** The id of the key a call must go out with; null where it names no job, or one Docket does not know. */
  async of(route: Route, match: OperationMatch | null): Promise<string | null> {
    const jobId = match?.operation.vocabulary ? match.params.id : undefined;
    if (!jobId) return null;
    const place = `${route.provider}/${route.region}/${jobId}`;
    const known = this.#known.get(place);
    if (known) return known;
    const found = await this.#ask(route, jobId);
    if (found) this.#remember(place, found);
    return found;
  }

  async #ask({ provider, region }: Route, jobId: string): Promise<string | null> {
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<null>((resolve) => {
      timer = setTimeout(() => resolve(null), patienceMs);
    });
    // Without the database the client's usual key is the best guess.
    const asked = keyOfJob(this.#ctx.db.sql, provider, region, jobId).catch(() => null);
    const found = await Promise.race([asked, patience]);
    clearTimeout(timer);
    return found;
  }

  #remember(place: string, keyId: string): void {
    if (this.#known.size >= mostRemembered) {
      const [oldest] = this.#known.keys();
      if (oldest !== undefined) this.#known.delete(oldest);
    }
    this.#known.set(place, keyId);
  }
}
