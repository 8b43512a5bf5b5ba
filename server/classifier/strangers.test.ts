import { describe, expect, it } from "vitest";
import { diagnoseResult } from "#lib/contracts/diagnose.ts";
import type { ProviderId } from "#lib/vocabulary.ts";
import extend from "./fixtures/strangers-extend.json" with { type: "json" };
import foreign from "./fixtures/strangers-foreign.json" with { type: "json" };
import landingai from "./fixtures/strangers-landingai.json" with { type: "json" };
import llamaparse from "./fixtures/strangers-llamaparse.json" with { type: "json" };
import okrapdf from "./fixtures/strangers-okrapdf.json" with { type: "json" };
import scopix from "./fixtures/strangers-scopix.json" with { type: "json" };
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

const collections: readonly (readonly [ProviderId | "no vendor", readonly unknown[]])[] = [
  ["llamaparse", llamaparse],
  ["extend", extend],
  ["landingai", landingai],
  ["scopix", scopix],
  ["okrapdf", okrapdf],
  ["no vendor", foreign],
];

describe.each(collections)("a stranger's error of %s", (_, cases) => {
  it.each(cases as readonly Case[])("$name", ({ input, match, entry, provider, requestId, evidence }) => {
    const result = diagnose(input);
    const said = { match: result?.match, entry: result?.entry?.id ?? null, provider: result?.provider };
    expect(said, JSON.stringify(result)).toEqual({ match, entry, provider });
    if (requestId) expect(result?.requestId).toBe(requestId);
    if (evidence) expect(result?.evidence).toMatchObject(evidence);
    expect(diagnoseResult.safeParse(result).success).toBe(true);
  });
});
