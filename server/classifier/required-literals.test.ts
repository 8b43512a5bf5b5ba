import { describe, expect, it } from "vitest";
import { providers } from "#server/providers/index.ts";
import { networkWordings } from "./network-wordings.ts";
import { requiredLiterals } from "./required-literals.ts";

describe("requiredLiterals", () => {
  it.each([
    [/\bllama_(?:cloud|parse)\b/, ["llama_", "cloud", "parse"]],
    [/\b(?:api\.)?cloud\.(?:eu\.)?example\.test\b/i, ["example.test"]],
    [/\/api\/(?:v1\/|v2\/)?parse\b/, ["/api/"]],
    [/foo|bar\d+/, ["foo", "bar"]],
    [/foo|\d+/, null],
    [/ab?c/, null],
    [/abcd{2}e/, ["abc"]],
    [/x(?!never)yz/, ["yz"]],
    [/(?:one|two)+_?/, ["one", "two"]],
    [/[A-Z]\d/, null],
  ])("of %s", (pattern, expected) => {
    const told = requiredLiterals(pattern);
    if (expected === null) expect(told).toBeNull();
    else
      expect(
        expected.some((each) => told?.includes(each)),
        String(told),
      ).toBe(true);
  });

  it("never rules out a text its pattern matches", () => {
    const patterns = [...providers.flatMap(({ fingerprints }) => fingerprints), ...networkWordings];
    const texts = [
      "LlamaParse https://api.cloud.eu.llamaindex.ai/api/v2/parse pjb-12ue2qidroaofurlc4m llx-abcd1234 LLAMA_CLOUD_API_KEY",
      "extend_ai.errors x-extend-request-id parse_run.failed EXTEND_API_KEY https://api.extend.ai/parse_runs exr_12345678",
      "curl: (28) Connection timed out; dial tcp 1.2.3.4: i/o timeout; x509: no; SSLError; no such host; Failed to fetch",
    ];
    for (const { pattern } of patterns) {
      for (const text of texts.filter((each) => pattern.test(each))) {
        const told = requiredLiterals(pattern);
        const held = told === null || told.some((literal) => text.toLowerCase().includes(literal));
        expect(held, `${pattern} in ${text}: ${told}`).toBe(true);
      }
    }
  });
});
