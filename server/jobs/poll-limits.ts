import type { LimitFact } from "#server/providers/index.ts";

/** Our share of a vendor's limit: the rest is the callers'. */
const share = 0.5;

/**
 * Keeps our own requests under the vendor's documented limits, per provider key: a sliding window of what was sent.
 * `take` says whether one more may go now.
 */
export function makePollLimits(now: () => number) {
  const sent = new Map<string, number[]>();
  let instances = 1;
  return {
    /** How many processes poll with the same keys, and share the limits. */
    sharedBy(count: number): void {
      instances = Math.max(1, count);
    },
    take(keyId: string, operation: "get" | "list", limits: readonly LimitFact[]): boolean {
      const applying = limits.filter((limit) => limit.operation === operation || limit.operation === "any");
      const slot = `${keyId} ${operation}`;
      const longest = Math.max(0, ...applying.map((limit) => limit.windowMs));
      const at = now();
      const recent = (sent.get(slot) ?? []).filter((time) => at - time < longest);
      const allowed = applying.every(
        (limit) =>
          recent.filter((time) => at - time < limit.windowMs).length <
          Math.max(1, Math.floor((limit.requests * share) / instances)),
      );
      if (allowed) recent.push(at);
      sent.set(slot, recent);
      return allowed;
    },
  };
}
export type PollLimits = ReturnType<typeof makePollLimits>;
