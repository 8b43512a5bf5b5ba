import type { ReactNode } from "react";

interface KpiProps {
  label: string;
  /** The figure, or the word that stands for it. */
  children: ReactNode;
  /** Quiet lines under it. */
  notes?: readonly ReactNode[];
  /** A bar or a mark at the foot. */
  foot?: ReactNode;
}

/** One figure people look for first, with what it is made of. */
export function Kpi({ label, children, notes = [], foot }: KpiProps) {
  return (
    <div className="flex min-h-24 min-w-0 flex-col gap-0.5 px-4 py-3">
      <dt className="text-quiet text-sm">{label}</dt>
      <dd className="m-0 flex min-w-0 flex-1 flex-col gap-0.5">
        <span className="font-semibold text-xl">{children}</span>
        {notes.map((note, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the notes have no identity and never move
          <span key={i} className="text-quiet text-sm">
            {note}
          </span>
        ))}
        {foot && <span className="mt-auto pt-1.5">{foot}</span>}
      </dd>
    </div>
  );
}
