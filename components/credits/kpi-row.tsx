"use client";

import { driftText } from "#components/charts/prepare-drift.ts";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { Card } from "#components/ui/card.tsx";
import { Unknown } from "#components/ui/figures.tsx";
import { Mark } from "#components/ui/mark.tsx";
import type { CreditMonth } from "#lib/contracts/budgets.ts";
import type { CreditSum, LossTotal } from "#lib/contracts/credits.ts";
import type { Scope } from "#lib/contracts/scope.ts";
import { countOf, formatAmount, formatCount, formatShare } from "#lib/format/count.ts";
import { creditTotalText } from "#lib/format/credits.ts";
import { moneyText, sumMoney } from "#lib/format/money.ts";
import { creditMonthQuery, lostCreditsQuery } from "#lib/queries/credits.ts";
import type { ProviderId } from "#lib/vocabulary.ts";
import { dayText, dryText, toneClass } from "./budget-words.ts";
import { Kpi } from "./kpi.tsx";
import { monthScope } from "./month-scope.ts";
import { ShareBar } from "./share-bar.tsx";

interface KpiRowProps {
  provider: ProviderId;
  scope: Scope;
  /** Absent = nothing was consumed in the window. */
  sum: CreditSum | undefined;
}

/** Five figures of one provider: consumed, a page, this month, against the rule, lost. */
export function KpiRow({ provider, scope, sum }: KpiRowProps) {
  const month = useLiveQuery(creditMonthQuery(monthScope(provider, scope))).data;
  const lost = useLiveQuery(lostCreditsQuery({ ...scope, provider, limit: 1 })).data;
  return (
    <Card aria-label="Credits at a glance">
      <dl className="m-0 grid grid-cols-2 divide-line-faint max-md:divide-y md:grid-cols-3 md:divide-x xl:grid-cols-5">
        <Consumed sum={sum} />
        <PerPage sum={sum} />
        <Month month={month} />
        <Drift sum={sum} />
        <Lost totals={lost?.totals} />
      </dl>
    </Card>
  );
}

function Consumed({ sum }: { sum: CreditSum | undefined }) {
  const text = sum ? creditTotalText(sum) : { figure: "0", note: null };
  const money = sum && moneyText(sum.money);
  const partly = money && sum && sum.unpriced > 0 ? `, ${formatAmount(sum.unpriced)} without a price` : "";
  return (
    <Kpi label="Consumed in this range" notes={[text.note, money && `${money}${partly}`].filter(Boolean)}>
      {text.figure === "unknown" ? <Unknown /> : text.figure}
    </Kpi>
  );
}

function PerPage({ sum }: { sum: CreditSum | undefined }) {
  if (!sum || sum.creditsPerPage === null) {
    return (
      <Kpi label="Credits a page" notes={["nothing was billed by the page"]}>
        <Unknown word="–" />
      </Kpi>
    );
  }
  return (
    <Kpi label="Credits a page" notes={[`over ${countOf(sum.pages, "page")}`]}>
      {formatAmount(sum.creditsPerPage)}
    </Kpi>
  );
}

function Month({ month }: { month: CreditMonth | undefined }) {
  if (!month) return <Kpi label="This month">…</Kpi>;
  const { budget, period } = month;
  const used = period.used.reported + period.used.estimated;
  const pace = period.perDay === null ? null : `${formatAmount(Math.round(period.perDay))} a day`;
  if (!budget) {
    const end = period.forecast && `${formatCount(period.forecast.likely)} by ${dayText(lastDay(period.to))}, forecast`;
    return (
      <Kpi label="This month" notes={[pace, end ?? "no budget set"].filter(Boolean)}>
        {formatAmount(used)}
      </Kpi>
    );
  }
  const dry = dryText(budget);
  return (
    <Kpi
      label="This month, of the budget"
      notes={[
        `${formatAmount(used)} of ${formatAmount(budget.credits)}${pace ? `, ${pace}` : ""}`,
        dry && <span className={toneClass[dry.tone]}>{dry.text}</span>,
      ]}
      foot={<ShareBar share={budget.share} state={budget.state} />}
    >
      {formatShare(budget.share)}
    </Kpi>
  );
}

function lastDay(to: string): string {
  return new Date(Date.parse(to) - 86_400_000).toISOString().slice(0, 10);
}

function Drift({ sum }: { sum: CreditSum | undefined }) {
  const drift = sum?.drift;
  if (!drift) {
    return (
      <Kpi label="Reported against the rule" notes={["no published rule for what was reported"]}>
        <Unknown word="–" />
      </Kpi>
    );
  }
  const share = drift.share === null ? "–" : driftText(drift.share);
  return (
    <Kpi
      label="Reported against the rule"
      notes={[`${formatAmount(drift.reported)} reported, ${formatAmount(drift.foreseen)} by the rule`]}
    >
      <span className="inline-flex items-center gap-2">
        {share}
        {drift.flagged && (
          <span className="inline-flex items-center gap-1.5 font-normal text-base text-warn">
            <Mark shape="diamond" /> drifts
          </span>
        )}
      </span>
    </Kpi>
  );
}

function Lost({ totals }: { totals: readonly LossTotal[] | undefined }) {
  if (!totals) return <Kpi label="Paid but lost">…</Kpi>;
  const credits = totals.reduce((sum, { reported, estimated }) => sum + reported + estimated, 0);
  const jobs = totals.reduce((sum, total) => sum + total.jobs, 0);
  const vague = totals.reduce((sum, { unknownShare }) => sum + unknownShare, 0);
  const money = moneyText(sumMoney(totals.flatMap((total) => total.money)));
  if (jobs === 0) {
    return (
      <Kpi label="Paid but lost" notes={["nothing in this range"]}>
        <span className="zero">0</span>
      </Kpi>
    );
  }
  const notes = [`${countOf(jobs, "job")}${vague > 0 ? `, ${formatCount(vague)} of unknown share` : ""}`, money];
  return (
    <Kpi label="Paid but lost" notes={notes.filter(Boolean)}>
      {credits > 0 ? <span className="text-bad">{formatAmount(credits)}</span> : <Unknown />}
    </Kpi>
  );
}
