import type { BillableJob, CreditFact } from "../../contract.ts";
import type { WireJob } from "./wire.ts";

/** Credits a page by parse tier (https://developers.llamaindex.ai/llamaparse/general/pricing/, 2026-11-20). */
const parseCreditsPerPage: Readonly<Record<string, number>> = {
  fast: 1,
  cost_effective: 3,
  agentic: 10,
  agentic_plus: 45,
};

/** Credits a page of the extract leg (`@llamaindex/llama-cloud` 2.16.0, src/resources/extract.ts, 2026-11-20). */
const extractCreditsPerPage: Readonly<Record<string, number>> = {
  cost_effective: 5,
  agentic: 15,
  agentic_plus: 50,
  turbo: 35,
};

/** Split: 4 credits a page, 3 when the file is cached (pricing page, 2026-11-20); which of the two is not reported. */
const splitCreditsPerPage = 4;
/** Classify: 1 credit a page in FAST mode, the only one of v2 (pricing page, 2026-11-20). */
const classifyCreditsPerPage = 1;

/** Vocabularies whose `usage` is filled in by billing some time after the job's end. */
export const settlingVocabularies: ReadonlySet<string> = new Set(["parse_v2", "extract_v2"]);

const standsOnParse = (input: string | null | undefined) => input?.startsWith("pjb-") === true;

/**
 * What `usage` says. It is null, and may be 0, until billing has recorded the job, so a bare 0 is not a report.
 * An extract job repeats the cost of the parse job it stands on: when it was given that parse job as input, the
 * parse leg belongs to the parse job and is left out here; a parse job the vendor made for it may back other extracts
 * too, so it is named as shared. An answer that holds a parse leg and was not asked whose it is (`extract_metadata`)
 * is no report yet: counted as it stands, the leg would be counted again with the next extract.
 */
export function reportedCredits(job: WireJob): CreditFact | null {
  const usage = job.usage;
  if (!usage || typeof usage.credits !== "number" || usage.credits === 0) return null;
  const breakdown: Record<string, number> = {};
  if (typeof usage.extract_credits === "number") breakdown.extract_credits = usage.extract_credits;
  if (typeof usage.parse_credits === "number") breakdown.parse_credits = usage.parse_credits;
  const onParseJob = standsOnParse(job.file_input) && typeof usage.extract_credits === "number";
  if (!onParseJob && usage.parse_credits && !job.extract_metadata) return null;
  const parseJobId = job.extract_metadata?.parse_job_id;
  const shared =
    !onParseJob && parseJobId && usage.parse_credits
      ? { vendorJobId: parseJobId, product: "parse", credits: usage.parse_credits }
      : null;
  return {
    source: "reported",
    ...(shared ? { shared } : {}),
    credits: onParseJob ? (usage.extract_credits ?? null) : usage.credits,
    breakdown: Object.keys(breakdown).length > 0 ? breakdown : null,
    rule: onParseJob ? `The parse leg is billed to ${job.file_input}.` : null,
  };
}

const unknown: CreditFact = { source: "unknown", credits: null, breakdown: null, rule: null };

function estimate(pages: number | null, perPage: number | undefined, rule: string): CreditFact {
  if (pages === null || perPage === undefined) return unknown;
  return {
    source: "estimated",
    credits: pages * perPage,
    breakdown: null,
    rule: `${pages} pages × ${perPage}, ${rule}`,
  };
}

/**
 * Both legs of an extract. The parse leg defaults to the extract tier; for `agentic_plus` the vendor's own material
 * names two different defaults and `turbo` has no parse tier of its name, so neither is estimated.
 */
function extractPerPage(tier: string | null): number | undefined {
  if (tier !== "cost_effective" && tier !== "agentic") return undefined;
  return (extractCreditsPerPage[tier] ?? 0) + (parseCreditsPerPage[tier] ?? 0);
}

/**
 * Credits by the published price, where the pages and the tier are known; unknown otherwise. An extract on a parse job is
 * its own leg only: the parse is estimated where it is.
 */
export function estimateCredits(job: Omit<BillableJob, "vocabulary">): CreditFact {
  switch (job.product) {
    case "parse":
      return estimate(job.pages, parseCreditsPerPage[job.tier ?? ""], `parse tier ${job.tier}`);
    case "extract":
      return standsOnParse(job.fileId)
        ? estimate(job.pages, extractCreditsPerPage[job.tier ?? ""], `extract tier ${job.tier}, on ${job.fileId}`)
        : estimate(job.pages, extractPerPage(job.tier), `extract tier ${job.tier} and its parse`);
    case "split":
      return estimate(job.pages, splitCreditsPerPage, "split, file not cached");
    case "classify":
      return estimate(job.pages, classifyCreditsPerPage, "classify, FAST mode");
    default:
      return unknown;
  }
}
