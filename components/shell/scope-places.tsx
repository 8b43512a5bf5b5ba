"use client";

import { useQuery } from "@tanstack/react-query";
import type { Scope } from "#lib/contracts/scope.ts";
import { regionShort } from "#lib/format/place.ts";
import { keyPlacesQuery } from "#lib/queries/keys.ts";
import { type ProviderId, providerIds, providerLabels, type RegionId } from "#lib/vocabulary.ts";
import { ChoiceChip } from "./choice-chip.tsx";
import { ChoiceGroup } from "./choice-group.tsx";

interface ScopePlacesProps {
  scope: Scope;
  onChange: (change: { provider?: ProviderId | null; region?: RegionId | null; product?: string | null }) => void;
}

/** Providers with their regions, and the chosen provider's products. */
export function ScopePlaces({ scope, onChange }: ScopePlacesProps) {
  const { data } = useQuery(keyPlacesQuery());
  const placeOf = (provider: ProviderId) => data?.items.find((item) => item.provider === provider);
  const products = (scope.provider && placeOf(scope.provider)?.products) ?? (scope.product ? [scope.product] : []);
  return (
    <>
      <div className="flex flex-col gap-1.5">
        <div>
          <ChoiceChip
            chosen={!scope.provider && !scope.region}
            onChoose={() => onChange({ provider: null, region: null, product: null })}
          >
            All providers
          </ChoiceChip>
        </div>
        {providerIds.map((provider) => (
          <div key={provider} className="flex flex-wrap items-center gap-1">
            <ChoiceChip
              chosen={scope.provider === provider && !scope.region}
              onChoose={() => onChange({ provider, region: null, product: null })}
            >
              {providerLabels[provider]}
            </ChoiceChip>
            {placeOf(provider)?.regions.map((region) => (
              <ChoiceChip
                key={region.id}
                chosen={scope.provider === provider && scope.region === region.id}
                onChoose={() => onChange({ provider, region: region.id, product: null })}
              >
                <span className="sr-only">{providerLabels[provider]} </span>
                {regionShort(region.id)}
              </ChoiceChip>
            ))}
          </div>
        ))}
      </div>
      {products.length > 0 && (
        <ChoiceGroup label="Product">
          {products.map((product) => (
            <ChoiceChip
              key={product}
              chosen={scope.product === product}
              onChoose={() => onChange({ product: scope.product === product ? null : product })}
            >
              {product}
            </ChoiceChip>
          ))}
        </ChoiceGroup>
      )}
    </>
  );
}
