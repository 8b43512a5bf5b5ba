import { expect, test } from "vitest";
import { door } from "./gateway-for-tests.ts";

// What the lane reads Node must read too, to the same end: callers who once sent anything else are Node's from then on.
door.isNodes = true;
await import("./pass-through.http.test.ts");
await import("./aborts.http.test.ts");

test("all of it was read by Node", () => {
  const all = door.readBy.flat();
  expect(all.length).toBeGreaterThan(35);
  expect(new Set(all)).toEqual(new Set(["node"]));
});
