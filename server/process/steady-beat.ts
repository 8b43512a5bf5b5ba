/** Says whether this process may judge others by their silence. */
export interface SteadyBeat {
  /** A heartbeat of ours was written. */
  beaten(): void;
  /** Whether our own heartbeat has been steady for as long as others may be silent. */
  mayJudge(): boolean;
}

/**
 * Watches our own heartbeat. After an outage of the database every process looks dead to every other; whoever was away
 * itself waits until the living have had time to show it.
 * @param everyMs time between our heartbeats.
 * @param deadAfterMs silence that counts as death.
 */
export function makeSteadyBeat(now: () => number, everyMs: number, deadAfterMs: number): SteadyBeat {
  let lastAt: number | null = null;
  let blindUntil = 0;
  const late = (at: number) => lastAt === null || at - lastAt > 2 * everyMs;
  return {
    beaten() {
      const at = now();
      if (lastAt !== null && late(at)) blindUntil = at + deadAfterMs;
      lastAt = at;
    },
    mayJudge: () => !late(now()) && now() >= blindUntil,
  };
}
