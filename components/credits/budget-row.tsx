"use client";

import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Mark } from "#components/ui/mark.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { useChange } from "#components/ui/use-change.ts";
import type { BudgetSummary } from "#lib/contracts/budgets.ts";
import { countOf, formatAmount, formatCount, formatShare } from "#lib/format/count.ts";
import { creditsKey, removeBudget } from "#lib/queries/credits.ts";
import { budgetName } from "./budget-name.ts";
import { dryText, toneClass } from "./budget-words.ts";
import { ShareBar } from "./share-bar.tsx";
import { thresholdMarks } from "./threshold-marks.ts";

interface BudgetRowProps {
  budget: BudgetSummary;
  mayChange: boolean;
  onChange: () => void;
}

/** One budget: what it is for, how much of it is spent, when it runs dry, which thresholds it reached. */
export function BudgetRow({ budget, mayChange, onChange }: BudgetRowProps) {
  const { period, share, state } = budget;
  const used = period.used.reported + period.used.estimated;
  const dry = dryText(budget);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 border-line-faint border-t px-4 py-2.5">
      <div className="flex min-w-0 flex-wrap items-baseline gap-x-2.5">
        <span className="truncate font-medium">{budgetName(budget)}</span>
        <span className="text-quiet text-sm">
          {formatAmount(used)} of {formatAmount(budget.credits)}
          {period.used.unknownJobs > 0 && `, ${countOf(period.used.unknownJobs, "job")} unknown`}
        </span>
        <span className="ml-auto">{formatShare(share)}</span>
      </div>
      {mayChange ? <BudgetMenu budget={budget} onChange={onChange} /> : <span />}
      <ShareBar share={share} state={state} />
      <span />
      <p className="flex flex-wrap gap-x-2.5 text-quiet text-sm">
        {period.perDay !== null && <span>{formatAmount(Math.round(period.perDay))} a day</span>}
        {period.forecast && (
          <span title={period.forecast.method}>
            forecast {formatCount(period.forecast.low)} to {formatCount(period.forecast.high)}
          </span>
        )}
        {dry && <span className={`ml-auto ${toneClass[dry.tone]}`}>{dry.text}</span>}
      </p>
      <span />
      <ThresholdList budget={budget} />
    </li>
  );
}

function ThresholdList({ budget }: { budget: BudgetSummary }) {
  return (
    <ul aria-label={`Thresholds of ${budgetName(budget)}`} className="flex flex-wrap gap-x-3.5 gap-y-0.5 text-sm">
      {thresholdMarks(budget).map(({ key, text, tone, shape, detail }) => (
        <li key={key} title={detail} className={`inline-flex items-center gap-1.5 ${toneClass[tone]}`}>
          <Mark shape={shape} />
          {text}
          {detail && <span className="sr-only">: {detail}</span>}
        </li>
      ))}
    </ul>
  );
}

function BudgetMenu({ budget, onChange }: { budget: BudgetSummary; onChange: () => void }) {
  const [asking, setAsking] = useState(false);
  const name = budgetName(budget);
  const remove = useChange({
    send: () => removeBudget(budget.id),
    refresh: creditsKey,
    done: () => `Budget for ${name} removed`,
  });
  return (
    <>
      <Menu trigger={<IconButton icon={Ellipsis} label={`Actions for the budget of ${name}`} />}>
        <MenuItem onSelect={onChange}>Change…</MenuItem>
        <MenuSeparator />
        <MenuItem danger onSelect={() => setAsking(true)}>
          Remove…
        </MenuItem>
      </Menu>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Remove the budget for ${name}?`}
        confirmLabel="Remove budget"
        onConfirm={() => remove.mutateAsync(undefined)}
      >
        What was consumed stays counted. What the budget told goes with it, and nobody is told any more when the{" "}
        {formatAmount(budget.credits)} credits are spent.
      </ConfirmDialog>
    </>
  );
}
