"use client";

import { type KeyboardEvent, useRef, useState } from "react";
import { useZoom } from "#components/shell/use-zoom.ts";
import { classNames } from "#components/ui/class-names.ts";
import { formatCount } from "#lib/format/count.ts";
import { BrushSelection } from "./brush-selection.tsx";
import { type HeatCell, type HeatRow, heatLevels, type PreparedHeatStrip } from "./prepare-heat-strip.ts";
import { StretchBands } from "./stretch-bands.tsx";
import { useBrush } from "./use-brush.ts";

interface HeatStripProps {
  strip: PreparedHeatStrip;
  onPick: (row: HeatRow, cell: HeatCell) => void;
}

/** Height of a row, in px. */
const rowHeight = 36;

/** Entries over time, darker where there were more. One stop for Tab; arrow keys walk, Enter opens; a drag zooms. */
export function HeatStrip({ strip, onPick }: HeatStripProps) {
  const last = strip.axis.ats.length - 1;
  const [at, setAt] = useState({ row: 0, cell: last });
  const row = Math.min(at.row, strip.rows.length - 1);
  const cell = Math.min(at.cell, last);
  const plot = useRef<HTMLTableCellElement>(null);
  const { zoomIn } = useZoom();
  const { chosen, pointer } = useBrush({ axis: strip.axis, plot, onZoom: zoomIn });
  const share = 100 / Math.max(1, strip.axis.ats.length);
  const walk = (event: KeyboardEvent<HTMLTableElement>) => {
    const to = stepOf(event.key, { row, cell }, { row: strip.rows.length - 1, cell: last });
    if (!to) return;
    event.preventDefault();
    setAt(to);
    event.currentTarget.querySelector<HTMLElement>(`[data-cell="${to.row} ${to.cell}"]`)?.focus();
  };
  return (
    <div className="touch-pan-y select-none overflow-x-auto px-4 pt-1 pb-1" {...pointer}>
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows and cells that arrow keys walk are a grid */}
      <table role="grid" aria-label="Failures by entry over time" onKeyDown={walk} className="w-full border-spacing-0">
        <tbody>
          {strip.rows.map((entry, r) => (
            <tr key={entry.key}>
              <th scope="row" className="w-px max-w-64 py-0 pr-3 text-left font-normal max-sm:max-w-36">
                <EntryName row={entry} />
              </th>
              {entry.cells.map((one, c) => (
                <td key={one.at} className="h-9 min-w-1.5 p-0">
                  <button
                    type="button"
                    data-cell={`${r} ${c}`}
                    tabIndex={r === row && c === cell ? 0 : -1}
                    aria-label={one.words}
                    title={one.words}
                    onFocus={() => setAt({ row: r, cell: c })}
                    onClick={() => onPick(entry, one)}
                    className={cellClass(one)}
                    style={{ background: heatColor(one.level) }}
                  />
                </td>
              ))}
              <td className="w-px py-0 pl-3 text-right">{formatCount(entry.total)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot aria-hidden>
          <tr>
            <td />
            <td ref={plot} colSpan={strip.axis.ats.length} className="relative h-0 p-0">
              <div
                className="pointer-events-none absolute inset-x-0 bottom-0"
                style={{ height: strip.rows.length * rowHeight }}
              >
                <StretchBands axis={strip.axis} bare />
                {strip.axis.marks.map((mark) => (
                  <span
                    key={mark.at}
                    className="absolute inset-y-0 border-line-control border-l border-dashed"
                    style={{ left: `${strip.axis.ats.indexOf(mark.at) * share}%` }}
                  />
                ))}
                {chosen && <BrushSelection axis={strip.axis} chosen={chosen} />}
              </div>
            </td>
            <td />
          </tr>
          <tr>
            <td />
            {strip.axis.ats.map((start, i) => (
              <td key={start} className="relative h-5 p-0">
                <span className="absolute top-1 left-0 whitespace-nowrap text-quiet text-xs">
                  {strip.axis.ticks.find(({ index }) => index === i)?.label}
                </span>
              </td>
            ))}
            <td />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function EntryName({ row }: { row: HeatRow }) {
  return (
    <span className="flex min-w-0 flex-col leading-tight" title={row.label}>
      <span className="truncate text-sm">{row.label}</span>
      {row.code && <code className="truncate font-mono text-quiet text-xs">{row.code}</code>}
    </span>
  );
}

function cellClass({ level, unfinished }: HeatCell): string {
  return classNames(
    "block h-8 w-full rounded-mark border border-surface focus-visible:relative focus-visible:z-10",
    level === null && "bg-[repeating-linear-gradient(45deg,var(--line)_0_1px,transparent_1px_4px)]!",
    unfinished && "opacity-50",
  );
}

/** Colour of a level as a CSS value: from the surface's own grey to the strongest red. */
function heatColor(level: number | null): string | undefined {
  if (level === null) return undefined;
  if (level === 0) return "var(--fill)";
  return `color-mix(in oklab, var(--bad) ${15 + (85 * level) / heatLevels}%, var(--fill))`;
}

/** What the darkness stands for. */
export function HeatLegend({ strip }: { strip: PreparedHeatStrip }) {
  return (
    <span className="inline-flex items-center gap-1.5 text-quiet text-sm">
      none
      {Array.from({ length: heatLevels + 1 }, (_, level) => level).map((level) => (
        <span key={level} aria-hidden className="size-2.5 rounded-mark" style={{ background: heatColor(level) }} />
      ))}
      up to {formatCount(strip.most)} {strip.per}
      {strip.cut && <span className="ml-3">{strip.cut}</span>}
    </span>
  );
}

interface At {
  row: number;
  cell: number;
}

/** Where a key leads; undefined = nowhere. */
function stepOf(key: string, from: At, last: At): At | undefined {
  const steps: Record<string, At> = {
    ArrowLeft: { row: from.row, cell: from.cell - 1 },
    ArrowRight: { row: from.row, cell: from.cell + 1 },
    ArrowUp: { row: from.row - 1, cell: from.cell },
    ArrowDown: { row: from.row + 1, cell: from.cell },
    Home: { row: from.row, cell: 0 },
    End: { row: from.row, cell: last.cell },
  };
  const to = steps[key];
  if (!to || to.row < 0 || to.cell < 0 || to.row > last.row || to.cell > last.cell) return undefined;
  return to;
}
