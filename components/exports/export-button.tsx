"use client";

import { Download } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { countOf, formatCount } from "#lib/format/count.ts";
import { type Exported, type ExportProgress, useExport } from "./use-export.ts";

/** Takes the list away as a file, with the filters as they stand; while it comes, how far it is and a way to stop it. */
export function ExportButton(exported: Exported) {
  const { progress, start, cancel } = useExport(exported);
  if (progress) return <Underway list={exported.list} progress={progress} onCancel={cancel} />;
  return (
    <Menu
      trigger={
        <Button>
          <Download aria-hidden strokeWidth={1.75} />
          Export
        </Button>
      }
    >
      <MenuItem onSelect={() => void start("csv")}>CSV, for spreadsheets</MenuItem>
      <MenuItem onSelect={() => void start("ndjson")}>NDJSON, for programs</MenuItem>
    </Menu>
  );
}

interface UnderwayProps {
  list: Exported["list"];
  progress: ExportProgress;
  onCancel: () => void;
}

function Underway({ list, progress: { rows, of }, onCancel }: UnderwayProps) {
  const share = of ? Math.min(1, rows / of) : null;
  return (
    <span className="inline-flex h-control items-center gap-2.5 rounded-control border border-line bg-raised pr-1 pl-3">
      <span
        role="progressbar"
        aria-label={`Exporting ${list}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
        aria-valuetext={of === null ? countOf(rows, "row") : `${formatCount(rows)} of ${formatCount(of)} rows`}
        className="relative h-1.5 w-24 overflow-hidden rounded-full bg-fill-strong"
      >
        <span
          className={
            share === null
              ? "absolute inset-y-0 w-1/3 animate-[slide-progress_1.2s_ease-in-out_infinite] rounded-full bg-accent"
              : "absolute inset-y-0 left-0 rounded-full bg-accent"
          }
          style={share === null ? undefined : { width: `${share * 100}%` }}
        />
      </span>
      <span className="whitespace-nowrap text-soft text-sm">
        {of === null ? countOf(rows, "row") : `${formatCount(rows)} of ${formatCount(of)}`}
      </span>
      <Button variant="ghost" size="small" onClick={onCancel}>
        Cancel
      </Button>
    </span>
  );
}
