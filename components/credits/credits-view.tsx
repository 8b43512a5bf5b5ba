"use client";

import { Coins } from "lucide-react";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { messageOf } from "#lib/queries/client-error.ts";
import { creditSummaryQuery } from "#lib/queries/credits.ts";
import { type ProviderId, providerIds, providerLabels } from "#lib/vocabulary.ts";
import { BreakdownCard } from "./breakdown-card.tsx";
import { BudgetsCard } from "./budgets-card.tsx";
import { ConsumptionCard } from "./consumption-card.tsx";
import { CreditsSkeleton } from "./credits-skeleton.tsx";
import { DriftCard } from "./drift-card.tsx";
import { KpiRow } from "./kpi-row.tsx";
import { LostCard } from "./lost-card.tsx";
import { MonthCard } from "./month-card.tsx";
import { PricesCard } from "./prices-card.tsx";
import { useCredits } from "./use-credits.ts";

/** The Credits screen: consumption, budget and drift of one provider at a time; the breakdown and the losses of the scope. */
export function CreditsView() {
  const credits = useCredits();
  const { scope, of, stack, by, losses } = credits;
  const { data, error, refetch, isFetching } = useLiveQuery(creditSummaryQuery("provider", scope));
  if (!data) {
    if (!error) return <CreditsSkeleton />;
    return (
      <Card>
        <ErrorState
          what="The credits could not be loaded."
          why={messageOf(error)}
          onRetry={refetch}
          busy={isFetching}
        />
      </Card>
    );
  }
  const used = data.totals.map(({ provider }) => provider);
  const provider = scope.provider ?? (of && used.includes(of) ? of : used[0]);
  return (
    <>
      {provider ? (
        <>
          {!scope.provider && used.length > 1 && (
            <ProviderChoice providers={used} provider={provider} onChoose={credits.showProvider} />
          )}
          <KpiRow provider={provider} scope={scope} sum={data.totals.find((one) => one.provider === provider)} />
          <div className="grid gap-4 xl:grid-cols-2">
            <ConsumptionCard provider={provider} scope={scope} stack={stack} onStack={credits.stackBy} />
            <MonthCard provider={provider} scope={scope} />
            <DriftCard provider={provider} scope={scope} stack={stack} />
            <BudgetsCard provider={provider} />
          </div>
        </>
      ) : (
        <>
          <Card>
            <EmptyState icon={Coins} title="No credits in this range">
              Nothing was billed within this range and scope. A longer range, or a wider scope, may show some; jobs that
              failed without a bill are under Failures.
            </EmptyState>
          </Card>
          <BudgetsCard provider={providerIds[0]} />
        </>
      )}
      <BreakdownCard scope={scope} by={by} onBy={credits.breakDownBy} />
      <LostCard filters={losses} onKind={credits.showKind} onGo={credits.turnTo} />
      <PricesCard provider={provider ?? providerIds[0]} />
    </>
  );
}

interface ProviderChoiceProps {
  providers: readonly ProviderId[];
  provider: ProviderId;
  onChoose: (provider: ProviderId) => void;
}

function ProviderChoice({ providers, provider, onChoose }: ProviderChoiceProps) {
  return (
    <div className="flex min-h-control flex-wrap items-center gap-x-4 gap-y-1">
      <Tabs
        label="Provider"
        items={providers.map((value) => ({ value, label: providerLabels[value] }))}
        value={provider}
        onChange={onChoose}
        listClassName="flex-wrap"
      />
      <p className="text-quiet text-sm">Credits of two providers are different things, and are never added up.</p>
    </div>
  );
}
