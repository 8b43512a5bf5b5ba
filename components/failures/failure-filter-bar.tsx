"use client";

import { ExportButton } from "#components/exports/export-button.tsx";
import { FamilyMark } from "#components/ui/family-mark.tsx";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { Select } from "#components/ui/select.tsx";
import { families, familyLabels, matchKinds } from "#lib/vocabulary.ts";
import { UnclassifiedCount } from "./unclassified-count.tsx";
import type { useFailureFilters } from "./use-failure-filters.ts";

const familyItems = [
  { value: "any", label: "Any family" },
  ...families.map((family) => ({ value: family, label: familyLabels[family], mark: <FamilyMark family={family} /> })),
];

const matchItems = [
  { value: "any", label: "Recognised or not" },
  { value: "entry", label: "Recognised" },
  { value: "status", label: "By HTTP status only" },
  { value: "none", label: "Unclassified" },
];

/** Narrows the failures by text, family, how they were recognised, and entry. */
export function FailureFilterBar(bar: ReturnType<typeof useFailureFilters>) {
  const { filters, q, change } = bar;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {bar.view !== "trends" && (
        <SearchField
          label="Search failures"
          placeholder="Words of the message, request id"
          value={q}
          onSearch={(text) => change({ q: text || null })}
          className="w-full sm:w-72"
        />
      )}
      <Select
        label="Family"
        look="filter"
        items={familyItems}
        value={filters.family ?? "any"}
        onChange={(next) => change({ family: families.find((known) => known === next) ?? null })}
      />
      {bar.view !== "trends" && (
        <Select
          label="How it was recognised"
          look="filter"
          items={matchItems}
          value={filters.match ?? "any"}
          onChange={(next) => change({ match: matchKinds.find((known) => known === next) ?? null })}
        />
      )}
      {filters.entry && (
        <FilterChip what="entry" onClear={() => change({ entry: null })}>
          Entry <span className="font-mono text-xs">{filters.entry}</span>
        </FilterChip>
      )}
      <UnclassifiedCount filters={filters} onShow={() => change({ match: "none", family: null, entry: null })} />
      {bar.view === "single" && (
        <span className="ml-auto">
          <ExportButton list="failures" filters={filters} />
        </span>
      )}
    </div>
  );
}
