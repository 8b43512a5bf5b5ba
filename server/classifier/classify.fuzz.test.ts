import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DiagnoseInput, diagnoseResult } from "#lib/contracts/diagnose.ts";
import { providerIds, surfaces } from "#lib/vocabulary.ts";
import rows from "./fixtures/llamaparse-rows.json" with { type: "json" };
import tricky from "./fixtures/tricky-inputs.json" with { type: "json" };
import { classify, diagnose } from "./index.ts";

const snippets = [
  ...rows.messages.flatMap(({ row, detail }) => [row, detail]),
  ...rows.codes.map(({ row }) => row),
  ...tricky.map(({ input }) => JSON.stringify(input)),
  ...'{ } [ ] \' " \\ \\" \n : , | ... HTTP/1.1 502 status: FAILED | Error: Job pjb-1'.split(" "),
];
const soup = fc.array(fc.oneof(fc.constantFrom(...snippets), fc.string({ unit: "binary" })), { maxLength: 30 });
const text = soup.map((pieces) => pieces.join(" "));

const anyInput: fc.Arbitrary<DiagnoseInput> = fc.record(
  {
    provider: fc.constantFrom(...providerIds),
    surface: fc.constantFrom(...surfaces),
    endpoint: text,
    status: fc.integer({ min: 100, max: 599 }),
    headers: fc.dictionary(fc.string(), fc.string()),
    body: fc.oneof(
      fc.jsonValue({ maxDepth: 6 }),
      text,
      text.map((inner) => JSON.stringify(inner)),
    ),
    text,
    jobStatus: fc.string(),
  },
  { requiredKeys: [] },
);

function expectSound(result: unknown): void {
  const read = diagnoseResult.safeParse(result);
  expect(read.success, JSON.stringify(result)).toBe(true);
  expect(() => JSON.stringify(result)).not.toThrow();
  if (read.data?.match === "none") expect(read.data.entry).toBeNull();
  else expect(read.data?.entry).not.toBeNull();
}

describe("classify, whatever it is given", () => {
  it("gives a well-formed answer and never throws", () => {
    fc.assert(
      fc.property(anyInput, (input) => expectSound(classify(input))),
      { numRuns: 400 },
    );
  });

  it("gives the same answer twice", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        expect(classify(input)).toEqual(classify(structuredClone(input)));
      }),
      { numRuns: 100 },
    );
  });

  it("keeps to the rule of evidence: no entry but the catalog's, no vendor but the one given", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const result = classify(input);
        if (input.provider) expect(result.provider).toBe(input.provider);
        const owner = result.entry?.id.split("/")[0];
        if (owner && owner !== "docket") expect(result.provider).toBe(owner);
      }),
      { numRuns: 200 },
    );
  });
});

describe("diagnose, whatever it is given", () => {
  it("gives a well-formed answer, or null for what is neither object nor text", () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: false, maxDepth: 4 }), (raw) => {
        const result = diagnose(raw);
        if (result !== null) expectSound(result);
        else
          expect(typeof raw !== "string" && (typeof raw !== "object" || raw === null || Array.isArray(raw))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

describe("work stays bounded", () => {
  const size = 300_000;
  const nested = (depth: number) => {
    let value: unknown = "No quota left to create a job";
    for (let level = 0; level < depth; level++) value = { error: value };
    return value;
  };
  const monsters: readonly (readonly [string, DiagnoseInput])[] = [
    ["braces that never close", { text: "{".repeat(size) }],
    ["braces that close on nothing", { text: `${"{".repeat(size / 2)}${"}".repeat(size / 2)}` }],
    ["objects by the thousand", { text: '{"a":1} '.repeat(size / 8) }],
    ["quotes", { text: "'\"".repeat(size / 2) }],
    ["backslashes", { text: `{"detail":"${"\\".repeat(size)}` }],
    ["the beginning of a rule, again and again", { text: "File size exceeds ".repeat(size / 18) }],
    ["two gaps, again and again", { text: "Parse job is not completed (status: ".repeat(size / 36) }],
    ["one long capital word", { text: `${"A_".repeat(size / 2)}CERT` }],
    ["jobs without a status", { text: "job ".repeat(size / 4) }],
    ["prefixes", { surface: "job", body: { status: "FAILED", error_message: "stage: ".repeat(size / 7) } }],
    ["a long detail", { status: 400, body: { detail: "inputs_invalid: ".repeat(size / 16) } }],
    ["a body nested deep", { status: 402, body: nested(20_000) }],
    ["a body nested deep, as text", { status: 402, body: `${'{"error":'.repeat(30_000)}1${"}".repeat(30_000)}` }],
    ["a list of a million", { status: 422, body: { detail: Array.from({ length: 1_000_000 }, () => 1) } }],
    ["a million pages", { status: 200, body: { markdown: { pages: Array.from({ length: 1_000_000 }, () => null) } } }],
    ["JSON in JSON in JSON", { body: [1, 2, 3, 4, 5, 6].reduce((json) => JSON.stringify(json), '{"detail":"x"}') }],
  ];

  // No figure is asserted: a pattern that runs away would take minutes and meet the test's own time limit.
  it.each(monsters)("%s", (_, input) => expectSound(classify({ provider: "llamaparse", ...input })));

  it("reads the end of a long text, where a trace names its error", () => {
    const filler = "  at frame (file.js:1:1)\n".repeat(20_000);
    const result = classify({
      text: `LlamaCloud trace\n${filler}\nBadRequestError: 400 {"detail":"Uploaded file is empty."}`,
    });
    expect(result.entry?.id).toBe("llamaparse/empty-file");
  });
});
