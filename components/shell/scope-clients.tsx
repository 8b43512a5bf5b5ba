"use client";

import { useQuery } from "@tanstack/react-query";
import { clientListQuery } from "#lib/queries/clients.ts";
import { ChoiceChip } from "./choice-chip.tsx";
import { ChoiceGroup } from "./choice-group.tsx";

interface ScopeClientsProps {
  client: string | undefined;
  onChange: (id: string | null) => void;
}

/** The client applications to narrow to. */
export function ScopeClients({ client, onChange }: ScopeClientsProps) {
  const { data } = useQuery(clientListQuery());
  if (!data || data.items.length === 0) return null;
  return (
    <ChoiceGroup label="Client">
      <ChoiceChip chosen={!client} onChoose={() => onChange(null)}>
        All clients
      </ChoiceChip>
      {data.items.map((item) => (
        <ChoiceChip key={item.id} chosen={client === item.id} onChoose={() => onChange(item.id)}>
          <span className="max-w-48 truncate">{item.name}</span>
        </ChoiceChip>
      ))}
    </ChoiceGroup>
  );
}
