import { existsSync, readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isEndState, providerIds, regionIds } from "#lib/vocabulary.ts";
import { entriesFor, entryById } from "#server/catalog/index.ts";
import { matchOperation, providers, type RequestFacts } from "./index.ts";

const here = (path: string) => new URL(path, import.meta.url);
/** Files every vendor's folder has; what a vendor lacks (a file upload, credits) is said in them, not by their absence. */
const files = [
  "credits.ts",
  "facts.ts",
  "failure-rules.ts",
  "fingerprints.ts",
  "index.ts",
  "map-job.test.ts",
  "map-job.ts",
  "operations.ts",
  "read-error.test.ts",
  "read-error.ts",
  "read-request.ts",
  "wire.ts",
];
const dated = /20\d\d-\d\d-\d\d/;

test("every vendor of the product is registered, in its order", () => {
  expect(providers.map(({ id }) => id)).toEqual(providerIds);
});

describe.each(providers.map((adapter) => [adapter.id, adapter] as const))("%s", (id, adapter) => {
  test("has a folder with everything in it, tests and entries beside", () => {
    const found = new Set(readdirSync(here(`vendors/${id}/`)));
    expect(files.filter((file) => !found.has(file))).toEqual([]);
    expect(existsSync(here(`../catalog/entries/${id}/documented-rows.test.ts`)) || id === "llamaparse").toBe(true);
    expect(readdirSync(here(`../catalog/entries/${id}/fixtures/`)).length).toBeGreaterThan(0);
    expect(existsSync(here(`../../sandbox/${id}/index.ts`))).toBe(true);
  });

  test("has a client of its own sent through the gateway", () => {
    const specs = readdirSync(here("../../e2e/gateway/"));
    expect(
      specs.some((spec) => spec.startsWith(id)) || (id === "llamaparse" && specs.includes("sdk-calls.spec.ts")),
    ).toBe(true);
  });

  test("names its places, each with where and when it was read, the sandbox last", () => {
    const regions = adapter.regions.map((region) => region.id);
    expect(new Set(regions).size).toBe(regions.length);
    expect(regions.at(-1)).toBe("sandbox");
    for (const region of adapter.regions) {
      expect(regionIds).toContain(region.id);
      expect(region.label.length).toBeGreaterThan(3);
      if (region.id !== "sandbox") expect(region.source).toMatch(dated);
      if (region.baseUrl !== null) expect(new URL(region.baseUrl).protocol).toBe("https:");
      for (const host of region.hosts ?? []) expect(new URL(host.baseUrl).protocol).toBe("https:");
    }
  });

  test("names its limits with their certainty and source", () => {
    expect(adapter.limits.length).toBeGreaterThan(0);
    for (const { requests, windowMs, source } of adapter.limits) {
      expect(requests).toBeGreaterThan(0);
      expect(windowMs).toBeGreaterThan(0);
      expect(source).toMatch(dated);
    }
  });

  test("names each endpoint once, and finds each by its own path", () => {
    const names = adapter.operations.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, method, path } of adapter.operations) {
      expect(matchOperation(id, method, path.replaceAll(/\{\w+\}/g, "some-id"))?.operation.name).toBe(name);
    }
  });

  test("has the words of every kind of job it makes or reads, a good end and a bad one among them", () => {
    const speaking = adapter.operations.filter(({ kind }) => /_job$|list_jobs/.test(kind));
    expect(speaking.length).toBeGreaterThan(0);
    for (const { name, vocabulary } of speaking) {
      const words = vocabulary ? adapter.statusMaps[vocabulary] : undefined;
      expect(words, name).toBeDefined();
      const states = Object.values(words ?? {});
      expect(states, name).toContain("succeeded");
      expect(states, name).toContain("failed");
    }
  });

  test("can be asked about every job that lives beyond its call, at an endpoint it knows", () => {
    const made = new Set(
      adapter.operations.flatMap(({ kind, vocabulary }) => (kind === "create_job" && vocabulary ? [vocabulary] : [])),
    );
    for (const vocabulary of made) {
      const request = adapter.pollRequest({ vocabulary, vendorJobId: "job-1", scope: null });
      expect(request, vocabulary).not.toBeNull();
      const match = matchOperation(id, request?.method ?? "", request?.path.split("?")[0] ?? "");
      expect(match?.operation.kind, vocabulary).toBe("read_job");
    }
  });

  test("knows its cheapest call", () => {
    const { method, path } = adapter.preflight;
    expect(matchOperation(id, method, path.split("?")[0] ?? "")).not.toBeNull();
  });

  test("never takes an unknown price for nothing", () => {
    for (const product of new Set(adapter.operations.map((operation) => operation.product))) {
      const fact = adapter.estimateCredits({ vocabulary: "?", product, tier: "?", pages: null });
      expect(fact).toMatchObject({ source: "unknown", credits: null });
    }
  });

  test("keeps a state nobody documented, and follows the job on", () => {
    for (const operation of adapter.operations.filter(({ kind }) => kind === "read_job")) {
      const told = adapter.readJobs(
        { operation, params: { id: "job-1" } },
        { id: "job-1", job_id: "job-1", status: "PONDERING" },
      );
      for (const fact of told) {
        expect(fact.vendorStatus).toBe("PONDERING");
        expect(fact.state && isEndState(fact.state)).toBeFalsy();
      }
    }
  });

  test("leads every rule to an entry, and every error's entry can be reached by a rule", () => {
    const reached = new Set(adapter.failureRules.map(({ entry }) => entry));
    for (const entry of reached) expect(entryById(entry), entry).toBeDefined();
    const unreached = entriesFor(id).filter((entry) => entry.kind !== "symptom" && !reached.has(entry.id));
    expect(unreached.map((entry) => entry.id)).toEqual([]);
  });

  test("says how its webhooks are proven, or that it sends none", () => {
    expect(adapter).toHaveProperty("webhook");
    if (adapter.webhook === null) return;
    expect(adapter.webhook.source).toMatch(dated);
    const empty = { headers: {}, body: Buffer.from(""), at: new Date(0) };
    expect(adapter.webhook.read(empty)).toBeNull();
    if (adapter.webhook.signed) expect(adapter.webhook.fault(empty, "secret")).not.toBeNull();
  });

  test("reads anything without throwing", () => {
    const nothing = { surface: null, method: null, path: null, status: null, headers: {}, text: null };
    fc.assert(
      fc.property(fc.constantFrom(...adapter.operations), fc.anything(), (operation, body) => {
        const match = { operation, params: {} };
        const facts: Partial<RequestFacts> = adapter.readRequest(match, body);
        expect(typeof facts).toBe("object");
        expect(Array.isArray(adapter.readJobs(match, body, 200))).toBe(true);
        adapter.readFile(match, body);
        expect(adapter.readError({ ...nothing, body }).shape).not.toBe("");
      }),
      { numRuns: 300 },
    );
  });
});
