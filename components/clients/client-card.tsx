"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { ScopedLink } from "#components/shell/scoped-link.tsx";
import { useMay } from "#components/shell/use-viewer.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ClientSummary } from "#lib/contracts/clients.ts";
import { countOf } from "#lib/format/count.ts";
import { providerLabels } from "#lib/vocabulary.ts";
import { ClientMenu } from "./client-menu.tsx";
import { limitWords } from "./limits-draft.ts";
import { NewTokenDialog } from "./new-token-dialog.tsx";
import type { ShownToken } from "./token-dialog.tsx";
import { TokenRows } from "./token-rows.tsx";

interface ClientCardProps {
  client: ClientSummary;
  onToken: (token: ShownToken) => void;
}

/** A client: its name, what it may call and use, how much it calls, its tokens. */
export function ClientCard({ client, onToken }: ClientCardProps) {
  const mayChange = useMay("admin");
  const [adding, setAdding] = useState(false);
  return (
    <Card aria-labelledby={`client-${client.id}`}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2 pr-2 pl-4">
        <h2 id={`client-${client.id}`} className="flex items-center gap-2 text-base">
          <span className={client.disabledAt ? "text-quiet" : undefined}>{client.name}</span>
          {client.disabledAt && <Chip tone="warn">disabled</Chip>}
        </h2>
        <p className="text-quiet text-sm">
          {client.providers.length === 0
            ? "every provider"
            : client.providers.map((provider) => providerLabels[provider]).join(", ")}
          {limitWords(client.limits).map((words) => ` · ${words}`)}
        </p>
        <p className="ml-auto text-quiet text-sm max-sm:order-last max-sm:w-full">
          <ScopedLink
            href={`/jobs?client=${client.id}&range=24h`}
            className="text-soft underline decoration-line-control underline-offset-2 hover:text-ink"
          >
            {countOf(client.calls24h, "call")} in 24 h
          </ScopedLink>
          {client.lastCallAt ? (
            <>
              , last <Time at={client.lastCallAt} format="relative" />
            </>
          ) : (
            ", none ever seen"
          )}
        </p>
        {mayChange && (
          <div className="flex items-center gap-1 max-sm:ml-auto">
            <Button size="small" onClick={() => setAdding(true)}>
              <Plus aria-hidden strokeWidth={1.75} /> Token
            </Button>
            <ClientMenu client={client} />
          </div>
        )}
      </div>
      <TokenRows client={client} />
      {adding && <NewTokenDialog client={client} onClose={() => setAdding(false)} onToken={onToken} />}
    </Card>
  );
}
