import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Leave, type TurnedAway, Turnstile } from "./turnstile.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const bounds = { perTarget: 2, waitingPerTarget: 6, waitingPerClient: 4, waitMs: 1_000 };
const visitor = (clientId: string, clientMost = 10, targetId = "t") => ({ clientId, clientMost, targetId });
const nobodyLeaves = () => {};

function inside(outcome: Leave | TurnedAway | Promise<Leave | TurnedAway>): Leave {
  if (typeof outcome !== "function") throw new Error("not let in at once");
  return outcome;
}

test("calls pass at once while there is a place, and in the order of the clients' turns after that", async () => {
  const gate = new Turnstile(bounds);
  const first = [inside(gate.enter(visitor("a"), nobodyLeaves)), inside(gate.enter(visitor("a"), nobodyLeaves))];
  const order: string[] = [];
  const leaves: Leave[] = [];
  const wait = async (name: string, client: string) => {
    const leave = await gate.enter(visitor(client), nobodyLeaves);
    if (typeof leave !== "function") throw new Error(leave);
    order.push(name);
    leaves.push(leave);
  };
  const all = Promise.all([wait("a1", "a"), wait("a2", "a"), wait("a3", "a"), wait("b1", "b"), wait("c1", "c")]);
  expect(gate.waiting).toBe(5);
  for (const leave of first) leave();
  for (let n = 0; n < 5; n += 1) {
    await vi.advanceTimersByTimeAsync(0);
    leaves.shift()?.();
  }
  await all;
  expect(order).toEqual(["a1", "b1", "c1", "a2", "a3"]);
  expect(gate.waiting).toBe(0);
});

test("waiting is bounded: by number for a client and a target, and by time", async () => {
  const gate = new Turnstile(bounds);
  const leave = inside(gate.enter(visitor("a"), nobodyLeaves));
  inside(gate.enter(visitor("a"), nobodyLeaves));
  const waiting = Array.from({ length: 4 }, () => gate.enter(visitor("a"), nobodyLeaves));
  expect(gate.enter(visitor("a"), nobodyLeaves)).toBe("target_full");
  waiting.push(gate.enter(visitor("b"), nobodyLeaves), gate.enter(visitor("b"), nobodyLeaves));
  expect(gate.enter(visitor("c"), nobodyLeaves)).toBe("target_full");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await Promise.all(waiting)).toEqual(Array.from({ length: 6 }, () => "target_full"));
  leave();
  inside(gate.enter(visitor("c"), nobodyLeaves));
});

test("a client at its own bound waits for its own calls, and others pass it by", async () => {
  const gate = new Turnstile(bounds);
  const leave = inside(gate.enter(visitor("a", 1, "other"), nobodyLeaves));
  const second = gate.enter(visitor("a", 1), nobodyLeaves);
  inside(gate.enter(visitor("b"), nobodyLeaves));
  const third = gate.enter(visitor("a", 1), nobodyLeaves);
  leave();
  expect(typeof (await second)).toBe("function");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await third).toBe("client_full");
});

test("who goes away while waiting frees its place in the queue, and closing turns all others away", async () => {
  const gate = new Turnstile(bounds);
  inside(gate.enter(visitor("a"), nobodyLeaves));
  inside(gate.enter(visitor("a"), nobodyLeaves));
  let goAway = () => {};
  const gone = gate.enter(visitor("a"), (stepOut) => {
    goAway = stepOut;
  });
  const waiting = gate.enter(visitor("b"), nobodyLeaves);
  goAway();
  expect(await gone).toBe("left");
  expect(gate.waiting).toBe(1);
  gate.close();
  expect(await waiting).toBe("closed");
  expect(gate.enter(visitor("b"), nobodyLeaves)).toBe("closed");
});

test("whatever comes and goes, no bound is broken and no place is lost", async () => {
  const steps = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.constantFrom("t", "u"), fc.boolean()), {
    maxLength: 80,
  });
  await fc.assert(
    fc.asyncProperty(steps, async (visits) => {
      const gate = new Turnstile({ ...bounds, waitingPerTarget: 100, waitingPerClient: 100 });
      const held: Leave[] = [];
      const count = new Map<string, number>();
      const come = async (client: string, target: string) => {
        const leave = await gate.enter(visitor(client, 3, target), nobodyLeaves);
        if (typeof leave !== "function") return;
        const move = (by: number) => {
          for (const name of [client, target]) count.set(name, (count.get(name) ?? 0) + by);
        };
        move(1);
        held.push(() => {
          move(-1);
          leave();
        });
        for (const name of ["t", "u"]) expect(count.get(name) ?? 0).toBeLessThanOrEqual(2);
        for (const name of ["a", "b", "c"]) expect(count.get(name) ?? 0).toBeLessThanOrEqual(3);
      };
      const all: Promise<void>[] = [];
      for (const [client, target, leaves] of visits) {
        all.push(come(client, target));
        await vi.advanceTimersByTimeAsync(0);
        if (leaves) held.shift()?.();
      }
      while (gate.waiting > 0 || held.length > 0) {
        await vi.advanceTimersByTimeAsync(0);
        if (held.length === 0 && gate.waiting > 0) throw new Error("calls wait though nobody is inside");
        held.shift()?.();
      }
      await Promise.all(all);
      expect([...count.values()].every((n) => n === 0)).toBe(true);
    }),
    { numRuns: 60 },
  );
});
