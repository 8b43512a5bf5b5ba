"use client";

import { FamilyMark } from "#components/ui/family-mark.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { Select } from "#components/ui/select.tsx";
import { ownerName } from "#lib/format/place.ts";
import { entryKinds } from "#lib/url/screen-params.ts";
import { families, familyLabels, providerIds } from "#lib/vocabulary.ts";
import { kindWords } from "./entry-words.ts";
import type { useGuidanceFilters } from "./use-guidance-filters.ts";

const ownerItems = [
  { value: "any", label: "Any provider" },
  ...[...providerIds, "docket"].map((owner) => ({ value: owner, label: ownerName(owner) })),
];
const familyItems = [
  { value: "any", label: "Any family" },
  ...families.map((family) => ({ value: family, label: familyLabels[family], mark: <FamilyMark family={family} /> })),
];
const kindItems = [
  { value: "any", label: "Errors and symptoms" },
  ...entryKinds.map((kind) => ({ value: kind, label: kindWords[kind] })),
];

/** Narrows the catalog by text, whose it is, family and kind. */
export function GuidanceFilterBar({ values, change }: ReturnType<typeof useGuidanceFilters>) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchField
        label="Search the guidance"
        placeholder="Code, message, words of the title"
        value={values.q}
        onSearch={(text) => change({ q: text || null })}
        className="w-full sm:w-96"
      />
      <Select
        label="Provider"
        look="filter"
        items={ownerItems}
        value={values.owner ?? "any"}
        onChange={(next) => change({ owner: next === "any" ? null : next })}
      />
      <Select
        label="Family"
        look="filter"
        items={familyItems}
        value={values.family ?? "any"}
        onChange={(next) => change({ family: families.find((known) => known === next) ?? null })}
      />
      <Select
        label="Kind"
        look="filter"
        items={kindItems}
        value={values.kind ?? "any"}
        onChange={(next) => change({ kind: entryKinds.find((known) => known === next) ?? null })}
      />
    </div>
  );
}
