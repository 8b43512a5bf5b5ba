import { expect, test } from "vitest";
import { makeBackground } from "./background.ts";
import { silentLog } from "./log.ts";

const gate = () => Promise.withResolvers<void>();

test("four tasks run at once, a hundred wait, and the next is turned away", async () => {
  const background = makeBackground(silentLog);
  const { promise, resolve } = gate();
  let begun = 0;
  let most = 0;
  let running = 0;
  const task = async () => {
    begun += 1;
    running += 1;
    most = Math.max(most, running);
    await promise;
    running -= 1;
  };
  const taken = Array.from({ length: 106 }, () => background.take(task));
  expect(taken.filter((each) => each)).toHaveLength(104);
  expect(begun).toBe(4);
  resolve();
  await background.idle();
  expect([begun, most]).toEqual([104, 4]);
});

test("a task that fails is logged and holds up no other", async () => {
  const background = makeBackground(silentLog);
  let done = false;
  background.take(() => Promise.reject(new Error("broken")));
  background.take(async () => {
    done = true;
  });
  await background.idle();
  expect(done).toBe(true);
});

test("at the end what runs and what waits is told so and waited for, and nothing more is taken", async () => {
  const background = makeBackground(silentLog);
  const told: boolean[] = [];
  const untilEnded = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const end = () => {
        told.push(signal.aborted);
        resolve();
      };
      if (signal.aborted) end();
      else signal.addEventListener("abort", end, { once: true });
    });
  for (let n = 0; n < 6; n += 1) background.take(untilEnded);
  await background.stop();
  expect(told).toEqual(Array.from({ length: 6 }, () => true));
  expect(background.take(untilEnded)).toBe(false);
});
