"use client";

import { parseAsString, useQueryState } from "nuqs";
import { useMemo } from "react";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import type { Exchange } from "#lib/contracts/jobs.ts";
import { ExchangeView } from "./exchange-view.tsx";

interface ExchangeCardProps {
  /** In the order of the tabs. */
  exchanges: readonly Exchange[];
  /** The failure's own words, to be marked in the bodies. */
  errorTexts: readonly string[];
}

/** More than these do not fit beside the title. */
const tabsInHeader = 3;

/** Request and response of every recorded exchange, redacted; the chosen tab stands in the address. */
export function ExchangeCard({ exchanges, errorTexts }: ExchangeCardProps) {
  const [chosen, choose] = useQueryState("exchange", parseAsString);
  const tabs = useMemo(() => nameTabs(exchanges), [exchanges]);
  const current = tabs.find(({ value }) => value === chosen) ?? tabs[0];
  const choice = tabs.length > 1 && current && (
    <Tabs
      label="Exchanges"
      items={tabs.map(({ value, label }) => ({ value, label }))}
      value={current.value}
      onChange={(value) => choose(value === tabs[0]?.value ? null : value)}
    />
  );
  const isLong = tabs.length > tabsInHeader;
  return (
    <Card aria-label="Request and response">
      <CardHeader title="Request and response" aside="redacted" actions={!isLong && choice} />
      {isLong && <div className="overflow-x-auto px-1.5 pb-1.5">{choice}</div>}
      {current ? (
        <ExchangeView key={current.value} exchange={current.exchange} errorTexts={errorTexts} />
      ) : (
        <p className="px-4 pb-4 text-soft text-sm">
          No exchange of this job is recorded: its bodies are past their retention, or it was learned of by a webhook
          only.
        </p>
      )}
    </Card>
  );
}

/** Labels can repeat ("Read", "Read"): the address then counts them. */
function nameTabs(exchanges: readonly Exchange[]) {
  const seen = new Map<string, number>();
  return exchanges.map((exchange) => {
    const count = (seen.get(exchange.label) ?? 0) + 1;
    seen.set(exchange.label, count);
    const suffix = count > 1 ? ` ${count}` : "";
    const value = `${exchange.label}${suffix}`.toLowerCase().replaceAll(" ", "-");
    return { value, label: `${exchange.label}${suffix}`, exchange };
  });
}
