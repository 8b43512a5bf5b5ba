import { describe, expect, it } from "vitest";
import { diagnoseResult } from "#lib/contracts/diagnose.ts";
import carried from "./fixtures/strangers-carried.json" with { type: "json" };
import elsewhere from "./fixtures/strangers-elsewhere.json" with { type: "json" };
import extend from "./fixtures/strangers-extend.json" with { type: "json" };
import foreign from "./fixtures/strangers-foreign.json" with { type: "json" };
import landingai from "./fixtures/strangers-landingai.json" with { type: "json" };
import llamaparse from "./fixtures/strangers-llamaparse.json" with { type: "json" };
import nearMisses from "./fixtures/strangers-near-misses.json" with { type: "json" };
import okrapdf from "./fixtures/strangers-okrapdf.json" with { type: "json" };
import scopix from "./fixtures/strangers-scopix.json" with { type: "json" };
import shapes from "./fixtures/strangers-shapes.json" with { type: "json" };
import threads from "./fixtures/strangers-threads.json" with { type: "json" };
import told from "./fixtures/strangers-told.json" with { type: "json" };
import wrapped from "./fixtures/strangers-wrapped.json" with { type: "json" };
import { diagnose } from "./index.ts";

/**
 * Errors in the shapes strangers paste them: clients' prints, traces, transcripts, log lines, cut and encoded bodies,
 * and failures of other services. What each must lead to was decided from the vendors' pages, not from the rules.
 */
interface Case {
  name: string;
  input: unknown;
  match: string;
  entry: string | null;
  provider: string | null;
  requestId?: string;
  evidence?: Record<string, unknown>;
}

const collections: readonly (readonly [whose: string, readonly unknown[]])[] = [
  ["of llamaparse", llamaparse],
  ["of extend", extend],
  ["of landingai", landingai],
  ["of scopix", scopix],
  ["of okrapdf", okrapdf],
  ["of no vendor", foreign],
  ["as told in public threads", threads],
  ["as logs, tools and languages wrap it", wrapped],
  ["as integrations, queues and traces carry it", carried],
  ["as people tell it, and languages print it", told],
  ["that happened elsewhere, with a vendor's name beside it", elsewhere],
  ["in the shapes of jobs and answers", shapes],
  ["that is another service's or the caller's own", nearMisses],
];

describe.each(collections)("a stranger's error %s", (_, cases) => {
  it.each(cases as readonly Case[])("$name", ({ input, match, entry, provider, requestId, evidence }) => {
    const result = diagnose(input);
    const said = { match: result?.match, entry: result?.entry?.id ?? null, provider: result?.provider };
    expect(said, JSON.stringify(result)).toEqual({ match, entry, provider });
    if (requestId) expect(result?.requestId).toBe(requestId);
    if (evidence) expect(result?.evidence).toMatchObject(evidence);
    expect(diagnoseResult.safeParse(result).success).toBe(true);
  });
});
