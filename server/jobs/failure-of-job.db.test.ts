import { afterAll, beforeAll, expect, test } from "vitest";
import type { ProviderId } from "#lib/vocabulary.ts";
import { openTestWorld, type TestWorld } from "#server/testing/index.ts";
import { failuresOf, newsOf } from "./news-for-tests.ts";
import { recordObservation } from "./record-observation.ts";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.close());

interface Case {
  provider: ProviderId;
  product: string;
  vocabulary: string;
  word: string;
  code: string | null;
  message?: string;
  entry: string;
}

/** One code or sentence, and what it means of each kind of job. */
const cases: readonly Case[] = [
  { product: "parse", vocabulary: "job", code: "TIMEOUT", entry: "okrapdf/timed-out" },
  { product: "extract", vocabulary: "job", code: "TIMEOUT", entry: "okrapdf/extraction-timed-out" },
  { product: "extract", vocabulary: "older_job", code: "TIMEOUT", entry: "okrapdf/extraction-timed-out" },
  { product: "parse", vocabulary: "job", code: "SCHEMA_VALIDATION_FAILED", entry: "okrapdf/request-not-valid" },
  {
    product: "extract",
    vocabulary: "older_job",
    code: "SCHEMA_VALIDATION_FAILED",
    entry: "okrapdf/extracted-data-not-valid",
  },
].map((each) => ({ ...each, provider: "okrapdf" as const, word: "failed" }));

const timedOut = "Request timed out after 900 seconds";
const landing: readonly Case[] = [
  { vocabulary: "parse_v1", code: null, message: timedOut, entry: "landingai/timed-out" },
  { vocabulary: "parse_v2", code: "internal_error", message: timedOut, entry: "landingai/timed-out" },
  {
    vocabulary: "parse_v2",
    code: "internal_error",
    message: "An internal error occurred",
    entry: "landingai/job-failed-inside",
  },
].map((each) => ({ ...each, provider: "landingai" as const, product: "parse", word: "failed" }));

const extend: readonly Case[] = [
  {
    product: "parse",
    vocabulary: "parse_run",
    code: "FILE_TYPE_NOT_SUPPORTED",
    entry: "extend/file-type-not-supported",
  },
  { product: "edit", vocabulary: "edit_run", code: "FILE_TYPE_NOT_SUPPORTED", entry: "extend/edit-needs-pdf" },
  {
    product: "detect_form",
    vocabulary: "form_detection_run",
    code: "FILE_TYPE_NOT_SUPPORTED",
    entry: "extend/edit-needs-pdf",
  },
  { product: "parse", vocabulary: "parse_run", code: "INTERNAL_ERROR", entry: "extend/internal-error" },
  { product: "workflow", vocabulary: "workflow_run", code: "INTERNAL_ERROR", entry: "extend/workflow-internal-error" },
  {
    product: "extract",
    vocabulary: "extract_run",
    code: "FAILED_TO_PROCESS_FILE",
    entry: "extend/failed-to-process-file",
  },
  {
    product: "workflow",
    vocabulary: "workflow_run",
    code: "FAILED_TO_PROCESS_FILE",
    entry: "extend/workflow-file-failed",
  },
].map((each) => ({ ...each, provider: "extend" as const, word: "FAILED" }));

const heard = [...cases, ...landing, ...extend].flatMap((each) =>
  (["poll", "webhook"] as const).map((source) => ({ ...each, source })),
);

test.each(heard)("$code of $provider’s $vocabulary ($product) by $source leads to $entry", async (each) => {
  const { provider, product, vocabulary, word, code, message = null, source, entry } = each;
  const id = `${vocabulary}-${product}-${code}-${message}-${source}`;
  const kind = { product, vocabulary };
  await recordObservation(world.ctx, newsOf(world, id, "queued", { provider, fact: kind }));
  // A webhook knows the job by its id alone: what kind of job it is stands in the job's row.
  const told = source === "webhook" ? { product: "", vocabulary: "" } : kind;
  const fact = { ...told, vendorStatus: word, error: { code, message } };
  await recordObservation(world.ctx, newsOf(world, id, "failed", { provider, source, adopt: false, fact }));
  expect(await failuresOf(world, id)).toMatchObject([{ entry_id: entry }]);
});
