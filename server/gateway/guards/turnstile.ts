/** Why a call was not let through the turnstile. */
export type TurnedAway = "client_full" | "target_full" | "closed" | "left";

/** Bounds of the turnstile: calls under way, and calls that wait. */
export interface TurnstileBounds {
  /** Calls one target may have under way. */
  perTarget: number;
  /** Calls that may wait for one target, and how many of them may be one client's. */
  waitingPerTarget: number;
  waitingPerClient: number;
  /** Longest a call waits, in milliseconds. */
  waitMs: number;
}

/** Who wants in, and where to. */
export interface Visitor {
  clientId: string;
  /** Calls the client may have under way, everywhere. */
  clientMost: number;
  targetId: string;
}

/** A call that was let in gives its place back by calling it, once. */
export type Leave = () => void;

interface Waiting {
  visitor: Visitor;
  /** Ends the waiting; the second time does nothing. */
  settle(outcome: Leave | TurnedAway): void;
}

interface Target {
  inside: number;
  waiting: number;
  /** By client, in the order of their turns. */
  queues: Map<string, Waiting[]>;
}

/**
 * Bounds the calls under way per client and per target. Who finds no place waits; the clients take turns, so that one
 * with many calls does not keep the others out. Waiting is bounded in number and time.
 */
export class Turnstile {
  readonly #bounds: TurnstileBounds;
  readonly #inside = new Map<string, number>();
  readonly #targets = new Map<string, Target>();
  #closed = false;

  constructor(bounds: TurnstileBounds) {
    this.#bounds = bounds;
  }

  /** Calls waiting now. */
  get waiting(): number {
    return this.#targets.values().reduce((sum, target) => sum + target.waiting, 0);
  }

  /** Calls inside now, by target. */
  *insideByTarget(): Iterable<[targetId: string, inside: number]> {
    for (const [id, target] of this.#targets) yield [id, target.inside];
  }

  /**
   * Lets a call in, at once where there is a place, else when its turn comes, or says why not. `onWait` is handed what
   * ends the waiting of a caller who went away.
   */
  enter(visitor: Visitor, onWait: (stepOut: () => void) => void): Leave | TurnedAway | Promise<Leave | TurnedAway> {
    if (this.#closed) return "closed";
    const target = this.#targetOf(visitor.targetId);
    // Whoever waits while there is a place waits for its own client's calls to end, and is not passed by.
    if (!target.queues.has(visitor.clientId) && this.#hasPlace(target, visitor)) return this.#admit(target, visitor);
    return this.#wait(target, visitor, onWait);
  }

  /** Turns everyone away who waits, and who comes. */
  close(): void {
    this.#closed = true;
    for (const target of this.#targets.values()) {
      for (const queue of [...target.queues.values()]) for (const waiting of [...queue]) waiting.settle("closed");
    }
  }

  #targetOf(id: string): Target {
    const known = this.#targets.get(id);
    if (known) return known;
    const target: Target = { inside: 0, waiting: 0, queues: new Map() };
    this.#targets.set(id, target);
    return target;
  }

  #hasPlace(target: Target, { clientId, clientMost }: Visitor): boolean {
    return target.inside < this.#bounds.perTarget && (this.#inside.get(clientId) ?? 0) < clientMost;
  }

  #admit(target: Target, visitor: Visitor): Leave {
    const { clientId, targetId } = visitor;
    target.inside += 1;
    this.#inside.set(clientId, (this.#inside.get(clientId) ?? 0) + 1);
    let left = false;
    return () => {
      if (left) return;
      left = true;
      target.inside -= 1;
      const inside = (this.#inside.get(clientId) ?? 1) - 1;
      if (inside > 0) this.#inside.set(clientId, inside);
      else this.#inside.delete(clientId);
      this.#serve(target);
      // The client's place may be what a call of its to another target waits for.
      for (const other of this.#targets.values()) if (other.queues.has(clientId)) this.#serve(other);
      if (target.inside === 0 && target.waiting === 0) this.#targets.delete(targetId);
    };
  }

  /** Lets in who can come in, one of each client in turn. */
  #serve(target: Target): void {
    for (let turn = target.queues.size; turn > 0 && target.inside < this.#bounds.perTarget; turn -= 1) {
      const [clientId, queue] = target.queues.entries().next().value ?? [];
      const first = queue?.[0];
      if (clientId === undefined || !queue || !first) return;
      // Its next turn comes after everyone else's.
      target.queues.delete(clientId);
      target.queues.set(clientId, queue);
      if (this.#hasPlace(target, first.visitor)) first.settle(this.#admit(target, first.visitor));
    }
  }

  #wait(
    target: Target,
    visitor: Visitor,
    onWait: (stepOut: () => void) => void,
  ): TurnedAway | Promise<Leave | TurnedAway> {
    const { clientId, clientMost } = visitor;
    const why = (): TurnedAway => ((this.#inside.get(clientId) ?? 0) >= clientMost ? "client_full" : "target_full");
    const queue = target.queues.get(clientId) ?? [];
    if (target.waiting >= this.#bounds.waitingPerTarget || queue.length >= this.#bounds.waitingPerClient) return why();
    return new Promise((resolve) => {
      const settle = (outcome: Leave | TurnedAway) => {
        clearTimeout(timer);
        const at = queue.indexOf(waiting);
        if (at === -1) return;
        queue.splice(at, 1);
        target.waiting -= 1;
        if (queue.length === 0) target.queues.delete(clientId);
        resolve(outcome);
      };
      const waiting: Waiting = { visitor, settle };
      const timer = setTimeout(() => settle(why()), this.#bounds.waitMs);
      queue.push(waiting);
      target.queues.set(clientId, queue);
      target.waiting += 1;
      onWait(() => settle("left"));
    });
  }
}
