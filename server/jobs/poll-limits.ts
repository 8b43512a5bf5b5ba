import type { LimitFact } from "#server/providers/index.ts";

/** Our share of a vendor's limit: the rest is the callers'. */
const share = 0.5;

/**
 * Keeps our own requests under the vendor's documented limits, per provider key: a sliding window of what was sent.
 * `take` says whether one more may go now, and counts it.
 */
export function makePollLimits(now: () => number) {
  const sent = new Map<string, number[]>();
  let instances = 1;
  const limits = {
    /** How many processes poll with the same keys, and share the limits. */
    sharedBy(count: number): void {
      instances = Math.max(1, count);
    },
    /** How many may go now; infinite where nothing limits them. */
    room(keyId: string, operation: "get" | "list", facts: readonly LimitFact[]): number {
      const applying = facts.filter((limit) => limit.operation === operation || limit.operation === "any");
      const slot = `${keyId} ${operation}`;
      const longest = Math.max(0, ...applying.map((limit) => limit.windowMs));
      const at = now();
      const recent = (sent.get(slot) ?? []).filter((time) => at - time < longest);
      sent.set(slot, recent);
      const roomOf = (limit: LimitFact) =>
        Math.max(1, Math.floor((limit.requests * share) / instances)) -
        recent.filter((time) => at - time < limit.windowMs).length;
      return Math.max(0, Math.min(Number.POSITIVE_INFINITY, ...applying.map(roomOf)));
    },
    take(keyId: string, operation: "get" | "list", facts: readonly LimitFact[]): boolean {
      if (limits.room(keyId, operation, facts) === 0) return false;
      sent.get(`${keyId} ${operation}`)?.push(now());
      return true;
    },
  };
  return limits;
}
export type PollLimits = ReturnType<typeof makePollLimits>;
