import { expect, test } from "vitest";
import { CircuitBreaker, type Evidence } from "./circuit-breaker.ts";

const badInARow = 8;

function opened(at = 0): CircuitBreaker {
  const breaker = new CircuitBreaker(badInARow);
  for (let n = 0; n < badInARow; n += 1) breaker.hear("bad", false, at);
  return breaker;
}

test("it opens when nothing works, and not when something does now and then", () => {
  const breaker = new CircuitBreaker(badInARow);
  for (let n = 0; n < 100; n += 1) {
    const evidence: Evidence = n % badInARow === badInARow - 1 ? "good" : "bad";
    breaker.hear(evidence, false, n);
    expect(breaker.state(n)).toBe("closed");
  }
  expect(opened().state(0)).toBe("open");
});

test("what neither reached the vendor nor failed to counts for nothing", () => {
  const breaker = new CircuitBreaker(badInARow);
  for (let n = 0; n < 50; n += 1) breaker.hear("nothing", false, n);
  expect(breaker.ask(50)).toBe(0);
  for (let n = 0; n < badInARow; n += 1) {
    breaker.hear("bad", false, 50);
    breaker.hear("nothing", false, 50);
  }
  expect(breaker.state(50)).toBe("open");
});

test("open, it says when to come again; then it lets one try pass at a time", () => {
  const breaker = opened(1_000);
  expect(breaker.ask(2_000)).toBe(breaker.retryAtMs - 2_000);
  const later = breaker.retryAtMs;
  expect(breaker.state(later)).toBe("half_open");
  expect(breaker.ask(later)).toBe(0);
  expect(breaker.ask(later)).toBeGreaterThan(0);
  breaker.hear("nothing", true, later);
  expect(breaker.ask(later)).toBe(0);
});

test("a try that works closes it; one that does not opens it for twice as long, up to a minute", () => {
  const breaker = opened();
  let openMs = breaker.retryAtMs;
  for (let n = 0; n < 10; n += 1) {
    const at = breaker.retryAtMs;
    expect(breaker.ask(at)).toBe(0);
    breaker.hear("bad", true, at);
    expect(breaker.retryAtMs - at).toBe(Math.min(60_000, openMs * 2));
    openMs = breaker.retryAtMs - at;
  }
  expect(openMs).toBe(60_000);
  expect(breaker.openedAtMs).toBe(0);
  const at = breaker.retryAtMs;
  breaker.ask(at);
  breaker.hear("good", true, at);
  expect([breaker.state(at), breaker.ask(at)]).toEqual(["closed", 0]);
  for (let n = 1; n < badInARow; n += 1) breaker.hear("bad", false, at);
  expect(breaker.state(at)).toBe("closed");
});

test("calls that end badly after it opened do not put its try off", () => {
  const breaker = opened();
  const { retryAtMs } = breaker;
  breaker.hear("bad", false, retryAtMs - 1);
  expect(breaker.retryAtMs).toBe(retryAtMs);
});
