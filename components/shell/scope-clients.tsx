"use client";

import { useQuery } from "@tanstack/react-query";
import { clientListQuery } from "#lib/queries/clients.ts";
import { ChoiceChip } from "./choice-chip.tsx";

interface ScopeClientsProps {
  client: string | undefined;
  onChange: (id: string | null) => void;
}

/** The client applications to narrow to. */
export function ScopeClients({ client, onChange }: ScopeClientsProps) {
  const { data } = useQuery(clientListQuery());
  if (!data || data.items.length === 0) return null;
  return (
    <fieldset className="border-line border-t pt-3">
      <legend className="float-left mb-1.5 w-full text-quiet text-xs">Client</legend>
      <div className="flex flex-wrap gap-1">
        <ChoiceChip chosen={!client} onChoose={() => onChange(null)}>
          All clients
        </ChoiceChip>
        {data.items.map((item) => (
          <ChoiceChip key={item.id} chosen={client === item.id} onChoose={() => onChange(item.id)}>
            <span className="max-w-48 truncate">{item.name}</span>
          </ChoiceChip>
        ))}
      </div>
    </fieldset>
  );
}
