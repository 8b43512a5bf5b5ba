/** News between parts of one process, and through LISTEN/NOTIFY between processes. Names only, no payloads. */
export const topics = ["access_changed", "keys_changed", "jobs_due"] as const;
export type Topic = (typeof topics)[number];

/** Tells listeners that something changed; what changed they read from the database. */
export interface Bus {
  publish(topic: Topic): void;
  /** Returns the function that ends the subscription. */
  subscribe(topic: Topic, listener: () => void): () => void;
}

/** A bus within this process. `relay` carries each publication on to other processes. */
export function makeBus(relay: (topic: Topic) => void = () => {}): Bus & { deliver(topic: Topic): void } {
  const listeners = new Map<Topic, Set<() => void>>();
  const deliver = (topic: Topic) => {
    for (const listener of listeners.get(topic) ?? []) listener();
  };
  return {
    deliver,
    publish(topic) {
      deliver(topic);
      relay(topic);
    },
    subscribe(topic, listener) {
      const set = listeners.get(topic) ?? new Set();
      listeners.set(topic, set.add(listener));
      return () => set.delete(listener);
    },
  };
}
