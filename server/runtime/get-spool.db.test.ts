import { afterAll, beforeAll, expect, test } from "vitest";
import { makeAuth } from "#server/access/index.ts";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { getSpool } from "./get-spool.ts";
import { answerApi } from "./http-route.ts";
import { setRuntime } from "./runtime.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

const filling = { state: "filling" as const, bytes: 900, share: 0.9 };

test("a viewer sees the spool as it is at that moment; without a gateway there is none", async () => {
  expect(await getSpool({ ...world.as("viewer"), spool: filling }, {})).toEqual({ spool: filling });
  expect(await getSpool(world.as("viewer"), {})).toEqual({ spool: null });
});

test("nobody sees it without a session or a token", async () => {
  setRuntime({ ctx: world.ctx, auth: makeAuth(world.ctx, Buffer.from("a secret of thirty-two characters")) });
  const answer = await answerApi(new Request("http://docket.test/api/v1/spool"), ["spool"]);
  expect(answer.status).toBe(401);
});
