"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { CreditTrendCard } from "#components/charts/credit-trend-card.tsx";
import { ErrorTrendCard } from "#components/charts/error-trend-card.tsx";
import type { MarkedMoment } from "#components/charts/time-axis.ts";
import { useChartMarks } from "#components/charts/use-chart-marks.ts";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { useScope } from "#components/shell/use-scope.ts";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import type { Overview } from "#lib/contracts/overview.ts";
import { placeName } from "#lib/format/place.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { clientListQuery } from "#lib/queries/clients.ts";
import { overviewQuery } from "#lib/queries/overview.ts";
import { AlarmBanner } from "./alarm-banner.tsx";
import { FirstSteps } from "./first-steps.tsx";
import { KeysAside } from "./keys-aside.tsx";
import { NewestFailures } from "./newest-failures.tsx";
import { OverviewSkeleton } from "./overview-skeleton.tsx";
import { ProviderTable } from "./provider-table.tsx";

/** Is anything wrong right now? The alarm, the table, two charts, the newest failures. */
export function OverviewView() {
  const [scope] = useScope();
  const { data, error, refetch, isFetching, isPlaceholderData } = useLiveQuery(overviewQuery(scope));
  const changes = useChartMarks(scope);
  const marks = useMemo(() => [...alarmMarks(data?.alarms ?? []), ...changes], [data?.alarms, changes]);
  const idle = data !== undefined && isIdle(data);
  const clients = useQuery({ ...clientListQuery(), enabled: idle });
  if (!data) {
    if (!error) return <OverviewSkeleton />;
    return (
      <Card>
        <ErrorState
          what="The overview could not be loaded."
          why={messageOf(error)}
          onRetry={refetch}
          busy={isFetching}
        />
      </Card>
    );
  }
  if (idle && clients.isPending) return <OverviewSkeleton />;
  const known = clients.data?.items ?? [];
  if (idle && clients.isSuccess && known.every(({ lastCallAt }) => lastCallAt === null)) {
    return <FirstSteps hasKey={data.cells.some(({ key }) => key.count > 0)} hasClient={known.length > 0} />;
  }
  return (
    <>
      <AlarmBanner alarms={data.alarms} />
      {data.keysAside.length > 0 && <KeysAside keys={data.keysAside} />}
      <ProviderTable cells={data.cells} scope={scope} stale={isPlaceholderData} />
      <div className="grid gap-4 xl:grid-cols-2">
        <ErrorTrendCard scope={scope} marks={marks} />
        <CreditTrendCard scope={scope} marks={changes} />
      </div>
      <NewestFailures newest={data.newest} />
    </>
  );
}

/** Nothing ran in this window. Whether anything ever did, the clients know. */
function isIdle(data: Overview): boolean {
  return data.totals.jobs === 0 && data.totals.failures === 0 && data.cells.every(({ calls }) => calls === 0);
}

function alarmMarks(alarms: Overview["alarms"]): MarkedMoment[] {
  return alarms.flatMap(({ since, provider, region }) => {
    if (!since) return [];
    const words = `${placeName(provider, region)} began to fail more than usual`;
    return [{ at: since, word: "since", words, tone: "bad" as const }];
  });
}
