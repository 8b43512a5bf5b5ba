import type { JobCredits } from "#lib/contracts/jobs.ts";
import type { CreditTotals } from "#lib/contracts/primitives.ts";
import { countOf, formatAmount } from "./count.ts";

/** A figure and the quiet word that says where it comes from; `null` note = the vendor reported it. */
export interface CreditText {
  figure: string;
  note: string | null;
}

/** A job's credits: reported plain, estimated named so, unknown the word. */
export function creditText(credits: Pick<JobCredits, "source" | "credits" | "settling">): CreditText {
  if (credits.source === "unknown" || credits.credits === null) return { figure: "unknown", note: null };
  const figure = formatAmount(credits.credits);
  if (credits.source === "estimated") return { figure, note: "estimated" };
  return { figure, note: credits.settling ? "may settle" : null };
}

/** Summed credits. Nothing known at all is "unknown"; a part that is unknown or estimated is said beside the sum. */
export function creditTotalText(totals: CreditTotals): CreditText {
  const known = totals.reported + totals.estimated;
  if (known === 0 && totals.unknownJobs > 0) return { figure: "unknown", note: countOf(totals.unknownJobs, "job") };
  const notes = [
    totals.estimated > 0 && (totals.reported > 0 ? `${formatAmount(totals.estimated)} estimated` : "estimated"),
    totals.unknownJobs > 0 && `${countOf(totals.unknownJobs, "job")} unknown`,
  ].filter((note) => note !== false);
  return { figure: formatAmount(known), note: notes.length > 0 ? notes.join(" · ") : null };
}
