import type { ReactNode } from "react";

interface ChartHintProps {
  title: ReactNode;
  aside?: ReactNode;
  rows: { key: string; mark: ReactNode; label: ReactNode; value: ReactNode }[];
  /** What happened there, below the numbers. */
  notes?: readonly string[];
}

/** What a bucket holds, beside the pointer. The table says the same for those who do not point. */
export function ChartHint({ title, aside, rows, notes = [] }: ChartHintProps) {
  return (
    <div className="min-w-44 rounded-control border border-line bg-raised px-3 py-2 text-sm shadow-float">
      <p className="flex justify-between gap-4">
        <span className="font-[520] text-ink">{title}</span>
        {aside && <span className="text-quiet">{aside}</span>}
      </p>
      {rows.map((row) => (
        <p key={row.key} className="mt-1 flex items-center justify-between gap-6">
          <span className="inline-flex items-center gap-2 text-soft">
            {row.mark}
            {row.label}
          </span>
          <span className="text-ink">{row.value}</span>
        </p>
      ))}
      {notes.map((note) => (
        <p key={note} className="mt-1.5 border-line-faint border-t pt-1.5 text-soft">
          {note}
        </p>
      ))}
    </div>
  );
}
