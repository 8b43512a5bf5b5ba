import { FamilyMark } from "#components/ui/family-mark.tsx";
import { Mark } from "#components/ui/mark.tsx";
import type { StackSeries } from "./stack.ts";

/** A stripe's mark and words: a family's as everywhere else, an entry's colour with its title and code. */
export function StackName({ series }: { series: StackSeries }) {
  if (series.family) return <FamilyMark family={series.family} label />;
  return (
    <span className="inline-flex min-w-0 items-center gap-2 text-soft">
      <span className="flex" style={{ color: series.color }}>
        <Mark shape={series.key === null ? "dash" : "square"} className="size-2.5" />
      </span>
      <span className="max-w-64 truncate">{series.label}</span>
      {series.code && <code className="max-w-40 truncate font-mono text-quiet text-xs">{series.code}</code>}
    </span>
  );
}
