import { describe, expect, it } from "vitest";
import { diagnoseResult } from "#lib/contracts/diagnose.ts";
import { allEntries } from "#server/catalog/index.ts";
import { providers } from "#server/providers/index.ts";
import { commonRules } from "./common-rules.ts";
import { compileKnowledge } from "./compile-knowledge.ts";
import tricky from "./fixtures/tricky-inputs.json" with { type: "json" };
import { classify, diagnose } from "./index.ts";

interface Case {
  name: string;
  input: unknown;
  match: string;
  entry: string | null;
  provider: string | null;
  family?: string;
  requestId?: string;
  evidence?: Record<string, unknown>;
}

describe("an error that invites a mistake", () => {
  it.each(tricky as Case[])("$name", ({ input, match, entry, provider, family, requestId, evidence }) => {
    const result = diagnose(input);
    expect(result, JSON.stringify(result)).toMatchObject({ match, provider });
    expect(result?.entry?.id ?? null).toBe(entry);
    if (family) expect(result?.entry?.family).toBe(family);
    if (requestId) expect(result?.requestId).toBe(requestId);
    if (evidence) expect(result?.evidence).toMatchObject(evidence);
    expect(diagnoseResult.safeParse(result).success).toBe(true);
  });
});

describe("the rules", () => {
  const ids = new Set(allEntries.map(({ id }) => id));
  const vendorRules = providers.flatMap(({ failureRules }) => failureRules);
  const ownRules = [...commonRules.forShape("own"), ...[...commonRules.byCode.values()].flat().map(({ rule }) => rule)];

  it("lead only to entries that exist", () => {
    for (const rule of [...vendorRules, ...ownRules]) expect(ids, rule.name).toContain(rule.entry);
  });

  it("reach every entry that is an error or a status", () => {
    const reached = new Set([...vendorRules, ...ownRules].map(({ entry }) => entry));
    const spoken = new Set<string>(["docket", ...providers.map(({ id }) => id)]);
    const errors = allEntries.filter(({ kind, provider }) => kind !== "symptom" && spoken.has(provider));
    for (const { id } of errors) expect(reached, id).toContain(id);
  });

  it("have sentences that match themselves, gaps filled", () => {
    for (const { sentences } of compileKnowledge(providers).providers) {
      for (const { message, rule } of sentences) {
        const filled = rule.message?.replaceAll("...", "7") ?? "";
        expect(message.whole.test(filled), rule.message).toBe(true);
        expect(message.within.test(`said: "${filled}"`), rule.message).toBe(true);
      }
    }
  });
});

describe("evidence", () => {
  it("never shows a secret that was pasted along", () => {
    const text = "LlamaParse broke: Authorization: Bearer llx-abcdefghijklmnopqrstuvwxyz0123456789ABCD and more";
    expect(JSON.stringify(classify({ text }))).not.toContain("abcdefghijklmnop");
  });

  it("names the rule, what it saw, and why, in words", () => {
    const result = diagnose({
      text: "Job pjb-12ue2qidroaofurlc4mfqgfgli1j failed with status: FAILED | Error: TOO_MANY_PAGES",
    });
    expect(result?.rule).toBe("job-code:TOO_MANY_PAGES");
    expect(result?.evidence).toMatchObject({
      surface: "job",
      jobStatus: "FAILED",
      code: "TOO_MANY_PAGES",
      product: "parse",
    });
    expect(result?.evidence.reasons).toEqual([
      "seen in the job's own status, job status FAILED",
      "code TOO_MANY_PAGES",
      "rule job-code:TOO_MANY_PAGES",
      "LlamaParse: recognised by the id prefix pjb- and the polling helper's sentence",
    ]);
  });

  it("says so where the error is another service's", () => {
    const text =
      "botocore.exceptions.ClientError: An error occurred (AccessDenied) when calling the GetObject operation";
    expect(diagnose({ text })?.evidence.reasons).toEqual([
      "it is the error of another service, by its class name or its shape",
    ]);
  });

  it("says what of the input could not be used", () => {
    const result = diagnose({ provider: "acme", status: "seven", headers: 3, body: { detail: "Split job not found" } });
    expect(result?.entry?.id).toBe("llamaparse/split-job-not-found");
    expect(result?.evidence.ignored).toEqual([
      'provider: expected llamaparse, extend, landingai, scopix, okrapdf, got "acme"',
      'status: expected a number from 100 to 599, got "seven"',
      "headers: expected an object of texts, got 3",
    ]);
  });
});

describe("knowledge given by the caller", () => {
  it("is all there is: without any, no vendor is known", () => {
    expect(classify({ provider: "llamaparse", status: 402 }, [])).toMatchObject({
      match: "none",
      provider: "llamaparse",
    });
  });
});
