import { expect, test } from "vitest";
import { draftOf, readDraft } from "./retention-draft.ts";

test("what is read is what was written, for ever included", () => {
  for (const settings of [
    { metadataDays: 400, bodiesDays: 14, rollupsDays: null },
    { metadataDays: 35, bodiesDays: 1, rollupsDays: 900 },
  ]) {
    expect(readDraft(draftOf(settings))).toEqual({ settings, errors: null });
  }
});

test.each([
  [{ metadata: "3", bodies: "14", rollups: "" }, ["metadata"]],
  [{ metadata: "", bodies: "many", rollups: "1.5" }, ["metadata", "bodies", "rollups"]],
])("%j is wrong in %j", (draft, fields) => {
  expect(Object.keys(readDraft(draft).errors ?? {})).toEqual(fields);
});
