"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { useMay } from "#components/shell/use-viewer.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import type { BudgetSummary } from "#lib/contracts/budgets.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { budgetListQuery } from "#lib/queries/credits.ts";
import type { ProviderId } from "#lib/vocabulary.ts";
import { BudgetDialog } from "./budget-dialog.tsx";
import { BudgetRow } from "./budget-row.tsx";

/** Every budget: how much of it is spent, and the day it runs dry. */
export function BudgetsCard({ provider }: { provider: ProviderId }) {
  const mayChange = useMay("operator");
  const { data, error, refetch, isFetching } = useLiveQuery(budgetListQuery(), { everyMs: 15_000 });
  const [open, setOpen] = useState<BudgetSummary | "new" | null>(null);
  return (
    <Card className="min-w-0">
      <CardHeader
        title="Budgets"
        aside="by month; used, and where it leads"
        actions={
          mayChange && (
            <Button size="small" onClick={() => setOpen("new")}>
              <Plus aria-hidden strokeWidth={1.75} /> Set budget
            </Button>
          )
        }
      />
      {data ? (
        data.items.length > 0 ? (
          <ul className="pb-1">
            {data.items.map((budget) => (
              <BudgetRow key={budget.id} budget={budget} mayChange={mayChange} onChange={() => setOpen(budget)} />
            ))}
          </ul>
        ) : (
          <p className="px-4 pt-2 pb-5 text-soft text-sm">
            None is set. A budget for a provider, a region or a client says how much of it is spent and the day on which
            it will be.
          </p>
        )
      ) : error ? (
        <ErrorState
          what="The budgets could not be loaded."
          why={messageOf(error)}
          onRetry={refetch}
          busy={isFetching}
        />
      ) : (
        <SkeletonRows rows={4} label="Loading budgets" />
      )}
      {open && (
        <BudgetDialog budget={open === "new" ? undefined : open} provider={provider} onClose={() => setOpen(null)} />
      )}
    </Card>
  );
}
