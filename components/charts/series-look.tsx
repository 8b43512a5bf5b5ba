import { familyColor } from "#components/ui/family-look.ts";
import { FamilyMark } from "#components/ui/family-mark.tsx";
import { Mark } from "#components/ui/mark.tsx";
import type { ErrorSeries } from "./prepare-error-trend.ts";

/** A stripe's colour as a CSS value; the gathered rest is grey. */
export function seriesColor(key: ErrorSeries["key"]): string {
  return key === "other" ? "var(--decor)" : familyColor(key);
}

/** A stripe's mark and word, the same as the family's everywhere else. */
export function SeriesName({ series }: { series: ErrorSeries }) {
  if (series.key !== "other") return <FamilyMark family={series.key} label />;
  return (
    <span className="inline-flex items-center gap-2 text-soft">
      <Mark shape="dash" className="size-2.5 text-decor" />
      {series.label}
    </span>
  );
}
