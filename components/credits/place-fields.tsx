"use client";

import { useQuery } from "@tanstack/react-query";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { keyPlacesQuery } from "#lib/queries/keys.ts";
import { type ProviderId, providerIds, providerLabels, type RegionId } from "#lib/vocabulary.ts";

interface PlaceFieldsProps<Region extends RegionId | "all"> {
  provider: ProviderId;
  region: Region;
  /** The label of "all regions together"; absent = one region must be named. */
  all?: string;
  onChange: (place: { provider: ProviderId; region: Region }) => void;
}

const providers = providerIds.map((value) => ({ value, label: providerLabels[value] }));

/** A provider and one of its regions. */
export function PlaceFields<Region extends RegionId | "all">({
  provider,
  region,
  all,
  onChange,
}: PlaceFieldsProps<Region>) {
  const places = useQuery(keyPlacesQuery()).data?.items ?? [];
  const regionsOf = (of: ProviderId) => places.find((place) => place.provider === of)?.regions ?? [];
  const items = [
    ...(all ? [{ value: "all", label: all }] : []),
    ...regionsOf(provider).map(({ id, label }) => ({ value: id as string, label })),
  ];
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Field label="Provider">
        <Select
          items={providers}
          value={provider}
          onChange={(next) =>
            onChange({ provider: next, region: (all ? "all" : (regionsOf(next)[0]?.id ?? region)) as Region })
          }
        />
      </Field>
      <Field label="Region">
        <Select
          items={items}
          value={region as string}
          onChange={(next) => onChange({ provider, region: next as Region })}
        />
      </Field>
    </div>
  );
}
