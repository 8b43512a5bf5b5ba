import type { ClientLimits } from "#lib/contracts/clients.ts";
import { Refusal } from "../refusal.ts";
import { SlidingCount } from "./sliding-count.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** A client that calls. */
export interface Caller {
  clientId: string;
  clientName: string;
  limits: ClientLimits;
}

/**
 * Holds each client to the requests a minute and credits a day it may use. Requests are counted in this process; credits
 * are what the ledger says, as it was last read: what is still being worked on is not in it yet.
 */
export class ClientRates {
  readonly #now: () => number;
  readonly #sent = new Map<string, SlidingCount>();
  #spent: ReadonlyMap<string, number> = new Map();
  /** Instances of Docket that share the limits. */
  instances = 1;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Replaces what clients were billed today, by client id. */
  spentToday(spent: ReadonlyMap<string, number>): void {
    this.#spent = spent;
  }

  /** Counts a call in; `mayCost` = it may create work. Throws Refusal `client_rate_limit` or `client_credits_spent`. */
  enter(caller: Caller, mayCost: boolean): void {
    if (mayCost) this.#checkCredits(caller);
    const { requestsPerMinute } = caller.limits;
    if (requestsPerMinute === null) return;
    const nowMs = this.#now();
    const sent = this.#sent.get(caller.clientId) ?? new SlidingCount(minuteMs);
    const waitMs = sent.untilBelow(nowMs, Math.max(1, Math.floor(requestsPerMinute / this.instances)));
    if (waitMs > 0) {
      const text = `The client "${caller.clientName}" may send ${requestsPerMinute} requests a minute, and has.`;
      throw new Refusal("client_rate_limit", text, waitMs);
    }
    sent.add(nowMs);
    this.#sent.set(caller.clientId, sent);
  }

  #checkCredits({ clientId, clientName, limits }: Caller): void {
    const { creditsPerDay } = limits;
    const spent = this.#spent.get(clientId) ?? 0;
    if (creditsPerDay === null || spent < creditsPerDay) return;
    const text = `The client "${clientName}" may use ${creditsPerDay} credits a day (UTC), and ${spent} are used.`;
    throw new Refusal("client_credits_spent", text, dayMs - (this.#now() % dayMs));
  }
}
