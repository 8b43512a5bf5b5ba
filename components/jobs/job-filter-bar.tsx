"use client";

import { ExportButton } from "#components/exports/export-button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { FilterChip } from "#components/ui/filter-chip.tsx";
import { JobStateMark, jobStateLooks } from "#components/ui/job-state-mark.tsx";
import { MultiSelect } from "#components/ui/multi-select.tsx";
import { SearchField } from "#components/ui/search-field.tsx";
import { jobStates } from "#lib/vocabulary.ts";
import type { useJobFilters } from "./use-job-filters.ts";

const stateItems = jobStates.map((state) => ({
  value: state,
  label: <JobStateMark state={state} />,
  text: jobStateLooks[state].label,
}));

/** Narrows the jobs by state, stuck, entry and text; provider, region and client are the top bar's. */
export function JobFilterBar({ filters, states, q, change }: ReturnType<typeof useJobFilters>) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchField
        label="Search jobs"
        placeholder="Job id, request id, file name, client"
        value={q}
        onSearch={(text) => change({ q: text || null })}
        className="w-full sm:w-80"
      />
      <MultiSelect
        label="Any state"
        items={stateItems}
        value={states}
        onChange={(next) => change({ state: next.length > 0 ? next : null })}
      />
      <span className="inline-flex h-control items-center rounded-control border border-line bg-raised px-3">
        <Checkbox checked={filters.stuck === "true"} onChange={(checked) => change({ stuck: checked ? "true" : null })}>
          Stuck
        </Checkbox>
      </span>
      {filters.entry && (
        <FilterChip what="entry" onClear={() => change({ entry: null })}>
          Entry <span className="font-mono text-xs">{filters.entry}</span>
        </FilterChip>
      )}
      {filters.parent && (
        <FilterChip what="parent" onClear={() => change({ parent: null })}>
          Made by <span className="font-mono text-xs">{filters.parent}</span>
        </FilterChip>
      )}
      <span className="ml-auto">
        <ExportButton list="jobs" filters={filters} />
      </span>
    </div>
  );
}
