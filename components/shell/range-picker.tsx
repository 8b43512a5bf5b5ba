"use client";

import { Clock } from "lucide-react";
import { useState } from "react";
import { Chip } from "#components/ui/chip.tsx";
import { Popover } from "#components/ui/popover.tsx";
import { useNow, useZone } from "#components/ui/view-context.tsx";
import { namedRanges } from "#lib/contracts/scope.ts";
import { zoneLabel } from "#lib/format/instant.ts";
import { ChoiceChip } from "./choice-chip.tsx";
import { ChoiceGroup } from "./choice-group.tsx";
import { CustomRange } from "./custom-range.tsx";
import { localZone } from "./local-zone.ts";
import { rangeLabels, rangeWords } from "./range-words.ts";
import { topControlClass } from "./top-control.ts";
import { useScope } from "./use-scope.ts";

const minuteMs = 60_000;

/** The time range of the screen, and the zone its times are written in. */
export function RangePicker() {
  const [scope, change] = useScope();
  const { zone, setZone } = useZone();
  const now = new Date(useNow(minuteMs));
  const [open, setOpen] = useState(false);
  const own = scope.from !== undefined || scope.to !== undefined;
  return (
    <Popover
      label="Time range"
      className="w-80"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={topControlClass()}>
          <Clock aria-hidden strokeWidth={1.75} className="max-sm:hidden" />
          {rangeWords(scope, zone, now)}
          <Chip>{zoneLabel(zone, now)}</Chip>
        </button>
      }
    >
      <div className="flex flex-wrap gap-1">
        {namedRanges.map((range) => (
          <ChoiceChip
            key={range}
            chosen={!own && (scope.range ?? "24h") === range}
            onChoose={() => {
              change({ range: range === "24h" ? null : range, from: null, to: null });
              setOpen(false);
            }}
          >
            {rangeLabels[range]}
          </ChoiceChip>
        ))}
      </div>
      <CustomRange
        key={`${zone} ${scope.from} ${scope.to}`}
        scope={scope}
        onChange={(from, to) => {
          change({ range: null, from, to });
          setOpen(false);
        }}
      />
      <div className="mt-3">
        <ChoiceGroup label="Times are written in">
          <ChoiceChip chosen={zone === "UTC"} onChoose={() => setZone("UTC")}>
            UTC
          </ChoiceChip>
          <ChoiceChip chosen={zone !== "UTC"} onChoose={() => setZone(localZone())}>
            Local time
          </ChoiceChip>
        </ChoiceGroup>
      </div>
    </Popover>
  );
}
