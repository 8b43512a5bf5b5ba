"use client";

import { AppWindow, Plus } from "lucide-react";
import { useState } from "react";
import { useLiveQuery } from "#components/shell/use-live-query.ts";
import { useMay } from "#components/shell/use-viewer.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRows } from "#components/ui/skeleton.tsx";
import type { ClientList } from "#lib/contracts/clients.ts";
import { messageOf } from "#lib/queries/client-error.ts";
import { clientListQuery } from "#lib/queries/clients.ts";
import { ClientCard } from "./client-card.tsx";
import { NewClientDialog } from "./new-client-dialog.tsx";
import { type ShownToken, TokenDialog } from "./token-dialog.tsx";

const slowMs = 30_000;

/** The Clients screen: the applications that call through the gateway, and their tokens. */
export function ClientsView() {
  const mayChange = useMay("admin");
  const [adding, setAdding] = useState(false);
  const [shown, setShown] = useState<ShownToken | null>(null);
  const { data, error, refetch, isFetching } = useLiveQuery(clientListQuery(), { everyMs: slowMs });
  const add = mayChange && (
    <Button variant="primary" onClick={() => setAdding(true)}>
      <Plus aria-hidden strokeWidth={1.75} /> New client
    </Button>
  );
  return (
    <>
      <div className="flex min-h-control flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p className="max-w-reading text-soft">
          Your applications. Each calls with its own token, so its calls, jobs and credits can be told apart.
        </p>
        {data && data.items.length > 0 && add}
      </div>
      {data ? (
        <ClientCards items={data.items} add={add} onToken={setShown} />
      ) : (
        <Card>
          {error ? (
            <ErrorState
              what="The clients could not be loaded."
              why={messageOf(error)}
              onRetry={refetch}
              busy={isFetching}
            />
          ) : (
            <SkeletonRows rows={6} label="Loading clients" />
          )}
        </Card>
      )}
      {adding && <NewClientDialog onClose={() => setAdding(false)} onToken={setShown} />}
      {shown && <TokenDialog shown={shown} onClose={() => setShown(null)} />}
    </>
  );
}

interface ClientCardsProps {
  items: ClientList["items"];
  add: React.ReactNode;
  onToken: (token: ShownToken) => void;
}

function ClientCards({ items, add, onToken }: ClientCardsProps) {
  if (items.length > 0) return items.map((client) => <ClientCard key={client.id} client={client} onToken={onToken} />);
  return (
    <Card>
      <EmptyState icon={AppWindow} title="No client yet" action={add}>
        Make one for each application. Its token goes where the vendor’s API key was; the vendor’s key stays here.
      </EmptyState>
    </Card>
  );
}
