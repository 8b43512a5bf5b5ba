import { describe, expect, test } from "vitest";
import { routeName } from "../http/exchange.ts";
import { makeLandingai } from "../landingai/index.ts";
import { makeOkrapdf } from "../okrapdf/index.ts";
import type { MakeProvider } from "../sandbox-provider.ts";
import { makeScopix } from "../scopix/index.ts";
import { manualClock } from "../testing/manual-clock.ts";
import { runSandbox } from "../testing/run-sandbox.ts";
import { systemClock } from "../time/clock.ts";
import { makeWebhookSender } from "../webhooks/webhook-sender.ts";

const sandbox = runSandbox({ clock: manualClock(), rateLimits: false });
const world = {
  clock: systemClock,
  webhooks: makeWebhookSender(systemClock, false),
  baseUrl: () => "",
  payloadUrl: () => "",
  rateLimits: false,
  maxUploadBytes: null,
};
const makers: readonly (readonly [id: string, key: string, make: MakeProvider])[] = [
  ["landingai", "land_sk_test", makeLandingai],
  ["scopix", "scopix_test", makeScopix],
  ["okrapdf", "okra_sk_test", makeOkrapdf],
];

describe.each(makers)("%s", (id, key, make) => {
  const { provocations, routes } = make(world);
  const refusals = provocations.filter(({ kind }) => kind === "http");

  test("has slugs of its own, on routes that exist", () => {
    const slugs = provocations.map(({ slug }) => slug.toLowerCase());
    expect(new Set(slugs).size).toBe(slugs.length);
    const known = new Set(["*", ...routes.map(routeName)]);
    expect(provocations.flatMap(({ endpoints }) => endpoints).filter((name) => !known.has(name))).toEqual([]);
  });

  test.each(
    refusals.flatMap((provocation) =>
      (provocation.endpoints.includes("*") ? [routeName(routes[0] as never)] : provocation.endpoints).map(
        (endpoint) => [provocation.slug, endpoint, provocation] as const,
      ),
    ),
  )("%s by header on %s", async (slug, endpoint, provocation) => {
    const [method = "", path = ""] = endpoint.split(" ");
    const answer = await fetch(`${sandbox.url()}/${id}${path.replaceAll(/\{\w+\}/g, "x")}`, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", "x-sandbox-provoke": slug },
      ...(method === "GET" ? {} : { body: "{}" }),
    });
    expect(answer.status).toBe(provocation.status);
    const text = await answer.text();
    if (provocation.text) expect(text).toContain(JSON.stringify(provocation.text).slice(1, -1));
    if (provocation.code) expect(text).toContain(`"${provocation.code}"`);
  });
});
