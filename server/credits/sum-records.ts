import type { CreditSum } from "#lib/contracts/credits.ts";
import type { SumRecord } from "./summary-store.ts";

/** Reported and foreseen this far apart are worth a look, as a share of what was foreseen. */
const flaggedShare = 0.05;
/** Below this many credits, rounding alone can make a difference look large. */
const flaggedLeast = 1;

/** Adds up records of one provider: credits by source, money by currency, drift and credits a page. */
export function addUp(records: readonly SumRecord[]): CreditSum {
  const total = (pick: (record: SumRecord) => number) =>
    rounded(records.reduce((sum, record) => sum + pick(record), 0));
  const pages = total(({ pages }) => pages);
  const priced = Map.groupBy(
    records.filter(({ currency }) => currency !== null),
    ({ currency }) => currency as string,
  );
  return {
    reported: total(({ reported }) => reported),
    estimated: total(({ estimated }) => estimated),
    unknownJobs: total(({ unknown }) => unknown),
    pages,
    creditsPerPage: pages > 0 ? rounded(total(({ paged }) => paged) / pages) : null,
    drift: driftOf(
      total(({ drift }) => drift),
      total(({ foreseen }) => foreseen),
    ),
    money: [...priced].map(([currency, ones]) => ({
      currency,
      reported: ones.reduce((sum, one) => sum + (one.money_reported ?? 0), 0),
      estimated: ones.reduce((sum, one) => sum + (one.money_estimated ?? 0), 0),
    })),
    unpriced: rounded(
      records.reduce((sum, one) => sum + (one.currency === null ? one.reported + one.estimated : 0), 0),
    ),
  };
}

/** How far reports are from the rule; null where no rule said anything of what was reported. */
function driftOf(drift: number, foreseen: number): CreditSum["drift"] {
  if (foreseen === 0 && drift === 0) return null;
  const share = foreseen > 0 ? drift / foreseen : null;
  const far = share === null || Math.abs(share) > flaggedShare;
  return { reported: rounded(foreseen + drift), foreseen, share, flagged: far && Math.abs(drift) >= flaggedLeast };
}

/** The ledger holds thousandths; sums of floats carry less than that as noise. */
function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
